"""Verdicts at their bounds, corner completions against every completion, and mirrored criteria."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from operator import add

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egyv_engine.evaluation.bounds import Judging, Units, may_be_completed
from egyv_engine.model.documents import Direction
from egyv_engine.model.findings import Certainty
from egyv_engine.model.plan import PlannedCriterion
from tests.evaluation.surveys import MORE

SHARE = PlannedCriterion(
    id="share",
    judged_on="all",
    improved_net=None,
    improved_share=Fraction(10),
    declined_net=None,
    declined_share=Fraction(-5),
)
BOTH = PlannedCriterion(
    id="both",
    judged_on="matched",
    improved_net=Fraction(2),
    improved_share=Fraction(25),
    declined_net=Fraction(-1),
    declined_share=Fraction(-20),
)
MATCHED_SHARE = PlannedCriterion(
    id="matched_share",
    judged_on="matched",
    improved_net=None,
    improved_share=Fraction(20),
    declined_net=None,
    declined_share=Fraction(-20),
)
CRITERIA = (MORE, SHARE, BOTH, MATCHED_SHARE)
MISSING = ("blanks", "analysed_in_one_wave", "surveyed")

# Outcomes are numbered from -1, not surveyed, to 5, met. From 6 on: not asked, not met and met, where a don't-know could have been either.
COUNTED = (0, 1, 2, 3, 4, 5, 2, 4, 5, -1)
any_unit = st.tuples(st.integers(-1, 8), st.integers(-1, 8))
matched = st.lists(st.tuples(st.integers(4, 5), st.integers(4, 5)), min_size=1, max_size=8)
units = st.lists(any_unit, min_size=1, max_size=14)
some_matched = st.builds(
    add, st.lists(any_unit, max_size=6), matched
)  # twelve answers at most may be missing


def table(pairs: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The pairs of these units, each with their number."""
    cells = product(range(-1, 9), range(-1, 9))
    return tuple((i, n) for i, cell in enumerate(cells) if (n := pairs.count(cell)))


def columns(units: Sequence[int]) -> Units:
    """The units of one change."""
    return [pl.Series([n], dtype=pl.Int64) for n in units]


def verdict(criterion: PlannedCriterion, direction: Direction, units: Sequence[int]) -> str:
    """The verdict on one change."""
    judging = Judging(criterion, direction, "blanks", may_leave_base=False)
    (move,) = judging.judged([columns(units)] * 5).move
    return "not_judged" if direction == "none" else {0: "unchanged", 1: "improved", -1: "declined"}[move]


def completions(judging: Judging, pairs: list[tuple[int, int]]) -> list[Units]:
    """The units of one change as observed, and after each completion."""
    return judging.completions({cell: pl.Series([n], dtype=pl.Int64) for cell, n in table(pairs)}, 1)


def certainty(
    pairs: list[tuple[int, int]],
    criterion: PlannedCriterion,
    direction: Direction,
    missing: str,
    *,
    may_leave_base: bool,
) -> Certainty:
    """The certainty of the verdict on one change."""
    judging = Judging(criterion, direction, missing, may_leave_base=may_leave_base)
    found = judging.judged(completions(judging, pairs))
    return Certainty(
        certainty="firm" if found.is_firm[0] else "open",
        net_low=found.net_low[0],
        net_high=found.net_high[0],
        certainty_surveyed="firm" if found.is_firm_surveyed[0] else "open",
    )


def may(a: int, b: int, missing: str) -> bool:
    """A second wording of who could have gone either way."""
    return {
        "blanks": a in (3, 6, 7, 8),
        "analysed_in_one_wave": a in (3, 6, 7, 8) or (a in (0, 1) and b >= 2),
        "surveyed": a in (0, 1, 3, 6, 7, 8),
    }[missing]


def by_hand(pairs: list[tuple[int, int]]) -> tuple[int, ...]:
    """Counts of units, one at a time: evaluated in neither wave or in one of them, and the four of matched units."""
    found = [tuple(x if x > 3 else 0 for x in (COUNTED[a], COUNTED[b])) for a, b in pairs]
    return tuple(found.count((a, b)) for a in (0, 4, 5) for b in (0, 4, 5))


@pytest.mark.parametrize("missing", MISSING)
def test_may_be_completed_every_pair_follows_the_declaration(missing: str) -> None:
    for a, b in product(range(-1, 9), repeat=2):
        assert may_be_completed(a + 1, b + 1, missing) == may(a, b, missing)


def of_matched(gained: int, lost: int, met_both: int, met_neither: int) -> Sequence[int]:
    """Units that were all evaluated in both waves."""
    return by_hand([(4, 5)] * gained + [(5, 4)] * lost + [(5, 5)] * met_both + [(4, 4)] * met_neither)


@pytest.mark.parametrize(
    ("criterion", "moves", "expected"),
    [
        (MORE, (1, 0, 0, 9), "improved"),  # a net of exactly 1
        (MORE, (2, 2, 0, 9), "unchanged"),
        (MORE, (0, 1, 0, 9), "declined"),  # a net of exactly -1
        (BOTH, (2, 0, 0, 6), "improved"),  # a net of exactly 2, and 2 of 8 are exactly 25 %
        (BOTH, (2, 0, 0, 7), "unchanged"),  # 2 of 9 are 22.2 %
        (BOTH, (1, 0, 0, 3), "unchanged"),  # 1 of 4 are 25 %, but the net is 1
        (BOTH, (3, 0, 1, 6), "improved"),  # 3 of 10 are 30 %
        (BOTH, (0, 1, 0, 4), "declined"),  # a net of exactly -1, and 1 of 5 are exactly 20 %
        (BOTH, (0, 1, 0, 5), "unchanged"),  # 1 of 6 are 16.7 %
    ],
)
def test_verdict_at_the_bounds_of_matched_units_is_the_one_by_hand(
    criterion: PlannedCriterion, moves: tuple[int, int, int, int], expected: str
) -> None:
    gained, lost, met_both, met_neither = moves
    assert verdict(criterion, "higher", of_matched(*moves)) == expected
    mirrored = of_matched(lost, gained, met_neither, met_both)
    assert verdict(criterion, "lower", mirrored) == expected
    assert verdict(criterion, "none", mirrored) == "not_judged"


def test_share_of_matched_units_leaves_out_who_answered_once() -> None:
    once = [(3, 4)] * 8 + [(4, 0)] * 8
    eight = [(4, 5)] * 2 + [(4, 4)] * 6  # 2 of the 8 matched are 25 %; of the 16 in either base, 12.5 %
    assert verdict(BOTH, "higher", by_hand(eight + once)) == "improved"


@pytest.mark.parametrize(
    ("before", "after", "higher", "lower"),
    [
        ((1, 10), (2, 10), "improved", "declined"),  # 10 points exactly; mirrored, 10 points less
        ((20, 100), (29, 100), "unchanged", "declined"),  # 9 points; mirrored, 9 points less
        ((10, 20), (9, 20), "declined", "unchanged"),  # 5 points less exactly; mirrored, 5 points more
        ((20, 50), (18, 50), "unchanged", "unchanged"),  # 4 points
        ((2, 10), (1, 10), "declined", "improved"),
        ((1, 2), (3, 5), "improved", "declined"),  # 50 to 60 per cent: the bases may differ
    ],
)
def test_verdict_at_the_bounds_of_two_shares_is_the_one_by_hand(
    before: tuple[int, int], after: tuple[int, int], higher: str, lower: str
) -> None:
    (met_before, base_before), (met_after, base_after) = before, after
    once = [(5, 3)] * met_before + [(4, 3)] * (base_before - met_before)
    then = [(3, 5)] * met_after + [(3, 4)] * (base_after - met_after)
    counts = by_hand([*once, *then])
    assert verdict(SHARE, "higher", counts) == higher
    assert verdict(SHARE, "lower", counts) == lower


@pytest.mark.parametrize(
    ("pair", "missing", "expected"),
    [
        ((4, 3), "blanks", ("open", 0, 1, "open")),  # only the highest net gives another verdict
        ((3, 4), "blanks", ("open", -1, 0, "open")),  # only the lowest net does
        ((3, 3), "blanks", ("open", -1, 1, "open")),
        ((2, 4), "surveyed", ("firm", 0, 0, "firm")),  # who was not asked cannot have answered
        ((0, 4), "blanks", ("firm", 0, 0, "open")),  # a return is no blank
        ((0, 4), "analysed_in_one_wave", ("open", -1, 0, "open")),
        ((1, 2), "analysed_in_one_wave", ("firm", 0, 0, "firm")),
        ((0, 0), "analysed_in_one_wave", ("firm", 0, 0, "open")),  # analysed in neither wave
        ((-1, 4), "surveyed", ("firm", 0, 0, "firm")),  # who was not surveyed cannot have answered
        ((-1, 0), "surveyed", ("firm", 0, 0, "firm")),  # nor is matched, whatever the other answer was
        ((4, 7), "blanks", ("open", 0, 1, "open")),  # a don't-know counted as not met could have been met
        ((7, 4), "surveyed", ("open", -1, 0, "open")),
        ((4, 8), "blanks", ("open", 0, 1, "open")),  # and one counted as met not; it is a gain as observed
        ((6, 4), "blanks", ("open", -1, 0, "open")),  # a don't-know kept it out of the base
        ((0, 6), "analysed_in_one_wave", ("open", -1, 1, "open")),  # analysed in the later wave
    ],
)
def test_certainty_of_five_unmoved_units_and_another_is_the_one_by_hand(
    pair: tuple[int, int], missing: str, expected: tuple[str, int, int, str]
) -> None:
    found = certainty([(4, 4)] * 5 + [pair], MORE, "higher", missing, may_leave_base=False)
    assert (found.certainty, found.net_low, found.net_high, found.certainty_surveyed) == expected


@pytest.mark.parametrize(
    ("criterion", "pairs", "may_leave_base", "expected"),
    [
        # Of 2 kept, 2 never, one gained or kept, one never or not asked: 1 of 6 are 16.7 points, 1 of 5 are 20.
        (MATCHED_SHARE, [(5, 5)] * 2 + [(4, 4)] * 2 + [(3, 5), (3, 4)], False, "firm"),
        (MATCHED_SHARE, [(5, 5)] * 2 + [(4, 4)] * 2 + [(3, 5), (3, 4)], True, "open"),
        (MATCHED_SHARE, [(7, 4)], True, "open"),  # it lost, or never had it, or no unit is matched
        (MATCHED_SHARE, [(4, 4), (3, 3)], True, "open"),
        # A criterion on the net, or on all units, does not depend on the number of matched units.
        (MORE, [(4, 4)] * 4 + [(4, 5)] + [(3, 4)], True, "open"),  # one gained, and one may have lost
        (MORE, [(4, 4)] * 4 + [(4, 5)] * 2 + [(3, 4)], True, "firm"),
    ],
)
def test_certainty_where_a_missing_outcome_may_be_not_asked(
    criterion: PlannedCriterion, pairs: list[tuple[int, int]], may_leave_base: bool, expected: str
) -> None:
    found = certainty(pairs, criterion, "higher", "blanks", may_leave_base=may_leave_base)
    assert found.certainty == expected


@given(pairs=units)
def test_observed_any_units_counts_them_one_by_one(pairs: list[tuple[int, int]]) -> None:
    observed, *_ = completions(Judging(MORE, "higher", "blanks", may_leave_base=False), pairs)
    assert [column[0] for column in observed] == list(by_hand(pairs))


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(
    pairs=some_matched,
    missing=st.sampled_from(MISSING),
    criterion=st.sampled_from(CRITERIA),
    direction=st.sampled_from(["higher", "lower", "none"]),
    may_leave_base=st.booleans(),
)
def test_certainty_up_to_twelve_missing_agrees_with_every_completion(
    pairs: list[tuple[int, int]],
    missing: str,
    criterion: PlannedCriterion,
    direction: Direction,
    may_leave_base: bool,
) -> None:
    values = (2, 4, 5) if may_leave_base and len(pairs) < 7 else (4, 5)
    free = [[may(a, b, missing), may(b, a, missing)] for a, b in pairs]
    options = [
        list(product(values if f else (a,), values if g else (b,)))
        for (a, b), (f, g) in zip(pairs, free, strict=True)
    ]
    completed = {by_hand(list(one)) for one in product(*options)}
    some = [(c, c[5] - c[7]) for c in completed if c[4] + c[5] + c[7] + c[8]]  # and the net
    found = {(verdict(criterion, direction, c), net) for c, net in some}
    seen = verdict(criterion, direction, by_hand(pairs))
    result = certainty(pairs, criterion, direction, missing, may_leave_base=2 in values)
    assert (result.net_low, result.net_high) == (min(n for _, n in found), max(n for _, n in found))
    assert result.certainty == ("firm" if {v for v, _ in found} == {seen} else "open")


@given(pairs=some_matched, criterion=st.sampled_from(CRITERIA))
def test_verdict_lower_is_the_criterion_met_by_the_opposite_answers(
    pairs: list[tuple[int, int]], criterion: PlannedCriterion
) -> None:
    turned = [tuple({4: 5, 5: 4, 7: 8, 8: 7}.get(x, x) for x in pair) for pair in pairs]
    assert verdict(criterion, "lower", by_hand(pairs)) == verdict(criterion, "higher", by_hand(turned))  # type: ignore[arg-type]


@given(pairs=some_matched, direction=st.sampled_from(["higher", "lower"]))
def test_verdict_waves_swapped_swaps_under_a_mirrored_criterion(
    pairs: list[tuple[int, int]], direction: Direction
) -> None:
    swapped = [(b, a) for a, b in pairs]
    turned = {"improved": "declined", "declined": "improved", "unchanged": "unchanged"}
    mirrored = PlannedCriterion(
        id="mirrored",
        judged_on="all",
        improved_net=None,
        improved_share=Fraction(7),
        declined_net=None,
        declined_share=Fraction(-7),
    )
    for criterion in (MORE, mirrored):
        first = verdict(criterion, direction, by_hand(pairs))
        assert verdict(criterion, direction, by_hand(swapped)) == turned[first]
