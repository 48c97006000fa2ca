"""Makes the claim on how far the scores of units lie apart, and how many of them rose and fell."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from statistics import median
from typing import Self

from egyv_engine.model.decimals import decimal
from egyv_engine.model.findings import cohort_suffix
from egyv_engine.model.frozen import Frozen
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import FactMaker, NumberFacts
from egyv_engine.narrative.language.parts import Parts, percentage, term


class SpreadFacts(Frozen):
    """The scores of a wave. scored: the units with a score; middle: the median; label: that of the wave.

    is_alike: the lowest and the highest read the same.
    """

    scored: NumberFacts
    lowest: Parts
    middle: Parts
    highest: Parts
    label: Parts
    is_alike: bool


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
    all_higher: bool
    all_lower: bool

    @classmethod
    def from_scores(
        cls,
        principle: str,
        cohort: str | None,
        scores: Mapping[str, Sequence[Fraction]],
        changes: Sequence[Fraction],
        make: FactMaker,
    ) -> Self:
        """Return the facts of the scores of a cohort for a principle.

        Args:
            principle: The principle.
            cohort: The cohort.
            scores: The scores by wave, of the earlier and the later wave; or of one.
            changes: The changes between the two waves, of the units with a score in both.
            make: The maker of facts.
        """
        at = f"{principle}{cohort_suffix(cohort)}"
        spreads = [_spread(f"{at}#{wave}", wave, found, make) for wave, found in scores.items()]
        path = f"{at}#{':'.join(scores)}"
        return cls(
            title=term(make.context.linked.programme.principles[principle].title),
            before=spreads[0],
            after=spreads[-1],
            compared=make.number(f"{path}.scored_both", len(changes)),
            scored_higher=make.number(f"{path}.scored_higher", sum(change > 0 for change in changes)),
            scored_lower=make.number(f"{path}.scored_lower", sum(change < 0 for change in changes)),
            is_compared=len(spreads) > 1 and bool(changes),
            all_higher=all(change > 0 for change in changes),
            all_lower=all(change < 0 for change in changes),
        )


def _spread(path: str, wave: str, scores: Sequence[Fraction], make: FactMaker) -> SpreadFacts:
    def said(name: str, value: Fraction) -> Parts:
        return percentage(f"{path}.score_{name}", decimal(value, 0))

    return SpreadFacts(
        scored=make.number(f"{path}.scored", len(scores)),
        lowest=said("lowest", min(scores)),
        middle=said("middle", Fraction(median(scores))),
        highest=said("highest", max(scores)),
        label=make.level_wave(wave),
        is_alike=decimal(min(scores), 0) == decimal(max(scores), 0),
    )
