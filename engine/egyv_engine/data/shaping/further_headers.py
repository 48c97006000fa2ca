"""Notices rows below the header that are probably header rows, too (EGY578)."""

from collections.abc import Sequence

from egyv_engine.data.shaping.table_parts import gathered
from egyv_engine.data.source_table import MOST_OF_HEAD, SourceTable, TableColumn, counted_rows
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.link.file_shapes import FileShape

_LOOKED_AT = 5  # rows below the header
ANSWER_WORDS = ("Response", "Open-Ended Response")  # SurveyMonkey: below a question without items
_IMPORT_ID = '{"ImportId":'  # Qualtrics: the third header row
_FEWEST_BELOW = 4  # rows of answers, which show that the words above them are none
_MOST_EMPTY_NAMES = 2  # a spreadsheet may save an empty last column; a second header row explains more


def without_further_headers(
    table: SourceTable, shape: FileShape, diagnostics: DiagnosticCollector
) -> SourceTable:
    """Return a table without rows that repeat the header, or that survey tools write below it; report them.

    Args:
        table: The table, before it is shaped.
        shape: The form of the file.
        diagnostics: Receives one problem for all of these rows.
    """
    rows = further_header_rows(table)
    if not rows:
        return table
    last = rows - 1
    index = next((i for i, name in enumerate(table.names) if name.strip() == shape.key.strip()), 0)
    header = rows + shape.header_rows
    joined = (
        "" if shape.has_joined_names or all(name.strip() for name in table.names) else " and names: joined"
    )
    diagnostics.report(
        "EGY578",
        table.cell_span(last, table.columns[index]),
        f"this row is probably a header row, and not a unit: the header seems to have {header} rows",
        hint=f"declare header_rows: {header}{joined} for the file in surveys/files.yaml",
        related=((table.positions.header(0), "the first row of the header"),),
    )
    return gathered(table, counted_rows(len(table.rows) - last - 1, first=last + 1))


def further_header_rows(table: SourceTable) -> int:
    """Return how many rows below the header belong to it: they repeat it, survey tools write them below it, or
    they hold the texts of questions.

    Args:
        table: The table, before it is shaped.
    """
    head = [_first_cells(column, MOST_OF_HEAD) for column in table.columns]
    names = [name.strip() for name in table.names]
    positions = range(min(_LOOKED_AT, len(table.rows)))
    # A column with nothing but its own name is that of a choice: Typeform has one for each, whose ticks are no header.
    of_choices = [set(filter(None, cells)) == {name} for cells, name in zip(head, names, strict=True)]
    repeatable = [None if of_choice else name for of_choice, name in zip(of_choices, names, strict=True)]
    known = max(
        (row + 1 for row in positions if _is_header([cells[row] for cells in head], repeatable)), default=0
    )
    if known or not positions or not _are_texts([text for cells in head if (text := cells[0])]):
        return known
    return max(
        (row + 1 for row in positions if all(_is_of_texts(head, one, row + 1) for one in range(row + 1))),
        default=0,
    )


def _first_cells(column: TableColumn, number: int) -> list[str | None]:
    return [None if cell is None else str(cell).strip() for cell in column.cells.head(number).to_list()]


def _is_header(cells: list[str | None], names: Sequence[str | None]) -> bool:
    """Return whether a row holds an ImportId or SurveyMonkey's words, repeats half of the names, or fills in for empty names.

    Args:
        cells: The cells of the row.
        names: The names of the columns; None where the cell says nothing about the row.
    """
    if any(cell is not None and cell.startswith(_IMPORT_ID) for cell in cells):
        return True
    of_answers = sum(cell in ANSWER_WORDS for cell in cells)
    if of_answers > 1 and of_answers * 2 >= sum(bool(cell) for cell in cells):
        return True
    pairs = [(cell, name) for cell, name in zip(cells, names, strict=True) if cell and name]
    repeated = sum(cell == name for cell, name in pairs)
    if repeated > 1 and repeated * 2 >= len(pairs):
        return True
    unnamed = [cell for cell, name in zip(cells, names, strict=True) if name == ""]
    return (
        len(unnamed) > _MOST_EMPTY_NAMES
        and sum(bool(cell) for cell in unnamed) * 2 > len(unnamed)
        and not cells[0]
    )


def _is_of_texts(head: list[list[str | None]], row: int, below: int) -> bool:
    """Return whether a row holds the texts of questions: words alone, above numbers or answers in most of the columns.

    Args:
        head: The first cells of each column.
        row: The row.
        below: The first row that is compared with it.
    """
    pairs = [(text, list(filter(None, cells[below:]))) for cells in head if (text := cells[row])]
    texts = [text for text, _ in pairs]
    if not _are_texts(texts):
        return False
    above_values = [
        text for text, cells in pairs if len(cells) >= _FEWEST_BELOW and all(map(_is_value, cells))
    ]
    above_answers = [
        text
        for text, cells in pairs
        if len(cells) >= _FEWEST_BELOW and 2 * len(set(cells)) <= len(cells) and text not in cells
    ]
    unlike = {*above_values, *above_answers}
    is_sure = bool(above_values) or any(text.endswith("?") for text in texts)
    return is_sure and len(unlike) > 1 and 2 * len(unlike) > len(texts)


def _are_texts(cells: list[str]) -> bool:
    """Return whether the cells of a row are different words."""
    return len(set(cells)) == len(cells) and not any(map(_is_value, cells))


def _is_value(text: str) -> bool:
    """Return whether a text is a number, a date or an id of mostly digits."""
    return sum(map(str.isdigit, text)) > sum(map(str.isalpha, text))
