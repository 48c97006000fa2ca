"""The caveats of a finding: which there are, over the signs of its counts and net, and what their numbers are."""

from dataclasses import replace
from typing import Any

import pytest

from egyv_engine.model.findings import Certainty, CertaintyWord, Finding
from egyv_engine.model.report import CaveatKind
from egyv_engine.narrative.claims.caveats import caveats_of, missing_to_change
from egyv_engine.narrative.claims.facts import FactMaker
from tests.narrative import toy
from tests.narrative.toy import finding, level, little, moved

MAKE = FactMaker(toy.context())


def certain(found: Finding, of_missing: CertaintyWord, of_surveyed: CertaintyWord) -> Finding:
    certainty = Certainty(certainty=of_missing, net_low=-1, net_high=2, certainty_surveyed=of_surveyed)
    return replace(found, certainty=certainty)


def marks(found: Finding) -> list[tuple[CaveatKind, str]]:
    """The kinds of caveat of a finding, each with the number next to its mark."""
    return [(c.facts.caveat, c.number.text if c.number else "") for c in caveats_of(found, MAKE)]


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        # Of five areas that answered both times, two gained it: 2 of 5, then 4 of 5. The counts differ by two as well.
        ({"gained": 2, "met_both": 2, "met_neither": 1}, []),
        ({"lost": 2, "met_both": 2, "met_neither": 1}, []),
        ({"met_both": 2, "met_neither": 3}, []),
        ({"gained": 1, "met_both": 2, "met_neither": 2}, [("one_unit", "")]),
        ({"lost": 1, "met_both": 2, "met_neither": 2}, [("one_unit", "")]),
        # 3 of 5, and a sixth area that had it answered only before: 4 of 6, then 4 of 5, although two gained and one lost it.
        (
            {"gained": 2, "lost": 1, "met_both": 2, "met_neither": 1, "once_before": (1, 1)},
            [("one_unit", ""), ("count_differs", "+1")],
        ),
        # Two lost it, and a sixth that had it did not answer again: 5 of 6, then 2 of 5. The counts fell by three.
        (
            {"lost": 2, "met_both": 2, "met_neither": 1, "once_before": (1, 1)},
            [("count_differs", "\N{MINUS SIGN}2")],
        ),
        # No area changed, and the count fell by one because one did not answer again.
        ({"met_both": 2, "met_neither": 3, "once_before": (1, 1)}, [("count_differs", "0")]),
        ({"gained": 1, "lost": 1, "met_both": 3, "once_after": (1, 2)}, [("count_differs", "0")]),
    ],
)
def test_caveats_of_counts_follow_from_net_and_counts(moves: Any, expected: list[tuple[str, str]]) -> None:
    assert marks(moved(**moves)) == expected


def test_change_that_its_criterion_calls_too_small_is_not_said_to_be_by_one() -> None:
    assert marks(little(moved(gained=1, met_both=2, met_neither=8))) == []


@pytest.mark.parametrize(
    ("of_missing", "of_surveyed", "left_out", "expected"),
    [
        ("firm", "firm", (2, 2), []),
        ("firm", "open", (2, 2), [("unreturned", "2")]),
        ("firm", "open", (2, 1), [("unreturned", "")]),  # one at most never replied
        ("open", "open", (0, 0), [("open", "2")]),
    ],
)
def test_open_verdict_says_how_many_answers_it_takes_if_there_can_be_so_many(
    of_missing: CertaintyWord,
    of_surveyed: CertaintyWord,
    left_out: tuple[int, int],
    expected: list[tuple[str, str]],
) -> None:
    found = moved(gained=2, met_both=3, met_neither=3)
    assert found.from_level is not None
    assert found.to_level is not None
    before, after = (
        replace(level, surveyed=level.analysed + more)
        for level, more in zip((found.from_level, found.to_level), left_out, strict=True)
    )
    found = replace(found, from_level=before, to_level=after)
    assert marks(certain(found, of_missing, of_surveyed)) == expected


@pytest.mark.parametrize(
    ("indicator", "moves", "needed"),
    [
        # One more is a rise and one fewer a fall: three that gained it are outweighed by three that lost it.
        ("plan", {"gained": 3, "met_both": 3}, 3),
        ("plan", {"lost": 2, "met_both": 4}, 2),
        ("plan", {"met_both": 3, "met_neither": 3}, 1),
        ("worry", {"gained": 2, "met_both": 4}, 2),  # lower is better: the same numbers
        ("worry", {"lost": 3, "met_both": 3}, 3),
    ],
)
def test_missing_answers_that_change_a_verdict_are_counted(indicator: str, moves: Any, needed: int) -> None:
    assert missing_to_change(moved(indicator, **moves), MAKE.context) == needed


def test_care_has_the_note_of_the_item_in_question() -> None:
    careful = replace(moved("part", "police", gained=2, met_both=3, met_neither=3), with_caution=True)
    (found,) = caveats_of(careful, MAKE)
    assert (
        toy.book().sentence(found.facts, basis=()).text == "Compare with care: The police were split in two."
    )


def test_change_since_a_wave_answered_from_memory_says_so_for_that_cohort_alone() -> None:
    assert marks(moved(gained=2, met_both=3, met_neither=3, cohort="late")) == [("recalled", "")]
    assert marks(moved(gained=2, met_both=3, met_neither=3, cohort="early")) == []


def test_finding_that_is_not_compared_has_no_caveat_of_change() -> None:
    assert marks(finding(after=level(3, 9), reason="not_asked", cohort="late")) == []
