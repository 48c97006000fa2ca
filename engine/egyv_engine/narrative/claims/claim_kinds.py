"""Decides which kind of claim fits a finding: by its counts, the matched units first, never by wording."""

from fractions import Fraction

from egyv_engine.model.findings import Change, Finding
from egyv_engine.model.frozen import replace

GAP_SHARE = Fraction(1, 4)  # up to this share of units, "few" have it


def is_compared(finding: Finding) -> bool:
    """Return whether the finding's change may be stated."""
    return finding.verdict != "not_comparable" and finding.change is not None


def kind_of(finding: Finding, judged_on: str, *, is_first_asked: bool) -> str:
    """Return the kind of claim that fits a finding.

    Args:
        finding: A finding of one comparison, or of none.
        judged_on: What the finding's criterion looks at: "matched" units, or "all", the two shares.
        is_first_asked: Whether no wave before the later one asked about it.
    """
    before, after, change = finding.from_level, finding.to_level, finding.change
    if after is not None and after.base == 0:
        return "asked_of_nobody" if after.analysed and not after.asked else "unanswered"
    if finding.from_wave is None:
        return "level"
    if not is_compared(finding) or before is None or after is None or change is None:
        return _kind_if_not_compared(finding, is_first_asked=is_first_asked)
    move = move_of(finding, judged_on)
    if judged_on == "all":
        return _kind_by_shares(finding, move, change)
    counts_sign, net_sign = _sign(after.count - before.count), _sign(change.net)
    if net_sign == 0 and change.gained:
        return "churn"
    if at_an_end := _kind_at_an_end(finding):
        return at_an_end
    if net_sign != move:
        return "little_changed"
    if counts_sign != net_sign:
        return "counts_moved" if net_sign == 0 else "units_moved"
    if net_sign == 0:
        return "flat"
    # Three of nine is more than two of five, and a smaller share.
    if sign_of_change(finding, "all") != net_sign:
        return "units_moved"
    # From none to all, the counts say it themselves.
    if change.gained > 1 and change.met_both and not change.met_neither and not change.lost:
        return "all_gained"
    return ("rise" if net_sign > 0 else "fall") + ("_by_one" if abs(change.net) == 1 else "")


def _kind_by_shares(finding: Finding, move: int, change: Change) -> str:
    """Return the kind where two shares are judged; where these are alike, the matched units decide."""
    if move:
        return "rise" if move > 0 else "fall"
    if change.net or sign_of_change(finding, "all"):
        return "little_changed"
    if change.gained:
        return "churn"
    return _kind_at_an_end(finding) or "flat"


def _kind_at_an_end(finding: Finding) -> str | None:
    """Return the kind where no unit met it either time, or every one both times; None elsewhere."""
    before, after = finding.from_level, finding.to_level
    assert before is not None
    assert after is not None
    if before.count == after.count == 0:
        return "floor"
    return "ceiling" if (before.count, after.count) == (before.base, after.base) else None


def _kind_if_not_compared(finding: Finding, *, is_first_asked: bool) -> str:
    """Return the kind where no change may be stated; without a later level it was not asked, or the rule has none."""
    is_not_asked = finding.reason in (None, "not_asked")
    if finding.to_level is None:
        return "not_asked_later" if is_not_asked else "no_level"
    if is_not_asked:
        return "first_asked" if is_first_asked else "not_asked_before"
    return str(finding.reason)


def net(finding: Finding) -> int:
    """Return the units gained less the units lost; zero where it may not be stated."""
    return finding.change.net if finding.change is not None and is_compared(finding) else 0


def change_share(finding: Finding, judged_on: str) -> Fraction:
    """Return how much the number changed, as a share of units; zero where no change may be stated.

    Args:
        finding: The finding of a comparison.
        judged_on: "matched" for the net of the matched units, "all" for the difference between the shares of the waves.
    """
    before, after, change = finding.from_level, finding.to_level, finding.change
    if not is_compared(finding) or before is None or after is None or change is None:
        return Fraction(0)
    if judged_on == "all":
        return Fraction(after.count, after.base) - Fraction(before.count, before.base)
    return Fraction(change.net, change.matched)


def move_of(finding: Finding, judged_on: str) -> int:
    """Return 1 for a rise, -1 for a fall, else 0: a change that its criterion calls unchanged is neither.

    Args:
        finding: The finding of a comparison.
        judged_on: "matched" to compare the matched units, "all" to compare the shares of the two waves.
    """
    sign = sign_of_change(finding, judged_on) if is_compared(finding) else 0
    return sign if sign == finding.judged_move else 0


def is_little_changed(finding: Finding, judged_on: str) -> bool:
    """Return whether the number changed, and by so little that its criterion calls it unchanged.

    Args:
        finding: The finding of a comparison.
        judged_on: "matched" to compare the matched units, "all" to compare the shares of the two waves.
    """
    return is_compared(finding) and move_of(finding, judged_on) != sign_of_change(finding, judged_on)


def sign_of_change(finding: Finding, judged_on: str) -> int:
    """Return 1 if a number rose, -1 if it fell, else 0, whatever its criterion calls it.

    Args:
        finding: The finding. One that cannot be compared has the sign of its net change, if it has any.
        judged_on: "matched" to compare the matched units, "all" to compare the shares of the two waves.
    """
    before, after, change = finding.from_level, finding.to_level, finding.change
    if before is None or after is None or change is None:
        return 0
    if not is_compared(finding):
        return _sign(change.net)
    if judged_on == "all":
        return _sign(after.count * before.base - before.count * after.base)
    return _sign(change.net)


def count_misleads(finding: Finding, judged_on: str) -> bool:
    """Return whether the counts alone suggest another change than the shares, so that they are said with their bases.

    They do where the count rose and the share fell, or the other way round; and where the share is judged and moved alone.

    Args:
        finding: The finding of a comparison.
        judged_on: "matched" to compare the matched units, "all" to compare the shares of the two waves.
    """
    before, after = finding.from_level, finding.to_level
    if before is None or after is None or not before.base or not after.base:
        return False
    share, count = sign_of_change(finding, "all"), _sign(after.count - before.count)
    return share * count < 0 or (judged_on == "all" and share != count)


def is_gap(finding: Finding, direction: str) -> bool:
    """Return whether few or no units were met at the later wave; where lower is better, whether most or all were.

    Args:
        finding: The finding; one without a later level is no gap.
        direction: The indicator's direction: "higher", "lower" or "none".
    """
    level = finding.to_level
    if level is None or level.base == 0 or direction == "none":
        return False
    short = level.base - level.count if direction == "lower" else level.count
    return short * GAP_SHARE.denominator < level.base * GAP_SHARE.numerator


def met_where_not_known(finding: Finding) -> Finding:
    """Return a finding as if it were met, in the later wave, by those whose answer was don't know.

    Args:
        finding: The finding.
    """
    level = finding.to_level
    if level is None:
        return finding
    return replace(finding, to_level=replace(level, count=level.count + level.dont_know))


def shortfall(finding: Finding, direction: str) -> Fraction:
    """Return how wide a gap is: the share of units that fall short of what is good at the later wave.

    Args:
        finding: The finding; one without a later level has no shortfall.
        direction: The indicator's direction: "higher", "lower" or "none".
    """
    level = finding.to_level
    if level is None or level.base == 0:
        return Fraction(0)
    share = Fraction(level.count, level.base)
    return share if direction == "lower" else 1 - share


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)
