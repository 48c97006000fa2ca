"""Reports the cells of a column that are not answers to its question, those of one kind together."""

from collections.abc import Iterator, Sequence
from functools import cached_property

import polars as pl

from egyv_engine.data.coding.answer_hints import scale_hint
from egyv_engine.data.coding.exchanged_columns import ExchangedColumns
from egyv_engine.data.coding.value_hints import (
    ValuePlace,
    cells_in_standard_form,
    hint_of_other_type,
    hint_of_type,
    value_groups,
)
from egyv_engine.data.expected_columns import ExpectedColumn, expected_columns, not_asked_entry
from egyv_engine.data.grouped_faults import further_places, report_each
from egyv_engine.data.shaping.value_forms import written_values
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import QUESTION_TYPE, CommonFault, DiagnosticCollector
from egyv_engine.diagnostics.first_named import first_named, shortened
from egyv_engine.diagnostics.quoted_yaml import as_quoted_text
from egyv_engine.diagnostics.span import Location, Span
from egyv_engine.link.groups import OTHERS
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Question, Wave
from egyv_engine.model.frozen import replace

_MOST_LISTED = 10  # words in one message

Units = Sequence[int] | pl.Series  # their positions


class AnswerFaults:
    """Reports the wrong cells of one wave's table."""

    def __init__(
        self,
        linked: LinkedProgramme,
        wave: Wave,
        table: SourceTable,
        units: pl.Series,
        rows: pl.Series,
        diagnostics: DiagnosticCollector,
    ) -> None:
        self._linked = linked
        self._wave = wave
        self._table = table
        self._units = units
        self._rows = rows
        self._diagnostics = diagnostics

    def report_not_on_scale(self, column: TableColumn, question: Question, wrong: pl.DataFrame) -> None:
        """Report cells that are not on the scale of a question, once for each of the first words (EGY507).

        Args:
            column: The column.
            question: The question.
            wrong: The words, each with the position of its unit.
        """
        special = self._linked.special_answers(question)
        answers = (*self._linked.labels(question), *special.words)

        by_word = self._by_word(wrong)
        exchanged = self._exchanged(column, question, by_word)

        def report_one(number: int) -> None:
            word, units = by_word.row(number)
            whose = f" of unit '{self._units[units[0]]}'" if len(units) == 1 else ""
            message = f"the answer '{shortened(word)}'{whose} is not on the scale of '{question.id}'"
            if len(units) > 1:
                message += f": {len(units):,} cells of '{column.name}' have it"
            advice, near = scale_hint(
                word, answers, is_query=self._table.is_query, has_labels=bool(column.labels)
            )
            related = self._scale_related(question, near)
            common = CommonFault("answer", f"{word} of {question.scale}")
            self._report("EGY507", column, units, message, question, exchanged + advice, related, common)

        def report_rest(numbers: Sequence[int]) -> None:
            rest = by_word.slice(numbers[0])
            units = rest["at"].explode()
            listed = ", ".join(f"'{shortened(word)}'" for word in rest["word"].head(_MOST_LISTED))
            message = (
                f"{rest.height:,} {'more ' * (numbers[0] > 0)}words in {len(units):,} cells of '{column.name}' are not on the scale "
                f"of '{question.id}': {listed}{', ...' if rest.height > _MOST_LISTED else ''}"
            )
            advice, _ = scale_hint("", answers, is_query=self._table.is_query)
            related = self._scale_related(question, None)
            self._report("EGY507", column, units, message, question, exchanged + advice, related)

        if exchanged and by_word.height > 1:
            report_rest(range(by_word.height))
        else:
            report_each(range(by_word.height), report_one, report_rest)

    def report_not_of_type(
        self, column: TableColumn, question: Question, wrong: pl.DataFrame, *, are_all: bool
    ) -> None:
        """Report cells that are not numbers or dates, once for each kind of mistake (EGY513, EGY514, EGY520).

        Args:
            column: The column.
            question: The question.
            wrong: The words, each with the position of its unit.
            are_all: Whether no cell of the column has a number, or a date.
        """
        by_word = self._by_word(wrong)
        exchanged = self._exchanged(column, question, by_word)
        shape = self._linked.file_shape(self._wave.source_name)
        written = None if shape is None else written_values(shape, self._table)
        place = ValuePlace(
            is_query=self._table.is_query,
            has_typed_dates=written is not None and written.has_typed_dates,
            in_standard_form=self._in_standard_form(question.scale),
            column=None
            if cells_in_standard_form(question.scale, (column.texts,))
            else self._table.written_name(column),
            dates_of_columns={} if written is None else written.dates_of_columns,
        )
        words = by_word["word"].to_list()
        groups = value_groups(question.scale, words, place)
        of_type = hint_of_other_type(question.scale, words) if are_all else None
        if of_type is not None:  # one mistake in the question, whatever it makes of the words
            advice = f"{of_type}; otherwise {hint_of_type(question.scale)}"
            groups = [replace(groups[0], words=tuple(range(len(words))), hint=advice)]
        common = None if of_type is None else CommonFault(QUESTION_TYPE, question.id, is_cause=True)
        for group in groups:
            found = by_word[list(group.words)]
            units = found["at"].explode()
            first = found["word"][0]
            if len(units) == 1:
                message = f"the answer '{shortened(first)}' of unit '{self._units[units[0]]}' {group.of_one}"
            else:
                such = f"'{shortened(first)}'" if found.height == 1 else f"such as '{shortened(first)}'"
                message = f"{len(units):,} answers in '{column.name}' {group.of_many}: {such}"
            self._report(group.code, column, units, message, question, exchanged + group.hint, common=common)

    def report_declared_missing(self, column: TableColumn, question: Question, found: pl.DataFrame) -> None:
        """Report answers that the file declares as missing, those of a column together (EGY553).

        Args:
            column: The column.
            question: The question.
            found: The words, each with the position of its unit.
        """
        if found.is_empty():
            return
        units, by_word = found["at"], self._by_word(found)
        words = by_word["word"].to_list()
        are = "answer is" if len(units) == 1 else "answers are"
        shown = first_named([f"'{shortened(word)}'" for word in words], _MOST_LISTED)
        listed = ", ".join(map(as_quoted_text, words[:_MOST_LISTED]))
        message = f"{len(units):,} {are} declared missing in the file of '{column.name}': {shown}"
        advice = (
            f"say what such a word stands for: write 'blank: [{listed}]' for the question, "
            "or list it under dont_know or not_applicable of the question"
        )
        self._report("EGY553", column, units, message, question, advice)

    def report_not_asked(
        self, column: TableColumn, expected: ExpectedColumn, cohort: str | None, units: Sequence[int]
    ) -> None:
        """Report answers of a cohort that was not asked (EGY508).

        Args:
            column: The column.
            expected: The question and item.
            cohort: The cohort; None in a programme without cohorts.
            units: The positions of the units that answer.
        """
        entry = not_asked_entry(self._linked, expected.question, expected.item, cohort, self._wave.id)
        assert entry is not None
        whom = f"cohort '{entry.cohort}'" if entry.cohort is not None else "anyone"
        related: list[tuple[Location, str]] = [(entry.doc_path, "not_asked is declared here")]
        if isinstance(entry.items, str):
            position = (self._linked.listed(entry.items) or ()).index(expected.item or "")
            listed = self._linked.programme.instrument.doc_path / "lists" / entry.items / position
            related.append((listed, f"the item is in the list '{entry.items}'"))
        who = f"unit '{self._units[units[0]]}' answers" if len(units) == 1 else f"{len(units):,} units answer"
        spans = self._spans(column, units)
        self._diagnostics.report(
            "EGY508",
            next(spans),
            f"{who} '{column.name}', which was not asked of {whom} in '{self._wave.id}'",
            hint=f"clear the cell{'s' * (len(units) > 1)}, or correct not_asked",
            related=[*related, *further_places(spans)],
            common=CommonFault("not_asked", str(entry.doc_path)),
        )

    def report_blank(
        self,
        column: TableColumn,
        expected: ExpectedColumn,
        cohorts: Sequence[str | None],
        *,
        of_everyone: bool,
    ) -> None:
        """Report a column that cohorts left blank (EGY516).

        Args:
            column: The column.
            expected: The question and item.
            cohorts: The cohorts.
            of_everyone: Whether these are all that were asked and analysed.
        """
        for cohort in cohorts[:1] if of_everyone else cohorts:
            of_cohort = "" if of_everyone or cohort is None else f" of cohort '{cohort}'"
            of_cohort = " of no cohort" if not of_everyone and cohort == OTHERS else of_cohort
            self._diagnostics.report(
                "EGY516",
                self._table.header_span(column),
                f"every analysed unit{of_cohort} left '{column.name}' blank in '{self._wave.id}'",
                hint="if the question was not asked, declare that with not_asked",
                related=((expected.question.doc_path / "id", "the question"),),
            )

    @cached_property
    def _expected(self) -> Sequence[ExpectedColumn]:
        return tuple(expected_columns(self._linked, self._wave.id).values())

    @cached_property
    def _exchanged_columns(self) -> ExchangedColumns:
        return ExchangedColumns(self._linked, self._wave, self._table, self._expected)

    def _exchanged(self, column: TableColumn, question: Question, by_word: pl.DataFrame) -> str:
        """Return the hint that two columns may be exchanged, to be put before another; empty if none is likely."""
        other = self._exchanged_columns.other(column, question, by_word["word"].to_list())
        names = f"'{column.name}' and '{other}'"
        return "" if other is None else f"the columns {names} may be exchanged; otherwise "

    def _in_standard_form(self, value_type: str) -> int:
        """Return how many cells of the wave's numbers, or dates, are written in the standard way."""
        columns = [self._table.column(one.name) for one in self._expected if one.question.scale == value_type]
        return cells_in_standard_form(value_type, (one.texts for one in columns if one is not None))

    def _by_word(self, wrong: pl.DataFrame) -> pl.DataFrame:
        """Return each `word` with its units `at`, in the order in which the file has them."""
        ordered = wrong.with_columns(row=self._rows.gather(wrong["at"])).sort("row")
        return ordered.group_by("word", maintain_order=True).agg("at")

    def _spans(self, column: TableColumn, units: Units) -> Iterator[Span]:
        """Yield the positions of the cells of some units, in the order of the file."""
        rows = self._rows.gather(units if isinstance(units, pl.Series) else list(units)).sort()
        return (self._table.cell_span(row, column) for row in rows)

    def _report(
        self,
        code: str,
        column: TableColumn,
        units: Units,
        message: str,
        question: Question,
        suggestion: str,
        related: tuple[tuple[Location, str], ...] = (),
        common: CommonFault | None = None,
    ) -> None:
        spans = self._spans(column, units)
        scale = (question.doc_path / "scale", "the question's scale")
        self._diagnostics.report(
            code,
            next(spans),
            message,
            hint=suggestion,
            related=(*related, scale, *further_places(spans)),
            common=common,
        )

    def _scale_related(self, question: Question, near: str | None) -> tuple[tuple[Location, str], ...]:
        scales = self._linked.programme.scales
        scale = scales.scales[question.scale]
        if near in scale.ordinary:
            return ((self._answer_path(question, near), f"'{near}' in the scale '{question.scale}'"),)
        defaults = () if scales.defaults is None else ((scales.defaults.doc_path, "the defaults"),)
        return ((scale.doc_path, f"the scale '{question.scale}'"), *defaults)

    def _answer_path(self, question: Question, answer: str) -> Location:
        scale = self._linked.programme.scales.scales[question.scale]
        words, key = (scale.answers, "answers") if scale.answers else (scale.choices, "choices")
        position = (words or ()).index(answer)
        in_mapping = scale.doc_path / key / position
        return in_mapping if in_mapping in self._linked.positions.values else scale.doc_path / position
