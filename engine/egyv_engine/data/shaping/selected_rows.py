"""Selects the rows of a file by the words in one of its columns (EGY570, EGY577)."""

from dataclasses import dataclass

from egyv_engine.data.shaping.table_parts import filled, gathered, named_column, positions_of
from egyv_engine.data.source_table import SourceTable
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.typed_values import comparable_text


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCondition:
    """A condition on a column of a file.

    Attributes:
        column: The column.
        words: The words that are looked for. Numbers are equal however they are written.
        is_met_by_words: Whether the rows with these words are selected, or all others, also those that are blank.
        doc_path: The document path of the condition.
    """

    column: str
    words: tuple[str, ...]
    is_met_by_words: bool
    doc_path: DocumentPath


def selected_rows(
    table: SourceTable, condition: RowCondition, diagnostics: DiagnosticCollector
) -> SourceTable | None:
    """Return the rows that meet a condition; None if there is no such column or no such row, which is reported.

    Args:
        table: The table.
        condition: The condition.
        diagnostics: Receives the problems (EGY506, EGY570), and words that no row has (EGY577).

    Returns:
        The table with the rows that meet the condition, in their order.
    """
    column = named_column(table, condition.column, condition.doc_path / "column", diagnostics)
    if column is None:
        return None
    present = [str(word) for word in column.texts.unique(maintain_order=True).drop_nulls().to_list()]
    wanted = {comparable_text(word) for word in condition.words}
    found = [word for word in present if comparable_text(word.strip()) in wanted]
    has_word = (column.texts.is_in(found) if found else column.texts.is_null() & False).fill_null(value=False)
    kept = has_word if condition.is_met_by_words else ~has_word
    selected = gathered(table, positions_of(kept))
    known = {comparable_text(word.strip()) for word in found}
    unknown = [word for word in condition.words if comparable_text(word) not in known]
    if not len(selected.rows):
        _report_no_row(table, condition, unknown, present, diagnostics)
        return None
    for word in unknown:
        diagnostics.report(
            "EGY577",
            condition.doc_path,
            f"no row of {table.file} has '{word}' in the column '{column.name}'",
            hint=hint(word, present, "words in the column"),
            related=((table.header_span(column), "the column"),),
        )
    return selected


def _report_no_row(
    table: SourceTable,
    condition: RowCondition,
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
