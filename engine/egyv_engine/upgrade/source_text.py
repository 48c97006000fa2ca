"""Edits the text of a file by position; what is not edited stays as it is, byte for byte."""

import codecs
import re
from bisect import bisect_right
from pathlib import PurePosixPath

from egyv_engine.diagnostics.span import Span
from egyv_engine.model.frozen import Frozen

_LINE_END = re.compile(r"\r\n|\r|\n")


class RewrittenName(Frozen):
    """A name that is rewritten: where it is, as it was, and as it becomes."""

    span: Span
    old: str
    new: str


class Edit(Frozen):
    """A stretch of the text and what replaces it. old, new: the same as people read it."""

    start: int
    end: int
    text: str
    old: str
    new: str


class SourceText:
    """The text of a file, addressed by lines and columns as YAML counts them."""

    def __init__(self, file: PurePosixPath, data: bytes) -> None:
        self.file = file
        self.mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        self.text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        self.starts = [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def offset(self, line: int, column: int) -> int:
        """Return the index of a character. Line and column count from 0; a line after the last is the end."""
        return self.starts[line] + column if line < len(self.starts) else len(self.text)

    def span(self, start: int, end: int) -> Span:
        """Return the place of a stretch, as messages give it."""
        line = bisect_right(self.starts, start) - 1
        column = start - self.starts[line] + 1
        return Span(self.file, line + 1, column, column + max(end - start, 1))

    def line_end(self) -> str:
        """Return the characters that end the file's first line; a newline where the file has one line alone."""
        found = _LINE_END.search(self.text)
        return found.group() if found else "\n"

    def edited(self, edits: list[Edit]) -> bytes:
        """Return the bytes of the file with these edits made."""
        parts, last = [], 0
        for edit in sorted(edits, key=lambda e: e.start):
            parts += [self.text[last : edit.start], edit.text]
            last = edit.end
        return self.mark + "".join([*parts, self.text[last:]]).encode("utf-8")

    def changes(self, edits: list[Edit]) -> tuple[RewrittenName, ...]:
        """Return the edits as changes, in the order of the file."""
        return tuple(
            RewrittenName(span=self.span(e.start, e.end), old=e.old, new=e.new)
            for e in sorted(edits, key=lambda e: e.start)
        )
