"""The first use of each word of the glossary leads to it."""

from pathlib import PurePosixPath

from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.glossary_document import GlossaryFile, GlossaryTerm
from egyv_engine.model.report import Chapter, Node, NoteMark, Paragraph, Section, Sentence, Style, Term, Text
from egyv_engine.narrative.glossary_links import with_first_uses

AT = DocumentPath(PurePosixPath("reports/glossary.yaml"))
WORDS = GlossaryFile(
    terms={
        "warden": GlossaryTerm(meaning="A guard.", also=("wardens",), doc_path=AT),
        "head warden": GlossaryTerm(meaning="The first of them.", doc_path=AT),
    },
    doc_path=AT,
)


def chapter(name: str, section: str, *nodes: Node) -> Chapter:
    sentence = Sentence(kind="text", nodes=nodes, basis=())
    shown = Section(id=section, heading=None, blocks=(Paragraph(sentences=(sentence,)),))
    return Chapter(id=name, title=name, annex=False, sections=(shown,))


def linked(chapters: tuple[Chapter, ...]) -> list[tuple[str, str]]:
    nodes = [n for c in chapters for s in c.sentences() for n in s.nodes]
    return [(n.text, n.style.link) for n in nodes if not isinstance(n, NoteMark) and n.style.link]


def test_first_use_alone_is_linked_and_the_longest_word_wins() -> None:
    made = with_first_uses(
        [
            chapter(
                "a", "text", Text(text="The Head warden and "), Term(text="wardens"), Text(text=", wardens.")
            ),
            chapter("b", "text", Text(text="A warden, a wardenship.")),
            chapter("words", "glossary", Text(text="A warden is a guard.")),
        ],
        WORDS,
    )
    assert linked(made) == [("Head warden", "#words"), ("wardens", "#words")]
    assert "".join(s.text for s in made[0].sentences()) == "The Head warden and wardens, wardens."


def test_words_that_lead_elsewhere_are_left_alone() -> None:
    elsewhere = Text(text="warden", style=Style(link="https://example.org"))
    made = with_first_uses([chapter("a", "text", elsewhere), chapter("words", "glossary")], WORDS)
    assert linked(made) == [("warden", "https://example.org")]


def test_report_without_the_block_has_no_links() -> None:
    chapters = (chapter("a", "text", Text(text="A warden.")),)
    assert with_first_uses(chapters, WORDS) == chapters
