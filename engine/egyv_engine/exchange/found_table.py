"""Reads a table of another program for a draft: its columns as texts, and how the file is written."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from egyv_engine.exchange.draft import CannotDraftError
from egyv_engine.exchange.missing_extra import require
from egyv_engine.exchange.yaml_text import scalar

SEPARATORS = {",": None, ";": '";"', "\t": "tab"}  # as surveys/files.yaml has them
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
STATISTICS = (".sav", ".zsav", ".dta")


@dataclass(slots=True, kw_only=True)
class FoundColumn:
    """A column of a table.

    Attributes:
        label: The text of its question, where the file has one.
        values: Its cells as texts; blank cells are empty.
        codes: The label of each code, where the file has them.
        missing: The codes that the file declares as missing.
    """

    name: str
    label: str | None
    values: Sequence[str]
    codes: Mapping[str, str] = field(default_factory=dict)
    missing: Sequence[str] = ()


@dataclass(slots=True, kw_only=True)
class FoundTable:
    """A table, with the keys of surveys/files.yaml that its form needs, each with its value as YAML."""

    columns: list[FoundColumn]
    options: dict[str, str]


def read_found_table(path: Path, data: bytes) -> FoundTable:
    """Read a CSV file, a workbook, or a file of SPSS or Stata.

    Args:
        path: The path of the file, whose suffix says which kind it is.
        data: Its bytes.

    Returns:
        The table, with the keys of surveys/files.yaml that its form needs.

    Raises:
        CannotDraftError: The file cannot be read as a table.
    """
    suffix = path.suffix.lower()
    if suffix in STATISTICS:
        return _statistics(path)
    if suffix in WORKBOOKS:
        sheets = read_sheets(path, data)
        name, rows = next(iter(sheets.items()))
        options = {"sheet": scalar(name)} if len(sheets) > 1 else {}
        return FoundTable(columns=_columns(path, rows), options=options)
    if suffix in (".csv", ".tsv", ".txt"):
        return _csv(path, data)
    raise CannotDraftError(
        f"{path} has no known suffix; give a .csv, .tsv, .xlsx, .sav or .dta file, or an XLSForm"
    )


def read_sheets(path: Path, data: bytes) -> dict[str, list[tuple[str, ...]]]:
    """Return the sheets of a workbook as rows of texts.

    Args:
        path: The path of the workbook.
        data: Its bytes.

    Raises:
        CannotDraftError: The file is not a workbook.
    """
    require("fastexcel", str(path))
    import fastexcel

    try:
        book = fastexcel.read_excel(data)
        return {
            name: [
                tuple("" if cell is None else str(cell) for cell in row)
                for row in book.load_sheet(name, header_row=None, dtypes="string").to_polars().iter_rows()
            ]
            for name in book.sheet_names
        }
    except (fastexcel.FastExcelError, ValueError) as fault:
        raise CannotDraftError(f"{path} cannot be read as a workbook: {fault}") from fault


def _csv(path: Path, data: bytes) -> FoundTable:
    options = {}
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("windows-1252", errors="replace")
        options["encoding"] = "windows-1252  # decide: are the letters right?"
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))
    usual = "\t" if path.suffix.lower() == ".tsv" else ","
    if separator != usual:
        options["separator"] = SEPARATORS[separator] or '","'
    try:
        rows = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if row]
    except csv.Error as fault:
        raise CannotDraftError(f"{path} cannot be read as a CSV file: {fault}") from fault
    return FoundTable(columns=_columns(path, rows), options=options)


def _columns(path: Path, rows: list[tuple[str, ...]]) -> list[FoundColumn]:
    if len(rows) < 2:
        raise CannotDraftError(f"{path} has no rows under its header")
    header, *body = rows
    if len(set(header)) < len(header):
        twice = next(name for name in header if header.count(name) > 1)
        raise CannotDraftError(f"{path} has two columns with the name '{twice}'; rename one of them")
    return [
        FoundColumn(name=name, label=None, values=[row[i].strip() if i < len(row) else "" for row in body])
        for i, name in enumerate(header)
        if name.strip()
    ]


def _statistics(path: Path) -> FoundTable:
    require("pyreadstat", str(path))
    import pyreadstat

    reader = pyreadstat.read_dta if path.suffix.lower() == ".dta" else pyreadstat.read_sav
    try:
        values, meta = reader(str(path), output_format="dict", user_missing=True)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError) as fault:
        raise CannotDraftError(f"{path} cannot be read: {fault}") from fault
    columns = []
    for name in meta.column_names:
        labels = meta.variable_value_labels.get(name, {})
        numbers: list[Any] = list(labels)
        missing = [
            _text(code)
            for code in numbers
            if any(one["lo"] <= code <= one["hi"] for one in _ranges(meta, name))
        ]
        columns.append(
            FoundColumn(
                name=name,
                label=meta.column_names_to_labels.get(name) or None,
                values=[_text(cell) for cell in values[name]],
                codes={
                    _text(code): str(label)
                    for code, label in sorted(
                        labels.items(), key=lambda kv: str(type(kv[0])) + _sortable(kv[0])
                    )
                },
                missing=missing,
            )
        )
    return FoundTable(columns=columns, options={})


def _ranges(meta: Any, name: str) -> list[Any]:
    """Return the ranges of numbers that a file declares as missing in a column."""
    return [one for one in meta.missing_ranges.get(name, ()) if isinstance(one["lo"], int | float)]


def _sortable(code: object) -> str:
    return f"{float(code) + 1e9:030.6f}" if isinstance(code, int | float) else str(code)


def _text(cell: object) -> str:
    """Return a typed cell as a person would write it: whole numbers without decimals."""
    if cell is None or cell != cell:  # NaN is the only value that is not equal to itself  # noqa: PLR0124
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
