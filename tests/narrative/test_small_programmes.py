"""Sentences of whole small programmes, each made from a report that somebody found wrong. The sentences are written by hand."""

from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from egyv_engine.model.report import BoundNumber, Chart, CountOfBase, Paragraph, Table, Text
from egyv_engine.pipeline.run import Outputs, evaluate_files
from egyv_engine.publish.chart_files import render_charts
from egyv_engine.publish.markdown import render_markdown
from egyv_engine.publish.table_cells import cell_text
from tests.narrative.small_programme import MORE, answers, evaluated, paragraphs_of, table_of_findings
from tests.oracle.agree import programme_files

SHARES = "{judged_on: matched, improved: {share_change_at_least: 5}, declined: {share_change_at_most: -5}}"
ALL_SHARES = SHARES.replace("matched", "all")
THREE = {"first": "in 2001", "second": "in 2002", "third": "in 2003"}
EVERY_PAIR = (("first", "second"), ("second", "third"), ("first", "third"))
OVER_THINGS = """\
  - id: played
    title: Sport played
    for_each: things
    met_when: {question: plays, is: "Yes"}
    says: {units: "played {{ item }}", items: "{{ were }} played in"}
"""
PLAYS = "  - {id: plays, asks: A, scale: yes_no, items: things}\n"


def has(*names: str, more: str = "") -> str:
    return "".join(
        f'  - {{id: {n}, title: The {n}, met_when: {{question: {n}, is: "Yes"}}, says: {{units: had a {n}}}{more}}}\n'
        for n in names
    )


def test_who_is_not_in_a_base_is_said_after_each_sentence_also_at_floor_and_ceiling() -> None:
    """Six answered every question, and later three answered and three left all blank."""
    made = evaluated(
        has("plan", "map", "site"),
        {
            "before": {"plan": answers(6, 0), "map": answers(0, 6), "site": answers(1, 5)},
            "after": {"plan": answers(3, 0, 3), "map": answers(0, 3, 3), "site": answers(3, 0, 3)},
        },
    )
    (text,) = paragraphs_of(made, "principle", "main")
    assert text == (
        "What clubs reported: All three clubs had a site after, up from one out of six before. Among the three that "
        "answered both times, both clubs with room to rise did so. Six clubs were asked after; the full "
        "number lies between three and six. None of the three clubs had a map after, and none out of six before. Six clubs were asked "
        "after; the full number is no more than three. All six clubs had a plan before, and all three "
        "after: no room to rise. Six clubs were asked after; the full number lies between three and six."
    )
    assert paragraphs_of(made, "summary", "headline")[1:] == [
        "Largest rises: The site: all three clubs (six asked), up from one out of six."
    ]


def test_who_did_not_know_or_did_not_answer_before_is_said() -> None:
    made = evaluated(
        has("plan"), {"before": {"plan": answers(2, 4, 2)}, "after": {"plan": answers(5, 1, 0, 2)}}
    )
    (text,) = paragraphs_of(made, "principle", "main")
    assert "Eight clubs were asked before." in text
    assert text.endswith("Two clubs answered don't know after.")


def test_who_did_not_know_in_two_waves_is_one_sentence() -> None:
    made = evaluated(
        has("plan"),
        {"before": {"plan": answers(2, 4, 0, 1)}, "after": {"plan": answers(4, 1, 0, 2)}},
    )
    (text,) = paragraphs_of(made, "principle", "main")
    assert text.endswith("One club answered don't know before and two after.")


def test_changes_within_the_criterion_are_little_whatever_their_sign() -> None:
    """The criterion asks for five points; eight fewer were open, three fewer had a hall, and three more a garden."""
    made = evaluated(
        has("kitchen", "hall", "garden"),
        {
            "before": {"kitchen": answers(58, 42), "hall": answers(50, 50), "garden": answers(50, 50)},
            "after": {"kitchen": answers(50, 50), "hall": answers(47, 53), "garden": answers(53, 47)},
        },
        criterion=SHARES,
    )
    assert paragraphs_of(made, "summary", "overall") == [
        "None of the three measures compared rose, one fell and two changed little or not at all."
    ]
    (text,) = paragraphs_of(made, "principle", "main")
    assert text == (
        "What clubs reported: Of the 100 clubs, 50 (50%) had a kitchen after, down by 8 percentage points from 58 out of 100 "
        "(58%) before. A total of 50 clubs (50%) had a hall before, and 47 (47%) after: little changed. A total of 50 clubs "
        "(50%) had a garden before, and 53 (53%) after: little changed."
    )


@pytest.mark.parametrize("criterion", [SHARES, ALL_SHARES])
def test_gap_that_stayed_is_never_up_from(criterion: str) -> None:
    made = evaluated(
        has("map", "site"),
        {
            "before": {"map": answers(40, 360), "site": answers(30, 370)},
            "after": {"map": answers(44, 356), "site": answers(28, 372)},
        },
        criterion=criterion,
    )
    assert paragraphs_of(made, "summary", "overall") == [
        "Both measures compared changed little or not at all."
    ]
    assert paragraphs_of(made, "lists", "gaps") == [
        (
            "Of the 400 clubs, 30 (7.5%) had a site before, and 28 out of 400 (7.0%) after: little changed. "
            "A total of 40 clubs (10%) had a map before, and 44 (11%) after: little changed."
        )
    ]
    assert paragraphs_of(made, "lists", "largest_improvements") == []


def test_items_of_a_basket_within_the_criterion_did_not_rise() -> None:
    given = {"plays.chess": answers(50, 150), "plays.golf": answers(30, 170)}
    later = {"plays.chess": answers(53, 147), "plays.golf": answers(60, 140)}
    made = evaluated(
        OVER_THINGS,
        {"before": given, "after": later},
        questions=PLAYS,
        items={"chess": "chess", "golf": "golf"},
        criterion=SHARES,
    )
    (text,) = paragraphs_of(made, "principle", "main")
    assert "one of the two things and" in text
    assert "chess" not in text.lower().replace("golf", "")
    assert (
        "Golf was played in 60 out of 200 clubs (30%) after, up by 15 percentage points from 30 out of 200 (15%) before."
        in text
    )


def test_count_of_each_of_several_items_is_said_of_each_and_labels_can_be_taken_apart() -> None:
    one = [answers(1, 5), ["No", "Yes", *["No"] * 4], ["No", "No", "Yes", "No", "No", "No"]]
    names = ("care", "fire", "darts", "golf")
    given = {f"plays.{name}": column for name, column in zip(names, (*one, answers(3, 3)), strict=True)}
    made = evaluated(
        OVER_THINGS,
        {"before": given, "after": given},
        questions=PLAYS,
        items={
            "care": "health and social care",
            "fire": "fire, rescue and police",
            "darts": "darts",
            "golf": "golf",
        },
    )
    (text,) = paragraphs_of(made, "principle", "main")
    assert (
        "Health and social care; fire, rescue and police; and darts were played in one out of six clubs each, both before and "
        "after." in text
    )


def test_items_of_groups_that_differ_in_size_are_ordered_by_share() -> None:
    """The largest count is the smallest share: 46 of 55 clubs, 27 of 30, 39 of 40."""
    size = 55
    given = {
        "plays.a": answers(46, 9),
        "plays.b": answers(27, 3, size - 30),
        "plays.c": answers(39, 1, size - 40),
    }
    made = evaluated(
        OVER_THINGS,
        {"after": given},
        questions=PLAYS,
        items={"a": "archery", "b": "bowls", "c": "chess"},
        waves={"after": "after"},
        pairs=(),
    )
    (text,) = paragraphs_of(made, "principle", "main")
    names = [word for word in text.replace(":", " ").split() if word in ("Archery", "Bowls", "Chess")]
    assert names == ["Chess", "Bowls", "Archery"]


def three_waves(**more: Any) -> Any:
    given = {
        wave: {"plays.chess": answers(yes, 6 - yes), "plays.darts": answers(other, 6 - other)}
        for wave, yes, other in (("first", 2, 4), ("second", 2, 3), ("third", 4, 1))
    }
    items = {"chess": "chess", "darts": "darts"}
    return evaluated(OVER_THINGS, given, questions=PLAYS, items=items, waves=THREE, pairs=EVERY_PAIR, **more)


def test_every_sentence_heading_and_row_of_three_comparisons_names_its_own() -> None:
    made = three_waves()
    words = [
        "rom the survey in 2001 to the one in 2002",
        "rom the survey in 2002 to the one in 2003",
        "rom the survey in 2001 to the one in 2003",
    ]
    (summary,) = paragraphs_of(made, "summary", "overall")
    assert all(summary.count(each) == 1 for each in words)
    baskets = paragraphs_of(made, "principle", "main")
    assert [each.partition(":")[0] for each in baskets] == [f"Sport played, f{each}" for each in words]
    assert [each.partition(".")[0][1:] for each in paragraphs_of(made, "lists", "declines")] != []
    ((table,),) = [s.blocks for c in made.report.chapters for s in c.sections if s.id == "baskets_table"]
    assert isinstance(table, Table)
    rows = [[getattr(cell, "text", None) for cell in row[1:3]] for row in table.rows]
    assert rows == [["in 2001", "in 2002"], ["in 2002", "in 2003"], ["in 2001", "in 2003"]]


def test_block_of_one_comparison_reads_no_other() -> None:
    chosen = (
        "chapters: [{id: a, title: A, blocks: [{show: overall, comparison: {from: first, to: third}}]}]\n"
    )
    assert paragraphs_of(three_waves(blocks=chosen), "a", "overall") == [
        "From the survey in 2001 to the one in 2003, one of the two measures compared rose and one fell."
    ]


def test_series_states_each_level_in_order_and_the_change_from_first_to_last() -> None:
    assert paragraphs_of(three_waves(), "principle", "series") == [
        (
            "Two out of six clubs played chess in 2001, two in 2002 and four in 2003. From the first to "
            "the last the number rose by two clubs. "
            "Four out of six clubs played darts in 2001, three in 2002 and one in 2003. From the first "
            "to the last the number fell by three clubs."
        )
    ]


def test_series_says_each_base_that_is_not_the_one_before_it() -> None:
    """One of six clubs did not answer in 2002 and all did in 2003; "three" alone would be three of the five of 2002."""
    made = evaluated(
        has("chess"),
        {
            "first": {"chess": answers(1, 5)},
            "second": {"chess": answers(3, 2, 1)},
            "third": {"chess": answers(3, 3)},
            "fourth": {"chess": answers(4, 2)},
        },
        waves={**THREE, "fourth": "in 2004"},
        pairs=(("first", "fourth"),),
    )
    (text,) = paragraphs_of(made, "principle", "series")
    assert text.startswith(
        "One out of six clubs had a chess in 2001, three out of five in 2002, three out of six in 2003 and four in 2004."
    )


def test_share_and_not_a_number_changes_by_points() -> None:
    """From 40 of 100 to 60 of 100; of two items that rise, the second is said as a further one: from 30 to 45 of 100."""
    given = {
        wave: {"chess": answers(n, 100 - n)} for wave, n in (("first", 40), ("second", 50), ("third", 60))
    }
    made = evaluated(has("chess"), given, waves=THREE, pairs=EVERY_PAIR)
    (text,) = paragraphs_of(made, "principle", "series")
    assert text.endswith("From the first to the last the share rose by 20 percentage points.")
    items = evaluated(
        OVER_THINGS,
        {
            "before": {"plays.a": answers(40, 60), "plays.b": answers(30, 70)},
            "after": {"plays.a": answers(60, 40), "plays.b": answers(45, 55)},
        },
        questions=PLAYS,
        items={"a": "archery", "b": "bowls"},
    )
    (text,) = paragraphs_of(items, "principle", "main")
    assert "For bowls the share rose by 15 percentage points, from 30 (30%) to 45 (45%)" in text


def test_those_with_room_to_rise_are_of_the_units_that_answered_both_times() -> None:
    """Four of eleven had it; one of the other seven did not reply later, and the six that did have it."""
    made = evaluated(
        has("plan"),
        {"before": {"plan": answers(4, 7)}, "after": {"plan": answers(10, 0, 1)}},
    )
    (text,) = paragraphs_of(made, "principle", "main")
    assert (
        "All 10 clubs had a plan after, up from 4 out of 11 before. Among the 10 that answered both times, all 6 clubs with "
        "room to rise did so."
    ) in text


def test_question_of_the_second_wave_is_first_asked_then_and_has_no_history_in_that_comparison_alone() -> (
    None
):
    made = evaluated(
        has("hall"),
        {"first": {}, "second": {"hall": answers(4, 6)}, "third": {"hall": answers(7, 3)}},
        questions="  - {id: hall, asks: A, scale: yes_no, not_asked: [{wave: first}]}\n",
        waves=THREE,
        pairs=EVERY_PAIR,
    )
    assert paragraphs_of(made, "principle", "first_asked") == [
        ("Clubs were first asked about this in 2002, so no change by then is known.")
    ]
    assert paragraphs_of(made, "summary", "first_asked_list") == [
        "Clubs were first asked in 2002 about these: the hall."
    ]
    assert paragraphs_of(made, "summary", "limitations") == [
        (
            "From the survey in 2001 to the one in 2002: The only measure was first asked about in 2002, so whether it "
            "changed is not known."
        ),
        (
            "From the survey in 2001 to the one in 2003: The only measure cannot be compared, because the question was not "
            "asked both times."
        ),
    ]
    texts = paragraphs_of(made, "principle", "main")
    assert texts[-1].endswith("This was not asked in 2001, so there is no comparison.")
    assert "Seven out of ten clubs had a hall in 2003, up from four out of ten in 2002." in texts[0]


def test_wave_that_asked_neither_time_is_not_said_to_have_asked() -> None:
    made = evaluated(
        has("hall"),
        {"first": {}, "second": {}, "third": {"hall": answers(7, 3)}},
        questions="  - {id: hall, asks: A, scale: yes_no, not_asked: [{wave: first}, {wave: second}]}\n",
        waves=THREE,
        pairs=(("first", "second"),),
    )
    assert paragraphs_of(made, "principle", "main") == []


def test_target_is_said_with_its_certainty_for_one_finding_and_for_a_basket() -> None:
    over = OVER_THINGS.replace("    says:", "    target: {share_at_least: 50}\n    says:")
    given = {
        "plays.a": answers(5, 1, 2),
        "plays.b": answers(4, 4),
        "plays.c": answers(1, 7),
        "hall": answers(4, 1, 3),
    }
    made = evaluated(
        over + has("hall", more=", target: {share_at_least: 60}"),
        {"before": given, "after": given},
        questions=PLAYS + "  - {id: hall, asks: A, scale: yes_no}\n",
        items={"a": "archery", "b": "bowls", "c": "chess"},
    )
    single, basket = paragraphs_of(made, "principle", "main")
    # 4 of 5 are 80 %; of 8 they are 50 %
    assert single.endswith(
        "The target of at least 60% after was met by the answers given; missing answers could change that."
    )
    # a: 5 of 6, and 5 to 7 of 8; b: 4 of 8; c: 1 of 8
    assert basket.endswith(
        "The target of at least 50% after was met for two of the three things with answers, and not for chess."
    )


def test_target_says_that_replies_could_change_it_where_these_are_missing() -> None:
    """Twelve clubs had a hall; later eight of the ten that replied: 80%. With two more it would be ten of twelve, or eight: 67%."""
    given = {"before": {"hall": answers(12, 0)}, "after": {"hall": answers(8, 2)}}
    of = has("hall", more=", target: {share_at_least: 75}")
    made = evaluated(of, given, returned="has_row", missing="analysed_in_one_wave")
    (text,) = paragraphs_of(made, "principle", "main")
    assert "75% after was met by the answers given; missing answers and replies could change that." in text
    made = evaluated(of, given, returned="has_row", missing="blanks")
    (text,) = paragraphs_of(made, "principle", "main")
    assert "The target of at least 75% after was met." in text


def test_target_at_a_wave_is_stated_once_whatever_comparisons_end_there() -> None:
    """Eight clubs. The hall and its items rise each year; two comparisons end in 2003, when six of eight have a hall."""
    years = (2, 4, 6)
    given = {
        wave: {"hall": answers(n, 8 - n), "plays.a": answers(n, 8 - n)}
        for wave, n in zip(THREE, years, strict=True)
    }
    aim = ", target: {share_at_least: 50}"
    made = evaluated(
        has("hall", more=aim)
        + OVER_THINGS.replace("    for_each", "    target: {share_at_least: 50}\n    for_each"),
        given,
        questions="  - {id: hall, asks: A, scale: yes_no}\n" + PLAYS,
        items={"a": "archery"},
        waves=THREE,
        pairs=(("first", "third"), ("second", "third")),
    )
    shown = paragraphs_of(made, "principle", "main")
    assert len(shown) == 4
    assert ["target" in each for each in shown] == [True, True, False, False]


def test_gap_that_a_main_point_states_as_a_fall_is_not_stated_again_in_the_summary() -> None:
    """Eight clubs. The map fell from six to none, and a pool stays at one: the summary names the map as a fall, and the pool as short."""
    before = {"map": answers(6, 2), "pool": answers(1, 7)}
    given = {"before": before, "after": {**before, "map": answers(0, 8)}}
    made = evaluated(has("map", "pool"), given, blocks="")
    assert paragraphs_of(made, "summary", "headline")[1:] == [
        "Largest falls: The map: none of the eight clubs, down from six out of eight."
    ]
    assert paragraphs_of(made, "summary", "gaps") == [
        "The pool: one out of eight clubs after, and one out of eight before."
    ]
    given = {wave: {"map": each["map"]} for wave, each in given.items()}
    assert paragraphs_of(evaluated(has("map"), given, blocks=""), "summary", "gaps") == []


def test_gap_that_the_lead_of_a_chapter_states_is_not_stated_again_under_still_short() -> None:
    """Eight clubs. The hall rose, nobody has a map or a site, and one has a pool: the lead states the map as the widest gap."""
    before = {"hall": answers(2, 6), "map": answers(0, 8), "site": answers(0, 8), "pool": answers(1, 7)}
    given = {"before": before, "after": {**before, "hall": answers(6, 2)}}
    with_tie = evaluated(has("hall", "map", "site", "pool"), given, blocks="")
    (lead,) = paragraphs_of(with_tie, "principle", "principle_summary")
    assert lead.endswith(
        "None of the eight clubs had a map, either before or after. The gap was as wide for “The site”."
    )
    assert paragraphs_of(with_tie, "principle", "gaps") == [
        "None of the eight clubs had a site, either before or after. The gap was as wide for “The map”."
    ]
    given = {wave: {n: each[n] for n in ("hall", "map", "pool")} for wave, each in given.items()}
    assert paragraphs_of(evaluated(has("hall", "map", "pool"), given, blocks=""), "principle", "gaps") == [
        "One out of eight clubs had a pool, both before and after: no change."
    ]
    given = {wave: {n: each[n] for n in ("hall", "map")} for wave, each in given.items()}
    assert paragraphs_of(evaluated(has("hall", "map"), given, blocks=""), "principle", "gaps") == []


def test_target_of_each_measure_is_said_in_its_chapter_and_in_the_annex_however_many_measures_have_one() -> (
    None
):
    """Ten clubs. The chapter states the widest change and of two measures more; two of the others missed their targets."""

    def target(bound: str) -> str:
        return f", target: {{{bound}}}"

    made = evaluated(
        has("hall", more=target("share_at_least: 90"))  # 9 of 10 are 90 %
        + has("map", more=target("share_at_least: 60"))  # 5 of 10
        + has("site")
        + has("fault", more=target("share_at_most: 5") + ", direction: lower")  # 2 of 10
        + has("pool", more=target("share_at_least: 50") + ", scored: false")  # 1 of 10
        + has("gate", more=target("share_at_least: 60")),  # 4 of 5 are 80 %, of 10 they are 40 %
        {
            "before": {
                "hall": answers(3, 7),
                "map": answers(2, 8),
                "site": answers(1, 9),
                "fault": answers(2, 8),
                "pool": answers(1, 9),
                "gate": answers(4, 1, 5),
            },
            "after": {
                "hall": answers(9, 1),
                "map": answers(5, 5),
                "site": answers(3, 7),
                "fault": answers(2, 8),
                "pool": answers(1, 9),
                "gate": answers(4, 1, 5),
            },
        },
        blocks="",
    )
    before, targets = paragraphs_of(made, "principle", "main")
    assert before.count("The target of") == 1
    assert before.startswith(
        "What clubs reported: Five out of ten clubs had a map after, up from two out of ten before. "
    )
    assert "The target of at least 60% after was not met." in before
    assert targets == (
        "Targets: Two out of ten clubs had a fault after. The target of no more than 5% after was not met. "
        "One club had a pool after. The target of at least 50% after was not met. "
        "Nine clubs had a hall after. The target of at least 90% after was met. "
        "Four out of five clubs had a gate after. "
        "The target of at least 60% after was met by the answers given; missing answers could change that."
    )
    table = table_of_findings(made)
    place = [column.title for column in table.columns].index("Target")
    assert {cell_text(row[0]): cell_text(row[place]) for row in table.rows} == {
        "The hall": "met",
        "The map": "not met",
        "The site": "",
        "The fault": "not met",
        "The pool": "not met",
        "The gate": "met, open",
    }


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("share_at_least: 100", "The target of 100% after was not met."),  # no share is more than all
        ("share_at_least: 99.5", "The target of at least 99.5% after was not met."),
        ("share_at_most: 0", "The target of 0% after was not met."),
        ("share_at_most: 0.5", "The target of no more than 0.5% after was not met."),
    ],
)
def test_target_of_all_or_of_none_has_no_bound(target: str, told: str) -> None:
    over = OVER_THINGS.replace("    says:", f"    target: {{{target}}}\n    says:")
    given = {"hall": answers(4, 4), "plays.a": answers(4, 4), "plays.b": answers(4, 4)}
    made = evaluated(
        over + has("hall", more=f", target: {{{target}}}"),
        {"before": given, "after": given},
        questions=PLAYS + "  - {id: hall, asks: A, scale: yes_no}\n",
        items={"a": "archery", "b": "bowls"},
    )
    single, basket = paragraphs_of(made, "principle", "main")
    assert single.endswith(told)
    assert basket.endswith(told.replace("not met", "met for neither of the two things with answers"))


def test_largest_rise_of_what_is_bad_says_that_it_is_worse_also_where_the_counts_did_not_rise() -> None:
    """One of the two with a fault gave no later answer, and another club has one since."""
    made = evaluated(
        has("fault", more=", direction: lower"),
        {
            "before": {"fault": ["Yes", "Yes", *["No"] * 6]},
            "after": {"fault": ["Yes", "", "Yes", *["No"] * 5]},
        },
    )
    assert paragraphs_of(made, "summary", "headline")[-1] == (
        "Largest rises: Two out of eight clubs had a fault before, and two out of seven after. Among the seven that "
        "answered both times, there was a rise, which is worse: it began for one and ended for none."
    )


def test_indicator_that_looks_back_over_a_basket_has_its_sentences() -> None:
    over = OVER_THINGS.replace(
        '{question: plays, is: "Yes"}', "{question: plays, wave: to, above: {question: plays, wave: from}}"
    ).replace("    says:", "    target: {share_at_least: 50}\n    says:")
    made = evaluated(
        over,
        {
            "before": {"plays.a": answers(0, 6), "plays.b": answers(1, 5)},
            "after": {"plays.a": answers(3, 3), "plays.b": answers(2, 4)},
        },
        questions=PLAYS,
        items={"a": "archery", "b": "bowls"},
    )
    (text,) = paragraphs_of(made, "principle", "main")
    assert text == (
        "Sport played: Archery was played in three out of six clubs after. This already looks back at earlier answers, so there is no comparison. "
        "Bowls was played in one club after. This already looks back at earlier answers, so there is no comparison. The target of at least 50% "
        "after was met for one of the two things with answers, and not for bowls."
    )


def test_sentence_that_would_open_with_digits_opens_with_words() -> None:
    made = evaluated(has("hall"), {"before": {"hall": answers(3, 179)}, "after": {"hall": answers(1, 181)}})
    assert paragraphs_of(made, "leads", "principle_summary") == [
        "Of the 182 clubs, 1 (1%) had a hall after, down by 1 percentage point from 3 out of 182 (2%) before."
    ]


@pytest.mark.parametrize(
    ("later", "text"),
    [
        (3, "The only measure compared did not change."),
        (4, "The only measure compared rose. It changed by one club alone."),
        (2, "The only measure compared fell. It changed by one club alone."),
    ],
)
def test_one_finding_is_said_in_the_singular(later: int, text: str) -> None:
    made = evaluated(
        has("hall"), {"before": {"hall": answers(3, 7)}, "after": {"hall": answers(later, 10 - later)}}
    )
    assert paragraphs_of(made, "summary", "overall") == [text]


def test_verb_of_a_wording_agrees_with_the_number_before_it() -> None:
    says = '  - {id: o, title: Open, met_when: {question: o, is: "Yes"}, says: {units: "{{ were }} open"}}\n'
    for before, after, start in (
        (0, 0, "None of the five clubs were open, either before or after."),
        (0, 1, "One out of five clubs was open after, up by one club from none out of five before"),
        (1, 3, "Three out of five clubs were open after, up from one out of five before."),
    ):
        made = evaluated(
            says, {"before": {"o": answers(before, 5 - before)}, "after": {"o": answers(after, 5 - after)}}
        )
        (text,) = paragraphs_of(made, "principle", "main")
        assert text.startswith(f"What clubs reported: {start}"), text


def texts_of(made: Outputs) -> list[str]:
    """The paragraphs of a report."""
    return [block.text for block in blocks_of(made) if isinstance(block, Paragraph)]


def blocks_of(made: Outputs) -> list[object]:
    """The paragraphs, tables and charts of a report."""
    assert made.report is not None
    return [
        block for chapter in made.report.chapters for section in chapter.sections for block in section.blocks
    ]


SHARES_OF_ALL = "{judged_on: all, improved: {share_change_at_least: 5}, declined: {share_change_at_most: -5}}"


def test_change_of_shares_is_not_said_by_the_units_that_answered_both_times() -> None:
    """Seven of ten clubs had a plan; one of them lost it, and one answered for the first time and had one: 7 of 11.

    The share falls by 6.4 points, from 70 to 63.6. The net change is one, but seven is not one less than seven. Of the map, the
    counts are 5 of 11 and 5 of 10: the share rises by 4.5 points, which the criterion calls little.
    """
    made = evaluated(
        has("plan", "map"),
        {
            "before": {"plan": [*answers(7, 3), ""], "map": answers(5, 6)},
            "after": {"plan": [*answers(6, 4), "Yes"], "map": [*answers(5, 5), ""]},
        },
        criterion=SHARES_OF_ALL,
    )
    (text,) = paragraphs_of(made, "principle", "main")
    assert "Seven out of eleven clubs had a plan after, down as a share from seven out of ten before." in text
    assert "Five out of eleven clubs had a map before, and five out of ten after: little changed." in text
    falls = [each for each in paragraphs_of(made, "summary", "headline") if each.startswith("Largest falls")]
    assert falls == [
        "Largest falls: The plan: 7 out of 11 clubs, down as a share from 7 out of 10 (11 asked)."
    ]


@pytest.mark.parametrize(("criterion", "words"), [(SHARES_OF_ALL, "Fewer"), (MORE, "As many")])
def test_text_of_ones_own_reads_the_direction_that_the_criterion_judges(criterion: str, words: str) -> None:
    """Seven had a plan both times among the ten that answered both times; the share fell from 7 of 10 to 7 of 11."""
    plan = 'finding("main.plan")'
    text = f"{{% if {plan}.is_rise %}}More{{% elif {plan}.is_fall %}}Fewer{{% else %}}As many{{% endif %}} had one."
    made = evaluated(
        has("plan"),
        {"before": {"plan": [*answers(7, 3), ""]}, "after": {"plan": [*answers(7, 3), "No"]}},
        criterion=criterion,
        blocks=f"chapters: [{{id: own, title: Own, blocks: [{{show: text, text: '{text}'}}]}}]\n",
    )
    assert texts_of(made) == [f"{words} had one."]


def test_lead_that_states_two_levels_apart_does_not_say_their_change() -> None:
    """The lead compares 2001 with 2003, and 2002 with 2003. The largest change, from 2001 to 2002, is said below it."""
    made = evaluated(
        has("plan"),
        {
            "first": {"plan": answers(8, 2)},
            "second": {"plan": answers(1, 9)},
            "third": {"plan": answers(5, 5)},
        },
        waves=THREE,
        pairs=EVERY_PAIR,
        blocks="chapters: [{id: principle, for_each: principle, blocks: [{show: principle_summary}, {show: cohort}]}]\n",
    )
    whole_time, last_step, *below = texts_of(made)
    assert "in 2002, down from eight" not in whole_time + last_step
    assert [each for each in below if "in 2002, down from eight out of ten in 2001" in each] != []
    assert not any("in 2003" in each for each in below)  # these are in the lead


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("missed at most {{ threshold }} lessons", "missed at most six lessons"),
        ("missed at most {{ threshold }}% of lessons", "missed at most 6% of lessons"),
        ("spent at most £{{ threshold }} a day", "spent at most £6 a day"),
        ("carried at most {{ threshold }}kg each", "carried at most 6kg each"),
        ("had a {{ threshold }}-day week at most", "had a six-day week at most"),
    ],
)
def test_number_of_a_rule_next_to_a_sign_is_in_digits(says: str, expected: str) -> None:
    made = evaluated(
        f"  - {{id: few, title: Few, met_when: {{question: size, at_most: 6}}, says: {{units: '{says}'}}}}\n",
        {"before": {"size": ["9"] * 6}, "after": {"size": ["4"] * 4 + ["9"] * 2}},
        questions="  - {id: size, asks: How many?, scale: number}\n",
        blocks="chapters: [{id: principle, for_each: principle, blocks: [{show: cohort}]}]\n",
    )
    assert f"Four out of six clubs {expected} after" in texts_of(made)[0]


def test_wave_in_which_a_rule_has_no_level_is_not_called_not_asked() -> None:
    better = (
        "  - {id: better, title: Better, met_when: {question: plan, above: {question: plan, wave: from}}, "
        "says: {units: had a better plan}}\n"
    )
    made = evaluated(
        better,
        {"before": {"plan": answers(0, 6)}, "after": {"plan": answers(4, 2)}},
        blocks="chapters: [{id: principle, for_each: principle, blocks: [{show: indicator_tables}]}]\n",
    )
    (table,) = [block for block in blocks_of(made) if isinstance(block, Table)]
    _, before, after, change = table.rows[0]
    assert isinstance(after, CountOfBase)
    assert after.base is not None
    assert (before, after.count.value, after.base.value) == (None, 4, 6)
    assert change == Text(text="the rule looks back")


@pytest.mark.parametrize(
    ("on_record", "expected"),
    [
        ((), "The figures are what clubs reported of themselves, and no more."),
        (
            ("plan",),
            "The figures come from the records of clubs, or are what clubs reported of themselves and no more, as each sentence says.",
        ),
        (("plan", "map"), "The figures come from the records of clubs."),
    ],
)
def test_care_box_says_which_figures_are_reports(on_record: tuple[str, ...], expected: str) -> None:
    questions = "".join(
        f"  - {{id: {name}, asks: A, scale: yes_no{', evidence: records' if name in on_record else ''}}}\n"
        for name in ("plan", "map")
    )
    given = {wave: {"plan": answers(3, 3), "map": answers(2, 4)} for wave in ("before", "after")}
    made = evaluated(
        has("plan", "map"),
        given,
        questions=questions,
        blocks="chapters: [{id: care, title: Care, blocks: [{show: read_with_care}]}]\n",
    )
    assert texts_of(made)[0] == expected


def test_level_that_depends_on_the_comparison_has_a_path_for_each() -> None:
    """Four of six did better in 2003 than in 2001, and one of six than in 2002; the level of 2002 is that of one comparison."""
    better = (
        "  - {id: better, title: Better, met_when: {question: plan, above: {question: plan, wave: from}}, "
        "says: {units: had a better plan}}\n"
    )
    made = evaluated(
        better,
        {
            "first": {"plan": answers(0, 6)},
            "second": {"plan": answers(3, 3)},
            "third": {"plan": answers(4, 2)},
        },
        waves=THREE,
        pairs=EVERY_PAIR,
        blocks="chapters: [{id: principle, for_each: principle, blocks: [{show: cohort}]}]\n",
    )
    counts = {
        node.ref: int(node.value)
        for block in blocks_of(made)
        if isinstance(block, Paragraph)
        for sentence in block.sentences
        for node in sentence.nodes
        if isinstance(node, BoundNumber) and node.ref.endswith(".count")
    }
    assert counts == {
        "main.better#second.count": 3,
        "main.better#second:third.third.count": 1,
        "main.better#first:third.third.count": 4,
    }


def test_chart_of_numbers_says_that_nobody_gave_one_in_a_wave() -> None:
    made = evaluated(
        "  - {id: large, title: Large, met_when: {question: size, at_least: 2}, says: {units: were large}}\n",
        {"before": {"size": [""] * 3}, "after": {"size": ["1", "2", "2"]}},
        questions="  - {id: size, asks: Size?, scale: number}\n",
        blocks="chapters: [{id: a, title: A, blocks: [{show: chart, of: numbers, question: size, "
        "comparison: {from: before, to: after}}]}]\n",
    )
    (chart,) = [block for block in blocks_of(made) if isinstance(block, Chart)]
    assert chart.table is not None
    assert [[cell_text(cell) for cell in row[1:]] for row in chart.table.rows] == [
        ["no answer", "1 of 3"],
        ["no answer", "2 of 3"],
    ]


TWO_OF_THREE = (
    OVER_THINGS.replace("    says:", "    scored: false\n    says:")
    + """\
  - id: most
    title: Kinds of sport
    met_when: {number_of: {each: things, met: played}, at_least: 2}
    items_compared: asked_in_both
    says: {units: "played {{ threshold }} kinds"}
"""
)


@pytest.mark.parametrize("pairs", [(("first", "third"), ("second", "third")), (("first", "third"),)])
def test_count_without_an_item_of_one_wave_alone_is_not_said_to_be_that_of_the_other(pairs: Any) -> None:
    """Chess was not asked about in 2001. Without it, one of ten played two kinds in 2003, and three had in 2001; with it, five.

    Five of ten are no gap. Where no comparison counts chess, one of ten is said with what it leaves out.
    """
    later = {
        "plays.a": answers(5, 5),
        "plays.b": answers(1, 9),
        "plays.c": answers(5, 5),
    }
    made = evaluated(
        TWO_OF_THREE,
        {
            "first": {"plays.a": answers(3, 7), "plays.b": answers(3, 7)},
            "second": {**later, "plays.b": answers(0, 10)},
            "third": later,
        },
        questions=PLAYS.replace("}", ", not_asked: [{wave: first, items: [c]}]}"),
        items={"a": "archery", "b": "bowls", "c": "chess"},
        waves=THREE,
        pairs=pairs,
        blocks="chapters: [{id: own, title: Own, blocks: [{show: headline, comparison: {from: first, to: third}}]}, "
        "{id: short, title: Short, blocks: [{show: gaps, brief: true, comparison: {from: first, to: third}}]}]\n",
    )
    left_out = "The comparison leaves out chess, which was not asked about in 2001."
    opening, fall, *gaps = texts_of(made)
    assert opening == "Clubs reported, in 2001 and in 2003:"
    assert fall == f"Kinds of sport: 1 out of 10 clubs, down from 3 out of 10. {left_out}"
    stated = f"Kinds of sport: 1 out of 10 clubs in 2003, down from 3 out of 10 in 2001. {left_out}"
    assert gaps == ([] if len(pairs) > 1 else [stated])


def test_underscores_of_labels_are_written_wherever_a_label_is() -> None:
    """Labels are printed as they are declared, in sentences, leads, tables and charts alike."""
    given = {"plays.a": answers(5, 1), "plays.b": answers(2, 4)}
    made = evaluated(
        OVER_THINGS + OVER_THINGS.replace("played", "enjoyed"),
        {"before": given, "after": {"plays.a": answers(2, 4), "plays.b": answers(5, 1)}},
        questions=PLAYS,
        items={"a": "moss_end", "b": "the cold_room"},
        waves={"before": "in week_one", "after": "in week_two"},
        blocks="chapters: [{id: own, title: Own, blocks: [{show: headline}, {show: by_item}, {show: items}, "
        "{show: measures_met, indicators: [played]}, {show: findings_table}, {show: baskets_table}, {show: questionnaire}, "
        "{show: chart, of: changes}, {show: chart, of: response}]}, {id: principle, for_each: principle, blocks: "
        "[{show: cohort}, {show: indicator_tables}]}]\n",
    )
    assert made.report is not None
    text = render_markdown(made.report).decode().replace("\\_", "_").lower()
    charts = b"".join(render_charts(made.report).values()).decode().lower()
    for words in ("moss_end", "cold_room", "week_two"):
        assert words in text
        assert words.replace("_", " ") not in text + charts


def test_group_of_one_unit_is_said_to_have_it_or_not() -> None:
    """The one club lost its plan, won a map, kept its flag and never had a site; it took up darts."""
    yes, no = ["Yes"], ["No"]
    made = evaluated(
        has("plan", "map", "flag", "site") + OVER_THINGS,
        {
            "before": {"plan": yes, "map": no, "flag": yes, "site": no, "plays.a": no, "plays.b": no},
            "after": {"plan": no, "map": yes, "flag": yes, "site": no, "plays.a": yes, "plays.b": no},
        },
        questions=PLAYS
        + "".join(f"  - {{id: {n}, asks: A, scale: yes_no}}\n" for n in ("plan", "map", "flag", "site")),
        items={"a": "darts", "b": "golf"},
        minimum=1,
    )
    assert paragraphs_of(made, "principle", "main") == [
        (
            "What clubs reported: The one club had a plan before, but not after. The one club had a map after, but not "
            "before. The one club had a site neither before nor after. The one club had a flag, both before and after: no "
            "room to rise."
        ),
        (
            "Sport played: Clubs reported a rise for one of the two things and no net change for one. Darts was played in "
            "the one club, after but not before. The one club played golf neither before nor after."
        ),
    ]
    assert paragraphs_of(made, "summary", "headline")[1:] == [
        (
            "Largest rises: The map: after, but not before, in the one club. Sport played, darts: after, but not before, in "
            "the one club."
        ),
        "Largest falls: The plan: before, but not after, in the one club.",
    ]


def test_one_unit_of_several_that_answered_is_said_to_be_that_and_one_without_a_comparison_has_its_base() -> (
    None
):
    made = evaluated(
        has("plan", "map"),
        {
            "before": {"plan": ["", "Yes"], "map": ["", "No"]},
            "after": {"plan": ["Yes", ""], "map": ["No", ""]},
        },
        minimum=1,
    )
    (text,) = paragraphs_of(made, "principle", "main")
    assert text.startswith("What clubs reported: The one club that answered had a plan after. Too few clubs ")
    assert "No club had a map after." in text  # the base of the wave is in the sentence before
    made = evaluated(has("map"), {"after": {"map": ["No", ""]}}, waves={"after": "after"}, pairs=())
    (text,) = paragraphs_of(made, "principle", "main")
    assert text.startswith("What clubs reported after: No club (one answered) had a map.")


def test_one_unit_that_answered_in_each_of_two_waves_is_not_taken_for_the_same() -> None:
    """Shares are compared: one club had a plan and did not answer later, when another one answered, and had none."""
    made = evaluated(
        has("plan"),
        {"before": {"plan": ["Yes", ""]}, "after": {"plan": ["", "No"]}},
        criterion=ALL_SHARES,
        minimum=1,
    )
    assert not any("but not" in text for text in paragraphs_of(made, "principle", "main"))


@pytest.mark.parametrize(
    ("dont_know", "said"),
    [
        ("[]", "; the full number lies between three and four."),
        ("[unsure]", "; with don't know counted as no, the full number lies between three and four."),
    ],
)
def test_dont_know_is_mentioned_only_where_a_base_has_such_an_answer(dont_know: str, said: str) -> None:
    """Six clubs are in the base, of which one left its plan blank after: three had one, and it would be four at most."""
    base = ", base: {question: size, at_least: 10}"
    made = evaluated(
        has("plan", more=base),
        {
            "before": {"size": ["20"] * 6, "plan": answers(1, 5)},
            "after": {"size": ["20"] * 6, "plan": answers(3, 2, 1)},
        },
        questions="  - {id: plan, asks: A, scale: yes_no}\n"
        f"  - {{id: size, asks: B, scale: number, dont_know: {dont_know}}}\n",
    )
    (text,) = paragraphs_of(made, "principle", "main")
    assert said in text


LARGE = """\
  - id: plan
    title: The plan
    base: {question: size, at_least: 10}
    met_when: {question: plan, is: "Yes"}
    says: {units: had a plan, base: {one: large club, many: large clubs}}
"""
SIZES = "  - {id: plan, asks: A, scale: yes_no}\n  - {id: map, asks: A, scale: yes_no}\n  - {id: size, asks: B, scale: number}\n"


def test_units_of_a_base_have_the_words_of_the_base_in_every_sentence_on_it() -> None:
    """Eight clubs, of which six are large: of these one and later three had a plan, and one left it blank later."""
    sizes = ["20"] * 6 + ["5"] * 2
    made = evaluated(
        LARGE,
        {
            "before": {"size": sizes, "plan": answers(1, 5) + answers(2, 0)},
            "after": {"size": sizes, "plan": answers(3, 2, 1) + answers(2, 0)},
        },
        questions=SIZES.replace("  - {id: map, asks: A, scale: yes_no}\n", ""),
    )
    (text,) = paragraphs_of(made, "principle", "main")
    assert text.startswith(
        "What clubs reported: Three out of five large clubs had a plan after, up from one out of six before."
    )
    assert (
        "Six large clubs were asked after; with don't know counted as no, the full number lies between three and four."
        in text
    )
    (headline,) = paragraphs_of(made, "summary", "headline")[1:]
    assert (
        headline
        == "Largest rises: The plan: three out of five large clubs (six asked), up from one out of six."
    )


def test_base_with_other_words_is_said_although_it_is_as_large_as_the_one_before() -> None:
    """Six clubs answered about a map and are large, so that both bases are six; the second is one of large clubs."""
    made = evaluated(
        has("map") + LARGE,
        {
            "before": {"size": ["20"] * 6, "plan": answers(1, 5), "map": answers(1, 5)},
            "after": {"size": ["20"] * 6, "plan": answers(3, 3), "map": answers(5, 1)},
        },
        questions=SIZES,
    )
    (text,) = paragraphs_of(made, "principle", "main")
    assert text == (
        "What clubs reported: Five out of six clubs had a map after, up from one out of six before. "
        "Three out of six large clubs had a plan after, up from one out of six before."
    )


def test_wordings_of_two_bases_may_be_the_same() -> None:
    other = LARGE.replace("id: plan", "id: plan_of_small").replace("The plan", "The plan of small ones")
    other = other.replace("at_least: 10", "below: 10").replace("large", "small")
    rows = {"size": ["20"] * 4 + ["5"] * 4, "plan": answers(2, 2) + answers(2, 2)}
    made = evaluated(
        LARGE + other,
        {"before": rows, "after": rows},
        questions=SIZES.replace("  - {id: map, asks: A, scale: yes_no}\n", ""),
    )
    assert "EGY620" not in {each.code for each in made.diagnostics}


def test_share_that_fell_while_the_matched_units_rose_is_not_said_to_be_up() -> None:
    """Twenty of forty (50%), and later 24 of sixty (40%): of the forty that answered both times four more, and the share is down."""
    made = evaluated(
        has("plan"),
        {
            "first": {"plan": answers(20, 20, 20)},
            "second": {"plan": answers(20, 20, 20)},
            "third": {"plan": answers(24, 36)},
        },
        waves=THREE,
        pairs=EVERY_PAIR,
    )
    (text,) = [t for t in paragraphs_of(made, "principle", "main") if "in 2001 to the one in 2003" in t]
    assert (
        "Of the 40 clubs, 20 (50%) had a plan in 2001, and 24 out of 60 (40%) in 2003. Among the 40 that answered both times, "
        "4 gained it and none lost it." in text
    )
    (series,) = paragraphs_of(made, "principle", "series")
    assert (
        "From the first to the last the number rose by 4 clubs among the 40 that answered both times."
        in series
    )
    every = (
        " ".join(s.text for chapter in made.report.chapters for s in chapter.sentences())
        if made.report
        else ""
    )
    assert "percentage points" not in every


def test_series_that_is_judged_by_shares_says_what_the_share_did() -> None:
    """Three of six (50%), and later five of fourteen (36%): the number rose, and the share fell."""
    early = {"plan": answers(3, 3, 8)}
    made = evaluated(
        has("plan"),
        {"first": early, "second": early, "third": {"plan": answers(5, 9)}},
        waves=THREE,
        pairs=EVERY_PAIR,
        criterion=ALL_SHARES,
    )
    (series,) = paragraphs_of(made, "principle", "series")
    assert "From the first to the last the share fell." in series


def test_target_of_what_was_asked_before_and_of_what_was_first_asked_is_said_of_each() -> None:
    """Chess was met by four of six and judo by one, both also asked about before; golf, first asked about after, by five."""
    made = evaluated(
        OVER_THINGS.replace("says:", "target: {share_at_least: 50}\n    says:"),
        {
            "before": {"plays.chess": answers(1, 5), "plays.judo": answers(1, 5)},
            "after": {"plays.chess": answers(4, 2), "plays.judo": answers(1, 5), "plays.golf": answers(5, 1)},
        },
        questions="  - {id: plays, asks: A, scale: yes_no, items: things, not_asked: [{wave: before, items: [golf]}]}\n",
        items={"chess": "chess", "judo": "judo", "golf": "golf"},
    )
    (basket,) = paragraphs_of(made, "principle", "main")
    assert (
        "The target of at least 50% after was met for one of the two things also asked about before, and not for judo."
        in basket
    )
    first_asked = paragraphs_of(made, "principle", "first_asked")
    assert first_asked[-1] == (
        "Sport played: The target of at least 50% after was met for the only one of the things first asked about then."
    )


def test_counts_keep_their_bases_where_alone_they_deny_the_rise_of_a_share() -> None:
    """Four of ten had a map before, and four of eight after: 40 and 50 per cent. The other criterion of the programme counts units.

    The base of the sentence before is the same, ten and eight. "Four clubs, up from four" would be no rise to a reader.
    """
    made = evaluated(
        has("site") + has("map", more=", criterion: shares"),
        {
            "before": {"site": answers(7, 3), "map": answers(4, 6)},
            "after": {"site": answers(4, 4, 2), "map": answers(4, 4, 2)},
        },
        criterion=f"{MORE}, shares: {SHARES_OF_ALL}",
        blocks="chapters: [{id: own, for_each: principle, blocks: [{show: cohort, order: declared}]}]\n",
    )
    (text,) = texts_of(made)
    assert text.startswith("Four out of eight clubs had a site after, down from seven out of ten before.")
    assert "Four out of eight clubs had a map after, up as a share from four out of ten before." in text


def test_target_of_a_rule_that_looks_back_names_the_waves_that_it_compares() -> None:
    """In 2003 three of the four that had a plan in 2002 kept it, and four of the eight that had one in 2001.

    Of ten clubs, numbers 1 to 8 had a plan in 2001, 1 to 4 in 2002, and 1 to 3 and 8 in 2003.
    """
    kept = (
        "  - {id: kept, title: Kept, scored: false, base: {question: plan, wave: from, is: 'Yes'}, target: {share_at_least: 60},\n"
        "     met_when: {question: plan, is: 'Yes'}, says: {units: kept their plan}}\n"
    )
    no = ["No"]
    made = evaluated(
        has("plan") + kept,
        {
            "first": {"plan": answers(8, 2)},
            "second": {"plan": answers(4, 6)},
            "third": {"plan": [*answers(3, 4), "Yes", *no, *no]},
        },
        waves=THREE,
        pairs=EVERY_PAIR,
        blocks="",
    )
    targets = [each for each in paragraphs_of(made, "principle", "main") if each.startswith("Targets")]
    assert targets == [
        "Targets: Four out of eight clubs kept their plan in 2002. The target of at least 60% in 2002 was not met.",
        (
            "Targets, from the survey in 2001 to the one in 2003: Four out of eight clubs kept their plan in 2003. "
            "The target of at least 60% in 2003 was not met."
        ),
        (
            "Targets, from the survey in 2002 to the one in 2003: Three out of four clubs kept their plan in 2003. "
            "The target of at least 60% in 2003 was met."
        ),
    ]


def test_series_leaves_out_a_rule_that_reads_the_same_answers_in_every_wave() -> None:
    """Eight of ten had a plan in 2001, whoever replied later: its levels would rise and fall with who replied."""
    early = "  - {id: early, title: Early, met_when: {question: plan, wave: first, is: 'Yes'}, says: {units: planned early}}\n"
    made = evaluated(
        has("map") + early,
        {wave: {"plan": answers(8, 2), "map": answers(n, 10 - n)} for n, wave in enumerate(THREE, start=3)},
        waves=THREE,
        pairs=EVERY_PAIR,
        blocks="chapters: [{id: own, title: Own, blocks: [{show: series}, {show: chart, of: series}]}]\n",
    )
    assert "planned early" not in " ".join(texts_of(made))
    assert any("Three out of ten clubs had a map in 2001" in each for each in texts_of(made))
    assert [chart.title for chart in blocks_of(made) if isinstance(chart, Chart)] == ["The map"]


@pytest.mark.parametrize(
    ("criterion", "later", "told"),
    [
        (
            MORE,
            [*answers(3, 2), *answers(0, 4)],
            (
                "Two out of five clubs had a plan before, and three out of nine after. "
                "Among the five that answered both times, one gained it and none lost it."
            ),
        ),
        (
            ALL_SHARES,
            [*answers(3, 2), *answers(0, 4)],
            "Three out of nine clubs had a plan after, down as a share from two out of five before.",
        ),
        (
            ALL_SHARES,
            answers(2, 2, 1),
            "Two out of four clubs had a plan after, up as a share from two out of five before.",
        ),
    ],
)
def test_count_that_went_another_way_than_the_share_is_not_said_to_have_moved(
    criterion: str, later: list[str], told: str
) -> None:
    """Two of five (40%), then three of nine (33%), of which one of the five gained it, or two of four (50%)."""
    before = [*answers(2, 3), *answers(0, 0, len(later) - 5)]
    made = evaluated(has("plan"), {"before": {"plan": before}, "after": {"plan": later}}, criterion=criterion)
    assert made.report is not None
    every = [
        block.text
        for chapter in made.report.chapters
        for section in chapter.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]
    assert any(told in text for text in every), every
    text = " ".join(every)
    assert "up from" not in text
    assert "down from" not in text
    assert "up by" not in text


def test_chart_of_counts_that_went_another_way_than_the_shares_says_among_whom() -> None:
    """One of the five that answered both times gained both things; two of five became three of nine for one of them."""
    given = {
        "before": {"plays.chess": [*answers(2, 3), *answers(0, 0, 4)], "plays.golf": [*answers(2, 3), *answers(0, 0, 4)]},
        "after": {"plays.chess": [*answers(3, 2), *answers(0, 4)], "plays.golf": [*answers(3, 2), *answers(4, 0)]},
    }  # fmt: skip
    made = evaluated(
        OVER_THINGS,
        given,
        questions=PLAYS,
        items={"chess": "chess", "golf": "golf"},
        blocks="chapters: [{id: main, title: Main, blocks: [{show: chart, of: changes}]}]\n",
    )
    assert made.report is not None
    chart = next(b for b in made.report.chapters[0].sections[0].blocks if isinstance(b, Chart))
    assert chart.description.text == (
        "Sport played: the number rose for both things. "
        "These are changes among those that answered both times."
    )


def test_share_that_misses_its_target_by_little_reads_as_missing_it_in_sentences_and_tables() -> None:
    """35 of 39 is 89.74%, which would round to the target of 90%; 21 of 39 is 53.85%, and 35.90 points less."""
    made = evaluated(
        has("plan", more=", target: {share_at_least: 90}"),
        {"before": {"plan": answers(21, 18)}, "after": {"plan": answers(35, 4)}},
        blocks="chapters: [{id: principle, for_each: principle, blocks: [{show: cohort}, {show: indicator_tables}]}]\n",
    )
    assert made.report is not None
    text = render_markdown(made.report).decode()
    assert (
        "35 (89.7%) had a plan after, up by 35.9 percentage points from 21 out of 39 (53.8%) before." in text
    )
    assert "The target of at least 90% after was not met." in text
    assert "| 21 of 39 (54%) | 35 of 39 (89.7%) |" in text


@pytest.mark.parametrize(
    ("missing", "criterion", "marked", "cared"),
    [
        ("analysed_in_one_wave", ALL_SHARES, True, True),
        ("surveyed", ALL_SHARES, True, True),
        ("blanks", ALL_SHARES, False, True),
        ("analysed_in_one_wave", MORE, True, False),
    ],
)
def test_units_that_left_a_panel_are_said_to_be_able_to_change_results(
    missing: str, criterion: str, marked: bool, cared: bool
) -> None:
    """Six of 12 clubs reply again; four of 12 had a plan, then three of six: the six that left could have had one or none."""
    made = evaluated(
        has("plan", "map"),
        {
            "before": {"plan": answers(4, 8), "map": answers(6, 6)},
            "after": {"plan": answers(3, 3), "map": [*answers(2, 3), ""]},
        },
        criterion=criterion,
        missing=missing,
        returned="has_row",
        blocks="chapters: [{id: summary, title: S, blocks: [{show: headline}, {show: read_with_care}]}]\n",
    )
    assert made.report is not None
    text = render_markdown(made.report).decode()
    assert ("Missing answers and replies could change this result" in text) == marked
    care = "Not all clubs replied each time, so a change may be a difference in who replied."
    assert (care in text) == cared


def test_rule_that_looks_back_has_a_row_for_each_comparison() -> None:
    """In the third wave, two of four had more members than in the second (3 > 2, 1 > 0), and one than in the first (3 > 1)."""
    made = evaluated(
        "  - {id: grew, title: Grew, met_when: {question: n, above: {question: n, wave: from}}, says: {units: had grown}}\n"
        "  - {id: big, title: Big, met_when: {question: n, at_least: 2}, says: {units: 'had {{ threshold }} members'}}\n",
        {
            "first": {"n": ["1", "1", "1", "1"]},
            "second": {"n": ["2", "2", "1", "0"]},
            "third": {"n": ["3", "1", "1", "1"]},
        },
        questions="  - {id: n, asks: How many members?, scale: number}\n",
        waves=THREE,
        pairs=EVERY_PAIR,
        blocks="chapters: [{id: principle, for_each: principle, blocks: [{show: indicator_tables}]}]\n",
    )
    assert made.report is not None
    rows = [line for line in render_markdown(made.report).decode().splitlines() if line.startswith("| ")]
    assert rows[2:] == [
        "| Grew, from the survey in 2001 to the one in 2002 |  | 2 of 4 |  | the rule looks back |  |  |",
        "| Grew, from the survey in 2002 to the one in 2003 |  |  | 2 of 4 |  | the rule looks back |  |",
        "| Grew, from the survey in 2001 to the one in 2003 |  |  | 1 of 4 |  |  | the rule looks back |",
        "| Big | 0 of 4 | 2 of 4 | 1 of 4 | +2 | -1 | +1 |",
    ]


def test_number_after_a_base_that_was_counted_in_a_word_has_its_base() -> None:
    """All of two things fell, and of the same two one rose: "both" gives no number that "one" is a part of.

    Six clubs played darts and six archery; one and one played them later. None was short of archery, and later three were.
    """
    short = (
        OVER_THINGS.replace("played", "short").replace("Sport short", "Shortage").replace("plays", "lacks")
    )
    made = evaluated(
        OVER_THINGS + short.replace("says:", "direction: lower\n    says:"),
        {
            "before": {
                **{f"plays.{item}": answers(6, 4) for item in ("darts", "archery")},
                **{f"lacks.{item}": answers(2, 8) for item in ("darts", "archery")},
            },
            "after": {
                **{f"plays.{item}": answers(1, 9) for item in ("darts", "archery")},
                "lacks.darts": answers(2, 8),
                "lacks.archery": answers(5, 5),
            },
        },
        questions=PLAYS + PLAYS.replace("plays", "lacks"),
        items={"darts": "darts", "archery": "archery"},
        blocks="chapters: [{id: own, for_each: principle, blocks: [{show: principle_summary}]}]\n",
    )
    assert texts_of(made) == [
        "As reported by clubs, “Sport played” fell for both things; “Shortage” rose, which is worse, for one of the two things."
    ]


def test_items_of_which_the_same_is_said_share_a_paragraph() -> None:
    """Both measures rose for chess and golf, by one club of five, and fell for tennis."""
    names = ("chess", "golf", "tennis")
    up, down = answers(2, 3), answers(3, 2)
    made = evaluated(
        OVER_THINGS
        + OVER_THINGS.replace("played", "watched").replace("plays", "sees").replace("Sport p", "Sport w"),
        {
            "before": {f"{q}.{n}": down if n == "tennis" else up for q in ("plays", "sees") for n in names},
            "after": {f"{q}.{n}": up if n == "tennis" else down for q in ("plays", "sees") for n in names},
        },
        questions=PLAYS + PLAYS.replace("plays", "sees"),
        items={name: name for name in names},
        blocks="chapters: [{id: main, title: Main, blocks: [{show: by_item, limit: 0}]}]\n",
    )
    assert paragraphs_of(made, "main", "by_item") == [
        "Chess and golf: Both measures compared improved.",
        "Tennis: Both measures compared declined.",
    ]


def test_units_that_were_there_in_one_of_two_waves_only_are_counted() -> None:
    """The case's README says who: a and b merged into g, and h is new."""
    folder = Path(__file__).parents[1] / "cases" / "not_surveyed"
    report = b"title: Case\nchapters: [{id: main, title: Main, blocks: [{show: response}]}]\n"
    files = {PurePosixPath(name): content for name, content in programme_files(folder).items()}
    made = evaluate_files({**files, PurePosixPath("reports/report.yaml"): report})
    assert made.report is not None, made.diagnostics
    *_, last = (sentence.text for chapter in made.report.chapters for sentence in chapter.sentences())
    assert last == "Two units were surveyed before and not after, and two after and not before."
