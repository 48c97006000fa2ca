"""Reads the cells of a column into codes, and reports every cell that is not an answer to its question."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.data.csv_cells import Row
from egyv_engine.data.expected_columns import ExpectedColumn, not_asked_entry
from egyv_engine.data.open_values import NOT_A_DATE, ValueProblem, number_problem, scaled_integer
from egyv_engine.data.register import RegisterTable
from egyv_engine.data.survey_types import CodedColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Location
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.codes import RawCode, ReturnStatus, answer_codes, raw_codes
from egyv_engine.model.condition_walk import leaves, right_words
from egyv_engine.model.documents import Question, Wave
from egyv_engine.model.typed_values import days, number

_POLARS_TYPES: Mapping[str, type[pl.DataType]] = {"number": pl.Int64, "date": pl.Int32, "text": pl.String}

_LONGEST_SHOWN = 60


def number_scale(linked: LinkedProgramme, tables: Iterable[tuple[Row, Sequence[Row]]]) -> int:
    """Return the largest number of decimals in any number of an answer or a rule.

    Args:
        linked: The programme.
        tables: The header and the rows of each wave's file.
    """
    texts = [
        row.cells[i]
        for header, rows in tables
        for i, name in enumerate(header.cells)
        if (q := linked.questions.get(name.split(".")[0])) is not None and q.scale == "number"
        for row in rows
    ]
    for entry in linked.indicators.values():
        for condition in (entry.indicator.met_when, entry.indicator.base):
            texts.extend(_literals(condition) if condition is not None else ())
    for question in linked.questions.values():
        texts.extend(_literals(question.asked_if) if question.asked_if is not None else ())
    return max((len(t.partition(".")[2]) for t in texts if number(t) is not None), default=0)


def _literals(condition: c.Condition) -> Sequence[str]:
    return [word.text for leaf in leaves(condition) for word in right_words(leaf)]


class CellReader:
    """Reads the columns of one wave's file."""

    def __init__(
        self,
        linked: LinkedProgramme,
        wave: Wave,
        file: PurePosixPath,
        register: RegisterTable,
        status: Sequence[int | None],
        diagnostics: DiagnosticCollector,
    ) -> None:
        self.linked = linked
        self.wave = wave
        self.file = file
        self.units = register.units
        self.cohort = register.cohort
        self.status = status
        self.diagnostics = diagnostics

    def read_column(
        self, expected: ExpectedColumn, header: Row, index: int, rows: Sequence[Row | None], scale: int
    ) -> CodedColumn:
        """Return the codes of a column, and report its invalid cells (EGY507, 508, 513, 514, 516, 520).

        Args:
            expected: The question and item that the column belongs to.
            header: The header of the file.
            index: The position of the column in the header.
            rows: The row of each unit, in the order of the units; None if the unit has no row.
            scale: The number of decimals that numbers are computed with.
        """
        question = expected.question
        labels, is_open = self.linked.labels(question), self.linked.is_open(question)
        special = self.linked.special_answers(question)
        cells = ["" if row is None else row.cells[index] for row in rows]
        codes: list[int] = [RawCode.BLANK] * len(cells)
        values: list[int | str | None] = [None] * len(cells)
        named = raw_codes(labels, special.dont_know, special.not_applicable)
        code_of = {special.same(word): code for word, code in named.items()}
        code_of |= {special.same(word): RawCode.BLANK for word in special.blank}
        blank = [True] * len(cells)
        outside = set(map(special.same, special.not_applicable))
        for i, (cell, row) in enumerate(zip(cells, rows, strict=True)):
            word = special.same(cell)
            code = code_of.get(word)
            if row is None or code == RawCode.BLANK or not cell.strip():
                continue
            blank[i] = False
            cohort = self.cohort[i]
            # "Not applicable" agrees with an instrument that did not ask.
            if cohort is not None and not expected.asked[cohort] and word not in outside:
                self._report_not_asked(expected, self.linked.cohorts[cohort], i, row, index)
            if code is None and labels:
                self._report_not_on_scale(question, (*labels, *special.words), cell, i, row, index)
            elif code is None and is_open:
                value = _open_value(question.scale, cell, scale)
                if isinstance(value, ValueProblem):
                    message = f"the answer '{_shortened(cell)}' of unit '{self.units[i]}' {value.predicate}"
                    self._report(value.code, message, row, index, question, value.hint)
                else:
                    values[i] = value
                    code = RawCode.FIRST_ANSWER
            codes[i] = code or RawCode.BLANK
        self._report_blank(expected, header, index, blank, rows)
        typed = pl.Series(values, dtype=_POLARS_TYPES[question.scale]) if is_open else None
        is_wide = answer_codes(labels, special.dont_know, special.not_applicable).is_wide
        coded = pl.Series(codes, dtype=pl.UInt16 if is_wide else pl.UInt8)
        return CodedColumn(codes=coded, values=typed)

    def _report_not_on_scale(
        self, question: Question, answers: tuple[str, ...], cell: str, i: int, row: Row, index: int
    ) -> None:
        scale = self.linked.programme.scales.scales[question.scale]
        message = f"the answer '{_shortened(cell)}' of unit '{self.units[i]}' is not on the scale of '{question.id}'"
        suggestion = hint(cell, answers, "answers of the scale")
        if cell.strip() in answers:
            suggestion = f"remove the spaces around '{cell.strip()}'"
        near = did_you_mean(cell, answers)
        related: tuple[tuple[Location, str], ...]
        if near in scale.ordinary:
            related = ((self._answer_path(question, near), f"'{near}' in the scale '{question.scale}'"),)
        else:
            scales = self.linked.programme.scales
            defaults = () if scales.defaults is None else ((scales.defaults.doc_path, "the defaults"),)
            related = ((scale.doc_path, f"the scale '{question.scale}'"), *defaults)
        self._report("EGY507", message, row, index, question, suggestion, related)

    def _answer_path(self, question: Question, answer: str) -> Location:
        scale = self.linked.programme.scales.scales[question.scale]
        words, key = (scale.answers, "answers") if scale.answers else (scale.choices, "choices")
        position = (words or ()).index(answer)
        in_mapping = scale.doc_path / key / position
        return in_mapping if in_mapping in self.linked.positions.values else scale.doc_path / position

    def _report_not_asked(
        self, expected: ExpectedColumn, cohort: str | None, i: int, row: Row, index: int
    ) -> None:
        entry = not_asked_entry(self.linked, expected.question, expected.item, cohort, self.wave.id)
        assert entry is not None
        whom = f"cohort '{entry.cohort}'" if entry.cohort is not None else "anyone"
        related: list[tuple[Location, str]] = [(entry.doc_path, "not_asked is declared here")]
        if isinstance(entry.items, str):
            position = (self.linked.listed(entry.items) or ()).index(expected.item or "")
            listed = self.linked.programme.instrument.doc_path / "lists" / entry.items / position
            related.append((listed, f"the item is in the list '{entry.items}'"))
        self.diagnostics.report(
            "EGY508",
            row.span(self.file, index),
            f"unit '{self.units[i]}' answers '{expected.name}', "
            f"which was not asked of {whom} in '{self.wave.id}'",
            hint="clear the cell, or correct not_asked",
            related=related,
        )

    def _report_blank(
        self,
        expected: ExpectedColumn,
        header: Row,
        index: int,
        is_blank: Sequence[bool],
        rows: Sequence[Row | None],
    ) -> None:
        if expected.question.asked_if is not None or None in self.cohort:
            return
        blank, has_answers = [], False
        for position, cohort in enumerate(self.linked.cohorts):
            analysed = [
                i
                for i, of_unit in enumerate(self.cohort)
                if of_unit == position and self.status[i] == ReturnStatus.ANALYSED
            ]
            if not analysed or not expected.asked[position] or any(rows[i] is None for i in analysed):
                continue
            if not all(is_blank[i] for i in analysed):
                has_answers = True
            else:
                blank.append(cohort)
        for cohort in blank if has_answers else blank[:1]:
            of_cohort = f" of cohort '{cohort}'" if has_answers and cohort is not None else ""
            self.diagnostics.report(
                "EGY516",
                header.span(self.file, index),
                f"every analysed unit{of_cohort} left '{header.cells[index]}' blank in '{self.wave.id}'",
                hint="if the question was not asked, declare that with not_asked",
                related=((expected.question.doc_path / "id", "the question"),),
            )

    def _report(
        self,
        code: str,
        message: str,
        row: Row,
        index: int,
        question: Question,
        suggestion: str,
        related: tuple[tuple[Location, str], ...] = (),
    ) -> None:
        scale = (question.doc_path / "scale", "the question's scale")
        self.diagnostics.report(
            code, row.span(self.file, index), message, hint=suggestion, related=(*related, scale)
        )


def _shortened(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_SHOWN else f"{cell[:_LONGEST_SHOWN]}..."


def _open_value(value_type: str, text: str, scale: int) -> int | str | ValueProblem:
    """Return the value of an answer to an open question, or what is wrong with it."""
    if value_type == "text":
        return text
    if value_type == "date":
        date = days(text)
        return NOT_A_DATE if date is None else date
    return number_problem(text, scale) or scaled_integer(text, scale)
