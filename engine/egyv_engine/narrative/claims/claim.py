"""Defines what a claim is: a class of facts with a kind. The fields of the class are what its phrase may read."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from inspect import get_annotations
from typing import ClassVar, TypeVar, dataclass_transform


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFacts:
    """The facts of a claim.

    kind: the name of its phrase in reports/wording.yaml. has_history: whether there is an earlier answer, so that its
    phrase may use words of change. direction: 1 if it says a rise and -1 if it says a fall, so that its phrase may not use
    words of the other; else 0. counts: the levels of which its phrase must say the count and the base, on every way
    through the phrase.
    """

    kind: ClassVar[str]
    has_history: ClassVar[bool]
    direction: ClassVar[int]
    counts: ClassVar[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseFacts(ClaimFacts):
    """A part of other claims that has a phrase of its own."""


Facts = TypeVar("Facts", bound=ClaimFacts)
_CLAIMS: dict[str, type[ClaimFacts]] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def claim(
    kind: str, *, has_history: bool = True, direction: int = 0, counts: tuple[str, ...] | None = None
) -> Callable[[type[Facts]], type[Facts]]:
    """Return a decorator that makes a class of facts a kind of claim, and a frozen dataclass.

    Args:
        kind: The name of its phrase.
        has_history: False where there is no earlier answer, so that words of change are refused in its phrase.
        direction: 1 for a rise, -1 for a fall, whose phrase may not use words of the other; else 0.
        counts: The levels whose count and base its phrase must say; by default, every level among its facts.

    Raises:
        ValueError: Another class has this kind.
    """

    def registered(facts: type[Facts]) -> type[Facts]:
        # A class without fields of its own is a dataclass already; making it one again takes a millisecond.
        has_fields = get_annotations(facts)
        made = dataclass(frozen=True, slots=True, kw_only=True)(facts) if has_fields else facts
        made.kind = kind
        made.has_history = has_history
        made.direction = direction
        levels = tuple(each.name for each in fields(made) if each.name in ("before", "after"))
        made.counts = levels if counts is None else counts
        known = _CLAIMS.get(kind, made)
        if (known.__module__, known.__qualname__) != (made.__module__, made.__qualname__):
            raise ValueError(f"two classes of facts have the kind '{kind}'")
        _CLAIMS[kind] = made  # a module that is loaded again replaces its own
        return made

    return registered


def claims_of(base: type[Facts]) -> tuple[type[Facts], ...]:
    """Return the kinds of claim whose facts have this class or one derived from it, in declared order."""
    return tuple(each for each in _CLAIMS.values() if issubclass(each, base))
