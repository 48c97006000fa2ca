"""Shapes of YAML values, from which both the JSON Schemas and the parser are made."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from egyv_engine.model.frozen import REQUIRED, Frozen, field, field_names


class TextShape(Frozen, kw_only=False):
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


class NumberShape(Frozen, kw_only=False):
    """A number, read exactly from its digits."""

    minimum: int | None = None
    maximum: int | None = None
    whole: bool = False


class FlagShape(Frozen, kw_only=False):
    """true or false."""


class OneOf(Frozen, kw_only=False):
    """One of a few words."""

    words: tuple[str, ...]


class ListOf(Frozen, kw_only=False):
    """A list; repeated scalars are refused unless `may_repeat`. With `scalar_too`, a single scalar is kept as text."""

    member: "Shape"
    at_least: int = 1
    at_most: int | None = None
    scalar_too: bool = False
    may_repeat: bool = False


class MapOf(Frozen, kw_only=False):
    """A mapping whose keys the author chooses."""

    member: "Shape"
    at_least: int = 1


class ObjectOf(Frozen, kw_only=False):
    """A mapping with the keys of a record. A broken one is recorded under `object_type` and its id."""

    record: type[Any]
    object_type: str | None = None


class ConditionShape(Frozen, kw_only=False):
    """A condition (model/conditions.py)."""


class WordShape(Frozen, kw_only=False):
    """An answer, number or date in a condition: text as typed, kept with its position."""


class WordOrSide(Frozen, kw_only=False):
    """The right of a comparator: one word, or a mapping that is a side of a condition. `is_number`: no other word."""

    is_number: bool = False


class ListOr(Frozen, kw_only=False):
    """A list or a mapping: a scale's answers, a basket's items, the conditions that number_of counts.

    With `fills`, a list is read as a mapping that has it under this key.
    """

    members: ListOf
    other: "ObjectOf | MapOf"
    fills: str | None = None


class WordOr(Frozen, kw_only=False):
    """A word or a mapping: the type of an attribute or all that is declared of it, has_row or a condition.

    With `fills`, a word is read as a mapping that has it under this key.
    """

    words: OneOf | TextShape
    other: "ObjectOf | MapOf | ConditionShape"
    fills: str | None = None


class TaggedObject(Frozen):
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


def key(
    shape: Shape,
    description: str,
    example: object,
    *,
    default: Any = REQUIRED,
    name: str | None = None,
    comes_last: bool = False,
) -> Any:
    """Declare a field that a YAML key fills.

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
        "required": default is REQUIRED,
    }
    return field(default=default, metadata=metadata)


class Key(Frozen):
    """A YAML key of a record, and the field that it fills."""

    name: str
    field: str
    shape: Shape
    description: str
    example: object
    required: bool


def keys(record: type[Frozen]) -> tuple[Key, ...]:
    """Return the YAML keys of a record in the order in which people see them."""
    return _keys(record)


@cache
def _keys(record: type[Frozen]) -> tuple[Key, ...]:
    found = [(name, record.of_fields[name]) for name in field_names(record) if name in record.of_fields]
    return tuple(
        Key(
            name=declared["name"] or name,
            field=name,
            shape=declared["shape"],
            description=declared["description"],
            example=declared["example"],
            required=declared["required"],
        )
        for name, declared in sorted(found, key=lambda each: each[1]["comes_last"])
    )
