"""Notices the few words among the numbers of a column, which a draft then lists under blank (EGY595)."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from egyv_engine.data.no_answer_codes import words_for_none
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.exchange.drafts_of_scales import words_scale
from egyv_engine.exchange.found_table import FoundColumn, FoundTable
from egyv_engine.exchange.unit_column import may_be_named_as_id
from egyv_engine.exchange.written_numbers import is_written_number

_FEWEST_NUMBERS = 3  # cells with a number, without which a word is not an exception
_ONE_IN = 4  # cells may have one of the words
_MOST_WORDS = 8
_DIGIT = re.compile("[0-9]")
_SHORTHAND = re.compile(  # what offices write in place of a number: SUPP, NE, k.A., [c], (x), *, ~, :
    r"[A-Z]{1,5}|[a-z]|(?:[A-Za-z]{1,3}\.)+[A-Za-z]{0,3}|\[[A-Za-z]{1,5}\]|\([A-Za-z]{1,3}\)|[^\w\s<>=\u2264\u2265+-]{1,3}"
)


def blank_words_among_numbers(table: FoundTable, found: DiagnosticCollector) -> None:
    """Make the few words among the numbers of a column blank, note them, and warn of them.

    Any single word is one, and several are if each is a shorthand. Words that say everywhere that there is no answer, such as
    NA, are no such words: the file declares them.

    Args:
        table: The table; its values are changed.
        found: Receives the warnings.
    """
    noted: dict[tuple[str, ...], list[FoundColumn]] = {}
    for column in table.columns:
        words = _words_among_numbers(column)
        if words:
            noted.setdefault(words, []).append(column)
    for words, columns in noted.items():
        first = columns[0]
        row = list(first.values).index(words[0])
        others = len(columns) - 1
        more = f" and of {others:,} more column{'s' * (others > 1)}" if others else ""
        is_one = len(words) == 1
        found.report(
            "EGY595",
            first.header if first.cell_at is None else first.cell_at(row),
            f"{_listed(words)} {'is' if is_one else 'are'} the only word{'s' * (not is_one)} among the numbers of "
            f"'{first.name}'{more}, and {'is' if is_one else 'are'} drafted as blank",
            hint=f"if {'it' if is_one else 'one'} means that somebody does not know, or that the question does not apply, move it "
            "from blank to dont_know or not_applicable of the question in surveys/instrument.yaml; if it means a number, such as "
            f"0, write 'codes: {{{scalar(words[0])}: 0}}' there in place of blank",
        )
        for column in columns:
            column.words = words
            column.values = ["" if value in words else value for value in column.values]
    _ask_about_other_columns(table, noted)


def _ask_about_other_columns(table: FoundTable, noted: Mapping[tuple[str, ...], list[FoundColumn]]) -> None:
    """Note that a shorthand among the numbers of some columns may stand for a blank where it is one of the words of another one."""
    for words, (first, *_) in noted.items():
        for column in table.columns:
            found = [word for word in words if _SHORTHAND.fullmatch(word) and word in column.counts]
            if found and column.note is None:
                column.note = (
                    f"is {scalar(found[0])} a blank here, as among the numbers of {scalar(first.name)}? Then list it under blank and not "
                    "among the answers."
                )


def _words_among_numbers(column: FoundColumn) -> tuple[str, ...]:
    """Return the few words of a column of numbers; none if there are many, or if its words may be answers of a scale."""
    counts = column.counts
    words = (value for value in counts if not is_written_number(value))
    known: list[str] = []
    others: list[str] = []
    for word in words:
        (known if words_for_none([word]) else others).append(word)
        if len(others) > _MOST_WORDS:
            return ()
    if not others or column.codes or any(map(_DIGIT.search, others)):
        return ()
    if len(others) > 1 and not all(map(_SHORTHAND.fullmatch, others)):
        return ()
    numbers = counts.total() - sum(counts[one] for one in (*known, *others))
    found = sum(counts[word] for word in others)
    is_exception = numbers >= _FEWEST_NUMBERS and found * _ONE_IN <= numbers + found
    return tuple(others) if is_exception and not _is_id(column, counts) and not _is_scale(counts) else ()


def _listed(words: Sequence[str]) -> str:
    quoted = [f"'{word}'" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def _is_id(column: FoundColumn, counts: Mapping[str, int]) -> bool:
    return not column.has_blank and max(counts.values()) == 1 and may_be_named_as_id(column.name)


def _is_scale(counts: Counter[str]) -> bool:
    return words_scale("", [counts]) is not None
