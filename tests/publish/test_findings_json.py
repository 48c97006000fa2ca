"""findings.json of findings made by hand, and its schema."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from egyv_engine.model.finding_columns import FINDINGS, LEDGER, MOVEMENTS
from egyv_engine.publish.column_tables import render_csv
from egyv_engine.publish.findings_json import findings_json, findings_schema
from egyv_engine.publish.row_columns import RowColumns
from tests.mini_programme import LIBRARY, run
from tests.publish.results import BARE, FULL

LEVEL = ("surveyed", "returned", "analysed", "asked", "base", "count", "dont_know")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    programme = run(LIBRARY).programme
    assert programme is not None
    findings = RowColumns(FINDINGS.columns, (FULL, BARE))
    read: dict[str, Any] = json.loads(findings_json(findings, programme))
    return read


def test_finding_nests_levels_change_and_certainty(document: dict[str, Any]) -> None:
    assert document["findings"][0] == {
        "finding": "reading.room_used.hall@first",
        "principle": "reading",
        "indicator": "room_used",
        "item": "hall",
        "cohort": "first",
        "from_wave": "autumn",
        "to_wave": "summer",
        "from": dict(zip(LEVEL, (20, 18, 17, 16, 15, 8, 2), strict=True)),
        "to": dict(zip(LEVEL, (20, 19, 19, 19, 14, 10, 1), strict=True)),
        "change": {"matched": 13, "gained": 4, "lost": 1, "kept": 5, "never": 3, "net": 3},
        "verdict": "improved",
        "reason": None,
        "care": True,
        "certainty": {"certainty": "firm", "net_low": 1, "net_high": 6, "certainty_surveyed": "open"},
        "p_exact": 0.375,
        "p_smallest": 0.0002,
        "score": 71.4,
        "band": "more than half",
        "target_met": False,
        "target_certainty": "open",
    }


def test_finding_with_nothing_to_state_holds_nulls(document: dict[str, Any]) -> None:
    stated = {name: value for name, value in document["findings"][1].items() if value is not None}
    assert stated == {
        "finding": "reading.any",
        "principle": "reading",
        "indicator": "any",
        "to_wave": "summer",
        "verdict": "not_judged",
        "care": False,
    }


def test_schema_accepts_the_document_and_refuses_a_missing_or_unknown_value(document: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(findings_schema())
    assert list(validator.iter_errors(document)) == []
    full = document["findings"][0]
    for wrong in (
        {name: value for name, value in full.items() if name != "band"},
        {**full, "extra": 1},
        {**full, "verdict": "better"},
        {**full, "change": {**full["change"], "net": None}},
    ):
        assert not validator.is_valid({**document, "findings": [wrong]})


def values(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every named value that a schema describes, at any depth."""
    for name, value in schema.get("properties", {}).items():
        yield name, value
        yield from values(value.get("items", value))


def test_schema_describes_every_value_and_names_the_unit_of_every_number() -> None:
    described = dict(values(findings_schema()["properties"]["findings"]["items"]))
    assert len(described) == 20 + 7 + 6 + 3  # a certainty has the name of its group
    assert all(value["description"].endswith(".") for value in described.values())
    numbers = {
        name for name, value in described.items() if {"integer", "number"} & set(as_list(value.get("type")))
    }
    assert {name for name, value in described.items() if "x-unit" in value} == numbers


def as_list(types: str | list[str] | None) -> list[str]:
    return types if isinstance(types, list) else [types or ""]


def test_files_made_of_columns_are_those_made_of_the_objects_of_rows() -> None:
    made = run(LIBRARY)
    assert made.findings is not None
    assert made.programme is not None
    columns, objects = (
        RowColumns(FINDINGS.columns, rows) for rows in (made.findings.findings, [*made.findings.findings])
    )
    assert findings_json(columns, made.programme) == findings_json(objects, made.programme)
    tables = (
        (FINDINGS, made.findings.findings),
        (LEDGER, made.findings.ledger),
        (MOVEMENTS, made.findings.movements),
    )
    for table, rows in tables:
        assert len(rows) > 0
        assert render_csv(table, rows) == render_csv(table, [*rows])
