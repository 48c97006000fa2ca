"""Published counts against the engine's: of a cohort, of all cohorts together, and of a wave that did not ask."""

import csv
import io

import pytest

from tests.csv_files import tables_of
from tests.mini_programme import FILES, messages, run

# North has the libraries a, b and f, south c, d and e. Before, c and e were open late; after, all but d were.
COHORTS = "cohorts: {attribute: region, ids: [south, north]}\nwaves:"
HEADER = "source,indicator,cohort,wave,count,base"


def programme(*rows: str, difference: str = "") -> dict[str, str]:
    """The mini programme in two cohorts, with these published counts."""
    files = dict(FILES)
    files["programme.yaml"] = (
        files["programme.yaml"]
        .replace("waves:", COHORTS)
        .replace("{matched: 5, base_for_words: 5", "{matched: 3, base_for_words: 3")
    )
    files["rules/records.yaml"] = files["rules/records.yaml"].replace(
        "  indicator: indicator\n", "  indicator: indicator\n  cohort: cohort\n"
    )
    files["surveys/published.csv"] = "\n".join([HEADER, *rows, ""])
    if difference:
        files["surveys/differ.csv"] = f"source,indicator,cohort,wave,kind,reason\n{difference}\n"
    else:
        records = files["rules/records.yaml"].splitlines(keepends=True)
        files["rules/records.yaml"] = "".join(line for line in records if "differences:" not in line)
    return files


def published(files: dict[str, str]) -> list[str]:
    """The rows of published.csv, without the header."""
    tables = tables_of(run(files))
    assert tables
    rows = list(csv.reader(io.StringIO(tables["published"].decode())))
    assert rows[0] == [
        *("source", "finding", "wave", "published_count", "published_base"),
        *("found_count", "found_base", "outcome", "reason"),
    ]
    return [" ".join(row).rstrip() for row in rows[1:]]


@pytest.mark.parametrize("cohort", ["", "all"])
def test_total_is_compared_with_the_sum_over_the_cohorts(cohort: str) -> None:
    files = programme(
        f"p1,open_late,{cohort},after,5,6",  # two of three in the south, three of three in the north
        f"p2,open_late,{cohort},before,2,",
        "p3,open_late,south,after,2,3",
        "p4,open_late,north,after,2,3",
        difference="p4,open_late,north,after,indicator,A misprint.",
    )
    assert published(files) == [
        "p2 access.open_late@all before 2  2 6 agree",
        "p1 access.open_late@all after 5 6 5 6 agree",
        "p3 access.open_late@south after 2 3 2 3 agree",
        "p4 access.open_late@north after 2 3 3 3 differ A misprint.",
    ]


def test_total_that_differs_without_a_reason_is_a_warning() -> None:
    (warning,) = [m for m in messages(programme("p1,open_late,,after,4,6")) if "EGY529" in m]
    assert warning.endswith("1 published figure differs from the engine's results, and no reason is given")


def test_total_may_have_a_reason_whichever_way_it_is_written() -> None:
    files = programme("p1,open_late,all,after,4,6", difference="p1,open_late,,after,indicator,A misprint.")
    assert published(files) == ["p1 access.open_late@all after 4 6 5 6 differ A misprint."]
    assert messages(files) == []


def test_total_with_two_rows_is_an_error() -> None:
    (found,) = messages(programme("p1,open_late,,after,5,6", "p1,open_late,all,after,5,6"))
    assert found == "surveys/published.csv:3:14 EGY509 the total over all cohorts has a second row"


def test_cohort_that_is_neither_declared_nor_all_is_an_error() -> None:
    (found,) = messages(programme("p1,open_late,All,after,5,6"))
    assert found == "surveys/published.csv:2:14 EGY523 there is no cohort 'All'"


def not_asked_of_north(files: dict[str, str]) -> dict[str, str]:
    """The programme whose first wave did not ask the north whether it was open late."""
    files["surveys/instrument.yaml"] = files["surveys/instrument.yaml"].replace(
        "scale: yes_no}", "scale: yes_no, not_asked: [{wave: before, cohort: north}]}"
    )
    for unit, answer in (("a", "No"), ("b", "No"), ("f", "No")):
        answers = files["surveys/before.csv"]
        files["surveys/before.csv"] = answers.replace(f"\n{unit},{answer},", f"\n{unit},,")
    return files


def test_count_of_a_wave_that_did_not_ask_cannot_be_checked() -> None:
    files = programme("p1,open_late,north,before,0,3", "p2,open_late,,before,2,3")
    assert published(not_asked_of_north(files)) == [
        "p2 access.open_late@all before 2 3 2 3 agree",  # of the south alone, which was asked
        "p1 access.open_late@north before 0 3   cannot_be_checked Nobody whose answers are analysed was asked about it in this wave.",
    ]
    assert [m for m in messages(files) if "EGY529" in m] == []


def test_programme_without_published_counts_has_no_table() -> None:
    files = {name: text for name, text in FILES.items() if name != "rules/records.yaml"}
    tables = tables_of(run(files))
    assert tables
    assert "published" not in tables


def test_reason_for_a_figure_that_agrees_is_a_warning() -> None:
    row = "p1,open_late,south,after,2,3"
    (found,) = messages(programme(row, difference="p1,open_late,south,after,indicator,A misprint."))
    assert found.endswith(
        "EGY527 1 reason is given for published figures that agree with the engine's results"
    )
    assert messages(programme(row)) == []
