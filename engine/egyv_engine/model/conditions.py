"""Conditions as an analyst wrote them: a closed union of a left side with one comparator, and their combinations.

Schema, parser and documentation read the keys of these classes. What walks a condition uses model/condition_walk.py.
"""

from fractions import Fraction
from typing import Any as AnyType

from egyv_engine.model.document_path import Declaration
from egyv_engine.model.shapes import CONDITION, NUMBER, TEXT, ListOf, ListOr, NumberShape, ObjectOf, key

_TWO_INDICATORS = [{"met": "open_late"}, {"met": "staffed"}]


class Answer(Declaration):
    """A question's answer, of an item and wave where they are named."""

    question: str = key(TEXT, "A question's answer.", "open_late")
    item: str | None = key(TEXT, "The item asked about.", "evenings", default=None)
    wave: str | None = key(TEXT, "A wave, or from or to: the waves of the comparison.", "from", default=None)


class QuestionSide(Answer):
    """A question's answer."""


class Quantile(Answer):
    """A question's numbers or dates, by which the analysed units are split into parts of equal size."""

    parts: Fraction = key(
        NumberShape(minimum=2, maximum=1000, whole=True), "The number of parts, 4 for quarters.", 4
    )


class QuantileSide(Declaration):
    """The part to which a unit belongs, 1 for the lowest."""

    of: Quantile = key(
        ObjectOf(Quantile),
        "The part that a unit belongs to when all analysed units are split by their answers; 1 is the lowest.",
        {"question": "loans", "parts": 4},
        name="quantile_of",
    )


class AttributeSide(Declaration):
    """A column of the register."""

    attribute: str = key(TEXT, "A column of the register.", "region")


class NumberSide(Declaration):
    """A number that is the same for every unit."""

    number: Fraction = key(NUMBER, "A number that is the same for every unit.", 100)


class NumberOfItems(Declaration):
    """For how many items of a basket an indicator's condition holds."""

    each: str = key(TEXT, "The basket.", "services")
    met: str = key(TEXT, "The indicator.", "service_offered")


class NumberOf(Declaration):
    """The number of listed conditions that hold. The key may hold a NumberOfItems instead of the list."""

    members: tuple["Condition", ...] = key(
        ListOr(ListOf(CONDITION), ObjectOf(NumberOfItems)),
        "How many hold: a list of conditions, or an indicator for each item of a basket.",
        {"each": "services", "met": "service_offered"},
        name="number_of",
    )


class CalculatedSide(Declaration):
    """The values of two sides, joined by an operator that is named by its key in model/arithmetic.py."""

    left: "Side"
    operator: str
    right: "Side"


Side = QuestionSide | AttributeSide | NumberSide | QuantileSide | NumberOf | NumberOfItems | CalculatedSide
SIDES: dict[str, type[AnyType]] = {
    "question": QuestionSide,
    "attribute": AttributeSide,
    "number": NumberSide,
    "quantile_of": QuantileSide,
    "number_of": NumberOf,
}


class Word(Declaration):
    """An answer, number or date as typed."""

    text: str


Right = tuple[Word, ...] | Side | bool  # the words on the right, a side to compare with, or true or false


class Leaf(Declaration):
    """A left side and one comparator, by its key in model/comparators.py."""

    left: Side
    comparator: str
    right: Right


class All(Declaration):
    """Every member holds."""

    members: tuple["Condition", ...] = key(
        ListOf(CONDITION), "Conditions of which every one holds.", _TWO_INDICATORS, name="all"
    )


class Any(Declaration):
    """At least one member holds."""

    members: tuple["Condition", ...] = key(
        ListOf(CONDITION), "Conditions of which at least one holds.", _TWO_INDICATORS, name="any"
    )


class Not(Declaration):
    """The member does not hold, by an ordinary answer."""

    member: "Condition" = key(
        CONDITION,
        "It does not hold, by an ordinary answer.",
        {"question": "visits", "is": "Never"},
        name="not",
    )


class Met(Declaration):
    """The condition of another indicator, for the same item."""

    indicator: str = key(TEXT, "Another indicator's condition, for the same item.", "open_late", name="met")


Condition = Leaf | All | Any | Not | Met
COMBINATIONS: dict[str, type[AnyType]] = {"met": Met, "all": All, "any": Any, "not": Not}
