"""Defines the pieces that the page of an explanation is made of, and makes those that pages of every kind have."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

from egyv_engine.diagnostics.span import Span
from egyv_engine.model.decimals import number_text, readable_decimal
from egyv_engine.model.explanation import Citation, Explanation, Statement
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.label_forms import with_capital


class Heading(Frozen):
    """A heading.

    Attributes:
        level: 1 for that of a whole explanation.
    """

    text: str
    level: int


class Line(Frozen):
    """A sentence, or an entry of a list.

    Attributes:
        lead: Words in front that name the line.
        at: A position that follows it.
        depth: How many lists it is inside of; 0 for none.
    """

    text: str
    lead: str = ""
    at: Span | None = None
    depth: int = 0


class Quoted(Frozen):
    """Text of a rule file."""

    text: str


class Grid(Frozen):
    """A table. The columns from the second on hold numbers or short words."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Piece: TypeAlias = Heading | Line | Quoted | Grid


class ExplainedPage(Frozen):
    """Names the units of an explanation on its page."""

    explanation: Explanation

    def named(self, unit: str) -> str:
        """Return the id of a unit, with its label if it has one."""
        label = self.explanation.labels.get(unit)
        return unit if label is None else f"{unit} ({label})"

    def unnamed(self) -> Iterator[Piece]:
        """Yield that units are not named, where they must not be."""
        if not self.explanation.names_units:
            many = with_capital(self.explanation.units_word)
            yield Line(
                text=f"{many} are counted here and not named, because the programme does not let them be named."
            )


def place(span: Span) -> str:
    """Return a position as people write it: the file and the line, or the place in a file without lines."""
    return f"{span.file} {span.place}" if span.place else f"{span.file}:{span.line}"


def at_unless_same(at: Span, above: Span | None) -> Span | None:
    """Return the position of an entry of a list; None where it is on the line of the file that the entry above it names.

    Args:
        at: The position.
        above: The position of the entry above it; None for the first.
    """
    return None if above is not None and (above.file, above.line) == (at.file, at.line) else at


def statement_lines(statements: Sequence[Statement]) -> Iterator[Piece]:
    """Yield the entries of a list of sentences."""
    yield from (Line(text=one.text, at=one.at, depth=1) for one in statements)


def notes_of_care(notes: Sequence[Statement]) -> Iterator[Piece]:
    """Yield what readers must know of a result; nothing if there is nothing."""
    if notes:
        yield Heading(text="Read with care", level=2)
        yield from statement_lines(notes)


def cited_sources(citations: Sequence[Citation]) -> Iterator[Piece]:
    """Yield the sources of a result and the reasons that the rules give; nothing if there are none."""
    if not citations:
        return
    yield Heading(text="Sources", level=2)
    for citation in citations:
        parts = [part for part in (citation.document, citation.paragraph) if part]
        if citation.checked:
            parts.append(f"checked {citation.checked}")
        text = ", ".join(parts)
        if citation.rationale:
            text = f"{text}. {citation.rationale}" if text else citation.rationale
        yield Line(lead=citation.about, text=text, at=citation.at, depth=1)


def shown_number(number: Fraction | float | None) -> str:
    """Return a number, with two decimals if it is not whole; nothing for None."""
    if number is None:
        return ""
    exact = Fraction(number)
    return number_text(exact) if exact.denominator == 1 else readable_decimal(exact, 2)
