"""Reads the table of one wave's answers, and reports columns, units and rows that do not fit (EGY505-512)."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from egyv_engine.data.cells import CellReader
from egyv_engine.data.csv_cells import Row
from egyv_engine.data.data_table import DataTable, TableReader
from egyv_engine.data.expected_columns import ExpectedColumn, columns_of_unplaced_questions
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.data.survey_types import Answers, CodedColumn
from egyv_engine.diagnostics.diagnostic import MOST_OF_A_KIND
from egyv_engine.diagnostics.span import KeyAt, Location
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import ReturnStatus
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import leaves, right_words
from egyv_engine.model.conditions import AttributeSide
from egyv_engine.model.documents import Wave

Related = tuple[tuple[Location, str], ...]

MOST_STRANGE_COLUMNS = (
    12  # columns that resemble no missing one; a file with more of them has one message for all
)


class WaveTableReader:
    """Reads the table of one wave's answers, and reports its problems with the position of each."""

    def __init__(
        self,
        linked: LinkedProgramme,
        tables: TableReader,
        wave: Wave,
        table: DataTable,
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

    def answers(self, expected: Mapping[str, ExpectedColumn]) -> Answers:
        """Return the answers by question and item.

        A missing column is not reported here if its question has skip logic, because no unit may have been asked it.

        Args:
            expected: The columns that the instrument provides for this wave, by name.
        """
        key_index = self.tables.key_index(self.table)
        if key_index is None:
            return {}
        self.tables.check_columns(self.table)
        rows = self._rows_of_returns(key_index)
        reader = CellReader(
            self.linked, self.wave, self.table.file, self.register, self.status, self.diagnostics
        )
        unplaced = columns_of_unplaced_questions(self.linked, self.wave.id).values()
        misspelt = self._report_unknown_columns({**expected, **{x.name: x for x in unplaced}})
        answers: dict[tuple[str, str | None], CodedColumn] = {}
        ordered = [rows.get(unit) for unit in self.register.units]
        for name, column in expected.items():
            index = self.table.index(name)
            if index is not None:
                answers[column.question.id, column.item] = reader.read_column(
                    column, self.table.header, index, ordered
                )
            elif any(column.asked) and name not in misspelt and column.question.asked_if is None:
                self.diagnostics.report(
                    "EGY506",
                    self.table.header.span(self.table.file, key_index),
                    f"the column '{name}' is missing, but the question was asked in '{self.wave.id}'",
                    hint="add the column, or declare with not_asked that the question was not asked",
                    related=self._declaration(column),
                )
        return answers

    def _declaration(self, column: ExpectedColumn) -> Related:
        """Return the positions of a column's question and item."""
        question: Related = ((column.question.doc_path / "id", "the question"),)
        if column.item is None or column.question.items is None:
            return question
        item = self.linked.baskets[column.question.items].labels[column.item]
        return (*question, (KeyAt(item.doc_path), "the item"))

    def _report_unknown_columns(self, expected: Mapping[str, ExpectedColumn]) -> set[str]:
        """Report columns that belong to no question (EGY505); return the missing columns that they probably are."""
        header = self.table.header
        attributes = self.register.attributes if self.register.returned is not None else ()
        known = {self.tables.key, *expected, *attributes}
        present = set(header.cells)
        missing = tuple(name for name in expected if name not in present)
        unknown = [
            (i, name)
            for i, name in enumerate(header.cells)
            if name not in known and not self._has_broken_question(name)
        ]
        near = {name: did_you_mean(name, missing) for _, name in unknown}
        strange = [(i, name) for i, name in unknown if near[name] is None]
        if len(strange) > MOST_STRANGE_COLUMNS:
            self._report_many_unknown_columns(strange, missing, expected)
            unknown = [(i, name) for i, name in unknown if near[name] is not None]
        for i, name in unknown:
            self.diagnostics.report(
                "EGY505",
                header.span(self.table.file, i),
                f"no question has a column '{name}'",
                hint=hint(name, missing, "missing columns")
                if missing
                else "remove the column; every question that was asked has its columns already",
                related=self._related_to_unknown_column(name, near[name], missing, expected),
            )
        return {meant for meant in near.values() if meant is not None}

    def _report_many_unknown_columns(
        self,
        strange: Sequence[tuple[int, str]],
        missing: Sequence[str],
        expected: Mapping[str, ExpectedColumn],
    ) -> None:
        """Report in one message the columns of a file that resemble no missing column."""
        index, first = strange[0]
        self.diagnostics.report(
            "EGY505",
            self.table.header.span(self.table.file, index),
            f"{len(strange):,} columns belong to no question; the first of them is '{first}'",
            hint=hint(first, missing, "missing columns")
            if missing
            else "remove the columns; every question that was asked has its columns already",
            related=self._related_to_unknown_column(first, None, missing, expected),
        )

    def _has_broken_question(self, column: str) -> bool:
        """Return whether a column belongs to a question that has a fault itself, which is reported."""
        question = column.partition(".")[0]
        if self.linked.programme.is_broken("question", question):
            return True
        is_declared = any(q.id == question for q in self.linked.programme.instrument.questions)
        return is_declared and not (
            question in self.linked.questions or question in self.linked.questions_unplaced
        )

    def _related_to_unknown_column(
        self, name: str, near: str | None, missing: Sequence[str], expected: Mapping[str, ExpectedColumn]
    ) -> Related:
        """Return the declaration of the missing column that is probably meant, or of the question that is named."""
        if near is not None:
            return self._declaration(expected[near])
        question, _, item = name.partition(".")
        of_question = [x for x in missing if x.startswith(f"{question}.")]
        if question in self.linked.questions and not of_question:
            return ((self.linked.questions[question].doc_path / "id", "the question"),)
        of_item = [x for x in missing if item and x.partition(".")[2] == item]
        candidate = next(iter(of_question or of_item or missing), None)
        return self._declaration(expected[candidate]) if candidate is not None else ()

    def _rows_of_returns(self, key_index: int) -> dict[str, Row]:
        """Return the rows of units that returned the survey; report rows and returns without each other."""
        rows = self.tables.unit_rows(self.table, key_index)
        status = dict(zip(self.register.units, self.status, strict=True))
        ragged = self.table.cells_of_ragged_rows
        returned = (ReturnStatus.NOT_ANALYSED, ReturnStatus.ANALYSED)
        without_row = [u for u, s in status.items() if s in returned and u not in rows and u not in ragged]
        candidates = without_row if len(without_row) <= MOST_OF_A_KIND else []  # of so many, none is likely
        misspelt: set[str] = set()
        for unit, row in rows.items():
            if unit in self.register.left_out:
                self.tables.skipped_rows[str(self.table.file)] += 1
            elif unit not in status and (twin := self.register.twin(unit)) is not None:
                misspelt.add(twin)
                self._report_twin(unit, twin, row, key_index)
            elif unit not in status:
                near = did_you_mean(unit, candidates)
                misspelt.update((near,) if near else ())
                self._report_unregistered(unit, row, key_index, near, candidates)
            elif status[unit] == ReturnStatus.NOT_SURVEYED:
                self._report_row_of_unit_not_surveyed(unit, row, key_index)
            elif status[unit] == ReturnStatus.NO_RETURN:
                near = did_you_mean(unit, candidates)
                misspelt.update((near,) if near else ())
                self._report_row_without_return(unit, row, key_index, near)
        without_row = [unit for unit in without_row if unit not in misspelt]
        rows_without_unit = sum(not row.cells[key_index] for row in self.table.rows)
        if len(without_row) > rows_without_unit:  # otherwise they are probably the rows without a unit
            for unit in without_row:
                self._report_return_without_row(unit)
        return {
            unit: row
            for unit, row in rows.items()
            if status.get(unit, ReturnStatus.NO_RETURN)
            not in (ReturnStatus.NOT_SURVEYED, ReturnStatus.NO_RETURN)
        }

    def _report_unregistered(
        self, unit: str, row: Row, key_index: int, near: str | None, candidates: Sequence[str]
    ) -> None:
        self.diagnostics.report(
            "EGY510",
            row.span(self.table.file, key_index),
            f"unit '{unit}' is not in the register",
            hint=hint(unit, candidates, "units without a row")
            if candidates
            else "add the unit to the register, or remove this row",
            related=(
                (
                    self.register.cell(near) if near else self.register.column(),
                    "the unit in the register" if near else "the register",
                ),
            ),
        )

    def _report_twin(self, unit: str, twin: str, row: Row, key_index: int) -> None:
        self.diagnostics.report(
            "EGY528",
            row.span(self.table.file, key_index),
            f"the unit '{unit}' is '{twin}' in the register, which differs in case, spaces or the form of letters",
            hint=f"write '{twin}'",
            related=((self.register.cell(twin), "the unit in the register"),),
        )

    def _report_row_of_unit_not_surveyed(self, unit: str, row: Row, key_index: int) -> None:
        assert self.wave.surveyed is not None
        self.diagnostics.report(
            "EGY534",
            row.span(self.table.file, key_index),
            f"unit '{unit}' has a row in '{self.wave.id}', but was not surveyed according to the register",
            hint="correct the register if the unit was surveyed; remove this row if it was not",
            related=(
                (self.register.cell(unit), "the unit in the register"),
                (self.wave.surveyed.doc_path, "this condition decides which units were surveyed"),
            ),
        )

    def _report_row_without_return(self, unit: str, row: Row, key_index: int, near: str | None) -> None:
        cell = self.register.cell(unit)
        advice = "correct the register if the unit returned the survey; remove this row if it did not"
        slip = self._slip_in_the_register(unit)
        if near is not None:
            cell = self.register.cell(near)
            advice = f"did you mean '{near}', which returned the survey and has no row? Otherwise {advice}"
        elif slip is not None:
            attribute, value, word = slip
            cell = self.register.cell(unit, attribute)
            advice = f"the register has '{value}' in '{attribute}'; did you mean '{word}'? Otherwise remove this row"
        self.diagnostics.report(
            "EGY512",
            row.span(self.table.file, key_index),
            f"unit '{unit}' has a row in '{self.wave.id}', but did not return the survey according to the register",
            hint=advice,
            related=((cell, "the unit in the register"), self._who_returned()),
        )

    def _slip_in_the_register(self, unit: str) -> tuple[str, str, str] | None:
        """Return an attribute and value of a unit that is nearly the word of a return, and that word; None if none is."""
        position = bisect_left(self.register.units, unit)
        for leaf in leaves(self.wave.returned) if self.wave.returned is not None else ():
            if isinstance(leaf.left, AttributeSide) and not COMPARATORS[leaf.comparator].needs_order:
                value = self.register.attributes[leaf.left.attribute][position]
                words = [word.text for word in right_words(leaf)]
                word = did_you_mean(value, words) if value not in words else None
                if word is not None:
                    return leaf.left.attribute, value, word
        return None

    def _report_return_without_row(self, unit: str) -> None:
        self.diagnostics.report(
            "EGY511",
            self.register.cell(unit),
            f"unit '{unit}' returned the survey in '{self.wave.id}', but has no row in {self.table.file}",
            hint="add the unit's row, or declare with 'returned' which units returned the survey"
            if self.wave.returned is None
            else "add the unit's row, or correct the register",
            related=(self._who_returned(),),
        )

    def _who_returned(self) -> tuple[Location, str]:
        if self.wave.returned is None:
            return (self.wave.doc_path / "answers", "every unit is expected in this file")
        return (self.wave.returned.doc_path, "this condition decides which units returned the survey")
