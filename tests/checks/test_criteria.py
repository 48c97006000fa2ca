"""Criteria and targets: regions that overlap, by enumeration of all small changes, and rows at each bound."""

from fractions import Fraction
from itertools import product

import pytest

from tests.reported import reported

CRITERIA, RULES = "rules/criteria.yaml", "principles/1-access.yaml"
WHOLE = "{judged_on: matched, improved: {net_at_least: 1}, declined: {net_at_most: -1}}"
TARGET = "target: {share_at_least: 80}"
OVERLAP = "EGY406 by the criterion 'more_units', one change can be both improved and declined"


def found(criterion: str) -> list[str]:
    """Code and message of each fault of the criterion, except those about the signs and sizes of its bounds."""
    lines = [line.split(" ", 1)[1] for line in reported({CRITERIA: (WHOLE, criterion)})]
    return [line for line in lines if line[:6] not in ("EGY428", "EGY429", "EGY452")]


def region(net: int | None, share: int | None, net_key: str, share_key: str) -> str:
    parts = [f"{k}: {v}" for k, v in ((net_key, net), (share_key, share)) if v is not None]
    return "{" + ", ".join(parts) + "}"


def criterion(a: int | None, b: int | None, c: int | None, d: int | None) -> str:
    improved = region(a, b, "net_at_least", "share_change_at_least")
    declined = region(c, d, "net_at_most", "share_change_at_most")
    return f"{{judged_on: matched, improved: {improved}, declined: {declined}}}"


def some_change_is_both(a: int | None, b: int | None, c: int | None, d: int | None) -> bool:
    """Return whether a net among some matched units lies in both regions, by trying every small one."""
    for matched in range(1, 41):
        for net in range(-matched, matched + 1):
            share = Fraction(100 * net, matched)
            improved = (a is None or net >= a) and (b is None or share >= b)
            declined = (c is None or net <= c) and (d is None or share <= d)
            if improved and declined:
                return True
    return False


BOUNDS = [
    (a, b, c, d)
    for a, b, c, d in product((None, -1, 0, 1), (None, -10, 0, 10), (None, -1, 0, 1), (None, -10, 0, 10))
    if (a, b) != (None, None) and (c, d) != (None, None)
]


@pytest.mark.parametrize("part", range(5))
def test_criterion_overlaps_where_some_change_is_in_both_regions(part: int) -> None:
    for bounds in BOUNDS[part::5]:
        expected = [OVERLAP] if some_change_is_both(*bounds) else []
        assert found(criterion(*bounds)) == expected, bounds


@pytest.mark.parametrize(
    ("improved", "declined", "overlaps"),
    [
        ("{net_at_least: 1}", "{net_at_most: 0}", False),
        ("{net_at_least: 0}", "{net_at_most: 0}", True),
        ("{net_at_least: 0}", "{net_at_most: -1}", False),
        ("{share_change_at_least: 1.5}", "{share_change_at_most: 1.5}", True),
        ("{share_change_at_least: 1.6}", "{share_change_at_most: 1.5}", False),
        ("{net_at_least: 0}", "{share_change_at_most: 0}", True),
        ("{net_at_least: 1}", "{share_change_at_most: 0}", False),
        ("{share_change_at_least: 0}", "{net_at_most: -1}", False),
    ],
)
def test_regions_that_meet_in_one_change_overlap(improved: str, declined: str, overlaps: bool) -> None:
    text = f"{{judged_on: matched, improved: {improved}, declined: {declined}}}"
    assert found(text) == ([OVERLAP] if overlaps else [])


def changes(a: int | None, b: int | None) -> set[tuple[int, int]]:
    """The small changes, as net and matched units, that lower bounds on net and on the share let through."""
    return {
        (net, matched)
        for matched in range(1, 41)
        for net in range(-matched, matched + 1)
        if (a is None or net >= a) and (b is None or Fraction(100 * net, matched) >= b)
    }


def sign_fault(a: int | None, b: int | None) -> list[str]:
    """The code that a lower bound on net and on the share deserves, by trying every small change."""
    nets = {net for net, _ in changes(a, b)}
    if min(nets) < 0:
        return ["EGY428"]
    if 0 in nets:
        return ["EGY429"]
    if a is None or b is None or min(a, b) > 0:
        return []
    return ["EGY452"] if changes(a, b) in (changes(a, None), changes(None, b)) else []


LOWER_BOUNDS = [x for x in product((None, -1, 0, 1), (None, -10, 0, 10)) if x != (None, None)]


@pytest.mark.parametrize(("a", "b"), LOWER_BOUNDS)
def test_improved_that_a_loss_or_no_change_reaches_is_reported(a: int | None, b: int | None) -> None:
    lines = reported({CRITERIA: (WHOLE, criterion(a, b, -40, -100))})
    assert [line.split(" ")[1] for line in lines] == sign_fault(a, b)


@pytest.mark.parametrize(("a", "b"), LOWER_BOUNDS)
def test_declined_that_a_gain_or_no_change_reaches_is_reported(a: int | None, b: int | None) -> None:
    c, d = (None if x is None else -x for x in (a, b))
    lines = reported({CRITERIA: (WHOLE, criterion(40, 100, c, d))})
    assert [line.split(" ")[1] for line in lines] == sign_fault(a, b)


@pytest.mark.parametrize("name", ["improved", "declined"])
def test_region_without_a_bound_is_a_fault_and_not_also_an_overlap(name: str) -> None:
    old = "improved: {net_at_least: 1}" if name == "improved" else "declined: {net_at_most: -1}"
    assert found(WHOLE.replace(old, f"{name}: {{}}")) == [
        f"EGY406 the criterion 'more_units' has no bound for {name}, so every change would be {name}"
    ]


@pytest.mark.parametrize(
    ("improved", "declined", "is_fault"),
    [
        ("{net_at_least: 1}", "{share_change_at_most: -1}", True),
        ("{share_change_at_least: 1}", "{net_at_most: -1}", True),
        ("{share_change_at_least: 1}", "{share_change_at_most: -1}", False),
    ],
)
def test_bound_on_net_needs_matched_units(improved: str, declined: str, is_fault: bool) -> None:
    text = f"{{judged_on: all, improved: {improved}, declined: {declined}}}"
    message = "EGY407 the criterion 'more_units' has a bound on net, but net is known for matched units only"
    assert found(text) == ([message] if is_fault else [])


@pytest.mark.parametrize(
    ("target", "is_fault"),
    [
        ("{share_at_least: 80}", False),
        ("{share_at_least: 1}", False),
        ("{share_at_least: 1, share_at_most: 1}", True),
        ("{}", True),
    ],
)
def test_target_has_exactly_one_share(target: str, is_fault: bool) -> None:
    message = f"{RULES}:7:5 EGY423 a target needs either share_at_least or share_at_most"
    assert reported({RULES: (TARGET, f"target: {target}")}) == ([message] if is_fault else [])
