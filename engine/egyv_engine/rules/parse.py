"""Makes model objects of a document by walking the shapes; what is not sound is left out and named."""

import dataclasses
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any, Final

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.model import conditions as c
from egyv_engine.model import shapes as shape
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import Scale
from egyv_engine.rules.yaml_reader import Document

_LEFT = ("question", "attribute", "number_of")
_WHOLE = ("met", "all", "any", "not")


class _Broken:
    """Stands for a value that is not sound."""


BROKEN: Final = _Broken()
_NOWHERE: Final = DocumentPath(PurePosixPath())


class Parser:
    """Parses one document. faults: conditions that are not one; broken: what was left out, as (kind, id).

    vocabularies: the kinds of each tagged object, with their records.
    """

    def __init__(
        self, document: Document, unsound: frozenset[DocumentPath], vocabularies: shape.Vocabularies
    ) -> None:
        self.document = document
        self.unsound = unsound
        self.vocabularies = vocabularies
        self.faults: list[Diagnostic] = []
        self.broken: set[tuple[str, str]] = set()

    def record(self, record: type[Any]) -> Any:
        """The whole document as a record, or None where too much of it is broken."""
        made = self._value(shape.ObjectOf(record), self.document.data, DocumentPath(self.document.file))
        return None if made is BROKEN else made

    def _value(self, form: shape.Shape, value: Any, doc_path: DocumentPath) -> Any:
        if doc_path in self.unsound and not isinstance(form, shape.MapOf):
            return BROKEN
        match form:
            case shape.TextShape() | shape.OneOf():
                return str(value)
            case shape.NumberShape():
                return Fraction(value)
            case shape.FlagShape():
                return value
            case shape.ListOf(member):
                if isinstance(value, str):
                    return str(value)
                return self._list(member, value, doc_path)
            case shape.MapOf(member):
                return self._map(member, value, doc_path)
            case shape.ObjectOf() | shape.TaggedObject():
                return self._object(form, value, doc_path)
            case shape.ConditionShape():
                return self.condition(value, doc_path)
            case shape.ListOr(members, other):
                if isinstance(value, dict):
                    return self._value(other, value, doc_path)
                made = self._list(members.member, value, doc_path)
                if isinstance(other, shape.ObjectOf) and other.record is Scale and made is not BROKEN:
                    return Scale(answers=made, doc_path=doc_path)
                return made

    def _list(self, member: shape.Shape, values: list[Any], doc_path: DocumentPath) -> Any:
        made = [self._value(member, v, doc_path / i) for i, v in enumerate(values)]
        if isinstance(member, shape.ObjectOf) and member.kind:
            for value, result in zip(values, made, strict=True):
                if result is BROKEN and isinstance(value, dict) and "id" in value:
                    self.broken.add((member.kind, str(value["id"])))
            return tuple(m for m in made if m is not BROKEN)
        return BROKEN if any(m is BROKEN for m in made) else tuple(made)

    def _map(self, member: shape.Shape, values: Any, doc_path: DocumentPath) -> Any:
        if not isinstance(values, dict):
            return BROKEN
        made = {str(k): self._value(member, v, doc_path / k) for k, v in values.items()}
        whole = member.other if isinstance(member, shape.ListOr) else member
        kind = whole.kind if isinstance(whole, shape.ObjectOf) else None
        if kind is None and any(m is BROKEN for m in made.values()):
            return BROKEN
        for name, result in made.items():
            if result is BROKEN and kind is not None:
                self.broken.add((kind, name))
        return {name: m for name, m in made.items() if m is not BROKEN}

    def _object(self, form: shape.ObjectOf | shape.TaggedObject, value: Any, doc_path: DocumentPath) -> Any:
        if isinstance(form, shape.ObjectOf):
            return self._record(form.record, value, doc_path)
        kind = value.get(form.tag) if isinstance(value, dict) else None
        record = self.vocabularies[form.vocabulary].get(str(kind))
        return BROKEN if record is None else self._record(record, value, doc_path)

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
                made[k.field] = self._stand_in(k.shape, k.example)
                part = k.shape.kind if isinstance(k.shape, shape.ObjectOf) and not k.required else None
                if made[k.field] is BROKEN and part is not None:
                    del made[k.field]
                    self.broken.add((part, "*"))
        return BROKEN if any(m is BROKEN for m in made.values()) else record(**made)

    def _stand_in(self, form: shape.Shape, example: Any) -> Any:
        """Something sound in place of a broken part of a whole file, so that the rest can still be checked."""
        match form:
            case shape.TextShape("id"):
                return ""
            case shape.TextShape() | shape.NumberShape() | shape.OneOf() | shape.FlagShape():
                return self._value(form, example if isinstance(example, bool) else str(example), _NOWHERE)
            case shape.ObjectOf(record) if isinstance(example, dict) and form.kind is None:
                parts = {
                    k.field: self._stand_in(k.shape, example.get(k.name))
                    for k in shape.keys(record)
                    if k.required
                }
                return (
                    BROKEN if any(p is BROKEN for p in parts.values()) else record(**parts, doc_path=_NOWHERE)
                )
            case _:
                return BROKEN

    def condition(self, value: Any, doc_path: DocumentPath) -> Any:
        """A condition, or BROKEN; exactly one left side and one comparator, or one of met, all, any, not."""
        if doc_path in self.unsound or not isinstance(value, dict):
            return BROKEN
        whole = [k for k in _WHOLE if k in value]
        left = [k for k in _LEFT if k in value]
        comparators = [k for k in c.COMPARATORS if k in value]
        if whole:
            if len(value) > 1:
                return self._not_one(
                    f"'{whole[0]}' stands by itself, here with {_others(value, whole[0])}",
                    doc_path,
                    next(k for k in value if k != whole[0]),
                )
            return self._combination(whole[0], value[whole[0]], doc_path / whole[0], doc_path)
        if len(left) != 1:
            found = "none" if not left else " and ".join(left)
            told = f"a condition has one left side ({', '.join(_LEFT)}); here: {found}"
            return self._not_one(told, doc_path, *left[1:2])
        if len(comparators) != 1:
            found = "none" if not comparators else " and ".join(comparators)
            told = f"a condition has one comparator ({', '.join(c.COMPARATORS)}); here: {found}"
            return self._not_one(told, doc_path, *comparators[1:2])
        name = comparators[0]
        side = self._side({k: v for k, v in value.items() if k != name}, doc_path)
        right = self._right(value[name], doc_path / name)
        if side is BROKEN or right is BROKEN:
            return BROKEN
        return c.Leaf(left=side, comparator=name, right=right, doc_path=doc_path)

    def _combination(self, name: str, value: Any, inner: DocumentPath, doc_path: DocumentPath) -> Any:
        if inner in self.unsound:
            return BROKEN
        if name == "met":
            return c.Met(indicator=str(value), doc_path=doc_path)
        if name == "not":
            member = self.condition(value, inner)
            return BROKEN if member is BROKEN else c.Not(member=member, doc_path=doc_path)
        members = self._members(value, inner)
        kind = c.All if name == "all" else c.Any
        return BROKEN if members is BROKEN else kind(members=members, doc_path=doc_path)

    def _members(self, values: Any, doc_path: DocumentPath) -> Any:
        made = [self.condition(v, doc_path / i) for i, v in enumerate(values)]
        return BROKEN if any(m is BROKEN for m in made) else tuple(made)

    def _right(self, value: Any, doc_path: DocumentPath) -> Any:
        if doc_path in self.unsound:
            return BROKEN
        if isinstance(value, bool):
            return value
        if isinstance(value, dict):
            return self._side(value, doc_path)
        if isinstance(value, list):
            if any(doc_path / i in self.unsound for i in range(len(value))):
                return BROKEN
            return tuple(c.Word(text=str(v), doc_path=doc_path / i) for i, v in enumerate(value))
        return (c.Word(text=str(value), doc_path=doc_path),)

    def _side(self, value: dict[str, Any], doc_path: DocumentPath) -> Any:
        left = [k for k in _LEFT if k in value]
        if len(left) != 1:
            found = "none" if not left else " and ".join(left)
            return self._not_one(f"a side is one of {', '.join(_LEFT)}; here: {found}", doc_path)
        allowed = {"question": ("question", "item", "wave", "minus")}.get(left[0], (left[0],))
        extra = [k for k in value if k not in allowed]
        if extra:
            return self._not_one(f"'{left[0]}' does not go with {', '.join(extra)}", doc_path, extra[0])
        if any(doc_path / k in self.unsound for k in value):
            return BROKEN
        if left[0] == "attribute":
            return c.AttributeSide(attribute=str(value["attribute"]), doc_path=doc_path)
        if left[0] == "number_of":
            return self._number_of(value["number_of"], doc_path / "number_of")
        minus = value.get("minus")
        subtrahend = self._side(minus, doc_path / "minus") if isinstance(minus, dict) else None
        if subtrahend is BROKEN:
            return BROKEN
        return c.QuestionSide(
            question=str(value["question"]),
            item=_text(value.get("item")),
            wave=_text(value.get("wave")),
            minus=subtrahend,
            doc_path=doc_path,
        )

    def _number_of(self, value: Any, doc_path: DocumentPath) -> Any:
        if isinstance(value, dict):
            if any(doc_path / k in self.unsound for k in value):
                return BROKEN
            return c.NumberOfItems(each=str(value["each"]), met=str(value["met"]), doc_path=doc_path)
        members = self._members(value, doc_path)
        return BROKEN if members is BROKEN else c.NumberOf(members=members, doc_path=doc_path)

    def _not_one(self, message: str, doc_path: DocumentPath, part: str | None = None) -> _Broken:
        """Tells of a condition that is not one, at the key that is too many where there is one."""
        positions = self.document.positions
        span = positions.of(doc_path) if part is None else positions.key(doc_path / part)
        example = 'for example {question: open_late, is: "Yes"}'
        self.faults.append(Diagnostic(span=span, code="EGY206", message=message, hint=example))
        return BROKEN


def _others(value: dict[str, Any], name: str) -> str:
    return ", ".join(f"'{k}'" for k in value if k != name)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def plain(value: Any) -> Any:
    """A model object as plain data without its places, for the hash of its meaning."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value) if f.compare}
        return {"is": type(value).__name__, **named}
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    return str(value) if isinstance(value, Fraction) else value
