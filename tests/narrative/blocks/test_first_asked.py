"""The block on what was first asked about at the later wave: a sentence, and tables of levels."""

from egyv_engine.model.frozen import replace
from egyv_engine.model.report import Paragraph, Table
from egyv_engine.publish.table_cells import cell_text
from tests.narrative.blocks.sections_read import kinds, texts
from tests.narrative.toy import finding, level, moved, shown

ASKED_BEFORE = moved("worry", gained=5, met_both=4)


def test_first_asked_leaves_out_what_was_asked_before_and_what_nobody_answered() -> None:
    new = finding("plan", after=level(3, 9), reason="not_asked")
    unanswered = finding("fear", after=level(0, 0, asked=9), reason="not_asked")
    sections = shown("first_asked", [new, unanswered, ASKED_BEFORE], principle="streets")
    assert kinds(sections) == ["first_asked_opening"]
    (table,) = [block for block in sections[0].blocks if isinstance(block, Table)]
    assert [[cell_text(cell) for cell in row] for row in table.rows] == [["A plan", "3 of 9"]]
    assert shown("first_asked", [ASKED_BEFORE], principle="streets") == []


def test_cohorts_that_were_first_asked_the_same_share_the_sentence_and_the_tables() -> None:
    cohorts = ("early", "late")
    plans = [
        finding("plan", cohort=c, after=level(3 + i, 9), reason="not_asked") for i, c in enumerate(cohorts)
    ]
    sections = shown("first_asked", plans, principle="streets")
    assert texts(sections) == ["Areas were first asked about this in 2015, so no change is known."]
    (table,) = [block for block in sections[0].blocks if isinstance(block, Table)]
    assert table.title == "First asked in 2015"
    assert [column.title for column in table.columns] == ["Measure", "Early cohort", "Late cohort"]
    assert [[cell_text(cell) for cell in row] for row in table.rows] == [["A plan", "3 of 9", "4 of 9"]]


def test_cohorts_that_were_first_asked_other_things_have_their_own_sentence_and_table() -> None:
    found = [
        finding("plan", cohort="early", after=level(3, 9), reason="not_asked"),
        finding("fear", cohort="late", after=level(4, 9), reason="not_asked"),
    ]
    sections = shown("first_asked", found, principle="streets")
    tables = [block for block in sections[0].blocks if isinstance(block, Table)]
    assert [table.title for table in tables] == [
        *("First asked in 2015, early cohort", "First asked in 2015, late cohort")
    ]


def test_items_of_cohorts_that_were_first_asked_the_same_are_rows_of_a_table_for_each_indicator() -> None:
    found = [
        finding(name, item, cohort=cohort, after=level(count, 9), reason="not_asked")
        for cohort, counts in (("early", (1, 2, 3)), ("late", (4, 5, 6)))
        for (name, item), count in zip(
            (("part", "police"), ("part", "health"), ("presence", "health")), counts, strict=True
        )
    ]
    (section,) = shown("first_asked", found, principle="homes")
    tables = [block for block in section.blocks if isinstance(block, Table)]
    assert {table.title: [[cell_text(cell) for cell in row] for row in table.rows] for table in tables} == {
        "First asked in 2015: A part in the work": [
            ["Police", "1 of 9", "4 of 9"],
            ["Health", "2 of 9", "5 of 9"],
        ],
        "First asked in 2015: A presence in the work": [["Health", "3 of 9", "6 of 9"]],
    }


def test_items_are_rows_and_indicators_columns() -> None:
    found = [
        finding("part", "police", after=level(3, 9), reason="not_asked"),
        finding("part", "health", after=level(0, 9), reason="not_asked"),
        finding("presence", "health", after=level(2, 8), reason="not_asked"),
    ]
    (section,) = shown("first_asked", found, principle="homes")
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    assert table.title == "First asked in 2015, early cohort"
    assert [column.title for column in table.columns] == [
        *("Partners", "A part in the work", "A presence in the work")
    ]
    assert [[cell_text(cell) for cell in row] for row in table.rows] == [
        ["Police", "3 of 9", ""],
        ["Health", "0 of 9", "2 of 8"],
    ]


def test_sentences_on_targets_of_what_was_first_asked_follow_the_name_of_their_measure() -> None:
    found = [
        replace(
            finding(name, cohort=cohort, after=level(count, 9), reason="not_asked"),
            target_met=met,
            target_certainty="firm",
        )
        for cohort in ("early", "late")
        for name, count, met in (("wardens", 8, True), ("fear", 3, False))
    ]
    (section,) = shown("first_asked", found, principle="streets")
    targets = [block for block in section.blocks if isinstance(block, Paragraph)][1:]
    assert [(each.lead, [sentence.text for sentence in each.sentences]) for each in targets] == [
        (
            "Wardens",
            [
                "In the early cohort, the target of at least 80% in 2015 was met.",
                "In the late cohort, the target of at least 80% in 2015 was met.",
            ],
        ),
        (
            "Fear",
            [
                "In the early cohort, the target of no more than 5% in 2015 was not met.",
                "In the late cohort, the target of no more than 5% in 2015 was not met.",
            ],
        ),
    ]
