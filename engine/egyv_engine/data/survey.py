"""Reads a programme's data files: the register, the answers of each wave, and the supplementary files."""

from collections.abc import Mapping
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.data.attribute_words import check_attribute_words
from egyv_engine.data.coded_columns import CodedColumns
from egyv_engine.data.data_files import DataFiles, unit_texts
from egyv_engine.data.expected_columns import expected_columns
from egyv_engine.data.minimums import check_minimums
from egyv_engine.data.register import RegisterReader
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.data.register_values import check_register_values
from egyv_engine.data.register_words import check_register_words
from egyv_engine.data.returns import statuses
from egyv_engine.data.returns_without_row import ReturnsWithoutRow
from egyv_engine.data.shaping.shaped_waves import ShapedWaves
from egyv_engine.data.sources.extras import versions_of
from egyv_engine.data.supplements import read_supplements
from egyv_engine.data.survey_types import Survey, WaveAnswers
from egyv_engine.data.wave_table import WaveTableReader
from egyv_engine.diagnostics.diagnostic import Diagnostic, DiagnosticCollector
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
        The survey, as far as it can be read, or None if the register cannot; the valid part of the supplementary files; and every problem
        in all data files.
    """
    reader = _SurveyReader(linked, files)
    survey = reader.read()
    supplements = SupplementaryData()
    if reader.register is not None:
        supplements = read_supplements(reader.linked, reader.tables, reader.register)
    return survey, supplements, reader.diagnostics


class _SurveyReader:
    def __init__(self, linked: LinkedProgramme, files: Mapping[PurePosixPath, bytes]) -> None:
        self.linked = linked
        self.files = files
        self.diagnostics = DiagnosticCollector(linked.positions)
        self.tables = DataFiles(files, linked, self.diagnostics)
        self.shaped = ShapedWaves(linked, self.tables)
        self.register: RegisterTable | None = None

    def read(self) -> Survey | None:
        registers = RegisterReader(self.linked, self.tables, self.shaped)
        is_declared = self.linked.is_register_read and not self.linked.programme.is_register_broken
        register = self.register = registers.register() if is_declared else None
        self.linked = registers.linked
        if register is None:
            for wave in self.linked.waves.values():
                self.shaped.table(wave)
            return None
        check_register_values(self.linked, register, self.diagnostics)
        undecided = check_register_words(self.linked, register, self.diagnostics)
        check_attribute_words(self.linked, register, self.diagnostics)
        check_minimums(self.linked, register, self.diagnostics)
        waves = self.linked.waves.values()
        unknown = pl.repeat(None, len(register.units), dtype=pl.UInt8, eager=True)  # reported at a word
        status = {
            w.id: unknown
            if w.id in undecided
            else statuses(
                w,
                register,
                self._rows(w, register),
                self.diagnostics,
                has_own_units=self.linked.has_separate_waves,
            )
            for w in waves
        }
        columns = {w.id: expected_columns(self.linked, w.id) for w in waves}
        kept = CodedColumns(len(register.units))
        answers: dict[str, WaveAnswers] = {}
        returns = ReturnsWithoutRow(register, self.diagnostics)
        for wave in waves:
            table = self.shaped.table(wave)
            if table is None:
                continue
            reader = WaveTableReader(
                self.linked, self.tables, wave, table, register, status[wave.id], returns
            )
            read, places = reader.answers(columns[wave.id], kept)
            answers[wave.id] = WaveAnswers(status=status[wave.id], answers=read, places=places)
            self.shaped.forget(wave)
        returns.report()
        by_key = dict(register.places["left_out"].drop_nulls().value_counts().iter_rows())
        return Survey(
            units=register.units,
            attributes={
                name: pl.select(pl.when(values != "").then(values.cast(pl.String))).to_series()
                for name, values in register.attributes.items()
            },
            cohort=register.cohort,
            waves=answers,
            groups=self.linked.groups,
            cohorts=self.linked.cohorts,
            left_out=LeftOut(
                only=by_key.get("only", 0),
                others=by_key.get("others", 0),
                rows=dict(sorted(self.tables.skipped_rows.items())),
            ),
            reading=self.tables.notes.counted(),
            libraries=versions_of(frozenset(self.tables.libraries)),
            queries=self.tables.queries,
            places=register.attribute_places(),
        )

    def _rows(self, wave: Wave, register: RegisterTable) -> pl.Series | None:
        """Return the units that have a row in a wave, if these are its returns; None if conditions decide."""
        if register.returned is not None:
            return register.returned.get(wave.id, register.units.clear())
        if not wave.returns_are_rows:
            return None
        shaped = self.shaped.table(wave)
        return register.units.clear() if shaped is None else unit_texts(shaped.key).drop_nulls()
