"""Walks conditions: the only module that knows what is inside of each kind of condition and side."""

from collections.abc import Iterator
from typing import Literal, assert_never

from egyv_engine.model import conditions as c
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen

_SIDES_WITH_CONDITIONS = (c.NumberOf, c.CalculatedSide)


class Reference(Frozen):
    """A name in a condition, what it names, and the position of the name."""

    names: Literal["indicator", "question", "attribute", "basket"]
    id: str
    doc_path: DocumentPath


def walk(condition: c.Condition) -> Iterator[c.Condition]:
    """Yield a condition and every condition inside of it, outermost first, in the order written.

    The conditions that number_of lists are inside; the conditions of indicators that are only named are not.
    """
    yield condition
    for child in children(condition):
        yield from walk(child)


def children(condition: c.Condition) -> tuple[c.Condition, ...]:
    """Return the conditions directly inside of a condition."""
    match condition:
        case c.All(members=members) | c.Any(members=members):
            return members
        case c.Not(member=member):
            return (member,)
        case c.Met():
            return ()
        case c.Leaf():
            return tuple(child for side in sides(condition) for child in counted(side))
        case _:
            assert_never(condition)


def leaves(condition: c.Condition) -> Iterator[c.Leaf]:
    """Return every comparison inside of a condition."""
    return (part for part in walk(condition) if isinstance(part, c.Leaf))


def indicators_counted(condition: c.Condition) -> tuple[str, ...]:
    """Return the indicators of a composite that counts how many of them hold; empty for every other condition."""
    match condition:
        case c.Leaf(left=c.NumberOf(members=members)):
            names = tuple(member.indicator for member in members if isinstance(member, c.Met))
            return names if len(names) == len(members) else ()
        case _:
            return ()


def sides(condition: c.Condition) -> tuple[c.Side, ...]:
    """Return the left side of a comparison, and the right one where it is not words; no side of any other condition."""
    if not isinstance(condition, c.Leaf):
        return ()
    if isinstance(condition.right, bool | tuple):
        return (condition.left,)
    return condition.left, condition.right


def right_words(leaf: c.Leaf) -> tuple[c.Word, ...]:
    """Return the words on the right of a comparison; none where a side or true or false is there."""
    return leaf.right if isinstance(leaf.right, tuple) else ()


def parts_of(side: c.Side) -> Iterator[c.Side]:
    """Yield a side and every side inside of it, in the order written."""
    yield side
    if isinstance(side, c.CalculatedSide):
        yield from parts_of(side.left)
        yield from parts_of(side.right)


def counted(side: c.Side) -> tuple[c.Condition, ...]:
    """Return the conditions that a side lists."""
    if not isinstance(side, _SIDES_WITH_CONDITIONS):  # as most sides: a large programme has thousands of them
        return ()
    return tuple(member for part in parts_of(side) if isinstance(part, c.NumberOf) for member in part.members)


def answers(side: c.Side) -> tuple[c.Answer, ...]:
    """Return the answers that a side reads itself; the conditions it counts may read more."""
    return tuple(answer for part in parts_of(side) for answer in _answers(part))


def _answers(part: c.Side) -> tuple[c.Answer, ...]:
    match part:
        case c.QuestionSide():
            return (part,)
        case c.QuantileSide(of=of):
            return (of,)
        case c.AttributeSide() | c.NumberSide() | c.CalculatedSide() | c.NumberOf() | c.NumberOfItems():
            return ()
        case _:
            assert_never(part)


def references(condition: c.Condition) -> Iterator[Reference]:
    """Yield every name of an indicator, question, attribute or basket in a condition, in the order written."""
    for part in walk(condition):
        match part:
            case c.Met(indicator=name, doc_path=doc_path):
                yield Reference(names="indicator", id=name, doc_path=doc_path / "met")
            case c.Leaf():
                for side in sides(part):
                    for one in parts_of(side):
                        yield from _named_by(one)
            case c.All() | c.Any() | c.Not():
                pass
            case _:
                assert_never(part)


def _named_by(part: c.Side) -> Iterator[Reference]:
    match part:
        case c.QuestionSide() | c.QuantileSide():
            for answer in _answers(part):
                yield Reference(names="question", id=answer.question, doc_path=answer.doc_path / "question")
        case c.AttributeSide(attribute=name, doc_path=doc_path):
            yield Reference(names="attribute", id=name, doc_path=doc_path / "attribute")
        case c.NumberOfItems(each=each, met=met, doc_path=doc_path):
            yield Reference(names="basket", id=each, doc_path=doc_path / "each")
            yield Reference(names="indicator", id=met, doc_path=doc_path / "met")
        case c.NumberOf() | c.CalculatedSide() | c.NumberSide():
            pass  # the walk reaches what is inside of them, and a number names nothing
        case _:
            assert_never(part)
