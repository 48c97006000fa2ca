"""Describes what is wrong with words that are not numbers or dates, and which key of the programme reads them."""

import re
from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from egyv_engine.data.no_answer_codes import is_error_of_spreadsheet, words_for_none
from egyv_engine.data.number_marks import grouped_number, is_flag, meaning_of_mark, minus_of, signs_around
from egyv_engine.data.open_values import NOT_A_DATE, number_problem
from egyv_engine.data.shaping.written_dates import (
    STANDARD,
    are_dates,
    fitting_patterns,
    hint_of_month,
    keys_of_dates,
    standard_dates,
    written_pattern,
)
from egyv_engine.diagnostics.quoted_yaml import as_quoted_text
from egyv_engine.model.date_pattern import DatePattern
from egyv_engine.model.frozen import Frozen, field
from egyv_engine.model.typed_values import comparable_text, is_number

_BLANK_WORDS = frozenset(
    [
        "na",
        "n/a",
        "n.a.",
        "nan",
        "null",
        "none",
        "nil",
        "missing",
        "blank",
        "-",
        "--",
        ".",
        "?",
        "-9",
        "-99",
        "-999",
    ]
)
_MISSING_OF_STATA = re.compile(r"\.[a-z]")
CORRECT_FORMULA = "the formula of the cell has no value: correct it in the spreadsheet; "
NOT_CALCULATED = "it is a formula that was not calculated: open the workbook in Excel or LibreOffice, and save it, so that it holds the values"
_LIMIT = re.compile(r"(<|>|\u2264|\u2265)=? ?[0-9.,]+")
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_WITH_A_POINT, _MAY_BE_THOUSANDS = r"^-?[0-9]+\.[0-9]+$", rf"^{grouped_number('.', ',')}$"
_MAY_BE_MINUS = ("-", "\u2013", "\u2014", "\u2212", "(")  # (45) is -45 in accounts
_AS_STANDARD_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_MARKS = ("'", "\u2019", "_", " ")  # that are never before decimals


class ValueGroup(Frozen):
    """Words that are wrong in the same way.

    Attributes:
        words: Their positions among the wrong words.
        of_one: The predicate of the message on one answer.
        of_many: The predicate of the message on several.
    """

    code: str
    words: tuple[int, ...]
    of_one: str
    of_many: str
    hint: str


class ValuePlace(Frozen):
    """Says what can be declared where words are read.

    Attributes:
        is_query: Whether they come from a query, of which surveys/files.yaml says nothing.
        has_question: Whether a question declares what its words stand for; an attribute does not.
        has_typed_dates: Whether dates written YYYY-MM-DD are read as well as those of a declared pattern.
        in_standard_form: How many cells of the file have a number with a decimal point, or a date as YYYY-MM-DD: they would
            be wrong if the file declared another way.
        column: The file's name of the column, if all of its dates are written in another way than YYYY-MM-DD.
        dates_of_columns: The patterns of dates that the file declares by column.
    """

    is_query: bool = False
    has_question: bool = True
    has_typed_dates: bool = False
    in_standard_form: int = 0
    column: str | None = None
    dates_of_columns: Mapping[str, DatePattern] = field(default_factory=dict)


def cells_in_standard_form(value_type: str, columns: Iterable[pl.Series]) -> int:
    """Return how many cells would be wrong if their file declared another decimal mark, or another order of dates.

    Args:
        value_type: `number` or `date`.
        columns: String or Enum: the columns of the file with such values.
    """
    found = 0
    for column in columns:
        texts = column.cast(pl.String).str.strip_chars()
        if value_type == "date":
            found += int(texts.str.contains(_AS_STANDARD_DATE).sum())
        else:
            is_decimal = texts.str.contains(_WITH_A_POINT) & ~texts.str.contains(_MAY_BE_THOUSANDS)
            found += int(is_decimal.sum())
    return found


def is_blank_word(word: str) -> bool:
    """Return whether programs write a word in cells without a value."""
    text = word.strip().casefold()
    if _MISSING_OF_STATA.fullmatch(text) or words_for_none([text]):
        return True
    return text in _BLANK_WORDS or (is_number(text) and comparable_text(text) in _BLANK_WORDS)


def is_limit(word: str) -> bool:
    """Return whether a word gives a limit in place of a number, such as `<5`, which statistics write for small numbers."""
    return _LIMIT.fullmatch(word.strip()) is not None


def as_blank(word: str, *, is_query: bool) -> str:
    """Return what to do about a word that stands for a blank cell.

    Args:
        word: The word.
        is_query: Whether it comes from a query.
    """
    entry = f"'blank: [{as_quoted_text(word)}]'"
    return f"{CORRECT_FORMULA * is_error_of_spreadsheet(word)}if '{word}' stands for a blank cell, " + (
        "let the query return NULL for it"
        if is_query
        else f"write {entry} for the file in surveys/files.yaml"
    )


def hint_of_other_type(value_type: str, words: Sequence[str]) -> str | None:
    """Return what to do where every answer to a question is a value of the other type; None if any is not.

    Args:
        value_type: `number` or `date`: what the question asks for.
        words: The different answers, none of which is such a value.
    """
    other = "date" if value_type == "number" else "number"
    is_other = (
        are_dates(pl.Series(words, dtype=pl.String)).all() if other == "date" else all(map(is_number, words))
    )
    return f"if they are {other}s, write 'scale: {other}' for the question" if is_other else None


def hint_of_type(value_type: str) -> str:
    """Return how a value of a type, `number` or `date`, is written."""
    problem = NOT_A_DATE if value_type == "date" else number_problem("x")
    assert problem is not None
    return problem.hint


def value_groups(value_type: str, words: Sequence[str], place: ValuePlace) -> list[ValueGroup]:
    """Return wrong numbers or dates by what is wrong with them, in the order of the first of each.

    Args:
        value_type: `number` or `date`.
        words: Different words, none of which is a valid value.
        place: What can be declared where they are read.
    """
    kinds = [(f"blank {value_type}", word) if is_blank_word(word) else None for word in words]
    if value_type == "number":
        kinds = [kind or _kind_of_number(word) for kind, word in zip(kinds, words, strict=True)]
    else:
        is_date = are_dates(pl.Series(words, dtype=pl.String)).to_list()
        of_dates = [
            "written" if one else "date" if hint_of_month(word) is None else "month"
            for one, word in zip(is_date, words, strict=True)
        ]
        kinds = [kind or (of_date, "") for kind, of_date in zip(kinds, of_dates, strict=True)]
    found: dict[tuple[str, str], list[int]] = {}
    for position, kind in enumerate(kinds):
        assert kind is not None
        found.setdefault(kind, []).append(position)
    return [_group(kind, detail, positions, words, place) for (kind, detail), positions in found.items()]


def _kind_of_number(word: str) -> tuple[str, str]:
    """Return the kind of a mistake, with the mark or the sign if each is a mistake of its own."""
    problem = number_problem(word)
    if problem is not None and problem.code == "EGY520":
        return "long", ""
    if meaning_of_mark([word], ",") is not None:
        return "comma", ""
    mark = next((m for m in _MARKS if re.fullmatch(grouped_number(m, "."), word.strip())), None)
    if mark is not None:
        return "thousands", mark
    both = (m for m in (".", *_MARKS) if "," in word and re.fullmatch(grouped_number(m, ","), word.strip()))
    mark = next(both, None)
    if mark is not None:
        return "both marks", mark
    sign = signs_around(word)
    return ("number", "") if sign is None else ("sign", sign)


def _group(
    kind: str, detail: str, positions: list[int], words: Sequence[str], place: ValuePlace
) -> ValueGroup:
    of_group = [words[position] for position in positions]
    if kind in ("written", "month", "date", "blank date"):
        code, of_one = NOT_A_DATE.code, NOT_A_DATE.predicate
        of_many, advice = "are not dates", NOT_A_DATE.hint
        if kind == "written":
            of_many, advice = written_otherwise(of_group, place)
        elif kind == "month":
            advice = f"{hint_of_month(of_group[0])}; otherwise {advice}"
    else:
        problem = number_problem("9" * 99 if kind == "long" else "x")
        assert problem is not None
        code, of_one, advice = problem.code, problem.predicate, problem.hint
        of_many = problem.predicate.replace("has", "have") if kind == "long" else "are not numbers"
        if kind in ("comma", "thousands", "both marks", "sign"):
            of_many = "have a comma" if kind == "comma" else of_many
            advice = _hint_of_number(kind, detail, of_group, place, advice)
        elif kind == "number" and is_limit(of_group[0]):
            advice = f"{as_blank(of_group[0], is_query=place.is_query)}; otherwise {advice}"
        elif kind == "number" and of_group[0].startswith("="):
            advice = NOT_CALCULATED
        elif kind == "number" and place.has_question:
            advice = _hint_of_word(of_group[0], place, advice)
    if kind.startswith("blank"):
        advice = as_blank(detail, is_query=place.is_query)
    return ValueGroup(code=code, words=tuple(positions), of_one=of_one, of_many=of_many, hint=advice)


def _hint_of_word(word: str, place: ValuePlace, otherwise: str) -> str:
    """Return what to do about a word in place of a number; no number is suggested that the word does not have."""
    digits = _DIGITS.search(word)
    if digits is not None and word[: digits.start()].rstrip().endswith(_MAY_BE_MINUS):
        codes = f"'codes' of the question: 'codes: {{{as_quoted_text(word)}: ...}}'"
        minus = minus_of(word)
        if minus is not None and not place.is_query:
            return hint_of_minus(
                word, minus, f"{otherwise}; if '{word}' stands for another number, say for which with {codes}"
            )
        return f"{otherwise}, with - before a number below zero; if '{word}' stands for a number, say for which with {codes}"
    number_of_word = "..." if digits is None else digits[0]
    codes = f"'codes' of the question: 'codes: {{{as_quoted_text(word)}: {number_of_word}}}'"
    if digits is not None:
        return f"{otherwise}; if '{word}' stands for a number, say for which with {codes}"
    blank = as_blank(word, is_query=place.is_query)
    return f"{blank}; if it stands for a number, say for which with {codes}; otherwise {otherwise}"


def _like_others(others: str, words: Sequence[str]) -> str:
    """Return that words are to be written as most cells of the file are, of which a clause says how many there are."""
    return f"{others}: write {'this one' if len(words) == 1 else 'these'} so, too"


def _hint_of_number(
    kind: str,
    detail: str,
    words: Sequence[str],
    place: ValuePlace,
    otherwise: str,
) -> str:
    """Return what to do about numbers with marks or signs."""
    if place.is_query:
        return f"let the query return a number; otherwise {otherwise}"
    if kind == "thousands":
        return hint_of_thousands(detail, otherwise)
    if kind == "sign":
        return hint_of_sign(detail, otherwise)
    meaning = "decimal" if kind == "both marks" else meaning_of_mark(words, ",")
    points = place.in_standard_form
    have = " of the file has" if points == 1 else "s of the file have"
    others = f"{points:,} other number{have} a point before decimals"
    if meaning == "decimal" and points >= len(words):
        return _like_others(others, words)
    if kind == "both marks":
        keys = f"'decimal: \",\"' and 'thousands: \"{detail}\"'"
        both = f"if '{detail}' is between thousands and the comma before decimals"
        return f"{both}, write {keys} for the file in surveys/files.yaml; otherwise {otherwise}"
    if meaning == "decimal" and points:
        return (
            f"{others}: write all in one way, either with a point, or with a comma and 'decimal: \",\"' "
            "for the file in surveys/files.yaml"
        )
    if meaning == "thousands":
        looks = "three digits follow each comma, which looks like thousands: "
        return looks + hint_of_thousands(",", otherwise)
    if meaning == "decimal":
        return f"if the comma is the decimal mark, write 'decimal: \",\"' for the file in surveys/files.yaml; otherwise {otherwise}"
    keys = "'thousands: \",\"'" if points else "'decimal: \",\"' or 'thousands: \",\"'"
    return (
        f"some commas look like decimal marks and some like thousands: write {keys} "
        "for the file in surveys/files.yaml, and correct the others"
    )


def hint_of_thousands(mark: str, otherwise: str) -> str:
    """Return the hint that names the mark between thousands.

    Args:
        mark: The mark.
        otherwise: What to do if it is no such mark.
    """
    return (
        f"if '{mark}' is between thousands, write 'thousands: \"{mark}\"' for the file in surveys/files.yaml; "
        f"otherwise {otherwise}"
    )


def hint_of_minus(word: str, minus: str, otherwise: str, declared: Sequence[str] = ()) -> str:
    """Return the hint that names how numbers below zero are written.

    Args:
        word: The number.
        minus: How it is written, as `minus` declares it.
        otherwise: What to do if it is not below zero.
        declared: What `minus` of the file has already.
    """
    marks = ", ".join(as_quoted_text(one) for one in (*declared, minus))
    return f"if '{word}' is below zero, write 'minus: [{marks}]' for the file in surveys/files.yaml; otherwise {otherwise}"


def hint_of_sign(sign: str, otherwise: str, declared: Sequence[str] = (), flags: Sequence[str] = ()) -> str:
    """Return the hint that names a sign before or after numbers.

    Args:
        sign: The sign.
        otherwise: What to do if it is none.
        declared: The signs that the file has already.
        flags: The flags that it has already.
    """
    otherwise = f"otherwise {otherwise}"
    if is_flag(sign):
        listed = ", ".join(as_quoted_text(one) for one in (*flags, sign))
        otherwise = (
            f"if it is a flag that says nothing about the unit, such as b for a break in the series, write 'flags: [{listed}]'; "
            f"{otherwise}"
        )
    signs = ", ".join(as_quoted_text(one) for one in (*declared, sign))
    return (
        f"if '{sign}' is a sign that belongs to each number, write 'signs: [{signs}]' for the file in "
        f"surveys/files.yaml; {otherwise}"
    )


def written_otherwise(words: Sequence[str], place: ValuePlace) -> tuple[str, str]:
    """Return what is wrong with dates that are written otherwise, and what to do.

    Args:
        words: The dates.
        place: What can be declared where they are read.
    """
    if place.is_query:
        return "are dates written otherwise", f"let the query return a date; otherwise {NOT_A_DATE.hint}"
    typed = standard_dates(pl.Series(words, dtype=pl.String), STANDARD)["date"].is_not_null().to_list()
    if place.has_typed_dates and not all(typed):
        words = [word for word, is_typed in zip(words, typed, strict=True) if not is_typed]
    patterns = fitting_patterns(words)
    standard = 0 if place.has_typed_dates else place.in_standard_form
    are = " of the file is" if standard == 1 else "s of the file are"
    others = f"{standard:,} other date{are} written YYYY-MM-DD"
    if not patterns and standard:
        return "are dates written in several orders", _like_others(others, words)
    if not patterns:
        return "are dates written in several orders", f"write all of them alike, or {NOT_A_DATE.hint}"
    usual = [pattern for pattern in patterns if pattern.order[1] != "day" or pattern.order[0] != "year"]
    orders = list(dict.fromkeys(written_pattern(pattern) for pattern in usual or patterns))
    is_by_column = place.column is not None and (standard or bool(place.dates_of_columns))
    keys = keys_of_dates(patterns[0], place.column if is_by_column else None, place.dates_of_columns)
    if len(orders) > 1 and is_by_column:
        keys = keys.replace(f": {orders[0]}}}'", ": ...}' with the order in place of the points")
    elif len(orders) > 1:
        keys = keys.replace(f"'dates: {orders[0]}'", "the order as 'dates'")
    either_order = " or ".join(orders)
    if standard and not is_by_column and standard >= len(words):
        return f"are dates written {either_order}", _like_others(others, words)
    if standard and not is_by_column:
        return f"are dates written {either_order}", (
            f"{others}: write all in one way, either as YYYY-MM-DD, or as {either_order} with {keys} "
            "for the file in surveys/files.yaml"
        )
    advice = f"if they are dates written {either_order}, write {keys} for the file in surveys/files.yaml"
    return f"are dates written {either_order}", f"{advice}; otherwise {NOT_A_DATE.hint}"
