"""A Parquet file that cannot be read is an error with a message, whatever Polars makes of its bytes."""

import io
from functools import partial

import polars as pl
import pytest

from egyv_engine.data.sources.native_code import DamagedFileError
from egyv_engine.data.sources.parquet_source import parquet_columns
from tests.data.sources.opening import opened


def parquet(**columns: list[object]) -> bytes:
    stream = io.BytesIO()
    pl.DataFrame(columns).write_parquet(stream, compression="uncompressed", statistics=False)
    return stream.getvalue()


def test_columns_are_texts_and_empty_cells_are_null() -> None:
    rows, columns = parquet_columns(partial(io.BytesIO, parquet(unit=["a", "b"], n=[1, None])))
    assert rows == 2
    assert {c.name: c.texts.to_list() for c in columns} == {"unit": ["a", "b"], "n": ["1", None]}


@pytest.mark.parametrize("cell", [[1, 2], {"a": 1}, b"a"])
def test_cells_that_are_not_one_value_are_refused(cell: object) -> None:
    with pytest.raises(DamagedFileError, match="the cells of column 'n' are lists or bytes"):
        parquet_columns(partial(io.BytesIO, parquet(unit=["a"], n=[cell])))


def test_file_without_columns_is_refused_with_its_reason() -> None:
    table, told = opened(parquet(), "answers.parquet")
    assert table is None
    assert "EGY502 the file has no columns" in told


def test_places_name_the_row_and_the_column() -> None:
    table, _ = opened(parquet(unit=["a", "b"], seen=["Yes", "No"]), "answers.parquet")
    assert table is not None
    assert table.cell_span(1, table.columns[1]).place == "row 2, column seen"


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1PAR1", b"unit,n\na,1\n"])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(DamagedFileError):
        parquet_columns(partial(io.BytesIO, data))


def test_every_damage_of_one_byte_is_read_or_refused(capfd: pytest.CaptureFixture[str]) -> None:
    sound = parquet(unit=["a", "b", "c"], answer=["Yes", "No", None])
    refused = 0
    for at in range(len(sound)):
        damaged = sound[:at] + bytes([sound[at] ^ 0x10]) + sound[at + 1 :]
        try:
            for column in parquet_columns(partial(io.BytesIO, damaged))[1]:
                column.cells.texts()
        except DamagedFileError:
            refused += 1
    assert refused > len(sound) // 4
    assert capfd.readouterr().err == ""
