"""Reads published figures, and the reasons why some of them differ from those found."""

from collections.abc import Iterator, Mapping

from egyv_engine.data import vocabularies
from egyv_engine.data.csv_cells import Row
from egyv_engine.data.data_table import TableReader
from egyv_engine.data.supplement_table import RecordTable, Vocabulary, open_table
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import Indicator
from egyv_engine.model.records_document import Differ, PublishedFigures
from egyv_engine.model.supplementary_data import PublishedCount

Key = tuple[str, str, str | None, str | None, str]  # source, indicator, item, cohort, wave


def read_published_counts(
    linked: LinkedProgramme, tables: TableReader, declared: PublishedFigures
) -> tuple[PublishedCount, ...]:
    """The sound figures, in the file's order; every fault is told in its file."""
    reader = _Reader(linked, tables, declared)
    if declared.cohort is None and reader.cohorts.places:
        return ()  # told where rules are checked, as is the next
    if declared.item is None and any(i.for_each is not None for i in reader.declarations.values()):
        return ()
    reasons = reader.reasons(declared.differ) if declared.differ else {}
    return tuple(reader.figures(reasons))


class _Reader:
    def __init__(self, linked: LinkedProgramme, tables: TableReader, declared: PublishedFigures) -> None:
        self.linked = linked
        self.tables = tables
        self.declared = declared
        self.indicators = vocabularies.indicators(linked)
        self.cohorts = vocabularies.cohorts(linked)
        self.waves = vocabularies.waves(linked)
        self.declarations: Mapping[str, Indicator] = {
            i.id: i for p in linked.programme.principles.values() for i in p.indicators
        }
        named = ("source", "indicator", "item", "cohort", "wave")
        self.key_columns = {
            column: declared.doc_path / name
            for name in named
            if (column := getattr(declared, name)) is not None
        }

    def figures(self, reasons: Mapping[Key, str]) -> Iterator[PublishedCount]:
        declared = self.declared
        columns = {**self.key_columns, declared.count: declared.doc_path / "count"}
        if declared.base is not None:
            columns[declared.base] = declared.doc_path / "base"
        table = open_table(self.tables, declared.file, declared.doc_path / "file", columns)
        if table is None:
            return
        for row in table.keyed(*self.key_columns):
            key = self._key(table, row)
            count = table.whole_number(row, declared.count)
            base = None
            if declared.base is not None and table.cell(row, declared.base):
                base = table.whole_number(row, declared.base)
            if key is not None and count is not None:
                source, indicator, item, cohort, wave = key
                yield PublishedCount(
                    source=source,
                    indicator=indicator,
                    item=item,
                    cohort=cohort,
                    wave=wave,
                    count=count,
                    base=base,
                    reason=reasons.get(key),
                )
        table.done()

    def reasons(self, differ: Differ) -> dict[Key, str]:
        """The reason for each figure that has one."""
        only = differ.only or {}
        columns = dict.fromkeys(self.key_columns, differ.doc_path) | {
            differ.reason: differ.doc_path / "reason"
        }
        columns |= {column: differ.doc_path / "only" / column for column in only}
        table = open_table(self.tables, differ.file, differ.doc_path / "file", columns)
        found: dict[Key, str] = {}
        if table is None:
            return found
        for column, word in only.items():
            self._check_any(table, column, word, differ)
        for row in table.keyed(*self.key_columns, *only):
            if any(table.cell(row, column) != word for column, word in only.items()):
                continue
            key, reason = self._key(table, row), table.text(row, differ.reason)
            if key is not None and reason is not None:
                found[key] = reason
        table.done()
        return found

    def _check_any(self, table: RecordTable, column: str, word: str, differ: Differ) -> None:
        """Tells of a word that no row has (EGY524)."""
        there = sorted({table.cell(row, column) for row in table.table.rows})
        if word not in there:
            self.tables.faults.report(
                "EGY524",
                self.tables.positions.span_at(differ.doc_path / "only" / column),
                f"no row has '{word}' in its column '{column}'",
                hint=hint(word, there, "words there"),
                related=((table.table.header.span(table.table.file, 0), "the file"),),
            )

    def _key(self, table: RecordTable, row: Row) -> Key | None:
        """What a row is about, or None where a part of it is not known."""
        declared = self.declared
        indicator = table.word(row, declared.indicator, self.indicators)
        wave = table.word(row, declared.wave, self.waves)
        item, cohort = None, None
        sound = indicator is not None and wave is not None
        if declared.item is not None and indicator is not None:
            item = table.cell(row, declared.item) or None
            of_indicator = self._items(self.declarations[indicator])
            if of_indicator is not None:
                item = table.word(row, declared.item, of_indicator)
                sound &= item is not None
            elif item is not None:
                doc_path = self.declarations[indicator].doc_path
                self._no_items(table, row, declared.item, indicator, doc_path)
                sound = False
        if declared.cohort is not None and (table.cell(row, declared.cohort) or self.cohorts.places):
            cohort = table.word(row, declared.cohort, self.cohorts)
            sound &= cohort is not None
        if not sound or indicator is None or wave is None:
            return None
        return table.cell(row, declared.source), indicator, item, cohort, wave

    def _items(self, indicator: Indicator) -> Vocabulary | None:
        """The items an indicator is repeated over; None where it is not."""
        if indicator.for_each is None:
            return None
        return vocabularies.items(self.linked, indicator.for_each, indicator.doc_path / "for_each")

    def _no_items(
        self, table: RecordTable, row: Row, column: str, indicator: str, doc_path: DocumentPath
    ) -> None:
        span = self.tables.positions.span_at(doc_path / "id")
        table.tell(
            row,
            column,
            "EGY523",
            f"'{indicator}' is not repeated over items",
            "leave the cell blank, or mend for_each",
            ((span, "the indicator"),),
        )
