"""Units that move on a scale without crossing the threshold: counted where nothing else could have moved."""

import pytest

from egyv_engine.model.findings import Movement
from egyv_engine.model.frozen import replace
from egyv_engine.narrative.claims.scale_claims import moved_on_scale
from tests.narrative.toy import COHORT, FROM, TO, context, moved

MOVED = Movement(
    question="care",
    item=None,
    cohort=COHORT,
    from_wave=FROM,
    to_wave=TO,
    matched=9,
    moved_up=3,
    moved_down=1,
    same=5,
)
STILL = moved("care", met_both=4, met_neither=5)


def test_units_that_moved_are_those_of_the_movement() -> None:
    assert moved_on_scale(STILL, context(movements=[MOVED])) == (3, 1)


@pytest.mark.parametrize(
    ("finding", "movement"),
    [
        (moved("care", gained=1, met_both=4, met_neither=4), MOVED),  # one crossed the threshold
        (moved("care", gained=1, lost=1, met_both=4, met_neither=3), MOVED),
        (STILL, replace(MOVED, matched=8, same=4)),  # a don't know is matched, and not on the scale
        (STILL, replace(MOVED, moved_up=0, moved_down=0, same=9)),  # nobody moved
        (STILL, replace(MOVED, cohort="late")),  # of other units
        (moved("care_of_some", met_both=4, met_neither=5), MOVED),  # a composite has no scale
    ],
)
def test_movement_says_nothing_where_it_cannot_tell(finding: object, movement: Movement) -> None:
    assert moved_on_scale(finding, context(movements=[movement])) is None  # type: ignore[arg-type]


def test_rule_on_the_middle_of_a_scale_has_no_threshold() -> None:
    """Yes and no are the two ends of a scale."""
    top = moved("plan", met_both=4, met_neither=5)
    assert moved_on_scale(top, context(movements=[replace(MOVED, question="plan")])) == (3, 1)
