"""Decides what belongs in one sentence: items of a basket whose counts and bases are the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from egyv_engine.model.findings import Finding, Level
from egyv_engine.narrative.select import net


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that one sentence can say together: alike in what it states of them."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The one whose figures stand for all."""
        return self.findings[0]

    @property
    def items(self) -> tuple[str, ...]:
        """Their items, in declared order."""
        return tuple(f.item for f in self.findings if f.item is not None)


def alike(findings: Sequence[Finding], *, order: Callable[[Finding], int]) -> list[Group]:
    """Findings with the same levels and net in one group, ordered by `order`, lowest first, then as declared."""
    groups: dict[object, list[Finding]] = {}
    for finding in sorted(findings, key=order):
        groups.setdefault(
            (_counted(finding.from_level), _counted(finding.to_level), net(finding)), []
        ).append(finding)
    return [Group(tuple(each)) for each in groups.values()]


def alike_later(findings: Sequence[Finding]) -> list[Group]:
    """Findings with the same count and base at the later wave in one group, the largest count first."""
    groups: dict[object, list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: -(f.to_level.count if f.to_level else 0)):
        groups.setdefault(_counted(finding.to_level), []).append(finding)
    return [Group(tuple(each)) for each in groups.values()]


def _counted(level: Level | None) -> tuple[int, int] | None:
    return None if level is None else (level.count, level.base)
