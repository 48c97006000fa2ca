"""Reads the columns of one wave's table into codes, one row per registered unit."""

import polars as pl

from egyv_engine.data.coded_columns import CodedColumn
from egyv_engine.data.coding.answer_faults import AnswerFaults
from egyv_engine.data.coding.declared_missing import declared_missing
from egyv_engine.data.coding.declared_words import DeclaredWords, note_declared_words
from egyv_engine.data.coding.open_column import read_open
from egyv_engine.data.coding.scale_column import ReadAnswers, read_scale
from egyv_engine.data.data_files import DataFiles
from egyv_engine.data.expected_columns import ExpectedColumn
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.data.source_table import SourceTable, TableColumn, counted_rows
from egyv_engine.data.words_of_column import enumerated
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import EFFECTIVE_FROM_RAW, RawCode, ReturnStatus, answer_codes, raw_codes
from egyv_engine.model.documents import Wave


class ColumnReader:
    """Reads the columns of one wave's table."""

    def __init__(
        self,
        linked: LinkedProgramme,
        wave: Wave,
        table: SourceTable,
        register: RegisterTable,
        status: pl.Series,
        rows: pl.Series,
        files: DataFiles,
    ) -> None:
        """Make a reader for the columns of a table.

        Args:
            linked: The programme.
            wave: The wave.
            table: The table of its answers.
            register: The register.
            status: The Status of each unit; null if it is not determined.
            rows: The row of each unit in the table; null if it has none.
            files: The data files; its diagnostics and notes receive faults and counts.
        """
        self.linked = linked
        self._files = files
        self._table = table
        self._rows = rows
        self._has_each_row = rows.null_count() == 0
        is_order_of_table = (
            self._has_each_row and len(rows) == len(table.rows) and (rows == counted_rows(len(rows))).all()
        )
        self._order = None if is_order_of_table else rows
        self._cohort = register.cohort
        self._is_analysed = (status == ReturnStatus.ANALYSED.value).fill_null(value=False)
        self._faults = AnswerFaults(linked, wave, table, register.units, rows, files.diagnostics)
        analysed = pl.DataFrame({"cohort": self._cohort, "row": rows}).filter(self._is_analysed)
        complete = analysed.group_by("cohort").agg(pl.col("row").is_not_null().all()).filter("row")
        self._analysed_cohorts = set(complete["cohort"].to_list())

    def read_column(
        self, expected: ExpectedColumn, column: TableColumn, *, is_sound: bool = True
    ) -> CodedColumn:
        """Return the codes of a column, and report its wrong cells (EGY507, 508, 513, 514, 516, 520, 553).

        Args:
            expected: The question and item that the column belongs to.
            column: The column.
            is_sound: Whether no cell of it was reported before; only then it is known which cells are blank.
        """
        question = expected.question
        labels, special = self.linked.labels(question), self.linked.special_answers(question)
        code_of = {
            **raw_codes(labels, special.dont_know, special.not_applicable),
            **dict.fromkeys(special.blank, RawCode.BLANK.value),
        }
        codes = answer_codes(labels, special.dont_know, special.not_applicable)
        code_type = pl.UInt16 if codes.is_wide else pl.UInt8
        words = self._words(column)
        if self.linked.is_open(question):
            open_answers = read_open(question.scale, words, code_of, code_type)
            read = open_answers.read
            if column.missing:
                found = declared_missing(words, read, column.missing)
                self._faults.report_declared_missing(column, question, found)
            coded = CodedColumn(codes=read.codes, values=open_answers.values, numbers=open_answers.numbers)
        else:
            declared = DeclaredWords(
                codes=self.linked.codes(question), spellings=self.linked.spellings(question)
            )
            meant = declared.meant(words)
            note_declared_words(self._files.notes, self._table.file, column.name, words, meant, declared)
            code_of |= {word: code_of[answer] for word, answer in meant.items() if answer in code_of}
            read = read_scale(words, code_of, code_type)
            coded = CodedColumn(codes=read.codes)
        if not is_sound:
            read = ReadAnswers(codes=read.codes, wrong=read.wrong.clear())
        if read.wrong.height and labels:
            self._faults.report_not_on_scale(column, question, read.wrong)
        elif read.wrong.height and self.linked.is_open(question):
            self._faults.report_not_of_type(column, question, read.wrong)
        outside = [code - EFFECTIVE_FROM_RAW for code in codes.not_applicable]
        self._check_asked(expected, column, read, outside)
        if is_sound:
            self._check_blank(expected, column, read)
        return coded

    def _words(self, column: TableColumn) -> pl.Series:
        """Return the cells, one per unit, as an Enum of their words."""
        words = enumerated(column.texts)
        return words if self._order is None else words.gather(self._order)

    def _check_asked(
        self, expected: ExpectedColumn, column: TableColumn, read: ReadAnswers, outside: list[int]
    ) -> None:
        """Report answers of cohorts that were not asked; "not applicable" agrees with an instrument that did not ask."""
        if all(expected.asked):
            return
        is_answer = read.is_filled & ~read.codes.is_in(outside)
        for position, cohort in enumerate(self.linked.cohorts):
            if not expected.asked[position]:
                answering = (is_answer & (self._cohort == position)).fill_null(value=False).arg_true()
                if len(answering):
                    self._faults.report_not_asked(column, expected, cohort, answering.to_list())

    def _check_blank(self, expected: ExpectedColumn, column: TableColumn, read: ReadAnswers) -> None:
        """Report that a cohort left a column blank, or that everybody did."""
        if expected.question.asked_if is not None or self._cohort.null_count():
            return
        filled = set(self._cohort.filter(read.is_filled & self._is_analysed).unique().to_list())
        looked_at = [
            position
            for position in range(len(self.linked.cohorts))
            if position in self._analysed_cohorts and expected.asked[position]
        ]
        blank = [self.linked.cohorts[position] for position in looked_at if position not in filled]
        if blank:
            self._faults.report_blank(column, expected, blank, of_everyone=len(blank) == len(looked_at))
