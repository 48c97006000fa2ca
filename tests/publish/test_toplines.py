"""Toplines of whole programmes, each number compared with a count in plain Python over the files themselves."""

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path, PurePosixPath
from statistics import median

import openpyxl
import pytest

from egyv_engine.files.folder import read_folder
from egyv_engine.model.frozen import replace
from egyv_engine.model.toplines import ReadSurvey, Topline
from egyv_engine.pipeline.reading import read_answers
from egyv_engine.publish.topline_rows import csv_of_toplines, json_of_toplines, text_of_toplines
from egyv_engine.publish.topline_workbook import HEADS, workbook_of_toplines
from tests.library import library_files

ROOT = Path(__file__).parents[2]
ITEMS = ("evenings", "events", "parcels")
COLUMNS = (
    *((name, None) for name in ("open_late", "visits", "late_visits", "loans", "opened", "remarks")),
    *(("offered", item) for item in ITEMS),
)
DONT_KNOW = "Don't know"
Rows = list[dict[str, str]]


def table(files: Mapping[PurePosixPath, bytes], name: str) -> Rows:
    text = files[PurePosixPath(f"surveys/{name}.csv")].decode()
    return list(csv.DictReader(io.StringIO(text)))


def members(files: Mapping[PurePosixPath, bytes], wave: str, group: str) -> Rows:
    """The analysed answers of a group in a wave; every library outside the group of all has a cohort."""
    cohorts = {row["library"]: row for row in table(files, "libraries")}
    return [
        row
        for row in table(files, wave)
        if group in ("", cohorts[row["library"]]["cohort"])
        and (wave == "after" or cohorts[row["library"]]["before_return"] == "returned")
    ]


def is_asked(row: Mapping[str, str], question: str, item: str | None, wave: str, cohort: str) -> bool:
    if question == "late_visits":
        return row["open_late"] == "Yes"
    return not (item == "parcels" and wave == "before" and cohort == "pilot")


def read(files: Mapping[PurePosixPath, bytes]) -> ReadSurvey:
    found, _ = read_answers(files)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def library_read() -> ReadSurvey:
    return read(library_files())


@pytest.mark.parametrize("wave", ["before", "after"])
@pytest.mark.parametrize("group", ["", "pilot", "main"])
def test_toplines_are_those_counted_by_hand(wave: str, group: str, library_read: ReadSurvey) -> None:
    files = library_files()
    rows = members(files, wave, group)
    cohort_of = {row["library"]: row["cohort"] for row in table(files, "libraries")}
    own = {
        (one.question, one.item): one
        for one in library_read.toplines
        if (one.wave, one.group or "") == (wave, group)
    }
    assert tuple(own) == COLUMNS
    for (question, item), one in own.items():
        name = question if item is None else f"{question}.{item}"
        given = [row[name] for row in rows if row[name]]
        asked = [row for row in rows if is_asked(row, question, item, wave, cohort_of[row["library"]])]
        assert one.analysed == len(rows)
        assert one.base == len(given), name
        assert one.not_asked == len(rows) - len(asked), name
        assert one.blank == len(asked) - len(given), name
        assert one.not_applicable == 0
        assert {a.answer for a in one.answers if a.count} == set(given) & {a.answer for a in one.answers}
        assert all(a.count == given.count(a.answer) for a in one.answers), name
        assert [a.answer for a in one.answers if a.is_dont_know] in ([DONT_KNOW], [])
        if question == "loans":
            numbers = [Fraction(each) for each in given]
            expected = {"minimum": min(numbers), "median": median(numbers), "maximum": max(numbers)}
            assert {key: Fraction(text) for key, text in one.values.items()} == expected
            assert one.number_of_values == len(numbers)
        elif question == "opened":
            dates = [date.fromisoformat(each) for each in given]
            assert one.values == {"first": str(min(dates)), "last": str(max(dates))}
        elif question == "remarks":
            assert one.values == ({"different": str(len(set(given)))} if given else {})
        else:
            assert one.values == {}
            assert one.number_of_values is None
            assert sum(a.count for a in one.answers) == one.base


def test_groups_of_the_shipped_programme_add_up_to_all_units() -> None:
    """Each number of all units is the sum of those of the groups, and every return is counted once."""
    found = read(read_folder(ROOT))
    parts: dict[tuple[str, str, str | None], list[Topline]] = {}
    for one in found.toplines:
        if one.group is not None:
            parts.setdefault((one.wave, one.question, one.item), []).append(one)
    whole = [one for one in found.toplines if one.group is None]
    assert len(whole) == len(parts) > 100
    for one in whole:
        own = parts[one.wave, one.question, one.item]
        assert one.analysed == one.base + one.not_applicable + one.blank + one.not_asked
        for name in ("analysed", "base", "not_applicable", "blank", "not_asked"):
            assert getattr(one, name) == sum(getattr(part, name) for part in own)
        for i, answer in enumerate(one.answers):
            assert answer.count == sum(part.answers[i].count for part in own)


def test_csv_has_a_row_per_answer_and_a_share_of_the_base(library_read: ReadSurvey) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_of_toplines(library_read).decode())))
    late = [r for r in rows if (r["wave"], r["group"], r["question"]) == ("before", "", "open_late")]
    assert [(r["kind"], r["answer"], r["count"], r["base"], r["share"]) for r in late] == [
        ("answer", "No", "7", "11", "63.64"),
        ("answer", "Yes", "3", "11", "27.27"),
        ("dont_know", DONT_KNOW, "1", "11", "9.09"),
        ("not_applicable", "", "0", "", ""),
        ("blank", "", "0", "", ""),
        ("not_asked", "", "0", "", ""),
    ]


def test_csv_and_workbook_hold_no_formula(library_read: ReadSurvey) -> None:
    first = library_read.toplines[0]
    formula = replace(first, answers=(replace(first.answers[0], answer="=1+1"),))
    made = replace(library_read, toplines=(formula,), questions={"open_late": "=2+2"})
    assert ",'=1+1," in csv_of_toplines(made).decode()
    book = openpyxl.load_workbook(io.BytesIO(workbook_of_toplines(made)))
    cells = [cell for row in book["before"].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert {"=1+1", "=2+2"} <= {cell.value for cell in cells}


def test_json_has_the_numbers_of_the_toplines(library_read: ReadSurvey) -> None:
    made = json.loads(json_of_toplines(library_read))
    assert [(o["wave"], o["group"], o["question"], o["item"], o["base"]) for o in made["toplines"]] == [
        (one.wave, one.group, one.question, one.item, one.base) for one in library_read.toplines
    ]
    assert made["toplines"][0]["answers"][0] == {
        "answer": "No",
        "is_dont_know": False,
        "count": 7,
        "share": "63.64",
    }


def test_workbook_has_a_sheet_per_wave_with_counts_and_shares_side_by_side(library_read: ReadSurvey) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_of_toplines(library_read)))
    assert book.sheetnames == ["before", "after"]
    sheet = book["before"]
    heads = [cell.value for cell in sheet[1]]
    assert tuple(heads[: len(HEADS)]) == HEADS
    assert sheet.freeze_panes == "E2"
    assert all(cell.font.bold for cell in sheet[1])
    assert all(sheet.column_dimensions[letter].width > 10 for letter in "ABCD")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=5)]
    assert [row[3] for row in rows] == ["Base", "No", "Yes", DONT_KNOW]
    assert [row[4] for row in rows] == [11, 7, 3, 1]
    assert rows[1][5] == pytest.approx(7 / 11)
    assert [row[6] for row in rows] == [6, 4, 2, 0]  # the pilot cohort


def test_waves_whose_names_a_workbook_refuses_have_sheets(library_read: ReadSurvey) -> None:
    names = ("a" * 40, "a" * 40 + "b", "A" * 40, "history", "2014/2015")
    lines = tuple(replace(library_read.toplines[0], wave=name) for name in names)
    book = openpyxl.load_workbook(io.BytesIO(workbook_of_toplines(replace(library_read, toplines=lines))))
    assert book.sheetnames == ["a" * 31, "a" * 29 + " 2", "A" * 29 + " 3", "history 2", "2014_2015"]


def test_text_has_a_line_per_question_under_each_wave_and_group(library_read: ReadSurvey) -> None:
    lines = list(text_of_toplines(library_read))
    assert lines[0] == "before (before): 11 analysed returns"
    assert lines[1] == "  open_late         base 11; No 7 (63.6%), Yes 3 (27.3%), Don't know 1 (9.1%)"
    assert lines[10] == ""
    assert [line for line in lines if "analysed returns" in line] == [
        "before (before): 11 analysed returns",
        "before (before), pilot: 6 analysed returns",
        "before (before), main: 5 analysed returns",
        "after (after): 13 analysed returns",
        "after (after), pilot: 6 analysed returns",
        "after (after), main: 7 analysed returns",
    ]


def test_what_is_wrong_in_a_file_is_told_and_the_rest_is_counted(library_read: ReadSurvey) -> None:
    """One wrong cell counts as blank, and nothing else changes."""
    found, faults = read_answers(library_files({"surveys/after.csv": ("birch,Yes", "birch,Yse")}))
    assert [d.code for d in faults] == ["EGY507"]
    assert found is not None
    assert found.is_skip_logic_known
    changed = [
        (new, old)
        for new, old in zip(found.toplines, library_read.toplines, strict=True)
        if new != old and new.question == "open_late"
    ]
    assert {(new.wave, new.base - old.base, new.blank - old.blank) for new, old in changed} == {
        ("after", -1, 1)
    }


def test_rules_with_faults_leave_skip_logic_out() -> None:
    """The eight libraries that were not asked about late visits count as blank, and the text says so."""
    found, faults = read_answers(
        library_files({"principles/1-access.yaml": ("question: visits", "question: visit")})
    )
    assert [d.code for d in faults] == ["EGY301"]
    assert found is not None
    assert not found.is_skip_logic_known
    late = next(one for one in found.toplines if one.question == "late_visits")
    assert (late.base, late.blank, late.not_asked) == (3, 8, 0)
    assert "asked_if was not applied" in list(text_of_toplines(found))[-1]


def test_units_that_are_not_kept_are_listed_as_skipped(library_read: ReadSurvey) -> None:
    left_out = replace(library_read.left_out, only=2, rows={"surveys/after.csv": 3})
    lines = list(text_of_toplines(replace(library_read, left_out=left_out)))
    assert lines[-2:] == [
        "skipped: 2 units of the register left out by only",
        "skipped: 3 rows of surveys/after.csv left out with their units",
    ]


def test_register_that_cannot_be_read_gives_nothing() -> None:
    found, faults = read_answers({**library_files(), PurePosixPath("surveys/libraries.csv"): b"\xff"})
    assert found is None
    assert faults
