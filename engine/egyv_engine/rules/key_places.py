"""Says where in the files of a programme a key belongs, so that one that is written in the wrong place can be moved."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from egyv_engine.diagnostics.suggest import either
from egyv_engine.model import shapes as shape
from egyv_engine.rules.json_schema import DOCUMENT_TYPES
from egyv_engine.rules.rule_paths import FILES

_MOST = 3  # places that are named; a key of more records, such as a label, belongs to none in particular
_DEEPEST = 6  # records inside each other


def right_places(name: str) -> str | None:
    """Return where a key belongs, for example "surveys/files.yaml (under files)"; None if that is nowhere or everywhere.

    Args:
        name: The key.
    """
    found = _places().get(name, ())
    named = list(
        dict.fromkeys(
            (str(FILES[document_type]) if document_type in FILES else "a principle")
            + (f" (under {' and '.join(steps)})" if steps else "")
            for document_type, steps in found
        )
    )
    return either(named) if 0 < len(named) <= _MOST else None


@cache
def _places() -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return the document type and the keys above each key, by its name."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for document_type, record in DOCUMENT_TYPES.items():
        for steps, name in _keys(record, ()):
            found.setdefault(name, []).append((document_type, steps))
    return {name: tuple(places) for name, places in found.items()}


def _keys(record: type[Any], steps: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each key of a record and of the records in it, with the keys above it."""
    for key in shape.keys(record):
        yield steps, key.name
        for inner in _records(key.shape) if len(steps) < _DEEPEST else ():
            yield from _keys(inner, (*steps, key.name))


def _records(form: shape.Shape) -> Iterator[type[Any]]:
    match form:
        case shape.ObjectOf(record):
            yield record
        case shape.ListOf(member) | shape.MapOf(member):
            yield from _records(member)
        case shape.ListOr(members, other):
            yield from _records(members)
            yield from _records(other)
        case shape.WordOr(_, other):
            yield from _records(other)
        case _:
            return
