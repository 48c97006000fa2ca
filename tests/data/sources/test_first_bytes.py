"""Files of kinds that the engine does not read, by their first bytes."""

import gzip
import io

import polars as pl
import pytest

from tests.data.sources.opening import opened


def feather() -> bytes:
    stream = io.BytesIO()
    pl.DataFrame({"unit": ["a"], "v": [1]}).write_ipc(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (
            feather(),
            "a.feather",
            "this is a Feather or Arrow file, but with this name it is read as a CSV file",
        ),
        (
            gzip.compress(b"unit,v\na,1\n", mtime=0),
            "a.csv",
            "this is a compressed file, but its name is that of a CSV file",
        ),
        (
            gzip.compress(b"RDX3\nX\n", mtime=0),
            "a.rds",
            "this is a file of R, but with this name it is read as a CSV file",
        ),
        (
            b'{"unit":"a"}\n{"unit":"b"}\n',
            "a.jsonl",
            "this is a JSON file, but with this name it is read as a CSV file",
        ),
        (
            bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le") + bytes(600),
            "a.xlsx",
            "this workbook has a password, so nothing can be read from it",
        ),
    ],
)
def test_message_says_what_a_file_is_and_not_that_its_encoding_is_wrong(
    data: bytes, name: str, said: str
) -> None:
    table, printed = opened(data, name)
    assert table is None
    assert f"EGY560 {said}\n" in printed
    assert "encoding" not in printed
