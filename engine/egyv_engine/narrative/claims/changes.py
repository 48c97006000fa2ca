"""Reads the change of a finding: its levels, its path, and the units that answered in one wave alone."""

from egyv_engine.model.findings import Change, Finding, Level, cohort_suffix


def change_of(finding: Finding) -> tuple[str, Level, Level, Change]:
    """Return the earlier wave, both levels and the change of a finding whose change may be stated."""
    before, after, change = finding.from_level, finding.to_level, finding.change
    assert finding.from_wave is not None
    assert before is not None
    assert after is not None
    assert change is not None
    return finding.from_wave, before, after, change


def comparison_of(finding: Finding) -> tuple[str, str] | None:
    """Return the earlier and the later wave of a finding's comparison; None where nothing is compared."""
    return None if finding.from_wave is None else (finding.from_wave, finding.to_wave)


def change_path(finding: Finding) -> str:
    """Return the path of a finding's change."""
    return f"{finding.finding}#{finding.from_wave}:{finding.to_wave}"


def answered_once(finding: Finding) -> tuple[int, int]:
    """Return how many units are in the base of the earlier wave alone, and of the later wave alone."""
    _, before, after, change = change_of(finding)
    return before.base - change.matched, after.base - change.matched


def has_no_reply(finding: Finding) -> bool:
    """Return whether a unit that was surveyed in a wave of a comparison has no reply that is analysed there."""
    _, before, after, _ = change_of(finding)
    return any(level.analysed < level.surveyed for level in (before, after))


def has_single_reply(finding: Finding) -> bool:
    """Return whether a unit in the base of one wave of a comparison is certain to have no reply that is analysed in the other.

    More units are in the base of the one wave alone than are analysed in the other without being in its base.
    """
    _, before, after, _ = change_of(finding)
    before_only, after_only = answered_once(finding)
    return before_only > after.analysed - after.base or after_only > before.analysed - before.base


def is_same_level(finding: Finding, *, is_separate: bool) -> bool:
    """Return whether the count and the base of a finding are the same in both waves, so that one number stands for both.

    Args:
        finding: The finding.
        is_separate: Whether no unit is in two waves, so that the numbers are those of different units.
    """
    if is_separate:
        return False
    _, before, after, _ = change_of(finding)
    return (before.count, before.base) == (after.count, after.base)


def is_of_one(finding: Finding) -> bool:
    """Return whether one unit alone is compared, the same both times, which had it or had it not."""
    _, before, after, change = change_of(finding)
    return before.base == after.base == change.matched == 1


def is_exchanged(finding: Finding) -> bool:
    """Return whether every unit answered both times, and those that had it before are all others than those after."""
    _, _, _, change = change_of(finding)
    return answered_once(finding) == (0, 0) and change.met_both == 0 and change.gained == change.lost > 0


def is_apart(finding: Finding, judged_on: str) -> bool:
    """Return whether the counts of a finding differ by another number than its matched units changed by.

    Where all units meet it in both waves, the counts differ as their bases do, and each sentence on them says that.

    Args:
        finding: The finding of a comparison.
        judged_on: "matched", or "all" where the change is that of the shares, so that nothing is apart from it.
    """
    _, before, after, change = change_of(finding)
    is_whole_each_time = before.count == before.base and after.count == after.base
    return judged_on == "matched" and after.count - before.count != change.net and not is_whole_each_time


def basket_path(finding: Finding) -> str:
    """Return the path of an indicator's basket in a cohort and comparison, or in the wave where nothing is compared."""
    at = finding.to_wave if finding.from_wave is None else f"{finding.from_wave}:{finding.to_wave}"
    return f"{finding.principle}.{finding.indicator}{cohort_suffix(finding.cohort)}#{at}"
