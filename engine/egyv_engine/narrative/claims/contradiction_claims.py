"""Makes the claim on two indicators whose counts contradict each other: what implies another is met by more units."""

from collections.abc import Iterator
from typing import Self

from egyv_engine.model.findings import Finding, Level
from egyv_engine.model.frozen import Frozen
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import FactMaker, LevelFacts
from egyv_engine.narrative.report_context import ReportContext


class Contradiction(Frozen):
    """Two levels of a wave that contradict each other.

    finding, level: those of the indicator. implied, implied_level: those of the indicator that it implies, which are lower.
    among: the ids of all findings of the two indicators, which decide what comes first.
    """

    wave: str
    finding: Finding
    level: Level
    implied: Finding
    implied_level: Level
    among: tuple[str, ...]

    @property
    def findings(self) -> tuple[str, str]:
        """The ids of the findings whose levels these are."""
        return self.finding.finding, self.implied.finding


@claim("contradiction", has_history=False, counts=("after", "implied"))
class ContradictionFacts(ClaimFacts):
    """More units meet an indicator than meet another one that it implies."""

    after: LevelFacts
    implied: LevelFacts

    @classmethod
    def from_contradiction(cls, found: Contradiction, make: FactMaker) -> Self:
        """Return the facts of levels that contradict each other."""
        return cls(
            after=make.level(found.finding, found.wave, found.level),
            implied=make.level(found.implied, found.wave, found.implied_level),
        )


def contradictions(context: ReportContext, principle: str, cohort: str | None) -> Iterator[Contradiction]:
    """Yield the contradictions of a principle's indicators in a cohort, wave by wave, the widest first.

    Two levels contradict each other if both have the same base, and more units meet what implies the other. Items are not
    listed together, because their names stand twice in a sentence.

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
        both = (indicator.id, indicator.implies)
        among = tuple(f.finding for (name, _), f in by_name.items() if name in both)
        for wave in context.linked.waves:
            found = []
            for own in (f for (name, _), f in by_name.items() if name == indicator.id):
                implied = by_name.get((indicator.implies or "", own.item))
                level = context.levels.get((own.finding, wave))
                other = None if implied is None else context.levels.get((implied.finding, wave))
                if implied is None or level is None or other is None:
                    continue
                if level.base == other.base and level.count > other.count:
                    found.append(
                        Contradiction(
                            wave=wave,
                            finding=own,
                            level=level,
                            implied=implied,
                            implied_level=other,
                            among=among,
                        )
                    )
            yield from sorted(found, key=lambda c: (c.implied_level.count - c.level.count, c.level.count))
