"""Formats the cells of the report's tables as text."""

from typing import assert_never

from egyv_engine.model.decimals import decimal, readable_decimal
from egyv_engine.model.report import Bounds, Cell, CountOfBase, Figure, Mark, Sentence, Term, Text

MARKS: dict[Mark, str] = {"differs": "◆", "agrees": "●"}


def cell_text(cell: Cell) -> str:
    """Return a cell as it is read; empty where there is nothing to state."""
    match cell:
        case None:
            return ""
        case Text() | Term() | Sentence():
            return cell.text
        case Figure():
            return figure_text(cell)
        case CountOfBase(count=count, base=base, marks=marks):
            of_base = "" if base is None else f" of {figure_text(base)}"
            return " ".join((f"{figure_text(count)}{of_base}", *(MARKS[mark] for mark in marks)))
        case Bounds(word=word, low=low, high=high):
            return f"{word} ({figure_text(low)} to {figure_text(high)})"
        case _:
            assert_never(cell)


def figure_text(figure: Figure) -> str:
    """Return a number with its decimals and, where it is signed, its sign."""
    sign = "+" if figure.is_signed and figure.value > 0 else ""
    return f"{sign}{readable_decimal(figure.value, figure.places) if figure.places else decimal(figure.value, 0)}"
