"""Warns of an indicator that counts as better what another one counts as worse (EGY489)."""

from collections.abc import Iterator
from typing import assert_never

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.documents import Indicator

_BETTER = {"higher": "a higher number is better", "lower": "a lower number is better"}
_AT_LEAST = frozenset({"at_least", "above"})
_Named = c.Met | c.NumberOfItems


def check_opposite_directions(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report an indicator to which units come nearer by meeting one of the opposite direction, or by missing one of its own.

    Args:
        linked: The programme.
    """
    for entry in linked.indicators.values():
        indicator = entry.indicator
        if indicator.direction == "none":
            continue
        against = _Against(linked, indicator).of(indicator.met_when, is_met=True)
        for met in against:
            other = linked.indicators[_name(met)].indicator
            yield diagnostic(
                linked.positions,
                "EGY489",
                KeyAt(met.doc_path / "met"),
                f"of '{indicator.id}' {_BETTER[indicator.direction]}, but a unit comes nearer to it by "
                f"{'missing' if other.direction == indicator.direction else 'meeting'} '{other.id}', of which "
                f"{_BETTER[other.direction]}",
                hint="correct the direction of one of the two, or the condition; accept the warning if it is meant so",
                related=[(other.doc_path / "id", f"the indicator '{other.id}'")],
            )


def _name(named: _Named) -> str:
    return named.indicator if isinstance(named, c.Met) else named.met


class _Against:
    """Finds the indicators in a rule whose directions contradict that of the rule."""

    def __init__(self, linked: LinkedProgramme, indicator: Indicator) -> None:
        self._linked = linked
        self._direction = indicator.direction

    def of(self, condition: c.Condition, *, is_met: bool) -> list[_Named]:
        """Return the names of indicators that contradict the rule.

        Args:
            condition: A part of the rule.
            is_met: Whether the rule needs the part to be met; else it needs that the part is not met.
        """
        match condition:
            case c.Met():
                return self._named(condition, is_met=is_met)
            case c.Not(member=member):
                return self.of(member, is_met=not is_met)
            case c.All(members=members):
                return self._of_members(members, are_needed=is_met, is_met=is_met)
            case c.Any(members=members):
                return self._of_members(members, are_needed=not is_met, is_met=is_met)
            case c.Leaf(comparator=comparator, left=left):
                if comparator not in _AT_LEAST or not is_met:  # not over a count is an error
                    return []
                if isinstance(left, c.NumberOfItems):
                    return self._named(left, is_met=True)
                members = left.members if isinstance(left, c.NumberOf) else ()
                return self._of_members(members, are_needed=False, is_met=True)
            case _:
                assert_never(condition)

    def _of_members(
        self, members: tuple[c.Condition, ...], *, are_needed: bool, is_met: bool
    ) -> list[_Named]:
        """Return what contradicts the rule in members; where all are needed, some may only say which units are meant."""
        found = [self.of(member, is_met=is_met) for member in members]
        return [] if are_needed and not all(found) else [one for each in found for one in each]

    def _named(self, named: _Named, *, is_met: bool) -> list[_Named]:
        other = self._linked.indicators.get(_name(named))
        if other is None or other.indicator.direction == "none":
            return []
        is_same = other.indicator.direction == self._direction
        return [] if is_same == is_met else [named]
