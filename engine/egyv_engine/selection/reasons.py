"""Gives the reasons why units are chosen or not chosen; where units are equal, the reason says so."""

from collections.abc import Callable, Mapping, Sequence
from typing import Union

from egyv_engine.model.frozen import Frozen, field
from egyv_engine.selection.candidates import Candidate, Preference


class ChoiceReason(Frozen, kw_only=False):
    """A reason, or a part of one. name: that of its words in the phrasebook; values: what they insert.

    A value of several words names what units are scored in: principles by their ids, or words of a file of scores.
    """

    name: str
    values: Mapping[str, Union[str, int, tuple[str, ...], "ChoiceReason"]] = field(default_factory=dict)


Say = Callable[[ChoiceReason], str]  # puts a reason into the words of a phrasebook


def position_of(preference: Preference, class_: str) -> ChoiceReason:
    """Return what a class prefers, for example the highest score among the strong.

    Args:
        preference: The unit that the class prefers.
        class_: The id of the class.
    """
    return ChoiceReason(f"selection.{preference}", {"class": class_})


def taken(equals: Sequence[Candidate], position: ChoiceReason) -> ChoiceReason:
    """Return why the first available of equal units is chosen.

    Args:
        equals: The units at the position that the class prefers, by id.
        position: The position.
    """
    number, available = len(equals), sum(c.available is True for c in equals)
    if number == 1:
        return ChoiceReason("selection.taken", {"position": position})
    if available == 1:
        return ChoiceReason("selection.taken_only_available", {"number": number, "position": position})
    if available == number:
        return ChoiceReason("selection.taken_first", {"number": number, "position": position})
    return ChoiceReason("selection.taken_first_available", {"number": available, "position": position})


def not_taken(
    candidate: Candidate, equals: Sequence[Candidate], position: ChoiceReason, *, alone: str | None
) -> ChoiceReason:
    """Return why a unit at the position that a class prefers is not chosen.

    Args:
        candidate: The unit.
        equals: All units at this position.
        position: The position.
        alone: The id of the class if none of its units is available; None if another unit is chosen.
    """
    number = len(equals)
    one_of = (
        position
        if number == 1
        else ChoiceReason("selection.one_of", {"number": number, "position": position})
    )
    if candidate.available:
        first = next(c.unit for c in equals if c.available)
        return ChoiceReason("selection.not_first", {"one_of": one_of, "first": first})
    why = _why_unavailable(candidate)
    if alone is None:
        return ChoiceReason("selection.not_available", {"one_of": one_of, "why": why})
    return ChoiceReason("selection.none_available", {"one_of": one_of, "why": why, "class": alone})


def taken_instead(
    equals: Sequence[Candidate], replaced: str, class_: str, position: ChoiceReason
) -> ChoiceReason:
    """Return why a unit is chosen in place of another.

    Args:
        equals: The available units that are nearest in score, by id, of which the first is chosen.
        replaced: The id of the unit that it replaces.
        class_: The id of the class.
        position: What else they have in common, for example that they are nearest it in score.
    """
    number = len(equals)
    name = "selection.instead" if number == 1 else "selection.instead_first"
    return ChoiceReason(name, {"replaced": replaced, "number": number, "class": class_, "position": position})


def not_preferred(candidate: Candidate, class_: str | None) -> ChoiceReason:
    """Return why a unit that no class prefers is not chosen.

    Args:
        candidate: The unit.
        class_: The id of its class, or None if it is in none.
    """
    if class_ is None:
        return ChoiceReason("selection.no_class")
    if candidate.available is not None:
        return ChoiceReason("selection.another", {"class": class_})
    return ChoiceReason("selection.another_unknown", {"class": class_, "why": _why_unavailable(candidate)})


def _why_unavailable(candidate: Candidate) -> ChoiceReason:
    return ChoiceReason(
        "selection.was_not_available" if candidate.available is False else "selection.not_known"
    )
