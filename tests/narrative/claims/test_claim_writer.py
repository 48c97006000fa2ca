"""Writing one finding, where the snapshots of tests/narrative/claims do not reach."""

from dataclasses import replace

from egyv_engine.narrative.claims.basket_writer import BasketWriter
from egyv_engine.narrative.claims.claim_kinds import kind_of
from egyv_engine.narrative.claims.stated_bases import StatedBases
from tests.narrative import toy
from tests.narrative.toy import finding, level


def test_finding_of_one_wave_that_did_not_ask_has_no_sentence() -> None:
    writer = BasketWriter(toy.context(), toy.book())
    unasked = replace(finding(), from_wave=None)
    assert writer.finding(unasked, StatedBases()) == []
    assert writer.basket([replace(finding("part", "police"), from_wave=None)], 3) is None


def test_finding_without_a_later_level_was_not_asked_later_whatever_the_reason() -> None:
    for reason in ("not_asked", "reworded", "too_few_matched"):
        assert kind_of(finding(before=level(3, 9), reason=reason)) == "not_asked_later"


def test_block_of_a_cohort_has_no_paragraph_without_sentences() -> None:
    assert toy.shown("cohort", [replace(finding(), from_wave=None)], principles=("streets",)) == []
