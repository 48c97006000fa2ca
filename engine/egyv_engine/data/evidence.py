"""Reads the coded points that were made in interviews."""

from collections.abc import Mapping

from egyv_engine.data import vocabularies
from egyv_engine.data.data_files import DataFiles
from egyv_engine.data.supplement_table import LIST_SEPARATOR, SupplementTable, columns_of, open_table
from egyv_engine.diagnostics.span import Span
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.frozen import Frozen, field
from egyv_engine.model.records_document import YES_NO, Evidence
from egyv_engine.model.supplements import STANCES, Point


class ReadPoints(Frozen):
    """Points in the order of their ids, and the position of each one's text by its id."""

    points: tuple[Point, ...] = ()
    text_spans: Mapping[str, Span] = field(default_factory=dict)


def read_points(linked: LinkedProgramme, tables: DataFiles, declared: Evidence) -> ReadPoints:
    """Return the valid points, and report the problems of the others.

    Args:
        linked: The programme.
        tables: The reader of the programme's data files.
        declared: The rule that describes the file.
    """
    return _EvidenceReader(linked, tables, declared).read()


class _EvidenceReader:
    def __init__(self, linked: LinkedProgramme, tables: DataFiles, declared: Evidence) -> None:
        self.tables = tables
        self.declared = declared
        principle, cohort, items = declared.principle, declared.cohort, declared.items
        self.principles = vocabularies.principles(linked).with_word(
            principle.whole_programme, principle.doc_path / "whole_programme"
        )
        self.cohorts = vocabularies.cohorts(linked)
        if cohort is not None:
            self.cohorts = self.cohorts.with_word(cohort.unknown, cohort.doc_path / "unknown")
        self.items = vocabularies.items(linked, items.basket, items.doc_path / "basket") if items else None
        self.stances = vocabularies.fixed_words("stance", STANCES, declared.doc_path / "stance")
        self.answers = vocabularies.fixed_words("answer", YES_NO, declared.doc_path / "good_practice")
        themes = declared.themes
        self.themes = (
            None
            if themes is None
            else vocabularies.mapped_words(
                "theme", {name: name for name in themes}, declared.doc_path / "themes"
            )
        )

    def read(self) -> ReadPoints:
        declared = self.declared
        keys = ("key", "theme", "stance", "good_practice", "summary", *(("role",) if declared.role else ()))
        columns = columns_of(declared, declared.doc_path, *keys)
        for part in (declared.principle, declared.cohort, declared.items):
            if part is not None:
                columns |= columns_of(part, part.doc_path, "column")
        table = open_table(self.tables, declared.file, declared.doc_path / "file", columns)
        if table is None:
            return ReadPoints()
        points: dict[str, Point] = {}
        text_spans: dict[str, Span] = {}
        for row in table.keyed_rows(declared.key):
            point = self._point(table, row)
            if point is not None:
                points[point.id] = point
                text_spans[point.id] = table.span(row, declared.summary)
        _report_copies(table, declared, points)
        if declared.themes is None:
            table.report_spellings(declared.theme, "theme")
        if declared.role is not None:
            table.report_spellings(declared.role, "role")
            table.report_blank_column(declared.role, "role")
            table.report_odd_blanks(declared.role)
        if declared.items is not None:
            table.report_blank_column(declared.items.column, "items")
        table.report_others()
        return ReadPoints(points=tuple(points[name] for name in sorted(points)), text_spans=text_spans)

    def _point(self, table: SupplementTable, row: int) -> Point | None:
        declared, before = self.declared, table.faults
        principle = table.word(row, declared.principle.column, self.principles)
        cohort = table.word(row, declared.cohort.column, self.cohorts) if declared.cohort else None
        stance = table.word(row, declared.stance, self.stances)
        practice = table.word(row, declared.good_practice, self.answers)
        if (stance, practice) == ("gap", YES_NO[0]):
            table.report(
                row,
                declared.good_practice,
                "EGY540",
                "the point is a gap, and is called good practice",
                "write no, or the stance mixed if it is partly good practice",
                ((table.span(row, declared.stance), "the stance"),),
            )
        theme, summary = table.text(row, declared.theme), table.text(row, declared.summary)
        if theme is not None and self.themes is not None:
            theme = table.word(row, declared.theme, self.themes)
        items = self._items(table, row)
        if table.faults > before or stance is None or theme is None or summary is None:
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

    def _items(self, table: SupplementTable, row: int) -> tuple[str, ...]:
        declared, known = self.declared.items, self.items
        cell = table.cell(row, declared.column) if declared else ""
        if declared is None or known is None or not cell:
            return ()
        items = tuple(cell.split(LIST_SEPARATOR))
        return tuple(item for item in items if table.is_known(row, declared.column, item, known))


def _report_copies(table: SupplementTable, declared: Evidence, points: Mapping[str, Point]) -> None:
    """Report a point that says the same as an earlier one about the same principle and cohort (EGY541)."""
    rows = {table.cell(row, declared.key): row for row in table.rows}
    first: dict[tuple[str | None, str | None, str], str] = {}
    for point in points.values():
        original = first.setdefault((point.principle, point.cohort, point.summary), point.id)
        if original != point.id:
            table.report(
                rows[point.id],
                declared.summary,
                "EGY541",
                f"the text of the point '{point.id}' is that of '{original}'",
                "remove one of the two if they are one point; accept the warning if two interviewees said it",
                ((table.span(rows[original], declared.summary), "the other point"),),
            )
