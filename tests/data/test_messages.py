"""Messages and hints about data: their boundaries, and that the data is valid once a hint is followed."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.diagnostics.diagnostic import MOST_OF_A_KIND
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


@pytest.mark.parametrize(("faults", "others"), [(199, 0), (200, 0), (201, 1), (202, 2)])
@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ("Yes,Yes,No,No,Yse", "the answer 'Yse' of unit '{unit}' is not on the scale of 'offered'"),
        ("No,Yes,No,No,Yes", "unit '{unit}' was not asked 'late_visits' in 'after'"),
    ],
)
def test_first_200_faults_of_a_file_are_reported_and_the_others_counted(
    answers: str, message: str, faults: int, others: int
) -> None:
    units = [f"u{n:03}" for n in range(faults)]
    found = check_files(files_of(units, answers))
    assert {d.span.file for d in found} == {AFTER}
    assert [d.span.line for d in found[:MOST_OF_A_KIND]] == list(range(2, min(faults, MOST_OF_A_KIND) + 2))
    messages = [d.message for d in found]
    expected = [message.replace("{unit}", unit) for unit in units]
    assert messages[:MOST_OF_A_KIND] == expected[:MOST_OF_A_KIND]
    plural = "" if others == 1 else "s"
    assert messages[MOST_OF_A_KIND:] == (
        [f"… and {others} more fault{plural} of this kind in this file"] if others else []
    )


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
            "add the unit's row, or declare with 'returned' which units returned the survey",
            {
                LATER: [(YEW, ""), REMARK],
                PROGRAMME: (
                    "answers: surveys/after.csv}",
                    "answers: surveys/after.csv, returned: {attribute: before_return, is_one_of: [returned, late]}}",
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
