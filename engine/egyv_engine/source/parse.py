"""Makes model objects of a document by walking the shapes; what is not sound is left out and named."""

import dataclasses
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any, Final

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.model import conditions as c
from egyv_engine.model import shape
from egyv_engine.model.documents import Scale
from egyv_engine.model.place import Place
from egyv_engine.source.yaml_reader import Document

_LEFT = ("question", "attribute", "number_of")
_WHOLE = ("met", "all", "any", "not")


class _Broken:
    """Stands for a value that is not sound."""


BROKEN: Final = _Broken()
_NOWHERE: Final = Place(PurePosixPath())


class Parser:
    """Parses one document. faults: conditions that are not one; broken: what was left out, as (kind, id)."""

    def __init__(self, document: Document, unsound: frozenset[Place]) -> None:
        self.document = document
        self.unsound = unsound
        self.faults: list[Diagnostic] = []
        self.broken: set[tuple[str, str]] = set()

    def record(self, record: type[Any]) -> Any:
        """The whole document as a record, or None where too much of it is broken."""
        made = self._value(shape.RecordOf(record), self.document.data, Place(self.document.file))
        return None if made is BROKEN else made

    def _value(self, form: shape.Shape, value: Any, place: Place) -> Any:
        if place in self.unsound and not isinstance(form, shape.MapOf):
            return BROKEN
        match form:
            case shape.Text() | shape.Choice():
                return str(value)
            case shape.Number():
                return Fraction(value)
            case shape.Flag():
                return value
            case shape.ListOf(member):
                if isinstance(value, str):
                    return str(value)
                return self._list(member, value, place)
            case shape.MapOf(member):
                return self._map(member, value, place)
            case shape.RecordOf(record):
                return self._record(record, value, place)
            case shape.ConditionShape():
                return self.condition(value, place)
            case shape.ListOr(members, other):
                if isinstance(value, dict):
                    return self._value(other, value, place)
                made = self._list(members.member, value, place)
                if isinstance(other, shape.RecordOf) and other.record is Scale and made is not BROKEN:
                    return Scale(answers=made, place=place)
                return made

    def _list(self, member: shape.Shape, values: list[Any], place: Place) -> Any:
        made = [self._value(member, v, place / i) for i, v in enumerate(values)]
        if isinstance(member, shape.RecordOf) and member.kind:
            for value, result in zip(values, made, strict=True):
                if result is BROKEN and isinstance(value, dict) and "id" in value:
                    self.broken.add((member.kind, str(value["id"])))
            return tuple(m for m in made if m is not BROKEN)
        return BROKEN if any(m is BROKEN for m in made) else tuple(made)

    def _map(self, member: shape.Shape, values: Any, place: Place) -> Any:
        if not isinstance(values, dict):
            return BROKEN
        made = {str(k): self._value(member, v, place / k) for k, v in values.items()}
        whole = member.other if isinstance(member, shape.ListOr) else member
        kind = whole.kind if isinstance(whole, shape.RecordOf) else None
        if kind is None and any(m is BROKEN for m in made.values()):
            return BROKEN
        for name, result in made.items():
            if result is BROKEN and kind is not None:
                self.broken.add((kind, name))
        return {name: m for name, m in made.items() if m is not BROKEN}

    def _record(self, record: type[Any], value: Any, place: Place) -> Any:
        if not isinstance(value, dict):
            return BROKEN
        made: dict[str, Any] = {"place": place}
        for k in shape.keys(record):
            if k.name in value:
                made[k.field] = self._value(k.shape, value[k.name], place / k.name)
            elif k.required:
                made[k.field] = BROKEN
            if made.get(k.field) is BROKEN and not place.path:
                made[k.field] = self._stand_in(k.shape, k.example)
                part = k.shape.kind if isinstance(k.shape, shape.RecordOf) and not k.required else None
                if made[k.field] is BROKEN and part is not None:
                    del made[k.field]
                    self.broken.add((part, "*"))
        return BROKEN if any(m is BROKEN for m in made.values()) else record(**made)

    def _stand_in(self, form: shape.Shape, example: Any) -> Any:
        """Something sound in place of a broken part of a whole file, so that the rest can still be checked."""
        match form:
            case shape.Text("id"):
                return ""
            case shape.Text() | shape.Number() | shape.Choice() | shape.Flag():
                return self._value(form, example if isinstance(example, bool) else str(example), _NOWHERE)
            case shape.RecordOf(record) if isinstance(example, dict) and form.kind is None:
                parts = {
                    k.field: self._stand_in(k.shape, example.get(k.name))
                    for k in shape.keys(record)
                    if k.required
                }
                return BROKEN if any(p is BROKEN for p in parts.values()) else record(**parts, place=_NOWHERE)
            case _:
                return BROKEN

    def condition(self, value: Any, place: Place) -> Any:
        """A condition, or BROKEN; exactly one left side and one comparator, or one of met, all, any, not."""
        if place in self.unsound or not isinstance(value, dict):
            return BROKEN
        whole = [k for k in _WHOLE if k in value]
        left = [k for k in _LEFT if k in value]
        comparators = [k for k in c.COMPARATORS if k in value]
        if whole:
            if len(value) > 1:
                return self._not_one(
                    f"'{whole[0]}' stands by itself, here with {_others(value, whole[0])}",
                    place,
                    next(k for k in value if k != whole[0]),
                )
            return self._combination(whole[0], value[whole[0]], place / whole[0], place)
        if len(left) != 1:
            found = "none" if not left else " and ".join(left)
            told = f"a condition has one left side ({', '.join(_LEFT)}); here: {found}"
            return self._not_one(told, place, *left[1:2])
        if len(comparators) != 1:
            found = "none" if not comparators else " and ".join(comparators)
            told = f"a condition has one comparator ({', '.join(c.COMPARATORS)}); here: {found}"
            return self._not_one(told, place, *comparators[1:2])
        name = comparators[0]
        side = self._side({k: v for k, v in value.items() if k != name}, place)
        right = self._right(value[name], place / name)
        if side is BROKEN or right is BROKEN:
            return BROKEN
        return c.Leaf(left=side, comparator=name, right=right, place=place)

    def _combination(self, name: str, value: Any, inner: Place, place: Place) -> Any:
        if inner in self.unsound:
            return BROKEN
        if name == "met":
            return c.Met(indicator=str(value), place=place)
        if name == "not":
            member = self.condition(value, inner)
            return BROKEN if member is BROKEN else c.Not(member=member, place=place)
        members = self._members(value, inner)
        kind = c.All if name == "all" else c.Any
        return BROKEN if members is BROKEN else kind(members=members, place=place)

    def _members(self, values: Any, place: Place) -> Any:
        made = [self.condition(v, place / i) for i, v in enumerate(values)]
        return BROKEN if any(m is BROKEN for m in made) else tuple(made)

    def _right(self, value: Any, place: Place) -> Any:
        if place in self.unsound:
            return BROKEN
        if isinstance(value, bool):
            return value
        if isinstance(value, dict):
            return self._side(value, place)
        if isinstance(value, list):
            if any(place / i in self.unsound for i in range(len(value))):
                return BROKEN
            return tuple(c.Word(text=str(v), place=place / i) for i, v in enumerate(value))
        return (c.Word(text=str(value), place=place),)

    def _side(self, value: dict[str, Any], place: Place) -> Any:
        left = [k for k in _LEFT if k in value]
        if len(left) != 1:
            found = "none" if not left else " and ".join(left)
            return self._not_one(f"a side is one of {', '.join(_LEFT)}; here: {found}", place)
        allowed = {"question": ("question", "item", "wave", "minus")}.get(left[0], (left[0],))
        extra = [k for k in value if k not in allowed]
        if extra:
            return self._not_one(f"'{left[0]}' does not go with {', '.join(extra)}", place, extra[0])
        if any(place / k in self.unsound for k in value):
            return BROKEN
        if left[0] == "attribute":
            return c.AttributeSide(attribute=str(value["attribute"]), place=place)
        if left[0] == "number_of":
            return self._number_of(value["number_of"], place / "number_of")
        minus = value.get("minus")
        subtrahend = self._side(minus, place / "minus") if isinstance(minus, dict) else None
        if subtrahend is BROKEN:
            return BROKEN
        return c.QuestionSide(
            question=str(value["question"]),
            item=_text(value.get("item")),
            wave=_text(value.get("wave")),
            minus=subtrahend,
            place=place,
        )

    def _number_of(self, value: Any, place: Place) -> Any:
        if isinstance(value, dict):
            if any(place / k in self.unsound for k in value):
                return BROKEN
            return c.NumberOfItems(each=str(value["each"]), met=str(value["met"]), place=place)
        members = self._members(value, place)
        return BROKEN if members is BROKEN else c.NumberOf(members=members, place=place)

    def _not_one(self, message: str, place: Place, part: str | None = None) -> _Broken:
        """Tells of a condition that is not one, at the key that is too many where there is one."""
        positions = self.document.positions
        span = positions.of(place) if part is None else positions.key(place / part)
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
