"""Puts result tables into words for readers: headings and labels instead of names and ids, a sign in cells without a value."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.model.label_forms import id_as_words, id_with_capital, with_capital
from egyv_engine.model.result_columns import (
    ColumnRows,
    ResultColumn,
    ResultTable,
    not_applicable,
    text_column,
)
from egyv_engine.model.supplement_columns import ALL_PRINCIPLES
from egyv_engine.model.supplementary_data import ALL_COHORTS
from egyv_engine.narrative.selection_words import selection_in_words
from egyv_engine.publish.csv_values import csv_cells
from egyv_engine.publish.result_tables import TableRows
from egyv_engine.publish.row_columns import as_columns

SIGNS = {"x": "[x]", "z": "[z]"}
_ADDED = (
    "principle_title",
    "measure",
    "cohort_label",
)  # columns of tables that name findings only by their ids
_UNKNOWN = "x"  # of a cell that is empty although its column declares no reason
_NUMBERS = ("whole number", "decimal")
_NO_COHORTS = not_applicable("where the programme has no cohorts")
Cell = str | int | float
Label = Callable[[Any], str | None]


class WordedColumn(Frozen):
    """A column of a table for readers.

    Attributes:
        declared: The column of the result table.
        heading: Its heading, which no other column of the table has.
        says: What its values say.
        cells: The different cells.
        at: The position of each row's cell among them.
    """

    declared: ResultColumn
    heading: str
    says: str
    cells: Sequence[Cell]
    at: Sequence[int]

    @property
    def is_number(self) -> bool:
        """Return whether its values are numbers."""
        return self.declared.type in _NUMBERS


class WordedTable(Frozen):
    """A table for readers; number_of_rows does not count the headings."""

    table: ResultTable
    columns: tuple[WordedColumn, ...]
    number_of_rows: int


def worded_table(given: TableRows, labels: "Labels") -> WordedTable:
    """Return a table in words, its numbers as they are in the CSV file.

    Args:
        given: The table and its rows.
        labels: The words for the programme's ids.
    """
    table = given.table
    columns = table.flat_columns
    rows = given.rows
    added = {column.name: column for column in labels.added_columns(table)}
    if added or "item" in {
        column.name for column in columns
    }:  # words that depend on other columns of the row
        worded = [labels.by_row(column) for column in columns]
        after = [column.name for column in worded].index("finding") + 1 if added else 0
        columns = (*worded[:after], *added.values(), *worded[after:])
        assert isinstance(rows, Sequence)
        rows = tuple(rows)
    made_of = as_columns(replace(table, columns=columns), rows)
    headings = _different(labels.heading(column) for column in columns)
    made = tuple(
        _column(column, heading, made_of, labels) for column, heading in zip(columns, headings, strict=True)
    )
    return WordedTable(table=table, columns=made, number_of_rows=len(made[0].at))


def _column(column: ResultColumn, heading: str, rows: ColumnRows, labels: "Labels") -> WordedColumn:
    found = rows.distinct(column.name)
    empty = SIGNS[column.empty.sign if column.empty is not None else _UNKNOWN]
    label = labels.by_value(column)
    is_worded = label is not None or column.name == "item"
    cells: list[Cell] = [
        empty if cell in (None, "") else cell for cell in _cells(column, found.values, label or _as_it_is)
    ]
    at = found.positions.to_list()
    if column.empty is not None and column.empty.of is not None:
        other = rows.distinct(column.empty.of)
        without = {i for i, value in enumerate(other.values) if value in (None, "")}
        cells.append(SIGNS["z"])
        last = len(cells) - 1
        of_row = zip(at, other.positions.to_list(), strict=True)
        at = [last if place in without and cells[i] == empty else i for i, place in of_row]
    return WordedColumn(
        declared=column,
        heading=heading,
        says=f"{column.says} The words for it are shown, not the id." if is_worded else column.says,
        cells=cells,
        at=at,
    )


def _as_it_is(value: Any) -> str | None:
    return None if value is None else str(value)


def _cells(column: ResultColumn, values: Sequence[Any], label: Label) -> Iterator[Cell | None]:
    """Yield the cell for each value, numbers with the decimals that the CSV file has; None where there is none."""
    match column.type:
        case "text" if column.words:
            yield from (None if value is None else id_as_words(value) for value in values)
        case "text":
            yield from map(label, values)
        case "yes or no":
            yield from (None if value is None else "yes" if value else "no" for value in values)
        case "decimal":
            yield from (float(cell) if cell else None for cell in csv_cells(column, values))
        case "whole number":
            yield from values


def _different(headings: Iterable[str]) -> list[str]:
    """Return headings of which no two are the same, whatever their case: later ones have a number at their end."""
    used: set[str] = set()
    made = []
    for heading in headings:
        name, number = heading, 1
        while name.casefold() in used:
            number += 1
            name = f"{heading} {number}"
        used.add(name.casefold())
        made.append(name)
    return made


class Labels:
    """The words of a programme for its ids."""

    def __init__(self, linked: LinkedProgramme, findings: Collection[Finding]) -> None:
        self._linked = linked
        programme = linked.programme
        self._principles = {name: one.title for name, one in programme.principles.items()}
        self._principles[ALL_PRINCIPLES] = "All principles"
        self._measures = {
            one.finding.partition("@")[0]: (self._principles[one.principle], self._measure(one))
            for one in findings
        }
        counted = programme.records.recommendations if programme.records else None
        reasons = counted.reason.labels if counted and counted.reason else None
        self._reasons: Mapping[str, str] = reasons or {}
        self._by_value: Mapping[str, Label] = {
            "principle": self._named(self._principles),
            "indicator": self._named({name: one.indicator.title for name, one in linked.indicators.items()}),
            "question": self._named({name: one.asks for name, one in linked.questions.items()}),
            "cohort": self._cohort,
            **dict.fromkeys(
                ("wave", "from_wave", "to_wave"),
                self._named({name: one.label for name, one in linked.waves.items()}),
            ),
            "selection": lambda name: with_capital(selection_in_words(programme.selection, name)),
            "record": id_with_capital,
            "commonest": self._several_reasons,
        }

    @staticmethod
    def _named(words: Mapping[str, str]) -> Label:
        return lambda value: None if value is None else words.get(value, value)

    def _cohort(self, value: str | None) -> str | None:
        return None if value is None else self._linked.cohort_label(value)

    def _several_reasons(self, value: str) -> str:
        return "; ".join(self._reasons.get(one, id_as_words(one)) for one in value.split(";"))

    def _measure(self, finding: Finding) -> str:
        title = self._linked.indicators[finding.indicator].indicator.title
        item = self._item_of_indicator(finding)
        return title if item is None else f"{title}: {item}"

    def _item_of_indicator(self, row: Any) -> str | None:
        basket = self._linked.indicators[row.indicator].indicator.for_each
        return self._item(basket, row.item)

    def _item_of_question(self, row: Any) -> str | None:
        return self._item(self._linked.questions[row.question].items, row.item)

    def _item(self, basket: str | None, item: str | None) -> str | None:
        if basket is None or item is None:
            return item
        whole = self._linked.baskets[self._linked.baskets[basket].whole]
        return whole.labels[item].label if item in whole.labels else item

    def by_value(self, column: ResultColumn) -> Label | None:
        """Return what makes words of a column's ids; None where the column holds none, or none that has words.

        Args:
            column: A column of a result table.
        """
        return self._by_value.get(column.name) if column.type == "text" else None

    def by_row(self, column: ResultColumn) -> ResultColumn:
        """Return a column with the words for its ids where they depend on other columns of the row, else the column.

        Args:
            column: A column of a result table.
        """
        if column.name != "item":
            return column

        def label(row: Any) -> str | None:
            return self._item_of_indicator(row) if hasattr(row, "indicator") else self._item_of_question(row)

        return replace(column, get=label)

    def added_columns(self, table: ResultTable) -> tuple[ResultColumn, ...]:
        """Return the columns that say in words which finding a row is about, where a table has only its id.

        Args:
            table: The result table.
        """
        names = {column.name for column in table.flat_columns}
        if "finding" not in names or "indicator" in names:
            return ()
        get = attrgetter("finding")

        def part(row: Any, number: int) -> str:
            found = self._measures.get(get(row).partition("@")[0])
            return get(row) if found is None else found[number]

        def cohort(row: Any) -> str | None:
            name = get(row).partition("@")[2]
            if name == ALL_COHORTS and name not in self._linked.groups:
                return f"all {self._linked.cohort_words[1]}"
            return self._cohort(name or None)

        return (
            text_column(
                _ADDED[0],
                "Principle",
                "The principle of the finding's measure.",
                get=lambda row: part(row, 0),
            ),
            text_column(
                _ADDED[1],
                "Measure",
                "What the finding is about: the indicator, and its item if it is repeated.",
                get=lambda row: part(row, 1),
            ),
            text_column(_ADDED[2], "Cohort", "The cohort of the finding.", empty=_NO_COHORTS, get=cohort),
        )

    def heading(self, column: ResultColumn) -> str:
        """Return the heading of a column, with the programme's own words for units and cohorts.

        Args:
            column: A column of a result table.
        """
        unit = self._linked.programme.file.unit
        if column.name in ("cohort", _ADDED[2]):
            return with_capital(self._linked.cohort_words[0])
        if column.name in ("unit", "units"):
            return with_capital(unit.one if column.name == "unit" else unit.many)
        return column.title
