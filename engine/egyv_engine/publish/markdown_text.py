"""Escapes what Markdown would interpret in text that is to be shown as it is."""

import re

_ENTITY = re.compile(r"&(?=#?[0-9A-Za-z]+;)")
_SIGNS = {"\\": "\\\\", "*": "\\*", "_": "\\_", "[": "\\[", "`": "\\`", "<": "&lt;", "|": "\\|"}
_ESCAPED = str.maketrans(_SIGNS)
_INTERPRETED = re.compile(f"[&\n{re.escape(''.join(_SIGNS))}]")


def escaped(text: str) -> str:
    """Return text with what Markdown would interpret escaped."""
    if not _INTERPRETED.search(text):  # as in most cells of tables, which are numbers
        return text
    return _ENTITY.sub("&amp;", text).translate(_ESCAPED).replace("\n", " ")
