"""Cells of workbooks and of SPSS files in explanations: their place, their text as the file has it, and its label."""

import io
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import openpyxl
import pandas as pd
import pyreadstat

import egyv_engine as ee
from egyv_engine.model.explanation import CellUsed
from egyv_engine.publish.explanation_text import explanation_text
from tests.mini_programme import LIBRARY

CODES: dict[int | float, str] = {1: "Never", 2: "Sometimes", 3: "Often"}


def workbook(text: str) -> bytes:
    """A CSV text as a workbook, below a line of a title."""
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "Answers"
    book.active.append(["A title"])
    for line in text.splitlines():
        book.active.append([cell or None for cell in line.split(",")])
    book.save(stream)
    return stream.getvalue()


def spss(text: str) -> bytes:
    """A CSV text as an SPSS file, in which the visits are codes with labels."""
    frame = pd.read_csv(io.StringIO(text), keep_default_na=False)
    of = {label: code for code, label in CODES.items()}
    frame["visits"] = frame["visits"].map(of).astype("Int64").astype("float")
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.sav")
        pyreadstat.write_sav(frame, path, variable_value_labels={"visits": CODES})
        return path.read_bytes()


@cache
def result() -> ee.Result:
    """The small programme with a register and a first wave in workbooks, and a second wave in an SPSS file."""
    texts = dict(LIBRARY)
    programme = texts["programme.yaml"]
    for name, new in (
        ("libraries.csv", "libraries.xlsx"),
        ("before.csv", "before.xlsx"),
        ("after.csv", "after.sav"),
    ):
        programme = programme.replace(name, new)
    files = {name: text.encode() for name, text in texts.items() if not name.endswith(".csv")}
    files |= {
        "programme.yaml": programme.encode(),
        "surveys/libraries.xlsx": workbook(texts["surveys/libraries.csv"]),
        "surveys/before.xlsx": workbook(texts["surveys/before.csv"]),
        "surveys/after.sav": spss(texts["surveys/after.csv"]),
        "surveys/files.yaml": b"""\
files:
  surveys/libraries.xlsx: {skip_rows: 1}
  surveys/before.xlsx: {skip_rows: 1}
  surveys/after.sav: {answers: labels}
""",
    }
    return ee.evaluate({PurePosixPath(name): data for name, data in files.items()})


def cells_of(unit: str) -> list[CellUsed]:
    found = result().explain("visited_often", unit).findings[0].unit
    assert found is not None
    return [cell for wave in found.waves for cell in wave.cells]


def test_cells_have_their_places_their_texts_and_their_labels() -> None:
    shown = [(cell.at and cell.at.place, cell.text, cell.label, cell.value) for cell in cells_of("b")]
    assert shown == [
        ("Answers!C4", "Often", None, "Often"),
        ("row 2, column visits", "3", "Often", "Often"),
    ]


def test_blank_cell_has_no_text_and_no_label() -> None:
    before, after = cells_of("e")
    assert (before.at and before.at.place, before.text, before.label, before.value) == (
        "Answers!C7",
        None,
        None,
        None,
    )
    assert (after.text, after.label) == ("3", "Often")


def test_page_shows_the_text_with_its_label() -> None:
    text = explanation_text(result().explain("visited_often", "b"))
    (line,) = [line for line in text.splitlines() if "surveys/after.sav row 2" in line]
    assert "3 (labelled 'Often')" in line


def test_page_names_the_file_of_each_column() -> None:
    text = explanation_text(result().explain("visited_often"))
    assert "wave before: column 'visits' of surveys/before.xlsx\n" in text
    assert "wave after: column 'visits' of surveys/after.sav\n" in text


def test_items_that_have_rows_of_their_own_name_the_column_that_the_file_has() -> None:
    """The answers about every service are in the column `mark`: the file has no column of a question and an item."""
    rows = "".join(
        f"{unit},{item},{answer}\n"
        for unit in "abcdef"
        for item, answer in (("loans", "Yes"), ("talks", "No"))
        if (unit, item) != ("b", "talks")
    )
    source = "{file: surveys/WAVE.csv, items: service, values: {offered: mark}}"
    files = {
        **LIBRARY,
        "programme.yaml": LIBRARY["programme.yaml"]
        .replace("surveys/before.csv", source.replace("WAVE", "before"))
        .replace("surveys/after.csv", source.replace("WAVE", "after")),
        "rules/scales.yaml": 'scales: {yes_no: ["No", "Yes"]}\n',
        "rules/baskets.yaml": "baskets: {services: {items: {loans: {label: loans}, talks: {label: talks}}}}\n",
        "surveys/instrument.yaml": "questions: [{id: offered, asks: What is on offer?, scale: yes_no, items: services}]\n",
        "principles/1-access.yaml": (
            "title: Open to all\nwhat_good_looks_like: Everyone can use the library.\nindicators:\n"
            "  - {id: offered, title: On offer, for_each: services, met_when: {question: offered, is: 'Yes'},\n"
            "     says: {units: 'offered {{ item }}', items: '{{ were }} on offer in'}}\n"
        ),
        "surveys/before.csv": f"library,service,mark\n{rows}",
        "surveys/after.csv": f"library,service,mark\n{rows}",
    }
    made = ee.evaluate({PurePosixPath(name): text.encode() for name, text in files.items()})
    found = made.explain("offered.talks", "b").findings[0]
    assert {column.column for question in found.rule.questions for column in question.columns} == {"mark"}
    assert found.unit is not None
    assert {(cell.column, cell.at) for wave in found.unit.waves for cell in wave.cells} == {("mark", None)}
    kept = made.explain("offered.loans", "b").findings[0].unit
    assert kept is not None
    assert [(c.column, c.at and c.at.line, c.text) for c in kept.waves[0].cells] == [("mark", 4, "Yes")]


def test_answer_of_merged_columns_names_the_column_of_the_file() -> None:
    """Household h2 owns in 2024, as `Q1 Own` says, and rented in 2022, as `Rent` says."""
    result = ee.evaluate(Path(__file__).parents[1] / "cases" / "data_merged_columns")
    unit = result.explain("owns", "h2").findings[0].unit
    assert unit is not None
    assert [(cell.column, cell.value) for wave in unit.waves for cell in wave.cells] == [
        ("Rent", "Rent"),
        ("Q1 Own", "Own"),
    ]
