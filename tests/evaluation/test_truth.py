"""The truth of composites: every combination of two conditions, by hand, in both readings."""

import polars as pl
import pytest

from egyv_engine.evaluation.compared_operands import count_interval
from egyv_engine.evaluation.truth import Reading, Truth, all_hold, any_holds, truth

# met and failed as counted, met and failed with don't-knows open, asked. "past": skip logic routed past.
STATES = {
    "yes": (True, False, True, False, True),
    "no": (False, True, False, True, True),
    "?": (False, False, False, False, True),
    "dk": (False, True, False, False, True),
    "past": (False, False, False, False, False),
}
WORDS = {state: word for word, state in STATES.items()}


def of(*states: str) -> Truth:
    """The truth of conditions in these states, one per row."""
    met, failed, open_met, open_failed, asked = (
        pl.Series([STATES[s][i] for s in states], dtype=pl.Boolean) for i in range(5)
    )
    counted = Reading(met=met, failed=failed)
    return truth(asked, counted, Reading(met=open_met, failed=open_failed) if "dk" in states else None)


def read(found: Truth) -> list[str]:
    """The states of the rows."""
    counted, open_ = found.counted, found.dont_know_open
    rows = zip(counted.met, counted.failed, open_.met, open_.failed, found.asked, strict=True)
    return [WORDS[row] for row in rows]


@pytest.mark.parametrize(
    ("first", "second", "both", "either"),
    [
        ("yes", "yes", "yes", "yes"),
        ("yes", "no", "no", "yes"),
        ("yes", "?", "?", "yes"),
        ("yes", "dk", "dk", "yes"),
        ("yes", "past", "no", "yes"),
        ("no", "no", "no", "no"),
        ("no", "?", "no", "?"),
        ("no", "dk", "no", "dk"),
        ("no", "past", "no", "no"),
        ("?", "?", "?", "?"),
        # As counted a don't-know is false: all is not met, which an answer could change.
        ("?", "dk", "dk", "?"),
        ("?", "past", "no", "?"),
        ("dk", "dk", "dk", "dk"),
        ("dk", "past", "no", "dk"),
        ("past", "past", "past", "past"),
    ],
)
def test_all_and_any_of_two_conditions(first: str, second: str, both: str, either: str) -> None:
    members = [of(first, second), of(second, first)]
    assert read(all_hold(members)) == [both, both]
    assert read(any_holds(members)) == [either, either]


@pytest.mark.parametrize("combine", [all_hold, any_holds])
def test_readings_are_one_object_where_no_answer_is_a_dont_know(combine: type) -> None:
    found = combine([of("yes", "?"), of("no", "past")])
    assert found.dont_know_open is found.counted
    found = combine([of("yes", "?"), of("no", "dk")])
    assert found.dont_know_open is not found.counted


@pytest.mark.parametrize(
    ("states", "counted", "open_", "asked"),
    [
        (("yes", "yes"), (2, 2), (2, 2), True),
        (("yes", "no"), (1, 1), (1, 1), True),
        (("yes", "?"), (1, 2), (1, 2), True),
        (("no", "?"), (0, 1), (0, 1), True),
        (("yes", "dk"), (1, 1), (1, 2), True),
        (("?", "dk"), (0, 1), (0, 2), True),
        (("yes", "past"), (1, 1), (1, 1), True),
        (("?", "past"), (0, 1), (0, 1), True),
        (("past", "past"), (0, 0), (0, 0), False),
    ],
)
def test_number_of_conditions_lies_between_those_met_and_those_met_or_unknown(
    states: tuple[str, ...], counted: tuple[int, int], open_: tuple[int, int], asked: bool
) -> None:
    found = count_interval([of(state) for state in states])
    assert (found.counted.low[0], found.counted.high[0]) == counted
    assert (found.dont_know_open.low[0], found.dont_know_open.high[0]) == open_
    assert (found.asked[0], found.members) == (asked, 2)
