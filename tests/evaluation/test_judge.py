"""Findings from tables: the minimum of matched units, the base for words, targets, and what has no base."""

from fractions import Fraction

import pytest

from egyv_engine.evaluation.count_tables import Counted, Tables, WaveCount
from egyv_engine.evaluation.judge import judge
from egyv_engine.model.findings import Finding
from egyv_engine.model.plan import AnswerRef, Comparability, Lookup
from tests.evaluation.surveys import AT, WAVES, indicator, plan, question

NOT_MET, MET = 4, 5
CONDITION = {"a": Lookup(ref=AnswerRef("a"), labels=("High",), **AT)}


def judged(pairs: list[tuple[int, int]], rule: dict[str, object] | None = None, **changes: object) -> Finding:
    """The finding of units with these outcomes before and after. rule: what differs in the indicator."""
    levels: dict[tuple[str | None, str, str | None, str | None], WaveCount] = {
        (None, wave, None, None): WaveCount(tuple(sum(p[i] == k for p in pairs) for k in range(9)), 0)
        for i, wave in enumerate(WAVES)
    }
    counts = tuple(sum(p == (a, b) for p in pairs) for a in range(9) for b in range(9))
    counted = Counted(pairs={(None, *WAVES): counts}, levels=levels)
    made = plan(CONDITION, [question("a")], [indicator("a", **(rule or {}))], **changes)
    (finding,) = judge(made, Tables(indicators=(counted,), answers={}, status={}))
    return finding


def level(count: int, base: int) -> list[tuple[int, int]]:
    """Units of which so many are met in the later wave."""
    return [(NOT_MET, MET)] * count + [(NOT_MET, NOT_MET)] * (base - count)


@pytest.mark.parametrize(
    ("matched", "verdict", "reason"),
    [(4, "not_comparable", "too_few_matched"), (5, "improved", None), (6, "improved", None)],
)
def test_comparison_needs_the_minimum_of_matched_units(
    matched: int, verdict: str, reason: str | None
) -> None:
    found = judged([*level(1, matched), (3, MET)], minimum_matched=5)  # a blank before is not matched
    assert (found.verdict, found.reason) == (verdict, reason)
    assert (found.certainty is None) == (found.p_exact is None) == (reason is not None)


@pytest.mark.parametrize(("base", "band"), [(4, None), (5, "few"), (6, "few")])
def test_band_needs_the_base_for_words(base: int, band: str | None) -> None:
    assert judged(level(1, base), base_for_words=5).band == band


@pytest.mark.parametrize(
    ("count", "base", "at_least", "at_most"),
    [
        (4, 5, True, False),  # 80 % exactly
        (79, 100, False, False),
        (81, 100, True, False),
        (1, 5, False, True),  # 20 % exactly
        (19, 100, False, True),
        (21, 100, False, False),
    ],
)
@pytest.mark.parametrize("direction", ["higher", "lower", "none"])
def test_target_is_met_at_its_bound_and_is_of_the_share(
    count: int, base: int, at_least: bool, at_most: bool, direction: str
) -> None:
    units = level(count, base)
    high = {"direction": direction, "target_at_least": Fraction(80)}
    low = {"direction": direction, "target_at_most": Fraction(20)}
    assert judged(units, high).target_met is at_least
    assert judged(units, low).target_met is at_most
    assert judged(units, {"direction": direction}).target_met is None


@pytest.mark.parametrize(("direction", "score"), [("higher", 20), ("lower", 80), ("none", 20)])
def test_score_is_the_share_and_where_lower_is_better_the_rest(direction: str, score: int) -> None:
    assert judged(level(1, 5), {"direction": direction}).score == score


def test_nothing_is_stated_without_a_base() -> None:
    found = judged([(NOT_MET, 3)], {"target_at_least": Fraction(0)})
    assert found.to_level is not None
    assert (found.to_level.base, found.to_level.asked) == (0, 1)
    assert (found.score, found.band, found.target_met) == (None, None, None)


@pytest.mark.parametrize(
    ("reason", "care", "with_caution"),
    [(None, True, True), (None, False, False), ("reworded", True, False)],
)
def test_caution_is_of_findings_that_are_compared(reason: str | None, care: bool, with_caution: bool) -> None:
    known = Comparability(reason=reason, care=care, from_asked=True, to_asked=True)  # type: ignore[arg-type]
    found = judged(level(1, 5), {"comparability": {(None, *WAVES): known}})
    assert (found.with_caution, found.reason) == (with_caution, reason)
