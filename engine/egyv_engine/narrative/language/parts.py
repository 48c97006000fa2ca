"""The parts of a sentence before it is written: words, declared text, and what a language still has to put into words."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from egyv_engine.model.decimals import with_thousands
from egyv_engine.model.documents import Unit
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.report import PLAIN, BoundNumber, NoteMark, Style, Term, Text


class Count(Frozen):
    """A whole number whose style the sentence decides.

    ref: its path. zero: which of the language's words for none is written for nought, such as "alone" for "none"; None if
    nought is a number like any other. word: what is written in its place, such as "both". is_of_rule: whether it is a number
    of a rule, such as a threshold, which is compared with no other number of the sentence and has a style of its own. also: the
    path of another number that it stands for.
    """

    ref: str
    value: int
    zero: str | None = None
    word: str | None = None
    style: Style = PLAIN
    is_of_rule: bool = False
    also: str | None = None


class Verb(Frozen):
    """A verb that agrees with what comes before it. name: one of the language's verbs."""

    name: str
    is_plural: bool


class QuotationMark(Frozen, kw_only=False):
    """The mark that opens or closes a quotation."""

    at: Literal["start", "end"]


class GroupWord(Frozen):
    """The word for a cohort next to its label, which is left out where the label says it.

    forms: the words for one and several. is_whole: the label names them all, and takes no article: "all schools".
    units: the words for one unit and several, if it is all units that the label names; something is among these, not in them.
    """

    text: str
    forms: tuple[str, ...]
    is_whole: bool = False
    units: tuple[str, ...] = ()


class Joined(Frozen):
    """Several members that a language joins.

    how: "and" or "or" for a list; "list" for a list of clauses; "clauses" for clauses joined by "and"; "further" for clauses
    that continue a sentence.
    """

    members: tuple["Parts", ...]
    how: Literal["and", "or", "list", "clauses", "further"]


class Phrased(Frozen, kw_only=False):
    """A part with a phrase of its own.

    facts: the facts of a claim, whose kind has the phrase. called: what the phrase calls units, in place of the programme's words.
    """

    facts: object
    called: Unit | None = None


Part = Text | Term | BoundNumber | Count | NoteMark | Verb | QuotationMark | GroupWord | Joined | Phrased
Parts = tuple[Part, ...]


_kept = lru_cache(maxsize=1 << 14)  # a report says the same words thousands of times, and parts never change


@_kept
def words(text: str) -> Parts:
    """Return words of the engine or of a template as parts."""
    return (Text(text=text),) if text else ()


@_kept
def term(text: str | None) -> Parts:
    """Return text that the programme declares as parts; none for None, so that a phrase can test for it."""
    return (Term(text=text),) if text else ()


@_kept
def verb(name: str, *, is_plural: bool) -> Parts:
    """Return a verb as parts, such as "was" or "were".

    Args:
        name: The verb, by its name in the phrasebook.
        is_plural: Whether several are spoken of.
    """
    return (Verb(name=name, is_plural=is_plural),)


def quoted(text: str) -> Parts:
    """Return text that others wrote, in quotation marks."""
    return (QuotationMark("start"), Term(text=text), QuotationMark("end"))


def percentage(ref: str, text: str) -> Parts:
    """Return a percentage that is written already, with its path.

    Args:
        ref: The path of the number.
        text: The percentage as it is read, such as "48%".
    """
    return (BoundNumber(ref=ref, value=text.rstrip("%"), text=text),)


def decimal_number(ref: str, text: str) -> Parts:
    """Return a number that units gave, with its path and a comma between thousands.

    Args:
        ref: The path of the number.
        text: The number without marks, such as "12500.5".
    """
    return (BoundNumber(ref=ref, value=text, text=with_thousands(text)),)


def merged(parts: Iterable[Part]) -> Parts:
    """Return the parts with neighbouring words joined into one, and brackets after brackets: "(58%; 125 asked)"."""
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(part, Text) and isinstance(last, Text) and part.style == last.style:
            is_bracket_again = last.text.endswith(")") and part.text.startswith(" (")
            text = (
                f"{last.text[:-1]};{part.text.replace('(', '', 1)}"
                if is_bracket_again
                else last.text + part.text
            )
            found[-1] = Text(text=text, style=last.style)
        else:
            found.append(part)
    return tuple(found)


def stripped(parts: Parts) -> Parts:
    """Return the parts without white space of a template at their start and end."""
    found = list(parts)
    for at, strip in ((0, str.lstrip), (-1, str.rstrip)):
        if found and isinstance(end := found[at], Text):
            found[at] = Text(text=strip(end.text), style=end.style)
    return tuple(part for part in found if not isinstance(part, Text) or part.text)
