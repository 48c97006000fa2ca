"""Turns the numbers of a column into the standard way, and warns of those that may mean another number (EGY554, 555, 569)."""

from collections.abc import Callable

import polars as pl

from egyv_engine.data.number_marks import (
    EXPONENT,
    OTHER_SIGN,
    flagged_number,
    marks,
    meaning_of_mark,
    negative_numbers,
    signed_number,
    written_out,
)
from egyv_engine.data.shaping.value_forms import WrittenValues

WITH_EXPONENT = rf"^\s*-?[0-9]+(?:[.,][0-9]+)?{EXPONENT}\s*$"
_SIX_DIGITS = r"^-?[1-9][.,][0-9]{5}[eE]\+?(?:0[6-9]|[6-9]|[1-9][0-9])$"
_OF_SPREADSHEET = (
    r"^-?[1-9](?:[.,][0-9]{1,5})?E[+-][0-9]{2}$"  # what Excel shows, where others write e+05, E5 or E+005
)
_MORE_DIGITS = r"^-?[0-9]+[.,][0-9]{6,}[eE]"
Report = Callable[[str, pl.Series, str, str], None]  # a code, the mask of its cells, the message and the hint


def standard_numbers(texts: pl.Series, written: WrittenValues, name: str, report: Report) -> pl.Series:
    """Return numbers as 1234.5; null where a text is not a number as the file writes them.

    Args:
        texts: String: the cells; null where one is no value.
        written: How the file writes numbers.
        name: The name of the column.
        report: Reports cells of the column.
    """
    unflagged = _without_flags(texts, written)
    plain = _without_signs(_with_plain_signs(unflagged, written), written, name, report)
    fits = plain.str.contains(written.number_expression)
    _warn_of_thousands(plain, written, name, report)
    standard = plain.str.strip_chars()
    if written.thousands is not None:
        standard = standard.str.replace_all(marks(written.thousands), "")
    standard = standard.str.replace(written.decimal, ".", literal=True).set(~fits, None)
    return _without_exponents(standard, name, report)


def _without_flags(texts: pl.Series, written: WrittenValues) -> pl.Series:
    """Return numbers without the declared flag after them."""
    return texts.str.replace(flagged_number(written.flags, written.signs), "$1") if written.flags else texts


def flags_in(texts: pl.Series, written: WrittenValues) -> dict[str, int]:
    """Return how many cells have each of the declared flags after a number.

    Args:
        texts: String: the cells.
        written: How the file writes numbers.
    """
    if not written.flags:
        return {}
    found = texts.str.extract(flagged_number(written.flags, written.signs), 2).drop_nulls()
    return dict(found.value_counts().iter_rows())


def _with_plain_signs(texts: pl.Series, written: WrittenValues) -> pl.Series:
    """Return numbers with `-` in place of a typographical or declared minus, and without a plus, which can mean nothing else."""
    for expression in negative_numbers(written.minus):
        texts = texts.str.replace(expression, "-${1}${2}${3}")
    has_minus = texts.str.contains("^\\s*\u2212")
    return pl.select(
        pl.when(has_minus)
        .then(texts.str.replace(OTHER_SIGN, "${1}-${2}"))
        .otherwise(texts.str.replace(OTHER_SIGN, "${1}${2}"))
    ).to_series()


def _without_signs(texts: pl.Series, written: WrittenValues, name: str, report: Report) -> pl.Series:
    """Return numbers without the declared sign before or after them; warn if only some of them have the same one (EGY554)."""
    if not written.signs:
        return texts
    before, after = signed_number(written.signs)
    leads = texts.str.contains(before)
    frame = pl.DataFrame({"text": texts, "leads": leads})
    text = pl.col("text")
    plain = frame.select(
        pl.when("leads").then(text.str.replace(before, "$1")).otherwise(text.str.replace(after, ""))
    ).to_series()
    is_number = plain.str.contains(written.number_expression).fill_null(value=False)
    sign = frame.select(
        pl.when("leads")
        .then(text.str.extract(before.replace("(?:", "(", 1), 2))
        .otherwise(text.str.extract(after.replace("(?:", "(", 1), 1))
    ).to_series()
    counted = sign.filter(is_number).value_counts(sort=True)
    if counted.height > 1:
        usual, number = counted.row(0)
        others = is_number & ~sign.eq_missing(usual)
        said = "no sign" if usual is None else f"the sign '{usual}'"
        report(
            "EGY554",
            others,
            f"{number:,} number{'s' * (number > 1)} of '{name}' {'have' if number > 1 else 'has'} {said}, and "
            f"{int(others.sum()):,} {'have' if others.sum() > 1 else 'has'} another or none; the first is "
            f"'{texts.filter(others)[0]}'",
            "correct these cells if they are in another unit (0.45 may be 45%); list a sign under flags, and not under signs, if it "
            "says nothing about the unit; accept the warning if they are in the same unit",
        )
    return plain


def _without_exponents(numbers: pl.Series, name: str, report: Report) -> pl.Series:
    """Return numbers such as 1e+05 with all of their digits; warn if a program has rounded them (EGY555)."""
    has_exponent = numbers.str.contains(WITH_EXPONENT).fill_null(value=False)
    if not has_exponent.any():
        return numbers
    exact = {word: written_out(word) for word in numbers.filter(has_exponent).unique().to_list()}
    shortened = [word for word, digits in exact.items() if "E-" in word and len(word) < len(digits)]
    rounded = (
        (numbers.str.contains(_SIX_DIGITS) | numbers.str.contains(_OF_SPREADSHEET))
        & ~numbers.is_in(shortened)
    ).fill_null(value=False)
    if rounded.any() and not numbers.str.contains(_MORE_DIGITS).any():
        count, first = int(rounded.sum()), numbers.filter(rounded)[0]
        report(
            "EGY555",
            rounded,
            f"{count:,} number{'s' * (count > 1)} of '{name}' {'have' if count > 1 else 'has'} an exponent and at most six "
            f"digits, and {'are' if count > 1 else 'is'} probably rounded; the first is '{first}', read as {exact[first]}",
            "show the column with all digits in the program that wrote the file (in a spreadsheet, format it as a number), "
            "and save it again; type codes such as 1E3 again in cells formatted as text; write a number that is right with "
            f"all digits ({exact[first]})",
        )
    return numbers.replace(exact)


def _warn_of_thousands(texts: pl.Series, written: WrittenValues, name: str, report: Report) -> None:
    """Warn that all decimal commas of a column look like commas between thousands (EGY569)."""
    mark = written.decimal
    if mark == "." or written.thousands is not None:
        return
    has_mark = texts.str.contains(mark, literal=True).fill_null(value=False)
    found = texts.filter(has_mark)
    if meaning_of_mark(found.unique(), mark) != "thousands":
        return
    report(
        "EGY569",
        has_mark,
        f"the comma is declared as the decimal mark, but exactly three digits follow it in each number of "
        f"'{name}' that has one ({len(found):,} in all); the first is '{found[0]}'",
        f'if the comma is between thousands, declare thousands: "{mark}" for the file in surveys/files.yaml, '
        "and remove decimal",
    )
