"""Makes the claim on two indicators whose counts contradict each other: what implies another is met by more units."""

from collections.abc import Iterator
from typing import Self

from egyv_engine.model.findings import Finding, Level
from egyv_engine.model.frozen import Frozen
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import FactMaker, LevelFacts
from egyv_engine.narrative.language.parts import Parts
from egyv_engine.narrative.report_context import ReportContext

_Stated = tuple[Finding, Level]


class Contradiction(Frozen):
    """Levels in a wave that contradict each other, for items with the same levels.

    pairs: for each item the level of an indicator, and the lower level of the one that it implies. among: the ids of all
    findings of the two indicators, which decide what items are alike.
    """

    wave: str
    pairs: tuple[tuple[_Stated, _Stated], ...]
    among: tuple[str, ...]

    @property
    def findings(self) -> tuple[str, ...]:
        """The ids of the findings whose levels these are."""
        return tuple(finding.finding for pair in self.pairs for finding, _ in pair)


@claim("contradiction", has_history=False, counts=("after", "implied"))
class ContradictionFacts(ClaimFacts):
    """More units meet an indicator than meet another one that it implies.

    items: those that the counts are of, where there are several: each count is that of each of them. items_say, implied_say:
    the items with the wording of the indicator, and with that of what it implies.
    """

    items: Parts
    items_say: Parts
    implied_say: Parts
    after: LevelFacts
    implied: LevelFacts
    is_many: bool
    is_each: bool

    @classmethod
    def from_contradiction(cls, found: Contradiction, make: FactMaker) -> Self:
        """Return the facts of levels that contradict each other."""
        (own, level), (implied, implied_level) = found.pairs[0]
        names = tuple(one.item for (one, _), _ in found.pairs if one.item is not None)
        indicator, other = make.context.indicator(own), make.context.indicator(implied)
        return cls(
            items=make.items(indicator, names),
            items_say=make.items_say(indicator, names) if names else (),
            implied_say=make.items_say(other, names) if names else (),
            after=make.level(own, found.wave, level),
            implied=make.level(implied, found.wave, implied_level),
            is_many=len(names) > 1,
            is_each=len(names) > 1 and level.count < level.base,
        )


def contradictions(context: ReportContext, principle: str, cohort: str | None) -> Iterator[Contradiction]:
    """Yield the contradictions of a principle's indicators in a cohort, wave by wave, the widest first.

    Two levels contradict each other if both have the same base, and more units meet what implies the other.

    Args:
        context: The programme and its results.
        principle: The principle of the indicators that imply another.
        cohort: The cohort.
    """
    implying = [each for each in context.linked.programme.principles[principle].indicators if each.implies]
    if not implying:
        return
    by_name = {(f.indicator, f.item): f for f in context.findings.findings if f.cohort == cohort}
    for indicator in implying:
        for wave in context.linked.waves:
            alike: dict[tuple[int, int, int], list[tuple[_Stated, _Stated]]] = {}
            both = (indicator.id, indicator.implies)
            among = tuple(f.finding for (name, _), f in by_name.items() if name in both)
            for own in (f for (name, _), f in by_name.items() if name == indicator.id):
                implied = by_name.get((indicator.implies or "", own.item))
                level = context.levels.get((own.finding, wave))
                other = None if implied is None else context.levels.get((implied.finding, wave))
                if implied is None or level is None or other is None:
                    continue
                if level.base == other.base and level.count > other.count:
                    key = (other.count - level.count, level.count, level.base)
                    alike.setdefault(key, []).append(((own, level), (implied, other)))
            for _, pairs in sorted(alike.items()):
                yield Contradiction(wave=wave, pairs=tuple(pairs), among=among)
