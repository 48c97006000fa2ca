"""Finds the comments in rule files that are addressed to the engine: `# egyv: ...`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

import yaml

from egyv_engine.diagnostics.span import Span
from egyv_engine.files.encoding import unified
from egyv_engine.model.frozen import Frozen
from egyv_engine.rules.yaml_loader import LOADER

_ADDRESSED = re.compile(r"#\s*egyv\s*:", re.IGNORECASE)


class EgyvComment(Frozen):
    """A comment that is addressed to the engine.

    Attributes:
        span: The comment, from its `#` to the end of the line.
        text: The text after `egyv:`.
        line: The line that the comment applies to: its own line, or the next line that is not a comment if the comment
            has a line of its own.
    """

    span: Span
    text: str
    line: int


def egyv_comments(
    files: Mapping[PurePosixPath, bytes], names: Iterable[PurePosixPath]
) -> tuple[EgyvComment, ...]:
    """Return the comments addressed to the engine in some of the files.

    Args:
        files: The programme's files.
        names: The rule files to search. A file that is missing, or that cannot be split into YAML tokens, has no
            comments; its fault is reported where the file is loaded.
    """
    return tuple(found for name in names for found in _comments_of_file(name, files.get(name, b"")))


def _comments_of_file(file: PurePosixPath, data: bytes) -> Iterator[EgyvComment]:
    if b"egyv" not in data.lower():
        return
    try:
        text = unified(data.decode("utf-8"))
        scalars = [_Scalar(token) for token in yaml.scan(text, LOADER) if isinstance(token, yaml.ScalarToken)]
    except (UnicodeDecodeError, yaml.YAMLError):
        return
    lines = text.split("\n")
    for i, line in enumerate(lines):
        column = _start_of_comment(line, i, scalars) if _ADDRESSED.search(line) else None
        found = _ADDRESSED.match(line, column) if column is not None else None
        if found is not None:
            has_own_line = not line[:column].strip()
            yield EgyvComment(
                span=Span(file, i + 1, found.start() + 1, len(line.rstrip()) + 1),
                text=line[found.end() :].strip(),
                line=_next_line(lines, i) if has_own_line else i + 1,
            )


class _Scalar:
    """The extent of a scalar. The header line of a block scalar is not part of its text, so it can end in a comment."""

    def __init__(self, token: Any) -> None:
        start, end = token.start_mark, token.end_mark
        is_block = token.style in ("|", ">")
        self.start = (start.line + 1, 0) if is_block else (start.line, start.column)
        self.end = (end.line, end.column)

    def __contains__(self, position: tuple[int, int]) -> bool:
        return self.start <= position < self.end


def _start_of_comment(line: str, number: int, scalars: list[_Scalar]) -> int | None:
    """Return the column, from 0, at which the comment of a line starts; None if the line has no comment."""
    columns = (column for column, character in enumerate(line) if character == "#")
    return next(
        (column for column in columns if not any((number, column) in scalar for scalar in scalars)), None
    )


def _next_line(lines: list[str], i: int) -> int:
    """Return the number, from 1, of the next line that is not a comment."""
    following = i + 1
    while following < len(lines) and lines[following].lstrip().startswith("#"):
        following += 1
    return following + 1
