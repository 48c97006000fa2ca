"""Finds the range within which the values of a side of a comparison are, for answers and attributes as they were read."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from egyv_engine.data.survey_types import Survey
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.arithmetic import OPERATORS
from egyv_engine.model.typed_values import ascending, number

_DIVISION = "divided_by"
_MOST_WORDS = 10_000  # of an attribute


def value_range(linked: LinkedProgramme, survey: Survey, side: c.Side) -> tuple[Fraction, Fraction] | None:
    """Return a lowest and a highest value between which all values of a side are, in any wave; None if it is not known.

    Args:
        linked: The programme.
        survey: The answers of all units.
        side: The side; only numbers are known, not dates.
    """
    ends = _ends(linked, survey, side)
    return (ends[0], ends[-1]) if ends else None


def _ends(linked: LinkedProgramme, survey: Survey, side: c.Side) -> Sequence[Fraction]:
    """Return values of a side in order, with the lowest and the highest; none if they are not known."""
    match side:
        case c.NumberSide(number=value):
            return (value,)
        case c.AttributeSide(attribute=name):
            words = survey.attributes[name].drop_nulls().unique() if name in survey.attributes else ()
            values = [number(str(word)) for word in words[:_MOST_WORDS]]
            is_known = None not in values and len(words) <= _MOST_WORDS
            return ascending([value for value in values if value is not None]) if is_known else ()
        case c.QuestionSide(question=name):
            if name not in linked.questions or linked.questions[name].scale != "number":
                return ()
            columns = (column for wave in survey.waves.values() for column in wave.answers.items())
            answered = [column.numbers for (asked, _), column in columns if asked == name]
            # The second ones are the ends of a divisor whose end is 0.
            return ascending([n for numbers in answered for n in (*numbers[:2], *numbers[-2:])])
        case c.CalculatedSide(left=left, operator=operator, right=right):
            one, other = _ends(linked, survey, left), _ends(linked, survey, right)
            if operator == _DIVISION:
                other = [value for value in other if value]  # a quotient by 0 is unknown
                if other and other[0] < 0 < other[-1]:
                    return ()
            pairs = product(one[:: max(1, len(one) - 1)], other[:: max(1, len(other) - 1)])
            found = [OPERATORS[operator].compute(a, b) for a, b in pairs]
            return ascending([value for value in found if value is not None])
        case _:
            return ()
