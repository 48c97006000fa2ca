"""Scores of a few units, computed by hand."""

import random
from fractions import Fraction

import polars as pl

from egyv_engine.data.survey_types import Survey
from egyv_engine.evaluation.columnar_rows import distinct_values
from egyv_engine.evaluation.score import scores
from egyv_engine.model.codes import ReturnStatus
from egyv_engine.model.plan import AnswerRef, Comparability, Lookup, Node, Plan, PlannedIndicator
from egyv_engine.model.supplement_columns import SCORE_CHANGES, SCORES
from egyv_engine.model.supplements import Score
from egyv_engine.publish.column_tables import render_csv
from egyv_engine.publish.parquet import render_parquet
from tests.evaluation.surveys import AT, WAVES, indicator, plan, question, survey

# codes: 0 blank, 1 Low, 2 Middling, 3 High, 4 Don't know
LOW, HIGH, UNSURE, BLANK = 1, 3, 4, 0


def high(name: str) -> Node:
    return Lookup(ref=AnswerRef(name), labels=("High",), **AT)


def planned(indicators: list[PlannedIndicator], **changes: object) -> Plan:
    names = ("a", "b1", "b2")
    return plan({n: high(n) for n in names}, [question(n) for n in names], indicators, **changes)


def two_votes() -> list[PlannedIndicator]:
    """`a` alone, and `b` over two items."""
    return [indicator("a"), *(indicator(n, indicator="b", item=n) for n in ("b1", "b2"))]


def first_wave(made: Plan, data: Survey) -> list[Score]:
    return [s for s in scores(made, data)[0] if s.wave == WAVES[0]]


def answers(a: list[int], b1: list[int], b2: list[int]) -> Survey:
    columns = {"a": a, "b1": b1, "b2": b2}
    return survey(dict.fromkeys(WAVES, columns))


def test_scores_one_indicator_one_vote_whatever_its_items() -> None:
    made, data = planned(two_votes()), answers([HIGH, LOW], [HIGH, HIGH], [LOW, HIGH])
    first, second = first_wave(made, data)
    assert first.score == Fraction(100 * (1 + Fraction(1, 2)), 2) == 75  # a met; b one of two
    assert second.score == Fraction(100 * (0 + 1), 2) == 50
    assert [first.coverage, first.evaluated, first.asked] == [100, 3, 3]


def test_scores_weights_count_votes_and_coverage() -> None:
    weighed = [indicator("a", weight=Fraction(3)), *two_votes()[1:]]
    (only,) = first_wave(planned(weighed), answers([HIGH], [LOW], [BLANK]))
    assert only.score == Fraction(100 * (3 * 1 + 1 * 0), 4) == 75
    assert only.coverage == Fraction(100 * (3 * 1 + 1 * Fraction(1, 2)), 4) == Fraction(175, 2)
    assert [only.evaluated, only.asked] == [2, 3]


def test_scores_lower_is_better_reversed_and_dont_know_is_not_met() -> None:
    mixed = [indicator("a", direction="lower"), *two_votes()[1:]]
    (only,) = first_wave(planned(mixed), answers([UNSURE], [UNSURE], [HIGH]))
    assert only.score == Fraction(100 * ((1 - 0) + Fraction(1, 2)), 2) == 75


def test_scores_below_the_minimum_coverage_none_and_at_it_one() -> None:
    data = answers([BLANK, BLANK], [HIGH, BLANK], [HIGH, BLANK])
    half, nothing = first_wave(planned(two_votes(), coverage=Fraction(1, 2)), data)
    assert [half.score, half.coverage] == [100, 50]  # one vote of two, all of it met
    assert [nothing.score, nothing.coverage, nothing.evaluated, nothing.asked] == [None, 0, 0, 3]
    below = first_wave(planned(two_votes(), coverage=Fraction(51, 100)), data)
    assert [s.score for s in below] == [None, None]


def test_scores_nothing_evaluated_is_none_even_without_a_minimum_of_coverage() -> None:
    (only,) = first_wave(planned(two_votes(), coverage=Fraction(0)), answers([BLANK], [BLANK], [BLANK]))
    assert [only.score, only.coverage, only.evaluated, only.asked] == [None, 0, 0, 3]


def test_scores_nothing_asked_no_score_and_no_coverage() -> None:
    everywhere = frozenset((None, None, wave) for wave in WAVES)
    made = plan({"a": high("a")}, [question("a", not_asked=everywhere)], [indicator("a")])
    (only,) = first_wave(made, survey({wave: {"a": [BLANK]} for wave in WAVES}))
    assert [only.score, only.coverage, only.evaluated, only.asked] == [None, None, 0, 0]


def test_scores_unscored_or_without_direction_have_no_vote() -> None:
    silent = [
        indicator("a"),
        indicator("b1", scored=False),
        indicator("b2", direction="none"),
    ]
    (only,) = first_wave(planned(silent), answers([HIGH], [LOW], [LOW]))
    assert [only.score, only.evaluated, only.asked] == [100, 1, 1]


def test_scores_indicator_that_looks_back_votes_in_the_later_wave_and_in_no_change() -> None:
    known = Comparability(
        reason="looks_back", care=False, from_asked=False, to_asked=True, compared_with_itself="looks_back"
    )
    looking: dict[str, dict[str, object]] = {
        "from": {"looks_back": True},
        "the first wave by its id": {"without_level": frozenset(WAVES[:1])},
    }
    for name, reads in looking.items():
        back = indicator("b1", indicator="back", comparability={(None, *WAVES): known}, **reads)
        made = planned([indicator("a"), back])
        levels, (change,) = scores(made, answers([HIGH], [LOW], [LOW]))
        assert [s.score for s in levels] == [100, 50], name
        assert [s.asked for s in levels] == [1, 2], name
        assert [change.from_score, change.to_score, change.asked] == [100, 100, 1], name


def test_scores_rows_are_of_units_analysed_in_the_wave() -> None:
    data = survey(
        {wave: {n: [HIGH] * 3 for n in ("a", "b1", "b2")} for wave in WAVES},
        status={
            WAVES[0]: [ReturnStatus.ANALYSED, ReturnStatus.NOT_ANALYSED, ReturnStatus.ANALYSED],
            WAVES[1]: [ReturnStatus.ANALYSED, ReturnStatus.ANALYSED, ReturnStatus.NO_RETURN],
        },
    )
    levels, changes = scores(planned(two_votes()), data)
    assert [(s.unit, s.wave) for s in levels] == [
        ("u000000", "w1"),
        ("u000000", "w2"),
        ("u000001", "w2"),
        ("u000002", "w1"),
    ]
    assert [c.unit for c in changes] == ["u000000"]


def test_score_changes_are_over_what_was_evaluated_in_both_waves() -> None:
    data = survey(
        {
            WAVES[0]: {"a": [LOW], "b1": [HIGH], "b2": [BLANK]},
            WAVES[1]: {"a": [HIGH], "b1": [LOW], "b2": [HIGH]},
        }
    )
    levels, (change,) = scores(planned(two_votes()), data)
    # by itself the later wave has a met and b one of two; compared, b is b1 alone
    assert [s.score for s in levels] == [50, 75]
    assert [change.from_score, change.to_score, change.change] == [50, 50, 0]
    assert [change.evaluated, change.asked] == [2, 3]


def test_score_changes_below_the_minimum_coverage_have_no_numbers() -> None:
    data = survey(
        {
            WAVES[0]: {"a": [LOW], "b1": [BLANK], "b2": [BLANK]},
            WAVES[1]: {"a": [HIGH], "b1": [HIGH], "b2": [HIGH]},
        }
    )
    _, (change,) = scores(planned(two_votes()), data)
    assert [change.from_score, change.to_score, change.change] == [None, None, None]  # half of 60 %
    assert [change.evaluated, change.asked] == [1, 3]


def test_scores_of_cohorts_stand_in_the_order_of_units() -> None:
    data = survey({wave: {"a": [HIGH, LOW, HIGH]} for wave in WAVES}, cohort=[1, 0, 1])
    made = plan({"a": high("a")}, [question("a")], [indicator("a")], cohorts=("x", "y"), comparisons=())
    levels, changes = scores(made, data)
    assert [s.unit[-1] for s in levels if s.wave == "w1"] == ["0", "1", "2"]
    assert [s.score for s in levels if s.wave == "w1"] == [100, 0, 100]
    assert changes == ()


def test_scores_of_long_baskets_and_long_weights_are_exact() -> None:
    """The shares of 40 items have no common denominator of 28 bits, and the weights have more than 20 bits."""
    draw = random.Random(8)
    names = [f"q{i:02}" for i in range(43)]
    heavy, light = Fraction("12345678901234567890.123456789"), Fraction("0.000000001")
    made = plan(
        {n: high(n) for n in names},
        [question(n) for n in names],
        [
            *(
                indicator(n, indicator="long", item=n, weight=heavy, leaves=(AnswerRef(n),))
                for n in names[:40]
            ),
            indicator(names[40], weight=light, leaves=(AnswerRef(names[40]),)),
            indicator(names[41], direction="lower", leaves=(AnswerRef(names[41]),)),
            indicator(names[42], leaves=(AnswerRef(names[42]),)),
        ],
        coverage=Fraction(0),
    )
    columns = {n: [draw.choice([LOW, HIGH, BLANK, UNSURE]) for _ in range(60)] for n in names}
    found = first_wave(made, survey(dict.fromkeys(WAVES, columns)))
    for unit, score in enumerate(found):
        given = [columns[n][unit] for n in names]
        votes = voting = covered = Fraction(0)
        for weight, items, wanted in (
            (heavy, given[:40], {HIGH}),
            (light, given[40:41], {HIGH}),
            (Fraction(1), given[41:42], {LOW, UNSURE}),
            (Fraction(1), given[42:], {HIGH}),
        ):
            evaluated = [code for code in items if code != BLANK]
            covered += weight * Fraction(len(evaluated), len(items))
            if evaluated:
                voting += weight
                votes += weight * Fraction(sum(code in wanted for code in evaluated), len(evaluated))
        assert score.score == 100 * votes / voting
        assert score.coverage == 100 * covered / (heavy + light + 2)
        assert score.evaluated == sum(code != BLANK for code in given)
        assert score.dont_know == given.count(UNSURE)


def test_scores_are_made_when_they_are_asked_for() -> None:
    levels, _ = scores(planned(two_votes()), answers([HIGH, LOW], [HIGH, HIGH], [LOW, HIGH]))
    assert [len(levels), levels[1:3]] == [4, tuple(levels)[1:3]]
    assert [levels[0].unit, levels[-1].unit] == ["u000000", "u000001"]
    assert levels == list(levels)
    assert levels != list(levels)[:-1]


def test_files_of_scores_are_those_of_the_rows_one_by_one() -> None:
    levels, changes = scores(planned(two_votes()), answers([HIGH, BLANK], [HIGH, BLANK], [LOW, BLANK]))
    nothing, _ = scores(plan({}, []), survey({wave: {"a": [HIGH]} for wave in WAVES}))
    for table, rows in ((SCORES, levels), (SCORE_CHANGES, changes), (SCORES, nothing)):
        assert render_csv(table, rows) == render_csv(table, tuple(rows))
        assert render_parquet(table, rows) == render_parquet(table, tuple(rows))


def test_distinct_values_of_many_rows_are_those_of_each_row() -> None:
    draw = random.Random(3)
    for most in (5, 2**40):  # the second does not fit into one number
        columns = [[draw.randrange(-most, most) for _ in range(1_200)] for _ in range(2)]
        found = distinct_values(
            [pl.Series(column, dtype=pl.Int64) for column in columns], lambda a, b: 3 * a + b
        )
        assert found.to_list() == [3 * a + b for a, b in zip(*columns, strict=True)]
