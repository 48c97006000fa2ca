"""Selects the rows of a file by the words in one of its columns (EGY570, EGY577)."""

from egyv_engine.data.shaping.table_parts import filled, gathered, named_column, positions_of
from egyv_engine.data.source_table import SourceTable
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.model.documents import RowsKept
from egyv_engine.model.typed_values import comparable_text


def selected_rows(
    table: SourceTable, condition: RowsKept, diagnostics: DiagnosticCollector
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
    words = _words(condition)
    present = [str(word) for word in column.texts.unique(maintain_order=True).drop_nulls().to_list()]
    wanted = {comparable_text(word) for word in words}
    found = [word for word in present if comparable_text(word.strip()) in wanted]
    has_word = column.texts.is_in(found).fill_null(value="" in words)
    selected = gathered(table, positions_of(has_word if condition.is_not is None else ~has_word))
    known = {comparable_text(word.strip()) for word in found} | ({""} if column.texts.null_count() else set())
    unknown = [word for word in words if comparable_text(word) not in known]
    if not len(selected.rows):
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
    return selected


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
