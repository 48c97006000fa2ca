"""Writing one finding, where the snapshots of tests/narrative/claims do not reach."""

from egyv_engine.model.findings import Reason
from egyv_engine.model.frozen import replace
from egyv_engine.narrative.claims.basket_writer import BasketWriter
from egyv_engine.narrative.claims.claim_kinds import kind_of
from egyv_engine.narrative.claims.stated_bases import StatedBases
from tests.narrative import toy
from tests.narrative.toy import finding


def test_finding_of_one_wave_that_did_not_ask_has_no_sentence() -> None:
    writer = BasketWriter(toy.context(), toy.book())
    unasked = replace(finding(), from_wave=None)
    assert writer.finding(unasked, StatedBases()) == []
    assert writer.basket([replace(finding("part", "police"), from_wave=None)], 3) is None


def test_finding_without_a_later_level_was_not_asked_later_or_its_rule_has_none() -> None:
    kinds: dict[Reason, str] = {
        "not_asked": "not_asked_later",
        "does_not_move": "no_level",
        "looks_back": "no_level",
    }
    for reason, kind in kinds.items():
        assert kind_of(finding(reason=reason), "matched", is_first_asked=False) == kind


def test_block_of_a_cohort_has_no_paragraph_without_sentences() -> None:
    assert toy.shown("cohort", [replace(finding(), from_wave=None)], principle="streets") == []
