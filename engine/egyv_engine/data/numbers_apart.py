"""Warns of numbers and dates that lie apart from all others of their question in a wave (EGY587, EGY588)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import log

import polars as pl

from egyv_engine.data.answer_diagnostics import Asked, answer_diagnostic, asked_in_words
from egyv_engine.data.coded_columns import AnswerColumn
from egyv_engine.data.coding.exact_numbers import rounded_numbers
from egyv_engine.data.no_answer_codes import DAYS_FOR_NONE, NUMBERS_FOR_NONE
from egyv_engine.data.survey_types import AnswerPlaces, Survey
from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.decimals import short_number
from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.model.typed_values import date_text

_FEWEST = 20  # numbers of units, without which nothing lies apart
_FEWEST_DIFFERENT = 5
_MOST_APART = 3  # units whose numbers are mistakes; more are a group
_FEWEST_OF_GROUP = 3
_SMALLEST_GROUP = 0.1  # of the units
_ABOVE, _BELOW = 5, 50  # times the next number
_BELOW_IF_SHARES = 10  # times, where a hundred times the number is among the others
# How many times farther a number lies from the others than these from their middle, on a scale of factors: numbers with a few
# very high ones, such as incomes and populations, lie about as far from each other as the highest of them from the middle.
_TIMES_AS_FAR = 3
_GAP_TO_WIDTH = 0.75  # of the gap between two groups to the wider one, on a scale of factors
# Between the middles of two groups in two units: hours and minutes, shares and per cent, and thousands.
_FACTORS = ((40, 150), (650, 1500))
_ENDS, _LOOKED_AT = 100, 1_000  # of the different numbers of a column: at each end, and between
_TWO_YEARS = 2 * 365  # days
_PER_CENT = 100
_IF_MEANT = "otherwise declare at_least and at_most of the question"


class _Apart(Frozen):
    """Numbers of a column that lie apart.

    Attributes:
        code: The code of the warning.
        positions: Their positions among the different numbers, from the first one to the last one.
        says: The rest of the sentence on them.
        hint: What to do.
        is_of_shares: Whether shares of 1 seem to be among percentages, which no limits of a question keep apart.
    """

    code: str
    positions: tuple[int, int]
    says: str
    hint: str
    is_of_shares: bool = False


def check_numbers_apart(linked: LinkedProgramme, survey: Survey) -> Iterator[Diagnostic]:
    """Warn of numbers in two units (EGY587), and of a few numbers or dates far from all others (EGY588).

    Args:
        linked: The programme.
        survey: The answers of all units.
    """
    with_negative: dict[str, int] = {}
    for wave in survey.waves.values():
        for (name, _), column in wave.answers.items():
            if column.numbers and column.numbers[0] < 0:
                with_negative[name] = with_negative.get(name, 0) + 1
    for wave in survey.waves.values():
        for (name, item), column in wave.answers.items():
            question = linked.questions.get(name)
            if question is None or len(column.numbers) <= 1 or question.scale not in ("number", "date"):
                continue
            # Numbers outside of both limits are errors, and the others are meant; but from 0 to 100 are shares of 1, too.
            has_limits = question.at_least is not None and question.at_most is not None
            if question.scale == "date":
                found = None if has_limits else _days_apart(column)
            else:
                found = _numbers_apart(column, may_be_negative=with_negative.get(name, 0) > 1)
                if has_limits and found is not None and not found.is_of_shares:
                    found = None
            if found is not None:
                yield _fault(linked, (question, item), column, found, wave.places)


def in_two_groups(numbers: pl.Series) -> int | None:
    """Return where the second of two groups starts that are probably numbers in two units; None if there are none.

    Args:
        numbers: Float64: numbers above zero, one per unit, in order.
    """
    if len(numbers) < _FEWEST:
        return None
    steps = numbers.log().diff()
    fewest = max(_FEWEST_OF_GROUP, int(_SMALLEST_GROUP * len(numbers)))
    inner = steps.slice(fewest, len(numbers) - 2 * fewest + 1)
    place = inner.arg_max()
    if place is None or inner[place] < log(_ABOVE):
        return None
    start = place + fewest
    widths = log(numbers[start - 1] / numbers[0]), log(numbers[-1] / numbers[start])
    if inner[place] < _GAP_TO_WIDTH * max(widths):
        return None
    low, high = numbers.slice(0, start).median(), numbers.slice(start).median()
    assert isinstance(low, float)
    assert isinstance(high, float)
    return start if any(least <= high / low <= most for least, most in _FACTORS) else None


def far_above(numbers: pl.Series, factor: float) -> int | None:
    """Return where a few numbers start that are far above all others; None if there are none.

    Args:
        numbers: Float64: numbers above zero, one per unit, in order.
        factor: How many times the next lower number the lowest of them is, at least.
    """
    for apart in range(1, _MOST_APART + 1):
        start = len(numbers) - apart
        if start < _FEWEST:
            return None
        highest, lowest_apart = numbers[start - 1], numbers[start]
        if lowest_apart < factor * highest:
            continue
        others = numbers.slice(0, start)
        middle = others.median()
        assert isinstance(middle, float)
        is_far = log(lowest_apart / highest) >= _TIMES_AS_FAR * log(highest / middle)
        if is_far and others.n_unique() >= _FEWEST_DIFFERENT:
            return start
    return None


def shares_among_percentages(numbers: pl.Series) -> int | None:
    """Return how many of the lowest numbers are probably shares of 1 where the others are percentages; None if none are.

    Args:
        numbers: Float64: numbers above zero, one per unit, in order.
    """
    others = far_above((1 / numbers).sort(), _BELOW_IF_SHARES)
    if others is None or numbers[-1] > _PER_CENT:
        return None
    low = len(numbers) - others
    is_among = numbers[low] <= numbers[0] * _PER_CENT and numbers[low - 1] * _PER_CENT <= numbers[-1]
    return low if numbers[low - 1] < 1 and is_among else None


def _numbers_apart(column: AnswerColumn, *, may_be_negative: bool) -> _Apart | None:
    """Return the numbers of a column that lie apart; each kind of them is looked for only if the different numbers allow it."""
    if not _may_be_apart(rounded_numbers(column.numbers, _some_of(len(column.numbers))).to_list()):
        return None
    different = rounded_numbers(column.numbers)
    last = len(different) - 1
    is_alone_below_zero = different[0] < 0 <= different[1]
    above = different.filter(different > 0)
    values = column.values
    if values is None:
        return None
    units = different.gather(values.drop_nulls()).sort()
    if is_alone_below_zero and not may_be_negative and len(units) > _FEWEST and units[0] < 0 <= units[1]:
        if column.numbers[0] in NUMBERS_FOR_NONE:
            return None  # reported as what stands for no answer
        return _far((0, 0), "the only one below zero")
    units = units.filter(units > 0)
    first = last + 1 - len(above)  # of those above zero
    start = in_two_groups(units)
    if start is not None:
        return _of_two_units(
            column.numbers, first, int((above < units[start]).sum()), (start, len(units) - start)
        )
    shares = shares_among_percentages(units)
    if shares is not None:
        number = int((above <= units[shares - 1]).sum())
        return _far_below(column.numbers, first, number, is_of_shares=True)
    start = far_above(units, _ABOVE)
    if start is not None:
        lowest = first + int((above < units[start]).sum())
        if not any(number in NUMBERS_FOR_NONE for number in column.numbers[lowest:]):
            highest = short_number(column.numbers[lowest - 1])
            return _far((lowest, last), f"far above the next highest, which is {highest}")
        return None
    start = far_above((1 / units).sort(), _BELOW)
    if start is not None:
        number = int((above <= units[len(units) - start - 1]).sum())
        return _far_below(column.numbers, first, number)
    return None


def _some_of(number: int) -> pl.Series | None:
    """Return the positions of some of many numbers in order: the first ones, the last ones, and a thousand between.

    Where two numbers next to each other are far apart, two of these are. None: there are not so many, and all are looked at.
    """
    if number <= _LOOKED_AT:
        return None
    positions = pl.int_range(number, dtype=pl.UInt32, eager=True)
    is_end = (positions < _ENDS) | (positions + _ENDS >= number)
    return positions.filter(is_end | (positions % max(1, number // _LOOKED_AT) == 0))


def _may_be_apart(different: Sequence[float]) -> bool:
    """Return whether one of some numbers in order is far above the one before it, or is the only one below zero."""
    is_alone_below_zero = different[0] < 0 <= different[1]
    return is_alone_below_zero or any(one > 0 and other >= _ABOVE * one for one, other in pairwise(different))


def _of_two_units(numbers: Sequence[Fraction], first: int, low: int, units: tuple[int, int]) -> _Apart:
    """Return what is said of numbers in two groups.

    Args:
        numbers: The different numbers of the column.
        first: The position of the first above zero.
        low: How many different numbers are in the low group.
        units: How many units are in each group.
    """
    ends = [short_number(numbers[i]) for i in (first, first + low - 1, first + low, len(numbers) - 1)]
    is_of_shares = numbers[first + low - 1] <= 1 and numbers[-1] <= _PER_CENT
    return _Apart(
        code="EGY587",
        positions=(first, first + low - 1) if units[0] <= units[1] else (first + low, len(numbers) - 1),
        says=f"{units[0]:,} are from {ends[0]} to {ends[1]} and {units[1]:,} from {ends[2]} to {ends[3]}, and none is between",
        hint="if these are two units, such as shares and per cent, write all numbers in one; "
        + ("otherwise accept the warning" if is_of_shares else _IF_MEANT),
        is_of_shares=is_of_shares,
    )


def _days_apart(column: AnswerColumn) -> _Apart | None:
    """Return the dates of a column that are years from all others, which lie near together."""
    days = rounded_numbers(column.numbers)
    widest = days.diff().max()
    if not isinstance(widest, float) or widest < _TWO_YEARS * (1 - 1 / _ABOVE):
        return None
    values = column.values
    if values is None:
        return None
    units = days.gather(values.drop_nulls())
    middle = units.median()
    assert isinstance(middle, float)
    distances = (units - middle).abs().clip(lower_bound=1).sort()
    start = far_above(distances, _ABOVE)
    if start is None or distances[start] < _TWO_YEARS:
        return None
    near = ((days - middle).abs().clip(lower_bound=1) <= distances[start - 1]).arg_true()
    before, after = int(near[0]), len(days) - 1 - int(near[-1])
    if before and after:
        return None  # on both sides
    positions = (0, before - 1) if before else (len(days) - after, len(days) - 1)
    if any(day in DAYS_FOR_NONE for day in column.numbers[positions[0] : positions[1] + 1]):
        return None  # reported as what stands for no answer
    ends = [date_text(column.numbers[int(place)]) for place in (near[0], near[-1])]
    return _far(positions, f"years from all others, which are from {ends[0]} to {ends[1]}")


def _far_below(numbers: Sequence[Fraction], first: int, number: int, *, is_of_shares: bool = False) -> _Apart:
    """Return what is said of the lowest numbers above zero.

    Args:
        numbers: The different numbers of the column.
        first: The position of the first above zero.
        number: How many of them lie apart.
        is_of_shares: Whether they seem to be shares of 1 among percentages.
    """
    apart = _far(
        (first, first + number - 1),
        f"far below the next lowest, which is {short_number(numbers[first + number])}",
    )
    if not is_of_shares:
        return apart
    meant = short_number(numbers[first] * _PER_CENT)
    advice = (
        f"write {meant} if the answers are percentages and this is a share of 1; otherwise accept the warning"
    )
    return replace(apart, hint=advice, is_of_shares=True)


def _far(positions: tuple[int, int], says: str) -> _Apart:
    return _Apart(
        code="EGY588",
        positions=positions,
        says=f"{'is' if positions[0] == positions[1] else 'are'} {says}",
        hint=f"correct it if it is mistyped or in another unit; {_IF_MEANT}",
    )


def _fault(
    linked: LinkedProgramme, asked: Asked, column: AnswerColumn, found: _Apart, places: AnswerPlaces | None
) -> Diagnostic:
    question, _ = asked
    first, last = found.positions
    values = column.values
    assert values is not None
    units = ((values >= first) & (values <= last)).arg_true()
    if found.code == "EGY587":
        message = f"of the numbers above zero of {asked_in_words(asked)}, {found.says}"
    else:
        written = date_text if question.scale == "date" else short_number
        listed = " and ".join(dict.fromkeys((written(column.numbers[first]), written(column.numbers[last]))))
        message = f"{listed} in the answers to {asked_in_words(asked)} {found.says}"
    return answer_diagnostic(linked, asked, (places, units[:1]), (found.code, message, found.hint))
