"""Defines `Frozen`, the base of the values that stages hand on: fields are set once, and values with equal fields are equal."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, ClassVar, dataclass_transform

import msgspec
from msgspec import to_builtins
from msgspec.structs import asdict, replace

__all__ = ["REQUIRED", "Frozen", "asdict", "field", "field_names", "replace", "to_builtins"]

REQUIRED = msgspec.NODEFAULT


class _Declared:
    """A field that was declared with `field`, until its class is made."""

    def __init__(self, default: Any, factory: Any, compare: bool, metadata: Mapping[str, Any]) -> None:
        given = {"default": default, "default_factory": factory}
        self.made: Any = msgspec.field(**given)
        self.compare = compare
        self.metadata = metadata


def field(
    *,
    default: Any = REQUIRED,
    default_factory: Callable[[], Any] | Any = REQUIRED,
    compare: bool = True,
    metadata: Mapping[str, Any] | None = None,
) -> Any:
    """Declare a field of a Frozen class.

    Args:
        default: Its value where none is given; without it and `default_factory` a value must be given.
        default_factory: Makes this value.
        compare: False if two values are equal even where this field differs, as with a position in a file.
        metadata: What else is declared of it; see `Frozen.of_fields`.
    """
    return _Declared(default, default_factory, compare, metadata or {})


class _FrozenClass(msgspec.StructMeta):
    """Makes classes of Frozen, and gives those with fields that are not compared an equality of their own."""

    def __new__(
        mcls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], /, **config: Any
    ) -> "_FrozenClass":
        declared = {key: value for key, value in namespace.items() if type(value) is _Declared}
        inherited: list[Any] = [base for base in bases if isinstance(base, _FrozenClass)]
        uncompared = {each for base in inherited for each in base.uncompared}
        uncompared |= {key for key, value in declared.items() if not value.compare}
        of_fields = {key: value for base in inherited for key, value in base.of_fields.items()}
        of_fields |= {key: value.metadata for key, value in declared.items() if value.metadata}
        namespace.update({key: value.made for key, value in declared.items()})
        namespace.update(uncompared=frozenset(uncompared), of_fields=of_fields)
        settings = {"kw_only": True, "frozen": True, "eq": not uncompared, **config}
        made = super().__new__(mcls, name, bases, namespace, **settings)
        if uncompared:
            _compare_others(made)
        return made


def _compare_others(made: Any) -> None:
    """Make a class compare its values by their other fields."""
    compared = [name for name in made.__struct_fields__ if name not in made.uncompared]
    others: Callable[[Any], Any] = attrgetter(*compared) if compared else lambda _: ()

    def is_equal(self: Any, other: object) -> Any:
        return others(self) == others(other) if other.__class__ is self.__class__ else NotImplemented

    made.__eq__ = is_equal
    made.__hash__ = lambda self: hash(others(self))


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Frozen(msgspec.Struct, metaclass=_FrozenClass, frozen=True):
    """A value whose fields are set once, by name; with `kw_only=False` in its class statement, also by position.

    Its class is made, and its values too, several times faster than a frozen dataclass.
    The class statement may give the other settings of msgspec.Struct: `order=True`, `eq=False`, `dict=True` for cached
    properties.

    uncompared: the names of the fields that equality ignores. of_fields: the metadata of the fields that have any.
    """

    uncompared: ClassVar[frozenset[str]]
    of_fields: ClassVar[Mapping[str, Mapping[str, Any]]]


def field_names(value: Any) -> tuple[str, ...]:
    """Return the names of the fields of a Frozen class, or of one of its values, in declared order."""
    names: tuple[str, ...] = value.__struct_fields__
    return names
