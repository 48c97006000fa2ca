"""Reports the characters in names of columns and in cells that cannot be seen, once per column and character."""

from collections.abc import Iterable, Sequence

import polars as pl

from egyv_engine.data.grouped_faults import further_places
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.hidden_characters import (
    HIDDEN,
    INVISIBLE,
    UNSEEN_PATTERN,
    hidden_message,
    invisible_message,
)
from egyv_engine.diagnostics.span import Span
from egyv_engine.model.frozen import replace

_SHOWN = 3  # places in a message
_WINDOWS = "windows-1252"
_SEARCHED_AT_ONCE = 1_000_000  # words


def report_hidden_characters(
    table: SourceTable, diagnostics: DiagnosticCollector, *, encoding: str | None = None
) -> None:
    """Report characters that cannot be seen (EGY503, EGY546).

    Args:
        table: A table as its source gives it.
        diagnostics: Receives the faults.
        encoding: The declared encoding of a CSV file, as Python names it.
    """
    suspects = _sources_with_unseen(table.columns)
    for column in table.columns:
        for character in _hidden_in(column.name):
            span = _character_in(table.header_span(column), column.name, character)
            _report(character, [span], column.name, (1, encoding), diagnostics)
        found = _cells_by_character(column) if column.source in suspects else {}
        for character, cells in found.items():
            spans = [
                _character_in(table.cell_span(row, column), text, character) for row, text in cells[:_SHOWN]
            ]
            _report(character, spans, column.name, (len(cells), encoding), diagnostics)


def _sources_with_unseen(columns: Sequence[TableColumn]) -> set[int]:
    """Return the positions of the columns that have unseen characters; the words of many columns are searched at once."""
    found: set[int] = set()
    batch: dict[int, pl.Series] = {}
    number = 0
    for i, column in enumerate(columns, 1):
        batch[column.source] = words = column.cells.words()
        number += len(words)
        if number < _SEARCHED_AT_ONCE and i < len(columns):
            continue
        if pl.concat(batch.values()).str.contains(UNSEEN_PATTERN).any():
            found |= {source for source, of in batch.items() if of.str.contains(UNSEEN_PATTERN).any()}
        batch, number = {}, 0
    return found


def _cells_by_character(column: TableColumn) -> dict[str, list[tuple[int, str]]]:
    texts = column.texts.cast(pl.String)
    suspect = texts.str.contains(UNSEEN_PATTERN).arg_true()
    found: dict[str, list[tuple[int, str]]] = {}
    for row, text in zip(suspect.to_list(), texts.gather(suspect).to_list(), strict=True):
        for character in _hidden_in(text):
            found.setdefault(character, []).append((row, text))
    return found


def _hidden_in(text: str) -> Iterable[str]:
    """Return each character of a text that cannot be seen, once."""
    text = text.replace("\r\n", "\n")  # as programs on Windows end the lines in a cell
    return dict.fromkeys((*HIDDEN.findall(text), *INVISIBLE.findall(text)))


def _character_in(span: Span, text: str, character: str) -> Span:
    """Return the span of a character, where that of its cell shows where its text starts; else that of the cell."""
    if span.place or span.end_column - span.column != len(text):  # no lines, or quotation marks
        return span
    column = span.column + text.index(character)
    return replace(span, column=column, end_column=column + 1)


def _report(
    character: str,
    spans: Sequence[Span],
    name: str,
    cells: tuple[int, str | None],
    diagnostics: DiagnosticCollector,
) -> None:
    """Report a character by the number of cells that have it, and the declared encoding."""
    number, encoding = cells
    is_hidden = HIDDEN.fullmatch(character) is not None
    message = hidden_message(character) if is_hidden else invisible_message(character)
    diagnostics.report(
        "EGY503" if is_hidden else "EGY546",
        spans[0],
        message if number == 1 else f"{message}: {number:,} cells of '{name}' have it",
        hint=_hint(character, encoding) + ("" if number == 1 else " in each of them"),
        related=further_places(spans[1:]),
    )


def _hint(character: str, encoding: str | None) -> str:
    """Return what to do about a character; where Windows-1252 has a sign for its number, the sign is probably meant."""
    is_of_windows = "\x80" <= character <= "\x9f"
    sign = character.encode("latin-1").decode(_WINDOWS, errors="ignore") if is_of_windows else ""
    if not sign:
        return "delete it"
    if encoding is not None and encoding.startswith("iso8859"):
        return (
            f"write 'encoding: {_WINDOWS}' for the file in surveys/files.yaml, where it is '{sign}'; otherwise write what is "
            "meant"
        )
    return f"it is '{sign}' in Windows-1252, from which the text was probably made: write '{sign}'"
