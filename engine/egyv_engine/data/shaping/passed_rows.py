"""Warns of rows that a file declares as header or footer, and that are probably rows of the table (EGY568)."""

import re

from egyv_engine.data.shaping.second_table import repeats_header
from egyv_engine.data.source_table import MOST_OF_HEAD, PassedRow, SourceTable
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.link.file_shapes import FileShape
from egyv_engine.model.total_words import is_total

_DIGIT = re.compile(r"[0-9]")
_NUMBER = re.compile(r"-?[0-9.,\s]+")
_FEWEST_ALIKE = 2  # cells
_FEWEST_IDS = 4
_ROWS_OF = {"header_rows": "header", "footer_rows": "footer"}


def report_passed_rows(table: SourceTable, shape: FileShape, diagnostics: DiagnosticCollector) -> None:
    """Report each row of the header or the footer whose cells are like those of the table.

    Args:
        table: The table as its source gives it.
        shape: The form of the file.
        diagnostics: Receives the warnings.
    """
    declared = {"header_rows": shape.header_rows, "footer_rows": shape.footer_rows}
    is_of_second = False
    for row in table.passed:
        is_of_second |= row.key == "footer_rows" and repeats_header(dict(enumerate(row.cells)), table)
        if is_of_second:
            continue  # its rows are like those of the first table
        if shape.doc_path is None or not _is_like_a_row(row, table):
            continue
        fewer = declared[row.key] - 1
        is_left_out = fewer == (1 if row.key == "header_rows" else 0)
        advice = f"remove {row.key}" if is_left_out else f"write '{row.key}: {fewer}'"
        diagnostics.report(
            "EGY568",
            row.span,
            f"this row is declared as a part of the {_ROWS_OF[row.key]}, but its cells are like those of the other rows",
            hint=f"{advice} for the file in surveys/files.yaml, so that it is read; accept the warning if it is no unit and no record",
            related=((shape.doc_path / row.key, "declared here"),),
        )


def _is_like_a_row(row: PassedRow, table: SourceTable) -> bool:
    """Return whether a row has another id of the table, or more than half of its cells are found again in their columns.

    A row whose first cell is a total is none.
    """
    first = row.cells[0].strip()
    if not first or is_total(first):
        return False
    filled = {
        column.source: cell
        for column in table.columns
        if column.source < len(row.cells) and (cell := row.cells[column.source].strip())
    }
    if len(filled) >= _FEWEST_ALIKE and _continues_ids(first, table):
        return True
    alike = 0
    for column in table.columns:
        if column.source in filled:
            texts = (
                str(text).strip() for text in column.cells.head(MOST_OF_HEAD).to_list() if text is not None
            )
            alike += _form(filled[column.source]) in set(map(_form, texts))
    return alike >= _FEWEST_ALIKE and alike * 2 > len(filled)


def _continues_ids(first: str, table: SourceTable) -> bool:
    """Return whether the first cell of a row is an id as those in its column: it has their form, with digits, and is none of them."""
    ids = [
        str(text).strip() for text in table.columns[0].cells.head(MOST_OF_HEAD).to_list() if text is not None
    ]
    return (
        len(ids) >= _FEWEST_IDS
        and len(set(ids)) == len(ids)
        and first not in ids
        and _DIGIT.search(first) is not None
        and {_DIGIT.sub("0", text) for text in ids} == {_DIGIT.sub("0", first)}
    )


def _form(text: str) -> str:
    """Return a text by which ids of one kind are alike: `ev001` is like `ev002`, but a number only like itself."""
    return text if _NUMBER.fullmatch(text) else _DIGIT.sub("0", text)
