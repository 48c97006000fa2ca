"""Links baskets: subsets to the whole basket that their items come from."""

from collections.abc import Mapping

from egyv_engine.link.linked_programme import LinkedBasket
from egyv_engine.link.names import NameTable
from egyv_engine.model.documents import Basket


def link_baskets(names: NameTable) -> dict[str, LinkedBasket]:
    """Return the baskets without faults, whole baskets first; report the faults of the others."""
    declared = names.programme.baskets.baskets
    linked: dict[str, LinkedBasket] = {}
    for name, basket in declared.items():
        if isinstance(basket.items, Mapping):
            if basket.subset_of is not None:
                names.report(
                    "EGY413",
                    basket.doc_path / "subset_of",
                    f"the basket '{name}' is a subset, and a subset cannot declare items with labels",
                    hint="list the ids of the items, for example items: [evenings, events]",
                )
            else:
                linked[name] = LinkedBasket(
                    id=name, items=tuple(basket.items), whole=name, labels=basket.items
                )
    for name, basket in declared.items():
        if not isinstance(basket.items, Mapping):
            whole = _whole_basket(names, name, basket, linked)
            subset = _subset(names, name, basket, whole) if whole is not None else None
            if subset is not None:
                linked[name] = subset
    return linked


def _whole_basket(
    names: NameTable, name: str, basket: Basket, linked: Mapping[str, LinkedBasket]
) -> LinkedBasket | None:
    """Return the basket that a subset names; None if it has a fault."""
    declared = names.programme.baskets.baskets
    if basket.subset_of is None:
        names.report(
            "EGY413",
            basket.doc_path / "items",
            f"the items of the basket '{name}' have no labels, and it is not a subset",
            hint="write item: {label: ...} for each item, or add subset_of: with the id of another basket",
        )
        return None
    if not names.resolve("basket", basket.subset_of, basket.doc_path / "subset_of", declared):
        return None
    if declared[basket.subset_of].subset_of is not None:
        names.report(
            "EGY413",
            basket.doc_path / "subset_of",
            f"the basket '{basket.subset_of}' is itself a subset",
            hint="name the whole basket that declares the items",
        )
        return None
    return linked.get(basket.subset_of)  # None: the fault of that basket is reported already


def _subset(names: NameTable, name: str, basket: Basket, whole: LinkedBasket) -> LinkedBasket | None:
    related = ((basket.doc_path / "subset_of", f"'{name}' is a subset"),)
    items = tuple(basket.items)
    known = [
        names.resolve("item", item, basket.doc_path / "items" / i, whole.items, related)
        for i, item in enumerate(items)
    ]
    if not all(known):
        return None
    return LinkedBasket(
        id=name, items=items, whole=whole.id, labels={item: whole.labels[item] for item in items}
    )
