"""Comparisons that compare nothing, or that are declared twice."""

import pytest

from tests.reported import reported

PROGRAMME = "programme.yaml"


@pytest.mark.parametrize(
    ("comparisons", "expected"),
    [
        (
            "{from: before, to: after}, {from: after, to: before}",
            ["49 EGY425 a comparison is declared from 'after' to the earlier wave 'before'"],
        ),
        (
            "{from: before, to: after}, {from: before, to: after}",
            ["61 EGY409 this comparison is declared a second time"],
        ),
        ("{from: after, to: after}", ["33 EGY409 the wave 'after' is compared with itself"]),
        (
            "{from: after, to: after}, {from: after, to: after}",
            [
                "33 EGY409 the wave 'after' is compared with itself",
                "59 EGY409 the wave 'after' is compared with itself",
            ],
        ),
    ],
)
def test_comparison_is_of_two_waves_and_declared_once(comparisons: str, expected: list[str]) -> None:
    found = reported({PROGRAMME: ("{from: before, to: after}", comparisons)})
    assert found == [f"{PROGRAMME}:14:{line}" for line in expected]
