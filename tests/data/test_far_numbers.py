"""Numbers of rules that are far from every answer, and groups whose returns are all left out."""

from collections.abc import Sequence
from pathlib import PurePosixPath

import pytest

from egyv_engine.pipeline.run import Until, run
from tests.library import library_files
from tests.reported import checked, reported

RULE = ("principles/2-services.yaml", "{question: loans, at_least: 100}")  # the answers are from 60 to 310
ANALYSED = ("programme.yaml", "analysed: {attribute: before_return, is: returned}")


def codes(edit: tuple[str, str], new: str, code: str) -> list[str]:
    """The messages with a code, where a part of a rule is replaced."""
    file, old = edit
    found = reported({file: (old, new)}, rules_only=False)
    return [line.partition(f"{code} ")[2] for line in found if f" {code} " in line]


@pytest.mark.parametrize(
    ("rule", "ends"),
    [
        ("{question: loans, at_least: 3100}", "60 to 310"),
        ("{question: loans, at_least: 3099}", None),
        ("{question: loans, divided_by: 100, at_least: 31}", "0.6 to 3.1"),  # 60 / 100 and 310 / 100
        ("{question: loans, divided_by: 100, at_least: 30}", None),
        (
            "{question: loans, minus: {question: loans, wave: before}, at_least: 2500}",
            "-10 to 20",
        ),  # elm and hazel 10 fewer, fir 20 more
        (
            "{question: loans, divided_by: {question: loans, wave: before}, at_least: 60}",
            "0.917 to 1.2",
        ),  # elm 110 / 120, fir 120 / 100
        ("{number: 10, times: {question: loans}, at_least: 31000}", "600 to 3100"),
        ("{question: loans, at_least: 0.310}", "60 to 310"),  # a part of one
        ("{question: loans, divided_by: 2, at_least: 0.5}", None),
        ("{question: loans, divided_by: {attribute: region}, at_least: 5000}", None),  # not a number
    ],
)
def test_number_far_from_answers_or_results_is_a_warning(rule: str, ends: str | None) -> None:
    found = codes(RULE, rule, "EGY556")
    assert [message.partition(" are from ")[2].partition(",")[0] for message in found] == (
        [ends] if ends else []
    )


@pytest.mark.parametrize(
    ("number", "is_reported"), [("0.250", True), ("1.500", True), ("1.5", False), ("9.500", False)]
)
def test_point_that_may_be_between_thousands_is_a_warning(number: str, is_reported: bool) -> None:
    more = {
        "surveys/before.csv": (",250,1964", ",2500,1964"),
        "surveys/after.csv": (",260,1964", ",2600,1964"),
    }
    edits = {
        **more,
        RULE[0]: (RULE[1], f"{{question: loans, at_least: {number}}}"),
    }  # the answers are from 60 to 2600
    found = [d.hint for d in checked(edits, rules_only=False).diagnostics if d.code == "EGY556"]
    assert len(found) == is_reported
    if number == "1.500":
        assert found == ["write 1500 if the point is between thousands; otherwise accept the warning"]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{attribute: before_return, is: returned}", []),
        ("{attribute: cohort, is: main}", ["6 units returned the survey in cohort 'pilot'"]),
    ],
)
def test_cohort_whose_returns_are_all_left_out_is_a_warning(condition: str, expected: list[str]) -> None:
    new = "analysed: {all: [{attribute: before_return, is: returned}, " + condition + "]}"
    assert [message.partition(",")[0] for message in codes(ANALYSED, new, "EGY472")] == expected


PARTS = [
    4,
    10,
    9,
    24,
    35,
    42,
    63,
    64,
    54,
    80,
    66,
    60,
    13,
]  # of the wholes: 0.1 to 0.8 and two of 0.9, in no order
WHOLES = [40, 50, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130]
FEW = [1, 2, 1, 3, 2, 3, 4, 2, 3, 5, 4, 6, 5]  # teachers, with 20 to 40 pupils each, and one with 50
MANY = [20, 50, 30, 60, 50, 60, 80, 60, 90, 250, 110, 120, 130]
FIRST = [f"20{10 + i}-0{1 + i % 9}-15" for i in range(13)]
LATER = [f"20{11 + i + i % 4}-0{1 + i % 9}-15" for i in range(13)]  # one to four years later


def told(
    rule: str, one: Sequence[object], other: Sequence[object], scale: str = "number"
) -> list[tuple[str, str | None]]:
    """The warnings on a rule about two more questions, `one` and `other`, each as its code and hint; units are as in the register."""
    files = library_files({RULE[0]: (RULE[1], rule)})
    asked = PurePosixPath("surveys/instrument.yaml")
    for name in ("one", "other"):
        files[asked] += f"  - {{id: {name}, asks: How many {name}?, scale: {scale}}}\n".encode()
    for name in ("before", "after"):
        path = PurePosixPath(f"surveys/{name}.csv")
        head, *rows = files[path].decode().splitlines()
        made = [f"{row},{a},{b}" for row, a, b in zip(rows, one, other, strict=False)]
        files[path] = "\n".join([f"{head},one,other", *made, ""]).encode()
    found = run(files, until=Until.DATA).diagnostics
    assert not [d for d in found if d.severity == "error"]
    return [(d.code, d.hint and d.hint.partition(";")[0]) for d in found if d.code in ("EGY556", "EGY586")]


def unit_of_results(number: str) -> list[tuple[str, str]]:
    return [("EGY556", f"write a number in the unit of the results, such as {number}")]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("{question: one, divided_by: {question: other}, at_least: 0.5}", []),
        ("{question: one, divided_by: {question: other}, at_least: 50}", unit_of_results("0.5")),
        ("{question: one, divided_by: {question: other}, at_least: 9}", unit_of_results("0.9")),
        # Twice the highest may be a bound that nobody reached.
        ("{question: one, divided_by: {question: other}, at_most: 1.8}", []),
        ("{question: one, at_least: {question: other, times: 9}}", unit_of_results("0.9")),
        ("{question: one, at_least: {number: 90, times: {question: other}}}", unit_of_results("0.9")),
        ("{question: one, at_least: {question: other, times: 0.9}}", []),
        ("{question: other, times: 9, at_most: {question: one}}", unit_of_results("0.9")),
        # The part is at most 0.45 of twice the whole.
        ("{question: one, at_least: {number: 4, times: {question: other, plus: {question: other}}}}", unit_of_results("0.4")),
        ("{number: 100, times: {question: one, divided_by: {question: other}}, at_least: 0.8}", unit_of_results("80")),
        ("{number: 100, times: {question: one, divided_by: {question: other}}, at_least: 80}", []),
    ],
)  # fmt: skip
def test_per_cent_among_shares_and_share_among_per_cents_are_warnings(
    rule: str, expected: list[tuple[str, str]]
) -> None:
    assert told(rule, PARTS, WHOLES) == expected


def test_results_are_those_of_every_item_and_of_numbers_of_the_register() -> None:
    """Evenings take a tenth to nine tenths of the seats, events half of that: from 2 of 40 to 63 of 70."""
    old = 'for_each: old_services\n    met_when: {question: offered, is: "Yes"}'
    ranges = []
    for item in ("item: evenings, ", ""):
        new = f"for_each: old_services\n    met_when: {{question: taken, {item}divided_by: {{attribute: seats}}, at_least: 50}}"
        files = library_files({RULE[0]: (old, new)})
        files[PurePosixPath("surveys/instrument.yaml")] += (
            b"  - {id: taken, asks: How many?, scale: number, items: services, not_asked: [{items: [parcels]}]}\n"
        )
        for name in ("before", "after"):
            path = PurePosixPath(f"surveys/{name}.csv")
            head, *rows = files[path].decode().splitlines()
            made = [f"{row},{part},{part / 2}" for row, part in zip(rows, PARTS, strict=False)]
            files[path] = "\n".join([f"{head},taken.evenings,taken.events", *made, ""]).encode()
        path = PurePosixPath("surveys/libraries.csv")
        head, *rows = files[path].decode().splitlines()
        files[path] = "\n".join(
            [f"{head},seats", *(f"{r},{n}" for r, n in zip(rows, WHOLES, strict=True)), ""]
        ).encode()
        found = [d for d in run(files, until=Until.DATA).diagnostics if d.code == "EGY556"]
        ranges += [d.message.partition(" are from ")[2].partition(",")[0] for d in found]
    assert ranges == ["0.1 to 0.9", "0.05 to 0.9"]


TURN = [("EGY586", "exchange the two sides of divided_by")]


@pytest.mark.parametrize(
    ("rule", "one", "other", "expected"),
    [
        ("{question: other, divided_by: {question: one}, at_most: 0.04}", FEW, MANY, TURN),
        ("{question: one, divided_by: {question: other}, at_most: 0.04}", FEW, MANY, []),  # as the hint says
        ("{question: one, divided_by: {question: other}, at_most: 25}", FEW, MANY, TURN),
        ("{question: other, divided_by: {question: one}, at_most: 25}", FEW, MANY, []),
        # A minimum that every unit meets: the other way round, none would be on the other side of it.
        ("{question: other, divided_by: {question: one}, at_least: 0.1}", FEW, MANY, []),
        # Half a book for each pupil, where all have one to three.
        ("{question: one, divided_by: {question: other}, at_least: 0.5}", [x + 1 for x in WHOLES], [x // 2 for x in WHOLES], []),
        # A whole is never below its part, and sometimes equal to it.
        ("{question: one, divided_by: {question: other}, at_least: 0.5}", WHOLES, [40, *PARTS[1:]], TURN),
        ("{question: one, divided_by: {question: other}, at_least: 0.5}", WHOLES, PARTS, []),
        ("{question: one, divided_by: {question: other}, at_least: 0.5}", WHOLES, [50, *PARTS[1:]], []),
        ("{question: other, divided_by: {question: one}, at_least: 0.5}", WHOLES, [40, *PARTS[1:]], []),
    ],
)  # fmt: skip
def test_quotient_that_is_probably_upside_down_is_a_warning(
    rule: str, one: list[int], other: list[int], expected: list[tuple[str, str]]
) -> None:
    assert told(rule, one, other) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("{question: other, minus: {question: one}, at_most: 800}", []),
        ("{question: one, minus: {question: other}, at_most: 800}", [("EGY586", "exchange the two dates")]),
        (
            "{question: one, minus: {question: other}, at_most: 2000}",
            [],
        ),  # all are less than five years apart
        ("{question: one, at_most: 2020-12-31}", []),
        ("{question: one, at_most: 2029-12-31}", []),  # the answers are 12 years apart
        ("{question: one, at_most: 2102-12-31}", [("EGY556", "correct the year")]),
        ("{question: one, between: [1012-01-01, 2020-12-31]}", [("EGY556", "correct the year")]),
    ],
)
def test_dates_the_wrong_way_round_and_dates_far_from_all_answers_are_warnings(
    rule: str, expected: list[tuple[str, str]]
) -> None:
    assert told(rule, FIRST, LATER, "date") == expected


def test_few_or_near_answers_do_not_make_a_date_far() -> None:
    same_year = [f"2020-0{1 + i % 9}-01" for i in range(13)]
    assert told("{question: one, at_most: 2022-03-31}", same_year, LATER, "date") == []
    assert told("{question: one, at_most: 2030-03-31}", same_year, LATER, "date") == [
        ("EGY556", "correct the year")
    ]
    few = ["2020-01-01", "2020-02-01", *[""] * 11]
    assert told("{question: one, at_most: 2030-03-31}", few, LATER, "date") == []
