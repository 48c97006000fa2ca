"""JSON Schemas of the document kinds, made from the model's own fields: one vocabulary for editors and for checks."""

import json
from collections.abc import Iterable
from typing import Any, assert_never

from egyv_engine.model import documents, records_document, report_document, selection_document
from egyv_engine.model import shapes as shape
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.conditions import COMBINATIONS, SIDES

DRAFT = "https://json-schema.org/draft/2020-12/schema"
KINDS: dict[str, type[Any]] = {
    "programme": documents.ProgrammeFile,
    "instrument": documents.InstrumentFile,
    "scales": documents.ScalesFile,
    "baskets": documents.BasketsFile,
    "criteria": documents.CriteriaFile,
    "scoring": documents.ScoringFile,
    "selection": selection_document.SelectionFile,
    "records": records_document.RecordsFile,
    "principle": documents.Principle,
    "report": report_document.ReportFile,
    "wording": report_document.WordingFile,
}
_TEXT_TYPES = ["string", "number"]  # editors read a plain 2012 as a number; here it is the text as typed
_CONDITION, _SIDE = "#/$defs/condition", "#/$defs/side"


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a document kind.

    Raises:
        KeyError: There is no such kind.
    """
    record = KINDS[kind]
    whole = {"$schema": DRAFT, "title": kind, **_record(record)}
    if _CONDITION in json.dumps(whole):
        whole["$defs"] = {"condition": _condition(), "side": _side()}
    return whole


def schema_text(kind: str) -> str:
    """The schema as the text of its file."""
    return json.dumps(schema(kind), indent=1, ensure_ascii=False) + "\n"


def _record(record: type[Any]) -> dict[str, Any]:
    keys = shape.keys(record)
    made: dict[str, Any] = {
        "type": "object",
        "description": (record.__doc__ or "").split("\n")[0],
        "additionalProperties": False,
        "properties": _properties(keys),
    }
    required = [k.name for k in keys if k.required]
    return {**made, "required": required} if required else made


def _properties(keys: Iterable[shape.Key]) -> dict[str, Any]:
    return {k.name: {**_of(k.shape), "description": k.description, "examples": [k.example]} for k in keys}


def _side() -> dict[str, Any]:
    """The keys of every side. That a side has those of one kind only is checked where it is parsed."""
    keys = (k for record in SIDES.values() for k in shape.keys(record))
    return {"properties": _properties(keys), "additionalProperties": False}


def _condition() -> dict[str, Any]:
    """The keys of every condition. Which of them go together is checked where it is parsed."""
    comparators = {
        name: {**_of(one.right), "description": one.description, "examples": [one.example]}
        for name, one in COMPARATORS.items()
    }
    combinations = _properties(k for record in COMBINATIONS.values() for k in shape.keys(record))
    return {
        "type": "object",
        "description": f"A left side with one comparator, or one of {', '.join(COMBINATIONS)}.",
        "properties": {**_side()["properties"], **comparators, **combinations},
        "additionalProperties": False,
    }


def _of(value: shape.Shape) -> dict[str, Any]:
    match value:
        case shape.TextShape() | shape.WordShape():
            return {"type": _TEXT_TYPES}
        case shape.NumberShape():
            return _number(value)
        case shape.FlagShape():
            return {"type": "boolean"}
        case shape.OneOf(words):
            return {"type": "string", "enum": list(words)}
        case shape.ListOf():
            return _list(value)
        case shape.MapOf(member, at_least):
            return {"type": "object", "additionalProperties": _of(member), "minProperties": at_least}
        case shape.ObjectOf(record):
            return _record(record)
        case shape.ConditionShape():
            return {"$ref": _CONDITION}
        case shape.WordOrSide():
            return {"type": [*_TEXT_TYPES, "object"], "$ref": _SIDE}
        case shape.ListOr(members, other):
            rest = {k: v for k, v in _of(other).items() if k not in ("type", "description")}
            return {**_of(members), **rest, "type": ["array", "object"]}
        case _:
            assert_never(value)


def _number(value: shape.NumberShape) -> dict[str, Any]:
    limits = {"minimum": value.minimum, "maximum": value.maximum}
    kind = "integer" if value.whole else "number"
    return {"type": kind, **{name: limit for name, limit in limits.items() if limit is not None}}


def _list(value: shape.ListOf) -> dict[str, Any]:
    made = {
        "type": ["array", *_TEXT_TYPES] if value.scalar_too else "array",
        "items": _of(value.member),
        "minItems": value.at_least,
    }
    if value.at_most is not None:
        made["maxItems"] = value.at_most
    if isinstance(value.member, shape.TextShape | shape.WordShape):
        made["uniqueItems"] = True
    return made
