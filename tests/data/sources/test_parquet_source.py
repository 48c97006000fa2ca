"""A Parquet file that cannot be read is an error with a message, whatever Polars makes of its bytes."""

import io

import polars as pl
import pytest

from egyv_engine.data.sources.parquet_source import UnreadableParquetError, parquet_texts


def parquet(**columns: list[object]) -> bytes:
    stream = io.BytesIO()
    pl.DataFrame(columns).write_parquet(stream, compression="uncompressed", statistics=False)
    return stream.getvalue()


def test_columns_are_texts_and_empty_cells_are_null() -> None:
    assert parquet_texts(parquet(unit=["a", "b"], n=[1, None])).to_dict(as_series=False) == {
        "unit": ["a", "b"],
        "n": ["1", None],
    }


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1PAR1", b"unit,n\na,1\n"])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableParquetError):
        parquet_texts(data)


def test_every_damage_of_one_byte_is_read_or_refused(capfd: pytest.CaptureFixture[str]) -> None:
    sound = parquet(unit=["a", "b", "c"], answer=["Yes", "No", None])
    refused = 0
    for at in range(len(sound)):
        try:
            parquet_texts(sound[:at] + bytes([sound[at] ^ 0x10]) + sound[at + 1 :])
        except UnreadableParquetError:
            refused += 1
    assert refused > len(sound) // 4
    assert capfd.readouterr().err == ""
