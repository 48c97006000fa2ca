"""Decides what belongs in one sentence: items of a basket whose counts and bases are the same."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from egyv_engine.model.findings import Finding, Level
from egyv_engine.model.frozen import Frozen
from egyv_engine.narrative.claims.claim_kinds import net


class Group(Frozen, kw_only=False):
    """Findings that one sentence can state together: alike in all that it states of them."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The one whose figures hold for all."""
        return self.findings[0]

    @property
    def items(self) -> tuple[str, ...]:
        """Return their items, in declared order."""
        return tuple(f.item for f in self.findings if f.item is not None)

    @property
    def is_many(self) -> bool:
        """Return whether there are several items."""
        return len(self.items) > 1


def alike(
    findings: Sequence[Finding],
    *,
    order: Callable[[Finding], Fraction | int],
    also_alike: Callable[[Finding], object] = lambda _: None,
) -> list[Group]:
    """Return findings with the same levels and net as one group each.

    Args:
        findings: The findings, as declared.
        order: The groups come in this order, lowest first; ties as declared.
        also_alike: What else must be the same.
    """
    groups: dict[object, list[Finding]] = {}
    for finding in sorted(findings, key=order):
        key = (_counted(finding.from_level), _counted(finding.to_level), net(finding), also_alike(finding))
        groups.setdefault(key, []).append(finding)
    return [Group(tuple(each)) for each in groups.values()]


def alike_later(findings: Sequence[Finding], *, is_lowest_first: bool = False) -> list[Group]:
    """Return findings with the same level at the later wave as one group each.

    Args:
        findings: The findings, in declared order, which is kept within a group.
        is_lowest_first: Whether the group with the smallest share comes first; else the one with the largest.
    """
    groups: dict[object, list[Finding]] = {}
    sign = 1 if is_lowest_first else -1
    for finding in sorted(findings, key=lambda f: sign * _share(f.to_level)):
        groups.setdefault(_counted(finding.to_level), []).append(finding)
    return [Group(tuple(each)) for each in groups.values()]


def _counted(level: Level | None) -> tuple[int, ...] | None:
    """Return what sentences state of a level: the count, the base, and who is not in it or did not know."""
    return None if level is None else (level.count, level.base, level.asked, level.dont_know)


def _share(level: Level | None) -> Fraction:
    return Fraction(level.count, level.base) if level is not None and level.base else Fraction(0)
