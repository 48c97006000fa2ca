"""Warns of two scored indicators with the same rule (EGY486)."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Indicator


def check_same_rules(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report a rule that two indicators have, which scores and counts of verdicts then have twice.

    Args:
        linked: The programme.
    """
    known: dict[object, Indicator] = {}
    for entry in linked.indicators.values():
        indicator = entry.indicator
        if not indicator.has_vote:
            continue
        first = known.setdefault(_rule(indicator), indicator)
        if first is not indicator:
            yield diagnostic(
                linked.positions,
                "EGY486",
                indicator.doc_path / "met_when",
                f"the indicators '{first.id}' and '{indicator.id}' have the same rule, so it counts twice",
                hint="correct the one that was copied; where both are meant, write scored: false in one of them",
                related=[(first.doc_path / "met_when", f"the rule of '{first.id}'")],
            )


def _rule(indicator: Indicator) -> object:
    """Return all that decides whether a unit meets an indicator, and in which waves."""
    return indicator.met_when, indicator.base, indicator.for_each, indicator.items_compared
