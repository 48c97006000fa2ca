"""The wording of indicators: placeholders that exist, and an item that is named."""

import pytest

from tests.reported import reported

ACCESS, SERVICES = "principles/1-access.yaml", "principles/2-services.yaml"
LATE, OFFERED = '{units: "opened late"}', '{units: "offered {item}", items: "{were} on offer in"}'
BOTH = '{units: "offered both services"}'


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ("opened late", []),
        ("opened {item} late", ["27 EGY601 unknown placeholder {item}"]),
        ("opened {} late", ["27 EGY601 unknown placeholder {}"]),
        ("{a}{b}", ["20 EGY601 unknown placeholder {a}", "23 EGY601 unknown placeholder {b}"]),
    ],
)
def test_indicator_without_items_has_no_placeholder(units: str, expected: list[str]) -> None:
    found = reported({ACCESS: (LATE, f'{{units: "{units}"}}')})
    assert [line for line in found if "EGY601" in line] == [f"{ACCESS}:8:{line}" for line in expected]


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ('{units: "offered {item}", items: "{had} been on offer in"}', []),
        ('{units: "offered {item}", items: "{item} on offer in"}', ["45 EGY601 unknown placeholder {item}"]),
        ('{units: "{were} {item}", items: "{were} on offer in"}', ["20 EGY601 unknown placeholder {were}"]),
    ],
)
def test_placeholder_of_items_is_not_one_of_units(says: str, expected: list[str]) -> None:
    assert reported({SERVICES: (OFFERED, says)}) == [f"{SERVICES}:8:{line}" for line in expected]


def test_threshold_and_parts_can_be_named_where_the_rule_has_them() -> None:
    assert reported({SERVICES: (BOTH, '{units: "offered {threshold} of {parts}"}')}) == []
    assert reported({ACCESS: (LATE, '{units: "opened {threshold}"}')}) == [
        f"{ACCESS}:8:27 EGY601 unknown placeholder {{threshold}}"
    ]
