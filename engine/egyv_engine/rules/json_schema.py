"""JSON Schemas of the document kinds, made from the model's own fields: one vocabulary for editors and for checks."""

import json
from collections.abc import Iterable
from typing import Any, assert_never

from egyv_engine.model import (
    documents,
    facts_document,
    glossary_document,
    records_document,
    report_document,
    selection_document,
)
from egyv_engine.model import shapes as shape
from egyv_engine.model.arithmetic import OPERATORS
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.conditions import COMBINATIONS, SIDES
from egyv_engine.rules.text_patterns import PATTERNS

DRAFT = "https://json-schema.org/draft/2020-12/schema"
DOCUMENT_TYPES: dict[str, type[Any]] = {
    "programme": documents.ProgrammeFile,
    "instrument": documents.InstrumentFile,
    "files": documents.FilesFile,
    "scales": documents.ScalesFile,
    "baskets": documents.BasketsFile,
    "criteria": documents.CriteriaFile,
    "scoring": documents.ScoringFile,
    "selection": selection_document.SelectionFile,
    "records": records_document.RecordsFile,
    "principle": documents.Principle,
    "report": report_document.ReportFile,
    "wording": report_document.WordingFile,
    "facts": facts_document.FactsFile,
    "glossary": glossary_document.GlossaryFile,
}
_TEXT_TYPES = ["string", "number"]  # editors read a plain 2012 as a number; here it is the text as typed
TAGGED = "x-tagged"  # marks the keys of one kind of a tagged object; validators ignore it
_CONDITION, _SIDE = "#/$defs/condition", "#/$defs/side"


def schema(document_type: str, *, vocabularies: shape.Vocabularies) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a document type.

    Args:
        document_type: A key of DOCUMENT_TYPES.
        vocabularies: The kinds of each tagged object, with the records that hold their keys.

    Raises:
        KeyError: There is no such document type.
    """
    return _Schemas(vocabularies).document(document_type)


def schema_text(document_type: str, *, vocabularies: shape.Vocabularies) -> str:
    """Return the schema as the text of its file.

    Args:
        document_type: A key of DOCUMENT_TYPES.
        vocabularies: The words that a key may take and what each allows, by vocabulary.
    """
    return json.dumps(schema(document_type, vocabularies=vocabularies), indent=1, ensure_ascii=False) + "\n"


class _Schemas:
    """Makes the schemas of shapes."""

    def __init__(self, vocabularies: shape.Vocabularies) -> None:
        self.vocabularies = vocabularies

    def document(self, document_type: str) -> dict[str, Any]:
        whole = {"$schema": DRAFT, "title": document_type, **self._record(DOCUMENT_TYPES[document_type])}
        if _CONDITION in json.dumps(whole):
            whole["$defs"] = {"condition": self._condition(), "side": self._side()}
        return whole

    def _record(self, record: type[Any]) -> dict[str, Any]:
        keys = shape.keys(record)
        made: dict[str, Any] = {
            "type": "object",
            "description": (record.__doc__ or "").split("\n")[0],
            "additionalProperties": False,
            "properties": self._properties(keys),
        }
        required = [k.name for k in keys if k.required]
        return {**made, "required": required} if required else made

    def _properties(self, keys: Iterable[shape.Key]) -> dict[str, Any]:
        return {
            k.name: {**self._of(k.shape), "description": k.description, "examples": [k.example]} for k in keys
        }

    def _side(self) -> dict[str, Any]:
        """Return the keys of every side. That a side has those of one kind only is checked where it is parsed."""
        keys = (k for record in SIDES.values() for k in shape.keys(record))
        right = self._of(shape.WordOrSide(is_number=True))
        operators = {
            name: {**right, "description": one.description, "examples": [one.example]}
            for name, one in OPERATORS.items()
        }
        return {"properties": {**self._properties(keys), **operators}, "additionalProperties": False}

    def _condition(self) -> dict[str, Any]:
        """Return the keys of every condition. Which of them go together is checked where it is parsed."""
        comparators = {
            name: {**self._of(one.right), "description": one.description, "examples": [one.example]}
            for name, one in COMPARATORS.items()
        }
        combinations = self._properties(k for record in COMBINATIONS.values() for k in shape.keys(record))
        return {
            "type": "object",
            "description": f"A left side with one comparator, or one of {', '.join(COMBINATIONS)}.",
            "properties": {**self._side()["properties"], **comparators, **combinations},
            "additionalProperties": False,
        }

    def _of(self, value: shape.Shape) -> dict[str, Any]:
        match value:
            case shape.TextShape() | shape.WordShape():
                pattern = PATTERNS.get(value.form) if isinstance(value, shape.TextShape) else None
                return {"type": _TEXT_TYPES, **({"pattern": pattern.expression} if pattern else {})}
            case shape.NumberShape():
                return self._number(value)
            case shape.FlagShape():
                return {"type": "boolean"}
            case shape.OneOf(allowed):
                return {"type": "string", "enum": list(allowed)}
            case shape.ListOf():
                return self._list(value)
            case shape.MapOf(member, at_least):
                return {"type": "object", "additionalProperties": self._of(member), "minProperties": at_least}
            case shape.ObjectOf(record):
                return self._record(record)
            case shape.ConditionShape():
                return {"$ref": _CONDITION}
            case shape.WordOrSide():
                words = ["number"] if value.is_number else _TEXT_TYPES
                return {"type": [*words, "object"], "$ref": _SIDE}
            case shape.ListOr() | shape.WordOr():
                return self._either(value)
            case shape.TaggedObject():
                return self._tagged(value)
            case _:
                assert_never(value)

    def _either(self, value: shape.ListOr | shape.WordOr) -> dict[str, Any]:
        """Return a schema of a mapping, or of a list or word instead."""
        if isinstance(value.other, shape.ConditionShape):  # refers to a schema with a type of its own
            words = {"if": {"type": "string"}, "then": self._of(value.words)}
            return {**words, "else": self._of(value.other), "type": ["string", "object"]}
        other = {k: v for k, v in self._of(value.other).items() if k not in ("type", "description")}
        if isinstance(value, shape.ListOr):
            return {**self._of(value.members), **other, "type": ["array", "object"]}
        if isinstance(value.words, shape.TextShape):
            return {**other, **self._of(value.words), "type": [*_TEXT_TYPES, "object"]}
        choice = {"if": {"type": "string"}, "then": {"enum": list(value.words.words)}}
        return {**other, **choice, "type": ["string", "object"]}

    def _number(self, value: shape.NumberShape) -> dict[str, Any]:
        limits = {"minimum": value.minimum, "maximum": value.maximum}
        number_type = "integer" if value.whole else "number"
        return {"type": number_type, **{name: limit for name, limit in limits.items() if limit is not None}}

    def _list(self, value: shape.ListOf) -> dict[str, Any]:
        made = {
            "type": ["array", *_TEXT_TYPES] if value.scalar_too else "array",
            "items": self._of(value.member),
            "minItems": value.at_least,
        }
        if value.at_most is not None:
            made["maxItems"] = value.at_most
        if isinstance(value.member, shape.TextShape | shape.WordShape) and not value.may_repeat:
            made["uniqueItems"] = True
        return made

    def _tagged(self, value: shape.TaggedObject) -> dict[str, Any]:
        """Return a schema with a branch for each record: editors then offer the keys of the kind that is named.

        A mapping that names no known kind is checked against the keys of all of them.
        """
        tag, records = value.tag, self.vocabularies[value.vocabulary]
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
        marked = {TAGGED: {"tag": tag, "vocabulary": value.vocabulary}}
        return {
            "type": "object",
            "allOf": [
                *(
                    {
                        "if": {"properties": {tag: branch["properties"][tag]}, "required": [tag]},
                        "then": {**branch, **marked},
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
        branch = self._record(record)
        about = {"description": branch["properties"][tag]["description"], "examples": [words[0]]}
        branch["properties"] = {**branch["properties"], tag: {"type": "string", "enum": words, **about}}
        return branch
