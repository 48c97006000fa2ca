"""The tables of findings: what each cell holds, written out by hand."""

from fractions import Fraction

import pytest

from egyv_engine.model.findings import Certainty, Finding
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import Bounds, CountOfBase, Figure, Table, Term, Text
from egyv_engine.model.supplements import PublishedComparison, Supplements
from tests.narrative.blocks.sections_read import row
from tests.narrative.toy import finding, level, linked, moved, shown

ID = "streets.plan@early"
ROSE = moved("plan", gained=3, lost=1, met_both=2, met_neither=3)


def published(*, count: int) -> PublishedComparison:
    return PublishedComparison(
        source="report",
        principle="streets",
        finding=ID,
        wave="later",
        count=count,
        base=9,
        found_count=5,
        found_base=9,
        declared_reason=None if count == 5 else "A slip.",
    )


def test_finding_has_its_levels_change_and_verdict_with_their_paths() -> None:
    assert row(shown("findings_table", [replace(ROSE, p_exact=Fraction(5, 8))])) == {
        "Measure": Term(text="A plan"),
        "Cohort": Term(text="early"),
        "On joining": CountOfBase(
            count=Figure(ref=f"{ID}#start.count", value=3),
            base=Figure(ref=f"{ID}#start.base", value=9),
            of="of",
        ),
        "In 2015": CountOfBase(
            count=Figure(ref=f"{ID}#later.count", value=5),
            base=Figure(ref=f"{ID}#later.base", value=9),
            of="of",
        ),
        "Asked, in 2015": Figure(ref=f"{ID}#later.asked", value=9),
        "Answered both times": Figure(ref=f"{ID}#start:later.matched", value=9),
        "Gained it": Figure(ref=f"{ID}#start:later.gained", value=3),
        "Lost it": Figure(ref=f"{ID}#start:later.lost", value=1),
        "Result": Text(text="improved"),
        "If those that replied had answered all": None,
        "Chance of as uneven a split": Figure(
            ref=f"{ID}#start:later.p_exact", value=Fraction(5, 8), places=4, is_trimmed=True
        ),
    }


def test_finding_of_an_item_is_named_with_it() -> None:
    assert row(shown("findings_table", [moved("part", "police", gained=1, met_both=4)]))["Measure"] == Term(
        text="A part in the work: the police"
    )


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (replace(ROSE, with_caution=True), "improved, with care"),
        (finding(before=level(3, 9), after=level(5, 9), reason="reworded"), "cannot be compared: reworded"),
    ],
)
def test_verdict_says_its_care_or_its_reason(found: Finding, verdict: str) -> None:
    assert row(shown("findings_table", [found]))["Result"] == Text(text=verdict)


def test_wave_that_did_not_ask_says_so_and_has_no_change() -> None:
    cells = row(shown("findings_table", [finding(after=level(5, 9), reason="not_asked")]))
    assert cells["On joining"] == Text(text="not asked")
    assert [cells[name] for name in ("Answered both times", "Gained it", "Lost it")] == [None] * 3


def test_rule_that_looks_back_has_no_level_in_the_earlier_wave() -> None:
    assert (
        row(shown("findings_table", [finding(after=level(5, 9), reason="looks_back")]))["On joining"] is None
    )


def test_bounds_are_two_signed_figures_and_a_word() -> None:
    open_ = Certainty(certainty="open", net_low=-1, net_high=2, certainty_surveyed="open")
    assert row(shown("findings_table", [replace(ROSE, certainty=open_)]))[
        "If those that replied had answered all"
    ] == Bounds(
        word="open",
        low=Figure(ref=f"{ID}#start:later.net_low", value=-1, is_signed=True),
        high=Figure(ref=f"{ID}#start:later.net_high", value=2, is_signed=True),
        to="to",
    )


def test_level_that_was_published_twice_has_both_marks() -> None:
    supplements = Supplements(published=(published(count=5), published(count=6)))
    level_then = row(shown("findings_table", [ROSE], supplements))["In 2015"]
    assert isinstance(level_then, CountOfBase)
    assert level_then.marks == ("differs", "agrees")


def test_published_table_has_only_counts_that_differ() -> None:
    supplements = Supplements(published=(published(count=5), published(count=6)))
    (section,) = shown("published_table", supplements=supplements)
    (table,) = section.blocks
    assert isinstance(table, Table)
    assert len(table.rows) == 1
    path = f"published.report.{ID}#later"
    assert row([section])["Published"] == CountOfBase(
        count=Figure(ref=f"{path}.count", value=6), base=Figure(ref=f"{path}.base", value=9), of="of"
    )
    assert row([section])["Why"] == Term(text="A slip.")
    assert shown("published_table", supplements=Supplements(published=(published(count=5),))) == []


def test_findings_table_has_one_table_per_principle_and_mentions_its_findings() -> None:
    (section,) = shown("findings_table", [ROSE, moved("part", "police", gained=1, met_both=4)])
    tables = [block for block in section.blocks if isinstance(block, Table)]
    assert [(t.title, t.mentions) for t in tables] == [
        ("Safe streets", (ID,)),
        ("Good homes", ("homes.part.police@early",)),
    ]


@pytest.mark.parametrize(
    ("surveyed", "returned", "analysed", "asked", "words", "of_records"),
    [
        (0, 0, 0, 0, "not asked", "not recorded"),  # the wave surveyed nobody
        (4, 0, 0, 0, "none replied", "none on record"),
        (4, 3, 0, 0, "none analysed", "none analysed"),  # all replies came too late
        (4, 3, 2, 0, "not asked", "not recorded"),  # skip logic or the base left them out
        (4, 3, 2, 1, "no answer", "no record"),
    ],
)
def test_cell_without_a_count_says_what_is_lacking(
    surveyed: int, returned: int, analysed: int, asked: int, words: str, of_records: str
) -> None:
    before = replace(level(0, 0, asked=asked), surveyed=surveyed, returned=returned, analysed=analysed)
    found = finding("plan", before=before, after=level(3, 9), reason="too_few_matched")
    assert row(shown("findings_table", [found]))["On joining"] == Text(text=words)
    programme = linked().programme
    file = replace(programme.file, evidence="records")
    on_record = replace(linked(), programme=replace(programme, file=file))
    cells = row(shown("findings_table", [found], programme_of=on_record))
    assert cells["On joining"] == Text(text=of_records)
