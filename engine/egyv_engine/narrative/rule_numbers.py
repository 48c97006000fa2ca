"""Lists the numbers of an indicator's rule that its title and its wording may say as they are written."""

import re
from collections.abc import Iterator
from fractions import Fraction

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.condition_walk import answers, leaves, parts_of, right_words, sides
from egyv_engine.model.documents import Indicator
from egyv_engine.model.language import Language
from egyv_engine.model.typed_values import days, number, whole_number
from egyv_engine.narrative.plain_words import Extent, number_parts
from egyv_engine.narrative.wording import Wording

_ROUND = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_NAMED = {  # what English calls some numbers, besides their digits
    Fraction(1, 4): ("a quarter", "one quarter"),
    Fraction(1, 2): ("half",),
    Fraction(3, 4): ("three quarters",),
    Fraction(2): ("twice",),
}
_MOST_PLACES = 10  # of the share of a part: parts are at most 1000
_PERCENT = re.compile(r"\s*(?:%|per\s?cent\b)", re.IGNORECASE)


def numbers_of_rule(linked: LinkedProgramme, indicator: Indicator, wording: Wording) -> frozenset[str]:
    """Return the numbers of an indicator's rule and of its base, and those in the words of their questions and answers.

    Args:
        linked: The programme.
        indicator: The indicator.
        wording: The words for numbers.

    Returns:
        Each number in digits and, where it has some, in small letters; a share of one also in per cent: `50%`.
    """
    return _named(linked, indicator, wording.language) | unnamed_numbers(linked, indicator, wording)


def has_unreadable_number(linked: LinkedProgramme, indicator: Indicator) -> bool:
    """Return whether a comparison of a rule has no number or date on its right where it needs one, which is reported.

    Args:
        linked: The programme.
        indicator: The indicator.
    """
    reads = {"number": number, "date": days}
    conditions = [indicator.met_when, *([] if indicator.base is None else [indicator.base])]
    for leaf in (leaf for condition in conditions for leaf in leaves(condition)):
        for answer in (answer for side in sides(leaf) for answer in answers(side)):
            question = linked.questions.get(answer.question)
            read = reads.get(question.scale) if question is not None else None
            if read is not None and any(read(word.text) is None for word in right_words(leaf)):
                return True
    return False


def unnamed_numbers(linked: LinkedProgramme, indicator: Indicator, wording: Wording) -> frozenset[str]:
    """Return those of the numbers of a rule for which wording has no name such as `{{ threshold }}`.

    Args:
        linked: The programme.
        indicator: The indicator.
        wording: The words for numbers.
    """
    conditions = [indicator.met_when, *([] if indicator.base is None else [indicator.base])]
    found: set[str] = set()
    for leaf in (leaf for condition in conditions for leaf in leaves(condition)):
        for text in _constants(leaf):
            found |= _forms(text, wording.language) or _words_for_numbers(text, wording)
        for answer in (answer for side in sides(leaf) for answer in answers(side)):
            if answer.question in linked.questions:
                found |= _words_for_numbers(linked.questions[answer.question].asks, wording)
    return frozenset(found) - _named(linked, indicator, wording.language)


def is_known_number(text: str, extent: Extent, known: frozenset[str]) -> bool:
    """Return whether a number in a text is one of some numbers, as these functions return them.

    Args:
        text: The text.
        extent: Where the number is.
        known: The numbers.
    """
    first, last = extent
    written = text[first:last].lower()
    is_percent = f"{written}%" in known and _PERCENT.match(text[last:]) is not None
    return written in known or known.issuperset(number_parts(written)) or is_percent


def forms_of_right_side(rule: c.Leaf, language: Language) -> frozenset[str]:
    """Return what readers may see instead of the only number on the right of a comparison; empty for every other right side.

    Args:
        rule: The comparison.
        language: The words for numbers.
    """
    right = right_words(rule)
    return frozenset(_forms(right[0].text, language)) if len(right) == 1 else frozenset()


def _named(linked: LinkedProgramme, indicator: Indicator, language: Language) -> frozenset[str]:
    """Return what readers may see of the numbers of a rule that have a name, such as `{{ threshold }}`."""
    values = set(linked.thresholds(indicator).values())
    return frozenset(form for value in values for form in _forms(str(value), language))


def _constants(leaf: c.Leaf) -> Iterator[str]:
    """Yield the numbers, dates and answers that are written in a comparison, as texts."""
    yield from (word.text for word in right_words(leaf))
    for side in sides(leaf):
        for part in parts_of(side):
            if isinstance(part, c.NumberSide):
                yield _decimal(part.number)
            elif isinstance(part, c.QuantileSide):
                yield from _shares(int(part.of.parts))


def _shares(parts: int) -> Iterator[str]:
    """Yield the share of a part of a quantile as a number whose decimals end: "the highest half" of two, "the highest 10%" of ten."""
    if 10**_MOST_PLACES % parts == 0:
        yield _decimal(Fraction(1, parts))


def _decimal(value: Fraction) -> str:
    """Return a number of a rule, whose decimals end, in digits."""
    places = next(n for n in range(100) if (value * 10**n).denominator == 1)
    whole = f"{abs(int(value * 10**places)):0{places + 1}}"
    digits = f"{whole[:-places]}.{whole[-places:]}" if places else whole
    return f"-{digits}" if value < 0 else digits


def _forms(text: str, language: Language) -> set[str]:
    """Return what readers may see instead of a number or a date of a rule; nothing of any other text."""
    value, day = number(text), days(text)
    if day is not None:
        year, _, of_month = text.split("-")
        return {year, str(int(of_month))}
    if value is None:
        return set()
    found = {_decimal(value), *_NAMED.get(value, ())}
    if 0 < value <= 1:
        found.add(f"{_decimal(100 * value)}%")
    whole = whole_number(_decimal(value))
    if whole is not None:
        found.update({language.in_words(whole)} if whole <= language.most_in_words else ())
        found.update(_round_number(whole, language))
    return found


def _round_number(value: int, language: Language) -> Iterator[str]:
    """Yield what English calls a round number: "thousand" after "a" or "one", "two thousand", for which both words are found."""
    for word, size in _ROUND.items():
        how_many, rest = divmod(value, size)
        if rest == 0 and how_many == 1:
            yield word
        elif rest == 0 and 1 < how_many <= language.most_in_words:
            yield f"{language.in_words(how_many)} {word}"


def _words_for_numbers(text: str, wording: Wording) -> set[str]:
    return {word.lower() for word in wording.numbers_in(text)}
