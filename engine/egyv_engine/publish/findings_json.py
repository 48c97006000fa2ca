"""Writes findings.json, where levels, change and certainty are objects, and its JSON Schema."""

from collections.abc import Callable
from typing import Any

from egyv_engine.model.decimals import decimal
from egyv_engine.model.documents import Programme
from egyv_engine.model.finding_columns import FINDINGS
from egyv_engine.model.findings import Findings
from egyv_engine.model.result_columns import ColumnGroup, Getter, ResultColumn
from egyv_engine.publish.json_lines import render_lines

FINDINGS_VERSION = 1
_JSON_TYPES = {"text": "string", "whole number": "integer", "decimal": "number", "yes or no": "boolean"}
_Columns = tuple[ResultColumn | ColumnGroup, ...] | tuple[ResultColumn, ...]


def findings_json(findings: Findings, programme: Programme) -> bytes:
    """Return findings.json as bytes.

    Decimals are rounded as in findings.csv; null means that there is nothing to state.

    Args:
        findings: The findings of an evaluation.
        programme: The rules, whose name and notice head the file.
    """
    head = {
        "version": FINDINGS_VERSION,
        "programme": programme.file.programme,
        "notice": programme.file.notice,
    }
    return render_lines(head, "findings", map(_object(FINDINGS.columns), findings.findings))


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


def _object(columns: _Columns) -> Callable[[Any], dict[str, Any]]:
    values = [(column.name, _value(column)) for column in columns]
    return lambda row: {name: value(row) for name, value in values}


def _value(column: ResultColumn | ColumnGroup) -> Getter:
    get = column.get
    if isinstance(column, ColumnGroup):
        nested = _object(column.columns)
        return lambda row: None if (part := get(row)) is None else nested(part)
    if column.type == "decimal":
        places = column.places
        return lambda row: None if (value := get(row)) is None else float(decimal(value, places))
    return get


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
        return {**described, "enum": [*column.words, *([None] if column.may_be_empty else [])]}
    name = _JSON_TYPES[column.type]
    return {**described, "type": [name, "null"] if column.may_be_empty else name}
