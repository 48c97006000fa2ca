"""Reads Markdown with markdown-it: paragraphs, lists, tables and footnotes, and the forms that a report does not have."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.model.report import PLAIN, Style

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_INSERT = re.compile(r"\{\{(\d+)\}\}")
_ADDRESS = re.compile(r"(https?://|mailto:).", re.IGNORECASE)
_UNREAD = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)")  # what looks like a footnote or a link, and is none
_FORMS = {
    "heading_open": "a heading",
    "fence": "code",
    "code_block": "a line that is indented by four spaces",
    "code_inline": "code",
    "html_block": "a tag",
    "html_inline": "a tag",
    "image": "a picture",
    "blockquote_open": "a quotation",
    "hr": "a line across the page",
}


class Piece(Frozen):
    """A stretch of a text.

    Attributes:
        text: Its words; empty for the two that follow.
        insert: The number of what is inserted here.
        note: The label of the footnote whose mark is here.
        start: The index of its first character in the Markdown.
    """

    text: str = ""
    insert: int | None = None
    note: str | None = None
    style: Style = PLAIN
    start: int = 0


Pieces = tuple[Piece, ...]


class MarkdownParagraph(Frozen):
    """A paragraph, or an item of a list: with a bullet, or with its number. level: how many lists are around its list."""

    pieces: Pieces
    bullet: bool = False
    number: int | None = None
    level: int = 0


class MarkdownTable(Frozen):
    """A table: the cells of its heading, and those of each row."""

    heading: tuple[Pieces, ...]
    rows: tuple[tuple[Pieces, ...], ...]


class UnknownForm(Frozen):
    """Something that a report does not have. message: what it is; start, end: where it is in the Markdown."""

    message: str
    start: int
    end: int


@dataclass(slots=True, kw_only=True)
class MarkdownText:
    """A text as read. notes: the pieces of each footnote by its label."""

    blocks: list[MarkdownParagraph | MarkdownTable] = field(default_factory=list)
    notes: dict[str, Pieces] = field(default_factory=dict)
    unknown: list[UnknownForm] = field(default_factory=list)

    def lines(self) -> Iterator[Pieces]:
        """Yield every run of words: paragraphs and cells, then footnotes."""
        for block in self.blocks:
            if isinstance(block, MarkdownParagraph):
                yield block.pieces
            else:
                yield from block.heading
                for row in block.rows:
                    yield from row
        yield from self.notes.values()


def read_markdown(source: str) -> MarkdownText:
    """Return a text as paragraphs, list items, tables and footnotes.

    Args:
        source: The Markdown, with `{{0}}`, `{{1}}` and so on where something is inserted.
    """
    environment: dict[str, Any] = {}
    tokens = _parser().parse(source, environment)
    reader = _Reader(source)
    reader.read(tokens)
    for label, number in environment.get("footnotes", {}).get("refs", {}).items():
        if number < 0:
            name = label.removeprefix(":")
            start = max(source.find(f"[^{name}]:"), 0)
            reader.refuse(
                f"the footnote '{name}' has no mark [^{name}] in the text", start, start + len(name) + 3
            )
    return reader.found


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    made = MarkdownIt("commonmark").enable("table").use(footnote_plugin, inline=False)
    made.inline.ruler.before("newline", "insert", _insert)
    return made


def _insert(state: "StateInline", silent: bool) -> bool:
    """Read the mark of something inserted."""
    match = _INSERT.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("insert", "", 0).meta = {"number": int(match[1])}
    state.pos = match.end()
    return True


class _Reader:
    """Walks through the tokens of markdown-it in order."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.starts = [0, *(match.end() for match in re.finditer("\n", source))]  # of each line
        self.found = MarkdownText()
        self.lists: list[int | None] = []  # the next number of each list that is open; None with bullets
        self.is_item_open = False  # an item has begun and has no words yet
        self.rows: list[list[Pieces]] | None = None  # of the table that is open
        self.note: str | None = None

    def read(self, tokens: "Sequence[Token]") -> None:
        for token in tokens:
            match token.type:
                case "inline":
                    self.words(token)
                case "bullet_list_open":
                    self.lists.append(None)
                case "ordered_list_open":
                    self.lists.append(int(token.attrs.get("start", 1)))
                case "bullet_list_close" | "ordered_list_close":
                    self.close_list()
                case "list_item_open":
                    self.is_item_open = True
                case "table_open":
                    self.rows = []
                case "tr_open" if self.rows is not None:
                    self.rows.append([])
                case "table_close" if self.rows is not None:
                    heading, *rows = map(tuple, self.rows)
                    self.found.blocks.append(MarkdownTable(heading=heading, rows=tuple(rows)))
                    self.rows = None
                case "footnote_open":
                    self.note = token.meta["label"]
                case "footnote_close":
                    self.note = None
                case kind if kind in _FORMS:
                    self.refuse(f"{_FORMS[kind]} is not possible in a text", *self.line_of(token))

    def close_list(self) -> None:
        """End the innermost list; without one, the text has a form of which markdown-it gives the end alone."""
        if self.lists:
            self.lists.pop()
            return
        start = self.source.find("[^")
        self.refuse("a footnote in a list of another footnote is not possible in a text", start, start + 2)

    def words(self, token: "Token") -> None:
        """Read a run of words: a paragraph, an item, a cell or a footnote."""
        pieces = tuple(self.pieces(token))
        if self.note is not None:
            if self.note in self.found.notes:
                self.refuse("a footnote has one paragraph", *self.line_of(token))
            self.found.notes[self.note] = pieces
        elif self.rows is not None:
            self.rows[-1].append(pieces)
        elif not self.lists:
            self.found.blocks.append(MarkdownParagraph(pieces=pieces))
        else:
            self.item(token, pieces)

    def item(self, token: "Token", pieces: Pieces) -> None:
        """Add an item of the innermost list."""
        number = self.lists[-1]
        if not self.is_item_open:
            self.refuse("an item of a list has one paragraph", *self.line_of(token))
        self.is_item_open = False
        made = MarkdownParagraph(
            pieces=pieces, bullet=number is None, number=number, level=len(self.lists) - 1
        )
        self.found.blocks.append(made)
        if number is not None:
            self.lists[-1] = number + 1

    def pieces(self, token: "Token") -> Iterator[Piece]:
        """Yield the pieces of a run of words, each with its style and its place."""
        at, end = self.line_of(token)
        style = PLAIN
        outer: list[Style] = []  # the styles that end later
        for child in token.children or ():
            match child.type:
                case "strong_open" | "em_open" | "link_open":
                    outer.append(style)
                    style = self.styled(child, style, at, end)
                case "strong_close" | "em_close" | "link_close":
                    style = outer.pop()
                case "text" | "text_special" if child.content:
                    at = self.found_at(child.content, at, end)
                    yield Piece(text=child.content, style=style, start=at)
                    self.check_unread(child.content, at)
                    at += len(child.content)
                case "softbreak" | "hardbreak":
                    yield Piece(text=" ", style=style, start=self.found_at("\n", at, end))
                case "insert":
                    at = self.found_at(f"{{{{{child.meta['number']}}}}}", at, end)
                    yield Piece(insert=child.meta["number"], style=style, start=at)
                case "footnote_ref":
                    yield Piece(note=child.meta["label"], start=self.found_at("[^", at, end))
                case kind if kind in _FORMS:
                    at = self.found_at(child.content, at, end)
                    self.refuse(
                        f"{_FORMS[kind]} is not possible in a text", at, at + max(len(child.content), 1)
                    )

    def styled(self, token: "Token", style: Style, at: int, end: int) -> Style:
        """Return the style of the words that a token opens."""
        if token.type == "strong_open":
            return replace(style, is_strong=True)
        if token.type == "em_open":
            return replace(style, is_emphasised=True)
        address = str(token.attrs.get("href", ""))
        start = self.found_at("[", at, end)
        if "%7B%7B" in address:
            self.refuse("the address of a link cannot be inserted", start, start + 1)
        elif _ADDRESS.match(address) is None:
            self.refuse(f"a link leads to '{address}', which is no address on the web", start, start + 1)
        if "title" in token.attrs:
            self.refuse("a link has no title of its own", start, start + 1)
        return replace(style, link=address)

    def check_unread(self, text: str, at: int) -> None:
        """Report signs of a footnote or link that would be printed as they are."""
        for match in _UNREAD.finditer(text):
            what = (
                f"there is no footnote for '{match[0]}'"
                if match[0].startswith("[")
                else f"'{match[0]}' is no address on the web"
            )
            self.refuse(what, at + match.start(), at + match.end())

    def line_of(self, token: "Token") -> tuple[int, int]:
        """Return where the lines of a token start and end in the Markdown."""
        first, last = token.map or (0, len(self.starts))
        end = self.starts[last] if last < len(self.starts) else len(self.source)
        return self.starts[first], end

    def found_at(self, text: str, at: int, end: int) -> int:
        """Return where a text is, at `at` or later; `at` where escapes hide it."""
        found = self.source.find(text, at, end)
        return at if found < 0 else found

    def refuse(self, message: str, start: int, end: int) -> None:
        first = start + len(self.source[start:end]) - len(self.source[start:end].lstrip())
        line_end = self.source.find("\n", first)
        last = min(end, line_end if line_end >= 0 else len(self.source))
        self.found.unknown.append(UnknownForm(message=message, start=first, end=max(last, first + 1)))
