"""Conditions as an analyst wrote them: a closed union of a left side with one comparator, and their combinations."""

from dataclasses import dataclass, field

from egyv_engine.model.document_path import DocumentPath

ORDERINGS = ("at_least", "at_most", "above", "below")
COMPARATORS = ("is", "is_one_of", *ORDERINGS, "answered")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSide:
    """A question's answer, of an item and wave where named, less another answer where `minus` is given."""

    question: str
    item: str | None = None
    wave: str | None = None
    minus: "QuestionSide | None" = None
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeSide:
    """A column of the register."""

    attribute: str
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberOf:
    """How many of the listed conditions hold."""

    members: tuple["Condition", ...]
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberOfItems:
    """For how many items of a basket an indicator's condition holds."""

    each: str
    met: str
    doc_path: DocumentPath = field(compare=False)


Side = QuestionSide | AttributeSide | NumberOf | NumberOfItems


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """An answer, number or date as typed."""

    text: str
    doc_path: DocumentPath = field(compare=False)


Right = tuple[Word, ...] | Side | bool  # words: one, or any number for is_one_of; bool: answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A left side and one comparator."""

    left: Side
    comparator: str
    right: Right
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class All:
    """Every member holds."""

    members: tuple["Condition", ...]
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Any:
    """At least one member holds."""

    members: tuple["Condition", ...]
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """The member does not hold, by an ordinary answer."""

    member: "Condition"
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """The condition of another indicator, for the same item."""

    indicator: str
    doc_path: DocumentPath = field(compare=False)


Condition = Leaf | All | Any | Not | Met
