"""Notices returns that were not finished, so that a draft can say how to leave them out."""

from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.exchange.found_table import FoundColumn, FoundTable

_FLAGS = ("finished", "complete", "completed", "is complete", "progress")
_DONE = ("true", "1", "yes", "complete", "completed", "finished", "100")
_SENT = ("submitdate", "date submitted", "submitdate. date submitted")  # blank until it is sent in


def rows_of_finished(table: FoundTable) -> tuple[str, int] | None:
    """Return the condition `rows` that finished returns meet, as YAML, and how many others there are; None if none is.

    Args:
        table: The answers of a wave.
    """
    for column in table.columns:
        name = column.name.strip().casefold()
        found = _by_flag(column) if name in _FLAGS else _by_time(column) if name in _SENT else None
        if found is not None:
            return found
    return None


def _by_flag(column: FoundColumn) -> tuple[str, int] | None:
    words = set(column.values)
    done = [word for word in words if word.strip().casefold() in _DONE]
    done = done if len(done) == 1 else [word for word in done if word == "100"]
    if len(done) != 1 or len(words) < 2:
        return None
    others = sum(value != done[0] for value in column.values)
    return f'{{column: {scalar(column.name)}, is: "{done[0]}"}}', others


def _by_time(column: FoundColumn) -> tuple[str, int] | None:
    blank = sum(not value for value in column.values)
    return (
        (f'{{column: {scalar(column.name)}, is_not: ""}}', blank) if 0 < blank < len(column.values) else None
    )
