"""Finds rows of totals that would be units (EGY558), and names the key that leaves out the rows below a table."""

from collections.abc import Collection, Sequence

import polars as pl

from egyv_engine.data.shaping.table_parts import Related, positions_of, report_cells
from egyv_engine.data.source_table import MOST_OF_HEAD, SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.link.file_shapes import FileShape
from egyv_engine.model.total_words import TOTAL_NAME

_LAST = 3  # rows that may be the sums of those above
_FEWEST_ABOVE = 4
_NEARLY = 1e-9
_MOST_CONDITIONS = 10  # in a hint
_FIRST = 8  # columns, which may name the rows of a table
_ALMOST_ALL = 0.9  # of the cells of a column that names rows are different
_MANY = 12  # rows, of which one named England is no longer one of a few countries
_WHOLES = "england|england and wales|great britain|world"
# Areas by the code of the Office for National Statistics: E06000001 is Hartlepool, E12000001 a region, E92000001 England.
_AREA, _REGION, _COUNTRY = "[enskw][0-9]{8}", "e1[25][0-9]{6}", "(?:[ensw]92|k0[2-5])[0-9]{6}"


def without_rows(table: SourceTable, key: TableColumn, rows: Sequence[int], shape: FileShape) -> str:
    """Return the hint that names the key of surveys/files.yaml which leaves out some rows, as a verb with its object.

    Args:
        table: The table.
        key: The column with the unit.
        rows: The positions of the rows in this table, in their order.
        shape: The form of the file.
    """
    if table.is_query:
        return "leave it out of the query" if len(rows) == 1 else "leave them out of the query"
    last = len(table.rows) - rows[0]
    if shape.kind in ("csv", "workbook") and not shape.rows and last == len(rows):
        entry = f"footer_rows: {last + shape.footer_rows}"
    elif len(rows) <= _MOST_CONDITIONS:
        conditions = [f'{{column: {key.name}, is_not: "{key.texts[row]}"}}' for row in rows]
        listed = ", ".join(conditions)
        entry = f"rows: {listed if len(rows) == 1 else f'[{listed}]'}"
    else:
        return "leave them out with 'rows' of the file in surveys/files.yaml"
    return f"write '{entry}' for the file in surveys/files.yaml"


def report_totals(
    table: SourceTable,
    key: TableColumn,
    numbers: Sequence[TableColumn],
    shape: FileShape,
    diagnostics: DiagnosticCollector,
    *,
    known: Collection[int] = (),
    related: Related = (),
) -> None:
    """Warn of rows with the name or the code of a total, and of last rows whose numbers are the sums of those above (EGY558).

    Args:
        table: A table with one row per unit.
        key: The column with the unit.
        numbers: The columns of numbers, in the standard way.
        shape: The form of the file.
        diagnostics: Receives the warnings.
        known: Rows that are reported already.
        related: Other positions that are involved.
    """
    units, plain = key.texts.cast(pl.String), _plain(key)
    reasons = dict.fromkeys(_sums(numbers, len(units)), "has the sums of the numbers above it")
    reasons |= _named_elsewhere(table, key)
    reasons |= _of_wider_areas(plain)
    reasons |= dict.fromkeys(_totals(plain), "has the name of a total")
    reasons = {row: reasons[row] for row in sorted(reasons) if units[row]}
    below = {*reasons, *known}  # none of them is a unit
    end = next((row for row in range(len(units), 0, -1) if row - 1 not in below), 0)
    inside = [row for row in reasons if row < end and row not in known]
    for row, why in reasons.items():
        if row in known:
            continue
        left_out = inside if row < end else list(range(row, len(units)))
        report_cells(
            diagnostics,
            "EGY558",
            table,
            (key, [row]),
            f"the unit '{units[row]}' {why}, and is counted as a unit",
            suggestion=f"if it is a note or a total, {without_rows(table, key, left_out, shape)}; accept the warning if it is a unit",
            related=related,
        )


def _plain(column: TableColumn) -> pl.Series:
    """Return the cells of a column in small letters, without spaces or a colon around them."""
    return column.texts.cast(pl.String).str.strip_chars().str.strip_chars(":").str.to_lowercase()


def _totals(plain: pl.Series) -> list[int]:
    """Return the rows with the name of a total."""
    names = TOTAL_NAME if len(plain) <= _MANY else f"{TOTAL_NAME}|{_WHOLES}"
    return positions_of(plain.str.contains(f"^(?:{names})$").fill_null(value=False)).to_list()


def _named_elsewhere(table: SourceTable, key: TableColumn) -> dict[int, str]:
    """Return the rows that another column, which names the rows, calls a total, each with the reason."""
    found: dict[int, str] = {}
    for column in table.columns[:_FIRST]:
        if column.source == key.source or not _are_different(column.cells.head(MOST_OF_HEAD)):
            continue
        plain = _plain(column)
        if _are_different(plain):
            for row in _totals(plain):
                found.setdefault(row, f"is called '{column.texts[row]}' in '{column.name}'")
    return found


def _are_different(texts: pl.Series) -> bool:
    """Return whether almost all cells are different, as where each names its row."""
    return texts.n_unique() >= _ALMOST_ALL * len(texts)


def _of_wider_areas(plain: pl.Series) -> dict[int, str]:
    """Return the rows with the code of a country or a region among codes of smaller areas, each with the reason."""
    codes = plain.drop_nulls()
    if len(codes) < _FEWEST_ABOVE or not codes.str.contains(f"^{_AREA}$").all():
        return {}
    found: dict[int, str] = {}
    for form, area in ((_COUNTRY, "a country"), (f"{_COUNTRY}|{_REGION}", "a region")):
        is_wider = plain.str.contains(f"^(?:{form})$").fill_null(value=False)
        if is_wider.sum() * 2 < len(codes):
            for row in positions_of(is_wider).to_list():
                found.setdefault(row, f"has the code of {area}, among areas within it")
    return found


def _sums(numbers: Sequence[TableColumn], height: int) -> list[int]:
    """Return those of the last rows that hold, in each column where they have a number, the sum of the rows above."""
    pairs: dict[int, list[tuple[float, float]]] = {
        row: [] for row in range(max(height - _LAST, _FEWEST_ABOVE), height)
    }
    for column in numbers if pairs else ():
        values = column.texts.cast(pl.String).cast(pl.Float64, strict=False)
        for row, of_row in pairs.items():
            if values[row] is not None:
                of_row.append((float(values[row]), float(values.head(row).sum())))
    found = []
    for row, of_row in pairs.items():
        equal = [abs(value - total) <= _NEARLY * abs(total) for value, total in of_row]
        if all(equal) and sum(value != 0 for value, _ in of_row) > (height <= 2 * _FEWEST_ABOVE):
            found.append(row)
    return found
