"""Reads the coded points of interviews."""

from egyv_engine.data import vocabularies
from egyv_engine.data.csv_cells import Row
from egyv_engine.data.data_table import TableReader
from egyv_engine.data.supplement_table import RecordTable, columns_of, open_table
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.records_document import YES_NO, Evidence
from egyv_engine.model.supplements import STANCES, Point

BETWEEN = ";"  # parts the items a point names


def read_points(linked: LinkedProgramme, tables: TableReader, declared: Evidence) -> tuple[Point, ...]:
    """The sound points, in the file's order; every fault is told in its file."""
    return _Reader(linked, tables, declared).read()


class _Reader:
    def __init__(self, linked: LinkedProgramme, tables: TableReader, declared: Evidence) -> None:
        self.tables = tables
        self.declared = declared
        about, whom, named, doc_path = declared.principle, declared.cohort, declared.items, declared.doc_path
        known = vocabularies.principles(linked)
        self.principles = known.with_word(about.whole_programme, about.doc_path / "whole_programme")
        self.cohorts = vocabularies.cohorts(linked)
        if whom is not None:
            self.cohorts = self.cohorts.with_word(whom.unknown, whom.doc_path / "unknown")
        self.items = vocabularies.items(linked, named.basket, named.doc_path / "basket") if named else None
        self.stances = vocabularies.of_rule("stance", STANCES, doc_path / "stance")
        self.answers = vocabularies.of_rule("answer", YES_NO, doc_path / "good_practice")

    def read(self) -> tuple[Point, ...]:
        declared = self.declared
        names = ("key", "theme", "stance", "good_practice", "summary", *(("role",) if declared.role else ()))
        columns = columns_of(declared, declared.doc_path, *names)
        for part in (declared.principle, declared.cohort, declared.items):
            if part is not None:
                columns |= columns_of(part, part.doc_path, "column")
        table = open_table(self.tables, declared.file, declared.doc_path / "file", columns)
        if table is None:
            return ()
        found = [self._point(table, row) for row in table.keyed(declared.key)]
        table.done()
        return tuple(point for point in found if point is not None)

    def _point(self, table: RecordTable, row: Row) -> Point | None:
        declared, before = self.declared, len(self.tables.faults)
        principle = table.word(row, declared.principle.column, self.principles)
        cohort = table.word(row, declared.cohort.column, self.cohorts) if declared.cohort else None
        stance = table.word(row, declared.stance, self.stances)
        practice = table.word(row, declared.good_practice, self.answers)
        theme, summary = table.text(row, declared.theme), table.text(row, declared.summary)
        items = self._items(table, row)
        if len(self.tables.faults) > before or stance is None or theme is None or summary is None:
            return None
        return Point(
            id=table.cell(row, declared.key),
            principle=None if principle == declared.principle.whole_programme else principle,
            cohort=None if declared.cohort and cohort == declared.cohort.unknown else cohort,
            role=(table.cell(row, declared.role) or None) if declared.role else None,
            theme=theme,
            items=items,
            stance=stance,
            good_practice=practice == YES_NO[0],
            summary=summary,
        )

    def _items(self, table: RecordTable, row: Row) -> tuple[str, ...]:
        named = self.declared.items
        cell = table.cell(row, named.column) if named else ""
        if named is None or self.items is None or not cell:
            return ()
        items = tuple(cell.split(BETWEEN))
        return tuple(item for item in items if table.is_known(row, named.column, item, self.items))
