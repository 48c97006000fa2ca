"""Survey answers as typed codes, with one row per unit in the order of the sorted unit ids."""

from collections.abc import Mapping, Sequence

import polars as pl

from egyv_engine.data.coded_columns import AnswerColumn
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.span import Span
from egyv_engine.link.groups import DeclaredGroup
from egyv_engine.model.frozen import Frozen, field
from egyv_engine.model.left_out import LeftOut
from egyv_engine.model.reading_notes import NoteAbout

Answers = Mapping[tuple[str, str | None], AnswerColumn]  # by question and item


class FoundCell(Frozen):
    """A cell of a data file.

    Attributes:
        column: The name of the file's column.
        text: The text in the file, without quotation marks; None if the file is not read again.
        label: The label that the file has for this text as a value; None for none.
    """

    span: Span
    column: str
    text: str | None
    label: str | None


class AnswerPlaces(Frozen):
    """The places of the answers of one wave in their file.

    Attributes:
        table: The table of the file, without its cells.
        key: The column with the unit.
        columns: The column of each question and item.
        rows: The row of each unit, in the order of the units.
    """

    table: SourceTable
    key: TableColumn
    columns: Mapping[tuple[str, str | None], TableColumn]
    rows: pl.Series

    @property
    def header(self) -> Span:
        """Return the span of the name of the column with the unit."""
        return self.table.header_span(self.key)

    def cell(self, unit: int, question: str, item: str | None) -> Span:
        """Return the span of an answer.

        Args:
            unit: The position of the unit in the register.
            question: The question's id.
            item: The item's id; None for a question without items.
        """
        return self.table.cell_span(int(self.rows[unit]), self.columns[question, item])

    def found(self, unit: int, question: str, item: str | None) -> FoundCell | None:
        """Return the cell of an answer, whose file may be read again; None if the unit or the question has none.

        Args:
            unit: The position of the unit in the register.
            question: The question's id.
            item: The item's id; None for a question without items.
        """
        column, row = self.columns.get((question, item)), self.rows[unit]
        if column is None or row is None or not self.table.has_cell(int(row), column):
            return None
        return _found(self.table, int(row), column)


class AttributePlaces(Frozen):
    """The places of the units' attributes in their files.

    Attributes:
        tables: The tables with units, without their cells; there are several if the register is made of the answers.
        of_table: The position of each unit's table, in the order of the units.
        rows: The row of each unit in its table.
    """

    tables: Sequence[SourceTable]
    of_table: pl.Series
    rows: pl.Series

    def found(self, unit: int, attribute: str, value: str | None) -> FoundCell | None:
        """Return the cell of an attribute; None if it cannot be found.

        In a register made of the answers, a value may come from a later wave than the unit; its cell is not known then.

        Args:
            unit: The position of the unit in the register.
            attribute: The attribute.
            value: The unit's value; None for a blank.
        """
        table = self.tables[int(self.of_table[unit])]
        column = table.column(attribute)
        if column is None:
            return None
        cell = _found(table, int(self.rows[unit]), column)
        is_of_other_wave = len(self.tables) > 1 and value is not None and not (cell.text or "").strip()
        return None if is_of_other_wave else cell


def _found(table: SourceTable, row: int, column: TableColumn) -> FoundCell:
    text = table.cell_text(row, column)
    return FoundCell(
        span=table.cell_span(row, column),
        column=table.written_name(column, row),
        text=text,
        label=None if text is None else column.file_labels.get(text),
    )


class WaveAnswers(Frozen):
    """The answers of one wave.

    Attributes:
        status: UInt8: the Status of each unit.
        answers: The columns of the file; a question that is not in the file has none.
        places: Where they are in their file; None if they were not read from a file.
    """

    status: pl.Series
    answers: Answers
    places: AnswerPlaces | None = None


class Survey(Frozen):
    """The register and the answers of all waves.

    Attributes:
        cohort: UInt32: the index of each unit's cohort.
        waves: The answers of each wave, by its id.
        groups: The groups that units belong to, by id; empty if the programme declares none.
        cohorts: Their ids, and OTHERS if there are units of no group; `(None,)` if the programme declares no groups.
        left_out: The numbers of units that are not kept, and of their rows.
        reading: What reading the files skipped, recoded or dropped.
        libraries: The versions of the libraries outside the core that read the files.
        queries: The SHA-256 of the rows of each query, by its name.
        places: Where the attributes are in their files; None if they were not read from a file.
    """

    units: pl.Series
    attributes: Mapping[str, pl.Series]
    cohort: pl.Series
    waves: Mapping[str, WaveAnswers]
    groups: Mapping[str, DeclaredGroup]
    cohorts: tuple[str | None, ...]
    left_out: LeftOut
    reading: Mapping[NoteAbout, int] = field(default_factory=dict)
    libraries: Mapping[str, str] = field(default_factory=dict)
    queries: Mapping[str, str] = field(default_factory=dict)
    places: AttributePlaces | None = None
