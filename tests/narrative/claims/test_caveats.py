"""The caveats of a finding: which there are, over the signs of its counts and net, and what their numbers are."""

from typing import Any

import pytest

from egyv_engine.model.findings import Certainty, CertaintyWord, Finding
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import CaveatKind
from egyv_engine.narrative.claims.caveats import CareFacts, caveats_of, missing_to_change
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


EARLY, LATE, SINCE_START, TO_LATER, OF_BASE, LEFT_OUT = (
    *("Early areas merged.", "Late areas merged.", "Maps were drawn.", "Maps were lost.", "Police moved."),
    "Letters were stolen.",
)
NOTED = {
    "asks: Is there a plan?, scale: yes_no": [
        f"{{cohort: early, is: with_caution, note: {EARLY}}}",
        f"{{cohort: late, is: with_caution, note: {LATE}}}",
        f"{{from: start, is: with_caution, note: {SINCE_START}}}",
        f"{{to: later, is: with_caution, note: {TO_LATER}}}",
    ],
    "asks: Are there wardens?, scale: yes_no": [f"{{cohort: late, is: with_caution, note: {OF_BASE}}}"],
    "asks: Do letters come?, scale: yes_no": [f"{{is: with_caution, note: {LEFT_OUT}}}"],
}


def with_notes() -> FactMaker:
    """The toy with three waves, all areas as a group, and notes on single cohorts and waves; care has wardens as its base."""
    instrument, streets = toy.FILES["surveys/instrument.yaml"], toy.FILES["principles/1-streets.yaml"]
    for question, entries in NOTED.items():
        instrument = instrument.replace(question, f"{question}, comparable: [{', '.join(entries)}]")
    everyone = toy.THREE_WAVES.replace("ids: [early, late]", "ids: [early, late], all: {label: every}")
    base = 'at_least: Good}, base: {any: [{question: wardens, is: "Yes"}, {question: post, is: "Yes"}]}'
    says = "says: {units: had good care, base: {one: guarded area, many: guarded areas}}"
    streets = streets.replace(
        "at_least: Good}, says: {units: had good care}", f"{base}, items_compared: asked_in_both, {says}", 1
    )
    linked = toy.linked_of(programme=everyone, **{"instrument": instrument, "1-streets": streets})
    return FactMaker(toy.context(programme_of=linked))


@pytest.mark.parametrize(
    ("cohort", "waves", "expected"),
    [
        ("early", ("start", "middle"), [EARLY, SINCE_START]),
        ("early", ("middle", "later"), [EARLY, TO_LATER]),
        ("early", ("start", "later"), [EARLY, SINCE_START, TO_LATER]),
        ("late", ("start", "middle"), [LATE, SINCE_START]),
        ("late", ("middle", "later"), [LATE, TO_LATER]),
        ("late", ("start", "later"), [LATE, SINCE_START, TO_LATER]),
        # All areas together are of both cohorts: what is said of either holds for them.
        ("all", ("start", "middle"), [EARLY, SINCE_START, LATE]),
        ("all", ("middle", "later"), [EARLY, TO_LATER, LATE]),
    ],
)
def test_care_has_the_notes_on_its_cohort_and_waves_alone(
    cohort: str, waves: tuple[str, str], expected: list[str]
) -> None:
    assert care_notes("plan", cohort, waves) == expected


@pytest.mark.parametrize(("cohort", "expected"), [("early", None), ("late", [OF_BASE]), ("all", [OF_BASE])])
def test_care_has_the_notes_on_what_the_base_reads_and_none_on_what_it_leaves_out(
    cohort: str, expected: list[str] | None
) -> None:
    assert care_notes("care", cohort, ("start", "middle")) == expected


def care_notes(indicator: str, cohort: str, waves: tuple[str, str]) -> list[str] | None:
    """The notes on why an indicator's waves are compared with care; None where they are compared without it."""
    make = with_notes()
    found = toy.between(moved(indicator, gained=2, met_both=3, met_neither=3, cohort=cohort), *waves)
    known = make.context.planned(found).comparability[cohort, *waves]
    assert known.reason is None
    careful = replace(found, with_caution=known.care)
    notes = [c.facts.note for c in caveats_of(careful, make) if isinstance(c.facts, CareFacts)]
    return [toy.book().text(note) for note in notes] if known.care else None


def test_change_since_a_wave_answered_from_memory_says_so_for_that_cohort_alone() -> None:
    assert marks(moved(gained=2, met_both=3, met_neither=3, cohort="late")) == [("recalled", "")]
    assert marks(moved(gained=2, met_both=3, met_neither=3, cohort="early")) == []


def test_finding_that_is_not_compared_has_no_caveat_of_change() -> None:
    assert marks(finding(after=level(3, 9), reason="not_asked", cohort="late")) == []
