"""Escapes what Markdown would interpret in text that is to be shown as it is."""

import re

_ENTITY = re.compile(r"&(?=#?[0-9A-Za-z]+;)")
_ESCAPED = str.maketrans(
    {"\\": "\\\\", "*": "\\*", "_": "\\_", "[": "\\[", "`": "\\`", "<": "&lt;", "|": "\\|"}
)


def escaped(text: str) -> str:
    """Return text with what Markdown would interpret escaped."""
    return _ENTITY.sub("&amp;", text).translate(_ESCAPED).replace("\n", " ")
