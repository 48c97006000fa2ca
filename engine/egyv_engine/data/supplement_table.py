"""A file beside the survey as rows with named columns; every fault is told at its cell, with where the rule stands."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from egyv_engine.data.csv_cells import Row
from egyv_engine.data.data_table import DataTable, TableReader
from egyv_engine.diagnostics.span import KeyAt, Span
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.model.document_path import DocumentPath

MOST_UNUSED = 5  # declared words no row has: so many are shown for one that is unknown
_WHOLE = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words a column may hold, each with its place in the rules; `at`: where they are declared as a whole.

    is_whole: False where some of the declarations are broken, so that no other word can be called unknown.
    """

    kind: str
    places: Mapping[str, DocumentPath]
    at: DocumentPath
    is_whole: bool = True

    def with_word(self, word: str | None, doc_path: DocumentPath) -> "Vocabulary":
        """The same with one word more, where there is one."""
        return self if word is None else replace(self, places={**self.places, word: doc_path})


class RecordTable:
    """The rows of one file. `columns`: those the rules name, each with the place of its name."""

    def __init__(self, tables: TableReader, table: DataTable, columns: Mapping[str, DocumentPath]) -> None:
        self.table = table
        self.columns = columns
        self._positions = tables.positions
        self._faults = tables.faults
        self._before = len(tables.faults)
        self._words: dict[str, frozenset[str]] = {}

    def keyed(self, *keys: str) -> Iterator[Row]:
        """The rows whose key columns are together their own (EGY509), the first of them not blank (EGY521)."""
        first: dict[tuple[str, ...], Row] = {}
        for row in self.table.rows:
            key = tuple(self.cell(row, k) for k in keys)
            if not key[0]:
                self.tell(row, keys[0], "EGY521", f"this row has no '{keys[0]}'", "fill it in")
            elif key in first:
                said = " ".join(part for part in key if part)
                there = ((self._span(first[key], keys[0]), "the first one"),)
                self.tell(row, keys[0], "EGY509", f"'{said}' has a second row", "keep one of the two", there)
            else:
                first[key] = row
                yield row

    def cell(self, row: Row, column: str) -> str:
        """The text of a row's cell."""
        return row.cells[self.table.header.cells.index(column)]

    def word(self, row: Row, column: str, known: Vocabulary) -> str | None:
        """A cell's word, or None where it is none of those known (EGY523)."""
        word = self.cell(row, column)
        return word if self.is_known(row, column, word, known) else None

    def is_known(self, row: Row, column: str, word: str, known: Vocabulary) -> bool:
        """Whether a word of a cell is one of those known; told where it is not (EGY523)."""
        if word in known.places:
            return True
        if known.is_whole:
            unused = self._unused(column, known)
            near = did_you_mean(word, unused) or did_you_mean(word, known.places)
            if near:
                places, said = [known.places[near]], f"'{near}' is declared here"
            elif 0 < len(unused) <= MOST_UNUSED:
                places, said = [known.places[w] for w in unused], f"no row has this {known.kind}"
            else:
                places, said = [known.at], f"where each {known.kind} is declared"
            spans = [
                span
                for p in places
                for span in (self._positions.span_at(p), self._positions.span_at(KeyAt(p)))
            ]
            self.tell(
                row,
                column,
                "EGY523",
                f"unknown {known.kind} '{word}'" if word else f"this row has no {known.kind}",
                hint(word, [*unused, *(w for w in known.places if w not in unused)], "declared"),
                tuple((span, said) for span in dict.fromkeys(spans)),
            )
        return False

    def _unused(self, column: str, known: Vocabulary) -> tuple[str, ...]:
        """Words of a vocabulary that no cell of a column has; one of them may have been meant."""
        if column not in self._words:
            self._words[column] = frozenset(self.cell(row, column) for row in self.table.rows)
        return tuple(word for word in known.places if word not in self._words[column])

    def unit(self, row: Row, column: str, units: Collection[str], register: Span) -> str | None:
        """A cell's unit, or None where it is not registered (EGY510) or blank (EGY521)."""
        unit = self.cell(row, column)
        if unit in units:
            return unit
        if unit:
            known = ((register, "the register"),)
            said = hint(unit, units, "units of the register")
            self.tell(row, column, "EGY510", f"unit '{unit}' is not in the register", said, known)
        else:
            self.tell(row, column, "EGY521", "this row has no unit", f"fill in '{column}'")
        return None

    def text(self, row: Row, column: str) -> str | None:
        """A cell's text, or None where it is blank (EGY521)."""
        if not self.cell(row, column):
            self.tell(row, column, "EGY521", f"this row has no '{column}'", "fill it in")
        return self.cell(row, column) or None

    def whole_number(self, row: Row, column: str) -> int | None:
        """A cell's count, or None where it is none (EGY513)."""
        cell = self.cell(row, column)
        if _WHOLE.fullmatch(cell):
            return int(cell)
        self.tell(row, column, "EGY513", f"'{cell}' is not a whole number", "digits alone")
        return None

    def tell(
        self,
        row: Row,
        column: str,
        code: str,
        message: str,
        said: str | None = None,
        related: tuple[tuple[Span, str], ...] = (),
    ) -> None:
        """Adds a fault of a row's cell, with where the rules name its column."""
        named = (self._positions.span_at(self.columns[column]), "the rule that reads it")
        self._faults.report(code, self._span(row, column), message, hint=said, related=(*related, named))

    def done(self) -> None:
        """Once all rows are read: keeps the first faults of a file that has very many."""
        self._faults.cap(self._before)

    def _span(self, row: Row, column: str) -> Span:
        return row.span(self.table.file, self.table.header.cells.index(column))


def open_table(
    tables: TableReader, name: str, doc_path: DocumentPath, columns: Mapping[str, DocumentPath]
) -> RecordTable | None:
    """The file that `place` names, or None where it cannot be read or lacks a column (EGY501-506, 519)."""
    table = tables.table(name, doc_path)
    if table is None:
        return None
    tables.check_columns(table)
    there = table.header.cells
    for column, where in columns.items():
        if column not in there:
            unnamed = [c for c in there if c not in columns]
            tables.faults.report(
                "EGY506",
                table.header.span(table.file, 0),
                f"the column '{column}' is missing",
                hint=hint(column, unnamed or there, "columns not named yet"),
                related=((tables.positions.span_at(where), "the column is named here"),),
            )
    return RecordTable(tables, table, columns) if set(columns) <= set(there) else None


def columns_of(declared: object, doc_path: DocumentPath, *names: str) -> dict[str, DocumentPath]:
    """The columns that keys of a rule name, each with the place of its name."""
    return {getattr(declared, name): doc_path / name for name in names}
