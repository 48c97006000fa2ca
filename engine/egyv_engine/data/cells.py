"""Reads the cells of a column into codes, and tells every cell that is not an answer to its question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.data.csv_cells import Row
from egyv_engine.data.survey_types import CodedColumn
from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.span import Span
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.codes import RawCode, Status, raw_codes
from egyv_engine.model.condition_walk import leaves, words
from egyv_engine.model.documents import NotAsked, Question, Wave
from egyv_engine.model.typed_values import MOST_DIGITS, days, number


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A column that a wave's file may hold. asked: whether each cohort was asked, in the order of the cohorts."""

    question: Question
    item: str | None
    asked: tuple[bool, ...]


def columns_of_unplaced_questions(linked: LinkedProgramme) -> dict[str, Expected]:
    """The columns of questions of which it is not known whom they were asked of."""
    nobody = (False,) * len(linked.cohorts)
    return {
        f"{question.id}.{item}": Expected(question=question, item=item, asked=nobody)
        for question in linked.questions_unplaced.values()
        for item in linked.items(question)
    }


def expected_columns(linked: LinkedProgramme, wave: str) -> dict[str, Expected]:
    """The columns of a wave's file by name, in the order of the instrument."""
    return {
        question.id if item is None else f"{question.id}.{item}": Expected(
            question=question,
            item=item,
            asked=tuple(entry_for(linked, question, item, cohort, wave) is None for cohort in linked.cohorts),
        )
        for question in linked.questions.values()
        if question.items is None or question.items in linked.baskets
        for item in linked.items(question)
    }


def entry_for(
    linked: LinkedProgramme, question: Question, item: str | None, cohort: str | None, wave: str
) -> NotAsked | None:
    """The not_asked entry that takes a cohort and wave out, or None where they were asked."""
    for entry in question.not_asked:
        items = linked.listed(entry.items)
        if entry.cohort in (None, cohort) and entry.wave in (None, wave) and (items is None or item in items):
            return entry
    return None


def number_scale(linked: LinkedProgramme, tables: Mapping[str, tuple[Row, Sequence[Row]]]) -> int:
    """The most decimals in any number answered or written in a rule; all numbers are held times ten to its power."""
    texts = [
        row.cells[i]
        for header, rows in tables.values()
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
    return [word.text for leaf in leaves(condition) for word in words(leaf)]


class CellReader:
    """Reads the columns of one wave's file; `ordered` rows are in the order of the sorted units, None without one."""

    def __init__(
        self,
        linked: LinkedProgramme,
        wave: Wave,
        file: PurePosixPath,
        units: Sequence[str],
        cohort: Sequence[int | None],
        status: Sequence[int | None],
        faults: list[Diagnostic],
    ) -> None:
        self.linked, self.wave, self.file = linked, wave, file
        self.units, self.cohort, self.status, self.faults = units, cohort, status, faults

    def column(
        self, expected: Expected, header: Row, index: int, ordered: Sequence[Row | None], scale: int
    ) -> CodedColumn:
        """The column's codes; every cell that is no answer, or an answer where nothing was asked, is told."""
        question = expected.question
        labels = self.linked.labels(question)
        never = self.linked.dont_know(question)
        cells = ["" if row is None else row.cells[index] for row in ordered]
        codes: list[int] = [RawCode.BLANK] * len(cells)
        values: list[int | str | None] = [None] * len(cells)
        known = raw_codes(labels, never)
        for i, cell in enumerate(cells):
            if not cell:
                continue
            group = self.cohort[i]
            if group is not None and not expected.asked[group]:
                self._not_asked(expected, self.linked.cohorts[group], i, ordered[i], index)
            code = known.get(cell)
            if code is None and not labels:
                values[i] = self._value(question, cell, scale, i, ordered[i], index)
                code = RawCode.FIRST_ANSWER if values[i] is not None else RawCode.BLANK
            elif code is None:
                self._not_on_scale(question, tuple(dict.fromkeys(labels + never)), cell, i, ordered[i], index)
            codes[i] = code or RawCode.BLANK
        self._blank(expected, header, index, cells, ordered)
        kinds: dict[str, type[pl.DataType]] = {"number": pl.Int64, "date": pl.Int32, "text": pl.String}
        typed = None if labels else pl.Series(values, dtype=kinds[question.scale])
        return CodedColumn(codes=pl.Series(codes, dtype=pl.UInt8), values=typed)

    def _value(
        self, question: Question, cell: str, scale: int, i: int, row: Row | None, index: int
    ) -> int | str | None:
        if question.scale == "text":
            return cell
        if question.scale == "date":
            found = days(cell)
            if found is not None:
                return found
            self._fault(
                "EGY514",
                f"'{cell}' of unit '{self.units[i]}' is not a date",
                row,
                index,
                question,
                "YYYY-MM-DD",
            )
            return None
        if number(cell) is None:
            said = "digits, with a point for decimals, no thousands marks"
            self._fault(
                "EGY513", f"'{cell}' of unit '{self.units[i]}' is not a number", row, index, question, said
            )
            return None
        whole, _, decimals = cell.partition(".")
        digits = whole + decimals.ljust(scale, "0")
        if len(digits.lstrip("-0")) > MOST_DIGITS:
            told = (
                f"the number of unit '{self.units[i]}' has more than {MOST_DIGITS} digits, decimals included"
            )
            self._fault("EGY520", told, row, index, question, None)
            return None
        return int(digits)

    def _not_on_scale(
        self, question: Question, known: tuple[str, ...], cell: str, i: int, row: Row | None, index: int
    ) -> None:
        scale = self.linked.programme.scales.scales[question.scale]
        said = hint(cell, known, "the scale is")
        if cell.strip() in known:
            said = f"there are spaces around '{cell.strip()}'"
        told = f"'{cell}' of unit '{self.units[i]}' is not on the scale of '{question.id}'"
        positions = self.linked.positions
        more: tuple[tuple[Span, str], ...] = (
            (positions.span_at(scale.doc_path), f"the scale '{question.scale}'"),
        )
        near = did_you_mean(cell, known)
        if near not in scale.answers:
            scales = self.linked.programme.scales
            never = (scales.defaults.doc_path / "dont_know") if scales.defaults else scales.doc_path
            more = (*more, (positions.span_at(never), "the don't-know answers of every scale"))
        else:
            at = scale.answers.index(near)
            longer = scale.doc_path / "answers" / at
            answer = positions.span_at(longer if longer in positions.values else scale.doc_path / at)
            more = ((answer, f"'{near}' in the scale '{question.scale}'"),)
        self._fault("EGY507", told, row, index, question, said, more)

    def _not_asked(self, expected: Expected, cohort: str | None, i: int, row: Row | None, index: int) -> None:
        question, item = expected.question, expected.item
        entry = entry_for(self.linked, question, item, cohort, self.wave.id)
        assert entry is not None
        assert row is not None
        column = question.id if item is None else f"{question.id}.{item}"
        whom = f"cohort '{entry.cohort}'" if entry.cohort is not None else "anyone"
        related = [(self.linked.positions.span_at(entry.doc_path), "not asked, by this")]
        if isinstance(entry.items, str):
            at = (self.linked.listed(entry.items) or ()).index(item or "")
            listed = self.linked.programme.instrument.doc_path / "lists" / entry.items / at
            related.append((self.linked.positions.span_at(listed), f"in the list '{entry.items}'"))
        self.faults.append(
            Diagnostic(
                span=row.span(self.file, index),
                code="EGY508",
                message=f"unit '{self.units[i]}' answers '{column}', which was not asked of {whom} in '{self.wave.id}'",
                hint="empty the cell, or mend not_asked",
                related=tuple(related),
            )
        )

    def _blank(
        self, expected: Expected, header: Row, index: int, cells: Sequence[str], ordered: Sequence[Row | None]
    ) -> None:
        if expected.question.asked_if is not None or None in self.cohort:
            return
        blank, answered = [], False
        for at, cohort in enumerate(self.linked.cohorts):
            units = [
                i for i, group in enumerate(self.cohort) if group == at and self.status[i] == Status.ANALYSED
            ]
            if not units or not expected.asked[at] or any(ordered[i] is None for i in units):
                continue
            if any(cells[i] for i in units):
                answered = True
            else:
                blank.append(cohort)
        for cohort in blank if answered else blank[:1]:
            of = f" of cohort '{cohort}'" if answered and cohort is not None else ""
            self.faults.append(
                Diagnostic(
                    span=header.span(self.file, index),
                    code="EGY516",
                    message=f"every analysed unit{of} left '{header.cells[index]}' blank in '{self.wave.id}'",
                    hint="if it was not asked, declare that with not_asked",
                    related=(
                        (self.linked.positions.span_at(expected.question.doc_path / "id"), "the question"),
                    ),
                )
            )

    def _fault(
        self,
        code: str,
        message: str,
        row: Row | None,
        index: int,
        question: Question,
        said: str | None,
        related: tuple[tuple[Span, str], ...] = (),
    ) -> None:
        assert row is not None
        declared = ((self.linked.positions.span_at(question.doc_path / "scale"), "the question's scale"),)
        self.faults.append(
            Diagnostic(
                span=row.span(self.file, index),
                code=code,
                message=message,
                hint=said,
                related=(*related, *declared),
            )
        )
