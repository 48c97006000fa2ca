"""Finds where a stretch of a YAML value is in its file."""

from egyv_engine.diagnostics.span import Span
from egyv_engine.model.frozen import replace

FARTHEST = 200  # characters of the file between two of a value: line ends, indents and escapes


def span_within(text: str, whole: Span, value: str, start: int, end: int) -> Span:
    """Return the place of value[start:end] in the file.

    Args:
        text: The text of the file, lines ended by newlines.
        whole: The place of the value.
        value: The value as YAML reads it.
        start: The index of the first character.
        end: The index after the last one; what follows a line end of the file is left out.

    Returns:
        The place, or `whole` where escapes hide it.
    """
    lines = text.split("\n")
    if not 0 <= start < end <= len(value) or whole.line > len(lines):
        return whole
    first = sum(len(line) + 1 for line in lines[: whole.line - 1]) + whole.column - 1
    is_block = text != value and text[first : first + 1] in ("|", ">")
    if is_block:  # it starts on the next line; a file that is a text by itself starts here
        first = text.find("\n", first) + 1
    at = first
    found: list[int] = []
    for char in value[:end]:
        if char.isspace():
            found.append(at)
            continue
        there = text.find(char, at, at + FARTHEST)
        if there < 0:
            return whole
        found.append(there)
        at = there + 1
    line = text.count("\n", 0, found[start]) + 1
    column = found[start] - text.rfind("\n", 0, found[start])
    length = len(text[found[start] : at].partition("\n")[0])
    return replace(whole, line=line, column=column, end_column=column + max(length, 1))
