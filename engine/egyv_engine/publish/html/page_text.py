"""Writes sentences, cells and marks as HTML, each number as a `data` element with its value and its path.

They are written here and not by the template, and so are the rows of tables, because a page has tens of thousands of them.
Every text goes through `escape`. The values of attributes have quotes only where HTML asks for them: a page has them more
than ten thousand times.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby, repeat
from typing import NamedTuple

from egyv_engine.model.decimals import decimal
from egyv_engine.model.report import (
    BoundNumber,
    Bounds,
    Caveat,
    Cell,
    CountOfBase,
    Figure,
    Node,
    NoteMark,
    Paragraph,
    RowFinding,
    Sentence,
    Style,
    Table,
    with_words_before,
)
from egyv_engine.publish.html.page_links import NumberPlace, PageLinks
from egyv_engine.publish.table_cells import MARKS, figure_text

_PATH = re.compile(r" data-of=(#[^ >]+)>")  # of a number whose row or link says the finding
_WITHOUT_QUOTES = re.compile(r"[\w.@:/#+~-]+", re.ASCII)


class WrittenRows(NamedTuple):
    """The rows of a table as HTML. paths: of each column, the paths that its numbers have unless they state others."""

    html: str
    paths: tuple[str, ...]


class PageText:
    """Writes the text of a page as HTML in which each text is escaped, so that the template takes it as it is."""

    def __init__(self, links: PageLinks) -> None:
        self._links = links

    def paragraph(self, paragraph: Paragraph, chapter: int) -> str:
        """Return a paragraph; a mark that all its claims have is shown once, next to its lead.

        Args:
            paragraph: The paragraph.
            chapter: The number of its chapter, whose key explains its marks.
        """
        shared = paragraph.shared_caveats if paragraph.lead else ()
        lead = ""
        if paragraph.lead:
            marks = self.marks(shared, chapter)
            lead = f"<strong>{escape(paragraph.lead)}{marks}{paragraph.end_of_lead}</strong> "
        return f"{lead}{self.sentences(paragraph.sentences, chapter, shared)}"

    def sentences(self, several: Sequence[Sentence], chapter: int, shared: Sequence[Caveat] = ()) -> str:
        """Return sentences with their marks, but for those that are shown elsewhere.

        Args:
            several: The sentences.
            chapter: The number of their chapter.
            shared: The caveats whose marks are shown elsewhere.
        """
        own = ([c for c in s.caveats if c not in shared] for s in several)
        return " ".join(
            f"{self._sentence(s)}{self.marks(c, chapter)}" for s, c in zip(several, own, strict=True)
        )

    def rows(self, table: Table, *, is_home: bool) -> WrittenRows:
        """Return the rows of a table, each on a line of its own, and the paths that most cells of a column have.

        Args:
            table: The table.
            is_home: Whether the numbers of findings lead to these rows, where each is the row of one.
        """
        homes = table.row_findings if is_home and table.row_findings else repeat(None)
        marks = table.cell_caveats or repeat(())
        rows = list(map(self._cells, table.rows, homes, marks))
        columns = [_without_paths(column) for column in zip(*rows, strict=True)]
        written = zip(*(cells for cells, _ in columns), strict=True)
        homes = table.row_findings if is_home and table.row_findings else repeat(None)
        return WrittenRows(
            "".join(map(self._row, table.rows, homes, written)), tuple(paths for _, paths in columns)
        )

    def _cells(
        self, cells: Sequence[Cell], home: RowFinding | None, marks: Sequence[Sequence[Caveat]]
    ) -> list[str]:
        target = None if home is None else self._links.targets[home]
        return [
            self._cell(cell, target)
            if not caveats
            else f"{self._cell(cell, target)} <sup>{self._marks(caveats, None, target)}</sup>"
            for cell, caveats in zip(cells, marks or repeat(()), strict=False)
        ]

    def _row(self, cells: Sequence[Cell], home: RowFinding | None, shown: Sequence[str]) -> str:
        if home is None:
            opened, heading = "<tr>", f"<th scope=row>{shown[0]}</th>"
        else:
            name, target = self._links.rows[home], self._links.targets[home]
            opened = f'<tr id="{name}">'
            heading = f"<th scope=row id={target}><a href=#{target}>{shown[0]}</a></th>"
        if cells[0] is None:
            heading = f"<td>{shown[0]}</td>"
        return "".join((opened, heading, *[f"<td>{each}</td>" for each in shown[1:]], "</tr>\n"))

    def _cell(self, cell: Cell, row: str | None) -> str:
        match cell:
            case None:
                return ""
            case Figure():
                return self._figure(cell, row)
            case CountOfBase():
                place = self._links.place_of(cell.count.ref)
                besides = [self._inside(each) for each in (cell.share, cell.change) if each is not None]
                base = "" if cell.base is None else f" {escape(cell.of)} {self._inside(cell.base)}"
                bracketed = f" ({', '.join(besides)})" if besides else ""
                count = _linked(place, f"{self._inside(cell.count)}{base}{bracketed}", row)
                return "\u00a0".join((count, *(escape(MARKS[mark]) for mark in cell.marks)))
            case Bounds(word=word, low=low, high=high, to=to):
                if low.value == high.value:
                    return escape(word)
                both = (self._figure(each, row) for each in (low, high))
                return f"{escape(word)}: {f' {escape(to)} '.join(both)}"
            case Sentence():
                return self._sentence(cell, row)
            case _:
                return escape(cell.text)

    def marks(self, caveats: Sequence[Caveat], chapter: int) -> str:
        """Return marks as superscripts that lead to the key of the chapter; nothing where there are none.

        Args:
            caveats: The caveats.
            chapter: The number of the chapter.
        """
        return f"<sup>{self._marks(caveats, chapter)}</sup>" if caveats else ""

    def _marks(self, caveats: Sequence[Caveat], chapter: int | None, row: str | None = None) -> str:
        found = []
        for before, caveat in with_words_before(caveats):
            mark, number = escape(caveat.mark), caveat.number
            if chapter is not None:
                mark = f"<a href={_quoted(f'#key/{chapter}/{caveat.mark}')}>{mark}</a>"
            if number is not None:
                mark += self._number(number.ref, number.value, number.text, row)
            found.append(escape(before) + mark)
        return "".join(found)

    def _sentence(self, sentence: Sentence, row: str | None = None) -> str:
        return "".join(self._runs(sentence, row))

    def _runs(self, sentence: Sentence, row: str | None) -> Iterator[str]:
        """Yield the parts of a sentence that have one style in a row."""
        for style, nodes in groupby(sentence.nodes, key=_style):
            if isinstance(style, NoteMark):
                number = self._links.notes.numbers[style.note]
                yield f'<sup class="note"><a href=#note/{number}>{number}</a></sup>'
                continue
            address = self._links.address(style)
            text = "".join(self._node(node, row, is_in_link=address is not None) for node in nodes)
            if style.is_emphasised:
                text = f"<em>{text}</em>"
            if style.is_strong:
                text = f"<strong>{text}</strong>"
            yield text if address is None else f"<a href={_quoted(address)}>{text}</a>"

    def _node(self, node: Node, row: str | None, *, is_in_link: bool) -> str:
        if not isinstance(node, BoundNumber):
            return escape(node.text)
        if is_in_link:
            return _data(node.ref, node.value, node.text)
        return self._number(node.ref, node.value, node.text, row)

    def _figure(self, figure: Figure, row: str | None) -> str:
        return self._number(figure.ref, decimal(figure.value, figure.places), figure_text(figure), row)

    def _inside(self, figure: Figure) -> str:
        """Return a number that is in the row of its finding or in a link to it, so that its path can leave out the id."""
        place = self._links.place_of(figure.ref)
        path = figure.ref if place is None else place.path
        return _data(path, decimal(figure.value, figure.places), figure_text(figure))

    def _number(self, ref: str, value: str, text: str, row: str | None) -> str:
        """Return a number, as a link to the row of its finding unless it is in that row."""
        place = self._links.place_of(ref)
        return (
            _data(ref, value, text) if place is None else _linked(place, _data(place.path, value, text), row)
        )


def _linked(place: NumberPlace | None, shown: str, row: str | None) -> str:
    """Return a number, or a count with its base, as a link to the row of its finding, unless it is in that row."""
    return shown if place is None or place.target == row else f"<a href=#{place.target}>{shown}</a>"


def _without_paths(cells: Sequence[str]) -> tuple[list[str], str]:
    """Return the cells of a column without the paths that most of them have, and these paths.

    The paths of a cell that leave out their finding are often those of the cells above and below: `#1.count #1.base`.
    """
    found = Counter(paths for cell in cells if (paths := tuple(_PATH.findall(cell))))
    if not found:
        return list(cells), ""
    ((common, times),) = found.most_common(1)
    if times == 1:
        return list(cells), ""
    usual = max((paths for paths in found if paths[: len(common)] == common), key=len)
    return [_without_usual(cell, usual) for cell in cells], " ".join(usual)


def _without_usual(cell: str, usual: Sequence[str]) -> str:
    """Return a cell without each path that is the usual one at its place; a cell with other numbers keeps all its paths."""
    first, *others = cell.split("<data ")
    if len(others) > len(usual):
        return cell
    kept = [part.replace(f" data-of={path}>", ">", 1) for part, path in zip(others, usual, strict=False)]
    return "<data ".join((first, *kept))


@lru_cache(maxsize=65536)  # without the ids of findings, few of ten thousand numbers of a page are different
def _data(path: str, value: str, text: str) -> str:
    return f"<data value={_quoted(value)} data-of={_quoted(path)}>{escape(text)}</data>"


def _style(node: Node) -> Style | NoteMark:
    return node if isinstance(node, NoteMark) else node.style


def _quoted(value: str) -> str:
    """Return the value of an attribute, in quotes where it holds anything but letters, digits and a few plain signs."""
    return value if _WITHOUT_QUOTES.fullmatch(value) else f'"{escape(value)}"'
