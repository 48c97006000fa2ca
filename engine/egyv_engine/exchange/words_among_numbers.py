"""Notices the only word among the numbers of a column, which a draft then lists under blank (EGY595)."""

from collections import Counter
from collections.abc import Mapping

from egyv_engine.data.no_answer_codes import words_for_none
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.exchange.drafts_of_scales import words_scale
from egyv_engine.exchange.found_table import FoundColumn, FoundTable
from egyv_engine.exchange.unit_column import may_be_named_as_id
from egyv_engine.exchange.written_numbers import is_written_number

_FEWEST_NUMBERS = 3  # cells with a number, without which a word is not an exception
_ONE_IN = 4  # cells may have the word


def blank_words_among_numbers(table: FoundTable, found: DiagnosticCollector) -> None:
    """Make the only word among the numbers of a column blank, note it, and warn of it.

    Words that say everywhere that there is no answer, such as NA, are no such words: the file declares them.

    Args:
        table: The table; its values are changed.
        found: Receives the warnings.
    """
    noted: dict[str, list[FoundColumn]] = {}
    for column in table.columns:
        word = _word_among_numbers(column)
        if word is not None:
            noted.setdefault(word, []).append(column)
    for word, columns in noted.items():
        first = columns[0]
        row = list(first.values).index(word)
        others = len(columns) - 1
        more = f" and of {others:,} more column{'s' * (others > 1)}" if others else ""
        found.report(
            "EGY595",
            first.header if first.cell_at is None else first.cell_at(row),
            f"'{word}' is the only word among the numbers of '{first.name}'{more}, and is drafted as blank",
            hint="if it means that somebody does not know, or that the question does not apply, move it from blank to dont_know "
            "or not_applicable of the question in surveys/instrument.yaml; if it means a number, such as 0, write "
            f"'codes: {{\"{word}\": 0}}' there in place of blank",
        )
        for column in columns:
            column.word = word
            column.values = ["" if value == word else value for value in column.values]


def _word_among_numbers(column: FoundColumn) -> str | None:
    """Return the only word of a column of numbers; None if there are others, or if its words may be answers of a scale."""
    counts = Counter(value for value in column.values if value)
    words = [value for value in counts if not is_written_number(value)]
    known = words_for_none(words)
    others = [word for word in words if word not in known]
    if len(others) != 1 or column.codes or any(sign.isdigit() for sign in others[0]):
        return None
    word = others[0]
    numbers = counts.total() - sum(counts[one] for one in words)
    is_exception = numbers >= _FEWEST_NUMBERS and counts[word] * _ONE_IN <= numbers + counts[word]
    return word if is_exception and not _is_id(column, counts) and not _is_scale(counts) else None


def _is_id(column: FoundColumn, counts: Mapping[str, int]) -> bool:
    return "" not in column.values and max(counts.values()) == 1 and may_be_named_as_id(column.name)


def _is_scale(counts: Counter[str]) -> bool:
    return words_scale("", [list(counts.elements())]) is not None
