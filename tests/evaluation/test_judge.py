"""Findings from tables: the minimum of matched units, the base for words, targets, and what has no base."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

import polars as pl
import pytest

from egyv_engine.evaluation import findings_from_tables
from egyv_engine.evaluation.count_tables import SCHEMA, Tables
from egyv_engine.evaluation.outcome_lookup import OUTCOMES
from egyv_engine.model.findings import Finding
from egyv_engine.model.plan import AnswerRef, Comparability, Lookup, Outcome
from tests.evaluation.surveys import AT, WAVES, indicator, plan, question

NO_RETURN, NOT_ASKED, UNKNOWN = Outcome.NO_RETURN, Outcome.NOT_ASKED, Outcome.UNKNOWN
NOT_MET, MET = Outcome.NOT_MET, Outcome.MET
CONDITION = {"a": Lookup(ref=AnswerRef("a"), labels=("High",), **AT)}


def judged(
    pairs: Sequence[tuple[int, int]], rule: dict[str, object] | None = None, **changes: object
) -> Finding:
    """The finding of units with these outcomes before and after. rule: what differs in the indicator."""
    counts = Counter(pairs)
    levels = [
        (slot, outcome, sum(n for pair, n in counts.items() if pair[slot] == outcome))
        for slot in range(len(WAVES))
        for outcome in range(OUTCOMES)
    ]
    made = plan(CONDITION, [question("a")], [indicator("a", **(rule or {}))], **changes)
    tables = Tables(
        answers=frame([]),
        pairs=frame([(0, a * OUTCOMES + b, n) for (a, b), n in counts.items()]),
        levels=frame(levels),
        status=dict.fromkeys(((None, wave) for wave in WAVES), (0, 0, 0)),
        is_looked_up=False,
    )
    (finding,) = findings_from_tables(made, tables).findings
    return finding


def frame(rows: Sequence[tuple[int, int, int]]) -> pl.DataFrame:
    """Numbers of units with what each is of."""
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def level(count: int, base: int) -> Sequence[tuple[int, int]]:
    """Units of which so many are met in the later wave."""
    return [(NOT_MET, MET)] * count + [(NOT_MET, NOT_MET)] * (base - count)


@pytest.mark.parametrize(
    ("matched", "verdict", "reason"),
    [(4, "not_comparable", "too_few_matched"), (5, "improved", None), (6, "improved", None)],
)
def test_comparison_needs_the_minimum_of_matched_units(
    matched: int, verdict: str, reason: str | None
) -> None:
    found = judged(
        [*level(1, matched), (Outcome.UNKNOWN, MET)], minimum_matched=5
    )  # a blank before is not matched
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


@pytest.mark.parametrize(
    ("unanswered", "missing", "at_least", "expected"),
    [
        (0, "blanks", 50, "firm"),  # 5 of 10, and nobody is missing
        (1, "blanks", 50, "open"),  # between 5 and 6 of 11
        (1, "blanks", 60, "firm"),  # 6 of 11 are 54.5 %
        (2, "blanks", 60, "firm"),  # 7 of 12 are 58.3 %
        (3, "blanks", 60, "open"),  # 8 of 13 are 61.5 %
        (3, "blanks", 38, "firm"),  # 5 of 13 are 38.5 %
        (3, "blanks", 39, "open"),
    ],
)
@pytest.mark.parametrize("direction", ["higher", "lower", "none"])
def test_target_is_firm_if_it_holds_at_the_lowest_and_the_highest_share(
    unanswered: int, missing: str, at_least: int, expected: str, direction: str
) -> None:
    units = [*level(5, 10), *[(NOT_MET, UNKNOWN)] * unanswered]
    rule: dict[str, object] = {"direction": direction, "target_at_least": Fraction(at_least)}
    found = judged(units, rule, missing=missing)
    assert (found.target_met, found.target_certainty) == (at_least <= 50, expected)


@pytest.mark.parametrize(
    ("pair", "missing", "expected"),
    [
        ((MET, NO_RETURN), "blanks", "firm"),
        ((MET, NO_RETURN), "analysed_in_one_wave", "open"),
        ((NO_RETURN, NO_RETURN), "analysed_in_one_wave", "firm"),  # analysed in neither wave
        ((NO_RETURN, NO_RETURN), "surveyed", "open"),
        ((UNKNOWN, MET), "surveyed", "firm"),  # only the later wave counts
        ((NOT_ASKED, UNKNOWN), "blanks", "open"),
        ((MET, NOT_ASKED), "surveyed", "firm"),  # who was not asked cannot have answered
    ],
)
def test_target_looks_at_what_the_programme_calls_missing_in_the_later_wave(
    pair: tuple[int, int], missing: str, expected: str
) -> None:
    share = Fraction(6, 11) if pair[1] == MET else Fraction(5, 10)
    rule: dict[str, object] = {"target_at_least": 100 * share}
    found = judged([*level(5, 10), pair], rule, missing=missing)
    assert (found.target_met, found.target_certainty) == (True, expected)


def test_target_that_is_not_tested_has_no_certainty() -> None:
    assert judged(level(5, 10)).target_certainty is None
    assert judged([(NOT_MET, UNKNOWN)], {"target_at_least": Fraction(50)}).target_certainty is None


def test_nothing_is_stated_without_a_base() -> None:
    found = judged([(NOT_MET, Outcome.UNKNOWN)], {"target_at_least": Fraction(0)})
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
