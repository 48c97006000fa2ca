"""Makes the waves of a draft: one per file, per sheet of a workbook, or per word of a column (EGY593)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from egyv_engine.data.shaping.written_dates import first_of_month
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.exchange.draft import DraftFile, DraftWave, id_of
from egyv_engine.exchange.found_table import FoundColumn, FoundTable
from egyv_engine.model.typed_values import YEAR, comparable_text, days, is_number, number

_MOST_WAVES = 24  # different words of a column that names waves
_NOT_IDS = ("from", "to")
_PART_OF_YEAR = re.compile("[0-9]{4}[- ]?(?:Q[1-4]|S[12])")  # 2024Q1, whose order is that of its letters


class WaveMaker:
    """Makes waves, and keeps each with its table.

    Attributes:
        files: Each file of the draft with its table, without the column that names the wave.
        waves: The waves, in order.
        tables: The table of each wave.
    """

    def __init__(self, data: Mapping[PurePosixPath, bytes]) -> None:
        """Make no wave yet.

        Args:
            data: The bytes of the files.
        """
        self._data = data
        self.files: list[tuple[DraftFile, FoundTable]] = []
        self.waves: list[DraftWave] = []
        self.tables: list[FoundTable] = []

    def add_files(self, tables: Sequence[FoundTable]) -> None:
        """Add a wave per table; it is named by the year in its file's name, where each has another one.

        Args:
            tables: The table of each file.
        """
        stems = [table.file.stem for table in tables]
        years = [found[0] if (found := YEAR.search(stem)) else None for stem in stems]
        has_years = None not in years and len(set(years)) == len(years)
        for table, stem, year in zip(tables, stems, years, strict=True):
            made = year if has_years and year else id_of(stem, (*_NOT_IDS, *(w.id for w in self.waves)))
            self._add(made, f"in {made}", self._file(table, stem), table)

    def add_sheets(self, tables: Sequence[FoundTable], sheets: Sequence[str]) -> None:
        """Add a wave per sheet of a workbook; the draft has one copy of the workbook per sheet.

        Args:
            tables: The table of each sheet.
            sheets: The names of the sheets.
        """
        for table, sheet in zip(tables, sheets, strict=True):
            self._add(self._id(sheet), _label(sheet), self._file(table, f"{table.file.stem}_{sheet}"), table)

    def add_words(self, table: FoundTable, by: FoundColumn, part: str | None = None) -> None:
        """Add a wave per word of a column: numbers and dates in ascending order, other words as they follow each other.

        Args:
            table: The table of a file, without this column.
            by: The column.
            part: What the name of the file's copy has besides its stem, such as the sheet.
        """
        words: dict[str, str] = {}  # in the first of their spellings
        for value in filter(None, by.values):
            words.setdefault(comparable_text(value), value)
        order = _ascending(list(words))
        stem = table.file.stem if part is None else f"{table.file.stem}_{part}"
        file = self._file(table, stem)
        decide = [] if order is not None else ["is this wave in its place? The order is that of the file"]
        blank = sum(not value for value in by.values)
        if blank:
            rows = "1 row is" if blank == 1 else f"{blank:,} rows are"
            decide.append(f"{rows} in no wave, because {scalar(by.name)} is blank there")
        for key in order if order is not None else words:
            word = words[key]
            own = [comparable_text(value) == key for value in by.values]
            name = by.codes.get(word, word)
            rows_of_wave = f"{{column: {scalar(by.name)}, is: {scalar(word)}}}"
            self._add(self._id(name), _label(name), file, _rows(table, own), rows_of_wave)
            self.waves[-1].decide += decide

    def _file(self, table: FoundTable, stem: str) -> DraftFile:
        made = id_of(stem, (PurePosixPath(file.path).stem for file, _ in self.files))
        path = f"surveys/raw/{made}{table.file.suffix.lower()}"
        file = DraftFile(path=path, data=self._data[table.file])
        self.files.append((file, table))
        return file

    def _add(
        self, name: str, label: str, file: DraftFile, table: FoundTable, rows: str | None = None
    ) -> None:
        self.waves.append(DraftWave(id=name, label=label, file=file, rows=rows))
        self.tables.append(table)

    def _id(self, word: str) -> str:
        taken = (*_NOT_IDS, *(w.id for w in self.waves))
        if YEAR.fullmatch(word) and word not in taken:
            return word
        return id_of(word if word[:1].isalpha() else f"wave_{word}", taken)


def take_wave_column(table: FoundTable, name: str, found: DiagnosticCollector) -> FoundColumn | None:
    """Return the column of a table that names the wave, and remove it from the table; None if it cannot (EGY593).

    Args:
        table: The table; its columns are changed.
        name: The name of the column.
        found: Receives the fault.
    """
    column = next((column for column in table.columns if column.name == name), None)
    if column is None:
        advice = hint(name, [column.name for column in table.columns], "columns of the file")
        found.report("EGY593", table.columns[0].header, f"the file has no column '{name}'", hint=advice)
        return None
    words = {comparable_text(value) for value in column.values if value}
    if not 1 <= len(words) <= _MOST_WAVES:
        found.report(
            "EGY593",
            column.header,
            f"the column '{name}' has {len(words):,} different words, and cannot name the wave of a row",
            hint="name with --wave-column a column that says in which wave a row was answered, such as its year",
        )
        return None
    table.columns.remove(column)
    return column


def _ascending(words: Sequence[str]) -> list[str] | None:
    """Return numbers, dates, or periods in ascending order; None for other words."""
    for value_of in (number, days, _first_day):
        values = {word: value for word in words if (value := value_of(word)) is not None}
        if len(values) == len(words):
            return sorted(words, key=values.__getitem__)
    return sorted(words) if all(map(_PART_OF_YEAR.fullmatch, words)) else None


def _first_day(word: str) -> int | None:
    return days(first_of_month(word) or "")


def _rows(table: FoundTable, own: Sequence[bool]) -> FoundTable:
    return replace(table, columns=list(_columns(table.columns, own)))


def _columns(columns: Sequence[FoundColumn], own: Sequence[bool]) -> Iterator[FoundColumn]:
    for column in columns:
        yield replace(
            column, values=[value for value, is_own in zip(column.values, own, strict=True) if is_own]
        )


def _label(word: str) -> str:
    """Return the words for a wave in a sentence."""
    is_of_no_year = is_number(word) and not YEAR.fullmatch(word)
    return f"in wave {word}" if is_of_no_year else f"in {word}"
