"""Writes conditions in short words, for notes to the people who enter answers and read codebooks."""

from typing import assert_never

from egyv_engine.model import conditions as c
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.decimals import number_text


def condition_in_words(condition: c.Condition) -> str:
    """Return a condition as a clause with the ids of questions and attributes, such as "helper is Yes"."""
    match condition:
        case c.All(members=members):
            return " and ".join(_enclosed(m) for m in members)
        case c.Any(members=members):
            return " or ".join(_enclosed(m) for m in members)
        case c.Not(member=member):
            return f"not ({condition_in_words(member)})"
        case c.Met(indicator=name):
            return f"{name} is met"
        case c.Leaf(left=left, comparator=comparator, right=right):
            if isinstance(right, bool):
                return f"{_side(left)} is {'answered' if right else 'blank'}"
            joined = " and " if comparator == "between" else " or "
            words = joined.join(w.text for w in right) if isinstance(right, tuple) else _side(right)
            return f"{_side(left)} {COMPARATORS[comparator].words} {words}"
        case _:
            assert_never(condition)


def _enclosed(condition: c.Condition) -> str:
    words = condition_in_words(condition)
    return f"({words})" if isinstance(condition, c.All | c.Any) else words


def _side(side: c.Side) -> str:
    match side:
        case c.QuestionSide():
            return _answer(side)
        case c.QuantileSide(of=of):
            return f"the part of {_answer(of)} (of {of.parts})"
        case c.AttributeSide(attribute=name):
            return name
        case c.NumberSide(number=number):
            return number_text(number)
        case c.NumberOf(members=members):
            return f"the number of ({'; '.join(map(condition_in_words, members))})"
        case c.NumberOfItems(each=each, met=met):
            return f"the number of {each} with {met}"
        case c.CalculatedSide(left=left, operator=operator, right=right):
            second = f"({_side(right)})" if isinstance(right, c.CalculatedSide) else _side(right)
            return f"{_side(left)} {operator.replace('_', ' ')} {second}"
        case _:
            assert_never(side)


def _answer(answer: c.Answer) -> str:
    of = answer.question if answer.item is None else f"{answer.question}.{answer.item}"
    return of if answer.wave is None else f"{of} ({answer.wave})"
