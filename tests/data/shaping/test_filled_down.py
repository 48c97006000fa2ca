"""Values that are carried down to the blank cells below them."""

import pandas as pd
import polars as pl
import pytest

from egyv_engine.data.shaping.filled_down import with_filled_down
from egyv_engine.data.source_table import SourceTable
from egyv_engine.model.frozen import replace
from tests.data.shaping.tables import RULE, SHAPE, Found, table_of, text_of


def filled(text: str, found: Found, *columns: str, rows: list[int] | None = None) -> SourceTable:
    table = table_of(text)
    if rows is not None:
        table = replace(table, rows=pl.Series(rows, dtype=pl.UInt32))
    shape = replace(SHAPE, fill_down=columns, doc_path=RULE)
    return with_filled_down(table, shape, found.diagnostics, found.notes)


def test_blank_cells_have_the_value_above_them_as_pandas_fills_them() -> None:
    text = "site,month,v\nYork,May,1\n,June,\n  ,,3\nLeeds,,4\n,July,5"
    found = Found()
    table = filled(text, found, "site", "month")
    cells = [line.split(",") for line in text.split("\n")[1:]]
    frame = pd.DataFrame(cells, columns=["site", "month", "v"]).replace(r"^\s*$", None, regex=True)
    frame[["site", "month"]] = frame[["site", "month"]].ffill()
    assert text_of(table) == frame.to_csv(index=False).strip().replace("\r", "")
    assert found.messages == []
    assert found.counted == {"cells_filled_down": {"site": 3, "month": 2}}


def test_cell_is_placed_where_its_value_is_written() -> None:
    table = filled("site,v\nYork,1\n,2\nLeeds,3", Found(), "site")
    (site, v) = table.columns
    assert [table.cell_span(row, site).line for row in range(3)] == [2, 2, 4]
    assert [table.cell_span(row, v).line for row in range(3)] == [2, 3, 4]


@pytest.mark.parametrize("rows", [[0, 1, 3, 4], None])
def test_no_value_is_carried_over_a_blank_row(rows: list[int] | None) -> None:
    found = Found()
    text = "site,v\nYork,1\n,2\n,3\n,4"
    table = filled(text, found, "site", rows=rows)
    if rows is None:
        assert text_of(table) == "site,v\nYork,1\nYork,2\nYork,3\nYork,4"
        return
    assert text_of(table) == "site,v\nYork,1\nYork,2\n,3\n,4"
    (message,) = found.messages
    assert message.startswith("EGY597 5:1 2 cells of 'site' cannot be filled down: no value is above them, ")
    assert found.counted == {"cells_filled_down": {"site": 1}}


def test_first_row_needs_a_value() -> None:
    found = Found()
    assert text_of(filled("site,v\n,1\nYork,2\n,3", found, "site")) == "site,v\n,1\nYork,2\nYork,3"
    (message,) = found.messages
    assert message.startswith("EGY597 2:1 a cell of 'site' cannot be filled down: no value is above it, ")
