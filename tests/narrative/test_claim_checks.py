"""The faults of the claims of a report: a sound report has no fault, and each fault that is planted is found."""

from collections.abc import Callable
from typing import Any

import pytest

from egyv_engine.model.findings import Certainty, Finding
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import (
    Block,
    BoundNumber,
    Chapter,
    Paragraph,
    Report,
    Section,
    Sentence,
    Table,
    Term,
    Text,
)
from egyv_engine.model.supplements import Point, Supplements
from egyv_engine.narrative.caveat_marks import CaveatMarks
from egyv_engine.narrative.claim_checks import ClaimMeasures, measure_claims
from egyv_engine.narrative.report_context import ReportContext
from tests.narrative import toy
from tests.narrative.toy import FILES, ITEMS, linked_of, moved, shown

WIDE: Any = {"gained": 3, "met_both": 2, "met_neither": 4}
# Three gained it, and a tenth area that had it did not answer again: from three of ten to five of nine.
APART: Any = {"gained": 3, "met_both": 2, "met_neither": 4, "once_before": (1, 1)}
FOUND = [
    moved("plan", **WIDE, cohort="late"),
    moved("wardens", **APART, cohort="late"),
    *(moved("part", item, **WIDE, cohort="late") for item in ITEMS),
]


def report_of(context: ReportContext, *shows: str, annex: bool = False) -> Report:
    sections = tuple(
        s for show in shows for s in shown(show, context.findings.findings, programme_of=context.linked)
    )
    chapter = Chapter(id="summary", title="Summary", annex=annex, sections=sections)
    made = Report(title="Toy", notice=None, chapters=(chapter,))
    return CaveatMarks(context, toy.book()).marked(made)


def measured(report: Report, context: ReportContext) -> ClaimMeasures:
    return measure_claims(report, CaveatMarks(context, toy.book()))


def faults(report: Report, context: ReportContext) -> list[tuple[str, str]]:
    return [(fault.kind, fault.chapter) for fault in measured(report, context).faults]


def changed(report: Report, change: Callable[[Sentence], Sentence]) -> Report:
    """The report with every sentence changed."""

    def block(each: Block) -> Block:
        if not isinstance(each, Paragraph):
            return each
        return replace(each, sentences=tuple(map(change, each.sentences)))

    chapters = []
    for chapter in report.chapters:
        sections = tuple(replace(s, blocks=tuple(map(block, s.blocks))) for s in chapter.sections)
        chapters.append(replace(chapter, sections=sections))
    return replace(report, chapters=tuple(chapters))


def without(part: str) -> Callable[[Sentence], Sentence]:
    """A change that takes the figures of a kind out of a sentence."""

    def taken_out(sentence: Sentence) -> Sentence:
        nodes = tuple(n for n in sentence.nodes if not (isinstance(n, BoundNumber) and n.ref.endswith(part)))
        return replace(sentence, nodes=nodes)

    return taken_out


SHOWS = ("overall", "headline", "largest_improvements")


def test_sound_report_has_no_fault() -> None:
    context = toy.context(FOUND)
    assert measured(report_of(context, *SHOWS), context).faults == ()


def test_count_without_its_base_is_found() -> None:
    context = toy.context(FOUND)
    report = changed(report_of(context, "largest_improvements"), without(".base"))
    assert {kind for kind, _ in faults(report, context)} == {"no_base"}


def test_number_of_measures_without_how_many_there_are_is_found() -> None:
    mixed = [*FOUND, moved("worry", **WIDE, cohort="late")]
    context = toy.context(mixed)
    report = changed(report_of(context, "overall"), without(".compared"))
    assert ("no_base", "Summary") in faults(report, context)


def test_all_of_those_compared_give_the_whole_whatever_other_comparisons_there_are() -> None:
    """All three measures are open in the comparison of the sentence; one alone is compared in that declared first."""
    certain = Certainty(certainty="open", net_low=-1, net_high=4, certainty_surveyed="open")
    names = ("plan", "wardens", "fear")
    stated = [replace(moved(name, **WIDE), certainty=certain) for name in names]
    other = [
        replace(each, from_wave="start", to_wave="middle", verdict="not_comparable" if i else each.verdict)
        for i, each in enumerate(stated)
    ]
    linked = toy.linked_with_three_waves()
    context = toy.context([*other, *stated], programme_of=linked)
    report = report_of(context, "limitations")
    assert any("all three" in s.text for s in report.chapters[0].sentences())
    assert faults(report, context) == []


def test_points_with_a_decimal_are_no_number_of_measures() -> None:
    """The number rises from 149 of 377 areas (39.5%) to 156 (41.4%)."""
    found = [moved(n, gained=9, lost=2, met_both=147, met_neither=219) for n in ("plan", "wardens", "worry")]
    context = toy.context(found)
    report = report_of(context, "largest_improvements")
    assert any("1.9 percentage points" in s.text for s in report.chapters[0].sentences())
    assert faults(report, context) == []


def test_base_that_the_paragraph_has_stated_need_not_be_repeated() -> None:
    found = [moved("plan", **WIDE), moved("wardens", gained=2, met_both=3, met_neither=4)]
    context = toy.context(found)
    report = report_of(context, "largest_improvements")
    second = list(report.chapters[0].sentences())[1]
    assert not [n for n in second.nodes if isinstance(n, BoundNumber) and n.ref.endswith(".base")]
    assert faults(report, context) == []


def test_net_change_that_differs_from_the_counts_and_is_unsaid_is_found() -> None:
    context = toy.context([FOUND[1]])
    report = report_of(context, "largest_improvements")
    assert faults(report, context) == []

    def unsaid(sentence: Sentence) -> Sentence:
        kept = without(".gained")(without(".lost")(without(".matched")(sentence)))
        return replace(kept, caveats=tuple(c for c in sentence.caveats if c.kind != "count_differs"))

    assert ("net_differs_unsaid", "Summary") in faults(changed(report, unsaid), context)


@pytest.mark.parametrize("show", SHOWS)
def test_caveat_that_a_claim_has_lost_is_found(show: str) -> None:
    """All answers on joining are from memory in this cohort."""
    context = toy.context(FOUND)
    report = changed(report_of(context, show), lambda s: replace(s, caveats=()))
    found = measured(report, context).faults
    assert {fault.kind for fault in found} == {"caveat_not_carried"}
    assert all("from memory" in fault.lacking for fault in found if fault.lacking.startswith("recalled"))


def test_mark_without_a_key_in_its_chapter_is_found() -> None:
    context = toy.context(FOUND)
    report = report_of(context, "headline")
    without_key = replace(report, chapters=tuple(replace(c, key=None) for c in report.chapters))
    assert ("caveat_not_carried", "Summary") in faults(without_key, context)


def test_row_of_a_table_that_has_lost_its_marks_is_found() -> None:
    context = toy.context(FOUND)
    report = report_of(context, "findings_table")
    assert faults(report, context) == []
    (chapter,) = report.chapters
    sections = tuple(
        replace(s, blocks=tuple(replace(b, cell_caveats=()) if isinstance(b, Table) else b for b in s.blocks))
        for s in chapter.sections
    )
    lost = replace(report, chapters=(replace(chapter, sections=sections),))
    assert ("caveat_not_carried", "Summary") in faults(lost, context)


def test_tally_over_measures_that_are_not_scored_is_found() -> None:
    homes = FILES["principles/2-homes.yaml"].replace("title: Absence", "scored: false\n    title: Absence")
    linked = linked_of(**{"2-homes": homes})
    found: list[Finding] = [
        moved("plan", **WIDE),
        moved("wardens", **WIDE),
        moved("absence", "police", **WIDE),
    ]
    context = toy.context(found, programme_of=linked)
    report = report_of(context, "overall")
    assert faults(report, context) == []
    everything = tuple(f.finding for f in found)
    over_all = changed(report, lambda s: replace(s, basis=everything))
    assert [(f.kind, f.lacking) for f in measured(over_all, context).faults] == [
        ("tally_of_unscored", "absence")
    ]


def test_annexes_are_not_checked_and_counted_apart() -> None:
    context = toy.context(FOUND)
    report = changed(report_of(context, "headline", annex=True), lambda s: replace(s, caveats=()))
    found = measured(report, context)
    assert found.faults == ()
    assert found.body_words == 0
    assert found.annex_words > 0


def test_words_and_points_are_counted() -> None:
    """One word in the title of the chapter, two in the heading, one in the lead, four in the sentence."""
    points = tuple(
        Point(
            id=name, principle="streets", cohort=None, role=None, theme="t", items=(), stance="gap",
            good_practice=False, summary=f"Point {name}.",
        )
        for name in "ab"
    )  # fmt: skip
    sentence = Sentence(kind="evidence", nodes=(Term(text="Point a."), Text(text=" And more.")), basis=())
    paragraph = Paragraph(sentences=(sentence,), lead="Theme")
    section = Section(id="s", heading="What was", blocks=(paragraph,))
    chapter = Chapter(id="c", title="Summary", annex=False, sections=(section,))
    context = toy.context(supplements=Supplements(points=points))
    found = measured(Report(title="Toy", notice=None, chapters=(chapter,)), context)
    assert (found.body_words, found.points_shown, found.points) == (8, 1, 2)
