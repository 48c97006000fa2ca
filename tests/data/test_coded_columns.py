"""Coded answers are the same in memory and in files, whole and in parts, and the files are removed with the columns."""

from fractions import Fraction

import polars as pl
import pytest

from egyv_engine.data import coded_columns
from egyv_engine.data.coded_columns import AnswerColumn, CodedColumn, CodedColumns, FiledColumn

CODES = pl.Series("codes", [2, 1, 3, 2, 2], dtype=pl.UInt8)
COLUMNS = (
    CodedColumn(codes=CODES),
    CodedColumn(
        codes=CODES,
        values=pl.Series([0, None, 1, 3, 0], dtype=pl.UInt32),
        texts=pl.Series(["a", "b", "c", "d"]),
    ),
    CodedColumn(
        codes=CODES.cast(pl.UInt16),
        values=pl.Series([1, None, 0, 1, 1], dtype=pl.UInt32),
        numbers=(Fraction(1, 3), Fraction(7)),
    ),
)


def told(column: AnswerColumn) -> object:
    values = column.values
    held = None if values is None else (values.to_list(), values.dtype)
    texts = None if column.texts is None else column.texts.to_list()
    return column.codes.to_list(), column.codes.dtype, held, list(column.numbers), texts


@pytest.mark.parametrize("column", COLUMNS)
def test_answers_in_a_file_are_those_in_memory(column: CodedColumn, monkeypatch: pytest.MonkeyPatch) -> None:
    assert CodedColumns(5).keep(column) is column
    monkeypatch.setattr(coded_columns, "PART_ROWS", 2)
    filed = CodedColumns(5).keep(column)
    assert told(filed) == told(column)
    for start, size in ((0, 2), (2, 2), (4, 2), (0, 9), (5, 2)):
        assert told(filed.part(start, size)) == told(column.part(start, size))
        assert told(filed.part(1, 3).part(start, size)) == told(column.part(1, 3).part(start, size))


def test_file_is_removed_with_the_last_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coded_columns, "PART_ROWS", 2)
    filed = CodedColumns(3).keep(COLUMNS[0])
    assert isinstance(filed, FiledColumn)
    file, part = filed.file, filed.part(0, 1)
    assert file.exists()
    del filed
    assert part.codes.to_list() == [2]
    del part
    assert not file.parent.exists()
