"""Defines what a claim is: a class of facts with a kind. The fields of the class are what its phrase may read."""

from collections.abc import Callable, Mapping
from typing import ClassVar, TypeVar

from egyv_engine.model.frozen import Frozen, field_names


class ClaimFacts(Frozen):
    """The facts of a claim.

    kind: the name of its phrase in reports/wording.yaml. has_history: whether there is an earlier answer, so that its
    phrase may use words of change. directions: what it says under which flag. counts: the levels of which its phrase must
    say the count and the base, on every way through the phrase. inserted: the facts that its phrase must insert where they are
    not empty. same: the flag under which the levels are the same, so that one of them stands for both. counted: its numbers of
    what rose (1), fell (-1) or did neither (0), which its phrase may not put with words of another direction.
    is_tally: whether it counts all findings in its basis. is_of_levels: whether it says where these stand, and not how they moved.
    is_of_exchange: whether it says that units changed places, even where it gives no number of them.
    """

    kind: ClassVar[str]
    has_history: ClassVar[bool]
    directions: ClassVar[tuple["Direction", ...]]
    counts: ClassVar[tuple[str, ...]]
    is_tally: ClassVar[bool] = False
    is_of_levels: ClassVar[bool] = False
    is_of_exchange: ClassVar[bool] = False
    inserted: ClassVar[tuple[str, ...]]
    same: ClassVar[str | None]
    counted: ClassVar[Mapping[str, int]]


class Direction(Frozen):
    """The direction of a claim, perhaps under a flag: 1 for a rise, -1 for a fall, 0 for neither.

    flag: a fact that is true or false; None where the direction is always the same. is_true: whether the flag is true.
    """

    move: int
    flag: str | None = None
    is_true: bool = True


def rise_or_fall(flag: str = "is_rise") -> tuple[Direction, ...]:
    """Return the directions of a claim that says a rise where a flag is true, and else a fall."""
    return Direction(move=1, flag=flag), Direction(move=-1, flag=flag, is_true=False)


RISE, FALL, NO_CHANGE = ((Direction(move=move),) for move in (1, -1, 0))


class ClauseFacts(ClaimFacts):
    """A part of other claims that has a phrase of its own."""


Facts = TypeVar("Facts", bound=ClaimFacts)
_CLAIMS: dict[str, type[ClaimFacts]] = {}
_LEVELS = ("before", "after")
_COUNTED = {
    "rose": 1,
    "improved": 1,
    "gained": 1,
    "fell": -1,
    "declined": -1,
    "lost": -1,
    "steady": 0,
    "unchanged": 0,
}


def claim(
    kind: str,
    *,
    has_history: bool = True,
    directions: tuple[Direction, ...] = (),
    counts: tuple[str, ...] | None = None,
    inserted: tuple[str, ...] = (),
    same: str | None = None,
) -> Callable[[type[Facts]], type[Facts]]:
    """Return a decorator that makes a class of facts a kind of claim.

    Args:
        kind: The name of its phrase.
        has_history: False where there is no earlier answer, so that words of change are refused in its phrase.
        directions: What it says, so that its phrase may not use words of another direction; empty if it may use all.
        counts: The levels whose count and base its phrase must say; by default, every level among its facts.
        inserted: The facts that its phrase must insert where they are not empty.
        same: The flag under which its levels are the same.

    Raises:
        ValueError: Another class has this kind.
    """

    def registered(facts: type[Facts]) -> type[Facts]:
        names = field_names(facts)
        facts.kind = kind
        facts.has_history = has_history
        facts.directions = directions
        facts.counts = tuple(name for name in names if name in _LEVELS) if counts is None else counts
        facts.inserted = inserted
        facts.same = same
        facts.counted = {name: _COUNTED[name] for name in names if name in _COUNTED}
        known = _CLAIMS.get(kind, facts)
        if (known.__module__, known.__qualname__) != (facts.__module__, facts.__qualname__):
            raise ValueError(f"two classes of facts have the kind '{kind}'")
        _CLAIMS[kind] = facts  # a module that is loaded again replaces its own
        return facts

    return registered


def claims_of(base: type[Facts]) -> tuple[type[Facts], ...]:
    """Return the kinds of claim whose facts have this class or one derived from it, in declared order."""
    return tuple(each for each in _CLAIMS.values() if issubclass(each, base))
