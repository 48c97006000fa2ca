"""Baskets: whole ones, subsets, and the faults of either."""

import pytest

from tests.reported import checked, reported

BASKETS = "rules/baskets.yaml"
OLD = "{subset_of: services, items: [evenings, events]}"


def test_subset_has_the_items_it_lists_in_its_order_with_the_labels_of_the_whole() -> None:
    linked = checked({BASKETS: (OLD, "{subset_of: services, items: [parcels, evenings]}")}).linked
    assert linked is not None
    subset = linked.baskets["old_services"]
    assert (subset.items, subset.whole) == (("parcels", "evenings"), "services")
    assert [item.label for item in subset.labels.values()] == ["parcel collection", "evening opening"]


def test_whole_basket_is_its_own_whole() -> None:
    linked = checked({}).linked
    assert linked is not None
    assert linked.baskets["services"].whole == "services"


@pytest.mark.parametrize(
    ("basket", "expected"),
    [
        (
            "{items: [evenings]}",
            "25 EGY413 the items of the basket 'old_services' have no labels, and it is not a subset",
        ),
        (
            "{subset_of: services, items: {evenings: {label: e}}}",
            "29 EGY413 the basket 'old_services' is a subset, and a subset cannot declare items with labels",
        ),
        (
            "{subset_of: old_services, items: [evenings]}",
            "29 EGY413 the basket 'old_services' is itself a subset",
        ),
        ("{subset_of: servces, items: [evenings]}", "29 EGY303 there is no basket 'servces'"),
        ("{subset_of: services, items: [evening]}", "47 EGY304 there is no item 'evening'"),
    ],
)
def test_basket_that_is_neither_whole_nor_a_subset_is_reported_once(basket: str, expected: str) -> None:
    found = reported({BASKETS: (OLD, basket)})
    assert found[0] == f"{BASKETS}:7:{expected}"
    assert [line for line in found if line.startswith(BASKETS)] == found[:1]


def test_unknown_item_of_a_subset_points_at_the_whole_basket_that_it_names() -> None:
    found = checked({BASKETS: (OLD, "{subset_of: services, items: [evening, events]}")}).diagnostics[0]
    assert [note for _, note in found.related] == [
        "'evenings' is declared here",
        "'old_services' is a subset",
    ]
