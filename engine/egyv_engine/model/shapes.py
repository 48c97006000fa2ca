"""What a YAML value may be: a few shapes from which both the JSON Schemas and the parser are made."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class TextShape:
    """TextShape as typed, also where its digits are a number. `form` is said in messages ("an id", "a file")."""

    form: Literal["text", "id", "file", "answer", "date"] = "text"


@dataclass(frozen=True, slots=True)
class NumberShape:
    """A number from its digits."""

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
    """A list. Repeats of scalars are refused. `scalar_too`: a single scalar may stand for it, and is kept as text."""

    member: "Shape"
    at_least: int = 1
    scalar_too: bool = False


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping with ids the author chooses as keys."""

    member: "Shape"
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class ObjectOf:
    """A mapping with the keys of a dataclass. `kind`: what a broken one is set aside as, with its id."""

    record: type[Any]
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class ConditionShape:
    """A condition."""


@dataclass(frozen=True, slots=True)
class ListOr:
    """A list, or a mapping: a scale's answers, a basket's items."""

    members: ListOf
    other: "ObjectOf | MapOf"


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
    | ListOr
    | TaggedObject
)
# For each vocabulary, its words and the record whose keys a mapping with this word takes.
Vocabularies = Mapping[str, Mapping[str, type[Any]]]

TEXT, ID, FILE, ANSWER = TextShape(), TextShape("id"), TextShape("file"), TextShape("answer")
NUMBER, FLAG, CONDITION = NumberShape(), FlagShape(), ConditionShape()
REQUIRED = dataclasses.MISSING


def key(
    shape: Shape, description: str, example: object, *, default: Any = REQUIRED, name: str | None = None
) -> Any:
    """A dataclass field that a YAML key fills. `name`: the key, where it is a word that Python keeps for itself."""
    metadata = {"shape": shape, "description": description, "example": example, "name": name}
    if default is REQUIRED:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A YAML key of a document kind."""

    name: str
    field: str
    shape: Shape
    description: str
    example: object
    required: bool


def keys(record: type[Any]) -> tuple[Key, ...]:
    """The YAML keys of a record, in declared order; those it inherits come last."""
    found = [f for f in dataclasses.fields(record) if "shape" in f.metadata]
    own = [f for f in found if f.name in record.__annotations__]
    return tuple(
        Key(
            name=f.metadata["name"] or f.name,
            field=f.name,
            shape=f.metadata["shape"],
            description=f.metadata["description"],
            example=f.metadata["example"],
            required=f.default is dataclasses.MISSING,
        )
        for f in (*own, *(f for f in found if f not in own))
    )
