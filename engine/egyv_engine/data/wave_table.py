"""Reads the table of one wave's answers, and matches its rows with the units of the register (EGY506, EGY509-512)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import polars as pl

from egyv_engine.data.coding.column_reader import ColumnReader
from egyv_engine.data.data_files import DataFiles
from egyv_engine.data.expected_columns import ExpectedColumn, columns_of_unplaced_questions
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.data.row_faults import RowFaults
from egyv_engine.data.source_table import SourceTable
from egyv_engine.data.survey_types import AnswerPlaces, Answers, CodedColumn
from egyv_engine.data.unknown_columns import declaration_of, report_unknown_columns
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import ReturnStatus
from egyv_engine.model.documents import Wave

_RETURNED = (ReturnStatus.NOT_ANALYSED.value, ReturnStatus.ANALYSED.value)


class WaveTableReader:
    """Reads the table of one wave's answers, and reports its problems with the position of each."""

    def __init__(
        self,
        linked: LinkedProgramme,
        tables: DataFiles,
        wave: Wave,
        table: SourceTable,
        register: RegisterTable,
        status: Sequence[int | None],
    ) -> None:
        self.linked = linked
        self.tables = tables
        self.wave = wave
        self.table = table
        self.register = register
        self.status = status
        self.diagnostics = tables.diagnostics

    def answers(
        self, expected: Mapping[tuple[str, str | None], ExpectedColumn]
    ) -> tuple[Answers, AnswerPlaces | None]:
        """Return the answers by question and item, and their places in the file.

        A missing column is not reported here if its question has skip logic, because no unit may have been asked it.

        Args:
            expected: The columns that the instrument provides for this wave, by question and item.
        """
        key = self.tables.key_column(self.table)
        if key is None:
            return {}, None
        self.tables.check_columns(self.table)
        matched = self._matched()
        attributes = self.register.attributes if self.register.returned is not None else ()
        unplaced = columns_of_unplaced_questions(self.linked, self.wave.id)
        misspelt = report_unknown_columns(
            self.linked,
            self.table,
            {one.name: one for one in (*expected.values(), *unplaced.values())},
            {self.tables.key, *attributes},
            self.diagnostics,
        )
        self._report_missing(expected.values(), misspelt)
        reader = ColumnReader(
            self.linked, self.wave, self.table, self.register, self.status, matched, self.diagnostics
        )
        answers: dict[tuple[str, str | None], CodedColumn] = {}
        columns = {}
        for one in expected.values():
            column = self.table.column(one.name)
            if column is not None:
                answers[one.question.id, one.item] = reader.read_column(one, column)
                columns[one.question.id, one.item] = replace(column, texts=column.texts.head(0))
        table = replace(self.table, columns=())  # without the texts, which are not needed any more
        places = AnswerPlaces(
            table=table, key=replace(key, texts=key.texts.head(0)), columns=columns, rows=matched
        )
        return answers, places

    def _report_missing(self, expected: Iterable[ExpectedColumn], misspelt: Collection[str]) -> None:
        """Report the columns of questions that were asked, each question with its items in one message."""
        present = set(self.table.names)
        missing: dict[str, list[ExpectedColumn]] = {}
        for one in expected:
            is_missing = one.name not in present and one.name not in misspelt
            if is_missing and any(one.asked) and one.question.asked_if is None:
                missing.setdefault(one.question.id, []).append(one)
        key = self.table.column(self.tables.key)
        assert key is not None
        for columns in missing.values():
            first, *others = columns
            names = f"the column '{first.name}' is missing"
            if others:
                names = f"{len(columns):,} columns of '{first.question.id}' are missing, the first of them '{first.name}'"
            self.diagnostics.report(
                "EGY506",
                self.table.header_span(key),
                f"{names}, but the question was asked in '{self.wave.id}'",
                hint=f"add the column{'s' * bool(others)}, or declare with not_asked that the question was not asked",
                related=declaration_of(self.linked, first),
            )

    def _matched(self) -> pl.Series:
        """Return the row of each unit that returned the survey; report rows and returns without each other."""
        key = self.table.column(self.tables.key)
        assert key is not None
        rows = self.tables.first_rows(self.table, key)
        units = pl.DataFrame(
            {"unit": self.register.units, "status": pl.Series(self.status, dtype=pl.UInt8)},
            schema_overrides={"unit": pl.String},
        )
        by_unit = units.join(rows, on="unit", how="left", maintain_order="left")
        has_row = pl.col("row").is_not_null()
        has_returned = pl.col("status").is_in(_RETURNED)
        without_row = by_unit.filter(has_returned & ~has_row)["unit"].to_list()
        faults = RowFaults(self.linked, self.wave, self.table, key, self.register, self.diagnostics)
        strange = rows.join(units, on="unit", how="anti", maintain_order="left")
        strange = strange.filter(~pl.col("unit").is_in(list(self.register.table.broken_cells)))
        known = strange.filter(pl.col("unit").is_in(list(self.register.left_out)))
        if known.height:
            self.tables.skipped_rows[str(self.table.file)] += known.height
            strange = strange.join(known, on="unit", how="anti", maintain_order="left")
        without_row = [unit for unit in without_row if unit not in self.table.broken_cells]
        unreturned = by_unit.filter(has_row & (pl.col("status") <= ReturnStatus.NO_RETURN.value)).sort("row")
        if strange.height or unreturned.height or without_row:
            blank = len(self.table.rows) - int(
                key.texts.cast(pl.String).str.len_bytes().fill_null(0).gt(0).sum()
            )
            faults.report(strange, unreturned, without_row, rows_without_unit=blank)
        kept = by_unit.select(
            pl.when(pl.col("status").is_in(_RETURNED) | pl.col("status").is_null()).then("row")
        )
        return kept.to_series().cast(pl.UInt32)
