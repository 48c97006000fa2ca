"""Selects rows of a table, finds its columns by name, and reports cells together that have the same fault."""

from collections.abc import Sequence

import polars as pl

from egyv_engine.data.source_table import SourceTable, TableColumn, counted_rows
from egyv_engine.diagnostics.diagnostic import CommonFault, DiagnosticCollector
from egyv_engine.diagnostics.span import Location
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.model.frozen import replace

Related = Sequence[tuple[Location, str]]

MOST_PLACES = 3  # that a message about several cells shows


def gathered(table: SourceTable, positions: pl.Series) -> SourceTable:
    """Return a table with some of its rows.

    Args:
        table: The table.
        positions: The positions of the rows in this table, in the order in which they are wanted.
    """
    if len(positions) == len(table.rows) and positions.equals(counted_rows(len(positions))):
        return table
    columns = tuple(gathered_column(column, positions) for column in table.columns)
    return replace(table, columns=columns, rows=table.rows.gather(positions))


def gathered_column(column: TableColumn, positions: pl.Series) -> TableColumn:
    """Return a column with some of its cells, each of which keeps its place in the file.

    Args:
        column: The column.
        positions: The positions of the cells; null for a blank cell that the file does not have.
    """
    return replace(
        column.changed(lambda texts: texts.gather(positions)),
        rows=None if column.rows is None else column.rows.gather(positions),
        sources=None if column.sources is None else column.sources.gather(positions),
    )


def positions_of(mask: pl.Series) -> pl.Series:
    """Return the positions at which a mask is true, as UInt32."""
    return mask.arg_true()


def named_column(
    table: SourceTable, name: str, declared: Location, diagnostics: DiagnosticCollector
) -> TableColumn | None:
    """Return the column that a rule names, or None if the file does not have it (EGY506).

    Args:
        table: The table.
        name: The name of the column.
        declared: The location of the rule.
        diagnostics: Receives the problem.

    Returns:
        The first column with this name.
    """
    column = table.column(name)
    if column is None:
        diagnostics.report(
            "EGY506",
            declared,
            f"{'the ' * table.is_query}{table.file} has no column '{name}'",
            hint=hint(name, [column.name for column in table.header], f"columns of the {table.noun}"),
            related=((table.positions.header(0), "the header"),) if table.header else (),
        )
    return column


def report_cells(
    diagnostics: DiagnosticCollector,
    code: str,
    table: SourceTable,
    cells: tuple[TableColumn, Sequence[int]],
    message: str,
    *,
    suggestion: str,
    related: Related = (),
    common: CommonFault | None = None,
) -> None:
    """Report cells of a column that have the same fault: one message at the first, with the next places as notes.

    Args:
        diagnostics: Receives the message.
        code: The code of the fault.
        table: The table.
        cells: The column, and the rows of the cells in this table; at least one.
        message: The message, which states the number of cells.
        suggestion: The hint.
        related: Other positions that are involved.
        common: What the fault has in common with others.
    """
    column, rows = cells
    first, *others = [table.cell_span(row, column) for row in rows[:MOST_PLACES]]
    notes = [(span, "another of these cells") for span in others]
    diagnostics.report(code, first, message, hint=suggestion, related=(*notes, *related), common=common)


def filled(texts: pl.Series) -> pl.Series:
    """Return a mask of the cells that are not blank; cells of only spaces are blank."""
    if isinstance(texts.dtype, pl.Enum):
        blank = [word for word in texts.dtype.categories if not word.strip()]
        return (
            texts.is_not_null() & ~texts.is_in(blank).fill_null(value=False) if blank else texts.is_not_null()
        )
    return (texts.str.strip_chars() != "").fill_null(value=False)
