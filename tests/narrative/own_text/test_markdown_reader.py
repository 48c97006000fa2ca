"""Markdown as paragraphs, lists, tables and footnotes, and the forms that a report does not have."""

import pytest

from egyv_engine.model.report import Style
from egyv_engine.narrative.own_text.markdown_reader import (
    MarkdownParagraph,
    MarkdownTable,
    Piece,
    read_markdown,
)


def words(pieces: tuple[Piece, ...]) -> str:
    return "".join(p.text or (f"<{p.insert}>" if p.insert is not None else f"^{p.note}") for p in pieces)


def test_paragraphs_and_lists_are_read_in_order_with_their_numbers_and_levels() -> None:
    read = read_markdown("One\nline.\n\n4. four\n5. five\n   - inner {{0}}\n\nLast.\n")
    blocks = [b for b in read.blocks if isinstance(b, MarkdownParagraph)]
    assert [(words(b.pieces), b.bullet, b.number, b.level) for b in blocks] == [
        ("One line.", False, None, 0),
        ("four", False, 4, 0),
        ("five", False, 5, 0),
        ("inner <0>", True, None, 1),
        ("Last.", False, None, 0),
    ]


def test_table_has_its_heading_and_its_rows() -> None:
    (table,) = read_markdown("| a | b |\n|---|--:|\n| {{0}} | *c* |\n").blocks
    assert isinstance(table, MarkdownTable)
    assert [words(cell) for cell in table.heading] == ["a", "b"]
    assert [[words(cell) for cell in row] for row in table.rows] == [["<0>", "c"]]


def test_words_have_the_styles_around_them() -> None:
    (block,) = read_markdown("a **b *c* [d](https://example.org/2015)**").blocks
    assert isinstance(block, MarkdownParagraph)
    assert [(p.text, p.style) for p in block.pieces] == [
        ("a ", Style()),
        ("b ", Style(is_strong=True)),
        ("c", Style(is_strong=True, is_emphasised=True)),
        (" ", Style(is_strong=True)),
        ("d", Style(is_strong=True, link="https://example.org/2015")),
    ]


def test_footnotes_are_read_apart_from_their_marks() -> None:
    read = read_markdown("Said[^a].\n\n[^a]: By {{0}}.\n")
    (block,) = read.blocks
    assert isinstance(block, MarkdownParagraph)
    assert words(block.pieces) == "Said^a."
    assert {name: words(pieces) for name, pieces in read.notes.items()} == {"a": "By <0>."}


def test_pieces_know_where_they_start() -> None:
    source = "One, *two*\nand {{0}} more."
    (block,) = read_markdown(source).blocks
    assert isinstance(block, MarkdownParagraph)
    assert [source[p.start] for p in block.pieces] == ["O", "t", "\n", "a", "{", " "]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("# A", "a heading is not possible in a text"),
        ("    a", "a line that is indented by four spaces is not possible in a text"),
        ("> a", "a quotation is not possible in a text"),
        ("a\n\n---", "a line across the page is not possible in a text"),
        ("a `b`", "code is not possible in a text"),
        ("a <b>c", "a tag is not possible in a text"),
        ("![a](https://b)", "a picture is not possible in a text"),
        ("[a](b.pdf)", "a link leads to 'b.pdf', which is no address on the web"),
        ("[a](#b)", "a link leads to '#b', which is no address on the web"),
        ("[a](javascript:b)", "'](javascript:b)' is no address on the web"),
        ("[a]({{0}})", "the address of a link cannot be inserted"),
        ('[a](https://b "c")', "a link has no title of its own"),
        ("a[^b]", "there is no footnote for '[^b]'"),
        ("a\n\n[^b]: c", "the footnote 'b' has no mark [^b] in the text"),
        ("- a\n\n  b", "an item of a list has one paragraph"),
        ("a[^b]\n\n[^b]: c\n\n    d", "a footnote has one paragraph"),
    ],
)
def test_what_would_be_lost_is_refused(source: str, message: str) -> None:
    assert [form.message for form in read_markdown(source).unknown] == [message]
