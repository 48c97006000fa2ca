"""Selects the rows of a file by the words in some of its columns (EGY570, EGY577, EGY579)."""

from collections.abc import Sequence

import polars as pl

from egyv_engine.data.shaping.blank_words import without_blank_words
from egyv_engine.data.shaping.table_parts import filled, gathered, named_column, positions_of, report_cells
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.hidden_characters import looks_like
from egyv_engine.diagnostics.quoted_yaml import as_quoted_text
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.model.documents import RowsKept
from egyv_engine.model.frozen import replace
from egyv_engine.model.reading_notes import ReadingNotes
from egyv_engine.model.typed_values import comparable_text


def selected_rows(
    table: SourceTable,
    conditions: Sequence[RowsKept],
    diagnostics: DiagnosticCollector,
    blank: Sequence[str] = (),
) -> SourceTable | None:
    """Return the rows that meet each condition; None if there is no such column or no such row, which is reported.

    Args:
        table: The table.
        conditions: The conditions, which all have to hold.
        diagnostics: Receives the problems (EGY506, EGY570), words that no row has (EGY577), and words that are
            almost those of a condition (EGY579).
        blank: The words that stand for a blank cell in this table.

    Returns:
        The table with the rows that meet the conditions, in their order.
    """
    masks = [_meets(table, condition, diagnostics, blank) for condition in conditions]
    found = [mask for mask in masks if mask is not None]
    if len(found) < len(masks):
        return None
    if not found:
        return table
    meets_all = pl.DataFrame([mask.alias(f"{i}") for i, mask in enumerate(found)])
    positions = positions_of(meets_all.select(pl.all_horizontal(pl.all())).to_series())
    if not len(positions):
        diagnostics.report(
            "EGY570",
            conditions[-1].doc_path,
            f"no row of {table.file} meets all {len(conditions)} conditions, but some rows meet each of them",
            hint="correct the conditions, of which all have to hold",
            related=[(one.doc_path, "another condition") for one in conditions[:-1]],
        )
        return None
    return gathered(table, positions)


def rows_meeting(condition: RowsKept, texts: pl.Series) -> pl.Series:
    """Return which rows meet a condition.

    Args:
        condition: The condition.
        texts: String or Enum: the cells of its column.
    """
    return _rows_with(condition, texts, _matching(_words(condition), _present(texts)))


def _rows_with(condition: RowsKept, texts: pl.Series, found: Sequence[str]) -> pl.Series:
    """Return which rows meet a condition. found: the texts of cells that are its words."""
    has_word = texts.is_in(found).fill_null(value="" in _words(condition))
    return has_word if condition.is_not is None else ~has_word


def _present(texts: pl.Series) -> list[str]:
    return [str(word) for word in texts.unique(maintain_order=True).drop_nulls().to_list()]


def _matching(words: Sequence[str], present: Sequence[str]) -> list[str]:
    """Return the texts of cells that are words of a condition; 1 is 1.0."""
    wanted = {comparable_text(word) for word in words}
    return [word for word in present if comparable_text(word.strip()) in wanted]


def _meets(
    table: SourceTable, condition: RowsKept, diagnostics: DiagnosticCollector, blank: Sequence[str]
) -> pl.Series | None:
    """Return which rows meet a condition; None if there is no such column or no such row, which is reported."""
    column = named_column(table, condition.column, condition.doc_path / "column", diagnostics)
    if column is None:
        return None
    if blank:  # they are counted where the rows that are kept lose them
        (column,) = without_blank_words(replace(table, columns=(column,)), blank, ReadingNotes()).columns
    words, texts = _words(condition), column.texts
    present = _present(texts)
    found = _matching(words, present)
    meets = _rows_with(condition, texts, found)
    known = {comparable_text(word.strip()) for word in found} | ({""} if texts.null_count() else set())
    unknown = [word for word in words if comparable_text(word) not in known]
    if not meets.any():
        _report_no_row(table, condition, unknown, present, diagnostics)
        return None
    for word in unknown:
        diagnostics.report(
            "EGY577",
            condition.doc_path,
            f"no row of {table.file} has {_quoted(word)} in the column '{column.name}'",
            hint=hint(word, present, "words in the column"),
            related=((table.header_span(column), "the column"),),
        )
    met = [word for word in words if word and word not in unknown]
    _report_almost_equal(table, column, condition, (met, found), diagnostics)
    return meets


def _report_almost_equal(
    table: SourceTable,
    column: TableColumn,
    condition: RowsKept,
    met_by: tuple[Sequence[str], Sequence[str]],
    diagnostics: DiagnosticCollector,
) -> None:
    """Report the cells whose word differs from one of the condition only in how it is written (EGY579).

    Args:
        table: The table before rows are selected.
        column: The column of the condition.
        condition: The condition.
        met_by: The words of the condition that some cells have, and these cells' texts.
        diagnostics: Receives the problem.
    """
    met, found = met_by
    texts = column.texts.cast(pl.String)
    words = {plain_word(word): word for word in met}
    present = _present(texts)
    others = [word for word in present if word not in found and plain_word(word) in words]
    if not others:
        return
    rows = positions_of(texts.is_in(others).fill_null(value=False)).to_list()
    written = list(dict.fromkeys(word.strip() for word in others))
    meant = words[plain_word(others[0])]
    one = len(rows) == 1
    is_left_out = condition.is_not is None
    fate = f"{'is' if one else 'are'} {'left out' if is_left_out else 'kept'}"
    report_cells(
        diagnostics,
        "EGY579",
        table,
        (column, rows),
        f"{len(rows):,} row{'' if one else 's'} of {table.file} {fate}, because the word in '{column.name}' differs from "
        f"'{meant}' in case, spaces or the form of letters; the first is '{written[0]}'",
        suggestion="if they are meant, write is_one_of: ["
        + ", ".join(map(as_quoted_text, (*_words(condition), *written)))
        + "]; otherwise accept the warning"
        if is_left_out
        else "if they are not meant, name the words of the rows that are kept with is_one_of; "
        "otherwise accept the warning",
        related=((condition.doc_path, "the condition"),),
    )


def plain_word(word: str) -> str:
    """Return what is left of a word without its case, its spaces and the form of its letters."""
    return "".join(looks_like(word).casefold().split())


def _report_no_row(
    table: SourceTable,
    condition: RowsKept,
    unknown: list[str],
    present: list[str],
    diagnostics: DiagnosticCollector,
) -> None:
    column = table.column(condition.column)
    assert column is not None
    has_answers = bool(filled(column.texts).any())
    diagnostics.report(
        "EGY570",
        condition.doc_path,
        f"no row of {table.file} meets this condition on the column '{condition.column}'",
        hint=hint(unknown[0] if unknown else "", present, "words in the column")
        if has_answers
        else "every cell of the column is blank; name another column",
        related=((table.header_span(column), "the column"),),
    )


def _words(condition: RowsKept) -> tuple[str, ...]:
    """Return the words that a condition names; an empty one is a blank cell."""
    if condition.is_one_of is not None:
        return condition.is_one_of
    return tuple(word for word in (condition.is_, condition.is_not) if word is not None)


def _quoted(word: str) -> str:
    return f"'{word}'" if word else "a blank cell"
