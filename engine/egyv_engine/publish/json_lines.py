"""JSON with a line for each member of one list: whole for machines, and still to be compared line by line."""

import json
from collections.abc import Iterable, Mapping
from typing import Any


def render_lines(head: Mapping[str, Any], name: str, members: Iterable[Any]) -> bytes:
    """An object of the keys of `head`, a line each, then `name`: a list with a line for each member; UTF-8."""
    lines = [f"{_text(key)}: {_text(value)}," for key, value in head.items()]
    listed = ",\n".join(map(_text, members))
    return ("{\n" + "\n".join(lines) + f"\n{_text(name)}: [\n{listed}\n]}}\n").encode()


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
