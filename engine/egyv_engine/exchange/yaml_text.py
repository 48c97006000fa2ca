"""Writes lists and mappings of texts as YAML on one line, in the spelling that people use in rule files."""

from collections.abc import Mapping, Sequence

from egyv_engine.diagnostics.quoted_yaml import scalar


def flow_list(texts: Sequence[str]) -> str:
    """Return texts as a list on one line."""
    return "[" + ", ".join(map(scalar, texts)) + "]"


def flow_map(texts: Mapping[str, str]) -> str:
    """Return texts by their keys as a mapping on one line."""
    return "{" + ", ".join(f"{scalar(key)}: {scalar(text)}" for key, text in texts.items()) + "}"
