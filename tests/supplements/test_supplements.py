"""Recommendations, evidence, interviews and published figures: counted by hand, and every fault reported at its position."""

import csv
import io

import pytest

from egyv_engine.model.supplements import Point, PublishedComparison
from tests.csv_files import tables_of
from tests.mini_programme import FILES, edited, messages, run
from tests.oracle.agree import differences

RULES = "rules/records.yaml"


def rows(files: dict[str, str]) -> list[dict[str, str]]:
    tables = tables_of(run(files))
    assert tables
    assert differences({name: text.encode() for name, text in files.items()}, tables) == []
    return list(csv.DictReader(io.StringIO(tables["recommendations"].decode())))


def test_recommendations_are_counted_by_status_reason_and_unit() -> None:
    access, total = rows(FILES)
    assert total == {**access, "principle": "all"}  # one principle
    wanted = (
        "record=recommendations cohort= principle=access total=6 "
        "done=1 partly=1 open=4 begun=2 "
        "done_percent=16.7 partly_percent=16.7 open_percent=66.7 begun_percent=33.3 "
        "reason_resources=3 reason_law=2 reason_time=0 "  # one money and two staff; two law
        "commonest=staff;law "
        "units=3 fewest=1 most=3"  # a three, b two, f one
    )
    assert [f"{name}={value}" for name, value in access.items()] == wanted.split(" ")


def test_recommendations_of_cohorts_are_counted_separately_and_none_gives_no_percentage() -> None:
    register = FILES["surveys/libraries.csv"].replace("north", "n").replace("south", "s")
    files = {**FILES, "surveys/libraries.csv": register}
    files["programme.yaml"] = FILES["programme.yaml"].replace(
        "waves:", "cohorts: {attribute: region, ids: [s, n]}\nwaves:"
    )
    files[RULES] = FILES[RULES].replace(
        "  indicator: indicator\n", "  indicator: indicator\n  cohort: cohort\n"
    )
    for name in ("published", "differ"):
        header, *lines = FILES[f"surveys/{name}.csv"].splitlines()
        files[f"surveys/{name}.csv"] = "\n".join([f"{header},cohort", *(f"{x},n" for x in lines)]) + "\n"
    found = rows(files)
    assert [(r["cohort"], r["principle"], r["total"]) for r in found] == [
        *(("s", "access", "0"), ("s", "all", "0")),
        *(("n", "access", "6"), ("n", "all", "6")),
    ]
    assert found[0]["done_percent"] == found[0]["commonest"] == ""
    assert (found[0]["units"], found[0]["fewest"], found[0]["most"]) == ("0", "", "")


def test_records_not_declared_are_not_written() -> None:
    files = {name: text for name, text in FILES.items() if name not in (RULES, "rules/selection.yaml")}
    out = run(files)
    assert sorted(tables_of(out)) == ["baskets", "findings", "ledger", "movements", "score_changes", "scores"]
    assert (out.supplements.records, out.supplements.points, out.supplements.interviews) == ((), (), None)


def test_points_and_interviews_are_read_as_declared() -> None:
    supplements = run(FILES).supplements
    assert supplements.interviews == {"a": 1, "b": 2}
    first, second = supplements.points
    assert (first.principle, second.principle) == ("access", None)  # the second is on the programme
    assert second == Point(
        id="p2",
        principle=None,
        cohort=None,
        role=None,
        theme="money",
        items=(),
        stance="gap",
        good_practice=False,
        summary="There was none.",
    )


def test_published_counts_are_compared_with_those_found() -> None:
    agreed, differs, no_base = run(FILES).supplements.published
    assert [p.outcome for p in (agreed, differs, no_base)] == ["agree", "differ", "agree"]
    assert differs == PublishedComparison(
        source="page 2",
        principle="access",
        finding="access.open_late",
        wave="after",
        count=6,
        base=6,
        found_count=5,
        found_base=6,
        declared_reason="A misprint.",
    )
    assert (no_base.count, no_base.base, no_base.found_count, no_base.found_base) == (3, None, 3, 6)


def test_published_count_that_differs_without_a_reason_is_a_warning_of_evaluate() -> None:
    assert [d.code for d in run(FILES).diagnostics if d.code == "EGY529"] == []
    old, new = "page 2,open_late,after,6,6", "page 2,open_late,after,4,6"
    assert old in FILES["surveys/published.csv"]
    changed = {**FILES, "surveys/published.csv": FILES["surveys/published.csv"].replace(old, new)}
    assert [d.code for d in run(changed).diagnostics if d.code == "EGY529"] == []  # its reason is declared

    unexplained = {**FILES, "surveys/differ.csv": FILES["surveys/differ.csv"].replace("page 2", "page 1")}
    unexplained["surveys/differ.csv"] = unexplained["surveys/differ.csv"].replace("after", "before")
    (warning,) = [d for d in run(unexplained).diagnostics if d.code == "EGY529"]
    assert warning.severity == "warning"
    assert warning.message == "1 published figure differs from the engine's results, and no reason is given"
    assert warning.hint is not None
    assert warning.hint.startswith(
        "for example access.open_late in 'after': published 6 of 6, found 5 of 6; correct the rule"
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("recommendations", "r1,a", "r1,x", "2:4 EGY510 unit 'x' is not in the register"),
        ("recommendations", "r1,a", "r1,", "2:4 EGY521 this row has no unit"),
        ("recommendations", "r1,a,access", "r1,a,acess", "2:6 EGY523 there is no principle 'acess'"),
        ("recommendations", "access,Done", "access,Don", "2:13 EGY523 there is no status 'Don'"),
        ("recommendations", "access,Done", "access,", "2:13 EGY523 this row has no status"),
        ("recommendations", "money", "monye", "3:21 EGY523 there is no reason 'monye'"),
        ("recommendations", "r2,", "r1,", "3:1 EGY509 'r1' has a second row"),
        ("recommendations", "r2,", ",", "3:1 EGY521 this row has no 'recommendation'"),
        ("recommendations", "status,reason", "state,reason", "1:1 EGY506 the column 'status' is missing"),
        (
            "recommendations",
            "status,reason",
            "status,status",
            "1:41 EGY519 the header has the column 'status' twice",
        ),
        ("evidence", "strength", "strenght", "2:17 EGY523 there is no stance 'strenght'"),
        ("evidence", "programme", "program", "3:4 EGY523 there is no principle 'program'"),
        ("evidence", "gap,no", "gap,maybe", "3:24 EGY523 there is no answer 'maybe'"),
        ("evidence", "access,hours", "access,", "2:11 EGY521 this row has no 'theme'"),
        ("evidence", "They open late.", "", "2:30 EGY521 this row has no 'summary'"),
        ("interviews", "i1,b", "i1,z", "2:4 EGY510 unit 'z' is not in the register"),
        ("interviews", "i2,a", "i1,a", "3:1 EGY509 'i1' has a second row"),
        ("published", "page 1,open_late", "page 1,open_lat", "2:8 EGY523 there is no indicator 'open_lat'"),
        ("published", "before,2", "befor,2", "2:18 EGY523 there is no wave 'befor'"),
        ("published", "before,2", "before,two", "2:25 EGY513 'two' is not a whole number"),
        ("published", "2,6", "2,6.5", "2:27 EGY513 '6.5' is not a whole number"),
        ("published", "page 2,open_late,after", "page 1,open_late,before", None),
        ("differ", "open_late", "open_lat", "2:8 EGY523 there is no indicator 'open_lat'"),
        ("differ", "A misprint.", "", "2:34 EGY521 this row has no 'reason'"),
    ],
)
def test_records_file_at_fault_is_reported_at_its_cell(
    file: str, old: str, new: str, fault: str | None
) -> None:
    found = messages(edited(f"surveys/{file}.csv", old, new))
    if fault is None:
        fault = "3:1 EGY509 'page 1 open_late before' has a second row"
    assert f"surveys/{file}.csv:{fault}" in found
    assert all(line.startswith(f"surveys/{file}.csv:") for line in found)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("begun: [done, partly]", "begun: [don, partly]", "6:98 EGY313 there is no status 'don'"),
        (
            "begun: [done, partly]",
            "done: [done, partly]",
            "6:90 EGY421 'done' is already the name of a column",
        ),
        ("open: Open}", "total: Open}", "6:66 EGY421 'total' is already the name of a column"),
        ("open: Open}", "open: Done}", None),
        ("[money, staff]}", "[money, stuff]}", "7:91 EGY313 there is no reason 'stuff'"),
        (
            "{resources: [money, staff]",
            "{law: [money, staff]",
            "7:72 EGY421 'law' is already the name of a column",
        ),
        (
            "[money, staff]}",
            "[money, staff], people: [staff]}",
            "7:108 EGY421 the reason 'staff' is in two groups and would be counted twice",
        ),
        ("surveys/evidence.csv", "surveys/evidenc.csv", "9:9 EGY501 there is no file 'surveys/evidenc.csv'"),
        (
            "surveys/differ.csv",
            "../differ.csv",
            "24:23 EGY515 '../differ.csv' leads out of the programme's folder",
        ),
        (
            "only: {kind: indicator}",
            "only: {kind: indicatr}",
            "24:72 EGY524 no row has 'indicatr' in the column 'kind'",
        ),
        ("stance: stance", "stnace: stance", "13:3 EGY201 the key 'stnace' is not allowed here"),
    ],
)
def test_records_rule_at_fault_is_reported_at_its_position(old: str, new: str, fault: str | None) -> None:
    found = messages(edited(RULES, old, new))
    assert f"{RULES}:{fault or BOTH_DONE}" in found


BOTH_DONE = "6:72 EGY421 the word 'Done' is used for two statuses, 'done' and 'open'"


def test_records_a_broken_part_leaves_the_others_checked() -> None:
    files = edited(RULES, "  stance: stance\n", "")
    files["surveys/interviews.csv"] = FILES["surveys/interviews.csv"].replace("i1,b", "i1,z")
    assert messages(files) == [
        f"{RULES}:8:1 EGY202 the key 'stance' is missing",
        "surveys/interviews.csv:2:4 EGY510 unit 'z' is not in the register",
    ]


def test_records_of_a_broken_basket_or_indicator_are_not_called_unknown() -> None:
    files = {
        **FILES,
        "principles/1-access.yaml": FILES["principles/1-access.yaml"].replace("title: Open late", "titel: x"),
    }
    assert {line.split(":")[0] for line in messages(files)} == {"principles/1-access.yaml"}
