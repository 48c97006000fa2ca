"""Defines what a claim is: a class of facts with a kind. The fields of the class are what its phrase may read."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import get_annotations
from typing import ClassVar, TypeVar, dataclass_transform


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFacts:
    """The facts of a claim.

    kind: the name of its phrase in reports/wording.yaml. has_history: whether there is an earlier answer, so that its
    phrase may use words of change.
    """

    kind: ClassVar[str]
    has_history: ClassVar[bool]


Facts = TypeVar("Facts", bound=ClaimFacts)
_CLAIMS: dict[str, type[ClaimFacts]] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def claim(kind: str, *, has_history: bool = True) -> Callable[[type[Facts]], type[Facts]]:
    """Return a decorator that makes a class of facts a kind of claim, and a frozen dataclass.

    Args:
        kind: The name of its phrase.
        has_history: False where there is no earlier answer, so that words of change are refused in its phrase.

    Raises:
        ValueError: Another class has this kind.
    """

    def registered(facts: type[Facts]) -> type[Facts]:
        # A class without fields of its own is a dataclass already; making it one again takes a millisecond.
        has_fields = get_annotations(facts)
        made = dataclass(frozen=True, slots=True, kw_only=True)(facts) if has_fields else facts
        made.kind = kind
        made.has_history = has_history
        known = _CLAIMS.get(kind, made)
        if (known.__module__, known.__qualname__) != (made.__module__, made.__qualname__):
            raise ValueError(f"two classes of facts have the kind '{kind}'")
        _CLAIMS[kind] = made  # a module that is loaded again replaces its own
        return made

    return registered


def claims_of(base: type[Facts]) -> tuple[type[Facts], ...]:
    """Return the kinds of claim whose facts have this class or one derived from it, in declared order."""
    return tuple(each for each in _CLAIMS.values() if issubclass(each, base))
