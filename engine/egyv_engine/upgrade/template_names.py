"""Finds the names that a template reads, for renaming them in the text of its file."""

import re
from collections.abc import Iterator, Mapping

_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_PART = r"[A-Za-z_]\w*"
# Words in quotes are no names. YAML's own quotation mark is written twice, or after a backslash, inside the value.
_QUOTED = {"'": r"''.*?''|\"[^\"]*\"", '"': r"'[^']*'|\\\".*?\\\""}
_UNQUOTED = r"'[^']*'|\"[^\"]*\""


def renamed_parts(text: str, names: Mapping[str, str], style: str = "") -> Iterator[tuple[int, int, str]]:
    """List the parts of names that are renamed.

    Args:
        text: A template, as YAML reads it or as it is typed in the file.
        names: Each old name with its new one. Of a dotted name such as `after.said`, the last part is renamed.
        style: The quotation mark around the text as typed; empty for the text as read.

    Yields:
        Start and end of each part in the text, and its new name.
    """
    token = re.compile(rf"{_QUOTED.get(style, _UNQUOTED)}|(?<![\w.]){_PART}(?:\s*\.\s*{_PART})*", re.DOTALL)
    for code in _CODE.finditer(text):
        for found in token.finditer(text, code.start(), code.end()):
            parts = [] if found.group()[0] in "'\"\\" else list(re.finditer(_PART, found.group()))
            for i, part in enumerate(parts[:2]):
                new = names.get(".".join(p.group() for p in parts[: i + 1]))
                if new is not None:
                    yield found.start() + part.start(), found.start() + part.end(), new
