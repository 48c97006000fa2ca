"""Writes an explanation as text for a terminal: wrapped, with tables in columns."""

import textwrap
from collections.abc import Iterator

from egyv_engine.diagnostics.hidden_characters import visible
from egyv_engine.model.explanation import Explanation
from egyv_engine.publish.explanation_page import page_of
from egyv_engine.publish.explanation_pieces import Grid, Heading, Line, Piece, Quoted, place

NARROWEST = 60
_BOLD, _DIM, _OFF = "\033[1m", "\033[2m", "\033[0m"
_GAP = "  "
_UNDERLINES = {1: "=", 2: "-"}  # by the level of a heading


def explanation_text(explanation: Explanation, *, width: int = 100, colour: bool = False) -> str:
    """Return an explanation as text that ends with a newline.

    Args:
        explanation: The explanation.
        width: The number of characters of a line; a word that is longer is not broken.
        colour: Whether to add the codes of a terminal for bold and dim text.
    """
    writer = _Writer(max(width, NARROWEST), colour=colour)
    lines = [line for piece in page_of(explanation) for line in writer.lines(piece)]
    return "\n".join(lines).strip("\n") + "\n"


class _Writer:
    def __init__(self, width: int, *, colour: bool) -> None:
        self.width = width
        self.colour = colour

    def lines(self, piece: Piece) -> Iterator[str]:
        match piece:
            case Heading(text=text, level=level):
                shown = visible(text)
                yield ""
                yield self._styled(_BOLD, shown)
                if level in _UNDERLINES:
                    yield _UNDERLINES[level] * min(len(shown), self.width)
            case Line():
                yield from self._wrapped(piece)
            case Quoted(text=text):
                yield from (f"    {visible(line)}" for line in text.split("\n"))
            case Grid():
                yield from self._table(piece)

    def _wrapped(self, line: Line) -> Iterator[str]:
        indent = _GAP * line.depth
        sign = "- " if line.depth else ""
        lead = f"{line.lead}: " if line.lead and line.text else line.lead
        at = "" if line.at is None else f" ({place(line.at)})"
        whole = visible(f"{lead}{line.text}{at}".replace("\n", " "))
        wrapped = textwrap.wrap(
            whole,
            self.width,
            initial_indent=f"{indent}{sign}",
            subsequent_indent=f"{indent}{' ' * len(sign)}",
            break_long_words=False,
            break_on_hyphens=False,
        )
        if at and self.colour and wrapped and wrapped[-1].endswith(at.strip()):
            last = wrapped[-1].removesuffix(at.strip())
            wrapped[-1] = f"{last}{self._styled(_DIM, at.strip())}"
        yield from wrapped

    def _table(self, grid: Grid) -> Iterator[str]:
        """Yield a table in columns; the last column is wrapped if the line would be too long."""
        rows = [tuple(visible(cell.replace("\n", " ")) for cell in row) for row in (grid.header, *grid.rows)]
        widths = [max(len(row[i]) for row in rows) for i in range(len(grid.header))]
        is_number = [i > 0 and all(_is_number(row[i]) for row in rows[1:]) for i in range(len(widths))]
        before = 2 + sum(widths[:-1]) + len(_GAP) * (len(widths) - 1)
        room = max(self.width - before, 20)
        yield ""
        for number, row in enumerate(rows):
            cells = [
                cell.rjust(size) if right else cell.ljust(size)
                for cell, size, right in zip(row, widths, is_number, strict=True)
            ]
            parts = (
                textwrap.wrap(row[-1], room, break_long_words=False) if len(row[-1]) > room else [cells[-1]]
            )
            line = f"  {_GAP.join([*cells[:-1], parts[0]])}".rstrip()
            yield self._styled(_DIM, line) if number == 0 else line
            yield from (f"{' ' * before}{part}" for part in parts[1:])

    def _styled(self, style: str, text: str) -> str:
        return f"{style}{text}{_OFF}" if self.colour else text


def _is_number(cell: str) -> bool:
    return not cell or cell.lstrip("<>+\N{MINUS SIGN}")[:1].isdigit()
