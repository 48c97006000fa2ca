"""Reads a finished web page without the engine: its numbers with their whole paths, its words, and its explanations."""

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

WITHOUT_END = frozenset({"meta", "input", "br", "img"})


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A number of a page. path: as it is written. row: the id of the row that it is in, or that its link leads to.

    waves: the waves of the finding of that row.
    """

    path: str
    value: str
    text: str
    row: str | None
    waves: tuple[str | None, str] | None

    @property
    def whole_path(self) -> str:
        """The path with the id of the finding before its `#` and the waves after it, which it may leave out."""
        before, _, after = self.path.partition("#")
        if self.row is None or self.row.partition("/")[0] in before:
            return self.path
        assert self.waves is not None
        earlier, later = self.waves
        at, dot, part = after.partition(".")
        if dot:
            at = {"1": str(earlier), "2": later}[at]
        return f"{before}{self.row}#{at}.{part}" if dot else f"{before}{self.row}#{earlier}:{later}.{after}"


@dataclass
class ReadPage(HTMLParser):
    """A page that has been read.

    Attributes:
        numbers: Its `data` elements in order.
        words: The texts outside of them, and outside of code, style and script; chapters are those of the body.
        tags: Every start tag with its attributes.
        data: What the script element of explanations holds.
    """

    numbers: list[PageNumber] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self._targets: dict[str, str] = {}
        self._found: list[tuple[str, str, list[str], str | None]] = []
        self._heads: list[
            list[str]
        ] = []  # of the columns of a table: the paths that its numbers usually have
        self._place = (-1, 0)  # the column of the cell that is read, and the number of the numbers in it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if tag not in WITHOUT_END:
            self._open.append((tag, given))
        row = self._inside("tr", "id")
        if row and given.get("id"):
            self._targets[f"#{given['id']}"] = row
        if tag == "tr":
            self._place = (-1, 0)
            if "thead" in [name for name, _ in self._open]:
                self._heads = []  # of several rows, the last one has the heads of columns
        if tag in ("td", "th"):
            self._place = (self._place[0] + 1, 0)
        if tag == "th" and "thead" in [name for name, _ in self._open]:
            self._heads.append((given.get("data-paths") or "").split())
        if tag == "tspan":  # a number of a chart, which leads nowhere: the table below it does
            self._found.append((given["data-of"] or "", given.get("data-value") or "", [], None))
        if tag == "data":
            link = self._inside("a", "href")
            column, place = self._place
            usual = given.get("data-of") or self._heads[column][place]
            self._place = (column, place + 1)
            self._found.append((usual, given["value"] or "", [], link or row))

    def handle_endtag(self, tag: str) -> None:
        name, _ = self._open.pop()
        assert name == tag, f"<{name}> ends with </{tag}>"

    def handle_data(self, data: str) -> None:
        tags = [name for name, _ in self._open]
        if {"data", "tspan"} & set(tags):
            self._found[-1][2].append(data)
        elif "script" in tags and self._open[-1][1].get("id") == "explanations":
            self.data = json.loads(data)
        elif not {"code", "style", "script"} & set(tags):
            self.words.append(data)

    def _inside(self, tag: str, attribute: str) -> str | None:
        return next((given.get(attribute) for name, given in reversed(self._open) if name == tag), None)

    def finish(self) -> None:
        """Resolve the links of numbers to rows."""
        assert self._open == []
        for path, value, texts, at in self._found:
            row = self._targets.get(at, None) if at and at.startswith("#") else at
            text = "".join(texts)
            waves = self._waves_of(row) if row else None
            # A chart leaves out the value that it writes.
            self.numbers.append(PageNumber(path, value or text, text, row, waves))

    def _waves_of(self, row: str) -> tuple[str | None, str] | None:
        """The waves of the finding of a row; None where the page explains none."""
        found = self.data["findings"].get(row)
        if found is None:
            return None
        earlier, later = self.data["compared"][found[2]]
        return earlier, later


def read_page(html: str) -> ReadPage:
    """Read a page; every tag that is opened has to be closed."""
    page = ReadPage()
    page.feed(html)
    page.close()
    page.finish()
    return page


def digits_in(words: str) -> list[str]:
    """The numbers in digits in a text."""
    return re.findall(r"\d[\d.,]*", words)
