"""Carries values down to the blank cells below them, as where cells are merged over the rows of a group (EGY597)."""

import polars as pl

from egyv_engine.data.shaping.table_parts import filled, positions_of, report_cells
from egyv_engine.data.source_table import HeldCells, SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.link.file_shapes import FileShape
from egyv_engine.model.frozen import replace
from egyv_engine.model.reading_notes import NoteKind, ReadingNotes


def with_filled_down(
    table: SourceTable, shape: FileShape, diagnostics: DiagnosticCollector, notes: ReadingNotes
) -> SourceTable:
    """Return a table whose columns under `fill_down` have, in each blank cell, the value above it.

    A value is carried to the next blank row of the file at most: what stands below one is another group, or another table.

    Args:
        table: The table, with all of its rows.
        shape: The form of the file.
        diagnostics: Receives the cells above which there is no value.
        notes: Receives the number of cells that are filled, by column.
    """
    # A column that is missing is reported already.
    names = {name for name in shape.fill_down if table.column(name) is not None}
    if not names:
        return table
    is_first = table.rows.cast(pl.Int64).diff().ne_missing(1)  # a row that is skipped leaves out a number
    is_first |= table.rows.is_in(list(table.below_blank))
    blocks = is_first.cast(pl.UInt32).cum_sum()
    changed = {
        column.source: _filled_down(table, column, blocks, shape, (diagnostics, notes))
        for column in table.columns
        if column.name in names
    }
    return replace(table, columns=tuple(changed.get(column.source, column) for column in table.columns))


def _filled_down(
    table: SourceTable,
    column: TableColumn,
    blocks: pl.Series,
    shape: FileShape,
    found: tuple[DiagnosticCollector, ReadingNotes],
) -> TableColumn:
    diagnostics, notes = found
    texts = column.texts
    is_blank = ~filled(texts)
    frame = pl.DataFrame({"text": texts, "row": table.rows, "is_blank": is_blank, "block": blocks})
    carried = frame.select(
        pl.when(~pl.col("is_blank")).then(name).forward_fill().over("block") for name in ("text", "row")
    )
    without = positions_of(carried["row"].is_null())
    notes.add(table.file, NoteKind.FILLED_DOWN, int(is_blank.sum()) - len(without), column.name)
    if len(without) and shape.doc_path is not None:
        number = f"{len(without):,} cells" if len(without) > 1 else "a cell"
        report_cells(
            diagnostics,
            "EGY597",
            table,
            (column, without.to_list()),
            f"{number} of '{column.name}' cannot be filled down: no value is above {'it' if len(without) == 1 else 'them'}, "
            "below the header or the last blank row",
            suggestion="write the value in the first row of its group; remove a blank row within a group",
            related=((KeyAt(shape.doc_path / "fill_down"), "the column is filled down here"),),
        )
    rows = carried["row"].zip_with(carried["row"].is_not_null(), table.rows)
    return replace(column, cells=HeldCells(carried["text"]), rows=rows)
