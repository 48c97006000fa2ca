"""Kinds of claim as registered classes."""

import pytest

from egyv_engine.narrative.blocks.registry import claim_kinds
from egyv_engine.narrative.claims.claim import ClaimFacts, claim, claims_of
from egyv_engine.narrative.claims.finding_claims import ChangeFacts, LaterFacts, main_claims
from egyv_engine.narrative.language.parts import Parts, term


def test_claim_makes_a_frozen_class_with_its_kind() -> None:
    rise = main_claims()["rise"]
    assert (rise.kind, rise.has_history) == ("rise", True)
    assert main_claims()["first_asked"].has_history is False
    notice = claim_kinds()["notice"](notice=term("Made-up answers."))
    with pytest.raises(AttributeError):
        notice.notice = ()  # type: ignore[attr-defined]


def test_claim_of_a_kind_that_another_class_has_is_refused() -> None:
    with pytest.raises(ValueError, match="two classes of facts have the kind 'rise'"):

        @claim("rise")
        class Other(ClaimFacts):
            """Another rise."""

            title: Parts


def test_claims_of_a_class_are_those_derived_from_it_in_declared_order() -> None:
    kinds = [facts.kind for facts in claims_of(ChangeFacts)]
    assert kinds[:4] == ["rise", "rise_by_one", "fall", "fall_by_one"]
    assert set(kinds).isdisjoint(facts.kind for facts in claims_of(LaterFacts))


def test_every_kind_that_findings_bear_is_one_that_some_block_needs() -> None:
    assert set(main_claims()) <= set(claim_kinds())
