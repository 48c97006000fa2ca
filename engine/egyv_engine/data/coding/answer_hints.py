"""Describes what is wrong with words that are not answers, and which key of the programme reads them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from egyv_engine.data.number_marks import grouped_number, meaning_of_mark
from egyv_engine.data.open_values import NOT_A_DATE, number_problem
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.model.typed_values import comparable_text, number

_BLANK_WORDS = frozenset(
    (
        "na",
        "n/a",
        "#n/a",
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
    )
)
_YES = frozenset(("true", "t", "yes", "y"))
_NO = frozenset(("false", "f", "no", "n"))
_MARKS = ("'", "\u2019", "_", " ")  # that are never before decimals
_DAY_FIRST = re.compile(r"([0-9]{1,2})([./ -])([0-9]{1,2})\2[0-9]{4}")
_YEAR_FIRST = re.compile(r"[0-9]{4}([./ -])[0-9]{1,2}\1[0-9]{1,2}")
_WITH_TIME = re.compile(r"(.{8,10}?)[T ][0-9]{1,2}:[0-9]{2}.*")
_MOST_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueGroup:
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


def scale_hint(word: str, answers: Sequence[str]) -> tuple[str, str | None]:
    """Return what to do about a word that is not on a scale, and the answer that is probably meant, if any.

    Args:
        word: The word; empty for several words.
        answers: The answers of the scale, and those that are not ordinary.
    """
    listed = hint("", answers, "answers of the scale")
    if word.strip() in answers:
        return f"remove the spaces around '{word.strip()}'", word.strip()
    if word and is_blank_word(word):
        return f"{_as_blank(word)}; {listed}", None
    value = number(word)
    if value is not None:
        same = next((a for a in answers if comparable_text(a) == comparable_text(word)), None)
        if same is not None:
            return f"did you mean '{same}'? {listed}", same
        if not any(number(answer) is not None for answer in answers):
            return (
                f"if '{word}' stands for an answer, say for which with 'codes' of the scale; {listed}",
                None,
            )
    if (near := did_you_mean(word, answers)) is not None:
        return hint(word, answers, "answers of the scale"), near
    meant = _truth(word, answers)
    if meant is not None:
        return (
            f"if '{word}' means '{meant}', write 'spellings: {{{_quoted(meant)}: [{_quoted(word)}]}}' in the scale; {listed}",
            meant,
        )
    return listed, None


def _truth(word: str, answers: Sequence[str]) -> str | None:
    for words in (_YES, _NO):
        if word.strip().casefold() in words:
            return next((a for a in answers if a.casefold() in words), None)
    return None


def _quoted(word: str) -> str:
    return f'"{word}"'


def is_blank_word(word: str) -> bool:
    """Return whether programs write a word in cells without a value."""
    text = word.strip().casefold()
    return text in _BLANK_WORDS or (number(text) is not None and comparable_text(text) in _BLANK_WORDS)


def _as_blank(word: str) -> str:
    return f"if '{word}' stands for a blank cell, write 'blank: [{_quoted(word)}]' for the file in surveys/files.yaml"


def value_groups(value_type: str, words: Sequence[str]) -> list[ValueGroup]:
    """Return wrong numbers or dates by what is wrong with them, in the order of the first of each.

    Args:
        value_type: `number` or `date`.
        words: Different words, none of which is a valid value.
    """
    found: dict[tuple[str, str], list[int]] = {}
    for position, word in enumerate(words):
        found.setdefault(_kind(value_type, word), []).append(position)
    return [_group(kind, detail, positions, words) for (kind, detail), positions in found.items()]


def _kind(value_type: str, word: str) -> tuple[str, str]:
    """Return the kind of a mistake, with the word if each word is a mistake of its own."""
    if is_blank_word(word):
        return f"blank {value_type}", word
    if value_type == "number":
        problem = number_problem(word)
        if problem is not None and problem.code == "EGY520":
            return "long", ""
        if meaning_of_mark([word], ",") is not None:
            return "comma", ""
        mark = next((m for m in _MARKS if re.fullmatch(grouped_number(m, "."), word.strip())), None)
        return ("number", "") if mark is None else ("thousands", mark)
    timed = _WITH_TIME.fullmatch(word)
    day = timed.group(1) if timed else word
    if _DAY_FIRST.fullmatch(day) or (_YEAR_FIRST.fullmatch(day) and (timed or "-" not in day)):
        return "written", ""
    return "date", ""


def _group(kind: str, word: str, positions: list[int], words: Sequence[str]) -> ValueGroup:
    number_fault = number_problem("x")
    assert number_fault is not None
    code, of_one, of_many, advice = {
        "blank number": ("EGY513", "is not a number", "are not numbers", _as_blank(word)),
        "blank date": ("EGY514", "is not a date", "are not dates", _as_blank(word)),
        "number": ("EGY513", number_fault.predicate, "are not numbers", number_fault.hint),
        "comma": (
            "EGY513",
            number_fault.predicate,
            "have a comma",
            _hint_of_commas([words[p] for p in positions], number_fault.hint),
        ),
        "thousands": (
            "EGY513",
            number_fault.predicate,
            "are not numbers",
            _hint_of_thousands(word, number_fault.hint),
        ),
        "date": ("EGY514", NOT_A_DATE.predicate, "are not dates", NOT_A_DATE.hint),
    }.get(kind) or _long_or_written(kind, [words[p] for p in positions])
    return ValueGroup(code=code, words=tuple(positions), of_one=of_one, of_many=of_many, hint=advice)


def _hint_of_commas(words: Sequence[str], otherwise: str) -> str:
    """Return what to do about numbers with commas, by the digits after them."""
    meaning = meaning_of_mark(words, ",")
    if meaning == "thousands":
        looks = "three digits follow each comma, which looks like thousands: "
        return looks + _hint_of_thousands(",", otherwise)
    if meaning == "decimal":
        return f"if the comma is the decimal mark, write 'decimal: \",\"' for the file in surveys/files.yaml; otherwise {otherwise}"
    return (
        "some commas look like decimal marks and some like thousands: write 'decimal: \",\"' or 'thousands: \",\"' "
        "for the file in surveys/files.yaml, and correct the others"
    )


def _hint_of_thousands(mark: str, otherwise: str) -> str:
    return (
        f"if '{mark}' is between thousands, write 'thousands: \"{mark}\"' for the file in surveys/files.yaml; "
        f"otherwise {otherwise}"
    )


def _long_or_written(kind: str, words: Sequence[str]) -> tuple[str, str, str, str]:
    if kind == "long":
        problem = number_problem("9" * 99)
        assert problem is not None
        return problem.code, problem.predicate, problem.predicate.replace("has", "have"), problem.hint
    orders = _orders_of_dates(words)
    either_order = " or ".join(orders)
    written = f"'dates: {orders[0]}'" if len(orders) == 1 else "the order as 'dates'"
    return (
        "EGY514",
        NOT_A_DATE.predicate,
        f"are dates written {either_order}",
        (
            f"if they are dates written {either_order}, write {written} for the file in surveys/files.yaml; "
            f"otherwise {NOT_A_DATE.hint}"
        ),
    )


def _orders_of_dates(words: Sequence[str]) -> list[str]:
    """Return how dates may be written, as the key `dates` says it."""
    first_is_day = second_is_day = False
    mark = "/"
    for word in words:
        timed = _WITH_TIME.fullmatch(word)
        day = timed.group(1) if timed else word
        year_first = _YEAR_FIRST.fullmatch(day)
        if year_first:
            return [year_first.group(1).join(("year", "month", "day"))]
        parts = _DAY_FIRST.fullmatch(day)
        if parts:
            mark = parts.group(2)
            first_is_day |= int(parts.group(1)) > _MOST_MONTHS
            second_is_day |= int(parts.group(3)) > _MOST_MONTHS
    orders = []
    if first_is_day or not second_is_day:
        orders.append(mark.join(("day", "month", "year")))
    if second_is_day or not first_is_day:
        orders.append(mark.join(("month", "day", "year")))
    return orders
