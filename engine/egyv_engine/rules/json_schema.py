"""JSON Schemas of the document kinds, made from the model's own fields: one vocabulary for editors and for checks."""

import json
from typing import Any

from egyv_engine.model import (
    documents,
)
from egyv_engine.model import (
    records_document as record_documents,
)
from egyv_engine.model import (
    report_document as report_documents,
)
from egyv_engine.model import (
    selection_document as selection_documents,
)
from egyv_engine.model import (
    shapes as shape,
)
from egyv_engine.model.conditions import COMPARATORS, ORDERINGS

DRAFT = "https://json-schema.org/draft/2020-12/schema"
KINDS: dict[str, type[Any]] = {
    "programme": documents.ProgrammeFile,
    "instrument": documents.InstrumentFile,
    "scales": documents.ScalesFile,
    "baskets": documents.BasketsFile,
    "criteria": documents.CriteriaFile,
    "scoring": documents.ScoringFile,
    "selection": selection_documents.SelectionFile,
    "records": record_documents.RecordsFile,
    "principle": documents.Principle,
    "report": report_documents.ReportFile,
    "wording": report_documents.WordingFile,
}
TAGGED = "x-tagged"  # marks the keys of one kind of a tagged object; validators ignore it
_TEXT_TYPES = ["string", "number"]  # editors read a plain 2012 as a number; here it is the text as typed
_QUESTION_KEYS: dict[str, Any] = {
    "question": {"type": _TEXT_TYPES, "description": "A question's answer.", "examples": ["open_late"]},
    "item": {"type": _TEXT_TYPES, "description": "The item asked about.", "examples": ["evenings"]},
    "wave": {
        "type": _TEXT_TYPES,
        "description": "A wave, or from or to: those of the comparison in hand.",
        "examples": ["from"],
    },
}
_SIDE_KEYS: dict[str, Any] = {
    **_QUESTION_KEYS,
    "minus": {
        "type": "object",
        "description": "Another answer, taken off: a difference of numbers, or of dates in days.",
        "examples": [{"question": "loans", "wave": "from"}],
        "properties": _QUESTION_KEYS,
        "additionalProperties": False,
        "required": ["question"],
    },
    "attribute": {"type": _TEXT_TYPES, "description": "A column of the register.", "examples": ["region"]},
    "number_of": {
        "type": ["array", "object"],
        "description": "How many hold: a list of conditions, or an indicator for each item of a basket.",
        "examples": [{"each": "services", "met": "service_offered"}],
        "items": {"$ref": "#/$defs/condition"},
        "minItems": 1,
        "properties": {
            "each": {"type": _TEXT_TYPES, "description": "The basket.", "examples": ["services"]},
            "met": {"type": _TEXT_TYPES, "description": "The indicator.", "examples": ["service_offered"]},
        },
        "additionalProperties": False,
        "required": ["each", "met"],
    },
}
_ORDER_SAYS = {
    "at_least": "This answer or a stronger one, or a number no smaller.",
    "at_most": "This answer or a weaker one, or a number no larger.",
    "above": "A stronger answer, or a larger number.",
    "below": "A weaker answer, or a smaller number.",
}
_RIGHT = {"type": [*_TEXT_TYPES, "object"], "$ref": "#/$defs/side"}
_CONDITION: dict[str, Any] = {
    "type": "object",
    "description": "A left side with one comparator, or one of met, all, any, not.",
    "additionalProperties": False,
    "properties": {
        **_SIDE_KEYS,
        "is": {**_RIGHT, "description": "This very answer or number.", "examples": ["Yes"]},
        "is_one_of": {
            "type": "array",
            "description": "One of these answers.",
            "examples": [["Sometimes", "Often"]],
            "items": {"type": _TEXT_TYPES},
            "minItems": 1,
            "uniqueItems": True,
        },
        **{
            name: {**_RIGHT, "description": _ORDER_SAYS[name], "examples": ["Sometimes"]}
            for name in ORDERINGS
        },
        "answered": {"type": "boolean", "description": "Any answer at all.", "examples": [True]},
        "met": {
            "type": _TEXT_TYPES,
            "description": "Another indicator's condition, for the same item.",
            "examples": ["open_late"],
        },
        **{
            name: {
                "type": "array",
                "description": text,
                "examples": [[{"met": "open_late"}, {"met": "staffed"}]],
                "items": {"$ref": "#/$defs/condition"},
                "minItems": 1,
            }
            for name, text in (("all", "Every one holds."), ("any", "At least one holds."))
        },
        "not": {
            "$ref": "#/$defs/condition",
            "description": "It does not hold, by an ordinary answer.",
            "examples": [{"question": "visits", "is": "Never"}],
        },
    },
}
_DEFS = {
    "condition": _CONDITION,
    "side": {"properties": _SIDE_KEYS, "additionalProperties": False},
}
assert set(COMPARATORS) <= set(_CONDITION["properties"])


def schema(kind: str, *, vocabularies: shape.Vocabularies) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a document kind. Raises KeyError for a kind that does not exist.

    vocabularies: the kinds of each tagged object, with the records that hold their keys.
    """
    whole = {"$schema": DRAFT, "title": kind, **_Schemas(vocabularies).record(KINDS[kind])}
    if "#/$defs/condition" in json.dumps(whole):
        whole["$defs"] = _DEFS
    return whole


def schema_text(kind: str, *, vocabularies: shape.Vocabularies) -> str:
    """Return the schema as the text of its file."""
    return json.dumps(schema(kind, vocabularies=vocabularies), indent=1, ensure_ascii=False) + "\n"


class _Schemas:
    """Makes the schemas of shapes."""

    def __init__(self, vocabularies: shape.Vocabularies) -> None:
        self.vocabularies = vocabularies

    def record(self, record: type[Any]) -> dict[str, Any]:
        keys = shape.keys(record)
        made: dict[str, Any] = {
            "type": "object",
            "description": (record.__doc__ or "").split("\n")[0],
            "additionalProperties": False,
            "properties": {
                k.name: {**self._of(k.shape), "description": k.description, "examples": [k.example]}
                for k in keys
            },
        }
        required = [k.name for k in keys if k.required]
        return {**made, "required": required} if required else made

    def _of(self, value: shape.Shape) -> dict[str, Any]:
        match value:
            case shape.TextShape():
                return {"type": _TEXT_TYPES}
            case shape.NumberShape(minimum, maximum, whole):
                made: dict[str, Any] = {"type": "integer" if whole else "number"}
                if minimum is not None:
                    made["minimum"] = minimum
                if maximum is not None:
                    made["maximum"] = maximum
                return made
            case shape.FlagShape():
                return {"type": "boolean"}
            case shape.OneOf(words):
                return {"type": "string", "enum": list(words)}
            case shape.ListOf(member, at_least, scalar_too):
                types = ["array", *_TEXT_TYPES] if scalar_too else "array"
                unique = isinstance(member, shape.TextShape)
                return {"type": types, "items": self._of(member), "minItems": at_least} | (
                    {"uniqueItems": True} if unique else {}
                )
            case shape.MapOf(member, at_least):
                return {"type": "object", "additionalProperties": self._of(member), "minProperties": at_least}
            case shape.ObjectOf(record):
                return self.record(record)
            case shape.ConditionShape():
                return {"$ref": "#/$defs/condition"}
            case shape.ListOr(members, other):
                rest = {k: v for k, v in self._of(other).items() if k not in ("type", "description")}
                return {**self._of(members), **rest, "type": ["array", "object"]}
            case shape.TaggedObject(tag=tag, vocabulary=vocabulary):
                return self._tagged(tag, vocabulary)

    def _tagged(self, tag: str, vocabulary: str) -> dict[str, Any]:
        """Return a schema with a branch for each record: editors then offer the keys of the kind that is named.

        A mapping that names no known kind is checked against the keys of all of them.
        """
        records = self.vocabularies[vocabulary]
        words: dict[type[Any], list[str]] = {}
        for word, record in records.items():
            words.setdefault(record, []).append(word)
        branches = [self._branch(record, tag, of_record) for record, of_record in words.items()]
        union: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": {}}
        for branch in branches:
            union["properties"] |= branch["properties"]
        about = union["properties"][tag]
        union["properties"][tag] = {**about, "enum": list(records)}
        union["required"] = [tag]
        return {
            "type": "object",
            "allOf": [
                *(
                    {
                        "if": {"properties": {tag: branch["properties"][tag]}, "required": [tag]},
                        "then": {**branch, TAGGED: {"tag": tag, "vocabulary": vocabulary}},
                    }
                    for branch in branches
                ),
                {
                    "if": {"properties": {tag: union["properties"][tag]}, "required": [tag]},
                    "else": union,
                },
            ],
        }

    def _branch(self, record: type[Any], tag: str, words: list[str]) -> dict[str, Any]:
        branch = self.record(record)
        about = {"description": branch["properties"][tag]["description"], "examples": [words[0]]}
        branch["properties"] = {**branch["properties"], tag: {"type": "string", "enum": words, **about}}
        return branch
