"""The parts of a sentence before it is written: words, declared text, and numbers that still need a style."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from egyv_engine.model.report import PLAIN, BoundNumber, NoteMark, Style, Term, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A whole number whose style the sentence decides. ref: its path; word: what is written in its place, such as "none"."""

    ref: str
    value: int
    word: str | None = None
    style: Style = PLAIN


Part = Text | Term | BoundNumber | Count | NoteMark
Parts = tuple[Part, ...]


def words(text: str) -> Parts:
    """Return words of the engine or of a template as parts."""
    return (Text(text=text),) if text else ()


def term(text: str | None) -> Parts:
    """Return text that the programme declares as parts; none for None, so that a phrase can test for it."""
    return (Term(text=text),) if text else ()


def percentage(ref: str, text: str) -> Parts:
    """Return a percentage that is written already, with its path.

    Args:
        ref: The path of the number.
        text: The percentage as it is read, such as "48%".
    """
    return (BoundNumber(ref=ref, value=text.rstrip("%"), text=text),)


def merged(parts: Iterable[Part]) -> Parts:
    """Return the parts with neighbouring words joined into one."""
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(part, Text) and isinstance(last, Text) and part.style == last.style:
            found[-1] = replace(last, text=last.text + part.text)
        else:
            found.append(part)
    return tuple(found)


def stripped(parts: Parts) -> Parts:
    """Return the parts without white space of a template at their start and end."""
    found = list(parts)
    if found and isinstance(found[0], Text):
        found[0] = replace(found[0], text=found[0].text.lstrip())
    if found and isinstance(found[-1], Text):
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return tuple(part for part in found if not isinstance(part, Text) or part.text)
