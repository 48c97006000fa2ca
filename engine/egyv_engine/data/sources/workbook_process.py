"""Reads the cells of a workbook as texts in a process of its own: its library ends the process on some damaged files."""

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from egyv_engine.data.sources.native_code import damage_as_error
from egyv_engine.data.sources.own_process import answer_parent, read_apart
from egyv_engine.data.sources.sheet_xml import UnreadCells, hidden_sheets, unread_cells
from egyv_engine.data.sources.typed_texts import MIDNIGHT, as_texts, decimal_of
from egyv_engine.model.frozen import Frozen

_DAY_0 = "1899-12-31 "  # what a time without a date is stored as
_MOMENT = r"^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d"
_OPEN_DOCUMENT = b"opendocument"
_NAMES, _CELLS = "names", "cells"  # what the process is asked for


class WorkbookCells(Frozen):
    """The sheets of a workbook, and the cells of one of them.

    Attributes:
        sheets: The names of the sheets, in their order.
        cells: The texts of each column that the sheet uses, by the position of the column from 0; each has all rows.
        formulas: The cells (row and column from 0) of formulas that were not calculated.
        far: A cell so far from the others that the sheet was not read.
        hidden_rows: The rows of the sheet that are hidden, from 0.
        hidden_columns: The columns of the sheet that are hidden, from 0.
        is_hidden: Whether the sheet itself is hidden.
        hidden_sheets: Where no sheet is chosen, the names of those that are hidden.
    """

    sheets: Sequence[str]
    cells: Mapping[int, pl.Series]
    formulas: Sequence[tuple[int, int]]
    far: tuple[int, int] | None
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    is_hidden: bool = False
    hidden_sheets: Sequence[str] = ()


def workbook_cells(data: bytes, sheet: str | None) -> WorkbookCells:
    """Return the sheets of a workbook and the cells of one; no cells if the choice of the sheet is not clear.

    Args:
        data: The workbook.
        sheet: The name of the sheet; None for the only one.

    Raises:
        DamagedFileError: The workbook cannot be read.
    """
    found, table = read_apart(__name__, [_CELLS] if sheet is None else [_CELLS, sheet], data)
    return WorkbookCells(
        sheets=found["sheets"],
        cells={int(texts.name): texts for texts in table.iter_columns()},
        formulas=[(row, column) for row, column in found["formulas"]],
        far=tuple(found["far"]) if found["far"] else None,
        hidden_rows=found.get("hidden_rows", ()),
        hidden_columns=found.get("hidden_columns", ()),
        is_hidden=found.get("is_hidden", False),
        hidden_sheets=found.get("hidden_sheets", ()),
    )


def workbook_sheets(data: bytes) -> Sequence[str]:
    """Return the names of the sheets of a workbook, in their order; no cell is read.

    Args:
        data: The workbook.

    Raises:
        DamagedFileError: The workbook cannot be read.
    """
    found, _ = read_apart(__name__, [_NAMES], data)
    return tuple(found["sheets"])


def chosen_sheet(sheets: Sequence[str], named: str | None) -> str | None:
    """Return the sheet that is named, or the only one; None if the named one does not exist or there are several.

    Args:
        sheets: The names of the sheets.
        named: The name of the sheet to read, if there is one.
    """
    if named is None:
        return sheets[0] if len(sheets) == 1 else None
    return named if named in sheets else None


def _read(data: bytes, arguments: Sequence[str]) -> tuple[dict[str, Any], pl.DataFrame]:
    import fastexcel

    faults = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError)
    with damage_as_error(fastexcel.FastExcelError, pl.exceptions.PolarsError, *faults):
        reader = fastexcel.read_excel(data)
        sheets = list(reader.sheet_names)
        wanted, *named = arguments
        if wanted == _NAMES:
            return {"sheets": sheets}, pl.DataFrame()
        sheet = chosen_sheet(sheets, named[0] if named else None)
        if sheet is None:
            hidden = hidden_sheets(data)
            return {"sheets": sheets, "formulas": [], "far": None, "hidden_sheets": hidden}, pl.DataFrame()
        number = sheets.index(sheet)
        unread = unread_cells(data, number)
        found = {
            "sheets": sheets,
            "formulas": sorted(unread.formulas),
            "far": unread.far,
            "hidden_rows": unread.hidden_rows,
            "hidden_columns": unread.hidden_columns,
        }
        if unread.far is not None:
            return found, pl.DataFrame()
        read, is_hidden = _cells(reader, number, is_open_document=_OPEN_DOCUMENT in data[:200])
        found["is_hidden"] = is_hidden
        cells = _with_unread(read, unread)
        return found, pl.DataFrame([texts.alias(str(column)) for column, texts in cells.items()])


def _cells(reader: Any, sheet: int, *, is_open_document: bool) -> tuple[dict[int, pl.Series], bool]:
    """Return the texts of the columns that a sheet uses, by position, and whether the sheet is hidden.

    Each column has all rows from the first of the sheet.
    """
    loaded = [_loaded(reader, sheet, kind) for kind in ("string", "float")]
    texts, numbers = map(_columns, loaded)
    cells = {column: _texts_of_cells(texts[column], numbers[column]) for column in texts}
    if is_open_document:
        for column, times in _columns(_loaded(reader, sheet, "duration")).items():
            clock = (times.cast(pl.Int64) * 1000_000).cast(pl.Time, strict=False)
            cells[column] = cells[column].zip_with(times.is_null(), as_texts(clock))
    return cells, loaded[0].visible != "visible"


def _loaded(reader: Any, sheet: int, kind: str) -> Any:
    return reader.load_sheet(sheet, header_row=None, skip_rows=0, dtypes=kind)


def _columns(loaded: Any) -> dict[int, pl.Series]:
    if not loaded.width:
        return {}
    frame = pl.DataFrame(loaded)
    return {c.absolute_index: frame.to_series(i) for i, c in enumerate(loaded.available_columns())}


def _texts_of_cells(texts: pl.Series, numbers: pl.Series) -> pl.Series:
    """Return the cells of a column as people see them.

    The library rounds the text of a number to nine decimals, so that fractions are written again from the number.

    Args:
        texts: Each cell as the library writes it.
        numbers: Each cell as a number, where it is a number, true or false, or a text that looks like a number.
    """
    frame = pl.DataFrame({"text": texts, "number": numbers})
    text, number = pl.col("text"), pl.col("number")
    is_text = number.is_null()
    frame = frame.with_columns(
        pl.when(text == "")
        .then(None)
        .when(is_text & text.str.contains(_MOMENT))
        .then(text.str.replace("T", " ").str.strip_prefix(_DAY_0).str.strip_suffix(MIDNIGHT))
        .when(~is_text & text.is_in(["true", "false"]))
        .then(text.str.to_titlecase())
        .when(~is_text & (text == "-0"))
        .then(pl.lit("0"))
        .otherwise(text)
        .alias("text")
    )
    fractions = frame.filter(number.is_finite() & (number != number.floor())).unique()
    exact = {(t, n): decimal_of(n) for t, n in fractions.rows() if t == _as_library_writes(n)}
    changed = [(t, n, e) for (t, n), e in exact.items() if t != e]
    if not changed:
        return frame["text"]
    table = pl.DataFrame(
        changed, schema={"text": pl.String, "number": pl.Float64, "exact": pl.String}, orient="row"
    )
    joined = frame.join(table, on=["text", "number"], how="left", maintain_order="left")
    return joined.select(pl.coalesce("exact", "text")).to_series()


def _as_library_writes(number: float) -> str:
    return f"{number:.9f}".rstrip("0").rstrip(".")


def _with_unread(cells: Mapping[int, pl.Series], unread: UnreadCells) -> dict[int, pl.Series]:
    """Return the cells with the texts of errors and of formulas that the library leaves blank."""
    height = max((len(texts) for texts in cells.values()), default=0)
    by_column: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in {**unread.texts, **unread.formulas}.items():
        if row < height:
            by_column.setdefault(column, []).append((row, text))
    changed = dict(cells)
    for column, found in by_column.items():
        texts = cells.get(column, pl.Series([None], dtype=pl.String).new_from_index(0, height))
        rows, written = zip(*sorted(found), strict=True)  # Polars before 1.33 wants the rows in order
        changed[column] = texts.scatter(rows, written)
    return dict(sorted(changed.items()))


if __name__ == "__main__":
    answer_parent(_read)
