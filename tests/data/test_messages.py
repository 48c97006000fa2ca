"""Messages and hints about data: their boundaries, and that the data is valid once a hint is followed."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.pipeline.run import check_files
from tests.data.test_survey import AFTER, closed
from tests.library import Edit
from tests.mini_programme import edited, messages
from tests.reported import checked, reported

PROGRAMME = "programme.yaml"
REGISTER, BEFORE, LATER = (f"surveys/{name}.csv" for name in ("libraries", "before", "after"))
YEW = "yew,No,Never,,,1990-08-30,Reopened in June,No,No,No\n"
OAK = "oak,No,Sometimes,,200,1972-01-15,,No,No,No\n"

Edits = dict[str, Edit | list[Edit]]


def files_of(units: list[str], answers: str) -> dict[PurePosixPath, bytes]:
    """A programme whose units all have the same answers after: open_late, late_visits, and three services."""
    cohorts = ("main", "pilot")
    register = "library,cohort,before_return\n"
    register += "".join(f"{u},{cohorts[i % 2]},returned\n" for i, u in enumerate(units))
    before = "library,open_late,late_visits,offered.evenings,offered.events\n"
    before += "".join(f"{u},Yes,Yes,No,No\n" for u in units)
    after = "library,open_late,late_visits,offered.evenings,offered.events,offered.parcels\n"
    after += "".join(f"{u},{answers}\n" for u in units)
    return closed(register.encode(), before.encode(), after.encode())


@pytest.mark.parametrize("faults", [1, 2, 300])
@pytest.mark.parametrize(
    ("answers", "of_one", "of_many"),
    [
        (
            "Yes,Yes,No,No,Yse",
            "the answer 'Yse' of unit 'u000' is not on the scale of 'offered'",
            "the answer 'Yse' is not on the scale of 'offered': {} cells of 'offered.parcels' have it",
        ),
        (
            "No,Yes,No,No,Yes",
            "unit 'u000' was not asked 'late_visits' in 'after'",
            "{} units were not asked 'late_visits' in 'after' and answer it",
        ),
    ],
)
def test_one_mistake_in_a_column_is_told_once_with_its_number_and_first_places(
    answers: str, of_one: str, of_many: str, faults: int
) -> None:
    files = dict(files_of([f"u{n:03}" for n in range(faults + 10)], "Yes,Yes,No,No,Yes"))
    header, *rows = files[AFTER].decode().splitlines()
    wrong = [f"{row.split(',')[0]},{answers}" for row in rows[:faults]]
    files[AFTER] = "\n".join([header, *wrong, *rows[faults:]]).encode()
    (found,) = check_files(files)
    assert found.message == (of_one if faults == 1 else of_many.format(faults))
    start = len("u000,") + answers.index("Yse" if "Yse" in answers else "Yes") + 1
    assert (found.span.file, found.span.line, found.span.column) == (AFTER, 2, start)
    places = [span.line for span, note in found.related if note == "here, too"]
    assert places == [3, 4][: faults - 1]


@pytest.mark.parametrize("number", [1, 10, 11, 12, 2_000])
def test_units_that_are_not_in_the_register_are_told_one_by_one_and_the_others_counted(number: int) -> None:
    files = dict(files_of(list("abcdefghij"), "Yes,Yes,No,No,Yes"))
    strange = "".join(f"z{n:05},Yes,Yes,No,No,Yes\n" for n in range(number))
    files[AFTER] += strange.encode()
    found = check_files(files)
    one_by_one = number if number <= 11 else 10
    assert [d.code for d in found] == ["EGY510"] * (one_by_one + (number > 11))
    assert [d.span.line for d in found] == list(range(12, 12 + len(found)))
    if number > 11:
        others = f"{number - 10:,} more units are not in the register, the first of them 'z00010'"
        assert found[-1].message == others


def loans(before: str, after: str) -> list[str]:
    return reported(
        {
            BEFORE: ("cedar,Yes,Sometimes,Never,99.5", f"cedar,Yes,Sometimes,Never,{before}"),
            LATER: ("birch,Yes,Often,Often,260", f"birch,Yes,Often,Often,{after}"),
        },
        rules_only=False,
    )


@pytest.mark.parametrize(
    ("before", "after", "is_too_long"),
    [
        ("99", "9" * 30, False),
        ("99", "9" * 31, True),
        ("99", f"0{'9' * 30}", False),
        ("99", f"{'9' * 29}.99", True),
        ("1.1200000047683716", "9" * 30, False),
        (f"0.{'9' * 30}", "99", False),
    ],
)
def test_number_of_more_than_30_digits_is_reported_itself_whatever_the_others_have(
    before: str, after: str, is_too_long: bool
) -> None:
    message = f"{LATER}:3:23 EGY520 the answer '{after}' of unit 'birch' has more than 30 digits, including decimals"
    assert loans(before, after) == ([message] if is_too_long else [])


@pytest.mark.parametrize(
    ("units", "end"),
    [
        (("fir",), ""),
        (("fir", "elm"), " (the same is true of 1 more unit)"),
        (("fir", "elm", "ash"), " (the same is true of 2 more units)"),
    ],
)
def test_units_with_the_same_blank_are_reported_once_with_their_number(
    units: tuple[str, ...], end: str
) -> None:
    attributes = {"ash": "pilot,north", "elm": "pilot,south", "fir": "pilot,south"}
    edits = [(f"{u},{attributes[u]},returned", f"{u},{attributes[u]},") for u in units]
    found = reported({REGISTER: edits}, rules_only=False)
    first = min(units)
    assert [line.split(" EGY518 ")[1] for line in found] == [
        f"cannot determine whether unit '{first}' returned in 'before'{end}"
    ]


REMARK: Edit = (
    "150,1955-06-01,,",
    "150,1955-06-01,Open again,",
)  # of the cohort of yew, whose row is removed
NOT_OAK: Edit = ("oak,main,south,returned", "oak,main,south,none")


@pytest.mark.parametrize(
    ("wrong", "hint", "followed"),
    [
        (
            {REGISTER: NOT_OAK},
            "correct the register if the unit returned the survey; remove this row if it did not",
            {REGISTER: NOT_OAK, BEFORE: (OAK, "")},
        ),
        (
            {LATER: (YEW, "")},
            "add the row of the unit, or write 'returned: has_row' for the wave if units without a row did not return the survey",
            {
                LATER: [(YEW, ""), REMARK],
                PROGRAMME: (
                    "answers: surveys/after.csv}",
                    "answers: surveys/after.csv, returned: has_row}",
                ),
            },
        ),
        (
            {REGISTER: ("yew,main,north,none\n", "")},
            "add the unit to the register, or remove this row",
            {REGISTER: ("yew,main,north,none\n", ""), LATER: [(YEW, ""), REMARK]},
        ),
    ],
)
def test_data_is_valid_once_a_hint_is_followed(wrong: Edits, hint: str, followed: Edits) -> None:
    assert hint in [d.hint for d in checked(wrong, rules_only=False).diagnostics]
    assert reported(followed, rules_only=False) == []


def test_value_that_decides_who_is_available_is_reported_at_its_own_cell() -> None:
    condition = '{all: [{attribute: willing, is: "yes"}, {attribute: region, at_least: 1}]}'
    found = messages(edited("rules/selection.yaml", '{attribute: willing, is: "yes"}', condition))
    assert found[0] == (
        "surveys/libraries.csv:2:3 EGY513 cannot determine whether unit 'a' is available, "
        "because 'north' is neither a number nor a date"
    )


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("{attribute: before_return, is_one_of: [returnd, late]}", True),  # the register has `returned`
        ("{not: {attribute: before_return, is: not_returned}}", False),  # it may be that everybody returned
        ("{attribute: before_return, is_one_of: [returned, late]}", False),
        ("{attribute: before_return, is_one_of: [returned, returned 2]}", False),
    ],
)
def test_word_for_a_return_that_no_unit_has_is_reported_where_it_is_misspelt(
    condition: str, told: bool
) -> None:
    files = files_of(["ash", "birch"], "")
    old = b"{attribute: before_return, is_one_of: [returned, late]}"
    programme_file = PurePosixPath(PROGRAMME)
    assert old in files[programme_file]
    files[programme_file] = files[programme_file].replace(old, condition.encode())
    found = [d for d in check_files(files) if d.code == "EGY524"]
    assert [(d.span.file, d.span.line) for d in found] == [(programme_file, 11)] * told
