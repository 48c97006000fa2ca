"""Shapes of YAML values, from which both the JSON Schemas and the parser are made."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class TextShape:
    """Text as typed, even where its digits are a number. `form` says which text is meant; some forms have a pattern."""

    form: Literal[
        "text",
        "words",
        "id",
        "file",
        "answer",
        "date",
        "column",
        "mark",
        "separator",
        "sign",
        "dates",
        "database",
        "day",
        "language",
    ] = "text"


@dataclass(frozen=True, slots=True)
class NumberShape:
    """A number, read exactly from its digits."""

    minimum: int | None = None
    maximum: int | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class FlagShape:
    """true or false."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; repeated scalars are refused unless `may_repeat`. With `scalar_too`, a single scalar is kept as text."""

    member: "Shape"
    at_least: int = 1
    at_most: int | None = None
    scalar_too: bool = False
    may_repeat: bool = False


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping whose keys the author chooses."""

    member: "Shape"
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class ObjectOf:
    """A mapping with the keys of a dataclass. A broken one is recorded under `object_type` and its id."""

    record: type[Any]
    object_type: str | None = None


@dataclass(frozen=True, slots=True)
class ConditionShape:
    """A condition (model/conditions.py)."""


@dataclass(frozen=True, slots=True)
class WordShape:
    """An answer, number or date in a condition: text as typed, kept with its position."""


@dataclass(frozen=True, slots=True)
class WordOrSide:
    """The right of a comparator: one word, or a mapping that is a side of a condition. `is_number`: no other word."""

    is_number: bool = False


@dataclass(frozen=True, slots=True)
class ListOr:
    """A list or a mapping: a scale's answers, a basket's items, the conditions that number_of counts.

    With `fills`, a list is read as a mapping that has it under this key.
    """

    members: ListOf
    other: "ObjectOf | MapOf"
    fills: str | None = None


@dataclass(frozen=True, slots=True)
class WordOr:
    """A word or a mapping: the type of an attribute or all that is declared of it, has_row or a condition.

    With `fills`, a word is read as a mapping that has it under this key.
    """

    words: OneOf | TextShape
    other: "ObjectOf | MapOf | ConditionShape"
    fills: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedObject:
    """A mapping whose key `tag` names its kind, and the kind decides its other keys.

    The kinds are not known here: `vocabulary` names the one, of those given to the loader, that lists them.
    """

    tag: str
    vocabulary: str


Shape = (
    TextShape
    | NumberShape
    | FlagShape
    | OneOf
    | ListOf
    | MapOf
    | ObjectOf
    | ConditionShape
    | WordShape
    | WordOrSide
    | ListOr
    | WordOr
    | TaggedObject
)
# For each vocabulary, its words and the record whose keys a mapping with this word takes.
Vocabularies = Mapping[str, Mapping[str, type[Any]]]

TEXT, WORDS, ID, FILE, ANSWER, COLUMN, MARK = (
    TextShape(),
    TextShape("words"),
    TextShape("id"),
    TextShape("file"),
    TextShape("answer"),
    TextShape("column"),
    TextShape("mark"),
)
NUMBER, FLAG, CONDITION, WORD = NumberShape(), FlagShape(), ConditionShape(), WordShape()
REQUIRED = dataclasses.MISSING


def key(
    shape: Shape,
    description: str,
    example: object,
    *,
    default: Any = REQUIRED,
    name: str | None = None,
    comes_last: bool = False,
) -> Any:
    """Declare a dataclass field that a YAML key fills.

    Args:
        shape: What the key's value may be.
        description: A sentence for the schema, the documentation and hints.
        example: A value as YAML would hold it.
        default: The field's value where the key is left out; without it the key is required.
        name: The YAML key, where it differs from the field's name.
        comes_last: Whether it is listed after the other keys, as those that every record inherits are.
    """
    metadata = {
        "shape": shape,
        "description": description,
        "example": example,
        "name": name,
        "comes_last": comes_last,
    }
    if default is REQUIRED:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A YAML key of a record, and the field that it fills."""

    name: str
    field: str
    shape: Shape
    description: str
    example: object
    required: bool


def keys(record: type[Any]) -> tuple[Key, ...]:
    """Return the YAML keys of a record in the order in which people see them."""
    return _keys(record)  # type: ignore[arg-type]  # mypy does not take a class for hashable


@cache
def _keys(record: type[Any]) -> tuple[Key, ...]:
    found = [f for f in dataclasses.fields(record) if "shape" in f.metadata]
    return tuple(
        Key(
            name=f.metadata["name"] or f.name,
            field=f.name,
            shape=f.metadata["shape"],
            description=f.metadata["description"],
            example=f.metadata["example"],
            required=f.default is dataclasses.MISSING,
        )
        for f in sorted(found, key=lambda f: f.metadata["comes_last"])
    )
