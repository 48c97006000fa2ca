"""Kleene's and, or: every combination of two conditions that hold, fail, are unknown or were not asked."""

import polars as pl
import pytest

from egyv_engine.evaluation.comparisons import count_interval
from egyv_engine.evaluation.truth import Truth, all_hold, any_holds

# met, failed, asked
STATES = {"yes": (True, False, True), "no": (False, True, True), "?": (False, False, True), "-": (False,) * 3}


def truth(*states: str) -> Truth:
    met, failed, asked = (pl.Series([STATES[s][i] for s in states], dtype=pl.Boolean) for i in range(3))
    return Truth(met=met, failed=failed, asked=asked)


def read(found: Truth) -> list[str]:
    rows = zip(found.met, found.failed, found.asked, strict=True)
    words = {state: word for word, state in STATES.items()}
    return [words[row] for row in rows]


@pytest.mark.parametrize(
    ("first", "second", "both", "either"),
    [
        ("yes", "yes", "yes", "yes"),
        ("yes", "no", "no", "yes"),
        ("yes", "?", "?", "yes"),
        ("no", "no", "no", "no"),
        ("no", "?", "no", "?"),
        ("?", "?", "?", "?"),
        ("yes", "-", "?", "yes"),
        ("no", "-", "no", "?"),
        ("?", "-", "?", "?"),
        ("-", "-", "-", "-"),
    ],
)
def test_and_or_of_two_conditions_is_that_of_kleene(first: str, second: str, both: str, either: str) -> None:
    members = [truth(first, second), truth(second, first)]
    assert read(all_hold(members)) == [both, both]
    assert read(any_holds(members)) == [either, either]


@pytest.mark.parametrize(
    ("states", "low", "high", "asked"),
    [
        (("yes", "yes"), 2, 2, True),
        (("yes", "no"), 1, 1, True),
        (("yes", "?"), 1, 2, True),
        (("no", "?"), 0, 1, True),
        (("yes", "-"), 1, 2, True),
        (("-", "-"), 0, 2, False),
    ],
)
def test_number_of_conditions_lies_between_those_met_and_those_not_failed(
    states: tuple[str, ...], low: int, high: int, asked: bool
) -> None:
    found = count_interval([truth(state) for state in states])
    assert (found.low[0], found.high[0], found.asked[0], found.members) == (low, high, asked, 2)
