"""Makes one column of columns that hold one answer each, of which each row has at most one (EGY530, EGY531)."""

from collections.abc import Mapping

import polars as pl

from egyv_engine.data.no_answer_codes import means_no
from egyv_engine.data.shaping.table_parts import filled, report_cells
from egyv_engine.data.source_table import HeldCells, SourceTable, TableColumn
from egyv_engine.data.words_of_column import different_words
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.link.file_shapes import FileShape
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import replace
from egyv_engine.model.reading_notes import NoteKind, ReadingNotes


def with_merged_columns(
    table: SourceTable, shape: FileShape, diagnostics: DiagnosticCollector, notes: ReadingNotes
) -> SourceTable:
    """Return a table with the columns that surveys/files.yaml declares under `merged_columns`, in place of theirs.

    Args:
        table: The table.
        shape: The form of the file.
        diagnostics: Receives the faults.
        notes: Receives the number of cells whose text is neither the answer nor the usual word of their column.
    """
    for name, columns in shape.merged_columns.items():
        assert shape.doc_path is not None
        found = {answer: table.column(column) for answer, column in columns.items()}
        merged = {answer: column for answer, column in found.items() if column is not None}
        if merged:  # a missing one was reported when the file was opened
            at = shape.doc_path / "merged_columns" / name
            table = _with_merged(table, name, merged, at, (diagnostics, notes))
    return table


def _with_merged(
    table: SourceTable,
    name: str,
    columns: Mapping[str, TableColumn],
    at: DocumentPath,
    found: tuple[DiagnosticCollector, ReadingNotes],
) -> SourceTable:
    diagnostics, notes = found
    sources = [column.source for column in columns.values()]
    other = table.column(name)
    if other is not None and other.source not in sources:
        diagnostics.report(
            "EGY531",
            KeyAt(at),
            f"the file has a column '{name}' already",
            hint="give the new column another name, and name it under column: of the question",
            related=((table.header_span(other), "the column"),),
        )
        return table
    chosen = pl.DataFrame(
        [_chosen(table, column, answer, notes).alias(answer) for answer, column in columns.items()]
    )
    number = chosen.select(pl.sum_horizontal(pl.all().cast(pl.UInt32))).to_series()
    several = (number > 1).arg_true()
    if len(several):
        _report_several(table, columns, chosen, several, at, diagnostics)
    place = chosen.select(
        pl.coalesce(
            pl.when(pl.col(answer)).then(pl.lit(i, dtype=pl.UInt32))
            for i, answer in enumerate(chosen.columns)
        ).alias("place")
    ).to_series()
    answers = pl.Series(list(columns), dtype=pl.Enum(list(columns))).gather(place)
    merged = TableColumn(
        name=name,
        cells=HeldCells(answers),
        source=sources[0],
        sources=pl.Series(sources, dtype=pl.UInt32).gather(place),
    )
    first = next(i for i, column in enumerate(table.columns) if column.source in sources)
    kept = [column for column in table.columns if column.source not in sources]
    return replace(table, columns=(*kept[:first], merged, *kept[first:]))


def _chosen(table: SourceTable, column: TableColumn, answer: str, notes: ReadingNotes) -> pl.Series:
    """Return the rows with an answer in one of the columns: its cell is filled, and not with a word such as 0 or No."""
    texts = column.texts
    known = different_words(texts).to_list()
    no = [word for word in known if word.strip() != answer and means_no(word.strip())]
    chosen = filled(texts)
    if no:
        chosen &= ~texts.is_in(no).fill_null(value=False)
    words = dict(texts.filter(chosen).cast(pl.String).str.strip_chars().value_counts(sort=True).iter_rows())
    usual = next(iter(words), answer)
    others = sum(count for word, count in words.items() if word not in (usual, answer))
    notes.add(table.file, NoteKind.ANSWERS_IGNORED, others, column.name)
    return chosen


def _report_several(
    table: SourceTable,
    columns: Mapping[str, TableColumn],
    chosen: pl.DataFrame,
    rows: pl.Series,
    at: DocumentPath,
    diagnostics: DiagnosticCollector,
) -> None:
    """Report the rows with an answer in several of the columns (EGY530)."""
    row = int(rows[0])
    first, second = [answer for answer in columns if chosen[answer][row]][:2]
    number = f"{len(rows):,} rows have" if len(rows) > 1 else "a row has"
    report_cells(
        diagnostics,
        "EGY530",
        table,
        (columns[second], rows.filter(chosen[second].gather(rows)).to_list()),
        f"{number} an answer in more than one of the columns of '{at.steps[-1]}'",
        suggestion="if several answers can be given, make it a question over items, with columns; if a word means that an answer "
        "was not chosen, such as 2 for no, list it under blank for the file",
        related=(
            (table.cell_span(row, columns[first]), "the first answer of this row"),
            (KeyAt(at), "the columns are declared here"),
        ),
    )
