"""Writes an explanation as JSON, and its JSON Schema: both are made from the classes of model/explanation.py."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import PurePosixPath
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from egyv_engine.diagnostics.span import Span
from egyv_engine.model.decimals import decimal
from egyv_engine.model.explanation import Explanation
from egyv_engine.model.frozen import Frozen, field_names
from egyv_engine.publish.json_lines import json_text

EXPLANATION_VERSION = 2
_PLACES = 4  # decimals of a number
_SIMPLE = {str: "string", int: "integer", bool: "boolean", Fraction: "number", float: "number"}
_SPAN = {
    "type": "object",
    "description": "A position in a file of the programme.",
    "required": ["file", "line", "column", "place"],
    "additionalProperties": False,
    "properties": {
        "file": {"type": "string", "description": "The path of the file in the programme's folder."},
        "line": {"type": "integer", "description": "The line, or the row of a file without lines, from 1."},
        "column": {
            "type": "integer",
            "description": "The first character of the line, or the column, from 1.",
        },
        "place": {
            "type": ["string", "null"],
            "description": "The name of the place in a file without lines, such as Sheet1!F12.",
        },
    },
}


def explanation_json(explanation: Explanation) -> bytes:
    """Return an explanation as JSON in UTF-8, which ends with a newline.

    Numbers that are not whole are rounded to four decimals; null means that there is nothing to state.
    """
    lines = {"version": EXPLANATION_VERSION, **_object(explanation)}
    written = (f"{json_text(name)}: {json_text(value)}" for name, value in lines.items())
    return ("{\n" + ",\n".join(written) + "\n}\n").encode()


def explanation_schema() -> dict[str, Any]:
    """Return the JSON Schema of an explanation, which describes each value."""
    classes: dict[str, dict[str, Any]] = {}
    whole = _schema_of_class(Explanation, classes)
    version = {"const": EXPLANATION_VERSION, "description": "The version of this format."}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"An explanation of egyv-engine explain, version {EXPLANATION_VERSION}",
        **whole,
        "required": ["version", *whole["required"]],
        "properties": {"version": version, **whole["properties"]},
        "$defs": dict(sorted(classes.items())),
    }


def _object(value: Any) -> dict[str, Any]:
    return {_key(name): _value(getattr(value, name)) for name in field_names(value)}


def _key(name: str) -> str:
    """Return the key of a field; some fields have an underscore, because Python reserves the word."""
    return name.removesuffix("_")


def _value(value: Any) -> Any:
    match value:
        case Span(file=file, line=line, column=column, place=place):
            return {"file": str(file), "line": line, "column": column, "place": place or None}
        case PurePosixPath():
            return str(value)
        case bool() | int() | str() | None:
            return value
        case Fraction() | float():
            return float(decimal(value, _PLACES))
        case tuple():
            return [_value(each) for each in value]
        case Mapping():
            return {str(name): _value(each) for name, each in value.items()}
        case _:
            return _object(value)


def _schema_of_class(of: type, classes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    hints = get_type_hints(of, include_extras=True)
    described = {_key(name): _schema_of(hints[name], classes) for name in field_names(of)}
    return {
        "type": "object",
        "description": (of.__doc__ or "").strip(),
        "required": list(described),
        "additionalProperties": False,
        "properties": described,
    }


def _schema_of(hint: Any, classes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the schema of a value by its type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return {**_schema_of(arguments[0], classes), "description": arguments[1]}
    if origin in (Union, UnionType):
        return _schema_of_union(arguments, classes)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _schema_of(arguments[0], classes)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema_of(arguments[1], classes)}
    if hint is Span:
        classes[Span.__name__] = _SPAN
        return {"$ref": f"#/$defs/{Span.__name__}"}
    if isinstance(hint, type) and issubclass(hint, Frozen):
        if hint.__name__ not in classes:
            classes[hint.__name__] = {}  # it may be inside of itself
            classes[hint.__name__] = _schema_of_class(hint, classes)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return {"type": _SIMPLE[hint]}


def _schema_of_union(members: tuple[Any, ...], classes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    found = [_schema_of(member, classes) for member in members if member is not NoneType]
    different = [one for i, one in enumerate(found) if one not in found[:i]]
    if NoneType not in members:
        return different[0] if len(different) == 1 else {"anyOf": different}
    (only,) = different
    if "type" in only and len(only) == 1:
        return {"type": [only["type"], "null"]}
    if "enum" in only:
        return {"enum": [*only["enum"], None]}
    return {"anyOf": [only, {"type": "null"}]}
