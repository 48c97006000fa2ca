"""A text with figures that are bound to findings, baskets, records, facts and chapters."""

from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.facts_document import CitedSource, Fact, FactsFile
from egyv_engine.model.findings import Certainty
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import BoundNumber, NoteMark, Paragraph, Section, Sentence, Table, Term
from egyv_engine.model.supplements import RecommendationCount, Supplements
from egyv_engine.narrative.own_text.agreements import Agreement
from egyv_engine.narrative.own_text.bound_names import basket_names, finding_names
from tests.narrative.blocks.sections_read import texts
from tests.narrative.toy import between, finding, level, linked, linked_with_three_waves, moved, shown

AT = DocumentPath(PurePosixPath("rules/facts.yaml"))
PLAN = 'finding("streets.plan@early")'


def bound(sections: list[Section]) -> Iterator[tuple[str, str]]:
    for section in sections:
        for block in section.read():
            cells = (
                block.sentences if isinstance(block, Paragraph) else [c for row in block.rows for c in row]
            )
            for cell in cells:
                assert isinstance(cell, Sentence)
                yield from ((n.ref, n.text) for n in cell.nodes if isinstance(n, BoundNumber))


def with_facts() -> LinkedProgramme:
    strategy = CitedSource(
        document="Strategy 2020", publisher="The city", url="https://example.org", doc_path=AT
    )
    facts = {
        "areas": Fact(value="120", unit="areas", source="strategy", checked="2026-03-01", doc_path=AT),
        "few": Fact(value="3", unit="areas", source="strategy", checked="2026-03-01", doc_path=AT),
        "day": Fact(value="2012", source="strategy", paragraph="page 4", checked="2026-03-01", doc_path=AT),
        "money": Fact(value="10", words="ten pounds", source="strategy", checked="2026-03-01", doc_path=AT),
    }
    file = FactsFile(sources={"strategy": strategy}, facts=facts, doc_path=AT)
    return replace(linked(), programme=replace(linked().programme, facts=file))


def test_levels_of_a_finding_are_inserted_with_their_paths_and_the_finding_is_mentioned() -> None:
    # before: 4 met both and 1 lost of 4+1+2 = 7 matched, so 5 of 7; after: 4 met both and 2 gained, so 6 of 7
    found = [moved("plan", gained=2, lost=1, met_both=4)]
    words = f"{{{{ {PLAN}.after.of }}}} {{{{ {PLAN}.after.says }}}}, and {{{{ {PLAN}.before.count }}}} of {{{{ {PLAN}.before.base }}}} before; net {{{{ {PLAN}.net }}}}."
    sections = shown("text", found, text=words)
    assert texts(sections) == ["Six out of seven had a plan, and five of seven before; net one."]
    assert list(bound(sections)) == [
        ("streets.plan@early#later.count", "Six"),
        ("streets.plan@early#later.base", "seven"),
        ("streets.plan@early#start.count", "five"),
        ("streets.plan@early#start.base", "seven"),
        ("streets.plan@early#start:later.net", "one"),
    ]
    ((block,),) = [s.blocks for s in sections]
    assert isinstance(block, Paragraph)
    assert block.sentences[0].mentions == ("streets.plan@early",)
    assert block.sentences[0].basis == ("streets.plan@early",)


def test_words_follow_the_direction_of_a_finding() -> None:
    words = f"{{% if {PLAN}.is_rise %}}More{{% elif {PLAN}.is_fall %}}Fewer{{% else %}}As many{{% endif %}} had one."
    made = [
        texts(shown("text", [moved("plan", gained=g, lost=loss, met_both=4)], text=words))
        for g, loss in ((2, 1), (1, 2), (1, 1))
    ]
    assert made == [["More had one."], ["Fewer had one."], ["As many had one."]]


def test_level_of_a_wave_that_did_not_ask_is_empty() -> None:
    found = [finding("plan", after=level(3, 5), reason="not_asked")]
    words = f"{{% if {PLAN}.before.of %}}asked{{% else %}}not asked{{% endif %}}"
    assert texts(shown("text", found, text=words)) == ["Not asked"]


def test_basket_counts_the_items_that_rose_and_fell() -> None:
    found = [
        moved("part", "police", gained=1, met_both=4),
        moved("part", "housing", lost=2, met_both=4),
        finding("part", "health", after=level(3, 5), reason="not_asked"),
    ]
    basket = 'basket("homes.part@early")'
    words = (
        f"{{{{ {basket}.rose }}}} rose, {{{{ {basket}.fell }}}} fell, {{{{ {basket}.compared }}}} compared"
    )
    assert texts(shown("text", found, text=words)) == ["One rose, one fell, two compared"]


def test_comparison_of_several_is_named_after_the_id() -> None:
    about = linked_with_three_waves()
    first = between(moved("plan", gained=1, met_both=4), "start", "middle")
    second = between(moved("plan", lost=1, met_both=4), "middle", "later")
    words = '{{ finding("streets.plan@early#middle:later").lost }}'
    sections = shown("text", [first, second], programme_of=about, text=words)
    assert list(bound(sections)) == [("streets.plan@early#middle:later.lost", "One")]


def test_records_are_counted_by_status() -> None:
    count = RecommendationCount(
        record="recommendations",
        cohort="early",
        principle=None,
        total=7,
        statuses={"done": 4, "open": 3},
        reasons={"money": 2},
        with_reason=0,
        commonest=("money",),
        commonest_count=0,
        units=2,
        fewest=3,
        most=4,
    )
    record = 'records("recommendations@early")'
    words = f"{{{{ {record}.done }}}} of {{{{ {record}.total }}}}, {{{{ {record}.money }}}} for want of it"
    sections = shown("text", supplements=Supplements(records=(count,)), text=words)
    assert [ref for ref, _ in bound(sections)] == [
        "recommendations@early#done",
        "recommendations@early#total",
        "recommendations@early#reason_money",
    ]


def test_fact_has_its_words_and_one_mark_for_each_source() -> None:
    words = "In {{ fact.day }} there were {{ fact.few }} and {{ fact.areas }}, for {{ fact.money }}."
    (section,) = shown("text", programme_of=with_facts(), text=words)
    assert texts([section]) == ["In 2012 there were 3 areas and 120 areas, for ten pounds."]
    (block,) = section.blocks
    assert isinstance(block, Paragraph)
    marks = [n.note for n in block.sentences[0].nodes if isinstance(n, NoteMark)]
    assert marks == ["source/strategy/page 4/2026-03-01", "source/strategy//2026-03-01"]
    assert [note.sentence.text for note in section.notes] == [
        "Strategy 2020 (The city), page 4. Checked on 2026-03-01; it is not part of the survey.",
        "Strategy 2020 (The city). Checked on 2026-03-01; it is not part of the survey.",
    ]


def test_title_of_a_chapter_leads_to_it() -> None:
    (section,) = shown("text", text='{{ see("summary") }}')
    (block,) = section.blocks
    assert isinstance(block, Paragraph)
    (node,) = block.sentences[0].nodes
    assert isinstance(node, Term)
    assert (node.text, node.style.link) == ("Summary", "#summary")


def test_cells_of_a_table_keep_their_case_and_mention_findings() -> None:
    words = f"| what | how many |\n|---|---|\n| plans | {{{{ {PLAN}.after.count }}}} |"
    (section,) = shown("text", [moved("plan", gained=1, met_both=4)], text=words)
    (table,) = section.blocks
    assert isinstance(table, Table)
    assert [c.title for c in table.columns] == ["what", "how many"]
    assert [[cell.text for cell in row if isinstance(cell, Sentence)] for row in table.rows] == [
        ["plans", "five"]
    ]
    assert table.mentions == ("streets.plan@early",)


@pytest.mark.parametrize(
    ("agreed", "is_stale"),
    [
        ({"finding": "streets.plan@early", "verdict": "improved"}, False),
        ({"finding": "streets.plan@early", "verdict": "declined"}, True),
        ({"finding": "streets.plan@early", "certainty": "firm"}, True),
        ({"finding": "streets.plan@early", "certainty": "open"}, False),
        ({"basket": "homes.part@early", "verdict": "declined"}, False),  # 2 of 3 items
        ({"basket": "homes.part@early", "verdict": "improved"}, True),  # 1 of 3 items
        ({"basket": "homes.part@early", "verdict": "improved", "items": 1}, False),
        ({"basket": "homes.part@early", "verdict": "declined", "items": 3}, True),
    ],
)
def test_text_that_was_agreed_on_another_result_is_marked(agreed: dict[str, object], is_stale: bool) -> None:
    certainty = Certainty(certainty="open", net_low=-1, net_high=2, certainty_surveyed="open")
    found = [
        replace(moved("plan", gained=1, met_both=4), certainty=certainty),
        moved("part", "police", gained=1, met_both=4),
        moved("part", "housing", lost=2, met_both=4),
        moved("part", "health", lost=1, met_both=4),
    ]
    agreement = Agreement(doc_path=AT, **agreed)  # type: ignore[arg-type]
    (section,) = shown("text", found, text="So it is.", agreed_when=agreement)
    first = section.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.is_warning == is_stale


def test_names_of_findings_are_not_known_where_an_indicator_could_not_be_linked() -> None:
    whole = linked()
    assert finding_names(whole)
    assert basket_names(whole) is not None
    first, *others = whole.indicators.items()
    short = replace(whole, indicators=dict(others))
    assert first[0] in {i.id for p in short.programme.principles.values() for i in p.indicators}
    assert (finding_names(short), basket_names(short)) == (None, None)
