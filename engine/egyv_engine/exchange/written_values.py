"""Recognises how the numbers, dates and blank cells of a table are written, and writes them in the standard way."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from egyv_engine.data.no_answer_codes import codes_for_none, words_for_none
from egyv_engine.data.shaping.written_dates import (
    STANDARD,
    dates_in_pattern,
    every_pattern,
    fitting_patterns,
    written_pattern,
)
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.exchange.form_tools import form_tool, tool_columns
from egyv_engine.exchange.found_table import FoundColumn, FoundTable
from egyv_engine.exchange.words_among_numbers import blank_words_among_numbers
from egyv_engine.exchange.written_numbers import may_be_written_number, standardise_numbers
from egyv_engine.exchange.yaml_text import flow_list, flow_map
from egyv_engine.model.date_pattern import DatePattern
from egyv_engine.model.frozen import replace
from egyv_engine.model.typed_values import days

_OF_PYTHON = "None"
_FEWEST_TIMES = 2  # that a column has a code for no answer
_MONTH = r"[A-Za-z]{3,9}\.?"
_LIKE_DATE = re.compile(
    rf"[0-9]{{1,4}}[-/. ](?:[0-9]{{1,2}}|{_MONTH})[-/. ][0-9]{{1,4}}\b.*|{_MONTH} [0-9]{{1,2}},? [0-9]{{4}}\b.*"
)


def standardise(table: FoundTable, found: DiagnosticCollector) -> None:
    """Write the values of a table in the standard way, and add the keys of surveys/files.yaml that say how they are written.

    Args:
        table: The table; its values and options are changed.
        found: Receives the warnings (EGY595).
    """
    blank_words_among_numbers(table, found)
    _standardise_blanks(table)
    standardise_numbers(table)
    _standardise_dates(table)


def _standardise_blanks(table: FoundTable) -> None:
    words: dict[str, None] = {}
    for column in table.columns:
        filled = column.counts.keys()
        found = words_for_none(filled) + [_OF_PYTHON] * (_OF_PYTHON in filled)
        others = filled - found
        if found and others and not column.codes and all(_is_value(value) for value in others):
            words |= dict.fromkeys(found)
    words |= dict.fromkeys(_codes_of_file(table))
    if words:
        table.options["blank"] = f"{flow_list(list(words))}  # decide: are these words no answers?"
        for column in table.columns:
            column.values = ["" if value in words else value for value in column.values]


def _codes_of_file(table: FoundTable) -> list[str]:
    """Return the codes for no answer, such as -99, that can be such codes wherever the file has them."""
    columns = [
        (counts, () if column.codes else codes_for_none(counts))
        for column in table.columns
        if (counts := column.counts)
    ]
    often = {code: None for counts, codes in columns for code in codes if counts[code] >= _FEWEST_TIMES}
    return [
        code
        for code in often
        if all(
            set(counts) == {code} or (code in codes and not _is_id(code, counts))
            for counts, codes in columns
            if code in counts
        )
    ]


def _is_id(code: str, counts: Counter[str]) -> bool:
    """Return whether a number may be an id: one above zero in a column of different values."""
    return not code.startswith("-") and set(counts.values()) == {1}


def _is_value(text: str) -> bool:
    return may_be_written_number(text) or bool(_LIKE_DATE.fullmatch(text))


def _is_all(column: FoundColumn, is_one: object) -> bool:
    return (
        bool(column.counts) and callable(is_one) and all(is_one(value) is not None for value in column.counts)
    )


def _standardise_dates(table: FoundTable) -> None:
    """Write dates as YYYY-MM-DD if all columns of dates can have one pattern; note the columns that may have another."""
    names = [column.name for column in table.columns]
    of_tool = tool_columns(form_tool(names), names)
    columns = {c.name: c for c in table.columns if c.name not in of_tool and _is_all(c, _LIKE_DATE.fullmatch)}
    if all(_is_standard(column.counts) for column in columns.values()):
        return
    fitting = {name: _patterns(list(column.counts)) for name, column in columns.items()}
    fitting = {name: patterns for name, patterns in fitting.items() if patterns}
    if not fitting:
        return
    years_from = (
        max((p.years_from or 0 for patterns in fitting.values() for p in patterns), default=0) or None
    )
    orders = {name: {(p.order, p.separator) for p in patterns} for name, patterns in fitting.items()}
    common = [
        replace(p, years_from=years_from)
        for p in every_pattern()
        if all((p.order, p.separator) in of_column for of_column in orders.values())
    ]
    if not common and all(len(patterns) == 1 for patterns in fitting.values()):
        _standardise_by_column(table, columns, {name: patterns[0] for name, patterns in fitting.items()})
        return
    if len(common) != 1:
        known = common or list(dict.fromkeys(p for patterns in fitting.values() for p in patterns))
        words = " or ".join(written_pattern(pattern) for pattern in known)
        for name in fitting:
            columns[
                name
            ].note = f"a date? Say how this file writes dates (dates: {words}), then write scale: date"
        return
    pattern = common[0]
    has_time = any(":" in value for name in fitting for value in columns[name].counts)
    table.options["dates"] = written_pattern(pattern) + (
        "  # decide: the times after the dates are dropped" if has_time else ""
    )
    if pattern.years_from is not None:
        table.options["years_from"] = (
            f"{pattern.years_from}  # decide: the first year that two digits may mean"
        )
    for name in fitting:
        columns[name].values = dates_in_pattern(columns[name].values, pattern) or columns[name].values


def _standardise_by_column(
    table: FoundTable, columns: Mapping[str, FoundColumn], patterns: Mapping[str, DatePattern]
) -> None:
    """Write dates as YYYY-MM-DD whose columns are written in different ways, each in the only one that fits it."""
    timed = {name for name in patterns if any(":" in value for value in columns[name].counts)}
    others = {n: written_pattern(one) for n, one in patterns.items() if one != STANDARD or n in timed}
    table.options["dates"] = flow_map(others) + (
        "  # decide: the times after the dates are dropped" if timed else ""
    )
    years = {one.years_from for one in patterns.values() if one.years_from is not None}
    if years:
        table.options["years_from"] = f"{max(years)}  # decide: the first year that two digits may mean"
    for name, pattern in patterns.items():
        columns[name].values = dates_in_pattern(columns[name].values, pattern) or columns[name].values


def _is_standard(values: Iterable[str]) -> bool:
    return all(days(value) is not None for value in values)


def _patterns(values: Sequence[str]) -> list[DatePattern]:
    """Return the patterns that fit all values, YYYY-MM-DD alone if it is one of them."""
    fitting = fitting_patterns(values)
    return [STANDARD] if STANDARD in fitting else fitting
