"""The results of an evaluation as plain values: findings, their ledger, basket verdicts and movements."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

from egyv_engine.model.frozen import Frozen

Verdict: TypeAlias = Literal["improved", "declined", "unchanged", "not_comparable", "not_judged"]
Reason: TypeAlias = Literal[
    "not_asked", "does_not_move", "looks_back", "reworded", "too_few_matched", "different_groups"
]
CertaintyWord: TypeAlias = Literal["firm", "open"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
REASONS: tuple[Reason, ...] = get_args(Reason)
CERTAINTIES: tuple[CertaintyWord, ...] = get_args(CertaintyWord)


class Level(Frozen):
    """Numbers of units of a cohort in a wave; each is part of the one before: surveyed ≥ returned ≥ ... ≥ count."""

    surveyed: int
    returned: int
    analysed: int
    asked: int
    base: int
    count: int
    dont_know: int


class Change(Frozen):
    """The matched units, which were evaluated in both waves. The four parts sum to `matched`."""

    gained: int
    lost: int
    met_both: int
    met_neither: int

    @property
    def matched(self) -> int:
        """Return the number of units evaluated in both waves."""
        return self.gained + self.lost + self.met_both + self.met_neither

    @property
    def net(self) -> int:
        """Return units gained minus units lost."""
        return self.gained - self.lost


class Certainty(Frozen):
    """States if the units that could have gone either way could change the verdict."""

    certainty: CertaintyWord
    net_low: int
    net_high: int
    certainty_surveyed: CertaintyWord


class Finding(Frozen):
    """The result of an indicator, or of one of its items, in a cohort and comparison.

    None means that there is nothing to state; it never means zero.
    """

    finding: str
    principle: str
    indicator: str
    item: str | None
    cohort: str | None
    from_wave: str | None
    to_wave: str
    from_level: Level | None
    to_level: Level | None
    change: Change | None
    verdict: Verdict
    reason: Reason | None
    with_caution: bool
    certainty: Certainty | None
    p_exact: Fraction | float | None
    p_smallest: Fraction | float | None
    score: Fraction | None  # 0-100
    band: str | None
    target_met: bool | None
    target_certainty: CertaintyWord | None
    judged_move: Literal[-1, 0, 1] | None  # how the number moved by the criterion; None if it is not compared


def is_by_one(finding: Finding, judged_on: str) -> bool:
    """Return whether a finding rose or fell by one unit alone, net.

    A share also moves by who else answered, unless the same units are the base both times.

    Args:
        finding: The finding of a comparison.
        judged_on: "matched", or "all" where the change is that of the shares.
    """
    before, after, change = finding.from_level, finding.to_level, finding.change
    if change is None or abs(change.net) != 1 or change.net != finding.judged_move:
        return False
    if judged_on == "matched":
        return True
    return before is not None and after is not None and before.base == after.base == change.matched


def cohort_suffix(cohort: str | None) -> str:
    """Return how an id or a figure's path ends for a cohort: `@pilot`, or empty in a programme without cohorts."""
    return "" if cohort is None else f"@{cohort}"


def finding_name(principle: str, indicator: str, item: str | None, cohort: str | None) -> str:
    """Return the id of a finding: principle.indicator[.item][@cohort].

    Args:
        principle: The principle's id.
        indicator: The indicator's id.
        item: The item of the indicator's basket; None for the indicator itself.
        cohort: The cohort's id; None in a programme without cohorts.
    """
    of_item = "" if item is None else f".{item}"
    return f"{principle}.{indicator}{of_item}{cohort_suffix(cohort)}"


class LedgerRow(Frozen):
    """A finding's level in a wave. from_wave and to_wave are None unless the level depends on the comparison."""

    finding: str
    wave: str
    level: Level
    from_wave: str | None
    to_wave: str | None


class BasketVerdict(Frozen):
    """Numbers of items of a basket by their verdict on an indicator."""

    principle: str
    indicator: str
    cohort: str | None
    from_wave: str
    to_wave: str
    items: int
    improved: int
    declined: int
    unchanged: int
    not_comparable: int
    not_judged: int
    improved_by_one: int
    declined_by_one: int


class Movement(Frozen):
    """Numbers of units by how they moved on a question's scale, among units with an answer on it in both waves."""

    question: str
    item: str | None
    cohort: str | None
    from_wave: str
    to_wave: str
    matched: int
    moved_up: int
    moved_down: int
    same: int


class Findings(Frozen):
    """All findings and the tables derived from them, in declared order."""

    findings: Sequence[Finding]
    ledger: Sequence[LedgerRow]
    baskets: Sequence[BasketVerdict]
    movements: Sequence[Movement]
