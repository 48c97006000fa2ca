"""Judges whether a mark in numbers stands before decimals or between thousands, by the digits that follow it."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Literal

SPACES = " \u00a0\u202f"  # a space between thousands is often one that no line breaks at
Meaning = Literal["decimal", "thousands", "either"]


@cache
def grouped_number(thousands: str, decimal: str) -> str:
    """Return the regular expression of a number with its digits in groups of three.

    Args:
        thousands: The mark between the groups; a space is any of SPACES.
        decimal: The mark before decimals.
    """
    return rf"-?[1-9][0-9]{{0,2}}(?:{marks(thousands)}[0-9]{{3}})+(?:[{decimal}][0-9]+)?"


@cache
def plain_number(decimal: str) -> str:
    """Return the regular expression of a number without marks between thousands."""
    return rf"-?[0-9]+(?:[{decimal}][0-9]+)?"


EXPONENT = "[eE][+-]?[0-9]{1,4}"  # 1e+05 is 100000


OTHER_SIGN = r"^(\s*)(?:\u2212|\+)([^\s+\u2212-])"  # a typographical minus, or a plus, before the first digit or currency


def with_plain_sign(text: str) -> str:
    """Return a number with `-` in place of a typographical minus before it, and without a plus."""
    if "\u2212" in text:
        return re.sub(OTHER_SIGN, r"\1-\2", text)
    return re.sub(OTHER_SIGN, r"\1\2", text) if "+" in text else text


def written_out(number: str) -> str:
    """Return a number with an exponent with all of its digits: 100000 for 1e+05.

    Args:
        number: The number, with a point before decimals.
    """
    return format(Decimal(number), "f")


def marks(thousands: str) -> str:
    """Return the regular expression of the mark between thousands."""
    return f"[{SPACES}]" if thousands == " " else f"[{re.escape(thousands)}]"


_SYMBOL = r"[^\w\s.,'\u2019+<>=~\u2264\u2265?()\u2013\u2014\u2212-]{1,3}"  # `<5` and a dash before 5 are other values than 5
_NOTE = r"\[[^\W\d_]{1,5}\]"  # [p] for provisional, [r] for revised
_BEFORE, _AFTER = (
    rf"[A-Z]{{1,3}}|{_SYMBOL}",
    rf"[^\W\d_]{{2,10}}|(?<= )[a-z]|{_SYMBOL}",  # `12.3 b` is a break in the series at Eurostat
)  # `about 5` is another value, too
_SIGNED = re.compile(
    rf"-?(?:(?P<before>{_BEFORE}) ?)?-?[0-9][0-9.,'\u2019{SPACES}]*?(?: ?(?P<after>{_AFTER}))?(?: ?(?P<note>{_NOTE}))?"
)
_ORDINALS = ("st", "nd", "rd", "th")


def signs_in(word: str) -> tuple[str, ...]:
    """Return the sign or word before or after a number, such as `%`, and the note after it, such as `[p]`.

    There is none where a text is not a number, or has a sign on each side.

    Args:
        word: A text.
    """
    found = _SIGNED.fullmatch(word.strip())
    if found is None or (found["before"] and found["after"]) or found["after"] in _ORDINALS:
        return ()
    return tuple(sign for sign in found.groups() if sign)


def signs_around(word: str, declared: Sequence[str] = ()) -> str | None:
    """Return the first sign before or after a number that is not declared; None where there is none.

    Args:
        word: A text.
        declared: The signs and flags that its file declares.
    """
    return next((sign for sign in signs_in(word) if sign not in declared), None)


def is_note(sign: str) -> bool:
    """Return whether a sign says something about the number before it, such as `[p]` for provisional, and no unit."""
    return re.fullmatch(_NOTE, sign) is not None


def is_flag(sign: str) -> bool:
    """Return whether a sign may be a flag of official statistics, such as `b` for a break in the series, and no unit."""
    return is_note(sign) or re.fullmatch("[a-z]{1,3}", sign) is not None


def minus_of(word: str) -> str | None:
    """Return how a number that may be below zero is written, as `minus` declares it: `()` around it, or a dash before it.

    Args:
        word: A text.
    """
    found = re.fullmatch(
        r"\s*[^\w\s()]?(?:\([^\w\s()]? ?[0-9][0-9.,]*%?\)|(\u2013|\u2014) ?[0-9][0-9.,]*)%?\s*", word
    )
    return None if found is None else found[1] or "()"


def negative_numbers(minus: Sequence[str]) -> list[str]:
    """Return regular expressions of numbers below zero as `minus` declares them.

    Each has three groups, before which `-` makes the number that is meant: a sign before the mark, the digits, a sign after it.

    Args:
        minus: The marks, `()` or a dash.
    """
    sign = r"[^\w\s().,-]{0,3}"
    dashes = "".join(mark for mark in minus if mark != "()")
    around = [rf"^\s*({sign})\s*\(\s*([^()-]+?)\s*\)\s*({sign})\s*$"] * ("()" in minus)
    before = [rf"^\s*({sign})\s*[{dashes}]\s*({sign} ?[0-9].*?)({sign})\s*$"] * bool(dashes)
    return [*around, *before]


def flagged_number(flags: Sequence[str], signs: Sequence[str] = ()) -> str:
    """Return the regular expression of a flag after a number with its sign, and of what is before it.

    Args:
        flags: The flags.
        signs: The signs that may be between the number and the flag.
    """
    either = "|".join(re.escape(flag) for flag in sorted(flags, key=len, reverse=True))
    between = "".join(rf"|[0-9)]\s*{re.escape(sign)}" + r"\b" * sign[-1].isalnum() for sign in signs)
    return rf"^(.*(?:[0-9).%]{between}))\s*({either})\s*$"


def signed_number(signs: Sequence[str]) -> tuple[str, str]:
    """Return the regular expressions of what is before and after the digits of a number with a sign; none is blank.

    Args:
        signs: The signs.
    """
    either = "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))
    return rf"^\s*(-?)\s*(?:{either})\s*", rf"\s*(?:{either})\s*$"


def meaning_of_mark(texts: Iterable[str], mark: str) -> Meaning | None:
    """Return what a mark means in the texts that have it; None if one of these texts is not a number either way.

    Exactly three digits after each mark look like thousands, so that this is said only where no text shows decimals.

    Args:
        texts: The texts.
        mark: The comma or the full stop.
    """
    other = "." if mark == "," else ","
    found: set[Meaning] = set()
    for text in texts:
        if mark not in text:
            continue
        if re.fullmatch(grouped_number(mark, other), text.strip()):
            found.add("thousands")
        elif re.fullmatch(plain_number(mark), text.strip()):
            found.add("decimal")
        else:
            return None
    return found.pop() if len(found) == 1 else "either" if found else None
