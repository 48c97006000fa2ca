"""The tables of the shipped report: every figure leads to the value of a CSV table, every cell suits its column."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from egyv_engine.model.report import Bounds, Cell, Column, CountOfBase, Figure, Sentence, Table, Term, Text
from egyv_engine.pipeline.run import Outputs
from tests.egyv.figure_paths import Row, resolve_cell

ROOT = Path(__file__).parents[2]
TITLES = (
    *("Recommendations by principle", "Recommendations by area", "Results over the items of a question"),
    *(
        "Scores of documents",
        "How areas were chosen",
        "Interviews by role",
        "Every point from the interviews",
    ),
    *("Published figures that differ from those found", "Published figures that agree with those found"),
    *("Strong local leadership", "Mapping the problem", "Mobilising communities", "The questions"),
    *("Results by principle", "Partners, 2012 cohort", "Any raw data shared"),
)
TYPES = {"count": Figure, "decimal": Figure, "count_of_base": CountOfBase, "bounds": Bounds}


@pytest.fixture(scope="module")
def in_tables(outputs: Outputs) -> list[Table]:
    assert outputs.report is not None
    return [
        block
        for chapter in outputs.report.chapters
        for section in chapter.sections
        for block in section.read()
        if isinstance(block, Table)
    ]


def cells(tables: list[Table]) -> Iterator[tuple[Column, Cell]]:
    for table in tables:
        for row in table.rows:
            yield from zip(table.columns, row, strict=True)


def figures(value: Any) -> Iterator[dict[str, str]]:
    """Every figure of rows of report.json, however deep, and every value that a chart draws."""
    if isinstance(value, list):
        for part in value:
            yield from figures(part)
    elif isinstance(value, dict):
        if "path" in value:
            yield {"figure": value["path"], "value": value["value"]}
        if "figure" in value:
            yield value
        for part in (part for name, part in value.items() if name != "marks"):
            yield from figures(part)


def published_paths(shipped: Mapping[PurePosixPath, bytes], findings: list[Row]) -> dict[str, str]:
    """Published counts and bases by the path that a figure of them has."""
    ids = {(f["indicator"], f["item"], f["cohort"]): f["finding"] for f in findings}
    paths: dict[str, str] = {}
    for name, count, base in (
        ("published.csv", "count", "base"),
        ("published_differ.csv", "published_count", "published_base"),
    ):
        text = shipped[PurePosixPath("surveys") / name].decode()
        for row in csv.DictReader(io.StringIO(text)):
            finding = ids.get((row["indicator"], row["item"], row["cohort"]))
            path = f"published.{row['source']}.{finding}#{row['wave']}"
            paths |= {f"{path}.count": row[count], f"{path}.base": row[base]}
    return paths


def test_tables_are_all_there(in_tables: list[Table]) -> None:
    assert set(TITLES) <= {table.title for table in in_tables}


def test_figures_of_tables_lead_to_the_values_of_the_csv_tables(
    report: dict[str, Any], tables: Mapping[str, list[Row]], shipped: Mapping[PurePosixPath, bytes]
) -> None:
    published = published_paths(shipped, tables["findings"])
    found: dict[str, str] = {}
    for chapter in report["chapters"]:
        for section in chapter["sections"]:
            for block in section["blocks"]:
                if "rows" in block:
                    shown = figures([block["rows"], block["table"]["rows"] if "chart" in block else None])
                    found |= {figure["figure"]: figure["value"] for figure in shown}
    # How many measures areas met is in no table: the last test here counts it from the answers.
    wrong = {
        ref: (value, resolve_cell(ref, tables, published))
        for ref, value in found.items()
        if not ref.startswith("fact.")
        and "measures" not in ref
        and resolve_cell(ref, tables, published) != value
    }
    assert wrong == {}
    assert len(found) > 4000


def test_cells_hold_what_the_type_of_their_column_says_or_words(in_tables: list[Table]) -> None:
    for column, cell in cells(in_tables):
        assert cell is None or isinstance(cell, (TYPES.get(column.type, Text), Text, Term, Sentence)), column


def test_columns_of_units_name_the_unit(in_tables: list[Table]) -> None:
    units = {column.unit for table in in_tables for column in table.columns if column.unit is not None}
    assert units == {"areas", "items"}
    for table in in_tables:
        for column in table.columns:
            assert column.unit is None or column.type in ("count", "count_of_base", "bounds"), column


def test_numbers_of_measures_that_areas_met_are_those_of_the_answers(report: dict[str, Any]) -> None:
    """Counted from the rows of the data files: five questions on people at risk, of the areas that answered all of them."""
    questions = (
        "needs_identified",
        "interventions_in_place",
        "regularly_used",
        "meets_capacity",
        "targeted_right",
    )
    areas = {row["area"]: row for row in csv_rows("areas")}
    expected = []
    for cohort in ("2012", "2014"):
        for wave in ("baseline", "followup"):
            met = [
                sum(row[f"{question}.at_risk"] == "Yes" for question in questions)
                for row in csv_rows(wave)
                if (areas[row["area"]]["cohort"], areas[row["area"]][f"{wave}_return"])
                == (cohort, "returned")
                and all(row[f"{question}.at_risk"] for question in questions)
            ]
            expected.append([(met.count(n), len(met)) for n in (4, 3, 2, 1, 0)])
            assert max(met) < 5  # none met all five, which the sentences say
    (table,) = [
        block
        for chapter in report["chapters"]
        for section in chapter["sections"]
        for block in section["blocks"]
        if block.get("table") == "How many measures areas met"
    ]
    found = [
        [(int(row[i]["count"]["value"]), int(row[i]["base"]["value"])) for row in table["rows"]]
        for i in range(1, 5)
    ]
    assert found == expected


def csv_rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "surveys" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
