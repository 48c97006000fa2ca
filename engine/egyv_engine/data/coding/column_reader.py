"""Reads the columns of one wave's table into codes, one row per registered unit."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

import polars as pl

from egyv_engine.data.coded_columns import CodedColumn
from egyv_engine.data.coding.answer_faults import AnswerFaults
from egyv_engine.data.coding.declared_missing import declared_missing
from egyv_engine.data.coding.declared_words import Meanings, meant_answers, note_declared_words
from egyv_engine.data.coding.open_column import read_open
from egyv_engine.data.coding.scale_column import read_scale
from egyv_engine.data.coding.word_codes import CodeType, ReadAnswers, WordCodes, coded_cells
from egyv_engine.data.data_files import DataFiles
from egyv_engine.data.expected_columns import ExpectedColumn
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.data.source_table import SourceTable, TableColumn, counted_rows
from egyv_engine.data.words_of_column import different_words, enumerated, number_together
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import EFFECTIVE_FROM_RAW, RawCode, ReturnStatus, answer_codes, raw_codes
from egyv_engine.model.documents import Question, Wave
from egyv_engine.model.frozen import replace
from egyv_engine.model.reading_notes import NoteKind

_FIRST_LOOKED_AT = 16  # units of each cohort, of which probably one has filled in a column that is not blank


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
        is_order_of_table = (
            rows.null_count() == 0
            and len(rows) == len(table.rows)
            and (rows == counted_rows(len(rows))).all()
        )
        self._order = None if is_order_of_table else rows
        self._cohort = register.cohort
        self._has_unknown_cohorts = self._cohort.null_count() > 0
        self._is_analysed = (status == ReturnStatus.ANALYSED.value).fill_null(value=False)
        self._faults = AnswerFaults(linked, wave, table, register.units, rows, files.diagnostics)
        analysed = pl.DataFrame({"cohort": self._cohort, "row": rows}).filter(self._is_analysed)
        complete = analysed.group_by("cohort").agg(pl.col("row").is_not_null().all()).filter("row")
        undecided = self._cohort.filter(status.is_null())  # of a unit that may be analysed, as is reported
        self._analysed_cohorts = set(complete["cohort"].to_list()) - set(undecided.to_list())
        at = pl.int_range(len(rows), dtype=pl.UInt32, eager=True)
        firsts = pl.DataFrame({"cohort": self._cohort, "at": at}).filter(self._is_analysed)
        self._firsts = firsts.group_by("cohort").head(_FIRST_LOOKED_AT)
        self._not_asked: dict[tuple[bool, ...], pl.Series] = {}

    def read_columns(
        self,
        columns: Iterable[tuple[ExpectedColumn, TableColumn]],
        faulty: Collection[tuple[str, str | None]] = (),
    ) -> Iterator[CodedColumn]:
        """Yield the codes of each column, and report its wrong cells (EGY507, 508, 513, 514, 516, 520, 553).

        Columns are coded together as long as their cells are few, because a query costs as much as coding 100,000 cells.

        Args:
            columns: The columns, each with the question and item that it belongs to.
            faulty: The questions and items of which some cells were reported before: which of them are blank is unknown.
        """
        remaining = iter(columns)
        together = number_together(len(self._rows))
        while batch := list(islice(remaining, together)):
            cells = [self._cells(column) for _, column in batch]
            words = self._codes(batch, cells)
            coded = coded_cells(list(zip(cells, words, strict=True)))
            for (expected, column), texts, of_words, read in zip(batch, cells, words, coded, strict=True):
                self._report(expected, column, texts, read, is_sound=expected.subject not in faulty)
                yield CodedColumn(
                    codes=read.codes, values=read.values, numbers=of_words.numbers, texts=of_words.texts
                )

    def _cells(self, column: TableColumn) -> pl.Series:
        """Return the cells, one per unit, as an Enum of their words."""
        cells = enumerated(column.texts)
        return cells if self._order is None else cells[self._order]

    def _codes(
        self, columns: Sequence[tuple[ExpectedColumn, TableColumn]], cells: Sequence[pl.Series]
    ) -> list[WordCodes]:
        """Return the codes of the words in each column; columns of open questions that are alike are coded together.

        Columns with the same words for answers on the same scale share their codes.
        """
        found: dict[int, WordCodes] = {}
        alike: dict[tuple[str, frozenset[tuple[str, int]], CodeType], list[int]] = {}
        of_scales: dict[tuple[str, tuple[str, ...]], tuple[WordCodes, Meanings]] = {}
        meanings: list[tuple[str, pl.Series, Meanings]] = []
        for i, (expected, column) in enumerate(columns):
            question = expected.question
            if self.linked.is_open(question):
                code_of, code_type = self._code_of(question)
                alike.setdefault((question.scale, frozenset(code_of.items()), code_type), []).append(i)
                continue
            words = different_words(cells[i])
            same = question.scale if self.linked.scale(question) else question.id, tuple(words.to_list())
            if same not in of_scales:
                of_scales[same] = self._of_scale(question, words)
            found[i], meant = of_scales[same]
            meanings.append((column.name, cells[i], meant))
        note_declared_words(self._files.notes, self._table.file, meanings)
        for (scale, special_codes, code_type), members in alike.items():
            of_members = read_open(
                scale, [different_words(cells[i]) for i in members], dict(special_codes), code_type
            )
            found.update(zip(members, of_members, strict=True))
        return [found[i] for i in range(len(columns))]

    def _code_of(self, question: Question) -> tuple[dict[str, int], CodeType]:
        """Return the raw code of each answer to a question that is not a value, and the type of its codes."""
        labels, special = self.linked.labels(question), self.linked.special_answers(question)
        code_of = {
            **raw_codes(labels, special.dont_know, special.not_applicable),
            **dict.fromkeys(special.blank, RawCode.BLANK.value),
        }
        codes = answer_codes(labels, special.dont_know, special.not_applicable)
        return code_of, pl.UInt16 if codes.is_wide else pl.UInt8

    def _of_scale(self, question: Question, words: pl.Series) -> tuple[WordCodes, Meanings]:
        """Return the codes of the words in a column of answers on a scale, and what some of the words stand for."""
        code_of, code_type = self._code_of(question)
        spellings = self.linked.spellings(question)
        listed = words.to_list()
        meant = meant_answers(listed, self.linked.codes(question), spellings)
        code_of |= {word: code_of[answer] for word, answer in meant.items() if answer in code_of}
        kinds = {
            position: (word, NoteKind.SPELLINGS if word in spellings else NoteKind.CODES)
            for position, word in enumerate(listed)
            if word in meant
        }
        return read_scale(words, code_of, code_type), kinds

    def _report(
        self,
        expected: ExpectedColumn,
        column: TableColumn,
        cells: pl.Series,
        read: ReadAnswers,
        *,
        is_sound: bool,
    ) -> None:
        """Report the cells of a column that are wrong, were not asked for, or are all blank."""
        question = expected.question
        labels, is_open = self.linked.labels(question), self.linked.is_open(question)
        if is_open and column.missing:
            found = declared_missing(cells, read, column.missing)
            self._faults.report_declared_missing(column, question, found)
        if not is_sound:
            read = replace(read, wrong=read.wrong.clear())
        if read.wrong.height and labels:
            self._faults.report_not_on_scale(column, question, read.wrong)
        elif read.wrong.height and is_open:
            are_all = read.values is None or read.values.is_null().all()
            self._faults.report_not_of_type(column, question, read.wrong, are_all=are_all)
        self._check_asked(expected, column, read)
        if is_sound:
            self._check_blank(expected, column, read)

    def _check_asked(self, expected: ExpectedColumn, column: TableColumn, read: ReadAnswers) -> None:
        """Report answers of cohorts that were not asked; "not applicable" agrees with an instrument that did not ask."""
        if all(expected.asked):
            return
        special = self.linked.special_answers(expected.question)
        codes = answer_codes(self.linked.labels(expected.question), special.dont_know, special.not_applicable)
        is_answer = read.is_filled & self._units_not_asked(expected.asked)
        if codes.not_applicable:
            is_answer &= read.codes < codes.not_applicable.start - EFFECTIVE_FROM_RAW
        if not is_answer.any():
            return
        answering = self._cohorts_with(is_answer)
        for position, cohort in enumerate(self.linked.cohorts):
            if position in answering:
                units = (is_answer & (self._cohort == position)).arg_true()
                self._faults.report_not_asked(column, expected, cohort, units.to_list())

    def _units_not_asked(self, asked: tuple[bool, ...]) -> pl.Series:
        """Return which units belong to cohorts that were not asked.

        Args:
            asked: Whether each cohort was asked.
        """
        if asked not in self._not_asked:
            cohorts = [position for position, one in enumerate(asked) if not one]
            self._not_asked[asked] = self._cohort.is_in(cohorts).fill_null(value=False)
        return self._not_asked[asked]

    def _check_blank(self, expected: ExpectedColumn, column: TableColumn, read: ReadAnswers) -> None:
        """Report that a cohort left a column blank, or that everybody did."""
        if expected.question.asked_if is not None or self._has_unknown_cohorts:
            return
        is_filled = read.is_filled
        looked_at = [
            position
            for position in range(len(self.linked.cohorts))
            if position in self._analysed_cohorts and expected.asked[position]
        ]
        filled = set(self._firsts["cohort"].filter(is_filled[self._firsts["at"]]).to_list())
        if not filled.issuperset(looked_at):
            filled = self._cohorts_with(is_filled & self._is_analysed)
        blank = [self.linked.cohorts[position] for position in looked_at if position not in filled]
        if blank:
            self._faults.report_blank(column, expected, blank, of_everyone=len(blank) == len(looked_at))

    def _cohorts_with(self, units: pl.Series) -> set[int]:
        """Return the indexes of the cohorts that some units belong to."""
        return set(self._cohort.filter(units).value_counts().to_series().to_list())
