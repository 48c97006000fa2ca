"""Writes JSON with one line per member of its main list, so that versions can be compared line by line."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def render_lines(head: Mapping[str, Any], name: str, members: Iterable[str]) -> bytes:
    """Return a JSON object in UTF-8.

    Args:
        head: The first keys of the object, one line each.
        name: The last key, whose value is the list.
        members: The members of that list as JSON text, one line each.
    """
    lines = [f"{json_text(key)}: {json_text(value)}," for key, value in head.items()]
    listed = ",\n".join(members)
    return ("{\n" + "\n".join(lines) + f"\n{json_text(name)}: [\n{listed}\n]}}\n").encode()


def json_text(value: Any) -> str:
    """Return a value as JSON on one line."""
    return _ENCODER.encode(value)
