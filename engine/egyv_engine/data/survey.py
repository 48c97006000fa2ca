"""Reads the register and the returns into a Survey, and tells every fault of the data at its cell (EGY5xx)."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.data.cells import (
    CellReader,
    Expected,
    columns_of_unplaced_questions,
    expected_columns,
    number_scale,
)
from egyv_engine.data.csv_cells import Row, scan
from egyv_engine.data.data_table import DataTable, TableReader
from egyv_engine.data.register import RegisterReader, RegisterTable
from egyv_engine.data.register_values import check_register_values
from egyv_engine.data.supplements import read_records
from egyv_engine.data.survey_types import CodedColumn, Survey, WaveAnswers
from egyv_engine.data.whole_columns import read_whole_columns
from egyv_engine.diagnostics.diagnostic import MOST_PER_FILE, Diagnostic, DiagnosticCollector, has_errors
from egyv_engine.diagnostics.span import KeyAt, Span
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Wave
from egyv_engine.model.supplementary_data import SupplementaryData


def read_survey(
    linked: LinkedProgramme, files: Mapping[PurePosixPath, bytes]
) -> tuple[Survey | None, SupplementaryData, list[Diagnostic]]:
    """The survey, or None where it has an error; what was recorded beside it; every fault in it, over all files."""
    reader = _Reader(linked, files)
    survey = reader.read()
    recorded = SupplementaryData()
    if reader.register is not None:
        recorded = read_records(linked, reader.tables, reader.register)
    return (None if has_errors(reader.faults) else survey), recorded, reader.faults


def cell_span(
    files: Mapping[PurePosixPath, bytes], file: PurePosixPath, key: str, unit: str, column: str
) -> Span:
    """Where a unit's answer stands in a wave's file."""
    rows = list(scan(file, files[file].decode("utf-8"), [])) if file.suffix == ".csv" else []
    if rows and key in rows[0].cells and column in rows[0].cells:
        at_key, at = rows[0].cells.index(key), rows[0].cells.index(column)
        for row in rows[1:]:
            if len(row.cells) > max(at_key, at) and row.cells[at_key] == unit:
                return row.span(file, at)
    return Span(file)


class _Reader:
    def __init__(self, linked: LinkedProgramme, files: Mapping[PurePosixPath, bytes]) -> None:
        self.linked = linked
        self.files = files
        self.faults = DiagnosticCollector(linked.positions)
        self.key = linked.programme.file.register.key
        named = frozenset(linked.programme.data_files())
        self.tables = TableReader(linked.positions, files, self.key, named, self.faults)
        self.register: RegisterTable | None = None

    def read(self) -> Survey | None:
        registers = RegisterReader(self.linked, self.tables)
        register = self.register = registers.register()
        if register is None:
            for wave in self.linked.waves.values():
                self.tables.table(wave.answers, wave.doc_path / "answers")
            return None
        check_register_values(self.linked, register, self.faults)
        statuses = {w.id: registers.statuses(w, register) for w in self.linked.waves.values()}
        columns = {w.id: expected_columns(self.linked, w.id) for w in self.linked.waves.values()}
        waves: dict[str, WaveAnswers] = {}
        tables: dict[str, DataTable] = {}
        fast: dict[str, Mapping[tuple[str, str | None], CodedColumn]] = {}
        for wave in self.linked.waves.values():
            quick = self._fast(wave, register, statuses[wave.id], columns[wave.id])
            if quick is not None:
                fast[wave.id] = quick
                continue
            table = self.tables.table(wave.answers, wave.doc_path / "answers")
            if table is not None:
                tables[wave.id] = table
        scale = number_scale(self.linked, {w: (t.header, t.rows) for w, t in tables.items()})
        for wave in self.linked.waves.values():
            status = pl.Series(statuses[wave.id], dtype=pl.UInt8)
            if wave.id in fast:
                waves[wave.id] = WaveAnswers(status=status, answers=fast[wave.id])
            elif wave.id in tables:
                before = len(self.faults)
                answers = self._answers(
                    wave, tables[wave.id], register, statuses[wave.id], columns[wave.id], scale
                )
                self.faults.cap(before)
                waves[wave.id] = WaveAnswers(status=status, answers=answers)
        return Survey(
            units=pl.Series(register.units, dtype=pl.String),
            attributes={
                name: pl.Series([v or None for v in values], dtype=pl.String)
                for name, values in register.attributes.items()
            },
            cohort=pl.Series(register.cohort, dtype=pl.UInt8),
            waves=waves,
            number_scale=scale,
        )

    def _fast(
        self,
        wave: Wave,
        register: RegisterTable,
        status: Sequence[int | None],
        expected: Mapping[str, Expected],
    ) -> Mapping[tuple[str, str | None], CodedColumn] | None:
        file = self.tables.large(wave.answers)
        if file is None:
            return None
        return read_whole_columns(self.linked, self.files, file, self.key, register, status, expected)

    def _answers(
        self,
        wave: Wave,
        table: DataTable,
        register: RegisterTable,
        status: Sequence[int | None],
        expected: Mapping[str, Expected],
        scale: int,
    ) -> Mapping[tuple[str, str | None], CodedColumn]:
        at = table.index(self.key)
        if at is None:
            doc_path = self.linked.programme.file.register.doc_path / "key"
            self.faults.report(
                "EGY506",
                table.header.span(table.file, 0),
                f"the column '{self.key}' is missing",
                hint=hint(self.key, table.header.cells, "columns there"),
                related=((self.linked.positions.span_at(doc_path), "the register's key"),),
            )
            return {}
        self.tables.check_columns(table)
        rows = self._matched_rows(wave, table, at, register, status)
        reader = CellReader(
            self.linked, wave, table.file, register.units, register.cohort, status, self.faults
        )
        misspelt = self._unknown_columns(table, {**expected, **columns_of_unplaced_questions(self.linked)})
        answers: dict[tuple[str, str | None], CodedColumn] = {}
        ordered = [rows.get(unit) for unit in register.units]
        for name, column in expected.items():
            index = table.index(name)
            if index is not None:
                answers[column.question.id, column.item] = reader.column(
                    column, table.header, index, ordered, scale
                )
            elif any(column.asked) and name not in misspelt:
                self.faults.report(
                    "EGY506",
                    table.header.span(table.file, at),
                    f"the column '{name}' is missing, and the question was asked in '{wave.id}'",
                    hint="add it, or declare not_asked",
                    related=self._declared(column),
                )
        return answers

    def _declared(self, column: Expected) -> tuple[tuple[Span, str], ...]:
        """Where a column's question is declared, and its item."""
        related = ((self.linked.positions.span_at(column.question.doc_path / "id"), "the question"),)
        if column.item is None or column.question.items is None:
            return related
        item = self.linked.baskets[column.question.items].labels[column.item]
        return (*related, (self.linked.positions.span_at(KeyAt(item.doc_path)), "its item"))

    def _unknown_columns(self, table: DataTable, expected: Mapping[str, Expected]) -> set[str]:
        """Tells of columns of no question; gives the missing columns that they probably are."""
        broken = {i for k, i in self.linked.programme.broken if k == "question"}
        sound = self.linked.questions
        declared = {q.id for q in self.linked.programme.instrument.questions}
        missing = [x for x in expected if x not in table.header.cells]
        misspelt: set[str] = set()
        for i, name in enumerate(table.header.cells):
            if name == self.key or name in expected:
                continue
            head = name.split(".")[0]
            aside = self.linked.questions_unplaced
            if head in broken or (head in declared and head not in sound and head not in aside):
                continue
            near = did_you_mean(name, missing)
            related: tuple[tuple[Span, str], ...] = ()
            item = name.partition(".")[2]
            own = [x for x in missing if x.startswith(f"{head}.")]
            alike = [x for x in missing if item and x.partition(".")[2] == item]
            other = next(iter(own or alike or missing), None)
            if near is not None:
                misspelt.add(near)
                related = self._declared(expected[near])
            elif head in sound and not own:
                related = ((self.linked.positions.span_at(sound[head].doc_path / "id"), "the question"),)
            elif other is not None:
                related = self._declared(expected[other])
            self.faults.report(
                "EGY505",
                table.header.span(table.file, i),
                f"the column '{name}' is of no question",
                hint=hint(name, missing, "columns missing")
                if missing
                else "take it out; every question asked has its column",
                related=related,
            )
        return misspelt

    def _matched_rows(
        self, wave: Wave, table: DataTable, at: int, register: RegisterTable, status: Sequence[int | None]
    ) -> dict[str, Row]:
        rows = self.tables.unit_rows(table, at)
        doc_path = wave.returned.doc_path if wave.returned is not None else wave.doc_path / "answers"
        told = ((self.linked.positions.span_at(doc_path), "who returned"),)
        by_unit = dict(zip(register.units, status, strict=True))
        missing = [u for u, state in by_unit.items() if state and u not in rows and u not in table.ragged]
        likely = missing if len(missing) <= MOST_PER_FILE else []  # of so many none is likely
        misspelt: set[str] = set()
        for unit, row in rows.items():
            if unit not in by_unit:
                near = did_you_mean(unit, likely)
                misspelt.update((near,) if near else ())
                known = register.rows[near] if near else register.table.header
                self.faults.report(
                    "EGY510",
                    row.span(table.file, at),
                    f"unit '{unit}' is not in the register",
                    hint=hint(unit, likely, "units without a row") if likely else None,
                    related=(
                        (
                            known.span(register.table.file, 0),
                            "the unit in the register" if near else "the register",
                        ),
                    ),
                )
            elif by_unit[unit] == 0:
                where = (register.rows[unit].span(register.table.file, 0), "the unit in the register")
                self.faults.report(
                    "EGY512",
                    row.span(table.file, at),
                    f"unit '{unit}' has a row in '{wave.id}' and has not returned",
                    hint="take the row out, or mend the register",
                    related=(where, *told),
                )
        missing = [unit for unit in missing if unit not in misspelt]
        if len(missing) > sum(
            not row.cells[at] for row in table.rows
        ):  # else those are the rows without a unit
            for unit in missing:
                self.faults.report(
                    "EGY511",
                    register.rows[unit].span(register.table.file, register.table.index(self.key) or 0),
                    f"unit '{unit}' returned in '{wave.id}' and has no row in {table.file}",
                    hint="add its row, or mend the register",
                    related=told,
                )
        return {unit: row for unit, row in rows.items() if by_unit.get(unit, 0) != 0}
