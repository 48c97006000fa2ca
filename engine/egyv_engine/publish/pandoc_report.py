"""Puts a report into pandoc's own document model, which keeps header rows, captions, links and footnotes as what they are."""

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from egyv_engine.model.frozen import replace
from egyv_engine.model.report import (
    Block,
    Caveat,
    Cell,
    Chapter,
    Chart,
    Column,
    Node,
    NoteMark,
    Paragraph,
    Report,
    ReportContact,
    Section,
    Sentence,
    Table,
    heading_name,
    with_words_before,
)
from egyv_engine.publish.footnotes import Footnotes
from egyv_engine.publish.markdown_links import chapter_heading
from egyv_engine.publish.table_cells import MARKS, cell_text

API_VERSION = (1, 23, 1)  # of the document model, for pandoc 3
NOTHING = (
    "\u2013"  # in a cell with nothing to state: some programs that read aloud skip a cell without any text
)
_LETTERS = {False: 92, True: 140}  # that fit into a line of a table, by whether the page is across
_WIDEST = 45  # letters of a column that has its way
_SHORT, _NO_BREAK = 12, "\u00a0"  # a cell of so few letters, such as "5 of 9", is on one line
_BETWEEN = 2  # letters that fit into the space between two columns
_BOLD = 1.2  # the width of a bold letter, to that of another
_NUMBERS = ("count", "count_of_base", "decimal", "bounds")
PAGES = {  # width and height in twentieths of a point, for A4
    "portrait": (11906, 16838),
    "landscape": (16838, 11906),
}
MARGIN = 1134  # 2 cm
_PICTURE = (
    17,
    21,
)  # width and height of the largest picture, in cm: that of an upright page, with a heading above
_NO_ATTRIBUTES: tuple[str, list[str], list[str]] = ("", [], [])
_Json = dict[str, Any]


def pandoc_report(
    report: Report, *, language: str, pictures: Mapping[str, bytes], right_to_left: bool = False
) -> bytes:
    """Return the report as the JSON of pandoc's document model. Wide tables are on pages across.

    Args:
        report: The report.
        pictures: PNG files of its charts, by their ids; a chart without one has its words and its table.
        language: The tag of its language, such as en-GB.
        right_to_left: Whether it is written from right to left.
    """
    meta = {"title": report.title, "lang": language, **({"dir": "rtl"} if right_to_left else {})}
    document = {
        "pandoc-api-version": API_VERSION,
        "meta": {name: {"t": "MetaInlines", "c": [_words(text)]} for name, text in meta.items()},
        "blocks": list(_Document(report, pictures).blocks()),
    }
    return json.dumps(document, ensure_ascii=False).encode()


def table_names(report: Report) -> list[str]:
    """Return what each table of the report is called, in order: its title, else the heading above it."""
    return [
        table.title or section.heading or chapter.title
        for chapter in report.chapters
        for section in chapter.sections
        for table in section.read()
        if isinstance(table, Table)
    ]


class _Document:
    """The blocks of a report, which know where links lead and which footnotes have been shown."""

    def __init__(self, report: Report, pictures: Mapping[str, bytes]) -> None:
        self._report = report
        self._pictures = pictures
        self._targets = {chapter.id: chapter.id for chapter in report.chapters}
        for chapter in report.chapters:
            for section in chapter.sections:
                for name in section.names:
                    self._targets.setdefault(f"{chapter.id}.{name}", _section_id(chapter, section))
        footnotes = Footnotes.of([section for chapter in report.chapters for section in chapter.sections])
        self._numbers = footnotes.numbers
        self._waiting = {note.id: note for note in footnotes.notes}  # those that have not been shown

    def blocks(self) -> Iterator[_Json]:
        """Yield the blocks of the document after its title."""
        report = self._report
        yield from _status(report.status)
        opens_with_notice = any(s.id == "notice" for chapter in report.chapters[:1] for s in chapter.sections)
        if report.notice and not opens_with_notice:
            yield _quote([_paragraph([_strong([_words(report.note)]), _words(f" {report.notice}")])])
        yield from _contact(report.contact)
        if report.unnamed is not None:
            yield _paragraph([_words(report.unnamed)])
        if report.contents is not None:
            yield _header(1, "contents", report.contents)
            items = [
                [_plain([_link([_words(chapter.title)], f"#{chapter.id}")])] for chapter in report.chapters
            ]
            yield _ordered(1, items)
        is_across = False
        for number, chapter in enumerate(report.chapters, 1):
            title = [_header(1, chapter.id, chapter_heading(number, chapter)), *_status(report.status)]
            for group in _groups([title, *self._chapter(chapter)], chapter):
                if _needs_page_across(group) != is_across:
                    yield _page_break("landscape" if is_across else "portrait")
                    is_across = not is_across
                yield from (_with_widths(block, is_across=is_across) for block in group)
        if is_across:
            yield _page_break("landscape")

    def _chapter(self, chapter: Chapter) -> Iterator[list[_Json]]:
        """Yield the blocks of a chapter, those together that belong on one page."""
        for section in chapter.sections:
            if section.heading:
                yield [_header(2, _section_id(chapter, section), section.heading)]
            yield from self._blocks(list(_read(section)))
        if chapter.key is not None:
            yield [_paragraph([_emphasised([_words(chapter.key.lead)])])]
            marks = [[_plain([*_marks([c]), _words(f" {c.note}")])] for c in chapter.key.caveats]
            marks += [[_plain([_words(f"{MARKS[each.mark]} {each.note}")])] for each in chapter.key.published]
            yield [{"t": "BulletList", "c": marks}]

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[list[_Json]]:
        """Yield paragraphs, lists, pictures, and tables with their notes; neighbours that are items of a list are one list."""
        for is_list, group in groupby(blocks, key=_is_item):
            if is_list:
                yield list(self._lists([block for block in group if isinstance(block, Paragraph)]))
                continue
            for block in group:
                if isinstance(block, Table):
                    yield list(self._table(block))
                elif isinstance(block, Chart):
                    yield from self._picture(block)
                else:
                    made = _paragraph(self._inlines(block))
                    yield [_quote([made]) if block.is_warning else made]

    def _picture(self, chart: Chart) -> Iterator[list[_Json]]:
        """Yield the picture of a chart with its alternative text; nothing where there is none."""
        data = self._pictures.get(chart.id)
        if data is None:
            return
        wide, high = (int.from_bytes(data[at : at + 4]) for at in (16, 20))  # where a PNG has its size
        scale = min(_PICTURE[0] / wide, _PICTURE[1] / high)
        size = [[name, f"{scale * n:.2f}cm"] for name, n in (("width", wide), ("height", high))]
        words = [_words(chart.description.text or chart.title)]
        address = f"data:image/png;base64,{b64encode(data).decode()}"
        yield [_paragraph([{"t": "Image", "c": [("", [], size), words, [address, ""]]}])]

    def _lists(self, items: Sequence[Paragraph]) -> Iterator[_Json]:
        """Yield the lists of items, each with the lists that are inside of it."""
        level = items[0].level
        place = 0
        while place < len(items):
            ordered = items[place].number is not None
            first = items[place].number or 1
            made: list[list[_Json]] = []
            while place < len(items) and (items[place].number is not None) == ordered:
                item = items[place]
                place += 1
                inner = place
                while inner < len(items) and items[inner].level > level:
                    inner += 1
                inside = self._lists(items[place:inner]) if inner > place else ()
                made.append([_plain(self._inlines(item)), *inside])
                place = inner
            yield _ordered(first, made) if ordered else {"t": "BulletList", "c": made}

    def _inlines(self, paragraph: Paragraph) -> list[_Json]:
        """Return the words of a paragraph; a mark that all its claims have is shown once, next to its lead."""
        shared = paragraph.shared_caveats if paragraph.lead else ()
        lead = []
        if paragraph.lead:
            end = [_words(paragraph.end_of_lead)] if paragraph.end_of_lead else []
            lead = [_strong([_words(paragraph.lead), *_after(_marks(shared)), *end]), _words(" ")]
        return [*lead, *_joined(self._marked(sentence, shared) for sentence in paragraph.sentences)]

    def _marked(self, sentence: Sentence, shared: Sequence[Caveat] = ()) -> list[_Json]:
        """Return a sentence with its marks but for those that its whole paragraph shares."""
        own = [c for c in sentence.caveats if c not in shared]
        return [*self._sentence(sentence), *_after(_marks(own))]

    def _sentence(self, sentence: Sentence) -> list[_Json]:
        return [self._node(node) for node in sentence.nodes]

    def _node(self, node: Node) -> _Json:
        if isinstance(node, NoteMark):
            return self._note(node.note)
        made = _words(node.text)
        style = node.style
        if style.is_emphasised:
            made = _emphasised([made])
        if style.is_strong:
            made = _strong([made])
        link = style.link
        if link is None or not link.startswith("#"):
            return made if link is None else _link([made], link)
        target = self._targets.get(link.removeprefix("#"))
        return made if target is None else _link([made], f"#{target}")

    def _note(self, name: str) -> _Json:
        """Return a footnote where its mark is first, and after that a link to that place."""
        number = self._numbers[name]
        note = self._waiting.pop(name, None)
        if note is None:
            return {"t": "Superscript", "c": [_link([_words(str(number))], f"#note-{number}")]}
        shown = {"t": "Note", "c": [_paragraph(self._marked(note.sentence))]}
        return {"t": "Span", "c": [(f"note-{number}", [], []), [shown]]}

    def _table(self, table: Table) -> Iterator[_Json]:
        titles = [[_words(column.title), *_after(_marks(column.caveats))] for column in table.columns]
        without = [()] * len(table.columns)
        rows = [
            [
                [*self._cell(cell), *_after(_marks(caveats))]
                for cell, caveats in zip(
                    row, table.cell_caveats[i] if table.cell_caveats else without, strict=True
                )
            ]
            for i, row in enumerate(table.rows)
        ]
        sides = [_side(column) for column in table.columns]
        caption = [] if table.title is None else [_plain([_words(table.title)])]
        yield {
            "t": "Table",
            "c": [
                _NO_ATTRIBUTES,
                [None, caption],
                [[side, {"t": "ColWidthDefault"}] for side in sides],
                [_NO_ATTRIBUTES, [_row(titles)]],
                [[_NO_ATTRIBUTES, 0, [], [_row(row) for row in rows]]],
                [_NO_ATTRIBUTES, []],
            ],
        }
        if table.notes:
            yield _paragraph(_joined(self._marked(note) for note in table.notes))

    def _cell(self, cell: Cell) -> list[_Json]:
        if isinstance(cell, Sentence):
            return self._sentence(cell)
        text = cell_text(cell) or NOTHING
        return [_words(text.replace(" ", _NO_BREAK) if len(text) <= _SHORT else text)]


def _section_id(chapter: Chapter, section: Section) -> str:
    return f"{chapter.id}.{heading_name(section.heading or '')}"


def _read(section: Section) -> Iterator[Block]:
    """Yield the blocks of a section; a chart before its words and its table."""
    for block in section.blocks:
        if isinstance(block, Chart):
            yield block
        yield from replace(section, blocks=(block,)).read()


def _is_item(block: Block) -> bool:
    return isinstance(block, Paragraph) and (block.bullet or block.number is not None)


def _groups(parts: Sequence[list[_Json]], chapter: Chapter) -> Iterator[list[_Json]]:
    """Yield what stays on pages of one kind: an annex as a whole, else neighbouring wide tables with their notes."""
    if chapter.annex:
        yield [block for part in parts for block in part]
        return
    across = [_needs_page_across(part) for part in parts]
    for place in reversed(range(len(parts) - 1)):  # a heading is on the page of what it is above
        across[place] = across[place] or (parts[place][0]["t"] == "Header" and across[place + 1])
    for _, group in groupby(zip(across, parts, strict=True), key=itemgetter(0)):
        yield [block for _, part in group for block in part]


def _needs_page_across(blocks: Sequence[_Json]) -> bool:
    """Return whether there is a table whose longest words do not fit next to each other on an upright page."""
    tables = (block for block in blocks if block["t"] == "Table")
    return any(sum(least for least, _ in _lengths(table)) > _LETTERS[False] for table in tables)


def _with_widths(block: _Json, *, is_across: bool) -> _Json:
    """Return a block; a table has a width for each column: its longest word, and a part of the rest by its longest text."""
    if block["t"] != "Table":
        return block
    lengths, letters = _lengths(block), _LETTERS[is_across]
    least, most = sum(one for one, _ in lengths), sum(one for _, one in lengths)
    rest = max(0, min(letters, most) - least)
    widths = [one + rest * (wish - one) / max(1, most - least) for one, wish in lengths]
    scale = max(letters, sum(widths))
    attributes, caption, sides, *parts = block["c"]
    sized = [
        [side, {"t": "ColWidth", "c": round(width / scale, 4)}]
        for (side, _), width in zip(sides, widths, strict=True)
    ]
    return {"t": "Table", "c": [attributes, caption, sized, *parts]}


def _lengths(table: _Json) -> list[tuple[int, int]]:
    """Return the length of the longest word of each column, and that of its longest text as far as it counts."""
    _, _, _, (_, head), ((_, _, _, body),), _ = table["c"]
    found = []
    for title, *cells in zip(*([_text_in(cell) for cell in row[1]] for row in (*head, *body)), strict=True):
        words = [round(len(word) * _BOLD) for word in title.split()]
        words += [len(word) for text in cells for word in text.split()]
        least = _BETWEEN + max(words, default=0)
        found.append((least, max(least, min(_WIDEST, _BETWEEN + max(map(len, cells), default=0)))))
    return found


def _text_in(part: Any) -> str:
    """Return the words in a part of the document, without those of footnotes."""
    if isinstance(part, list | tuple):
        return "".join(map(_text_in, part))
    if not isinstance(part, dict) or part["t"] == "Note":
        return ""
    content = part.get("c")
    return str(content) if part["t"] == "Str" else _text_in(content)


def _status(status: str | None) -> list[_Json]:
    return [_paragraph([_strong([_words(status)])])] if status else []


def _contact(contact: ReportContact | None) -> list[_Json]:
    if contact is None:
        return []
    text = _words(contact.text)
    inlines = [_strong([_words(f"{contact.heading}.")]), _words(" ")]
    inlines.append(text if contact.link is None else _link([text], contact.link))
    if contact.email is not None:
        inlines += [_words(", "), _link([_words(contact.email)], f"mailto:{contact.email}")]
    return [_paragraph(inlines)]


def _marks(caveats: Sequence[Caveat]) -> list[_Json]:
    """Return marks in square brackets, which are as large as the text; nothing where there are none."""
    words = "".join(f"{before}{caveat.text}" for before, caveat in with_words_before(caveats))
    return [_words(f"[{words}]")] if words else []


def _after(inlines: Sequence[_Json]) -> list[_Json]:
    """Return what comes after other words, with a space before it."""
    return [_words(" "), *inlines] if inlines else []


def _joined(sentences: Iterable[Sequence[_Json]]) -> list[_Json]:
    """Return sentences with a space between them."""
    made: list[_Json] = []
    for sentence in sentences:
        made += [_words(" "), *sentence] if made else sentence
    return made


def _side(column: Column) -> _Json:
    return {"t": "AlignRight" if column.type in _NUMBERS else "AlignLeft"}


def _row(cells: Sequence[Sequence[_Json]]) -> list[Any]:
    return [
        _NO_ATTRIBUTES,
        [[_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [_plain(inlines)]] for inlines in cells],
    ]


def _words(text: str) -> _Json:
    return {"t": "Str", "c": text.replace("\n", " ")}


def _strong(inlines: Sequence[_Json]) -> _Json:
    return {"t": "Strong", "c": inlines}


def _emphasised(inlines: Sequence[_Json]) -> _Json:
    return {"t": "Emph", "c": inlines}


def _link(inlines: Sequence[_Json], address: str) -> _Json:
    return {"t": "Link", "c": [_NO_ATTRIBUTES, inlines, [address, ""]]}


def _plain(inlines: Sequence[_Json]) -> _Json:
    return {"t": "Plain", "c": inlines}


def _paragraph(inlines: Sequence[_Json]) -> _Json:
    return {"t": "Para", "c": inlines}


def _quote(blocks: Sequence[_Json]) -> _Json:
    return {"t": "BlockQuote", "c": blocks}


def _header(level: int, name: str, text: str) -> _Json:
    return {"t": "Header", "c": [level, (name, [], []), [_words(text)]]}


def _ordered(first: int, items: Sequence[Sequence[_Json]]) -> _Json:
    return {"t": "OrderedList", "c": [[first, {"t": "Decimal"}, {"t": "Period"}], items]}


def _page_break(before: str) -> _Json:
    """Return the end of pages of one kind, after which pages of the other kind follow."""
    width, height = PAGES[before]
    across = ' w:orient="landscape"' if before == "landscape" else ""
    end = (
        f'<w:p><w:pPr><w:sectPr><w:pgSz w:w="{width}" w:h="{height}"{across}/><w:pgMar w:top="{MARGIN}" '
        f'w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="567" w:footer="567" w:gutter="0"/>'
        "</w:sectPr></w:pPr></w:p>"
    )
    return {"t": "RawBlock", "c": ["openxml", end]}
