"""Decides which type of value each side of a comparison gives, and as which type an attribute in it is read."""

from collections.abc import Iterator
from typing import Literal, assert_never

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.arithmetic import OPERATORS
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import right_words
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.typed_values import looks_like_date

MeasuredType = Literal["number", "date"]
_PHRASES = {"number": "a number", "date": "a date", "text": "text", "attribute": "an attribute"}


class SideType(Frozen):
    """The type of value that a side gives. An attribute can be read as a number, as a date or as text."""

    value: Literal["number", "date", "text", "attribute", "scale"]
    scale: str | None = None
    has_no_order: bool = False

    def __str__(self) -> str:
        return f"an answer of the scale '{self.scale}'" if self.scale else _PHRASES[self.value]


def side_type(linked: LinkedProgramme, side: c.Side) -> SideType | None:
    """Return the type of value that a side gives; None where the side names an unknown question.

    Args:
        linked: The programme.
        side: A side of a comparison or of a calculation.
    """
    match side:
        case c.NumberOf() | c.NumberOfItems() | c.NumberSide():
            return SideType(value="number")
        case c.AttributeSide():
            return SideType(value="attribute")
        case c.QuestionSide():
            return answer_type(linked, side)
        case c.QuantileSide(of=of):
            return None if answer_type(linked, of) is None else SideType(value="number")
        case c.CalculatedSide(left=left, right=right):
            parts = (side_type(linked, left), side_type(linked, right))
            return None if None in parts else SideType(value="number")
        case _:
            assert_never(side)


def answer_type(linked: LinkedProgramme, answer: c.Answer) -> SideType | None:
    """Return the type of an answer; None if its question is unknown.

    Args:
        linked: The programme.
        answer: The answer as a condition names it.
    """
    question = linked.questions.get(answer.question)
    if question is None:
        return None
    match question.scale:
        case "number" | "date" | "text" as value_type:
            return SideType(value=value_type, has_no_order=value_type == "text")
        case scale:
            return SideType(value="scale", scale=scale, has_no_order=not linked.has_order(question))


def whole_numbers(linked: LinkedProgramme, side: c.Side) -> range | None:
    """Return the numbers that a count of conditions or a part of a quantile may be; None for every other side.

    Args:
        linked: The programme.
        side: A side of a comparison.
    """
    match side:
        case c.NumberOf(members=members):
            return range(len(members) + 1)
        case c.NumberOfItems(each=each) if each in linked.baskets:
            return range(len(linked.baskets[each].items) + 1)
        case c.QuantileSide(of=of):
            return range(1, int(of.parts) + 1)
        case _:
            return None


def joins_dates(linked: LinkedProgramme, calculation: c.CalculatedSide) -> bool:
    """Return whether a calculation joins two dates: its operator can, and one of its sides is a date.

    Args:
        linked: The programme.
        calculation: The calculation; an attribute in it is read as the other side is.
    """
    if not OPERATORS[calculation.operator].takes_dates:
        return False
    types = (side_type(linked, side) for side in (calculation.left, calculation.right))
    return SideType(value="date") in types


def attribute_types(linked: LinkedProgramme, leaf: c.Leaf) -> Iterator[tuple[c.AttributeSide, MeasuredType]]:
    """Yield each attribute that a comparison reads as a number or a date, with that type.

    Args:
        linked: The programme.
        leaf: The comparison. An attribute that it compares as text is left out.
    """
    yield from _read_as(linked, leaf.left, _measured_by(linked, leaf))
    if not isinstance(leaf.right, bool | tuple):
        yield from _read_as(linked, leaf.right, _measured(side_type(linked, leaf.left)))


def _measured_by(linked: LinkedProgramme, leaf: c.Leaf) -> MeasuredType | None:
    """Return the type of the right side of a comparison, None if the left side is compared as text."""
    if isinstance(leaf.right, bool):
        return None
    if not isinstance(leaf.right, tuple):
        return _measured(side_type(linked, leaf.right))
    if not COMPARATORS[leaf.comparator].needs_order:
        return None
    return "date" if any(looks_like_date(word.text) for word in right_words(leaf)) else "number"


def _measured(found: SideType | None) -> MeasuredType | None:
    match found:
        case SideType(value="number" | "date" as value_type):
            return value_type
        case _:
            return None


def _read_as(
    linked: LinkedProgramme, side: c.Side, value_type: MeasuredType | None
) -> Iterator[tuple[c.AttributeSide, MeasuredType]]:
    match side:
        case c.AttributeSide():
            if value_type is not None:
                yield side, value_type
        case c.CalculatedSide(left=left, right=right):
            joined: MeasuredType = "date" if joins_dates(linked, side) else "number"
            yield from _read_as(linked, left, joined)
            yield from _read_as(linked, right, joined)
        case c.QuestionSide() | c.QuantileSide() | c.NumberSide() | c.NumberOf() | c.NumberOfItems():
            pass
        case _:
            assert_never(side)
