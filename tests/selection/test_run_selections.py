"""A declared selection from its files to selection.csv, and every fault reported at its position."""

import csv
import io
from pathlib import Path, PurePosixPath

import pytest

from egyv_engine.pipeline.run import evaluate_files
from tests.csv_files import tables_of
from tests.mini_programme import FILES, edited, messages, run
from tests.oracle.agree import differences, programme_files

LIBRARIES = Path(__file__).parents[1] / "programmes" / "libraries"
RULES = "rules/selection.yaml"
OWN_SCORES = "{scores: principles, wave: after}"
MARKS = "{mean_of: {file: surveys/marks.csv, unit: library, subject: subject, value: mark}}"


def rows(files: dict[str, str]) -> list[dict[str, str]]:
    tables = tables_of(run(files))
    assert tables
    encoded = {name: text.encode() for name, text in files.items()}
    assert differences(encoded, tables) == []
    return list(csv.DictReader(io.StringIO(tables["selection"].decode())))


def test_select_by_a_file_ranks_by_the_mean_and_says_survey_scores_played_no_part() -> None:
    found = rows(FILES)
    assert [(r["unit"], r["score"], r["rank"], r["class"], r["selected"]) for r in found] == [
        ("a", "4.75", "1", "strong", "yes"),  # (5 + 4.5) / 2
        ("b", "4.50", "2", "", "no"),  # (4 + 5) / 2; five ranked, a third of them is one
        ("c", "3.00", "3", "", "no"),
        ("d", "2.00", "4", "", "no"),
        ("f", "1.00", "5", "weak", "yes"),
        ("e", "", "", "", "no"),  # one mark of two: no mean that can be compared
    ]
    end = "Ranked by surveys/marks.csv; survey scores played no part."
    assert all(r["reason"].endswith(end) for r in found)
    assert found[-1]["reason"].startswith("Not ranked: it has no score in staff.")
    assert [r["available"] for r in found] == ["yes", "yes", "no", "yes", "yes", ""]


def test_select_names_a_principle_by_its_title() -> None:
    """In the second round the library `nook` has no score in the principle `lending`, whose title is "Books go out"."""
    outputs = evaluate_files({PurePosixPath(name): data for name, data in programme_files(LIBRARIES).items()})
    assert outputs.supplements is not None
    (nook,) = [
        each for each in outputs.supplements.selection if (each.selection, each.unit) == ("calls", "nook")
    ]
    assert nook.reason.outcome == "Not ranked: it has no score in “Books go out”."


def test_select_by_the_programmes_own_scores_takes_those_of_the_wave() -> None:
    found = rows(edited(RULES, MARKS, OWN_SCORES))
    # after: b, e and f 100, a and c 50, d 0; e is not known to be available, f has b's region
    assert [(r["unit"], r["score"]) for r in found] == [
        *(("b", "100.00"), ("e", "100.00"), ("f", "100.00")),
        *(("a", "50.00"), ("c", "50.00"), ("d", "0.00")),
    ]
    assert {r["unit"] for r in found if r["selected"] == "yes"} == {"b", "d"}
    # The wave has the label "after".
    assert all(r["reason"].endswith("Ranked by the survey scores after.") for r in found)


def test_reason_names_a_wave_by_its_label() -> None:
    files = edited(RULES, MARKS, OWN_SCORES)
    files["programme.yaml"] = files["programme.yaml"].replace("label: after", "label: in the second round")
    assert all(r["reason"].endswith("Ranked by the survey scores in the second round.") for r in rows(files))


def test_select_without_conditions_makes_everyone_available() -> None:
    files = edited(RULES, '    available: {attribute: willing, is: "yes"}\n', "")
    assert {r["available"] for r in rows(files)} == {"yes"}


def test_select_spread_column_is_named_by_the_attribute() -> None:
    assert list(rows(FILES)[0])[3] == "region"
    assert list(rows(edited(RULES, "    must_vary_by: region\n", ""))[0])[3] == "spread"


def test_select_subjects_that_are_principles_must_all_be() -> None:
    marks = "library,subject,mark\na,access,5\nb,acess,4\n"
    assert messages({**FILES, "surveys/marks.csv": marks}) == [
        "surveys/marks.csv:3:3 EGY523 there is no principle 'acess'"
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (MARKS, "{}", "3:14 EGY419 the selection 'visits' ranks by neither mean_of nor scores"),
        (
            MARKS,
            "{scores: principles}",
            "3:14 EGY419 the selection 'visits' does not name the wave whose scores it ranks by",
        ),
        (MARKS, "{scores: principles, wave: aftr}", "3:41 EGY307 there is no wave 'aftr'"),
        ("mark}}", "mark}, wave: after}", "3:103 EGY419 scores from a file do not belong to a wave"),
        ("mark}}", "mark}, scores: principles, wave: after}", None),
        ("weak: lowest", "weka: lowest", "5:31 EGY313 there is no class 'weka'"),
        ("[weak]", "[strng]", "8:22 EGY313 there is no class 'strng'"),
        (
            "weak: bottom_third",
            "weak: top_third",
            "4:40 EGY420 the classes 'strong' and 'weak' take the same part of the ranking",
        ),
        (
            ", weak: lowest",
            "",
            "4:34 EGY420 the selection 'visits' does not say which unit of the class 'weak' it prefers",
        ),
        ('is: "yes"', 'is: "yse"', "6:41 EGY524 no unit of the register has 'yse' in the column 'willing'"),
        ("attribute: willing", "attribute: wiling", "6:28 EGY310 the register has no column 'wiling'"),
        ("must_vary_by: region", "must_vary_by: regon", "7:19 EGY310 the register has no column 'regon'"),
        (
            "{attribute: willing, is",
            "{question: open_late, is",
            "6:27 EGY412 only attributes of the register decide who is available, not answers",
        ),
        ("surveys/marks.csv", "surveys/mark.csv", "3:31 EGY501 there is no file 'surveys/mark.csv'"),
        ("top_third", "top_half", "4:23 EGY204 'top_half' is not allowed here"),
    ],
)
def test_select_rule_at_fault_is_reported_at_its_position(old: str, new: str, fault: str | None) -> None:
    found = messages(edited(RULES, old, new))
    if fault is None:
        assert found == [f"{RULES}:3:14 EGY419 the selection 'visits' ranks by both mean_of and scores"]
    else:
        assert f"{RULES}:{fault}" in found


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        (
            "weak: bottom_third",
            "weka: bottom_third",
            ["5:31 EGY313 there is no class 'weak'", "8:22 EGY313 there is no class 'weak'"],
        ),
        ("weak: lowest", "weka: lowest", ["5:31 EGY313 there is no class 'weka'"]),
    ],
)
def test_misspelt_class_is_not_also_a_class_without_a_preference(
    old: str, new: str, faults: list[str]
) -> None:
    assert messages(edited(RULES, old, new)) == [f"{RULES}:{fault}" for fault in faults]


def test_select_by_scores_that_nobody_declared_is_reported() -> None:
    files = edited(RULES, MARKS, OWN_SCORES)
    del files["rules/scoring.yaml"]
    assert messages(files) == [f"{RULES}:3:23 EGY419 the programme has no scores to rank by"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("library,subject,mark\n", "library,subject,marks\n", "1:1 EGY506 the column 'mark' is missing"),
        ("a,hours,5\n", "z,hours,5\n", "2:1 EGY510 unit 'z' is not in the register"),
        (
            "a,hours,5\n",
            "A,hours,5\n",
            "2:1 EGY528 the unit 'A' is 'a' in the register, which differs in case, spaces or the form of letters",
        ),
        ("a,hours,5\n", "a,hours,five\n", "2:9 EGY513 'five' is not a number"),
        ("b,staff,5\n", "b,hours,5\n", "5:1 EGY509 'b hours' has a second row"),
        ("b,staff,5\n", ",staff,5\n", "5:1 EGY521 this row has no 'library'"),
        ("b,staff,5\n", "b,,5\n", "5:3 EGY523 this row has no subject"),
        ("b,staff,5\n", "b,staff\n", "5:3 EGY504 this row has 2 cells, but the header has 3"),
    ],
)
def test_select_file_at_fault_is_reported_at_its_cell(old: str, new: str, fault: str) -> None:
    assert messages(edited("surveys/marks.csv", old, new)) == [f"surveys/marks.csv:{fault}"]


def test_select_condition_that_needs_a_number_is_reported_at_the_register() -> None:
    files = edited(RULES, '{attribute: willing, is: "yes"}', "{attribute: willing, at_least: 1}")
    assert messages(files)[0] == (
        "surveys/libraries.csv:2:9 EGY513 cannot determine whether unit 'a' is available, "
        "because 'yes' is neither a number nor a date"
    )


def test_select_condition_on_two_attributes_compares_them() -> None:
    files = edited(RULES, '{attribute: willing, is: "yes"}', "{attribute: willing, is: {attribute: region}}")
    assert [line.split()[1] for line in messages(files)] == ["EGY524"]


@pytest.mark.parametrize("blank", ["", " ", "  "])
def test_availability_that_is_blank_is_not_known_and_not_no(blank: str) -> None:
    register = FILES["surveys/libraries.csv"].replace("a,north,yes", f"a,north,{blank}")
    tables = tables_of(run({**FILES, "surveys/libraries.csv": register}))
    assert tables
    (a,) = [r for r in csv.DictReader(io.StringIO(tables["selection"].decode())) if r["unit"] == "a"]
    assert a["available"] == ""
    assert a["reason"].startswith(
        "Not chosen: the highest score among the strong, but it is not known to be available"
    )
