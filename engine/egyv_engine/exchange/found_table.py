"""Reads a table of another program for a draft, through the readers of data files: its columns and how it is written."""

import re
import shlex
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath

from egyv_engine.data.shaping.distinct_names import nameless_column, with_distinct_names
from egyv_engine.data.shaping.further_headers import ANSWER_WORDS, further_header_rows
from egyv_engine.data.source_table import HeldCells, SourceTable, TableColumn, cells_of
from egyv_engine.data.sources.open_source import open_source
from egyv_engine.data.sources.statistics_source import TickedSet, VariableLabels, variable_labels
from egyv_engine.data.sources.workbook_source import sheets_of
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector, has_errors
from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.diagnostics.span import Span
from egyv_engine.exchange.further_table import first_of_further_table
from egyv_engine.exchange.table_form import Options, csv_options, first_of_table, rows_below_table
from egyv_engine.model.file_kinds import ENDINGS, file_kind, usual_separator
from egyv_engine.model.frozen import replace
from egyv_engine.model.typed_values import number

_STATISTICS = ("spss", "portable", "stata")
_OF_PANDAS = re.compile("Unnamed: [0-9]+")  # a column without a name, saved again
_FURTHER = re.compile(r"\.[a-z]")  # Stata's missing values with a letter
_LOOKED_AT = 200  # rows of a sheet
_MOST_SHEETS = 20  # that are looked at
_ABOUT_WORKBOOK = re.compile(  # the name of a sheet that is about the others
    r"(?:.*[\W_])?(?:cover|contents|notes?|index|glossary|definitions?|metadata|read ?me|about|information|guidance|change ?log)(?:[\W_].*)?",
    re.IGNORECASE,
)
_OF_REPEAT = frozenset(
    ("_parent_index", "PARENT_KEY")
)  # KoboToolbox and ODK: the row of the form it belongs to
_NOTHING_TO_DECIDE = ""
_DECIDE = {
    "separator": "the signs between the cells",
    "encoding": "are the letters right?",
    "skip_rows": "the lines before the header",
    "footer_rows": "the notes and totals below the table",
    "header_rows": "the rows below the names are no answers",
    "sheet": "is this the sheet with the answers?",
}
Files = Mapping[PurePosixPath, bytes]


@dataclass(slots=True, kw_only=True)
class FoundColumn:
    """A column of a table.

    Attributes:
        label: The text of its question, where the file has one.
        values: Its cells as texts; blank cells are empty.
        codes: The label of each code, where the file has them.
        missing: The codes that the file declares as missing.
        of_set: The set of answers to one question that the file says it belongs to.
        header: The position of its name.
        note: What a person must decide about its values.
        has_row_names: Whether its header has no name, and each row another value, as R writes the names of rows.
        spaced: The words that cells have with spaces around them, as the cells have them.
        is_amount: Whether cells have marks between thousands, decimals or signs such as %, which ids have not.
        words: The few words among its numbers, which are blank in its values.
        cell_at: Returns the position of the cell in a row, from 0; None where no cell is known.
    """

    name: str
    label: str | None
    values: Sequence[str]
    codes: Mapping[str, str] = field(default_factory=dict)
    missing: Sequence[str] = ()
    of_set: TickedSet | None = None
    header: Span
    note: str | None = None
    has_row_names: bool = False
    spaced: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_amount: bool = False
    words: tuple[str, ...] = ()
    cell_at: Callable[[int], Span] | None = None
    _counted: tuple[Sequence[str], Counter[str]] | None = field(default=None, init=False, compare=False)

    @property
    def counts(self) -> Counter[str]:
        """The number of cells with each value that is not blank, in the order of their first rows.

        A table may have millions of cells but few different values, so whatever looks at values looks at these.
        """
        if self._counted is None or self._counted[0] is not self.values:
            self._counted = self.values, Counter(filter(None, self.values))
        return self._counted[1]

    @property
    def has_blank(self) -> bool:
        """Return whether a cell is blank."""
        return self.counts.total() < len(self.values)


@dataclass(slots=True, kw_only=True)
class FoundTable:
    """A table.

    Attributes:
        options: The keys of surveys/files.yaml that its form needs, each with its value as YAML.
        has_nameless: Whether there are more columns, which have no name.
        conditions: The conditions of `rows` that its rows meet, as YAML.
        left_out: What the rows of the file are that do not meet them, such as `3 of the rows were previews of the survey`.
    """

    file: PurePosixPath
    columns: list[FoundColumn]
    options: dict[str, str]
    has_nameless: bool = False
    conditions: list[str] = field(default_factory=list)
    left_out: str = ""

    def keep(self, rows: Sequence[int], conditions: Sequence[str], left_out: str) -> None:
        """Take the other rows out of the table.

        Args:
            rows: The rows that are kept, from 0.
            conditions: The conditions of `rows` that they meet, as YAML.
            left_out: What the other rows are, as the attribute has it.
        """
        self.conditions += conditions
        self.left_out = " and ".join(filter(None, [self.left_out, left_out]))
        for one in self.columns:
            one.values = [one.values[row] for row in rows]
            if one.cell_at is not None:
                one.cell_at = partial(_at_kept, one.cell_at, rows)


def of_rows(number: int) -> str:
    """Return the words for some of the rows of a file, before what they were."""
    return f"{number:,} of the rows {'was' if number == 1 else 'were'}"


def read_found_table(
    files: Files, file: PurePosixPath, found: DiagnosticCollector, sheet: str | None = None
) -> FoundTable | None:
    """Return the table in a data file of any kind, or None if it cannot be read, which is reported (EGY580 and others).

    Args:
        files: The files by path.
        file: One of them.
        found: Receives the faults, and a warning where several sheets may be waves (EGY594).
        sheet: The sheet of a workbook; the first with a table of several columns if left out.
    """
    kind = file_kind(file)
    if kind is None:
        endings = ", ".join(ending for of_kind in ENDINGS.values() for ending in of_kind)
        found.report(
            "EGY580",
            Span(file),
            f"the ending of '{file.name}' belongs to no kind of file that can be drafted from",
            hint=f"give a file whose name ends with {endings}",
        )
        return None
    options: Options = csv_options(file, files[file]) if kind == "csv" else {}
    notes: dict[str, str] = {}
    if sheet is not None:
        options["sheet"] = sheet
        notes["sheet"] = _NOTHING_TO_DECIDE
    elif kind == "workbook" and (chosen := _chosen_sheet(files, file, found)) is not None:
        options["sheet"], others, repeats = chosen
        notes["sheet"] = f"{_DECIDE['sheet']} There are also: {', '.join(others)}" + "".join(
            f"; {each} has a row for each entry of a group that the form repeats, which --sheet {shlex.quote(each)} drafts as units"
            for each in repeats
        )
    before = len(found)
    table = _opened(files, file, options, found)
    if table is None:
        return None
    if kind == "workbook" and (first := first_of_table(_rows(table))):
        options["skip_rows"] = table.cell_span(first - 1, table.columns[0]).line - 1
        del found[before:]  # they are found again
        table = _opened(files, file, options, found)
    if table is not None and kind in ("csv", "workbook"):
        below, notes["footer_rows"] = _rows_below(table, kind)
        if below:
            options["footer_rows"] = int(options.get("footer_rows", 0)) + below
            del found[before:]
            table = _opened(files, file, options, found)
    labels: Mapping[str, str] = {}
    if table is not None and kind in ("csv", "workbook") and (rows := _further_header_rows(table)):
        labels = _labels(table, rows)
        options["header_rows"] = rows + 1
        if not all(name.strip() for name in table.names) or len(set(table.names)) < len(table.names):
            options["names"] = "joined"
            labels = {}
        del found[before:]
        table = _opened(files, file, options, found)
    if table is None:
        return None
    row_names = [c.name.strip() or nameless_column(c.source) for c in table.columns if _has_row_names(c)]
    table = with_distinct_names(table, row_names)
    if not len(table.rows):
        if not has_errors(found[before:]):
            place = " below the header" if kind in ("csv", "workbook") else ""
            advice = f"give a file with at least one row of answers{place}"
            found.report("EGY584", Span(file), "the file has no answers", hint=advice)
        return None
    variables = variable_labels(files, file, Span(file), found) if kind in _STATISTICS else None
    return FoundTable(
        file=file,
        has_nameless=any(not name.strip() for name in table.names),
        columns=_columns(table, labels, {one.name: one for one in variables or ()}, row_names),
        options={
            name: _written(name, value) + (f"  # decide: {note}" if note else "")
            for name, value in options.items()
            for note in [notes.get(name, _DECIDE.get(name))]
        },
    )


def _chosen_sheet(
    files: Files, file: PurePosixPath, found: DiagnosticCollector
) -> tuple[str, list[str], list[str]] | None:
    """Return the sheet to draft from, the others, and those of them with a group that a form repeats; None if it is the only one.

    There is a warning if others have the same columns.
    """
    unreported = DiagnosticCollector(found.positions)  # opening the file reports it
    sheets = sheets_of(files, file, Span(file), unreported) or ()
    if len(sheets) < 2:
        return None
    chosen = _sheet_with_table(files, file, sheets, unreported)
    names = _names_of_columns(files, file, sheets, unreported)
    _report_sheets_alike(file, chosen, names, found)
    repeats = [sheet for sheet in names if sheet != chosen and not _OF_REPEAT.isdisjoint(names[sheet])]
    return chosen, [sheet for sheet in sheets if sheet != chosen], repeats


def _sheet_with_table(
    files: Files, file: PurePosixPath, sheets: Sequence[str], unreported: DiagnosticCollector
) -> str:
    """Return the first sheet with a table of several columns, before those about the workbook; the first of all if there is none."""
    for sheet in sorted(sheets[:_MOST_SHEETS], key=lambda name: bool(_ABOUT_WORKBOOK.fullmatch(name))):
        table = _opened(files, file, {"sheet": sheet}, unreported)
        if table is not None and len(table.columns) > 1:
            return sheet
    return sheets[0]


def _names_of_columns(
    files: Files, file: PurePosixPath, sheets: Sequence[str], unreported: DiagnosticCollector
) -> dict[str, tuple[str, ...]]:
    """Return the names of the columns of each sheet that has a table."""
    names = {}
    for sheet in sheets[:_MOST_SHEETS]:
        table = _opened(files, file, {"sheet": sheet}, unreported)
        if table is not None and len(table.rows):
            names[sheet] = tuple(table.names)
    return names


def _report_sheets_alike(
    file: PurePosixPath, chosen: str, names: Mapping[str, tuple[str, ...]], found: DiagnosticCollector
) -> None:
    """Warn that other sheets have the columns of the chosen one, and may be other waves (EGY594)."""
    alike = [sheet for sheet in names if names[sheet] == names.get(chosen)]
    if len(alike) > 1:
        options = " ".join(f"--sheet {shlex.quote(sheet)}" for sheet in alike)
        found.report(
            "EGY594",
            Span(file),
            f"{len(alike)} sheets have the same columns, but the draft has only '{chosen}'",
            hint=f"if each sheet is a wave, draft again with {options}, in the order of the waves",
        )


def _opened(
    files: Files, file: PurePosixPath, options: Options, found: DiagnosticCollector
) -> SourceTable | None:
    return open_source(
        files,
        file,
        Span(file),
        found,
        {"separator": usual_separator(file), **options},
    )


def _written(name: str, value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    return "tab" if value == "\t" else f'"{value}"' if name == "separator" else scalar(value)


def _rows(table: SourceTable, *, last: bool = False) -> list[list[str]]:
    """Return the names of a table and its first rows, or its last ones."""
    heads = [
        cells_of(replace(c, cells=HeldCells(c.texts.tail(_LOOKED_AT) if last else c.cells.head(_LOOKED_AT))))
        for c in table.columns
    ]
    return [list(table.names), *(list(row) for row in zip(*heads, strict=True))]


def _rows_below(table: SourceTable, kind: str) -> tuple[int, str]:
    """Return how many of the rows of a table are below it, besides notes of a CSV file, and what a person must decide about them."""
    row = first_of_further_table(table)
    if row is not None:
        line = table.cell_span(row, table.columns[0]).line
        return len(table.rows) - row, f"another table begins in row {line}, and is left out with all below it"
    last = _rows(table, last=True) if kind == "workbook" else []
    return rows_below_table(last, len(table.columns)), _DECIDE["footer_rows"]


def _further_header_rows(table: SourceTable) -> int:
    """Return how many rows below the header belong to it; one that is filled in where names are missing is one of them."""
    if not len(table.rows):
        return 0
    first = _rows(table)[1]
    unnamed = [cell for cell, name in zip(first, table.names, strict=True) if not name.strip()]
    fills_in = bool(unnamed) and all(unnamed) and not first[0]
    return further_header_rows(table) or int(fills_in)


def _labels(table: SourceTable, rows: int) -> dict[str, str]:
    """Return the text of each column in the second row of a header, where the row is not the names again."""
    texts = (
        {column.name: str(column.cells.head(1)[0] or "").strip() for column in table.columns} if rows else {}
    )
    is_import_id = any(text.startswith('{"ImportId"') for text in texts.values())
    if is_import_id:
        return {}
    return {
        name: text if len(text) >= len(name) else f"{name} ({text})"  # a unit, such as mm
        for name, text in texts.items()
        if text and text != name and text not in ANSWER_WORDS
    }


def _has_row_names(column: TableColumn) -> bool:
    """Return whether a column has no name and another value in each row, as the names of rows that R and pandas write."""
    if column.name.strip() and _OF_PANDAS.fullmatch(column.name) is None:
        return False
    cells = cells_of(column)
    return len(cells) > 1 and "" not in cells and len(set(cells)) == len(cells)


def _columns(
    table: SourceTable,
    labels: Mapping[str, str],
    variables: Mapping[str, VariableLabels],
    row_names: Sequence[str],
) -> list[FoundColumn]:
    made = []
    for column in table.columns:
        if not column.name.strip():
            continue
        texts = cells_of(column)
        variable = variables.get(column.name)
        label = variable.label if variable is not None else labels.get(column.name)
        values = dict(variable.values) if variable is not None else {}
        made.append(
            FoundColumn(
                name=column.name,
                label=" ".join(label.split()) if label else None,
                values=texts,
                codes=dict(sorted(values.items(), key=lambda kv: _order(kv[0]))),
                missing=_missing(variable, {*values, *texts} - {""}) if variable is not None else (),
                of_set=None if variable is None else variable.of_set,
                header=table.header_span(column),
                has_row_names=column.name in row_names,
                spaced=_with_spaces(column),
                cell_at=partial(_cell_at, table, column),
            )
        )
    return made


def _with_spaces(column: TableColumn) -> dict[str, list[str]]:
    """Return the words of a column that have spaces around them in some cells, each with its forms in the cells."""
    found: dict[str, list[str]] = {}
    for text in sorted(set(map(str, column.cells.words().drop_nulls().to_list()))):
        word = text.strip()
        if word and word != text:
            found.setdefault(word, []).append(text)
    return found


def _at_kept(cell_at: Callable[[int], Span], kept: Sequence[int], row: int) -> Span:
    return cell_at(kept[row])


def _cell_at(table: SourceTable, column: TableColumn, row: int) -> Span:
    return table.cell_span(row, column)


def _missing(variable: VariableLabels, codes: set[str]) -> tuple[str, ...]:
    """Return those of some codes that the file declares as missing, one by one or by ranges; Stata's are .a to .z."""
    return tuple(
        sorted(
            (
                c
                for c in codes
                if _FURTHER.fullmatch(c) or any(_is_within(c, one) for one in variable.missing)
            ),
            key=_order,
        )
    )


def _is_within(code: str, missing: str | tuple[str, str]) -> bool:
    if isinstance(missing, str):
        return code == missing
    try:
        low, value, high = map(float, (missing[0], code, missing[1]))
    except ValueError:
        return False
    return low <= value <= high


def _order(code: str) -> tuple[bool, float, str]:
    value = number(code)
    return value is None, float(value or 0), code
