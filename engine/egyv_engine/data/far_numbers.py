"""Warns of numbers and dates in rules that are far from every answer or result, and of quotients the wrong way round."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

import polars as pl

from egyv_engine.data.survey_types import Survey
from egyv_engine.data.value_ranges import ResultReader
from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.side_types import joins_dates
from egyv_engine.model import conditions as c
from egyv_engine.model import documents as d
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import leaves, right_words
from egyv_engine.model.decimals import number_text, short_number
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.typed_values import date_text, days, has_too_many_digits, number

_FAR = 10  # times the highest answer, or a tenth of the lowest result
_FAR_FROM_SHARES = 5  # times the highest of results that are shares
_FEWEST = 5  # results, without which they show nothing of what a quotient is
_FEWEST_OF_WHOLES = 20  # results that are all at least 1, and sometimes 1, as those of a whole and its part
_FEWEST_DAYS = 10  # differences of dates
_NEAR_YEARS, _FAR_YEARS = (
    5,
    20,
)  # a date is far that lies farther off than the answers from each other, within these limits
_YEAR = 365  # days
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")  # 3.000, which is 3, and which some write for 3000
_PER_CENT = 100
_ROUNDED = 1e-9
_IF_MEANT = "accept the warning if this number is meant"


class _Results(Frozen):
    """The results of a calculation that a rule compares with a number.

    Attributes:
        says: The sentence that gives the lowest and the highest of them.
        them: The pronoun for what that sentence names.
        bound: The number.
        text: The number as written.
        doc_path: Where it is written.
        values: The results, in order; of a comparison of two sides, how many times the one is the other.
        turned: What they would be the other way round, where that makes sense.
        how: What to exchange for that.
    """

    says: str
    them: str
    bound: float
    text: str
    doc_path: DocumentPath
    values: pl.Series
    turned: pl.Series | None = None
    how: str = ""

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest result."""
        return float(self.values[0]), float(self.values[-1])


def check_far_numbers(linked: LinkedProgramme, survey: Survey) -> Iterator[Diagnostic]:
    """Warn of a number that is far from all that it is compared with (EGY556), and of quotients the wrong way round (EGY586).

    Args:
        linked: The programme.
        survey: The answers of all units.
    """
    reader = ResultReader(linked, survey)
    for condition in linked.conditions_on_answers():
        for leaf in leaves(condition):
            if not COMPARATORS[leaf.comparator].needs_order:
                continue
            if isinstance(leaf.left, c.QuestionSide) and right_words(leaf):
                yield from _far_from_answers(linked, reader, leaf, leaf.left.question)
            else:
                for results in _results(linked, reader, leaf):
                    yield from _far_from_results(linked, results)


def _far_from_answers(
    linked: LinkedProgramme, reader: ResultReader, leaf: c.Leaf, name: str
) -> Iterator[Diagnostic]:
    question, numbers = linked.questions.get(name), reader.answered_numbers(name)
    if question is None or not numbers:
        return
    lowest, highest = numbers[0], numbers[-1]
    for word in right_words(leaf):
        if question.scale == "date":
            yield from _far_date(linked, question, word, numbers)
            continue
        bound = None if has_too_many_digits(word.text) else number(word.text)
        if bound is None:
            continue
        has_mark = _has_mark_of_thousands(word.text, float(lowest), float(highest))
        # One or a few may mean any at all, but a part of one is a share of 1 among numbers such as percentages.
        if 0 < highest * _FAR <= bound or 0 < bound < 1 <= lowest or has_mark:
            yield diagnostic(
                linked.positions,
                "EGY556",
                word.doc_path,
                f"the answers to '{name}' are from {short_number(lowest)} to {short_number(highest)}, and {word.text} is far from them",
                hint=_without_mark(bound)
                if has_mark
                else f"write a number in the unit of the answers; {_IF_MEANT}",
                related=[(question.doc_path / "id", "the question")],
            )


def _far_date(
    linked: LinkedProgramme, question: d.Question, word: c.Word, numbers: Sequence[Fraction]
) -> Iterator[Diagnostic]:
    """Warn of a date that lies much farther from the answers than they lie from each other."""
    bound, first, last = days(word.text), numbers[0], numbers[-1]
    if bound is None or len(numbers) < _FEWEST:
        return
    span = min(max(int(last - first), _NEAR_YEARS * _YEAR), _FAR_YEARS * _YEAR)
    if first - bound > span or bound - last > span:
        yield diagnostic(
            linked.positions,
            "EGY556",
            word.doc_path,
            f"the answers to '{question.id}' are from {date_text(first)} to {date_text(last)}, and {word.text} is far from them",
            hint="correct the year; accept the warning if this date is meant",
            related=[(question.doc_path / "id", "the question")],
        )


def _results(linked: LinkedProgramme, reader: ResultReader, leaf: c.Leaf) -> Iterator[_Results]:
    """Yield the results that a comparison compares with a number: those on its left, or how many times one side is the other."""
    if isinstance(leaf.left, c.CalculatedSide) and right_words(leaf):
        found = reader.results(leaf.left)
        for word in right_words(leaf) if found is not None else ():
            bound = None if has_too_many_digits(word.text) else number(word.text)
            if bound is not None and found is not None:
                yield _of_calculation(linked, leaf.left, found[0], float(bound), word)
    elif right_words(leaf) == () and not isinstance(leaf.right, bool | tuple):
        for multiple, other in ((leaf.right, leaf.left), (leaf.left, leaf.right)):
            factor = _factor(multiple)
            both = None if factor is None else reader.results(factor[1], other)
            if factor is None or both is None:
                continue
            rows = pl.DataFrame({"whole": both[0], "other": both[1]}).filter(pl.col("whole") > 0)
            if rows.height:
                yield _Results(
                    says="the other side is from {} to {} times what is multiplied here",
                    them="that",
                    bound=float(factor[0].number),
                    text=number_text(factor[0].number),
                    doc_path=factor[0].doc_path,
                    values=(rows["other"] / rows["whole"]).sort(),
                )
            return


def _of_calculation(
    linked: LinkedProgramme, side: c.CalculatedSide, values: pl.Series, bound: float, word: c.Word
) -> _Results:
    turned, how = None, ""
    if side.operator == "divided_by" and float(values.min() or 0) > 0:  # type: ignore[arg-type]
        turned, how = 1 / values, "exchange the two sides of divided_by"
    elif joins_dates(linked, side):
        turned, how = -values, "exchange the two dates"
    return _Results(
        says="the results of this calculation are from {} to {}",
        them="them",
        bound=bound,
        text=word.text,
        doc_path=word.doc_path,
        values=values.sort(),
        turned=turned,
        how=how,
    )


def _factor(side: c.Side) -> tuple[c.NumberSide, c.Side] | None:
    """Return the number by which a side multiplies another, and the other; None if it does nothing of the kind."""
    match side:
        case c.CalculatedSide(operator="times", left=c.NumberSide() as factor, right=other):
            pass
        case c.CalculatedSide(operator="times", left=other, right=c.NumberSide() as factor):
            pass
        case _:
            return None
    return (factor, other) if factor.number > 0 and not isinstance(other, c.NumberSide) else None


def _far_from_results(linked: LinkedProgramme, found: _Results) -> Iterator[Diagnostic]:
    (lowest, highest), bound = found.ends, found.bound
    ranging = found.says.format(short_number(lowest), short_number(highest))
    if _is_the_wrong_way_round(found):
        turned = found.turned
        assert turned is not None
        ends = f"from {short_number(float(turned.min()))} to {short_number(float(turned.max()))}"  # type: ignore[arg-type]
        yield diagnostic(
            linked.positions,
            "EGY586",
            found.doc_path,
            f"{ranging}, all {'above' if lowest > bound else 'below'} {found.text}; the other way round they would be {ends}, on "
            "both sides of it",
            hint=f"{found.how}; accept the warning if it is right as it is",
        )
        return
    has_mark = _has_mark_of_thousands(found.text, lowest, highest)
    meant = _meant(found)
    if 0 < highest * _FAR <= bound or meant is not None or has_mark:
        such = "" if meant is None else f", such as {short_number(meant)}"
        yield diagnostic(
            linked.positions,
            "EGY556",
            found.doc_path,
            f"{ranging}, and {found.text} is far from {found.them}",
            hint=_without_mark(Fraction(found.text))
            if has_mark
            else f"write a number in the unit of the results{such}; {_IF_MEANT}",
        )


def _meant(found: _Results) -> float | None:
    """Return the number among the results that a number far from them was probably meant to be; None if there is none."""
    (lowest, highest), bound = found.ends, found.bound
    if len(found.values) < _FEWEST:
        return None
    others: tuple[float, ...] = ()
    if lowest >= 0 and 0 < highest <= 1 and bound >= highest * _FAR_FROM_SHARES:
        others = (bound / 10, bound / _PER_CENT)
    elif 0 < bound < 1 and bound * _FAR <= lowest and highest <= _PER_CENT:
        others = (bound * _PER_CENT,)
    return next((other for other in others if lowest <= other <= highest), None)


def _is_the_wrong_way_round(found: _Results) -> bool:
    """Return whether all results are on one side of the number, and would be on both if they were turned round.

    That alone may well be: a rule that all units meet. So the results have to be far from the number, or to be those of a whole
    and its part, or differences of dates none of which is above 0.
    """
    (lowest, highest), bound, turned = found.ends, found.bound, found.turned
    number_of = len(found.values)
    if turned is None or bound <= 0 or number_of < _FEWEST:
        return False
    if not (turned < bound).any() or not (turned > bound).any():
        return False
    if lowest <= 0:
        return highest <= 0 and number_of >= _FEWEST_DAYS
    if _meant(found) is not None:
        return False
    is_whole = abs(lowest - 1) < _ROUNDED and number_of >= _FEWEST_OF_WHOLES
    return highest * _FAR <= bound or (bound < 1 and (bound * _FAR <= lowest or is_whole))


def _has_mark_of_thousands(text: str, lowest: float, highest: float) -> bool:
    return _THOUSANDS.fullmatch(text) is not None and float(text) < lowest <= float(text) * 1000 <= highest


def _without_mark(bound: Fraction) -> str:
    return (
        f"write {number_text(bound * 1000)} if the point is between thousands; otherwise accept the warning"
    )
