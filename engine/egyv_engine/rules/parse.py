"""Parses a document to model objects, by the shapes of its keys; what is not sound is left out and noted."""

from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any, Final, assert_never

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.model import conditions as c
from egyv_engine.model import shapes as shape
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import names_of_columns
from egyv_engine.model.frozen import Frozen, field_names
from egyv_engine.rules.parse_conditions import BROKEN, ConditionParser
from egyv_engine.rules.validate import CheckedDocument

NOWHERE: Final = DocumentPath(PurePosixPath())  # the position of what is put in place of a broken part


class Parser:
    """Parses one document.

    Args:
        checked: The document, with the paths of what is not sound, which is left out.
        vocabularies: The kinds of each tagged object, with the records that hold their keys.

    Attributes:
        broken: What was left out, as (type, id), with * for an id that is missing or no text, and each broken part of the whole file as (key, "*").
    """

    def __init__(self, checked: CheckedDocument, vocabularies: shape.Vocabularies) -> None:
        self.document = checked.document
        self.unsound = checked.unsound
        self.irregular = checked.irregular
        self.vocabularies = vocabularies
        self.conditions = ConditionParser(self.document, self._value)
        self.broken: set[tuple[str, str]] = set()

    @property
    def faults(self) -> list[Diagnostic]:
        """Faults in conditions; every other shape has been checked against the schema."""
        return self.conditions.faults

    def record(self, record: type[Any]) -> Any:
        """Parse the whole document.

        Args:
            record: The class of its document type.

        Returns:
            The record, with substitutes for its broken parts; None if the document is not a mapping.
        """
        made = self._value(shape.ObjectOf(record), self.document.data, DocumentPath(self.document.file))
        return None if made is BROKEN else made

    def _value(self, form: shape.Shape, value: Any, doc_path: DocumentPath) -> Any:
        """Return the value as the model holds it, or BROKEN where it is not sound."""
        if doc_path in self.unsound and not isinstance(form, shape.MapOf):
            return BROKEN
        if doc_path in self.irregular and not isinstance(form, shape.ObjectOf | shape.TaggedObject):
            return BROKEN  # a record leaves the key out; which keys a condition has decides what it means
        return self._sound_value(form, value, doc_path)

    def _sound_value(self, form: shape.Shape, value: Any, doc_path: DocumentPath) -> Any:
        match form:
            case shape.TextShape() | shape.OneOf():
                return str(value)
            case shape.NumberShape():
                return Fraction(value)
            case shape.FlagShape():
                return value
            case shape.ListOf(member):
                return str(value) if isinstance(value, str) else self._list(member, value, doc_path)
            case shape.MapOf(member):
                return self._map(member, value, doc_path)
            case shape.ObjectOf() | shape.TaggedObject():
                return self._object(form, value, doc_path)
            case shape.ConditionShape():
                return self.conditions.condition(value, doc_path)
            case shape.WordShape():
                return c.Word(text=str(value), doc_path=doc_path)
            case shape.WordOrSide():
                return self._word_or_side(form, value, doc_path)
            case shape.ListOr() | shape.WordOr():
                return self._either(form, value, doc_path)
            case _:
                assert_never(form)

    def _word_or_side(self, form: shape.WordOrSide, value: Any, doc_path: DocumentPath) -> Any:
        if isinstance(value, dict):
            return self.conditions.side(value, doc_path)
        if form.is_number:
            return c.NumberSide(number=Fraction(value), doc_path=doc_path)
        return (c.Word(text=str(value), doc_path=doc_path),)

    def _either(self, form: shape.ListOr | shape.WordOr, value: Any, doc_path: DocumentPath) -> Any:
        if isinstance(value, dict):
            return self._value(form.other, value, doc_path)
        if isinstance(form, shape.WordOr):
            made = self._value(form.words, value, doc_path)
        else:
            made = self._list(form.members.member, value, doc_path)
        if form.fills is None or made is BROKEN or not isinstance(form.other, shape.ObjectOf):
            return made
        return form.other.record(**{form.fills: made}, doc_path=doc_path)

    def _object(self, form: shape.ObjectOf | shape.TaggedObject, value: Any, doc_path: DocumentPath) -> Any:
        if isinstance(form, shape.ObjectOf):
            return self._record(form.record, value, doc_path)
        word = value.get(form.tag) if isinstance(value, dict) else None
        record = self.vocabularies[form.vocabulary].get(str(word))
        return BROKEN if record is None else self._record(record, value, doc_path)

    def _list(self, member: shape.Shape, values: list[Any], doc_path: DocumentPath) -> Any:
        made = [self._value(member, v, doc_path / i) for i, v in enumerate(values)]
        if isinstance(member, shape.ObjectOf) and member.object_type:
            has_id = any(k.name == "id" for k in shape.keys(member.record))
            for value, result in zip(values, made, strict=True):
                if result is BROKEN and isinstance(value, dict) and has_id:
                    name = value.get("id")
                    self.broken.add((member.object_type, name if isinstance(name, str) else "*"))
                    columns = names_of_columns(value.get("column"), value.get("columns"))
                    self.broken.update(("column", name) for name in columns)
            return tuple(m for m in made if m is not BROKEN)
        return BROKEN if any(m is BROKEN for m in made) else tuple(made)

    def _map(self, member: shape.Shape, values: Any, doc_path: DocumentPath) -> Any:
        if not isinstance(values, dict):
            return BROKEN
        made = {str(k): self._value(member, v, doc_path / k) for k, v in values.items()}
        whole = member.other if isinstance(member, shape.ListOr) else member
        object_type = whole.object_type if isinstance(whole, shape.ObjectOf) else None
        if object_type is None and any(m is BROKEN for m in made.values()):
            return BROKEN
        for name, result in made.items():
            if result is BROKEN and object_type is not None:
                self.broken.add((object_type, name))
        return {name: m for name, m in made.items() if m is not BROKEN}

    def _record(self, record: type[Any], value: Any, doc_path: DocumentPath) -> Any:
        if not isinstance(value, dict):
            return BROKEN
        made: dict[str, Any] = {"doc_path": doc_path}
        for k in shape.keys(record):
            if k.name in value:
                made[k.field] = self._value(k.shape, value[k.name], doc_path / k.name)
            elif k.required:
                made[k.field] = BROKEN
            if made.get(k.field) is BROKEN and not doc_path.steps:
                self.broken.add((k.name, "*"))
                if k.required:
                    made[k.field] = substitute(k.shape, k.example)
                else:
                    del made[k.field]
        return BROKEN if any(m is BROKEN for m in made.values()) else record(**made)


def empty_record(record: type[Any], file: PurePosixPath) -> tuple[Any, set[tuple[str, str]]]:
    """Return a record in place of a file that cannot be read, so that the other files can still be checked.

    Args:
        record: The class of its document type.
        file: The file.

    Returns:
        The record, and what is broken in it, as (key, "*").
    """
    found = shape.keys(record)
    parts = {k.field: substitute(k.shape, k.example) for k in found if k.required}
    return record(**parts, doc_path=DocumentPath(file)), {(k.name, "*") for k in found}


def substitute(form: shape.Shape, example: Any) -> Any:
    """Return a sound value for a broken part of a whole file, so that the rest can still be checked.

    Args:
        form: The shape of the part.
        example: A value as YAML would hold it.

    Returns:
        Nothing where several are declared; otherwise the example.
    """
    match form:
        case shape.TextShape("id"):
            return ""
        case shape.TextShape() | shape.OneOf() | shape.WordShape():
            return str(example)
        case shape.NumberShape():
            return Fraction(str(example))
        case shape.ListOf():
            return ()
        case shape.MapOf() | shape.ListOr():
            return {}
        case shape.ObjectOf(record):
            parts = {
                k.field: substitute(k.shape, example.get(k.name)) for k in shape.keys(record) if k.required
            }
            return record(**parts, doc_path=NOWHERE)
        case _:
            return example


def plain(value: Any) -> Any:
    """Return a model object as plain data without positions, for the hash of its meaning."""
    if isinstance(value, Frozen):
        names = [name for name in field_names(value) if name not in value.uncompared]
        named = {name: plain(getattr(value, name)) for name in names}
        return {"is": type(value).__name__, **named}
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    return str(value) if isinstance(value, Fraction) else value
