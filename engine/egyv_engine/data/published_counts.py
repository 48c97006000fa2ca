"""Reads published counts, and the reasons why some of them differ from the engine's."""

from collections.abc import Collection, Iterator, Mapping

from egyv_engine.data import vocabularies
from egyv_engine.data.data_files import DataFiles
from egyv_engine.data.supplement_table import SupplementTable, Vocabulary, open_table
from egyv_engine.diagnostics.span import Span
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Indicator
from egyv_engine.model.records_document import Differences, PublishedFigures
from egyv_engine.model.supplementary_data import ALL_COHORTS, PublishedCount

Key = tuple[str, str, str | None, str | None, str]  # source, indicator, item, cohort, wave
Reason = tuple[str, Span]  # the words, and their position


def read_published_counts(
    linked: LinkedProgramme, tables: DataFiles, declared: PublishedFigures
) -> tuple[PublishedCount, ...]:
    """Return the valid counts in the order of the file, and report the problems of the others.

    Args:
        linked: The programme.
        tables: The reader of the programme's data files.
        declared: The rule that describes the file.
    """
    reader = _PublishedCountReader(linked, tables, declared)
    if declared.cohort is None and reader.cohorts.declared_at:
        return ()  # reported when the rules are checked, as the next case is
    if declared.item is None and any(i.for_each is not None for i in reader.declarations.values()):
        return ()
    reasons = reader.reasons(declared.differences) if declared.differences else {}
    return tuple(reader.counts(reasons))


class _PublishedCountReader:
    def __init__(self, linked: LinkedProgramme, tables: DataFiles, declared: PublishedFigures) -> None:
        self.linked = linked
        self.tables = tables
        self.declared = declared
        self.indicators = vocabularies.indicators(linked)
        self.cohorts = vocabularies.cohorts(linked)
        if self.cohorts.declared_at and declared.cohort is not None:
            self.cohorts = self.cohorts.with_word(ALL_COHORTS, declared.doc_path / "cohort")
        self.waves = vocabularies.waves(linked)
        self.declarations: Mapping[str, Indicator] = {
            i.id: i for p in linked.programme.principles.values() for i in p.indicators
        }
        keys = ("source", "indicator", "item", "cohort", "wave")
        self.key_columns = {
            column: declared.doc_path / key for key in keys if (column := getattr(declared, key)) is not None
        }

    def counts(self, reasons: Mapping[Key, Reason]) -> Iterator[PublishedCount]:
        declared = self.declared
        columns = {**self.key_columns, declared.count: declared.doc_path / "count"}
        if declared.base is not None:
            columns[declared.base] = declared.doc_path / "base"
        table = open_table(self.tables, declared.file, declared.doc_path / "file", columns)
        if table is None:
            return
        reported: set[Key] = set()
        for row in table.keyed_rows(*self.key_columns):
            key = self._key(table, row)
            if key in reported:
                self._report_second_total(table, row)
                continue
            if key is not None:
                reported.add(key)
            figure = self._count_and_base(table, row)
            if key is not None and figure is not None:
                source, indicator, item, cohort, wave = key
                yield PublishedCount(
                    source=source,
                    indicator=indicator,
                    item=item,
                    cohort=cohort,
                    wave=wave,
                    count=figure[0],
                    base=figure[1],
                    reason=reasons[key][0] if key in reasons else None,
                    wave_span=table.span(row, declared.wave),
                )
        if not table.faults:  # otherwise the figure of a reason may be a faulty row
            self._report_reasons_of_no_figure(reasons, reported)
        table.report_spellings(declared.source, "source")
        if declared.base is not None:
            table.report_blank_column(declared.base, "base")
            table.report_odd_blanks(declared.base)
        table.report_others()

    def _count_and_base(self, table: SupplementTable, row: int) -> tuple[int, int | None] | None:
        """Return a row's count, and its base if it has one; None if they cannot be right, which is reported."""
        declared = self.declared
        count, base = table.whole_number(row, declared.count), None
        if declared.base is not None and table.cell(row, declared.base):
            base = table.whole_number(row, declared.base)
            if base == 0 and count == 0:
                message = "the base is 0, so the count says nothing"
                table.report(row, declared.base, "EGY526", message, "correct the base, or clear the cell")
                return None
        if count is not None and base is not None and count > base:
            table.report(
                row,
                declared.count,
                "EGY526",
                f"the count {count} is larger than its base {base}",
                "correct the count or the base; check that the two columns are not exchanged",
            )
            return None
        return None if count is None else (count, base)

    def _report_reasons_of_no_figure(self, reasons: Mapping[Key, Reason], reported: Collection[Key]) -> None:
        declared = self.declared
        for key, (_, span) in reasons.items():
            if key not in reported:
                self.tables.diagnostics.report(
                    "EGY527",
                    span,
                    f"this reason is given for a figure that {declared.file} does not have",
                    hint="correct the row so that it names a published figure, or remove it",
                    related=((declared.doc_path / "file", "the published figures"),),
                )

    def reasons(self, declared: Differences) -> dict[Key, Reason]:
        """Return the reason for each count that has one."""
        only = declared.only or {}
        columns = dict.fromkeys(self.key_columns, declared.doc_path) | {
            declared.reason: declared.doc_path / "reason"
        }
        columns |= {column: declared.doc_path / "only" / column for column in only}
        table = open_table(self.tables, declared.file, declared.doc_path / "file", columns)
        found: dict[Key, Reason] = {}
        if table is None:
            return found
        for column, word in only.items():
            self._report_word_of_no_row(table, column, word, declared)
        for row in table.keyed_rows(*self.key_columns, *only):
            if any(table.cell(row, column) != word for column, word in only.items()):
                continue
            key, reason = self._key(table, row), table.text(row, declared.reason)
            if key is not None and reason is not None:
                found[key] = reason, table.span(row, declared.reason)
        table.report_others()
        return found

    def _report_word_of_no_row(
        self, table: SupplementTable, column: str, word: str, declared: Differences
    ) -> None:
        words = sorted({table.cell(row, column) for row in table.rows})
        if word not in words:
            self.tables.diagnostics.report(
                "EGY524",
                declared.doc_path / "only" / column,
                f"no row has '{word}' in the column '{column}'",
                hint=hint(word, words, "words in the column"),
                related=((table.table.header_span(table.table.columns[0]), "the header of the file"),),
            )

    def _key(self, table: SupplementTable, row: int) -> Key | None:
        """Return the count that a row is about, or None if a part of its key is unknown."""
        declared = self.declared
        indicator = table.word(row, declared.indicator, self.indicators)
        wave = table.word(row, declared.wave, self.waves)
        item, cohort = None, None
        is_valid = indicator is not None and wave is not None
        if declared.item is not None and indicator is not None:
            item = table.cell(row, declared.item) or None
            vocabulary = self._items(self.declarations[indicator])
            if vocabulary is not None:
                item = table.word(row, declared.item, vocabulary)
                is_valid &= item is not None
            elif item is not None:
                self._report_superfluous_item(table, row, declared.item, self.declarations[indicator])
                is_valid = False
        if declared.cohort is not None and table.cell(row, declared.cohort):
            cohort = table.word(row, declared.cohort, self.cohorts)
            is_valid &= cohort is not None
            if cohort == ALL_COHORTS and cohort not in self.linked.reported_cohorts:
                cohort = None
        if not is_valid or indicator is None or wave is None:
            return None
        return table.cell(row, declared.source), indicator, item, cohort, wave

    def _items(self, indicator: Indicator) -> Vocabulary | None:
        """Return the items that an indicator is evaluated for; None if it has no `for_each`."""
        if indicator.for_each is None:
            return None
        return vocabularies.items(self.linked, indicator.for_each, indicator.doc_path / "for_each")

    def _report_second_total(self, table: SupplementTable, row: int) -> None:
        column = self.declared.cohort
        assert column is not None
        table.report(
            row,
            column,
            "EGY509",
            "the total over all cohorts has a second row",
            f"keep only one of the two rows: a blank cohort means the same as '{ALL_COHORTS}'",
        )

    def _report_superfluous_item(
        self, table: SupplementTable, row: int, column: str, indicator: Indicator
    ) -> None:
        table.report(
            row,
            column,
            "EGY523",
            f"the indicator '{indicator.id}' is not evaluated for each item",
            "clear the cell, or declare for_each",
            ((indicator.doc_path / "id", "the indicator"),),
        )
