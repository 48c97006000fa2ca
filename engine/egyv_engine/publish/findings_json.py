"""Writes findings.json, where levels, change and certainty are objects, and its JSON Schema."""

from collections.abc import Sequence
from typing import Any

from egyv_engine.model.documents import Programme
from egyv_engine.model.finding_columns import FINDINGS
from egyv_engine.model.result_columns import ColumnGroup, ResultColumn
from egyv_engine.publish.csv_values import csv_cells
from egyv_engine.publish.json_lines import json_text, render_lines
from egyv_engine.publish.row_columns import RowColumns

FINDINGS_VERSION = 1
_JSON_TYPES = {"text": "string", "whole number": "integer", "decimal": "number", "yes or no": "boolean"}
_Columns = tuple[ResultColumn | ColumnGroup, ...] | tuple[ResultColumn, ...]


def findings_json(rows: RowColumns, programme: Programme) -> bytes:
    """Return findings.json as bytes.

    Decimals are rounded as in findings.csv; null means that there is nothing to state.

    Args:
        rows: The findings of an evaluation as columns.
        programme: The rules, whose name and notice head the file.
    """
    head = {
        "version": FINDINGS_VERSION,
        "programme": programme.file.programme,
        "notice": programme.file.notice,
    }
    return render_lines(head, "findings", rows.objects(_texts))


def findings_schema() -> dict[str, Any]:
    """Return the JSON Schema of findings.json, which describes each value and, as `x-unit`, names its unit."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"findings.json, version {FINDINGS_VERSION}",
        "type": "object",
        "required": ["version", "programme", "notice", "findings"],
        "additionalProperties": False,
        "properties": {
            "version": {"const": FINDINGS_VERSION, "description": "The version of this format."},
            "programme": {"type": "string", "description": "The programme's title."},
            "notice": {
                "type": ["string", "null"],
                "description": "A notice about the data that readers must see.",
            },
            "findings": {
                "type": "array",
                "description": FINDINGS.row,
                "items": {"type": "object", **_properties(FINDINGS.columns)},
            },
        },
    }


def _texts(column: ResultColumn, values: Sequence[Any]) -> list[str]:
    """Return values of a column as JSON texts."""
    if column.type != "decimal":
        return list(map(json_text, values))
    return [json_text(float(cell) if cell else None) for cell in csv_cells(column, values)]


def _properties(columns: _Columns) -> dict[str, Any]:
    return {
        "required": [column.name for column in columns],
        "additionalProperties": False,
        "properties": {column.name: _schema(column) for column in columns},
    }


def _schema(column: ResultColumn | ColumnGroup) -> dict[str, Any]:
    described = {"description": column.meaning}
    if isinstance(column, ColumnGroup):
        return {**described, "type": ["object", "null"], **_properties(column.columns)}
    if column.unit is not None:
        described["x-unit"] = column.unit
    if column.words and column.type == "text":
        return {**described, "enum": [*column.words, *([] if column.empty is None else [None])]}
    name = _JSON_TYPES[column.type]
    return {**described, "type": name if column.empty is None else [name, "null"]}
