"""A programme whose units must not be named publishes numbers of them, names none, and says so in every file."""

import io
import re
from functools import cache
from pathlib import Path

import openpyxl
import pytest

import egyv_engine as ee
from egyv_engine.model.report import Table
from egyv_engine.publish.pandoc_report import pandoc_report
from tests.library import library_files
from tests.oracle.agree import programme_files

ROOT = Path(__file__).parents[2]
RULES, TEXT = "programme.yaml", "reports/case_studies.md"
DECLARED = b"names_units: true\n"
SAID = "This report gives numbers of areas and does not name them."
OWN_FILES = ("scores.csv", "score_changes.csv", "selection.csv")  # data for analysts


@cache
def unnamed() -> ee.Result:
    """The result of the shipped programme, which has a selection, scores, interviews and recommendations by unit."""
    files = programme_files(ROOT)
    assert files[RULES].count(DECLARED) == 1
    link = b'See \xe2\x80\x9c{{ see("annex_selection") }}\xe2\x80\x9d'  # to a chapter that names units
    assert files[TEXT].count(link) == 1
    edited = {
        TEXT: files[TEXT].replace(link, b"Scores are not shown"),
        RULES: files[RULES].replace(DECLARED, b""),
    }
    return ee.evaluate({**files, **edited})


def names_in(text: str, result: ee.Result) -> set[str]:
    """The units of a programme that a text names, but for the years of its title, which look like one."""
    without_title = text.replace(result.programme.file.programme, "")
    return set(re.findall(rf"\b(?:{'|'.join(result.survey.units.to_list())})\b", without_title))


def workbook_text(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None)


@pytest.mark.slow
def test_no_file_to_publish_names_a_unit_and_each_says_so() -> None:
    result = unnamed()
    files = result.rendered()
    assert result.report is not None
    published = {
        **{name: data.decode() for name, data in files.items() if name.startswith(("report.", "charts/"))},
        "docx": pandoc_report(result.report, language="en-GB", pictures={}).decode(),
        "xlsx": workbook_text(result.workbook()),
    }
    assert len(published) >= 5
    assert {name: names_in(text, result) for name, text in published.items()} == {
        name: set() for name in published
    }
    for name in ("report.html", "report.md", "docx"):
        assert SAID in published[name]
    assert (
        "These tables have a row for each area and are not part of it: Scores, Score changes, Selection."
        in (published["xlsx"].replace("_", " "))
    )
    for name in OWN_FILES:  # not for publication: they keep their names, and the documents say so
        assert names_in(files[name].decode(), result)


@pytest.mark.slow
def test_files_name_units_where_the_programme_lets_them() -> None:
    result = ee.evaluate(ROOT)
    assert result.report is not None
    page, book = result.report_html, workbook_text(result.workbook())
    assert page is not None
    for text in (page, book, pandoc_report(result.report, language="en-GB", pictures={}).decode()):
        assert names_in(text, result)
        assert SAID not in text


def test_interviews_are_counted_without_the_units_in_which_they_were_held() -> None:
    report = unnamed().report
    assert report is not None
    (chapter,) = (chapter for chapter in report.chapters if chapter.id == "annex_evidence")
    table = next(block for block in chapter.sections[0].read() if isinstance(block, Table))
    assert [column.title for column in table.columns] == ["Role", "Total"]


def test_chapters_that_name_units_are_left_out_and_blocks_that_do_are_refused() -> None:
    report = unnamed().report
    assert report is not None
    ids = {chapter.id for chapter in report.chapters}
    assert not ids & {"annex_selection", "annex_recommendations"}
    block = "      - {show: overall}\n"
    files = library_files(
        {
            "programme.yaml": (DECLARED.decode(), ""),
            "reports/report.yaml": (block, f"{block}      - {{show: selection_table}}\n"),
        }
    )
    codes = [each.code for each in ee.check(files)]
    assert codes == ["EGY615", "EGY670"]
