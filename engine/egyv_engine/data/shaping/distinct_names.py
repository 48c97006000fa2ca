"""Gives the columns of a header names of their own: those whose name the header has again, and those without a name."""

from collections import Counter
from collections.abc import Collection

from egyv_engine.data.source_table import SourceTable
from egyv_engine.model.frozen import replace


def with_distinct_names(table: SourceTable, read: Collection[str]) -> SourceTable:
    """Return a table whose columns are called by names of their own.

    Of several columns with the name `Other`, the first is `Other (1)`, and the second `Other (2)`. A column without a name is
    called by its place: `column 1` is the first one. A column that rules name as the header has it keeps its name, because a
    name that is there twice is then a fault, and a column without a name is called so only where a rule does.

    Args:
        table: The table as its source gives it.
        read: The columns that rules name.
    """
    numbers = Counter(column.name for column in table.columns if column.name.strip())
    counted: Counter[str] = Counter()
    columns = []
    for column in table.columns:
        name = column.name
        if numbers[name] > 1 and name not in read:
            counted[name] += 1
            name = repeated_name(name, counted[name])
        elif not name.strip() and (by_place := nameless_column(column.source)) in read:
            name = by_place
        columns.append(column if name == column.name else replace(column, name=name))
    return replace(table, columns=tuple(columns))


def repeated_name(name: str, number: int) -> str:
    """Return what rules call a column whose name the header has several times.

    Args:
        name: The name in the header.
        number: Which of the columns with this name it is, from 1.
    """
    return f"{name} ({number})"


def nameless_column(place: int) -> str:
    """Return what rules call a column that has no name in the header.

    Args:
        place: The position of the column in the source, from 0.
    """
    return f"column {place + 1}"
