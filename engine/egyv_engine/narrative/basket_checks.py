"""Checks the baskets and items that the blocks of a report name."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.names import unknown_name
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative.blocks.needs import NOTHING_TO_SHOW


def check_basket(linked: LinkedProgramme, options: BlockOptions) -> Iterator[Diagnostic]:
    """Report a basket that there is not (EGY303) or that is a subset (EGY617) or of no indicator (EGY623), and items that it does not have (EGY304).

    Args:
        linked: The programme.
        options: A block as declared; one without such options has no faults of this kind.
    """
    basket: str | None = getattr(options, "basket", None)
    items: tuple[str, ...] = getattr(options, "items", None) or ()
    broken = {name for document_type, name in linked.programme.broken if document_type == "basket"}
    if basket in broken or (basket is None and broken):
        return
    whole = {name: each for name, each in linked.baskets.items() if each.whole == name}
    if basket is not None and basket not in linked.baskets:
        yield unknown_name(
            linked.positions, "basket", basket, options.doc_path / "basket", whole, lambda _: None
        )
        return
    if basket is not None and basket not in whole:
        yield diagnostic(
            linked.positions,
            "EGY617",
            options.doc_path / "basket",
            f"'{basket}' is a part of the basket '{linked.baskets[basket].whole}', whose items the block shows together",
            hint=f"write basket: {linked.baskets[basket].whole}",
        )
        return
    if basket is not None and not linked.programme.has_broken("indicator"):
        yield from _nothing_to_show(linked, basket, options)
    known = dict.fromkeys(
        item for name, each in whole.items() if basket in (None, name) for item in each.items
    )
    for i, item in enumerate(items):
        if item not in known:
            yield diagnostic(
                linked.positions,
                "EGY304",
                options.doc_path / "items" / i,
                f"there is no item '{item}'" + (f" in the basket '{basket}'" if basket else ""),
                hint=hint(item, known, "items"),
            )


def _nothing_to_show(linked: LinkedProgramme, basket: str, options: BlockOptions) -> Iterator[Diagnostic]:
    """Warn about a basket that no scored indicator is repeated over, or over a part of it."""
    indicators = (entry.indicator for entry in linked.indicators.values())
    names = {one.for_each for one in indicators if one.scored and one.for_each is not None}
    repeated = {linked.baskets[name].whole for name in names if name in linked.baskets}
    if basket not in repeated:
        yield diagnostic(
            linked.positions,
            NOTHING_TO_SHOW,
            options.doc_path / "basket",
            f"the block '{options.show}' shows nothing, because no scored indicator is repeated over '{basket}'",
            hint=hint("", sorted(repeated), "baskets of scored indicators")
            if repeated
            else "remove the block",
        )
