"""Writes values as YAML in the spelling that people use in rule files."""

import re
from collections.abc import Mapping, Sequence

from egyv_engine.diagnostics.quoted_yaml import as_quoted_text

_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_ .()/+'-]*")
_ENDS_BADLY = re.compile(r".*[ ]")
_READ_OTHERWISE = {
    "yes",
    "no",
    "on",
    "off",
    "true",
    "false",
    "null",
    "y",
    "n",
}  # by this engine or other programs


def scalar(text: str) -> str:
    """Return a text as a YAML scalar: plain where that is safe in every position, else in quotes."""
    is_plain = _PLAIN.fullmatch(text) and not _ENDS_BADLY.fullmatch(text)
    if is_plain and text.lower() not in _READ_OTHERWISE:
        return text
    return as_quoted_text(text)


def flow_list(texts: Sequence[str]) -> str:
    """Return texts as a list on one line."""
    return "[" + ", ".join(map(scalar, texts)) + "]"


def flow_map(texts: Mapping[str, str]) -> str:
    """Return texts by their keys as a mapping on one line."""
    return "{" + ", ".join(f"{scalar(key)}: {scalar(text)}" for key, text in texts.items()) + "}"
