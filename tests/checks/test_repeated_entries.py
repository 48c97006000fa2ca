"""Entries of a list that are about the same cohort, items and waves (EGY205)."""

import pytest

from tests.reported import reported

INSTRUMENT, PROGRAMME = "surveys/instrument.yaml", "programme.yaml"
NOT_ASKED = "    not_asked: [{cohort: pilot, wave: before, items: new_services}]\n"
AFTER = "{id: after, label: after, answers: surveys/after.csv}"


def repeated(file: str, old: str, new: str) -> int:
    """The number of entries that are reported as repeated, where a text is replaced."""
    return sum(
        " EGY205 this entry is about the same answers" in line for line in reported({file: (old, new)})
    )


@pytest.mark.parametrize(
    ("entries", "number"),
    [
        ("{wave: before}, {wave: before}", 1),
        ("{wave: before}, {wave: before}, {wave: before}", 2),
        ("{wave: before}, {wave: after}", 0),
        ("{wave: before}, {wave: before, cohort: pilot}", 0),  # the one is a part of the other, and harmless
        ("{wave: before, items: [evenings, events]}, {wave: before, items: [events, evenings]}", 1),
        ("{wave: before, items: [evenings]}, {wave: before, items: [events]}", 0),
        ("{wave: before, items: new_services}, {wave: before, items: new_services}", 1),
    ],
)
def test_not_asked_names_what_was_not_asked_once(entries: str, number: int) -> None:
    assert repeated(INSTRUMENT, NOT_ASKED, f"    not_asked: [{entries}]\n") == number


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("from: before, to: after, is: with_caution", 'from: before, to: after, is: "no"', 1),
        ("from: before, to: after, is: with_caution", 'to: after, is: "no"', 0),
        ("from: before, is: with_caution", 'to: after, is: "no"', 0),
        ("cohort: main, is: with_caution", 'cohort: pilot, is: "no"', 0),
    ],
)
def test_comparable_says_of_the_same_answers_one_thing(first: str, second: str, number: int) -> None:
    entries = f"    comparable: [{{{first}}}, {{{second}}}]\n"
    assert repeated(INSTRUMENT, NOT_ASKED, NOT_ASKED + entries) == number


@pytest.mark.parametrize(("cohorts", "number"), [(("pilot", "pilot"), 1), (("pilot", "main"), 0)])
def test_retrospective_names_a_cohort_once(cohorts: tuple[str, str], number: int) -> None:
    notes = ", ".join(f"{{cohort: {cohort}, note: Note {i}.}}" for i, cohort in enumerate(cohorts))
    wave = AFTER.replace("}", f", retrospective: [{notes}]}}")
    assert repeated(PROGRAMME, AFTER, wave) == number


def test_two_waves_may_each_have_an_entry_about_a_cohort() -> None:
    note = "retrospective: [{cohort: pilot, note: Later.}]"
    before = "    analysed: {attribute: before_return, is: returned}\n"
    edits = [(AFTER, AFTER.replace("}", f", {note}}}")), (before, f"{before}    {note}\n")]
    assert [line for line in reported({PROGRAMME: edits}) if " EGY205 " in line] == []
