"""Warns of a few rows that no wave reads, in a file that has several waves below each other (EGY476)."""

from collections.abc import Sequence

from egyv_engine.data.shaping.selected_rows import plain_word
from egyv_engine.data.shaping.table_parts import positions_of, report_cells
from egyv_engine.data.source_table import SourceTable
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.model.documents import Wave
from egyv_engine.model.typed_values import comparable_text

_RARER = 10  # times: a further round of the survey would have about as many rows as the others
_FEWEST_WAVES = 2


def report_rows_of_no_wave(
    table: SourceTable, waves: Sequence[Wave], diagnostics: DiagnosticCollector
) -> None:
    """Report the rows whose word in the column of the waves is that of no wave, if they are few.

    Args:
        table: All rows of the file.
        waves: The waves that read the file.
        diagnostics: Receives the warnings, one for each word.
    """
    conditions = [wave.answers.conditions[0] for wave in waves if len(wave.answers.conditions) == 1]
    columns = {condition.column for condition in conditions}
    is_by_one_column = len(conditions) == len(waves) >= _FEWEST_WAVES and len(columns) == 1
    column = table.column(columns.pop()) if is_by_one_column else None
    if column is None or any(condition.is_not is not None for condition in conditions):
        return
    words = [
        word for one in conditions for word in ((one.is_,) if one.is_ is not None else one.is_one_of or ())
    ]
    known = {comparable_text(word) for word in words}
    present = {str(text): number for text, number in column.texts.drop_nulls().value_counts().iter_rows()}
    of_waves = [number for text, number in present.items() if comparable_text(text.strip()) in known]
    for text, number in sorted(present.items()):
        is_known = comparable_text(text.strip()) in known or plain_word(text) in map(plain_word, words)
        if is_known or not text.strip() or number * _RARER > min(of_waves, default=0):
            continue
        one = number == 1
        report_cells(
            diagnostics,
            "EGY476",
            table,
            (column, positions_of((column.texts == text).fill_null(value=False)).to_list()),
            f"{number:,} row{'' if one else 's'} of {table.file} {'has' if one else 'have'} '{text}' in '{column.name}', which is "
            "the word of no wave",
            suggestion=f"{hint(text.strip(), words, 'words of the waves')}; accept the warning if "
            f"{'the row belongs' if one else 'the rows belong'} to no wave",
            related=tuple((condition.doc_path, "the rows of a wave") for condition in conditions[:1]),
        )
