"""Marks in a page what differs from an earlier page: new text as inserted, and the text that it replaces as deleted."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import escape
from html.parser import HTMLParser

from egyv_engine.model.frozen import Frozen

_TEXTS = frozenset(("p", "li", "dd", "dt", "caption", "figcaption", "h1", "h2", "h3", "h4", "th", "td"))
_LISTS = frozenset(("ul", "ol"))
_WORDS_ALIKE = 3  # at the start of two texts that are taken for an earlier and a later form of one
_ID = re.compile(r"""\sid=("[^"]*"|'[^']*'|[^\s>]+)""")


class _Part(Frozen, kw_only=False):
    """A paragraph, an item, a heading or a cell: where its content starts and ends in its line, and what a reader sees."""

    start: int
    end: int
    text: str


class MarkedPage(Frozen):
    """A page with marks. changes: the number of texts and cells that are marked; the first mark has the id `changed-1`."""

    html: str
    changes: int


def mark_changes(before: str, after: str) -> MarkedPage:
    """Return the later page, with marks where a text or a cell differs from the earlier page.

    A page has each paragraph, item and row of a table on a line of its own. Lines are compared first; of a line that
    changed, only the cells that changed are marked. What is gone is shown as it was, as deleted.

    Args:
        before: The earlier page.
        after: The later page.
    """
    old, new = before.split("\n"), after.split("\n")
    marks = _Marks()
    lines: list[str] = []
    for kind, a, a_end, b, b_end in SequenceMatcher(a=old, b=new).get_opcodes():
        if kind == "equal":
            lines += new[b:b_end]
            continue
        lines += _compared(old[a:a_end], new[b:b_end], marks)
    return MarkedPage(html="\n".join(lines), changes=marks.number)


def _compared(old: Sequence[str], new: Sequence[str], marks: "_Marks") -> Iterator[str]:
    """Yield lines of the later page with marks; lines that open alike, such as rows of one measure, are compared."""
    opening = [[_opening(line) for line in lines] for lines in (old, new)]
    for _, a, a_end, b, b_end in SequenceMatcher(a=opening[0], b=opening[1]).get_opcodes():
        earlier, later = old[a:a_end], new[b:b_end]
        if len(earlier) == len(later):
            yield from map(marks.changed, earlier, later)
        else:
            yield from filter(None, map(marks.removed, earlier))
            yield from map(marks.added, later)


def _opening(line: str) -> str:
    first = next(iter(_parts(line)), None)
    return "" if first is None else " ".join(first.text.split()[:_WORDS_ALIKE])


class _Marks:
    """Writes marks, and numbers them."""

    def __init__(self) -> None:
        self.number = 0

    def changed(self, before: str, after: str) -> str:
        """Return a line with marks on the parts that differ."""
        old, new = _parts(before), _parts(after)
        if len(old) != len(new):
            return self.removed(before) + self.added(after)
        pairs = zip(new, old, strict=True)
        return self._marked(after, [(part, was.text, True) for part, was in pairs if part.text != was.text])

    def added(self, line: str) -> str:
        """Return a line with marks on all its parts."""
        return self._marked(line, [(part, "", True) for part in _parts(line)])

    def removed(self, line: str) -> str:
        """Return a line of the earlier page with all its parts as deleted; empty for one without text."""
        line = _ID.sub("", line)  # a line of the later page may have the same id
        parts = _parts(line)
        return self._marked(line, [(part, part.text, False) for part in parts]) if parts else ""

    def _marked(self, line: str, parts: Sequence[tuple[_Part, str, bool]]) -> str:
        """Return a line with marks on parts, each with the text that it replaces, and whether its own text stays."""
        pieces, at = [], 0
        for part, old, stays in parts:
            self.number += 1
            pieces += [line[at : part.start], f'<span id="changed-{self.number}"></span>']
            pieces += [f"<del>{escape(old)}</del>"] if old else []
            pieces += [f" <ins>{line[part.start : part.end]}</ins>"] if stays else []
            at = part.end
        return "".join((*pieces, line[at:]))


def _parts(line: str) -> list[_Part]:
    reader = _LineReader()
    reader.feed(line)
    reader.close()
    return reader.parts


class _LineReader(HTMLParser):
    """Reads the parts of a line; an item ends where a list inside of it starts."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[_Part] = []
        self._open: list[tuple[str, int]] = []  # the elements that are open, with where their contents start
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        _, at = self.getpos()
        if tag == "sup":  # a mark or the number of a note
            self.handle_data(" [")
        if tag in _LISTS | _TEXTS:
            self._end_part(at)
        if tag in _TEXTS:
            self._open.append((tag, at + len(self.get_starttag_text() or "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "sup":
            self.handle_data("]")
        if self._open and self._open[-1][0] == tag:
            self._end_part(self.getpos()[1])
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self._text.append(data)

    def _end_part(self, at: int) -> None:
        text = " ".join("".join(self._text).split())
        self._text = []
        if self._open and text:
            self.parts.append(_Part(self._open[-1][1], at, text))
