"""Decides what kind of claim a finding bears: by its verdict's grounds, the matched units first, never by wording."""

from collections.abc import Sequence
from fractions import Fraction

from egyv_engine.model.findings import Change, Finding

FEW = Fraction(1, 4)


def is_compared(finding: Finding) -> bool:
    """Whether the finding's change may be stated."""
    return finding.verdict != "not_comparable" and finding.change is not None


def kind_of(finding: Finding, judge: str = "matched") -> str:
    """The kind of claim that a finding of one comparison, or of none, bears. judge: what its criterion looks at."""
    before, after, change = finding.from_level, finding.to_level, finding.change
    if after is not None and after.base == 0:
        return "unanswered"
    if finding.from_wave is None:
        return "level"
    if not is_compared(finding) or before is None or after is None or change is None:
        return _not_compared(finding)
    if judge == "all":
        return _of_shares(direction_of(finding, judge), change)
    counts, net = _sign(after.count - before.count), _sign(change.net)
    if net == 0 and change.gained:
        return "churn"
    if before.count == after.count == 0:
        return "floor"
    if (before.count, after.count) == (before.base, after.base):
        return "ceiling"
    if counts != net:
        return "counts_moved" if net == 0 else "units_moved"
    if net == 0:
        return "flat"
    if net > 0 and change.met_neither == 0 and change.lost == 0 and change.gained > 1:
        return "all_gained"
    return ("rise" if net > 0 else "fall") + ("_by_one" if abs(change.net) == 1 else "")


def _of_shares(direction: int, change: Change) -> str:
    """Where two shares are judged: units that moved and left the shares alike are said if they cancel out."""
    if direction:
        return "rise" if direction > 0 else "fall"
    if change.net:
        return "level"
    return "churn" if change.gained else "flat"


def _not_compared(finding: Finding) -> str:
    if finding.reason == "not_asked":
        return "first_asked" if finding.to_level is not None else "not_asked_later"
    return finding.reason or "not_comparable"


def is_partial(finding: Finding) -> bool:
    """Whether some units asked at the later wave left no answer that counts for or against."""
    level = finding.to_level
    return level is not None and 0 < level.base < level.asked


def net(finding: Finding) -> int:
    """Units gained less units lost; zero where it may not be stated."""
    return finding.change.net if finding.change is not None and is_compared(finding) else 0


def direction_of(finding: Finding, judge: str) -> int:
    """1 for a rise, -1 for a fall, else 0: of the matched units, or of the two shares where these are judged."""
    before, after = finding.from_level, finding.to_level
    if judge == "all" and is_compared(finding) and before is not None and after is not None:
        return _sign(after.count * before.base - before.count * after.base)
    return _sign(net(finding))


def by_size(findings: Sequence[Finding]) -> list[Finding]:
    """Those that moved first, the widest change in either direction before others; then as declared."""
    return sorted(findings, key=lambda f: -abs(net(f)))


def is_gap(finding: Finding, direction: str) -> bool:
    """Whether few or none counted at the later wave; where lower is better, whether most or all did."""
    level = finding.to_level
    if level is None or level.base == 0 or direction == "none":
        return False
    share = Fraction(level.count, level.base)
    return share > 1 - FEW if direction == "lower" else share < FEW


def lack(finding: Finding, direction: str) -> Fraction:
    """How wide a gap is: the share of units that fall short of what is good at the later wave."""
    level = finding.to_level
    if level is None or level.base == 0:
        return Fraction(0)
    share = Fraction(level.count, level.base)
    return share if direction == "lower" else 1 - share


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)
