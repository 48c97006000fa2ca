"""Formats the cells of the report's tables as text."""

from fractions import Fraction
from typing import assert_never

from egyv_engine.model.decimals import decimal, readable_decimal, with_thousands
from egyv_engine.model.report import Bounds, Cell, CountOfBase, Figure, Mark, Sentence, Term, Text

MARKS: dict[Mark, str] = {"differs": "◆", "agrees": "●"}


def cell_text(cell: Cell) -> str:
    """Return a cell as it is read; empty where there is nothing to state."""
    match cell:
        case None:
            return ""
        case Figure():
            return figure_text(cell)
        case Text() | Term() | Sentence():
            return cell.text
        case CountOfBase():
            return _count_of_base(cell)
        case Bounds(word=word, low=low, high=high, to=to):
            return word if low.value == high.value else f"{word}: {figure_text(low)} {to} {figure_text(high)}"
        case _:
            assert_never(cell)


def _count_of_base(cell: CountOfBase) -> str:
    """Return a count of its base with what is known of it besides: "5 of 9", "21 of 40 (53%)", "5 of 9 (-4)"."""
    of_base = "" if cell.base is None else f" {cell.of} {figure_text(cell.base)}"
    besides = [figure_text(each) for each in (cell.share, cell.change) if each is not None]
    bracketed = f" ({', '.join(besides)})" if besides else ""
    return " ".join((f"{figure_text(cell.count)}{of_base}{bracketed}", *(MARKS[mark] for mark in cell.marks)))


def figure_text(figure: Figure) -> str:
    """Return a number with its decimals, its sign where it is signed, and its unit."""
    value = figure.value
    sign = "+" if figure.is_signed and value > 0 else ""
    if figure.places:
        # A change is rounded as its sentence is: only where it is exact, its decimals are left out.
        text = (decimal if figure.is_signed else readable_decimal)(value, figure.places)
        if figure.is_trimmed and "." in text and not (figure.is_signed and Fraction(text) != value):
            text = text.rstrip("0").rstrip(".")
        text = with_thousands(text)
    else:
        text = f"{value if isinstance(value, int) else int(decimal(value, 0)):,}"
    return f"{sign}{text}{figure.unit or ''}"
