"""Writes an explanation as Markdown."""

import re
from collections.abc import Iterator
from itertools import pairwise

from egyv_engine.model.explanation import Explanation
from egyv_engine.publish.explanation_page import page_of
from egyv_engine.publish.explanation_pieces import Grid, Heading, Line, Piece, Quoted, place
from egyv_engine.publish.markdown_text import escaped

_INDENT = "    "  # of a list inside another one


def explanation_markdown(explanation: Explanation) -> str:
    """Return an explanation as Markdown that ends with a newline; text of rules and data is never markup."""
    pieces = page_of(explanation)
    lines = list(_piece(pieces[0])) if pieces else []
    for before, piece in pairwise(pieces):
        if not (_is_item(before) and _is_item(piece)):
            lines.append("")
        lines += _piece(piece)
    return "\n".join(lines) + "\n"


def _is_item(piece: Piece) -> bool:
    return isinstance(piece, Line) and piece.depth > 0


def _piece(piece: Piece) -> Iterator[str]:
    match piece:
        case Heading(text=text, level=level):
            yield f"{'#' * level} {escaped(text)}"
        case Line(text=text, lead=lead, at=at, depth=depth):
            sign = f"{_INDENT * (depth - 1)}- " if depth else ""
            words = f"**{escaped(lead)}:** {escaped(text)}" if lead and text else escaped(lead or text)
            yield f"{sign}{words}{'' if at is None else f' ({_code(place(at))})'}"
        case Quoted(text=text):
            fence = "`" * max(3, _longest_run(text) + 1)
            yield f"{fence}yaml"
            yield text
            yield fence
        case Grid(header=header, rows=rows):
            yield f"| {' | '.join(map(escaped, header))} |"
            yield f"| {' | '.join(['---'] * len(header))} |"
            yield from (f"| {' | '.join(map(escaped, row))} |" for row in rows)


def _code(text: str) -> str:
    """Return text as code, between as many marks as it needs."""
    marks = "`" * (_longest_run(text) + 1)
    return f"{marks}{text}{marks}"


def _longest_run(text: str) -> int:
    """Return the length of the longest run of code marks in a text."""
    return max(map(len, re.findall("`+", text)), default=0)
