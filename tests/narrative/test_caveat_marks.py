"""Marks next to claims: each caveat that a sentence or a row does not say itself, and one key for the chapter."""

from fractions import Fraction
from typing import Any

import pytest

from egyv_engine.model.findings import Certainty, Finding
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import (
    CaveatKind,
    Chapter,
    ChartMark,
    ChartRow,
    Figure,
    Paragraph,
    Report,
    Section,
    Sentence,
    Table,
    Text,
    with_words_before,
)
from egyv_engine.model.report_document import ReportFile
from egyv_engine.narrative.blocks.block import ChosenComparison
from egyv_engine.narrative.caveat_marks import CaveatMarks
from egyv_engine.narrative.claims.basket_writer import BasketWriter
from egyv_engine.narrative.claims.caveats import caveats_of
from egyv_engine.narrative.claims.facts import FactMaker
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.report_context import ReportContext
from egyv_engine.publish.markdown import render_markdown
from tests.narrative import toy
from tests.narrative.toy import ITEMS, moved, shown

WIDE: Any = {"gained": 3, "met_both": 2, "met_neither": 4}
OPEN = Certainty(certainty="open", net_low=-1, net_high=2, certainty_surveyed="open")


def chapter_of(found: list[Finding], *shows: str, **options: Any) -> Chapter:
    """A chapter of blocks about these findings, marked."""
    sections = tuple(s for show in shows for s in shown(show, found, **options))
    made = Chapter(id="one", title="One", annex=False, sections=sections)
    report = Report(title="Toy", notice=None, chapters=(made,))
    return CaveatMarks(toy.context(found), toy.book()).marked(report).chapters[0]


def sentences_of(section: Section) -> list[Sentence]:
    return [s for block in section.blocks if isinstance(block, Paragraph) for s in block.sentences]


def marks(chapter: Chapter) -> list[list[str]]:
    return [[c.text for c in sentence.caveats] for sentence in chapter.sentences()]


def key(chapter: Chapter) -> dict[str, str]:
    return {} if chapter.key is None else {c.mark: c.note for c in chapter.key.caveats}


def test_claim_without_a_caveat_has_no_mark_and_its_chapter_no_key() -> None:
    chapter = chapter_of([moved("plan", **WIDE)], "declines", "largest_improvements")
    assert marks(chapter) == [[]]
    assert key(chapter) == {}


def test_claim_has_a_mark_for_each_caveat_and_the_chapter_one_key_for_each() -> None:
    found = [replace(moved("plan", **WIDE, cohort="late"), certainty=OPEN)]
    chapter = chapter_of(found, "largest_improvements")
    assert marks(chapter) == [["m3", "r"]]
    assert set(key(chapter)) == {"m", "r"}
    assert key(chapter)["r"] == "The answers on joining may be from memory."


def test_key_explains_the_number_of_a_mark_where_one_has_a_number() -> None:
    """A sentence on the items of a basket has no number: each result takes its own."""
    numbered = chapter_of([replace(moved("plan", **WIDE), certainty=OPEN)], "largest_improvements")
    assert key(numbered) == {"m": "Missing answers could change this result; a number is how many it takes."}
    items = [replace(moved("part", item, **WIDE), certainty=OPEN) for item in ("police", "housing")]
    alone = chapter_of(items, "principle_summary", principle="homes")
    assert marks(alone) == [["m"]]
    assert key(alone) == {"m": "Missing answers could change this result."}


@pytest.mark.parametrize(
    ("show", "options", "says"),
    [
        ("principle_summary", {"principle": "homes"}, "rose for both partners."),
        ("cohort", {"principle": "homes"}, "Areas reported a rise for both partners."),
        ("headline", {}, "rose for both partners."),
    ],
)
def test_claim_that_counts_in_words_has_the_marks_of_what_it_counts(
    show: str, options: dict[str, Any], says: str
) -> None:
    """ "Both" is no figure whose path would show the comparison."""
    items = [replace(moved("part", item, **WIDE), certainty=OPEN) for item in ("police", "housing")]
    chapter = chapter_of(items, show, **options)
    (claim,) = [sentence for sentence in chapter.sentences() if sentence.text.endswith(says)]
    assert [c.text for c in claim.caveats] == ["m"]


def test_counts_that_are_all_of_their_bases_have_no_mark_where_the_bases_differ() -> None:
    """All six replied and had a plan; later all nine did. Of the six that answered both times none moved."""
    found = moved("plan", met_both=6)
    assert found.from_level is not None
    later = replace(found, to_level=replace(found.from_level, count=9, base=9, asked=9, analysed=9))
    context = toy.context([later])
    assert [c.facts.caveat for c in caveats_of(later, FactMaker(context))] == []
    one_short = replace(later, to_level=replace(found.from_level, count=8, base=9, asked=9, analysed=9))
    assert [c.facts.caveat for c in caveats_of(one_short, FactMaker(context))] == ["count_differs"]


def test_what_a_sentence_says_in_words_has_no_mark() -> None:
    """A rise by one area says so; the same rise as a difference of two counts alone does not."""
    found = moved("plan", gained=1, met_both=4, met_neither=4)
    writer = BasketWriter(toy.context([found]), toy.book())
    made = CaveatMarks(writer.context, writer.book)
    said = writer.claim(found, StatedBases())
    assert [c.kind for c in made.of_sentence(said)] == []
    counts_alone = replace(
        said, nodes=tuple(n for n in said.nodes if not getattr(n, "ref", "").endswith(".net"))
    )
    assert [c.kind for c in made.of_sentence(counts_alone)] == ["one_unit"]


@pytest.mark.parametrize("item", [None, "housing"])
def test_claim_on_any_move_has_the_marks_of_its_comparison(item: str | None) -> None:
    """Also where one level stands for both waves, as in "eight areas, both on joining and in 2015"."""
    named = "plan" if item is None else "part"
    for each in toy.every_move(named, item):
        found = replace(each, certainty=OPEN, with_caution=True)
        writer = BasketWriter(toy.context([found]), toy.book())
        made, basket = CaveatMarks(writer.context, writer.book), writer.basket([found], 3)
        assert basket is not None
        said = [writer.claim(found, StatedBases())] if item is None else basket.sentences
        caveats = {c.kind for s in said if s.mentions for c in made.of_sentence(s)}
        assert caveats >= {"care", "open"}, [s.text for s in said]


def test_items_of_one_sentence_each_bring_their_own_caveats() -> None:
    """The figures are those of the first item; the second alone is compared with care."""
    housing = moved("part", "housing", **WIDE)
    police = replace(moved("part", "police", **WIDE), with_caution=True)
    writer = BasketWriter(toy.context([housing, police]), toy.book())
    paragraph = writer.basket([housing, police], 3)
    assert paragraph is not None
    made = CaveatMarks(writer.context, writer.book)
    rises = [s for s in paragraph.sentences if s.mentions]
    assert [[c.note for c in made.of_sentence(s)] for s in rises] == [
        ["Compare with care: The police were split in two."]
    ]


def test_tally_has_the_caveats_of_what_it_counts_without_their_numbers() -> None:
    found = [
        replace(moved("plan", **WIDE, cohort="late"), certainty=OPEN),
        moved("wardens", **WIDE, cohort="late"),
    ]
    (made,) = marks(chapter_of(found, "overall"))
    assert "r" in made
    assert not [mark for mark in made if mark.startswith("m")]  # it says how many are open


def test_tally_says_that_some_of_what_it_counts_changed_by_one_alone() -> None:
    by_one: Any = {"gained": 1, "met_both": 4, "met_neither": 4}
    some = [moved("part", item, **move) for item, move in zip(ITEMS, (by_one, WIDE, WIDE), strict=True)]
    assert key(chapter_of(some, "headline"))["o"] == "In part by one area alone."
    every = [moved("part", item, **by_one) for item in ITEMS]
    assert key(chapter_of(every, "headline"))["o"] == "By one area alone."


def test_tally_on_a_basket_has_no_mark_for_another_basket_that_it_was_chosen_from() -> None:
    """Items of part rose, and none of them could be otherwise; wardens, of which the tally says nothing, could."""
    sure = [moved("part", item, **WIDE) for item in ITEMS]
    other = replace(moved("wardens", **WIDE), certainty=OPEN, with_caution=True)
    sections = shown("headline", [*sure, other])
    (tally,) = [s for each in sections for s in sentences_of(each) if s.kind == "message"]
    made = CaveatMarks(toy.context([*sure, other]), toy.book())
    assert other.finding in tally.basis
    assert made.of_sentence(tally) == ()
    could_be_otherwise = [replace(sure[0], certainty=OPEN), *sure[1:], other]
    of_its_own = CaveatMarks(toy.context(could_be_otherwise), toy.book())
    assert [c.kind for c in of_its_own.of_sentence(tally)] == ["open"]


@pytest.mark.parametrize(
    ("once_before", "once_after", "expected"),
    [
        ((0, 0), (0, 0), ["one_unit"]),  # three of four areas after two of four
        ((0, 0), (2, 2), []),  # five of six after two of four: two more answered in one wave alone
        ((0, 8), (0, 0), []),  # three of four after two of twelve: the share of the eight went with them
    ],
)
def test_share_that_rose_by_one_area_has_its_mark(
    once_before: tuple[int, int],
    once_after: tuple[int, int],
    expected: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ReportContext, "judged_on", lambda *_: "all")
    found = moved(
        "wardens", gained=1, met_both=2, met_neither=1, once_before=once_before, once_after=once_after
    )
    caveats = caveats_of(found, FactMaker(toy.context([found])))
    assert [c.facts.caveat for c in caveats if c.facts.caveat == "one_unit"] == expected


def test_claim_on_how_far_there_is_to_go_has_no_mark_on_changes() -> None:
    found = [replace(moved("part", item, gained=1, met_neither=8), certainty=OPEN) for item in ITEMS]
    assert marks(chapter_of(found, "gaps", limit=Fraction(1)))[0] == []


def test_tally_of_a_comparison_has_no_mark_for_another_comparison_of_the_same_findings() -> None:
    """Only the change to another wave, which the tally does not count, could be changed by missing answers."""
    linked = toy.linked_with_three_waves()
    rise = moved("plan", **WIDE)
    found = [
        toy.between(rise, "start", "middle"),
        replace(toy.between(rise, "middle", "later"), certainty=OPEN),
    ]
    sections = shown("overall", found, programme_of=linked)
    sentence = next(
        s for section in sections for s in sentences_of(section) if "to the one in 2014" in s.text
    )
    made = CaveatMarks(toy.context(found, programme_of=linked), toy.book())
    assert [c.kind for c in made.of_sentence(sentence)] == []


@pytest.mark.parametrize("limit", [1, 2])
def test_tie_has_the_marks_of_its_own_comparison_and_none_of_another(limit: int) -> None:
    """Missing answers could change the step to the middle of what ties from start to later, or else the change from start to later."""
    linked = toy.linked_with_three_waves()
    ties = [moved(name, **WIDE) for name in ("plan", "wardens", "care")]
    marked = []
    for open_pair in (("start", "middle"), ("start", "later")):
        found = [
            replace(toy.between(f, *pair), certainty=OPEN if pair == open_pair else None)
            for f in ties
            for pair in (("start", "middle"), ("start", "later"))
        ]
        sections = shown(
            "largest_improvements",
            found,
            programme_of=linked,
            limit=Fraction(limit),
            comparison=ChosenComparison(from_="start", to="later", doc_path=toy.REPORT),
        )
        made = CaveatMarks(toy.context(found, programme_of=linked), toy.book())
        (tie,) = [s for each in sections for s in sentences_of(each) if s.kind == "as_large"]
        marked.append([c.kind for c in made.of_sentence(tie)])
    assert marked == [[], ["open"]]


def test_tie_of_many_has_the_marks_of_those_that_it_counts_and_not_of_the_one_before_it() -> None:
    """Five measures tie. The first is named by the sentence before; of the four others, one alone could be otherwise."""
    marked = []
    for is_open in (0, 3):
        found = [moved(name, **WIDE) for name in ("plan", "care", "wardens", "visited", "contact")]
        found[is_open] = replace(found[is_open], certainty=OPEN)
        made = CaveatMarks(toy.context(found), toy.book())
        sections = shown("largest_improvements", found, limit=Fraction(1), rank=("net_change", "scored"))
        (tie,) = [s for each in sections for s in sentences_of(each) if s.kind == "as_large"]
        assert "four other measures" in tie.text
        marked.append([(c.kind, c.number) for c in made.of_sentence(tie)])
    assert marked == [[], [("open", None)]]


def test_items_that_moved_on_their_scale_have_the_marks_of_their_own_comparison() -> None:
    """The sentence names items and gives no figure; it is about 2014 to 2015, and only the step before was to be read with care."""
    linked = toy.linked_with_three_waves()
    held = moved("part", "police", met_both=5, met_neither=4)
    before = replace(toy.between(held, "start", "middle"), with_caution=True)
    found = [before, toy.between(held, "middle", "later")]
    sentence = Sentence(
        kind="basket_moved_on_scale",
        nodes=(Text(text="Answers rose for the police."),),
        basis=("homes.part.police@early",),
        mentions=("homes.part.police@early",),
        comparison=("middle", "later"),
    )
    made = CaveatMarks(toy.context(found, programme_of=linked), toy.book())
    assert made.of_sentence(sentence) == ()
    of_the_step_before = replace(sentence, comparison=("start", "middle"))
    assert [c.kind for c in made.of_sentence(of_the_step_before)] == ["care"]


def test_notes_of_one_kind_have_a_letter_each() -> None:
    chapter = chapter_of(
        [replace(moved("part", "police", **WIDE), with_caution=True)], "largest_improvements"
    )
    assert marks(chapter) == [["c"]]
    other = replace(moved("worry", **WIDE), with_caution=True)  # no note is declared for it
    both = chapter_of(
        [replace(moved("part", "police", **WIDE), with_caution=True), other],
        "largest_improvements",
        "declines",
    )
    assert marks(both) == [["ca"], ["cb"]]


def test_thirty_notes_of_one_kind_have_a_mark_each() -> None:
    notes: list[tuple[CaveatKind, str]] = [("care", f"Note {n}.") for n in range(30)]
    made = CaveatMarks(toy.context(), toy.book())._marks(notes)
    assert [caveat.mark for caveat in made.values()][24:] == ["cy", "cz", "caa", "cab", "cac", "cad"]


def test_row_of_a_table_has_a_mark_for_what_its_cells_do_not_say() -> None:
    found = [replace(moved("plan", **WIDE, cohort="late"), certainty=OPEN), moved("wardens", **WIDE)]
    chapter = chapter_of(found, "findings_table")
    tables = [block for section in chapter.sections for block in section.blocks if isinstance(block, Table)]
    assert [[[c.text for cell in row for c in cell] for row in table.cell_caveats] for table in tables] == [
        [["r"], []]
    ]


def test_mark_in_a_row_on_several_cohorts_is_next_to_the_change_of_its_own() -> None:
    """Only the late cohort answered from memory; only the result of the early one is open."""
    found = [replace(moved("plan", **WIDE), certainty=OPEN), moved("plan", **WIDE, cohort="late")]
    chapter = chapter_of(found, "indicator_tables", principle="streets")
    (table,) = [b for section in chapter.sections for b in section.blocks if isinstance(b, Table)]
    (row,) = table.cell_caveats
    marked = {table.columns[i].title: [c.text for c in cell] for i, cell in enumerate(row) if cell}
    assert marked == {"Early cohort, change": ["m3"], "Late cohort, change": ["r"]}


def test_level_of_a_cohort_that_is_not_compared_has_its_own_mark_next_to_another_that_is() -> None:
    first = replace(moved("plan", **WIDE, cohort="late"), verdict="not_comparable", reason="reworded")
    chapter = chapter_of([moved("plan", **WIDE), first], "indicator_tables", principle="streets")
    (table,) = [b for section in chapter.sections for b in section.blocks if isinstance(b, Table)]
    marked = [c.text for row in table.cell_caveats for cell in row for c in cell]
    assert marked == ["r"]


def test_markdown_puts_a_mark_that_all_claims_share_beside_the_lead() -> None:
    found = [
        moved("plan", **WIDE, cohort="late"),
        moved("wardens", gained=1, met_both=4, met_neither=4, cohort="late"),
    ]
    chapter = chapter_of(found, "largest_improvements", limit=Fraction(2))
    text = render_markdown(Report(title="Toy", notice=None, chapters=(chapter,))).decode()
    assert "**Late cohort<sup>r</sup>.** " in text
    assert text.count("<sup>r</sup>") == 2  # next to the lead, and in the key
    assert "*Key to the marks.* <sup>r</sup> The answers on joining may be from memory." in text


def test_reconstructed_results_are_marked_where_a_claim_rests_on_them() -> None:
    programme = toy.FILES["programme.yaml"].replace(
        "unit:", "reconstructed: {changes: Which areas changed is not known.}\nunit:", 1
    )
    linked = toy.linked_of(programme=programme)
    found = [moved("plan", **WIDE), moved("wardens", gained=1, met_both=4, met_neither=4)]
    context = toy.context(found, programme_of=linked)
    writer = BasketWriter(context, toy.book())
    sentences = tuple(writer.claim(f, StatedBases()) for f in found)
    made = CaveatMarks(context, toy.book())
    assert [[c.kind for c in made.of_sentence(s)] for s in sentences] == [
        [],
        ["reconstructed"],
    ]  # counts; by one area
    assert isinstance(context.report, ReportFile)


def test_units_that_changed_places_are_reconstructed_where_changes_are() -> None:
    """ "A different area each time" gives no number of those that changed."""
    notice = "reconstructed: {changes: Which areas changed is not known.}\nunit:"
    linked = toy.linked_of(programme=toy.FILES["programme.yaml"].replace("unit:", notice, 1))
    exchanged = moved("plan", gained=1, lost=1, met_neither=6)
    writer = BasketWriter(toy.context([exchanged], programme_of=linked), toy.book())
    sentence = writer.claim(exchanged, StatedBases())
    assert sentence.text.endswith("a different area each time.")
    assert [c.kind for c in CaveatMarks(writer.context, writer.book).of_sentence(sentence)] == [
        "reconstructed"
    ]


def test_section_without_claims_stays_as_it_is() -> None:
    section = Section(id="empty", heading=None, blocks=(Paragraph(sentences=()),))
    chapter = Chapter(id="one", title="One", annex=False, sections=(section,))
    report = Report(title="Toy", notice=None, chapters=(chapter,))
    assert CaveatMarks(toy.context(), toy.book()).marked(report) == report


def test_marks_of_several_comparisons_next_to_each_other_say_which_they_are_about() -> None:
    """A series of three levels has the marks of both steps; one area alone moved in each, and the second could be changed."""
    linked = toy.linked_with_three_waves()
    steps = {("start", "middle"): None, ("middle", "later"): OPEN}
    found = [
        replace(toy.between(moved("plan", gained=1, met_both=4, met_neither=4), *pair), certainty=certainty)
        for pair, certainty in steps.items()
    ]
    made = CaveatMarks(toy.context(found, programme_of=linked), toy.book())
    paths = [f"{found[0].finding}#{wave}.count" for wave in ("start", "middle", "later")]
    row = [Figure(ref=path, value=4) for path in paths]
    line = ChartRow(
        label=Text(text="A plan"), marks=tuple(ChartMark(series=0, value=each, printed=each) for each in row)
    )
    in_one_place = made.of_chart_row(line)
    first, second = "on joining → in 2014", "in 2014 → in 2015"
    assert [(c.comparison, c.kind) for c in in_one_place] == [
        (first, "one_unit"),
        (second, "open"),
        (second, "one_unit"),
    ]
    marked = [replace(c, mark=mark) for c, mark in zip(in_one_place, "omo", strict=True)]
    assert "".join(before + c.text for before, c in with_words_before(marked)) == (
        f"{first}: o; {second}: m1, o"
    )
    apart = made.of_row(row)  # next to the later level of each step, a mark needs no words
    assert [[c.kind for c in cell] for cell in apart] == [[], ["one_unit"], ["open", "one_unit"]]
    assert {c.comparison for cell in apart for c in cell} == {""}
