"""Conditions as an analyst wrote them: a closed union of a left side with one comparator, and their combinations.

Schema, parser and documentation read the keys of these classes. What walks a condition uses model/condition_walk.py.
"""

from fractions import Fraction
from typing import Any as AnyType

from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen, field
from egyv_engine.model.shapes import CONDITION, NUMBER, TEXT, ListOf, ListOr, NumberShape, ObjectOf, key

_TWO_INDICATORS = [{"met": "open_late"}, {"met": "staffed"}]


class Answer(Frozen):
    """A question's answer, of an item and wave where they are named."""

    question: str = key(TEXT, "A question's answer.", "open_late")
    item: str | None = key(TEXT, "The item asked about.", "evenings", default=None)
    wave: str | None = key(TEXT, "A wave, or from or to: the waves of the comparison.", "from", default=None)
    doc_path: DocumentPath = field(compare=False)


class QuestionSide(Answer):
    """A question's answer."""


class Quantile(Answer):
    """A question's numbers or dates, by which the analysed units are split into parts of equal size."""

    parts: Fraction = key(
        NumberShape(minimum=2, maximum=1000, whole=True), "The number of parts, 4 for quarters.", 4
    )


class QuantileSide(Frozen):
    """The part to which a unit belongs, 1 for the lowest."""

    of: Quantile = key(
        ObjectOf(Quantile),
        "The part that a unit belongs to when all analysed units are split by their answers; 1 is the lowest.",
        {"question": "loans", "parts": 4},
        name="quantile_of",
    )
    doc_path: DocumentPath = field(compare=False)


class AttributeSide(Frozen):
    """A column of the register."""

    attribute: str = key(TEXT, "A column of the register.", "region")
    doc_path: DocumentPath = field(compare=False)


class NumberSide(Frozen):
    """A number that is the same for every unit."""

    number: Fraction = key(NUMBER, "A number that is the same for every unit.", 100)
    doc_path: DocumentPath = field(compare=False)


class NumberOfItems(Frozen):
    """For how many items of a basket an indicator's condition holds."""

    each: str = key(TEXT, "The basket.", "services")
    met: str = key(TEXT, "The indicator.", "service_offered")
    doc_path: DocumentPath = field(compare=False)


class NumberOf(Frozen):
    """The number of listed conditions that hold. The key may hold a NumberOfItems instead of the list."""

    members: tuple["Condition", ...] = key(
        ListOr(ListOf(CONDITION), ObjectOf(NumberOfItems)),
        "How many hold: a list of conditions, or an indicator for each item of a basket.",
        {"each": "services", "met": "service_offered"},
        name="number_of",
    )
    doc_path: DocumentPath = field(compare=False)


class CalculatedSide(Frozen):
    """The values of two sides, joined by an operator that is named by its key in model/arithmetic.py."""

    left: "Side"
    operator: str
    right: "Side"
    doc_path: DocumentPath = field(compare=False)


Side = QuestionSide | AttributeSide | NumberSide | QuantileSide | NumberOf | NumberOfItems | CalculatedSide
SIDES: dict[str, type[AnyType]] = {
    "question": QuestionSide,
    "attribute": AttributeSide,
    "number": NumberSide,
    "quantile_of": QuantileSide,
    "number_of": NumberOf,
}


class Word(Frozen):
    """An answer, number or date as typed."""

    text: str
    doc_path: DocumentPath = field(compare=False)


Right = tuple[Word, ...] | Side | bool  # the words on the right, a side to compare with, or true or false


class Leaf(Frozen):
    """A left side and one comparator, by its key in model/comparators.py."""

    left: Side
    comparator: str
    right: Right
    doc_path: DocumentPath = field(compare=False)


class All(Frozen):
    """Every member holds."""

    members: tuple["Condition", ...] = key(
        ListOf(CONDITION), "Conditions of which every one holds.", _TWO_INDICATORS, name="all"
    )
    doc_path: DocumentPath = field(compare=False)


class Any(Frozen):
    """At least one member holds."""

    members: tuple["Condition", ...] = key(
        ListOf(CONDITION), "Conditions of which at least one holds.", _TWO_INDICATORS, name="any"
    )
    doc_path: DocumentPath = field(compare=False)


class Not(Frozen):
    """The member does not hold, by an ordinary answer."""

    member: "Condition" = key(
        CONDITION,
        "It does not hold, by an ordinary answer.",
        {"question": "visits", "is": "Never"},
        name="not",
    )
    doc_path: DocumentPath = field(compare=False)


class Met(Frozen):
    """The condition of another indicator, for the same item."""

    indicator: str = key(TEXT, "Another indicator's condition, for the same item.", "open_late", name="met")
    doc_path: DocumentPath = field(compare=False)


Condition = Leaf | All | Any | Not | Met
COMBINATIONS: dict[str, type[AnyType]] = {"met": Met, "all": All, "any": Any, "not": Not}
