"""Checks the baskets and items that the blocks of a report name."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.names import unknown_name
from egyv_engine.model.report_document import BlockOptions


def check_basket(linked: LinkedProgramme, options: BlockOptions) -> Iterator[Diagnostic]:
    """Report a basket that there is not (EGY303) or that is a subset (EGY617), and items that it does not have (EGY304).

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
