"""Lists the keys and the single values of a YAML text with their exact extent, for tools that edit the text in place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from egyv_engine.model.frozen import Frozen
from egyv_engine.rules.yaml_loader import LOADER


class Scalar(Frozen):
    """A key or a single value.

    Attributes:
        path: The keys and list indexes that lead to the value; for a key, they include the key.
        is_key: True for a key of a mapping.
        value: The text that YAML reads.
        style: The quotation mark, or | or > of a block of text; empty without any of them.
        start: Line and column of the first character, both counted from 0.
        end: Line and column after the last character.
    """

    path: tuple[str | int, ...]
    is_key: bool
    value: str
    style: str
    start: tuple[int, int]
    end: tuple[int, int]


@dataclass(slots=True)
class _Level:
    """A list or mapping that is being read. step: the index or key of the member that comes next or is being read."""

    is_list: bool
    step: str | int | None


def read_scalars(text: str) -> Iterator[Scalar]:
    """List the keys and single values in the order of the text.

    Args:
        text: A text in which the YAML reader found no fault, its lines ended by newlines alone.

    Yields:
        One entry per key and per value that is neither a list nor a mapping.
    """
    levels: list[_Level] = []
    for event in yaml.parse(text, LOADER):
        if isinstance(event, yaml.ScalarEvent):
            wants_key = bool(levels) and levels[-1].step is None
            if wants_key:
                levels[-1].step = event.value
            yield _scalar(event, levels, is_key=wants_key)
            if not wants_key:
                _next_member(levels)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            is_list = isinstance(event, yaml.SequenceStartEvent)
            levels.append(_Level(is_list, 0 if is_list else None))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            levels.pop()
            _next_member(levels)


def _scalar(event: Any, levels: list[_Level], *, is_key: bool) -> Scalar:
    return Scalar(
        path=tuple(level.step for level in levels if level.step is not None),
        is_key=is_key,
        value=event.value,
        style=event.style or "",
        start=(event.start_mark.line, event.start_mark.column),
        end=(event.end_mark.line, event.end_mark.column),
    )


def _next_member(levels: list[_Level]) -> None:
    """Move the innermost level on after one of its members has been read."""
    if levels:
        level = levels[-1]
        level.step = int(level.step or 0) + 1 if level.is_list else None
