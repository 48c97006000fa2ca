"""Links, styles, lists and footnotes of a report as Markdown, read back with markdown-it."""

from markdown_it import MarkdownIt

from egyv_engine.model.report import (
    BoundNumber,
    Chapter,
    Column,
    Note,
    NoteMark,
    Paragraph,
    Report,
    Section,
    Sentence,
    Style,
    Table,
    Term,
    Text,
)
from egyv_engine.publish.markdown import render_markdown, render_section


def sentence(*nodes: Text | Term | BoundNumber | NoteMark) -> Sentence:
    return Sentence(kind="text", nodes=nodes, basis=())


def section(*blocks: Paragraph | Table, notes: tuple[Note, ...] = (), heading: str | None = None) -> Section:
    return Section(id="text", heading=heading, blocks=blocks, notes=notes)


def paragraph(*nodes: Text | Term | BoundNumber | NoteMark) -> Paragraph:
    return Paragraph(sentences=(sentence(*nodes),))


def test_styles_enclose_words_without_the_spaces_at_their_ends() -> None:
    strong = Style(is_strong=True)
    shown = section(
        paragraph(
            Text(text="It is"),
            Text(text=" very ", style=strong),
            BoundNumber(ref="x", value="2", text="two", style=strong),
            Text(text=" *"),
        )
    )
    assert render_section(shown) == "It is **very two** \\*\n"


def test_lists_are_indented_by_their_level_and_keep_their_numbers() -> None:
    items = (
        Paragraph(sentences=(sentence(Text(text="a")),), number=3),
        Paragraph(sentences=(sentence(Text(text="b")),), bullet=True, level=1),
        Paragraph(sentences=(sentence(Text(text="c")),), number=4),
    )
    rendered = render_section(section(*items))
    assert rendered == "3. a\n    - b\n4. c\n"
    assert [t.type for t in MarkdownIt().parse(rendered) if t.type.endswith("list_open")] == [
        "ordered_list_open",
        "bullet_list_open",
    ]


def test_footnotes_are_numbered_by_their_first_mark_and_shown_once() -> None:
    notes = tuple(
        Note(id=name, sentence=sentence(Text(text=f"Note {name}."))) for name in ("a", "b", "unused")
    )
    shown = section(
        paragraph(
            Text(text="One"), NoteMark(note="b"), Text(text=", two"), NoteMark(note="a"), Text(text=".")
        ),
        paragraph(Text(text="Three"), NoteMark(note="b"), Text(text=".")),
        notes=notes,
    )
    assert render_section(shown) == ("One[^1], two[^2].\n\nThree[^1].\n\n[^1]: Note b.\n\n[^2]: Note a.\n")


def test_links_lead_to_the_headings_that_renderers_name() -> None:
    def to(name: str) -> Text:
        return Text(text="there", style=Style(link=name))

    chapters = (
        Chapter(
            id="first",
            title="Who's asked?",
            annex=False,
            sections=(
                section(paragraph(to("#first.more")), heading="More"),
                section(paragraph(to("#second.more"), Text(text=" "), to("#nowhere"))),
            ),
        ),
        Chapter(id="second", title="B", annex=False, sections=(section(paragraph(), heading="More"),)),
    )
    written = render_markdown(
        Report(title="R", notice=None, status="Draft", contents="Contents", chapters=chapters)
    ).decode()
    assert "1. [Who's asked?](#1-whos-asked)" in written
    assert "[there](#more)\n" in written
    assert "[there](#more-1) there" in written
    assert written.count("**Draft**") == 3  # of the report and of each chapter


def test_cell_of_a_table_may_be_a_sentence_with_styles() -> None:
    cell = sentence(Text(text="a | "), Text(text="b", style=Style(is_emphasised=True)))
    table = Table(title=None, columns=(Column(title="what"),), rows=((cell,),))
    assert render_section(section(table)) == "| what |\n| --- |\n| a \\| *b* |\n"


def test_lead_that_is_a_question_has_no_full_stop_after_it() -> None:
    shown = section(
        Paragraph(sentences=(sentence(Text(text="Most.")),), lead="Is it open?"),
        Paragraph(sentences=(sentence(Text(text="Few.")),), lead="Rooms"),
    )
    assert render_section(shown) == "**Is it open?** Most.\n\n**Rooms.** Few.\n"
