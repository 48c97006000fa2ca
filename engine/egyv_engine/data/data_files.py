"""Opens the data files of a programme, each once, and checks the units of a table."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.data.columns_read import columns_read, shaping_columns
from egyv_engine.data.grouped_faults import further_places, report_each
from egyv_engine.data.shaping.distinct_names import with_distinct_names
from egyv_engine.data.shaping.row_units import with_row_units
from egyv_engine.data.shaping.rows_without_unit import report_rows_without_unit
from egyv_engine.data.shaping.shaped_file import shaped_file
from egyv_engine.data.shaping.table_parts import named_column
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.data.sources.csv_form import SEPARATORS, separator_hint
from egyv_engine.data.sources.open_source import open_source
from egyv_engine.data.sources.query_source import open_query, rows_sha256
from egyv_engine.data.words_of_column import without_empty
from egyv_engine.diagnostics.diagnostic import CommonFault, DiagnosticCollector
from egyv_engine.diagnostics.span import Location
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.files.folder import obstacle
from egyv_engine.link.file_shapes import FileShape
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.file_kinds import file_kind
from egyv_engine.model.frozen import replace
from egyv_engine.model.reading_notes import NoteKind, ReadingNotes

_LOOKED_AT = 20  # rows below the header, for the names of the columns


class DataFiles:
    """Opens the data files of a programme, and reports what is wrong with them.

    Attributes:
        files: The files of the programme.
        key: The column that identifies a unit.
        named: The data files that the rules name.
        diagnostics: Receives every problem that is found.
        skipped_rows: The number of rows of each file whose unit is left out of the register.
        libraries: The libraries outside the core that read the files.
        queries: The SHA-256 of the rows of each query, by its name.
    """

    def __init__(
        self,
        files: Mapping[PurePosixPath, bytes],
        linked: LinkedProgramme,
        diagnostics: DiagnosticCollector,
    ) -> None:
        register = linked.programme.file.register
        self.files = files
        self.linked = linked
        self.key = register.unit_column
        self._key_path = register.doc_path / "key"
        self.named = frozenset(linked.programme.data_files())
        self.skipped_rows: Counter[str] = Counter()
        self.notes = ReadingNotes()
        self.libraries: set[str] = set()
        self.queries: dict[str, str] = {}
        self._queries = _queries(linked)
        self._sources_of_waves = frozenset(wave.source_name for wave in linked.waves.values())
        self._tables: dict[str, SourceTable | None] = {}
        self.diagnostics = diagnostics

    def table(self, name: str, doc_path: DocumentPath) -> SourceTable | None:
        """Return the table in a file, or None if it cannot be read (EGY501-504, 515).

        Args:
            name: The path of the file within the programme's folder.
            doc_path: The document path of the rule that names the file.
        """
        if name not in self._tables:
            shape = self.linked.file_shape(name)  # None: its entry in surveys/files.yaml has a fault
            query = self._queries.get(name)
            if query is not None:
                text, database, named_at = query
                table = open_query(
                    self.files, name, named_at, self.diagnostics, query=text, database=database
                )
            else:
                table = self._open(name, shape, doc_path) if shape is not None else None
            if table is not None:
                self.libraries |= table.libraries
            if table is not None and query is not None:
                self.queries[name] = rows_sha256(table)
            if table is not None and shape is not None:
                if self.linked.programme.file.register.has_row_units and name in self._sources_of_waves:
                    table = with_row_units(table, self._sources_of_waves)
                read = columns_read(self.linked, name)
                if read is not None:
                    table = with_distinct_names(table, read)
                table = replace(table, written={column.source: column.name for column in table.header})
                self._check_named_columns(table, name, shape)
                of_waves = {
                    condition.column
                    for wave in self.linked.waves.values()
                    if wave.source_name == name
                    for condition in wave.answers.conditions
                }
                table = shaped_file(table, shape, read, of_waves, self.diagnostics, self.notes)
            self._tables[name] = table
        return self._tables[name]

    def forget(self, name: str) -> None:
        """Keep a table no longer in memory."""
        self._tables.pop(name, None)

    def _open(self, name: str, shape: FileShape, doc_path: DocumentPath) -> SourceTable | None:
        file = PurePosixPath(name)
        if ".." in file.parts or file.is_absolute():
            message = f"'{name}' leads out of the programme's folder"
            advice = "move the file into the programme's folder, and write its path from there"
            self.diagnostics.report("EGY515", doc_path, message, hint=advice)
            return None
        if file not in self.files:
            self._report_missing_file(file, doc_path)
            return None
        self.notes.add(file, NoteKind.LINES_BEFORE_HEADER, shape.skip_rows)
        self.notes.add(file, NoteKind.ROWS_BELOW_TABLE, shape.footer_rows)
        self.notes.add(file, NoteKind.FURTHER_HEADER_LINES, shape.header_rows - 1)
        is_ignoring = shape.kind == "parquet" and shape.ignores_other_columns
        read = columns_read(self.linked, name) if is_ignoring else None
        options = {
            **({} if read is None else {"read": frozenset(read)}),
            "separator": shape.separator,
            **({} if shape.encoding is None else {"encoding": shape.encoding}),
            "skip_rows": shape.skip_rows,
            "footer_rows": shape.footer_rows,
            "header_rows": shape.header_rows,
            "names": "joined" if shape.has_joined_names else "first",
            "sheet": shape.sheet,
            "answers": "labels" if shape.reads_labels else "codes",
        }
        return open_source(self.files, file, doc_path, self.diagnostics, options)

    def _report_missing_file(self, file: PurePosixPath, doc_path: DocumentPath) -> None:
        why = obstacle(self.files, file)
        if why is not None:
            advice = "replace it by the file itself, or correct its path or its permissions"
            self.diagnostics.report("EGY501", doc_path, f"'{file}' {why}", hint=advice)
            return
        data_files = [str(f) for f in self.files if file_kind(f) is not None]
        unused = [n for n in data_files if n not in self.named]
        advice = "add the file, or correct its path"
        if unused:
            advice = hint(str(file), unused, "data files that no rule names")
        self.diagnostics.report("EGY501", doc_path, f"there is no file '{file}'", hint=advice)

    def _check_named_columns(self, table: SourceTable, name: str, shape: FileShape) -> None:
        """Report every column that shapes a file and that it does not have (EGY506), before rows are selected.

        Where another separator or another line explains that the key is missing, that is all.
        """
        is_title = len(table.header) == 1 and any(
            d.code == "EGY504" and d.span.file == table.file for d in self.diagnostics
        )
        if is_title:  # every row has more cells than the line above it, as is reported
            return
        is_of_units = name in {self.linked.programme.file.register.source_name, *self._sources_of_waves}
        if is_of_units and self.linked.knows_key(name) and table.column(shape.key) is None:
            present = [column.name for column in table.header if column.name.strip()]
            what = f"columns of the {table.noun}"
            declared = (self._key_path, "the register's key is named here")
            if shape.has_own_key and shape.doc_path is not None:
                declared = (shape.doc_path / "key", "the key is named here")
            if self.report_missing_column(table, shape.key, present, what, declared):
                return
        for column, doc_path in shaping_columns(self.linked, name):
            named_column(table, column, doc_path, self.diagnostics)

    def report_missing_column(
        self,
        table: SourceTable,
        name: str,
        present: Sequence[str],
        what: str,
        named: tuple[Location, str],
    ) -> bool:
        """Report a column that a table needs and does not have (EGY506); return whether the header is elsewhere or undivided.

        Args:
            table: The table.
            name: The name of the column.
            present: The columns that may be meant.
            what: The words for them.
            named: The location that names the column, with a note.
        """
        first, *others = table.header
        shape = self.linked.file_shape(str(table.file))
        separators = [
            mark
            for mark in SEPARATORS
            if not others and mark in first.name and (shape is None or mark != shape.separator)
        ]
        advice = hint(name, present, what)
        grouped = [column for column in present if column.endswith(f"/{name}")]
        if name == self.key and grouped:
            declared = f"write 'key: {grouped[0]}' for it in surveys/files.yaml"
            renamed = f'let the query name it: "{grouped[0]}" as {name}'
            advice = f"{renamed if table.is_query else declared}; {advice}"
        elif name == self.key and others and not table.is_query and did_you_mean(name, present) is None:
            advice = f"if another column has the unit, write 'key:' and its name for the file in surveys/files.yaml; {advice}"
        line = _line_with(table, name)
        if separators and not table.is_query:
            advice = separator_hint(separators[0])
        elif line is not None and shape is not None and shape.kind in ("csv", "workbook"):
            advice = f"the names seem to be in row {line}: write 'skip_rows: {line - 1}' for the file in surveys/files.yaml"
        elif shape is not None and shape.skip_rows and did_you_mean(name, present) is None:
            rows = f"'skip_rows: {shape.skip_rows}'"
            advice = f"if {rows} leaves out the row with the names, write a smaller number for the file in surveys/files.yaml; otherwise {advice}"
        self.diagnostics.report(
            "EGY506",
            table.header_span(first),
            f"the column '{name}' is missing",
            hint=advice,
            related=(named,),
            common=None if did_you_mean(name, present) is None else CommonFault("column", name),
        )
        return bool(separators) or line is not None

    def first_rows(self, table: SourceTable, key: TableColumn) -> pl.DataFrame:
        """Return the units of a table and the first row of each; report rows without one and second rows (EGY521, 509).

        Args:
            table: A table with one row per unit.
            key: The column that identifies the unit.

        Returns:
            The columns `unit` and `row`, in the order of the table.
        """
        units = pl.DataFrame({"unit": unit_texts(key)}).with_row_index("row")
        known = units.drop_nulls() if units["unit"].null_count() else units
        blank = units.filter(pl.col("unit").is_null())["row"].to_list()
        if blank:
            report_rows_without_unit(table, key, blank, self.diagnostics)
        if known["unit"].n_unique() < known.height:
            self._report_second_rows(table, key, known)
            return known.unique("unit", keep="first", maintain_order=True)
        return known

    def _report_second_rows(self, table: SourceTable, key: TableColumn, known: pl.DataFrame) -> None:
        several = known.group_by("unit", maintain_order=True).agg("row").filter(pl.col("row").list.len() > 1)

        def report_one(unit_rows: tuple[str, list[int]]) -> None:
            unit, (first, *others) = unit_rows
            self.diagnostics.report(
                "EGY509",
                table.cell_span(others[0], key),
                f"unit '{unit}' has {'a second row' if len(others) == 1 else f'{len(others) + 1:,} rows'}",
                hint=f"keep only one of the {'two ' if len(others) == 1 else ''}rows{_or_declare(table)}",
                related=[
                    (table.cell_span(first, key), "the first row"),
                    *further_places(table.cell_span(row, key) for row in others[1:]),
                ],
            )

        def report_rest(faults: Sequence[tuple[str, list[int]]]) -> None:
            spans = [table.cell_span(rows[1], key) for _, rows in faults[:3]]
            self.diagnostics.report(
                "EGY509",
                spans[0],
                f"{len(faults):,} more units have several rows, the first of them '{faults[0][0]}'",
                hint=f"keep only one row of each unit{_or_declare(table)}",
                related=further_places(spans[1:]),
            )

        report_each(several.rows(), report_one, report_rest)


def _line_with(table: SourceTable, name: str) -> int | None:
    """Return the line of one of the first rows that has the name of a column in a cell; None if none has it."""
    heads = [
        [str(cell).strip() for cell in column.cells.head(_LOOKED_AT).to_list()] for column in table.columns
    ]
    rows = (
        row
        for row in range(min(_LOOKED_AT, len(table.rows)))
        if any(cells[row : row + 1] == [name] for cells in heads)
    )
    found = next(rows, None)
    return None if found is None else table.cell_span(found, table.columns[0]).line


def _or_declare(table: SourceTable) -> str:
    """Return the end of a hint on units with several rows."""
    if table.is_query:
        return " in the query"
    return ", select rows with 'rows', or declare 'of_several_rows' for the file in surveys/files.yaml"


def _queries(linked: LinkedProgramme) -> dict[str, tuple[str, str, DocumentPath]]:
    """Return the query, the database and the document path of each source that is a query, by its name."""
    register = linked.programme.file.register
    sources = [(register.source_name, register.query, register.database, register.doc_path)]
    sources += [
        (wave.source_name, wave.answers.query, wave.answers.database, wave.answers.doc_path)
        for wave in linked.waves.values()
    ]
    return {
        name: (query, database, doc_path / "query")
        for name, query, database, doc_path in sources
        if query is not None and database is not None
    }


def unit_texts(column: TableColumn) -> pl.Series:
    """Return the ids in a column as texts; null where a cell is blank."""
    return without_empty(column.texts.cast(pl.String))
