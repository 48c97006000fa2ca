"""What a phrase may say of a finding: counts, bases, units and waves as marked text, grammar included."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from string import Formatter

from egyv_engine.model.documents import Indicator
from egyv_engine.model.findings import Finding, Level
from egyv_engine.narrative.report_context import Name, ReportContext
from egyv_engine.narrative.templates.placeholders import Placeholders


@dataclass(frozen=True, slots=True)
class NumberFacts:
    """A number of units or items. n: "eight", "none"; units: "eight areas", "one area", "no area"; verbs to go with it."""

    n: str
    units: str
    were: str
    is_one: bool
    is_two: bool
    is_none: bool


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """A count of a base in a wave.

    units_of_base: "eight out of nine areas"; n_of_base: "eight out of nine"; n: "eight"; units: "eight areas"; label: the wave's.
    Where the paragraph has stated the base already, `units_of_base` and `n_of_base` leave it out.
    """

    units_of_base: str
    n_of_base: str
    n: str
    units: str
    label: str
    base: NumberFacts
    asked: NumberFacts


@dataclass(slots=True)
class Bases:
    """The base last stated in a paragraph, by wave."""

    stated: dict[str, int] = field(default_factory=dict)

    def are_stated(self, levels: Sequence[tuple[str, Level]]) -> bool:
        """Whether every one of these bases is the one last stated for its wave."""
        return all(self.stated.get(wave) == level.base for wave, level in levels)

    def state(self, levels: Sequence[tuple[str, Level]]) -> None:
        """Takes these bases as stated; where one wave has several, none is."""
        for wave, level in levels:
            several = {one.base for other, one in levels if other == wave}
            if len(several) == 1:
                self.stated[wave] = level.base
            else:
                self.stated.pop(wave, None)


class ClaimFacts:
    """Makes the facts of one claim; every figure and term in them is marked in `placeholders`."""

    def __init__(self, context: ReportContext, placeholders: Placeholders) -> None:
        self.context = context
        self.placeholders = placeholders

    def number(self, ref: str, value: int) -> NumberFacts:
        """A number of units."""
        unit = self.context.unit
        none = value == 0
        counted = self.placeholders.count(ref, value, "no" if none else None)
        return NumberFacts(
            n=self.placeholders.count(ref, value, "none" if none else None),
            units=f"{counted} {unit.one if value in (0, 1) else unit.many}",
            were="was" if value == 1 else "were",
            is_one=value == 1,
            is_two=value == 2,
            is_none=none,
        )

    def level(self, finding: str, wave: str, level: Level, *, is_base_stated: bool = False) -> LevelFacts:
        """A finding's level in a wave."""
        ref = f"{finding}#{wave}"
        return self.quantity(
            (f"{ref}.count", level.count),
            (f"{ref}.base", level.base),
            asked=self.number(f"{ref}.asked", level.asked),
            label=self.placeholders.term(self.context.said(wave)),
            is_base_stated=is_base_stated,
        )

    def quantity(
        self,
        count: tuple[str, int],
        base: tuple[str, int],
        *,
        asked: NumberFacts,
        label: str,
        is_base_stated: bool,
    ) -> LevelFacts:
        """A count of a base; both with their paths."""
        unit, placeholders = self.context.unit, self.placeholders
        n = self.number(*count)
        if is_base_stated:
            of, n_of = n.units, n.n
            if count[1] == base[1] and base[1] > 2:
                of, n_of = (
                    f"all {placeholders.count(*count)} {unit.many}",
                    f"all {placeholders.count(*count)}",
                )
        elif count[1] == 0 and base[1] > 1:
            none = placeholders.count(*count, "none")
            of = f"{none} of the {placeholders.count(*base)} {unit.many}"
            n_of = f"{placeholders.count(*count, 'none')} out of {placeholders.count(*base)}"
        elif count[1] == 0:
            of = f"{placeholders.count(*count, 'no')} {unit.one} out of {placeholders.count(*base)}"
            n_of = f"{placeholders.count(*count, 'none')} out of {placeholders.count(*base)}"
        elif count[1] == base[1] and base[1] > 2:
            of, n_of = f"all {placeholders.count(*count)} {unit.many}", f"all {placeholders.count(*count)}"
        else:
            n_of = f"{placeholders.count(*count)} out of {placeholders.count(*base)}"
            many = unit.one if base[1] == 1 else unit.many
            of = f"{placeholders.count(*count)} out of {placeholders.count(*base)} {many}"
        return LevelFacts(
            units_of_base=of,
            n_of_base=n_of,
            n=n.n,
            units=n.units,
            label=label,
            base=self.number(*base),
            asked=asked,
        )

    def items(self, indicator: Indicator, items: Sequence[str]) -> str:
        """Items as a list: "housing and probation"."""
        return listed([self.placeholders.term(n.label) for n in self._names(indicator, items)])

    def were(self, indicator: Indicator, items: Sequence[str]) -> str:
        """Was or were, for these items."""
        return "were" if _are_many(self._names(indicator, items)) else "was"

    def items_say(self, indicator: Indicator, items: Sequence[str]) -> str:
        """The items and their declared wording: "housing and probation were involved in the strategy in"."""
        said = (indicator.says.items or "").format(were=self.were(indicator, items), had="had")
        return f"{self.items(indicator, items)} {self.placeholders.term(said)}"

    def says(self, finding: Finding) -> str:
        """The indicator's declared wording for units, its item named."""
        indicator = self.context.indicator(finding)
        said = []
        for literal, name, _, _ in Formatter().parse(indicator.says.units):
            if literal:
                said.append(self.placeholders.term(literal))
            if name == "item" and finding.item is not None:
                said.append(self.placeholders.term(self.context.name(indicator, finding.item).label))
            elif name in ("threshold", "parts"):
                ref = f"{finding.principle}.{finding.indicator}#{name}"
                said.append(self.placeholders.count(ref, self.context.linked.threshold(indicator)[name]))
        return "".join(said)

    def _names(self, indicator: Indicator, items: Sequence[str]) -> list[Name]:
        return [self.context.name(indicator, item) for item in items]


def listed(parts: Sequence[str]) -> str:
    """Parts of a list with commas, and "and" before the last."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _are_many(names: Sequence[Name]) -> bool:
    return len(names) > 1 or any(name.plural for name in names)
