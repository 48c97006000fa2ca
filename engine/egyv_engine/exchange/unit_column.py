"""Finds the column with the id of the unit in the answers of one or several waves (EGY581)."""

import re
import shlex
from collections.abc import Iterable, Sequence
from itertools import combinations, product
from math import prod

from egyv_engine.data.register_table import form_of
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.diagnostics.span import Span
from egyv_engine.exchange.form_tools import form_tool, tool_columns
from egyv_engine.exchange.found_table import FoundColumn, FoundTable
from egyv_engine.exchange.last_rows import keys_of_last_rows
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.typed_values import YEAR, is_number

_LIKE_ID = re.compile(r".*(^|[^a-z])(id|code|number|no|nr|key|urn|uuid|name)", re.IGNORECASE)
_LONGEST_ID = 80
_MOST_PAIRED = 12  # columns of which two together may be the id
_NEARLY = 0.8  # of the rows have a value of their own
_FEWEST_UNITS = 4
_MOST_LEVELS = 8  # besides that of the units
_MOST_WAVES = 24  # in a file of a panel
_ROWS_OF_UNIT = 1.2  # on average, in such a file
_CROSSED = 0.5  # of the pairs of values of two columns have a row, if one is the unit and the other its item
# 2024, January 2024, 2024Q1, 202401
_PERIOD = re.compile(r"(?:\D*\b)?(?:19|20)[0-9]{2}(?:\b\D*|[- ]?(?:Q[1-4]|S[12]|[01][0-9]))")
_DATE = re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}\b.*")


class UnitColumn(Frozen):
    """The column with the id of the unit, what a person must decide about it, and the number of units.

    Attributes:
        name: The name of the column; None if each row is another unit, without an id.
        decide: What a person must decide.
        units: The number of units.
    """

    name: str | None
    decide: list[str]
    units: int | None = None


def unit_column(tables: Sequence[FoundTable], found: DiagnosticCollector) -> UnitColumn | None:
    """Return the column with the id of the unit; None if no column can be it, which is reported.

    A column of the survey goes before one of the form tool; of several waves, the one whose values return most often. Amounts
    are no ids where a column of texts and one of years together have another value in each row.

    Args:
        tables: The answers of each wave.
        found: Receives the fault.
    """
    tool = form_tool([column.name for column in tables[0].columns])
    of_tool = set(tool_columns(tool, [column.name for column in tables[0].columns]))
    panel = _pair(tables[0], of_years=True)
    different = [in_each for in_each in _in_each(tables) if all(map(_is_id, in_each))]
    amounts = [] if panel is None else [one for one in different if _is_amount(one)]
    candidates = [one for one in different if panel is None or not _is_amount(one)]
    own = [one for one in candidates if one[0].name not in of_tool]
    ids = [one for name in tool.ids for one in candidates if one[0].name == name] if tool else []
    if any(not _is_number(one) for one in own) or (own and not ids):
        best = max(own, key=lambda one: (not _is_number(one), _returning(one)))
        decide = _about(best)
        if _is_number(best):
            decide += [_hint_of_pair(panel)] if panel is not None else _about_items(tables)
        return UnitColumn(name=best[0].name, decide=decide, units=_number_of_units(best))
    nearest = _nearest(tables, of_tool)
    if tool is not None and ids:
        name = ids[0][0].name
        decide = [
            f"{scalar(name)} is the id of what was sent in, not of the unit: which column says who answered?"
        ]
        if len(tables) > 1:
            decide.append("as long as the id is another one in each wave, no unit is compared between waves")
        if nearest is not None:
            decide.append(
                f"{scalar(nearest.name)} comes nearest, but some have several rows. If it is the unit, make it the key, remove "
                f"its question, and write in surveys/files.yaml: {keys_of_last_rows(tables, tool.sent)}"
            )
        return UnitColumn(name=name, decide=decide, units=_number_of_units(ids[0]))
    table = tables[0]
    pair = panel or _pair(table)
    is_one_file = len({one.file for one in tables}) == 1
    of_each = [_probable_id(one) for one in tables] if not candidates and not is_one_file else [None]
    if nearest is None and pair is None and of_each[0] is None:
        return UnitColumn(name=None, decide=_about_rows(tables), units=sum(map(_number_of_rows, tables)))
    at = nearest.header if nearest is not None else Span(table.file)
    message = "no column can be the id of the unit: none has another value in each row"
    if amounts:
        message += f", apart from amounts such as '{amounts[0][0].name}'"
    if nearest is not None:
        value, rows = next((value, rows) for value, rows in nearest.counts.items() if rows > 1)
        advice = (
            f"'{nearest.name}' comes nearest, but '{value}' is in {rows} rows: remove rows that "
            "are there twice, or give each its own id"
        )
    elif pair is not None:
        advice = _hint_of_pair(pair)
    else:
        assert of_each[0] is not None
        at = of_each[0].header
        named = [
            f"'{column.name}' of {one.file}"
            for one, column in zip(tables, of_each, strict=True)
            if column is not None
        ]
        message = "no column of every file can be the id of the unit: none has the same name in each of them and another value in each row"
        advice = (
            f"{' and '.join(named)} may be ids: draft from the first file alone, add the others as waves, and write "
            "'key:' with its own column for each file in surveys/files.yaml; or give the column one name in every file"
            if len(named) == len(tables)
            else f"{' and '.join(named)} may be an id, and the other files need a column with the same name and ids"
        )
    found.report("EGY581", at, message, hint=advice)
    return None


def may_be_named_as_id(name: str) -> bool:
    """Return whether the name of a column is that of an id, such as `club_no`.

    Args:
        name: The name.
    """
    return _LIKE_ID.fullmatch(name) is not None


def _probable_id(table: FoundTable) -> FoundColumn | None:
    """Return the column of a table that may be an id: one whose name says so, else one of texts, else the first; None if none may."""
    ids = [column for column in table.columns if _is_id(column)]
    named = [column for column in ids if may_be_named_as_id(column.name)]
    return next(iter([*named, *(column for column in ids if not _is_number([column])), *ids]), None)


def _pair(table: FoundTable, *, of_years: bool = False) -> tuple[FoundColumn, FoundColumn] | None:
    """Return two columns that together have another value in each row; None if no two have.

    Args:
        table: The answers of a wave.
        of_years: Whether the first column must be one of texts, and the second one of years.
    """
    columns = [c for c in table.columns if not c.has_blank and 1 < len(c.counts) < len(c.values)]
    pairs: Iterable[tuple[FoundColumn, FoundColumn]] = combinations(columns[:_MOST_PAIRED], 2)
    if of_years:
        firsts = [c for c in columns if not c.is_amount and not all(map(is_number, c.counts))]
        pairs = product(firsts[:_MOST_PAIRED], [c for c in columns if all(map(YEAR.fullmatch, c.counts))])
    for first, second in pairs:
        different = len(first.counts) * len(second.counts)
        is_crossed = of_years or len(first.values) >= different * _CROSSED
        if is_crossed and len(set(zip(first.values, second.values, strict=True))) == len(first.values):
            return first, second
    return None


def _hint_of_pair(pair: tuple[FoundColumn, FoundColumn]) -> str:
    """Return how to declare a table in which two columns together have another value in each row."""
    first, second = pair
    return (
        f"'{first.name}' and '{second.name}' together have another value in each row: if '{first.name}' is the unit and "
        f"'{second.name}' the wave, draft again with --wave-column {shlex.quote(second.name)}; if '{second.name}' is an item, "
        f"add --item-column {shlex.quote(second.name)}"
    )


def _in_each(tables: Sequence[FoundTable]) -> list[list[FoundColumn]]:
    """Return the columns that every table has, each as the tables have it."""
    named = [{column.name: column for column in table.columns} for table in tables]
    # The names of rows are ids if no other column is.
    names = sorted(named[0], key=lambda name: named[0][name].has_row_names)
    return [[of[name] for of in named] for name in names if all(name in of for of in named)]


def _is_id(column: FoundColumn) -> bool:
    values = column.counts
    return (
        len(values) > 0
        and not column.has_blank
        and max(values.values()) == 1
        and not column.spaced  # the id of a unit has no spaces around it
        and len(set(map(form_of, values))) == len(values)  # two that differ in case alone are one id
        and max(map(len, values)) <= _LONGEST_ID
        and not any("\n" in value or value.startswith("=") or _DATE.fullmatch(value) for value in values)
        and not any("." in value and is_number(value) for value in values)
    )


def _returning(in_each: Sequence[FoundColumn]) -> int:
    """Return how many values of the first wave are in every wave."""
    return len(set.intersection(*(set(column.counts) for column in in_each))) if len(in_each) > 1 else 0


def _number_of_units(in_each: Sequence[FoundColumn]) -> int:
    return len(set().union(*(column.counts for column in in_each)))


def _is_number(in_each: Sequence[FoundColumn]) -> bool:
    """Return whether a column has numbers, and no name of an id."""
    return not may_be_named_as_id(in_each[0].name) and all(
        is_number(value) for column in in_each for value in column.counts
    )


def _is_amount(in_each: Sequence[FoundColumn]) -> bool:
    """Return whether a column has amounts, and no name of an id."""
    return not may_be_named_as_id(in_each[0].name) and any(column.is_amount for column in in_each)


def _about(in_each: Sequence[FoundColumn]) -> list[str]:
    name = scalar(in_each[0].name)
    decide = [f"is {name} the id of the unit? Each row has another value there.", *_about_parts(in_each[0])]
    if len(in_each) > 1:
        sizes = " and ".join(f"{len(column.values):,}" for column in in_each)
        decide.append(
            f"{_returning(in_each):,} values are in every wave, of {sizes} rows. Is each spelt alike?"
        )
    return decide


def _about_parts(column: FoundColumn) -> list[str]:
    """Return what to decide about a column that holds several, with commas between them, as the first one of Eurostat does."""
    names = column.name.split(",")
    rows = [value.split(",") for value in column.values]
    if len(names) == 1 or any(len(parts) != len(names) for parts in rows):
        return []
    different = [
        f"{name.strip()} ({len(set(parts)):,})"
        for name, parts in zip(names, zip(*rows, strict=True), strict=True)
    ]
    said = (
        f"it holds {len(names)} columns with commas between them, each with so many different words: {', '.join(different)}. If one of "
        "them alone is the unit, give a file with a column for each of them, and draft again."
    )
    return [said]


def _about_rows(tables: Sequence[FoundTable]) -> list[str]:
    rows = (
        "no column has another value in each row, so each row is another unit. Is that so? If a unit may have several rows, "
        "add a column with its id, and write made_of: answers and key: with this column."
    )
    waves = "as no unit is in two waves, the shares of each wave are compared"
    crossed = _about_items(tables)
    rows = " ".join([rows, *crossed])
    panel = _sparse_panel(tables[0]) if len(tables) == 1 and not crossed else None
    if panel is not None:
        unit, wave = panel
        rows += (
            f" {scalar(unit.name)} is in several rows, each with another {scalar(wave.name)}: if {scalar(unit.name)} is the unit and "
            f"{scalar(wave.name)} the wave, draft again with --wave-column {shlex.quote(wave.name)}."
        )
    filled = _filled_where(tables)
    if filled is not None:
        unit, level, word = filled
        rows += (
            f" {scalar(unit.name)} has another value in each row of a wave where {scalar(level.name)} is {scalar(word)}, and none in the other "
            f"rows: if these are totals, write here register: {{made_of: answers, key: {scalar(unit.name)}}}, remove its question, and write "
            f"rows: {{column: {scalar(level.name)}, is: {scalar(word)}}} for the file in surveys/files.yaml."
        )
    return [rows, waves] if len(tables) > 1 else [rows]


def _about_items(tables: Sequence[FoundTable]) -> list[str]:
    """Return how to declare a table with a row for each unit, period and item; nothing for other tables."""
    crossed = _units_waves_and_items(tables[0]) if len(tables) == 1 else None
    if crossed is None:
        return []
    unit, wave, item = crossed
    said = (
        f"Each word of {scalar(unit.name)} is in several rows, each with another {scalar(wave.name)} or {scalar(item.name)}: if these are "
        f"unit, wave and item, draft again with --wave-column {shlex.quote(wave.name)} --item-column {shlex.quote(item.name)}."
    )
    return [said]


def _sparse_panel(table: FoundTable) -> tuple[FoundColumn, FoundColumn] | None:
    """Return the columns of a unit and a wave of which most pairs have no row; None if there are no such columns.

    A column of few words is that of the wave if no value of the other column, many of which are in several rows, has one twice.
    """
    rows = _number_of_rows(table)
    columns = [(c, len(c.counts)) for c in table.columns if not c.has_blank]
    waves = [c for c, different in columns if 1 < different <= _MOST_WAVES]
    units = [
        c
        for c, different in columns
        if different > _MOST_WAVES and different * _ROWS_OF_UNIT <= rows and not c.is_amount
    ]
    for unit, wave in product(sorted(units, key=lambda c: _is_number([c])), waves):
        if len(set(zip(unit.values, wave.values, strict=True))) == rows:
            return unit, wave
    return None


def _units_waves_and_items(table: FoundTable) -> tuple[FoundColumn, FoundColumn, FoundColumn] | None:
    """Return the columns of a unit, of periods and of an item that together have another value in each row; None if there are none.

    Of the unit and the item, the one with more words is the unit.
    """
    rows = _number_of_rows(table)
    columns = [c for c in table.columns if not c.has_blank and 1 < len(c.counts) < rows and not c.is_amount]
    periods = [c for c in columns if all(map(_PERIOD.fullmatch, c.counts))]
    others = [c for c in columns if c not in periods]
    others = sorted(others, key=lambda c: _is_number([c]))[:_MOST_PAIRED]  # texts before numbers
    for wave, pair in product(periods, combinations(others, 2)):
        unit, item = sorted(pair, key=lambda c: -len(c.counts))
        sizes = [len(c.counts) for c in (unit, wave, item)]
        is_crossed = rows >= prod(sizes) * _CROSSED
        if is_crossed and len(set(zip(unit.values, wave.values, item.values, strict=True))) == rows:
            return unit, wave, item
    return None


def _filled_where(tables: Sequence[FoundTable]) -> tuple[FoundColumn, FoundColumn, str] | None:
    """Return a column of ids that the rows with one word of another column alone have, that column, and the word.

    Files with the rows of a country, its regions and its areas have such columns. None if there are none.
    """
    in_each = _in_each(tables)
    for ids in in_each:
        filled = [[value for value in column.values if value] for column in ids]
        if not all(
            _FEWEST_UNITS <= len(of) == len(set(of)) < len(c.values)
            for of, c in zip(filled, ids, strict=True)
        ):
            continue
        for levels in in_each:
            pairs = {
                (word, bool(value))
                for id_column, of_level in zip(ids, levels, strict=True)
                for value, word in zip(id_column.values, of_level.values, strict=True)
            }
            words = [word for word, has_id in pairs if has_id]
            others = [word for word, has_id in pairs if not has_id]
            if len(words) == 1 and words[0] and words[0] not in others and len(others) <= _MOST_LEVELS:
                return ids[0], levels[0], words[0]
    return None


def _number_of_rows(table: FoundTable) -> int:
    return max((len(column.values) for column in table.columns), default=0)


def _nearest(tables: Sequence[FoundTable], of_tool: set[str]) -> FoundColumn | None:
    """Return the first column of texts in which nearly every row of each table has a value of its own."""
    for in_each in _in_each(tables):
        repeated = next((c for c in in_each if len(c.counts) + c.has_blank < len(c.values)), None)
        is_other = in_each[0].name in of_tool or _is_number(in_each) or _is_amount(in_each)
        if repeated is None or is_other:
            continue
        if all(
            not c.has_blank
            and len(c.counts) >= len(c.values) * _NEARLY
            and not any(map(_DATE.fullmatch, c.counts))
            for c in in_each
        ):
            return repeated
    return None
