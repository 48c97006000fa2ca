"""Tables: answers that are looked up equal derived columns, two ways of counting agree, parts add up, and findings hold together."""

from fractions import Fraction
from importlib import import_module
from random import Random

import polars as pl
import pytest

from egyv_engine.data.survey_types import Survey
from egyv_engine.evaluation import crosstab as counting
from egyv_engine.evaluation import findings_from_tables, polars_backend, tabulate
from egyv_engine.evaluation.basket_verdicts import movements
from egyv_engine.evaluation.count_tables import add
from egyv_engine.evaluation.planned_tables import planned_tables
from egyv_engine.model.codes import ReturnStatus
from egyv_engine.model.findings import Findings
from egyv_engine.model.frozen import replace
from egyv_engine.model.plan import (
    And,
    Answered,
    AnswerRef,
    Comparability,
    Compare,
    Constant,
    CountOf,
    Lookup,
    Node,
    Plan,
)
from tests.evaluation.surveys import AT, indicator, plan, question, survey, units_by_outcome

COHORTS = ("north", "south")
RETURNED = ReturnStatus.ANALYSED


def evaluated(plan: Plan, survey: Survey) -> Findings:
    """Everything the plan declares, found in the survey."""
    return findings_from_tables(plan, tabulate(plan, survey))


def everything() -> Plan:
    """Lookups, an answered, a composite with an item nobody asked in w1, movements; two cohorts."""
    conditions = {
        f"{q}{n}": Lookup(ref=AnswerRef(q), labels=labels, **AT)
        for q in "abc"
        for n, labels in enumerate([("High",), ("Low", "High"), ("Middling", "High"), ()])
    }
    answered = Answered(ref=AnswerRef("a"), **AT)
    number = CountOf(members=tuple(conditions[f"{q}2"] for q in "abc"), **AT)
    two = Compare(comparator="at_least", left=number, right=(Constant(Fraction(2)),), **AT)
    every: dict[str, Node] = {**conditions, "answered": answered, "two": two}
    known = {
        (c, "w1", "w2"): Comparability(
            reason=None,
            care=False,
            from_asked=True,
            to_asked=True,
            dropped=frozenset({AnswerRef("c")}),
            remaining=(AnswerRef("a"), AnswerRef("b")),
        )
        for c in COHORTS
    }
    asked = {(c, w): True for c in COHORTS for w in ("w1", "w2")}
    rules = [
        indicator(
            name,
            leaves=tuple(map(AnswerRef, "abc" if name == "two" else name[0])),
            comparability=known,
            asked=asked,
        )
        for name in every
    ]
    alone: dict[tuple[str | None, str], tuple[AnswerRef, ...]] = {
        (c, w): tuple(map(AnswerRef, "ab" if w == "w1" else "abc")) for c, w in asked
    }
    over = replace(rules[-1], indicator="over", over_asked_in_both=True, remaining=alone)
    gone = frozenset((None, c, "w1") for c in COHORTS)
    gate = {None: conditions["a1"]}
    return plan(
        every,
        [question("a"), question("b", asked_if=gate), question("c", not_asked=gone)],
        [*rules, over],
        cohorts=COHORTS,
        movements=tuple((q, None, c, "w1", "w2") for q in "ab" for c in COHORTS),
    )


def answers(size: int, seed: int = 1) -> Survey:
    dice = Random(seed)
    return survey(
        {w: {q: dice.choices(range(5), k=size) for q in "abc"} for w in ("w1", "w2")},
        status={w: dice.choices(tuple(ReturnStatus), (1, 1, 1, 8), k=size) for w in ("w1", "w2")},
        cohort=dice.choices((0, 1), k=size),
    )


def part(whole: Survey, first: int, last: int) -> Survey:
    def cut(column: pl.Series) -> pl.Series:
        return column[first:last]

    waves = {
        w: replace(
            held,
            status=cut(held.status),
            answers={k: c.part(first, last - first) for k, c in held.answers.items()},
        )
        for w, held in whole.waves.items()
    }
    return replace(whole, units=cut(whole.units), cohort=cut(whole.cohort), waves=waves)


@pytest.mark.parametrize("size", [40, 5_000])
def test_tabulate_by_lookup_or_by_columns_is_the_same(size: int) -> None:
    made, data = everything(), answers(size)
    by_columns = tabulate(made, data, may_use_lookup=False)
    assert by_columns.answers.height < tabulate(made, data).answers.height
    assert units_by_outcome(made, tabulate(made, data)) == units_by_outcome(made, by_columns)


def test_answers_with_many_codes_are_evaluated_by_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    made, data = everything(), answers(60)
    looked_up = evaluated(made, data)
    monkeypatch.setattr(import_module("egyv_engine.evaluation.planned_tables"), "MASKED_CODES", 3)
    assert planned_tables(made).looked_up == 0
    assert evaluated(made, data) == looked_up


@pytest.mark.parametrize("size", [1, 60])
def test_tabulate_by_combinations_of_codes_is_the_same(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    made, data = everything(), answers(size)
    by_rows = tabulate(made, data, may_use_lookup=False)
    monkeypatch.setattr(polars_backend, "FEWEST_ROWS", 1)
    assert tabulate(made, data, may_use_lookup=False) == by_rows


def test_conditions_of_one_shape_share_no_table_where_they_read_other_waves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An answer of another wave is "not asked" where the unit was not surveyed, and one of the current wave is not."""
    now = And(members=tuple(Lookup(ref=AnswerRef(q), labels=("High",), **AT) for q in "ab"), **AT)
    then = Lookup(ref=AnswerRef("b", wave="w1"), labels=("High",), **AT)
    every: dict[str, Node] = {"now": now, "then": replace(now, members=(now.members[0], then))}
    data = replace(answers(200), cohort=pl.repeat(0, 200, dtype=pl.UInt8, eager=True))
    made = plan(every, [question("a"), question("b")], [indicator(name) for name in every])
    by_rows = tabulate(made, data, may_use_lookup=False)
    monkeypatch.setattr(polars_backend, "FEWEST_ROWS", 1)
    assert tabulate(made, data, may_use_lookup=False) == by_rows


def test_tabulate_with_masks_is_the_same_as_with_a_counter(monkeypatch: pytest.MonkeyPatch) -> None:
    made, data = everything(), answers(400)
    few = tabulate(made, data)
    monkeypatch.setattr(counting, "SMALL_FRAME_ROWS", 0)
    monkeypatch.setattr(import_module("egyv_engine.evaluation.tabulate"), "TWO_THREADS_ROWS", 1)
    assert tabulate(made, data) == few


def test_tabulate_parts_add_up_to_the_whole() -> None:
    made, data = everything(), answers(900)
    assert add(tabulate(made, part(data, 0, 321)), tabulate(made, part(data, 321, 900))) == tabulate(
        made, data
    )


@pytest.mark.parametrize("size", [0, 1, 60])
def test_evaluate_any_survey_keeps_the_sums(size: int) -> None:
    made, data = everything(), answers(size, seed=size)
    found = evaluated(made, data)
    assert len(found.findings) == len(made.indicators) * len(COHORTS)
    levels = {(r.finding, r.wave): r.level for r in found.ledger}
    for row in found.ledger:
        parts = row.level
        assert (
            parts.surveyed
            >= parts.returned
            >= parts.analysed
            >= parts.asked
            >= parts.base
            >= parts.count
            >= 0
        )
        assert parts.dont_know <= parts.asked
    for f in found.findings:
        levels_of = [levels[f.finding, wave] for wave in ("w1", "w2")]
        if any(level.analysed and not level.asked for level in levels_of):
            assert (f.reason, f.change) == ("not_asked", None)
            continue
        assert f.change is not None
        assert f.from_level is not None
        assert f.to_level is not None
        assert f.change.met_both + f.change.lost <= f.from_level.count
        assert f.change.met_both + f.change.gained <= f.to_level.count
        assert f.change.matched <= min(f.from_level.base, f.to_level.base)
        assert f.to_level == levels[f.finding, f.to_wave]
    for m in found.movements:
        assert m.matched == m.moved_up + m.moved_down + m.same
    surveyed = sum(int((wave.status > ReturnStatus.NOT_SURVEYED.value).sum()) for wave in data.waves.values())
    assert sum(r.level.surveyed for r in found.ledger) == len(made.indicators) * surveyed


@pytest.mark.parametrize("size", [0, 40, 5_000])
def test_cohorts_that_were_asked_the_same_are_counted_together_as_each_alone(size: int) -> None:
    made, data = everything(), answers(size)
    together = tabulate(replace(made, alike=(COHORTS,)), data)
    assert together == tabulate(made, data)
    by_columns = tabulate(replace(made, alike=(COHORTS,)), data, may_use_lookup=False)
    assert units_by_outcome(made, together) == units_by_outcome(made, by_columns)


@pytest.mark.parametrize("size", [0, 40, 5_000])
def test_tables_of_all_units_are_those_of_a_programme_with_one_cohort(size: int) -> None:
    made, data = everything(), answers(size)
    known = made.indicators[0].comparability["north", "w1", "w2"]
    one_cohort = replace(
        made,
        cohorts=("all",),
        parts=("all",),
        alike=(("all",),),
        indicators=tuple(
            replace(
                i, comparability={("all", "w1", "w2"): known}, asked={("all", w): True for w in ("w1", "w2")}
            )
            for i in made.indicators
        ),
        questions={
            name: replace(q, not_asked=frozenset((i, "all", w) for i, _, w in q.not_asked))
            for name, q in made.questions.items()
        },
        movements=tuple(dict.fromkeys((q, i, "all", f, t) for q, i, _, f, t in made.movements)),
    )
    every = replace(made, everyone="all", cohorts=(*COHORTS, "all"))
    whole, summed = tabulate(one_cohort, replace(data, cohort=data.cohort * 0)), tabulate(every, data)
    assert units_by_outcome(one_cohort, whole).items() <= units_by_outcome(every, summed).items()
    assert whole.status.items() <= summed.status.items()
    planned = planned_tables(replace(every, movements=one_cohort.movements))
    assert movements(planned, summed) == movements(planned_tables(one_cohort), whole)


def test_evaluate_over_asked_in_both_leaves_out_what_a_wave_did_not_ask() -> None:
    made = everything()
    data = survey({"w1": {"a": [3], "b": [3], "c": [0]}, "w2": {"a": [3], "b": [0], "c": [3]}})
    by_name = {f.indicator: f for f in evaluated(made, data).findings if f.cohort == "north"}
    assert by_name["two"].to_level is not None
    assert by_name["over"].to_level is not None
    assert (by_name["two"].to_level.count, by_name["two"].to_level.base) == (1, 1)
    assert (by_name["over"].to_level.count, by_name["over"].to_level.base) == (0, 0)


def test_evaluate_late_return_counts_as_returned_only() -> None:
    made = everything()
    columns = {w: {q: [3, 3] for q in "abc"} for w in ("w1", "w2")}
    late = evaluated(
        made,
        survey(columns, status={"w1": [RETURNED, ReturnStatus.NOT_ANALYSED], "w2": [RETURNED, RETURNED]}),
    )
    columns["w1"] = {q: [3, 0] for q in "abc"}
    none = evaluated(
        made, survey(columns, status={"w1": [RETURNED, ReturnStatus.NO_RETURN], "w2": [RETURNED, RETURNED]})
    )
    assert late.baskets == none.baskets
    assert late.movements == none.movements
    for a, b in zip(late.ledger, none.ledger, strict=True):
        assert replace(a.level, returned=b.level.returned) == b.level
    for f, g in zip(late.findings, none.findings, strict=True):
        assert (f.change, f.verdict, f.certainty, f.score) == (g.change, g.verdict, g.certainty, g.score)


def test_evaluate_few_matched_is_not_comparable() -> None:
    made = replace(everything(), minimum_matched=2)
    data = survey({w: {q: [3, 0] for q in "abc"} for w in ("w1", "w2")})
    one = evaluated(made, data).findings[0]
    assert (one.verdict, one.reason, one.certainty, one.p_exact) == (
        "not_comparable",
        "too_few_matched",
        None,
        None,
    )
    assert one.change is not None
    assert one.score == 100


def test_evaluate_without_comparisons_has_levels_of_the_last_wave() -> None:
    made = everything()
    alone = replace(
        made,
        comparisons=(),
        movements=(),
        indicators=tuple(replace(i, comparability={}) for i in made.indicators),
    )
    found = evaluated(alone, answers(30))
    assert {(f.from_wave, f.to_wave, f.verdict) for f in found.findings} == {(None, "w2", "not_judged")}
    assert len(found.ledger) == len(made.indicators) * 4
