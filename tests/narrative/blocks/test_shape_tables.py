"""The tables of chapters, checked cell by cell against counts made by hand."""

from fractions import Fraction

from egyv_engine.model.findings import Certainty, Finding
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import Section, Table, column_groups
from egyv_engine.model.supplements import Point, Supplements
from egyv_engine.publish.table_cells import cell_text
from tests.narrative.blocks.sections_read import kinds, texts
from tests.narrative.toy import between, finding, level, linked_with_three_waves, moved, shown

OPEN = Certainty(certainty="open", net_low=-1, net_high=2, certainty_surveyed="open")
ROSE = moved("part", "police", gained=3, lost=1, met_both=2, met_neither=3)  # 3 of 9, then 5 of 9
FELL = moved("part", "housing", lost=1, met_both=4, met_neither=4)  # 5 of 9, then 4 of 9
NEW = finding("part", "health", after=level(2, 8), reason="not_asked")


def tables(sections: list[Section]) -> list[Table]:
    return [block for section in sections for block in section.blocks if isinstance(block, Table)]


def rows(table: Table) -> list[list[str]]:
    return [[cell_text(cell) for cell in row] for row in table.rows]


def late(found: Finding) -> Finding:
    """The same in the other cohort."""
    return replace(found, cohort="late", finding=found.finding.replace("@early", "@late"))


def test_indicator_over_items_has_a_row_per_item_and_columns_per_cohort() -> None:
    (table,) = tables(shown("indicator_tables", [ROSE, FELL, NEW, late(FELL)], principle="homes"))
    assert table.title == "A part in the work"
    assert [column.title for column in table.columns] == [
        "Partners",
        *("Early cohort, on joining", "Early cohort, in 2015", "Early cohort, change"),
        *("Late cohort, on joining", "Late cohort, in 2015", "Late cohort, change"),
    ]
    assert rows(table) == [
        ["Police", "3 of 9", "5 of 9", "+2", "", "", ""],
        ["Housing", "5 of 9", "4 of 9", "-1", "5 of 9", "4 of 9", "-1"],
        ["Health", "not asked", "2 of 8", "first asked", "", "", ""],
    ]
    assert [note.kind for note in table.notes] == ["change_note"]


def test_single_indicators_share_a_table_and_one_that_nobody_was_asked_has_no_row() -> None:
    single = moved("plan", gained=1, met_both=4)
    nobody = finding("fear", before=level(0, 0), after=level(0, 0), reason="too_few_matched")
    (table,) = tables(shown("indicator_tables", [single, nobody], principle="streets"))
    assert table.title == "Single questions"
    assert rows(table) == [["A plan", "4 of 5", "5 of 5", "+1"]]


def test_block_leaves_out_the_indicators_that_it_excepts() -> None:
    both = [moved("plan", gained=1, met_both=4), moved("wardens", lost=1, met_both=4)]
    (table,) = tables(shown("indicator_tables", both, principle="streets", except_=("wardens",)))
    assert [row[0] for row in rows(table)] == ["A plan"]


def test_many_cohorts_are_counted_and_the_lowest_and_highest_named() -> None:
    found = [ROSE, late(FELL), replace(late(FELL), item="police", finding="homes.part.police@late")]
    (table,) = tables(shown("indicator_tables", found, principle="homes", most_groups=1))
    assert rows(table) == [
        ["Police", "1", "1", "1", "0", "0", "late", "4 of 9", "early", "5 of 9"],
        ["Housing", "0", "1", "1", "0", "0", "late", "4 of 9", "late", "4 of 9"],
    ]
    assert [column.title for column in table.columns][1:6] == [
        *("Cohorts where it rose", "Where it fell", "Where it moved by one area"),
        *("Where it changed little or not at all", "Where it cannot be compared"),
    ]
    assert [note.kind for note in table.notes] == ["groups_note"]


def test_cohorts_that_share_the_lowest_or_highest_share_have_a_count_only_if_all_have_it() -> None:
    def ends(*each: tuple[int, int]) -> list[str]:
        found = [
            replace(finding("plan", after=level(*of)), cohort=name, finding=f"streets.plan@{name}")
            for name, of in zip(("early", "late"), each, strict=True)
        ]
        (table,) = tables(shown("indicator_tables", found, principle="streets", most_groups=1))
        return rows(table)[0][-4:]

    assert ends((6, 6), (6, 6)) == ["2 cohorts", "6 of 6", "2 cohorts", "6 of 6"]
    assert ends((6, 6), (8, 8)) == ["2 cohorts", "all areas", "2 cohorts", "all areas"]
    assert ends((0, 6), (0, 8)) == ["2 cohorts", "no area", "2 cohorts", "no area"]
    assert ends((6, 9), (8, 12)) == ["2 cohorts", "67%", "2 cohorts", "67%"]  # two thirds of either


def test_principles_table_counts_scored_measures_by_verdict() -> None:
    found = [
        replace(moved("plan", gained=1, met_both=4), certainty=OPEN),
        moved("wardens", gained=2, met_both=4),
        moved("worry", met_both=5),
        finding("fear", after=level(3, 9), reason="not_asked"),
        FELL,
    ]
    (table,) = tables(shown("principles_table", found))
    assert [column.title for column in table.columns] == [
        *("Principle", "Cohort", "Measures", "Improved", "Declined", "Little or no change"),
        *("Not compared", "By one area", "Open"),
    ]
    assert rows(table) == [
        ["Safe streets", "early", "4", "2", "0", "1", "1", "1", "1"],
        ["Good homes", "early", "1", "0", "1", "0", "0", "1", "0"],
        ["All", "early", "5", "2", "1", "1", "1", "2", "1"],
    ]


def test_principles_table_shows_two_cohorts_side_by_side() -> None:
    """One column for the number of measures, which is the same for both."""
    found = [
        moved("plan", gained=2, met_both=4),
        late(moved("plan", lost=1, met_both=4)),
        moved("wardens", met_both=5),
        late(moved("wardens", met_both=5)),
        FELL,
        late(FELL),
    ]
    (table,) = tables(shown("principles_table", found))
    names = ("Improved", "Declined", "Little or no change", "Not compared", "By one area", "Open")
    assert [(column.group, column.of_group or column.title) for column in table.columns] == [
        (None, "Principle"),
        (None, "Measures"),
        *(("Early cohort", name) for name in names),
        *(("Late cohort", name) for name in names),
    ]
    assert table.columns[2].title == "Early cohort: Improved"
    assert column_groups(table.columns) == [(None, 1), (None, 1), ("Early cohort", 6), ("Late cohort", 6)]
    assert rows(table)[:2] == [
        ["Safe streets", "2", *"101000", *"011010"],
        ["Good homes", "1", *"010010", *"010010"],
    ]


def test_principles_table_of_many_cohorts_counts_cohorts_by_their_balance() -> None:
    better = moved("plan", gained=1, met_both=4)
    worse = late(moved("plan", lost=1, met_both=4))
    (table,) = tables(shown("principles_table", [better, worse], most_groups=1))
    assert rows(table) == [
        ["Safe streets", "1", "1", "0", "0"],
        ["Good homes", "0", "0", "0", "2"],
        ["All", "1", "1", "0", "0"],
    ]


def test_items_are_shown_across_the_indicators_of_their_basket() -> None:
    there = moved("presence", "police", met_both=4, met_neither=5)
    (table,) = tables(shown("items", [ROSE, NEW, there]))
    assert table.title == "Partners, early cohort"
    assert [column.title for column in table.columns] == [
        *("Partners", "A part in the work", "A presence in the work")
    ]
    assert rows(table) == [["Police", "5 of 9 (+2)", "4 of 9 (0)"], ["Health", "2 of 8", ""]]
    assert shown("items", [ROSE, NEW]) == []  # one indicator: its own table says it


def test_percentages_are_beside_counts_from_the_declared_base_upwards() -> None:
    large = moved("plan", gained=10, met_both=20, met_neither=10)  # 20 of 40, then 30 of 40
    (table,) = tables(shown("indicator_tables", [large], principle="streets"))
    assert rows(table) == [["A plan", "20 of 40 (50%)", "30 of 40 (75%)", "+10"]]


def test_table_of_more_than_twelve_columns_shows_each_cohort_by_itself() -> None:
    """Two waves and a change are three columns for each cohort: four cohorts have twelve, and five have fifteen."""
    plan = moved("plan", gained=1, met_both=4)

    def titles(number: int) -> list[str | None]:
        cohorts = [f"c{i}" for i in range(number)]
        found = [replace(plan, finding=f"streets.plan@{c}", cohort=c) for c in cohorts]
        return [table.title for table in tables(shown("indicator_tables", found, principle="streets"))]

    assert titles(4) == ["Single questions"]
    assert titles(5) == [f"Single questions, c{i} cohort" for i in range(5)]


def test_table_of_three_comparisons_shows_each_change_and_each_cohort_by_itself() -> None:
    """Three of eight areas had a plan, then five and then four: that is two more, one fewer, and one more over the whole time."""
    steps = (
        ("start", "middle", moved("plan", gained=2, met_both=3, met_neither=3)),
        ("middle", "later", moved("plan", lost=1, met_both=4, met_neither=3)),
        ("start", "later", moved("plan", gained=1, met_both=3, met_neither=4)),
    )
    found = [
        replace(between(f, before, after), finding=f"streets.plan@{cohort}", cohort=cohort)
        for cohort in ("early", "late")
        for before, after, f in steps
    ]
    about = linked_with_three_waves()
    made = tables(shown("indicator_tables", found, programme_of=about, principle="streets"))
    assert [table.title for table in made] == [
        "Single questions, early cohort",
        "Single questions, late cohort",
    ]
    for table in made:
        assert [column.title for column in table.columns[4:]] == [
            "Change from the survey on joining to the one in 2014",
            "Change from the survey in 2014 to the one in 2015",
            "Change from the survey on joining to the one in 2015",
        ]
        assert [row[4:] for row in rows(table)] == [["+2", "-1", "+1"]]


def test_groups_moved_is_silent_with_few_cohorts() -> None:
    better = moved("plan", gained=1, met_both=4)
    worse = late(moved("plan", lost=1, met_both=4))
    assert shown("groups_moved", [better, worse]) == []
    assert texts(shown("groups_moved", [better, worse], most_groups=1)) == [
        (
            "As areas reported on joining and in 2015, more measures rose than fell in one of the two cohorts (early), and more "
            "fell than rose in the other (late)."
        ),
        "A plan: the number rose in one of the two cohorts compared (early, by one area) and fell in the other (late, by one area).",
    ]


def test_questionnaire_says_of_whom_a_question_was_not_asked() -> None:
    (table,) = tables(shown("questionnaire"))
    assert [column.title for column in table.columns] == [
        *("Question", "Asked of each of", "Answers", "Not asked of")
    ]
    asked = {row[0]: row[1:] for row in rows(table)}
    assert asked["Is there a plan?"] == ["", "No · Yes", ""]
    assert asked["Which pay visits?"] == [
        "partners",
        "No · Yes",
        "all areas on joining, about the police and health",
    ]


def test_annex_lists_every_point_with_what_is_known_of_it() -> None:
    point = Point(
        id="p1",
        principle="streets",
        cohort="early",
        role=None,
        theme="late_start",
        items=(),
        stance="gap",
        good_practice=False,
        summary="It was said to be dark.",
    )
    about_all = replace(point, id="p2", principle=None, cohort=None, stance="mixed")
    (table,) = tables(shown("evidence_table", supplements=Supplements(points=(about_all, point))))
    assert rows(table) == [
        ["Safe streets", "Late start", "gap", "early", "It was said to be dark."],
        ["The programme as a whole", "Late start", "mixed", "not known", "It was said to be dark."],
    ]


def test_interviews_are_counted_by_role_and_unit() -> None:
    held = Supplements(
        interviews={"a": 3, "b": 1}, interviewed={("a", "police"): 2, ("a", ""): 1, ("b", "police"): 1}
    )
    (table,) = tables(shown("interviews_table", supplements=held))
    assert rows(table) == [["Police", "2", "1", "3"], ["not known", "1", "0", "1"], ["All", "3", "1", "4"]]


def test_method_gives_the_smallest_chance_and_how_many_lie_below_the_limit() -> None:
    small = replace(moved("plan", gained=6, met_both=4), p_exact=Fraction(1, 32), p_smallest=Fraction(1, 512))
    large = replace(moved("wardens", gained=1, met_both=4), p_exact=Fraction(1), p_smallest=Fraction(1, 16))
    sections = shown("method", [small, large])
    assert kinds(sections) == ["method_change", "method_exact_tests"]
    assert "Of two comparisons, one falls below 5%; the lowest is 3%." in texts(sections)[1]
    # Five units that all moved the same way are a chance of 2 in 32, which is 6%.
    assert "Only one could have fallen below 5%: for the other," in texts(sections)[1]


def test_nothing_is_left_out_where_nothing_says_so() -> None:
    assert shown("omissions") == []
