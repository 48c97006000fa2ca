"""Makes the claim on one item, such as a partner, across all indicators that are repeated over it."""

from collections.abc import Sequence
from typing import Self

from egyv_engine.model.findings import Finding, cohort_suffix
from egyv_engine.narrative.claims.accompanying_claims import comparison_words
from egyv_engine.narrative.claims.changes import comparison_of
from egyv_engine.narrative.claims.claim import ClaimFacts, Direction, claim
from egyv_engine.narrative.claims.claim_kinds import is_little_changed
from egyv_engine.narrative.claims.facts import FactMaker, NumberFacts
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.language.parts import Parts, term

_OF_ALL = (("all_improved", 1), ("all_declined", -1), ("all_unchanged", 0))


@claim(
    "item_verdict",
    directions=tuple(Direction(move=move, flag=flag) for flag, move in _OF_ALL),
)
class ItemVerdictFacts(ClaimFacts):
    """For how many indicators an item improved, declined or did neither."""

    item: Parts
    comparison: Parts
    compared: NumberFacts
    improved: NumberFacts
    declined: NumberFacts
    unchanged: NumberFacts
    all_improved: bool
    all_declined: bool
    all_unchanged: bool
    is_some_little_changed: bool

    @classmethod
    def from_findings(cls, compared: Sequence[Finding], make: FactMaker, book: Phrasebook) -> Self:
        """Return the facts of findings of one item that can all be compared.

        Args:
            compared: The findings, each of another indicator, in one cohort and comparison.
            make: The maker of facts.
            book: The phrases, one of which names the comparison.
        """
        first = compared[0]
        assert first.item is not None
        cohort = cohort_suffix(first.cohort)
        path = f"{make.context.whole_basket(first)}.{first.item}{cohort}#{first.from_wave}:{first.to_wave}"
        verdicts = [finding.verdict for finding in compared]
        numbers = {name: verdicts.count(name) for name in ("improved", "declined", "unchanged")}
        return cls(
            item=term(make.context.name(make.context.indicator(first), first.item).label),
            comparison=comparison_words(comparison_of(first), make, book),
            compared=make.number(f"{path}.compared", len(compared)),
            all_improved=numbers["improved"] == len(compared),
            all_declined=numbers["declined"] == len(compared),
            all_unchanged=numbers["unchanged"] == len(compared),
            is_some_little_changed=any(is_little_changed(f, make.context.judged_on(f)) for f in compared),
            **{name: make.number(f"{path}.{name}", number) for name, number in numbers.items()},
        )
