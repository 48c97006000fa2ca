"""Rows that are held as columns: the objects that they make, fields with fields of their own, and rows of several parts."""

import polars as pl

from egyv_engine.evaluation.columnar_rows import ColumnarRows, DistinctValues, Nested, joined_rows
from egyv_engine.model.findings import Change, Movement


def positions(*places: int | None) -> pl.Series:
    return pl.Series(places, dtype=pl.UInt32)


def moved(up: list[int], *, is_kept: bool = False) -> ColumnarRows[Movement]:
    """Rows that differ in the units that moved up."""
    same = dict.fromkeys(("cohort", "item"), None) | {"question": "q", "from_wave": "a", "to_wave": "b"}
    numbers = {"matched": 9, "moved_down": 0, "same": 0}
    columns = {
        name: DistinctValues([value], positions(*[0] * len(up))) for name, value in (same | numbers).items()
    }
    columns["moved_up"] = DistinctValues(up, positions(*range(len(up))))
    return ColumnarRows(Movement, columns, is_kept=is_kept)


def test_row_is_made_from_the_values_at_its_place() -> None:
    rows = moved([4, 7])
    assert [row.moved_up for row in rows] == [rows[0].moved_up, rows[1].moved_up] == [4, 7]
    assert rows[1:] == (rows[1],)
    assert rows[0] is not rows[0]


def test_rows_that_are_kept_are_made_once() -> None:
    rows = moved([4, 7], is_kept=True)
    assert rows[0] is rows[0]
    assert list(rows) == list(moved([4, 7]))
    assert rows[-1].moved_up == 7


def test_rows_of_parts_come_one_part_after_the_other() -> None:
    joined = joined_rows([moved([4, 7]), moved([5]), moved([])])
    assert list(joined) == [*moved([4, 7]), *moved([5])]
    assert joined.distinct("moved_up").to_list() == [4, 7, 5]


def test_column_is_computed_when_it_is_first_asked_for() -> None:
    asked = []

    def ups() -> DistinctValues:
        asked.append("moved_up")
        return DistinctValues([1], positions(0))

    rows = ColumnarRows(Movement, {"matched": DistinctValues([9], positions(0)), "moved_up": ups})
    assert rows.distinct("matched").to_list() == [9]
    assert asked == []
    assert rows.distinct("moved_up") is rows.distinct("moved_up")
    assert asked == ["moved_up"]


def test_field_with_fields_of_its_own_is_none_where_a_row_has_none() -> None:
    units = {"gained": [3, 1], "lost": [0, 2], "met_both": [5, 5], "met_neither": [6, 6]}
    changes = ColumnarRows(
        Change, {name: DistinctValues(values, positions(0, 1)) for name, values in units.items()}
    )
    rows: ColumnarRows[dict[str, object]] = ColumnarRows(
        dict,
        {"finding": DistinctValues(["x", "y", "z"], positions(2, 0, 1))},
        parts={"change": Nested(changes, positions(1, None, 0))},
    )
    assert list(rows) == [
        {"finding": "z", "change": Change(gained=1, lost=2, met_both=5, met_neither=6)},
        {"finding": "x", "change": None},
        {"finding": "y", "change": Change(gained=3, lost=0, met_both=5, met_neither=6)},
    ]
