"""Cells of a column on a scale become codes; any other word is found with its unit."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from egyv_engine.data.coding.scale_column import read_scale
from egyv_engine.data.coding.word_codes import CodeType, ReadAnswers, coded_cells
from egyv_engine.data.words_of_column import different_words, enumerated
from egyv_engine.model.codes import RawCode

BLANK = RawCode.BLANK.value
CODES = {"No": 7, "Yes": 8, "1": 9}


def words_of(cells: list[str | None]) -> pl.Series:
    return enumerated(pl.Series(cells, dtype=pl.String))


def read(cells: pl.Series, code_type: CodeType) -> ReadAnswers:
    (found,) = coded_cells([(cells, read_scale(different_words(cells), CODES, code_type))])
    return found


@given(st.lists(st.sampled_from(["No", "Yes", "1", "1.0", "yes", " ", " Yes", None]), max_size=30))
def test_each_cell_has_the_code_of_its_word(cells: list[str | None]) -> None:
    found = read(words_of(cells), pl.UInt8)
    assert found.codes.to_list() == [CODES.get(cell or "", BLANK) for cell in cells]
    assert found.codes.dtype == pl.UInt8
    expected = [
        (at, cell) for at, cell in enumerate(cells) if cell is not None and cell.strip() and cell not in CODES
    ]
    assert found.wrong.rows() == expected
    assert found.is_filled.to_list() == [cell is not None and bool(cell.strip()) for cell in cells]


def test_words_that_no_cell_has_are_not_wrong() -> None:
    cells = words_of(["Yes", None, "Perhaps"]).head(2)
    found = read(cells, pl.UInt16)
    assert (found.codes.to_list(), found.wrong.rows()) == ([8, BLANK], [])


def test_columns_are_coded_each_by_its_own_words() -> None:
    columns = [words_of(["Yes", None, "No"]), words_of([None, None, None]), words_of(["1", "Perhaps", "1"])]
    found = coded_cells([(cells, read_scale(different_words(cells), CODES, pl.UInt8)) for cells in columns])
    assert [one.codes.to_list() for one in found] == [[8, BLANK, 7], [BLANK] * 3, [9, BLANK, 9]]
    assert [one.wrong.rows() for one in found] == [[], [], [(1, "Perhaps")]]
