"""Checks the indicators that imply another one: the report compares their counts item by item."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.names import unknown_name


def check_implied_indicators(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report an implied indicator that there is not (EGY305), and one whose items are others (EGY634)."""
    for name, entry in linked.indicators.items():
        indicator, implied = entry.indicator, entry.indicator.implies
        at = indicator.doc_path / "implies"
        if implied is None:
            continue
        if not linked.declares_indicator(implied):
            yield unknown_name(
                linked.positions,
                "indicator",
                implied,
                at,
                linked.indicators,
                lambda known: linked.indicators[known].indicator.doc_path / "id",
            )
        elif implied == name:
            yield diagnostic(
                linked.positions,
                "EGY634",
                at,
                f"the indicator '{name}' implies itself",
                hint="name another indicator, or remove implies",
            )
        elif implied in linked.indicators and not _items(linked, name) <= _items(linked, implied):
            other = linked.indicators[implied].indicator
            yield diagnostic(
                linked.positions,
                "EGY634",
                at,
                f"the indicator '{implied}' is not repeated over the items of '{name}', so their counts cannot be compared",
                hint="name an indicator over the same basket, or over a larger one that has its items",
                related=[(other.doc_path / "id", "the other indicator")],
            )


def _items(linked: LinkedProgramme, indicator: str) -> set[str | None]:
    basket = linked.indicators[indicator].indicator.for_each
    if basket is None or basket not in linked.baskets:
        return {None}
    return set(linked.baskets[basket].items)
