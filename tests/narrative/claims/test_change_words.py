"""The words for the size of a change, over all signs of the counts and of the matched units."""

from itertools import product
from typing import Any

import pytest

from egyv_engine.model.findings import Finding
from egyv_engine.narrative.claims.basket_writer import BasketWriter
from egyv_engine.narrative.claims.stated_bases import StatedBases
from tests.narrative import toy
from tests.narrative.toy import moved

ONCE: dict[int, dict[str, Any]] = {
    -1: {"once_before": (1, 1)},
    0: {},
    1: {"once_after": (1, 1)},
}  # what the units that answered once add to the counts


@pytest.mark.parametrize(("net", "once"), list(product((-2, -1, 0, 1, 2), (-1, 0, 1))))
def test_counts_and_matched_units_are_both_said_where_they_differ(net: int, once: int) -> None:
    """The counts change by `net + once`: up by one and by another one that answered later only is two."""
    found = moved(gained=max(net, 0), lost=max(-net, 0), met_both=4, met_neither=4, **ONCE[once])
    text = " ".join(s.text for s in BasketWriter(toy.context(), toy.book()).finding(found, StatedBases()))
    counts = net + once
    if net and counts * net > 0 and once:
        assert text.endswith(f" {both_times(found, net)}")
        assert ("up from" in text, "down from" in text) == (net > 0, net < 0)
    elif net and counts * net <= 0:
        assert text.endswith(f" {both_times(found, net)}")
        assert "from" not in text
    elif net:
        assert "net" not in text
        assert ("by one area" in text) == (abs(net) == 1)
    elif once:
        assert f"This is not a {'rise' if once > 0 else 'fall'}: there was no change among the" in text
    else:
        assert text.endswith(": no change.")
    assert ("answered both times" in text) == bool(once)


def both_times(found: Finding, net: int) -> str:
    """Return the sentence on those that answered both times: what more of them did comes first."""
    number = {1: "one", 2: "two"}[abs(net)]
    assert found.change is not None
    matched = {8: "eight", 9: "nine", 10: "ten"}[found.change.matched]
    did, other = ("gained", "lost") if net > 0 else ("lost", "gained")
    return f"Among the {matched} that answered both times, {number} {did} it and none {other} it."


def test_large_bases_are_said_in_percentages_and_points_whatever_the_criterion() -> None:
    """22 of 70 are 31.4 %, 28 are 40 %: 8.6 points, and 9 as 31 and 40 differ."""
    found = moved(gained=8, lost=2, met_both=20, met_neither=40)
    text = " ".join(s.text for s in BasketWriter(toy.context(), toy.book()).finding(found, StatedBases()))
    assert text == (
        "Of the 70 areas, 28 (40%) had a plan in 2015, up by 9 percentage points from 22 out of 70 (31%) on joining."
    )
