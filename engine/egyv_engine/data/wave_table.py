"""Reads the table of one wave's answers, and matches its rows with the units of the register (EGY506, EGY509-512)."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import polars as pl

from egyv_engine.data.coded_columns import CodedColumns
from egyv_engine.data.coding.column_reader import ColumnReader
from egyv_engine.data.coding.value_labels import check_value_labels
from egyv_engine.data.columns_read import columns_of_file, columns_read
from egyv_engine.data.data_files import DataFiles
from egyv_engine.data.expected_columns import ExpectedColumn
from egyv_engine.data.register_table import RegisterTable, positions_among
from egyv_engine.data.repeated_columns import report_repeated_columns
from egyv_engine.data.returns_without_row import ReturnsWithoutRow
from egyv_engine.data.row_faults import RowFaults
from egyv_engine.data.shaping.shaped_table import Asked, ShapedTable
from egyv_engine.data.survey_types import AnswerPlaces, Answers
from egyv_engine.data.unknown_columns import declaration_of, report_unknown_columns
from egyv_engine.diagnostics.diagnostic import CommonFault
from egyv_engine.diagnostics.hidden_characters import HIDDEN_PATTERN
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import ReturnStatus
from egyv_engine.model.documents import Wave
from egyv_engine.model.frozen import replace

_MOST_LISTED = 12  # of the columns that are ignored
_RETURNED = (ReturnStatus.NOT_ANALYSED.value, ReturnStatus.ANALYSED.value)


class WaveTableReader:
    """Reads the table of one wave's answers, and reports its problems with the position of each."""

    def __init__(
        self,
        linked: LinkedProgramme,
        tables: DataFiles,
        wave: Wave,
        shaped: ShapedTable,
        register: RegisterTable,
        status: pl.Series,
        returns: ReturnsWithoutRow,
    ) -> None:
        self.linked = linked
        self.tables = tables
        self.wave = wave
        self.shaped = shaped
        self.table = shaped.table
        self.register = register
        self.status = status
        self.returns = returns
        self.diagnostics = tables.diagnostics

    def answers(
        self, expected: Mapping[Asked, ExpectedColumn], kept: CodedColumns
    ) -> tuple[Answers, AnswerPlaces]:
        """Return the answers by question and item, and their places in the file.

        A missing column is not reported here if its question has skip logic, because no unit may have been asked it.

        Args:
            expected: The columns that the instrument provides for this wave, by question and item.
            kept: Keeps each column of answers.
        """
        report_repeated_columns(self.shaped.whole, self.tables.diagnostics, are_answers=True)
        matched = self._matched()
        of_file = columns_of_file(self.linked, self.wave)
        known = columns_read(self.linked, self.wave.source_name) or ()
        if self._has_other_ends(of_file):
            self._report_end([column.name for column in of_file.values()])
        elif self._lacks_all(of_file):
            first = next(iter(of_file.values()))
            names = [column.name for column in self.shaped.whole.header]
            self.tables.report_missing_column(
                self.shaped.whole,
                first.name,
                names,
                "columns of the file",
                declaration_of(self.linked, first)[0],
            )
        else:
            misspelt = report_unknown_columns(
                self.linked,
                self.wave,
                self.shaped.whole,
                {column.name: column for column in of_file.values()},
                known,
                self.diagnostics,
            )
            self._report_missing({x: column for x, column in expected.items() if x in of_file}, misspelt)
        reader = ColumnReader(
            self.linked, self.wave, self.table, self.register, self.status, matched, self.tables
        )
        present = [
            (one, column) for asked, one in expected.items() if (column := self.shaped.answers.get(asked))
        ]
        check_value_labels(self.linked, self.table.file, present, self.diagnostics)
        coded = reader.read_columns(present, self.shaped.faulty)
        answers = {one.subject: kept.keep(read) for (one, _), read in zip(present, coded, strict=True)}
        columns = {one.subject: column.without_cells() for one, column in present}
        table = replace(self.table, columns=())  # without the texts, which are not needed any more
        key = self.shaped.key.without_cells()
        places = AnswerPlaces(table=table, key=key, columns=columns, rows=matched)
        return answers, places

    def _report_missing(self, expected: Mapping[Asked, ExpectedColumn], misspelt: Collection[str]) -> None:
        """Report the columns of questions that were asked, each question with its items in one message."""
        missing: dict[str, dict[str, ExpectedColumn]] = {}
        for asked, one in expected.items():
            is_missing = asked not in self.shaped.answers and one.name not in misspelt
            if is_missing and any(one.asked) and one.question.asked_if is None:
                missing.setdefault(one.question.id, {}).setdefault(one.name, one)
        for columns in missing.values():
            first, *others = columns.values()
            names = f"the column '{first.name}' is missing"
            if others:
                names = f"{len(columns):,} columns of '{first.question.id}' are missing, the first of them '{first.name}'"
            to_query = " to the query" * self.table.is_query
            advice = f"add the column{'s' * bool(others)}{to_query}, or declare with not_asked that the question was not asked"
            end = self.wave.answers.columns_end
            has_end = end is not None and first.name.endswith(end)
            self.diagnostics.report(
                "EGY506",
                self.table.header_span(self.shaped.key),
                f"{names}, but the question was asked in '{self.wave.id}'",
                hint=f"{self._meant(first.name)}{advice}{', or correct columns_end' * has_end}",
                related=(
                    *declaration_of(self.linked, first),
                    *(((self.wave.answers.doc_path / "columns_end", "its name has this end"),) * has_end),
                ),
                common=CommonFault("column", first.name),
            )

    def _has_other_ends(self, of_file: Mapping[Asked, ExpectedColumn]) -> bool:
        """Return whether the columns of the wave have an end that no column of the file has."""
        end = self.wave.answers.columns_end
        header = self.shaped.whole.header
        return (
            end is not None and len(of_file) > 1 and not any(column.name.endswith(end) for column in header)
        )

    def _lacks_all(self, of_file: Mapping[Asked, ExpectedColumn]) -> bool:
        """Return whether another separator or another row of the header hides every column, which one message says."""
        present = {column.name for column in self.shaped.whole.header}
        shape = self.linked.file_shape(self.wave.source_name)
        is_elsewhere = shape is not None and (shape.skip_rows > 0 or len(present) == 1)
        return is_elsewhere and len(of_file) > 1 and not any(one.name in present for one in of_file.values())

    def _report_end(self, expected: Sequence[str]) -> None:
        """Report that no column has the end that the wave's columns have; the hint names the ends that there are."""
        end = self.wave.answers.columns_end
        assert end is not None
        header = [column.name for column in self.shaped.whole.header]
        ends = Counter(
            column.removeprefix(name)
            for name in (one.removesuffix(end) for one in expected)
            for column in header
            if column.startswith(name) and column != name
        )
        found = [one for one, _ in ends.most_common(_MOST_LISTED)]
        self.diagnostics.report(
            "EGY506",
            self.wave.answers.doc_path / "columns_end",
            f"no column of {'the ' * self.table.is_query}{self.table.file} ends with '{end}', so no answers of '{self.wave.id}' are found",
            hint=hint(end, found, "ends after the names of questions")
            if found
            else "correct columns_end; a column of the wave is that of a question with this end",
            related=((self.table.header_span(self.shaped.key), "the header"),),
        )

    def _meant(self, name: str) -> str:
        """Return the start of a hint: the ignored column that is probably meant by a name, and all if they are few."""
        ignored = [column.name for column in self.shaped.whole.ignored if column.name.strip()]
        if ignored and len(ignored) <= _MOST_LISTED:
            return f"{hint(name, ignored, 'columns that are ignored')}; "
        near = did_you_mean(name, ignored)
        return f"did you mean '{near}', which is ignored? else " if near is not None else ""

    def _matched(self) -> pl.Series:
        """Return the row of each unit that returned the survey; report rows and returns without each other."""
        key = self.shaped.key
        rows = self.tables.first_rows(self.table, key)
        units = self.register.units
        rows = rows.with_columns(at=positions_among(units, rows["unit"]))
        known = rows.filter(pl.col("at").is_not_null())
        row = pl.repeat(None, len(units), dtype=pl.UInt32, eager=True).scatter(known["at"], known["row"])
        by_unit = pl.DataFrame({"unit": units, "status": self.status, "row": row})
        has_row = pl.col("row").is_not_null()
        has_returned = pl.col("status").is_in(_RETURNED)
        without_row = by_unit.filter(has_returned & ~has_row)["unit"].to_list()
        faults = RowFaults(
            self.linked, self.wave, self.table, key, self.register, self.returns, self.diagnostics
        )
        strange = rows.filter(pl.col("at").is_null())
        strange = strange.filter(~pl.col("unit").is_in(list(self.register.table.broken_cells)))
        is_left_out = positions_among(self.register.places["unit"], strange["unit"]).is_not_null()
        if is_left_out.any():
            self.tables.skipped_rows[str(self.table.file)] += int(is_left_out.sum())
            strange = strange.filter(~is_left_out)
        without_row = [unit for unit in without_row if unit not in self.table.broken_cells]
        hidden = strange.filter(pl.col("unit").str.contains(HIDDEN_PATTERN))  # the character is reported
        strange = strange.join(hidden, on="unit", how="anti", maintain_order="left")
        meant = {did_you_mean(unit, without_row) for unit in hidden["unit"]}
        begun = tuple(hidden["unit"])
        of_register = units.filter(units.str.contains(HIDDEN_PATTERN)).to_list()
        without_row = [
            unit
            for unit in without_row
            if unit not in meant
            and unit not in of_register
            and not any(one.startswith(unit) for one in begun)
        ]
        if of_register:
            named = [unit for unit in strange["unit"] if did_you_mean(unit, of_register) is not None]
            strange = strange.filter(~pl.col("unit").is_in(named))
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
