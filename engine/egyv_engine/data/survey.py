"""Reads a programme's data files: the register, the answers of each wave, and the supplementary files."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.data.csv_cells import scan
from egyv_engine.data.data_table import DataTable, TableReader
from egyv_engine.data.expected_columns import ExpectedColumn, expected_columns
from egyv_engine.data.minimums import check_minimums
from egyv_engine.data.register import RegisterReader
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.data.register_values import check_register_values
from egyv_engine.data.register_words import check_register_words
from egyv_engine.data.returns import statuses
from egyv_engine.data.supplements import read_supplements
from egyv_engine.data.survey_types import Answers, Survey, WaveAnswers
from egyv_engine.data.wave_table import WaveTableReader
from egyv_engine.data.whole_columns import read_whole_columns
from egyv_engine.diagnostics.diagnostic import Diagnostic, DiagnosticCollector, has_errors
from egyv_engine.diagnostics.span import Span
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Wave
from egyv_engine.model.left_out import LeftOut
from egyv_engine.model.supplementary_data import SupplementaryData


def read_survey(
    linked: LinkedProgramme, files: Mapping[PurePosixPath, bytes]
) -> tuple[Survey | None, SupplementaryData, list[Diagnostic]]:
    """Read the data files that a programme names.

    Args:
        linked: The programme.
        files: All files of the programme's folder.

    Returns:
        The survey, or None if any data file has an error; the valid part of the supplementary files; and every problem
        in all data files.
    """
    reader = _SurveyReader(linked, files)
    survey = reader.read()
    supplements = SupplementaryData()
    if reader.register is not None:
        supplements = read_supplements(reader.linked, reader.tables, reader.register)
    return (None if has_errors(reader.diagnostics) else survey), supplements, reader.diagnostics


def answer_spans(
    files: Mapping[PurePosixPath, bytes], file: PurePosixPath, key: str, answers: Iterable[tuple[str, str]]
) -> list[Span]:
    """Return the span of each of some answers in a file that was read without errors.

    Args:
        files: All files of the programme's folder.
        file: A file of answers. If it is not a CSV file, its cells have no positions, and its start is returned.
        key: The column that identifies the unit.
        answers: The unit and the column of each answer.
    """
    if file.suffix != ".csv":
        return [Span(file) for _ in answers]
    header, *rows = scan(file, files[file].decode("utf-8"), [])
    key_index = header.cells.index(key)
    row_of = {row.cells[key_index]: row for row in rows}
    return [row_of[unit].span(file, header.cells.index(column)) for unit, column in answers]


def header_span(files: Mapping[PurePosixPath, bytes], file: PurePosixPath, key: str) -> Span:
    """Return the span of the key in the header of a file of answers that was read without errors.

    Args:
        files: All files of the programme's folder.
        file: A file of answers. If it is not a CSV file, its start is returned.
        key: The column that identifies the unit.
    """
    if file.suffix != ".csv":
        return Span(file)
    header = next(scan(file, files[file].decode("utf-8"), []))
    return header.span(file, header.cells.index(key))


class _SurveyReader:
    def __init__(self, linked: LinkedProgramme, files: Mapping[PurePosixPath, bytes]) -> None:
        self.linked = linked
        self.files = files
        self.diagnostics = DiagnosticCollector(linked.positions)
        named = frozenset(linked.programme.data_files())
        self.tables = TableReader(files, linked.programme.file.register, named, self.diagnostics)
        self.register: RegisterTable | None = None

    def read(self) -> Survey | None:
        registers = RegisterReader(self.linked, self.tables)
        is_declared = ("register", "*") not in self.linked.programme.broken
        register = self.register = registers.register() if is_declared else None
        self.linked = registers.linked
        if register is None:
            for wave in self.linked.waves.values():
                self._table(wave)
            return None
        check_register_values(self.linked, register, self.diagnostics)
        check_register_words(self.linked, register, self.diagnostics)
        check_minimums(self.linked, register, self.diagnostics)
        waves = self.linked.waves.values()
        status = {w.id: statuses(w, register, self.diagnostics) for w in waves}
        columns = {w.id: {x.name: x for x in expected_columns(self.linked, w.id).values()} for w in waves}
        answers: dict[str, Answers] = {}
        tables: dict[str, DataTable] = {}
        for wave in waves:
            quick = self._read_quickly(wave, register, status[wave.id], columns[wave.id])
            if quick is not None:
                answers[wave.id] = quick
            elif (table := self._table(wave)) is not None:
                tables[wave.id] = table
        for wave_id, table in tables.items():
            wave = self.linked.waves[wave_id]
            before = len(self.diagnostics)
            reader = WaveTableReader(self.linked, self.tables, wave, table, register, status[wave_id])
            answers[wave_id] = reader.answers(columns[wave_id])
            self.diagnostics.cap(before)
        by_key = Counter(register.left_out.values())
        return Survey(
            units=pl.Series(register.units, dtype=pl.String),
            attributes={
                name: pl.Series([v or None for v in values], dtype=pl.String)
                for name, values in register.attributes.items()
            },
            cohort=pl.Series(register.cohort, dtype=pl.UInt32),
            waves={
                w.id: WaveAnswers(status=pl.Series(status[w.id], dtype=pl.UInt8), answers=answers[w.id])
                for w in waves
                if w.id in answers
            },
            groups=self.linked.groups,
            cohorts=self.linked.cohorts,
            left_out=LeftOut(
                only=by_key["only"],
                others=by_key["others"],
                rows=dict(sorted(self.tables.skipped_rows.items())),
            ),
        )

    def _table(self, wave: Wave) -> DataTable | None:
        return self.tables.table(wave.source_name, wave.answers.doc_path / "file")

    def _read_quickly(
        self,
        wave: Wave,
        register: RegisterTable,
        status: Sequence[int | None],
        expected: Mapping[str, ExpectedColumn],
    ) -> Answers | None:
        file = self.tables.large_csv(wave.source_name)
        if file is None:
            return None
        return read_whole_columns(self.linked, self.files, file, self.tables.key, register, status, expected)
