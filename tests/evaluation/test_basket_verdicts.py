"""Verdicts over the items of a basket, changes by one unit among them, and movements on a scale."""

import polars as pl
import pytest

from egyv_engine.evaluation.basket_verdicts import basket_verdicts, movements
from egyv_engine.evaluation.count_tables import SCHEMA, Tables
from egyv_engine.evaluation.planned_tables import planned_tables
from egyv_engine.model.codes import EffectiveCode
from egyv_engine.model.findings import Change, Finding, Level
from egyv_engine.model.frozen import replace
from egyv_engine.model.plan import AnswerRef, Lookup
from tests.evaluation.surveys import AT, MORE, WAVES, indicator, plan, question

CONDITION = {"a": Lookup(ref=AnswerRef("a"), labels=("High",), **AT)}
LOW, MIDDLING, HIGH, UNSURE = range(EffectiveCode.FIRST_ANSWER, EffectiveCode.FIRST_ANSWER + 4)
NO_RETURN, NOT_ASKED, BLANK = EffectiveCode.NO_RETURN, EffectiveCode.NOT_ASKED, EffectiveCode.BLANK


def finding(verdict: str, gained: int, lost: int, judged_move: int) -> Finding:
    made = dict.fromkeys(Finding.__annotations__)
    change = Change(gained=gained, lost=lost, met_both=5, met_neither=5)
    made |= {"principle": "p", "indicator": "a", "from_wave": "w1", "to_wave": "w2"}
    return Finding(**(made | {"verdict": verdict, "change": change, "judged_move": judged_move}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("verdict", "gained", "lost", "improved", "declined"),
    [
        ("improved", 1, 0, 1, 0),
        ("improved", 4, 3, 1, 0),  # by one, although seven units changed
        ("improved", 0, 1, 1, 0),  # where lower is better
        ("improved", 2, 0, 0, 0),
        ("declined", 0, 1, 0, 1),
        ("declined", 1, 0, 0, 1),  # where lower is better
        ("declined", 0, 2, 0, 0),
        ("unchanged", 1, 0, 0, 0),  # the criterion asks for more
        ("unchanged", 0, 0, 0, 0),
        ("not_judged", 1, 0, 0, 0),
        ("not_comparable", 1, 0, 0, 0),
    ],
)
def test_change_by_one_unit_is_counted_where_it_decides(
    verdict: str, gained: int, lost: int, improved: int, declined: int
) -> None:
    made = plan(CONDITION, [question("a")], [indicator("a", basket="b", item="i")])
    move = 0 if verdict == "unchanged" else (gained > lost) - (gained < lost)
    (row,) = basket_verdicts(made, [finding(verdict, gained, lost, move)])
    assert (row.items, getattr(row, verdict)) == (1, 1)
    assert (row.improved_by_one, row.declined_by_one) == (improved, declined)


def test_share_that_rose_while_one_unit_lost_it_did_not_improve_by_one() -> None:
    made = plan(CONDITION, [question("a")], [indicator("a", basket="b", item="i")])
    (row,) = basket_verdicts(made, [finding("improved", 0, 1, judged_move=1)])
    assert (row.improved, row.improved_by_one, row.declined_by_one) == (1, 0, 0)


@pytest.mark.parametrize(
    ("bases", "by_one"),
    [
        ((10, 10), 1),  # 5 of 10, then 6 of 10: one unit, and nobody else
        ((10, 12), 0),  # 5 of 10, then 6 or more of 12: who else answered moved the share, too
        ((11, 11), 0),  # as many both times, but one of them is another
    ],
)
def test_share_improved_by_one_unit_only_among_the_same_units(bases: tuple[int, int], by_one: int) -> None:
    shares = replace(MORE, judged_on="all")
    made = plan(CONDITION, [question("a")], [indicator("a", basket="b", item="i", criterion=shares)])
    found = finding("improved", 1, 0, judged_move=1)
    found = replace(found, change=Change(gained=1, lost=0, met_both=5, met_neither=4))  # ten units matched
    before, after = (
        Level(surveyed=20, returned=20, analysed=20, asked=20, base=base, count=6, dont_know=0)
        for base in bases
    )
    (row,) = basket_verdicts(made, [replace(found, from_level=before, to_level=after)])
    assert (row.improved, row.improved_by_one) == (1, by_one)


def test_only_findings_over_a_basket_are_counted() -> None:
    made = plan(CONDITION, [question("a")], [indicator("a")])
    assert basket_verdicts(made, [finding("improved", 1, 0, 1)]) == ()


def test_movements_count_units_on_the_scale_in_both_waves() -> None:
    cells = (
        (NO_RETURN, HIGH, 100),
        (NOT_ASKED, HIGH, 100),
        (BLANK, LOW, 100),
        (LOW, BLANK, 100),
        (LOW, MIDDLING, 2),
        (LOW, HIGH, 1),
        (LOW, UNSURE, 100),
        (MIDDLING, MIDDLING, 4),
        (HIGH, LOW, 5),
        (UNSURE, LOW, 100),
        (UNSURE, UNSURE, 100),
    )
    made = plan(CONDITION, [question("a")], [], movements=(("a", None, None, *WAVES),))
    planned, nothing = planned_tables(made), pl.DataFrame(schema=SCHEMA)
    answers = pl.DataFrame([(0, a * planned.width + b, n) for a, b, n in cells], schema=SCHEMA, orient="row")
    tables = Tables(answers=answers, pairs=nothing, levels=nothing, status={})
    (row,) = movements(planned, tables)
    # up 2 + 1, down 5, the same 4; without a place on the scale in both waves nobody is matched
    assert (row.moved_up, row.moved_down, row.same, row.matched) == (3, 5, 4, 12)
