"""Reads the files that rules/selection.yaml and rules/records.yaml name, each checked against what is declared."""

from collections import Counter
from collections.abc import Mapping

from egyv_engine.link import LinkedProgramme
from egyv_engine.model.record_documents import Interviews, Recommendations, RecordsFile
from egyv_engine.model.recorded import Record, Recorded, RegisteredUnit
from egyv_engine.model.selection_documents import SelectionFile
from egyv_engine.source import vocabularies
from egyv_engine.source.evidence import read_points
from egyv_engine.source.published import read_figures
from egyv_engine.source.record_table import columns_of, open_table
from egyv_engine.source.selections import read_available, read_marks
from egyv_engine.source.survey_register import Register
from egyv_engine.source.survey_tables import TableReader


def read_records(linked: LinkedProgramme, tables: TableReader, register: Register) -> Recorded:
    """What is sound in these files; every fault goes to the table reader's."""
    selection, records = linked.programme.selection, linked.programme.records
    if selection is None and records is None:
        return Recorded()
    reader = _Reader(linked, tables, register)
    chosen = reader.selected(selection) if selection else Recorded()
    found = reader.recorded(records) if records else Recorded()
    return Recorded(
        units=reader.registered(),
        marks=chosen.marks,
        available=chosen.available,
        records=found.records,
        points=found.points,
        interviews=found.interviews,
        figures=found.figures,
    )


class _Reader:
    def __init__(self, linked: LinkedProgramme, tables: TableReader, register: Register) -> None:
        self.linked = linked
        self.tables = tables
        self.register = register
        self.header = register.table.header.span(register.table.file, 0)

    def registered(self) -> tuple[RegisteredUnit, ...]:
        attributes = self.register.attributes
        return tuple(
            RegisteredUnit(
                unit=unit,
                cohort=None if cohort is None else self.linked.cohorts[cohort],
                attributes={name: values[i] for name, values in attributes.items()},
            )
            for i, (unit, cohort) in enumerate(zip(self.register.units, self.register.cohort, strict=True))
        )

    def selected(self, file: SelectionFile) -> Recorded:
        marks, available = {}, {}
        for name, selection in file.selections.items():
            if selection.available is not None:
                available[name] = read_available(
                    self.linked, self.tables, self.register, name, selection.available
                )
            if selection.rank_by.mean_of is not None:
                marks[name] = read_marks(self.linked, self.tables, self.register, selection.rank_by.mean_of)
        return Recorded(marks=marks, available=available)

    def recorded(self, file: RecordsFile) -> Recorded:
        return Recorded(
            records=self._records(file.recommendations) if file.recommendations else (),
            points=read_points(self.linked, self.tables, file.evidence) if file.evidence else (),
            interviews=self._interviews(file.interviews) if file.interviews else None,
            figures=read_figures(self.linked, self.tables, file.published) if file.published else (),
        )

    def _records(self, declared: Recommendations) -> tuple[Record, ...]:
        status, reason = declared.status, declared.reason
        columns = columns_of(declared, declared.place, "key", "unit", "by")
        columns |= columns_of(status, status.place, "column")
        if reason is not None:
            columns |= columns_of(reason, reason.place, "column")
        table = open_table(self.tables, declared.file, declared.place / "file", columns)
        if table is None:
            return ()
        principles = vocabularies.principles(self.linked)
        statuses = vocabularies.of_map("status", status.are, status.place / "are")
        names = {word: name for name, word in status.are.items()}
        reasons = vocabularies.of_list("reason", reason.are, reason.place / "are") if reason else None
        found: list[Record] = []
        for row in table.keyed(declared.key):
            unit = table.unit(row, declared.unit, self.register.rows, self.header)
            principle = table.word(row, declared.by, principles)
            word = table.word(row, status.column, statuses)
            why = None
            if reason is not None and reasons is not None and table.cell(row, reason.column):
                why = table.word(row, reason.column, reasons)
            if unit is not None and principle is not None and word is not None:
                found.append(Record(unit=unit, principle=principle, status=names[word], reason=why))
        table.done()
        return tuple(found)

    def _interviews(self, declared: Interviews) -> Mapping[str, int]:
        columns = columns_of(declared, declared.place, "key", "unit")
        table = open_table(self.tables, declared.file, declared.place / "file", columns)
        counts: Counter[str] = Counter()
        if table is not None:
            for row in table.keyed(declared.key):
                unit = table.unit(row, declared.unit, self.register.rows, self.header)
                counts.update(() if unit is None else (unit,))
            table.done()
        return {unit: counts[unit] for unit in sorted(counts)}
