"""Reads a supplementary file as rows with named columns, and reports every problem at its cell."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

import polars as pl

from egyv_engine.data.data_files import DataFiles
from egyv_engine.data.grouped_faults import MOST_SINGLE, further_places, report_each
from egyv_engine.data.register_table import RegisterTable, form_of
from egyv_engine.data.repeated_columns import report_repeated_columns
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.data.spellings import near_spellings
from egyv_engine.diagnostics.diagnostic import CommonFault
from egyv_engine.diagnostics.hidden_characters import looks_like
from egyv_engine.diagnostics.span import KeyAt, Location, Span
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen, field, replace

LIST_SEPARATOR = ";"  # between several words in one cell
MOST_UNUSED_SHOWN = 5  # an unknown word is probably one of the unused words, if they are this few
FEWEST_OF_A_DECLARED_WORD = 3  # rows with a word that is not declared: the declaration may be misspelt
_FEWEST_TO_COMPARE = 20  # cells; one of so many may be unlike the others by mistake
_MOST_LISTED = 10  # words in one message
_WHOLE_NUMBER = re.compile(r"[0-9]{1,18}")


class Vocabulary(Frozen):
    """The words that a column may contain.

    Attributes:
        noun: The word for one of them, for example `principle`.
        declared_at: The document path at which each word is declared.
        doc_path: The document path at which all of them are declared.
        is_complete: False if some declarations are broken, so that no other word can be called unknown.
        are_names: Whether its words are names that rules have, too, so that an unknown one is reported with those in rules.
    """

    noun: str
    declared_at: Mapping[str, DocumentPath]
    doc_path: DocumentPath
    is_complete: bool = True
    are_names: bool = False

    def with_word(self, word: str | None, doc_path: DocumentPath) -> "Vocabulary":
        """Return the vocabulary with one more word.

        Args:
            word: The word; None leaves the vocabulary unchanged.
            doc_path: The document path at which the word is declared.
        """
        return self if word is None else replace(self, declared_at={**self.declared_at, word: doc_path})

    def place_of(self, word: str) -> Location:
        """Return where a word is declared: at the key that it is, or at the value."""
        doc_path = self.declared_at[word]
        return KeyAt(doc_path) if doc_path.steps[-1:] == (word,) else doc_path


class _UnknownWord(Frozen):
    """A word that a vocabulary does not have, and the rows that have it; an empty word is a blank cell."""

    word: str
    vocabulary: Vocabulary
    rows: list[int] = field(default_factory=list)


def stand_apart(odd: int, cells: int) -> bool:
    """Return whether so few of so many cells differ from the others that they are probably mistakes.

    Args:
        odd: The number of cells of the other kind.
        cells: The number of all cells.
    """
    return cells >= _FEWEST_TO_COMPARE and 0 < odd * _FEWEST_TO_COMPARE <= cells


class SupplementTable:
    """The rows of one supplementary file.

    Attributes:
        columns: The columns that the rules name, with the document path of each name.
        faults: How many faults of cells have been found.
    """

    def __init__(self, tables: DataFiles, table: SourceTable, columns: Mapping[str, DocumentPath]) -> None:
        self._tables = tables
        self.table = table
        self.columns = columns
        self._diagnostics = tables.diagnostics
        self.faults = 0
        self._reported: dict[tuple[str, str], list[int | None]] = {}  # by code and column
        self._unknown: dict[str, dict[tuple[str, str, DocumentPath], _UnknownWord]] = {}  # by column
        self._words: dict[str, frozenset[str]] = {}
        self._key: str | None = None
        self.rows = range(len(table.rows))
        named = {name: column for name in columns if (column := table.column(name)) is not None}
        self._columns = named
        self._cells = {name: _cells(column) for name, column in named.items()}

    def keyed_rows(self, *key_columns: str) -> Iterator[int]:
        """Yield the rows whose key is complete and occurs for the first time; report the others (EGY509, 521, 528).

        Args:
            *key_columns: The columns that identify a row together; the first one may not be blank.
        """
        self._key = key_columns[0]
        first: dict[tuple[str, ...], int] = {}
        by_form: dict[tuple[str, ...], tuple[str, ...]] = {}
        for row in self.rows:
            key = tuple(self.cell(row, column) for column in key_columns)
            if not key[0]:
                self._report_blank(row, key_columns[0], f"'{key_columns[0]}'")
            elif key in first:
                self.report(
                    row,
                    key_columns[0],
                    "EGY509",
                    f"'{' '.join(part for part in key if part)}' has a second row",
                    "keep only one of the two rows",
                    ((self.span(first[key], key_columns[0]), "the first row"),),
                )
            elif (twin := by_form.setdefault(tuple(form_of(part) for part in key), key)) != key:
                written, of_twin = (" ".join(part for part in one if part) for one in (key, twin))
                self.report(
                    row,
                    key_columns[0],
                    "EGY528",
                    f"'{written}' and '{of_twin}' have the same id except for case, spaces or the form of letters",
                    "keep one of the two rows, or give them ids that differ",
                    ((self.span(first[twin], key_columns[0]), f"'{of_twin}'"),),
                )
            else:
                first[key] = row
                yield row

    def cell(self, row: int, column: str) -> str:
        """Return the text of a row's cell; empty if it is blank or has spaces only."""
        return self._cells[column][row]

    def word(self, row: int, column: str, vocabulary: Vocabulary) -> str | None:
        """Return the word in a cell; None if the vocabulary does not have it, which `report_others` reports (EGY523)."""
        word = self.cell(row, column)
        return word if self.is_known(row, column, word, vocabulary) else None

    def is_known(self, row: int, column: str, word: str, vocabulary: Vocabulary) -> bool:
        """Return whether a vocabulary has a word of a cell; if not, `report_others` reports it (EGY523).

        Args:
            row: The row of the cell.
            column: The column of the cell.
            word: The text of the cell, or a part of it.
            vocabulary: The words that are allowed.
        """
        if word in vocabulary.declared_at:
            return True
        if vocabulary.is_complete:
            self._note_unknown(row, column, word, vocabulary)
        return False

    def _note_unknown(self, row: int, column: str, word: str, vocabulary: Vocabulary) -> None:
        """Keep a word that a vocabulary does not have, to report it with all its rows."""
        self.faults += 1
        key = (word, vocabulary.noun, vocabulary.doc_path)
        unknown = _UnknownWord(word=word, vocabulary=vocabulary)
        self._unknown.setdefault(column, {}).setdefault(key, unknown).rows.append(row)

    def _report_unknown(self, column: str, unknown: "_UnknownWord") -> None:
        word, vocabulary, rows = unknown.word, unknown.vocabulary, unknown.rows
        noun, declared_at = vocabulary.noun, vocabulary.declared_at
        unused = self._unused_words(column, vocabulary)
        near = did_you_mean(word, unused) or did_you_mean(word, declared_at)
        places: list[Location]
        if near:
            places, note = [vocabulary.place_of(near)], f"'{near}' is declared here"
        elif 0 < len(unused) <= MOST_UNUSED_SHOWN:
            places, note = [vocabulary.place_of(w) for w in unused], f"no row has this {noun}"
        else:
            places, note = [vocabulary.doc_path], f"each {noun} is declared here"
        is_common = near in unused and len(rows) >= FEWEST_OF_A_DECLARED_WORD
        or_there = f"; if the file is right, write '{word}' where '{near}' is declared" if is_common else ""
        one = len(rows) == 1
        if word:
            message = f"there is no {noun} '{word}'" + (
                "" if one else f": {len(rows):,} rows have it in the column '{column}'"
            )
        else:
            message = f"this row has no {noun}" if one else f"{len(rows):,} rows have no {noun}"
        self._report_rows(
            rows,
            column,
            message,
            hint(word, [*unused, *(w for w in declared_at if w not in unused)], "declared") + or_there,
            [(place, note) for place in dict.fromkeys(places)],
            common=CommonFault(noun, word) if vocabulary.are_names and word else None,
        )

    def _report_further_unknown(self, column: str, unknown: Sequence["_UnknownWord"]) -> None:
        rows = sorted({row for one in unknown for row in one.rows})
        vocabulary = unknown[0].vocabulary
        listed = ", ".join(f"'{one.word}'" for one in unknown[:_MOST_LISTED])
        more = ", ..." if len(unknown) > _MOST_LISTED else ""
        self._report_rows(
            rows,
            column,
            f"{len(unknown):,} more words in {len(rows):,} rows of the column '{column}' are not declared: {listed}{more}",
            hint("", vocabulary.declared_at, "declared"),
            [(vocabulary.doc_path, f"each {vocabulary.noun} is declared here")],
        )

    def _report_rows(
        self,
        rows: Sequence[int],
        column: str,
        message: str,
        suggestion: str,
        related: Sequence[tuple[Location, str]],
        *,
        common: CommonFault | None = None,
    ) -> None:
        """Report a word, or several, that a vocabulary does not have, in all rows together (EGY523)."""
        named_at = self.columns[column]
        self._diagnostics.report(
            "EGY523",
            self.span(rows[0], column),
            message,
            hint=suggestion,
            related=(
                *(one for one in related if one[0] != named_at),
                (named_at, "this rule reads the column"),
                *further_places(self.span(row, column) for row in rows[1:]),
            ),
            row=self.cell(rows[0], self._key) if len(rows) == 1 and self._key is not None else None,
            common=common,
        )

    def _unused_words(self, column: str, vocabulary: Vocabulary) -> tuple[str, ...]:
        """Return the words that no cell of a column has; a misspelt word may be one of them."""
        if column not in self._words:
            self._words[column] = frozenset(self.cell(row, column) for row in self.rows)
        return tuple(word for word in vocabulary.declared_at if word not in self._words[column])

    def unit(self, row: int, column: str, register: RegisterTable) -> str | None:
        """Return the unit in a cell; None if it is unknown or blank, which is reported (EGY510, EGY521, EGY528).

        None, too, if the unit is left out of the register: its rows are skipped.

        Args:
            row: The row of the cell.
            column: The column of the cell.
            register: The register.
        """
        unit = self.cell(row, column)
        place = register.place_of(unit)
        if place is not None and register.places["left_out"][place] is not None:
            self._tables.skipped_rows[str(self.table.file)] += 1
            return None
        if place is not None:
            return unit
        if unit in register.table.broken_cells:
            return None  # its row in the register is reported
        twin = register.twin(unit) if unit else None
        if twin is not None:
            message = f"the unit '{unit}' is '{twin}' in the register, which differs in case, spaces or the form of letters"
            related = ((register.cell(twin), "the unit in the register"),)
            self.report(row, column, "EGY528", message, f"write '{twin}'", related)
        elif unit:
            self.report(
                row,
                column,
                "EGY510",
                f"unit '{unit}' is not in the register",
                lambda: hint(unit, register.units, "units of the register"),
                ((register.column(), "the register"),),
            )
        else:
            self._report_blank(row, column, "unit")
        return None

    def text(self, row: int, column: str) -> str | None:
        """Return the text in a cell; None if it is blank, which is reported (EGY521)."""
        text = self.cell(row, column)
        if not text:
            self._report_blank(row, column, f"'{column}'")
        return text or None

    def whole_number(self, row: int, column: str) -> int | None:
        """Return the whole number in a cell; None if it is something else, which is reported (EGY513)."""
        cell = self.cell(row, column)
        if _WHOLE_NUMBER.fullmatch(cell):
            return int(cell)
        self.report(row, column, "EGY513", f"'{cell}' is not a whole number", "write digits only, at most 18")
        return None

    def report(
        self,
        row: int | None,
        column: str,
        code: str,
        message: str,
        suggestion: str | Callable[[], str],
        related: Iterable[tuple[Location, str]] = (),
    ) -> None:
        """Report a problem of a cell; of many problems of one kind in a column, the others are counted.

        Args:
            row: The row of the cell; None for the name of the column.
            column: The column of the cell.
            code: A code of the catalogue.
            message: One line that says what is wrong.
            suggestion: One line that says what to do, or a function that finds it, if that takes long.
            related: Other locations that are involved; the rule that names the column is added to them.
        """
        rule = (self.columns[column], "this rule reads the column")
        self.faults += 1
        reported = self._reported.setdefault((code, column), [])
        reported.append(row)
        if len(reported) > MOST_SINGLE:
            return
        advice = suggestion if isinstance(suggestion, str) else suggestion()
        self._diagnostics.report(
            code,
            self.span(row, column),
            message,
            hint=advice,
            related=(*related, rule),
            row=None if row is None or self._key is None else self.cell(row, self._key),
        )

    def _report_blank(self, row: int, column: str, missing: str) -> None:
        suggestion = f"fill in the column '{column}', or remove the row"
        self.report(row, column, "EGY521", f"this row has no {missing}", suggestion)

    def report_spellings(self, column: str, noun: str, *, separator: str | None = None) -> None:
        """Report words of a column that are almost spelled alike, once each (EGY541).

        Args:
            column: The column.
            noun: The word for one of them, for example `theme`.
            separator: What is between the words, where a cell may have several.
        """
        rows_of: dict[str, list[int]] = {}
        for row in self.rows:
            cell = self.cell(row, column)
            if separator is not None:  # a sign of full width separates nothing, but is probably meant to
                cell = "".join(separator if looks_like(sign) == separator else sign for sign in cell)
            for word in [cell] if separator is None else map(str.strip, cell.split(separator)):
                if word:
                    rows_of.setdefault(word, []).append(row)
        by_use = sorted(rows_of, key=lambda word: (-len(rows_of[word]), word))
        for rare, common in near_spellings(by_use):
            self.report(
                rows_of[rare][0],
                column,
                "EGY541",
                f"the {noun} '{rare}' is spelled almost like '{common}'",
                f"write '{common}' if they are one {noun}; accept the warning if they are two",
                ((self.span(rows_of[common][0], column), "the other spelling"),),
            )

    def report_blank_column(self, column: str, key: str) -> None:
        """Report a column that is blank in every row (EGY516).

        Args:
            column: The column.
            key: The key of the rule that names it.
        """
        if not any(self.cell(row, column) for row in self.rows):
            self._diagnostics.report(
                "EGY516",
                self.span(None, column),
                f"the column '{column}' is blank in every row",
                hint=f"fill it in, or remove the key {key} from the rule",
                related=((self.columns[column], "this rule reads the column"),),
            )

    def report_odd_blanks(self, column: str) -> None:
        """Report cells that are blank while nearly all others of the column are filled (EGY585).

        Args:
            column: The column.
        """
        blank = [row for row in self.rows if not self.cell(row, column)]
        if stand_apart(len(blank), len(self.rows)):
            self.report(
                blank[0],
                column,
                "EGY585",
                f"the column '{column}' is blank here, as in {len(blank):,} of {len(self.rows):,} rows",
                "fill it in, or accept the warning if it is not known",
                tuple(further_places(self.span(row, column) for row in blank[1:])),
            )

    def report_others(self) -> None:
        """Report words that are not declared, and how many problems were not reported one by one.

        To be called after all rows are read.
        """
        for column, unknown in self._unknown.items():
            report_each(
                list(unknown.values()),
                partial(self._report_unknown, column),
                partial(self._report_further_unknown, column),
            )
        self._unknown.clear()
        for (code, column), rows in self._reported.items():
            others = rows[MOST_SINGLE:]
            if others:
                self._diagnostics.report(
                    code,
                    self.span(others[0], column),
                    f"{len(others):,} more fault{'s' * (len(others) > 1)} of this kind in the column '{column}'",
                    hint="correct them as the first ones",
                    related=(
                        *further_places(self.span(row, column) for row in others[1:]),
                        (self.columns[column], "this rule reads the column"),
                    ),
                )
        self._reported.clear()

    def span(self, row: int | None, column: str) -> Span:
        """Return the position of a row's cell; that of the name of the column if there is no row."""
        if row is None:
            return self.table.header_span(self._columns[column])
        return self.table.cell_span(row, self._columns[column])


def _cells(column: TableColumn) -> list[str]:
    """Return the texts of a column; empty where a cell is blank or has spaces only."""
    texts = column.texts.cast(pl.String).fill_null("").to_list()
    return ["" if text.isspace() else text for text in texts]


def open_table(
    tables: DataFiles, name: str, doc_path: DocumentPath, columns: Mapping[str, DocumentPath]
) -> SupplementTable | None:
    """Return the table in a file; None if it cannot be read or has not all columns (EGY501-506, 515, 519).

    Args:
        tables: The reader of the programme's data files.
        name: The path of the file within the programme's folder.
        doc_path: The document path of the rule that names the file.
        columns: The columns that the rules name, with the document path of each name.
    """
    table = tables.table(name, doc_path)
    if table is None:
        return None
    report_repeated_columns(table, tables.diagnostics)
    present = table.names
    for column, named_at in columns.items():
        if column not in present:
            unnamed = [name for name in present if name not in columns]
            what = "columns that no rule names" if unnamed else "columns"
            tables.report_missing_column(
                table, column, unnamed or present, what, (named_at, "the column is named here")
            )
    return SupplementTable(tables, table, columns) if set(columns) <= set(present) else None


def columns_of(declared: object, doc_path: DocumentPath, *keys: str) -> dict[str, DocumentPath]:
    """Return the columns that keys of a rule name, with the document path of each name.

    Args:
        declared: The rule.
        doc_path: The document path of the rule.
        *keys: The keys whose values are names of columns.
    """
    return {getattr(declared, key): doc_path / key for key in keys}
