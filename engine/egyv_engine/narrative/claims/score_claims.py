"""Makes the claim on how far the scores of units lie apart, and how many of them rose and fell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Self

from egyv_engine.model.decimals import decimal
from egyv_engine.model.findings import cohort_suffix
from egyv_engine.model.supplements import Score, ScoreChange
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import FactMaker, NumberFacts
from egyv_engine.narrative.language.parts import Parts, percentage, term


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadFacts:
    """The scores of a wave. scored: the units with a score; middle: the median; label: that of the wave."""

    scored: NumberFacts
    lowest: Parts
    middle: Parts
    highest: Parts
    label: Parts


@claim("score_spread", counts=())
class ScoreSpreadFacts(ClaimFacts):
    """The lowest, the middle and the highest score of a principle in a wave, or in two that are compared.

    compared: the units with a score in both waves; the others are parts of it.
    """

    title: Parts
    before: SpreadFacts
    after: SpreadFacts
    compared: NumberFacts
    scored_higher: NumberFacts
    scored_lower: NumberFacts
    is_compared: bool

    @classmethod
    def from_scores(
        cls,
        principle: str,
        cohort: str | None,
        scores: Mapping[str, Sequence[Score]],
        changes: Sequence[ScoreChange],
        make: FactMaker,
    ) -> Self:
        """Return the facts of the scores of a cohort for a principle.

        Args:
            principle: The principle.
            cohort: The cohort.
            scores: The scores by wave, of the earlier and the later wave; or of one.
            changes: The changes between the two waves.
            make: The maker of facts.
        """
        at = f"{principle}{cohort_suffix(cohort)}"
        spreads = [_spread(f"{at}#{wave}", wave, found, make) for wave, found in scores.items()]
        moves = [change.change for change in changes if change.change is not None]
        path = f"{at}#{':'.join(scores)}"
        return cls(
            title=term(make.context.linked.programme.principles[principle].title),
            before=spreads[0],
            after=spreads[-1],
            compared=make.number(f"{path}.scored_both", len(moves)),
            scored_higher=make.number(f"{path}.scored_higher", sum(move > 0 for move in moves)),
            scored_lower=make.number(f"{path}.scored_lower", sum(move < 0 for move in moves)),
            is_compared=len(spreads) > 1 and bool(moves),
        )


def _spread(path: str, wave: str, scores: Sequence[Score], make: FactMaker) -> SpreadFacts:
    found = [score.score for score in scores if score.score is not None]

    def said(name: str, value: Fraction) -> Parts:
        return percentage(f"{path}.score_{name}", decimal(value, 0))

    return SpreadFacts(
        scored=make.number(f"{path}.scored", len(found)),
        lowest=said("lowest", min(found)),
        middle=said("middle", Fraction(median(found))),
        highest=said("highest", max(found)),
        label=make.wave(wave),
    )
