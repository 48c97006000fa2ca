"""Words the reasons why units are chosen or not chosen; where units are equal, the reason says so."""

from collections.abc import Sequence

from egyv_engine.selection.candidates import Candidate, Preference

_POSITIONS: dict[Preference, str] = {
    "highest": "the highest score",
    "lowest": "the lowest score",
    "nearest_median": "the score nearest the median",
}


def position_of(preference: Preference, class_: str) -> str:
    """Return what a class prefers in words, for example `the highest score among the strong`.

    Args:
        preference: The unit that the class prefers.
        class_: The id of the class.
    """
    return f"{_POSITIONS[preference]} among the {class_}"


def taken(equals: Sequence[Candidate], position: str) -> str:
    """Return why the first available of equal units is chosen.

    Args:
        equals: The units at the position that the class prefers, by id.
        position: The position in words.
    """
    number, available = len(equals), sum(c.available is True for c in equals)
    if number == 1:
        return f"Chosen: {position}."
    if available == 1:
        return f"Chosen: the only available one of {number:,} units with {position}."
    among = f"{number:,} units" if available == number else f"{available:,} available units"
    return f"Chosen: the first by id of {among} with {position}."


def not_taken(candidate: Candidate, equals: Sequence[Candidate], position: str, *, alone: str | None) -> str:
    """Return why a unit at the position that a class prefers is not chosen.

    Args:
        candidate: The unit.
        equals: All units at this position.
        position: The position in words.
        alone: The id of the class if none of its units is available; None if another unit is chosen.
    """
    one_of = position if len(equals) == 1 else f"one of {len(equals):,} units with {position}"
    if candidate.available:
        first = next(c.unit for c in equals if c.available)
        return f"Not chosen: {one_of}, of which {first} is the first by id."
    end = "" if alone is None else f", and no other {alone} unit is available"
    return f"Not chosen: {one_of}, but {_why_unavailable(candidate)}{end}."


def taken_instead(equals: Sequence[Candidate], replaced: str, kind: str, position: str) -> str:
    """Return why a unit is chosen in place of another.

    Args:
        equals: The available units that are nearest in score, by id, of which the first is chosen.
        replaced: The id of the unit that it replaces.
        kind: What the units are, for example `strong`.
        position: What else they have in common, for example `nearest it in score`.
    """
    number = len(equals)
    unit = (
        f"the available {kind} unit"
        if number == 1
        else f"the first by id of {number:,} available {kind} units"
    )
    return f"Chosen in place of {replaced}: {unit} {position}."


def not_preferred(candidate: Candidate, class_: str | None) -> str:
    """Return why a unit that no class prefers is not chosen.

    Args:
        candidate: The unit.
        class_: The id of its class, or None if it is in none.
    """
    if class_ is None:
        return "Not chosen: no class covers its part of the ranking."
    unknown = "" if candidate.available is not None else f", and {_why_unavailable(candidate)}"
    return f"Not chosen: another {class_} unit was preferred{unknown}."


def _why_unavailable(candidate: Candidate) -> str:
    return "it was not available" if candidate.available is False else "it is not known to be available"
