"""A block in a chapter on one principle shows that principle alone, whatever kind of block it is."""

import pytest

from egyv_engine.model.report import Paragraph, Section, Table, Term
from tests.narrative.toy import moved, shown

STREETS = moved("plan", gained=4, lost=0, met_both=2, met_neither=3)
HOMES = moved("absence", "police", gained=0, lost=4, met_both=2, met_neither=3)


def findings_in(sections: list[Section]) -> set[str]:
    """The findings that sections state or list."""
    named: set[str] = set()
    for block in (block for section in sections for block in section.read()):
        if isinstance(block, Table):
            named |= set(block.mentions)
        else:
            named |= {m for sentence in block.sentences for m in (*sentence.mentions, *sentence.basis)}
    return named


@pytest.mark.parametrize(
    "name",
    ["headline", "largest_improvements", "declines", "overall", "findings_table", "principle_summary"],
)
def test_block_shows_the_principle_of_its_chapter_alone(name: str) -> None:
    assert findings_in(shown(name, [STREETS, HOMES])) <= {STREETS.finding, HOMES.finding}
    for principle, one in (("streets", STREETS), ("homes", HOMES)):
        assert findings_in(shown(name, [STREETS, HOMES], principle=principle)) <= {one.finding}


def test_blocks_of_a_chapter_on_all_principles_show_both() -> None:
    assert findings_in(shown("findings_table", [STREETS, HOMES])) == {STREETS.finding, HOMES.finding}
    assert findings_in(shown("overall", [STREETS, HOMES])) == {STREETS.finding, HOMES.finding}
    assert findings_in(shown("overall", [STREETS, HOMES], principle="homes")) == {HOMES.finding}


def test_table_of_findings_shows_the_indicators_that_the_block_names_in_its_order() -> None:
    wardens = moved("wardens", gained=1, lost=0, met_both=2, met_neither=3)
    found = [STREETS, wardens, HOMES]
    (section,) = shown("findings_table", found, indicators=("wardens", "plan"))
    (table,) = section.blocks
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == [Term(text="Wardens"), Term(text="A plan")]
    assert shown("findings_table", found, indicators=("plan",), principle="homes") == []


def test_paths_of_a_chapter_name_its_principle() -> None:
    (section,) = shown("overall", [STREETS, HOMES], principle="homes")
    (paragraph,) = section.blocks
    assert isinstance(paragraph, Paragraph)
    refs = [getattr(node, "ref", "homes") for node in paragraph.sentences[0].nodes]
    assert all(ref.startswith("homes") for ref in refs)
