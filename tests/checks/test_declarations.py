"""Scales and comparisons: answers that are in two lists, and comparisons that compare nothing or twice."""

import pytest

from tests.reported import reported

SCALES, PROGRAMME = "rules/scales.yaml", "programme.yaml"
FREQUENCY = "frequency: [Never, Sometimes, Often]"
BOTH = "is also listed as a don't-know answer"


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        (
            "frequency: [Never, Sometimes, Often, Don't know]",
            f"70 EGY415 the answer 'Don't know' of the scale 'frequency' {BOTH}",
        ),
        (
            "frequency: {answers: [Never, Sometimes, Often, Unsure], dont_know: [Unsure]}",
            f"80 EGY415 the answer 'Unsure' of the scale 'frequency' {BOTH}",
        ),
        ("frequency: {answers: [Never, Sometimes, Often, Don't know], dont_know: []}", None),
        ("frequency: {answers: [Never, Sometimes, Often], dont_know: [Unsure]}", None),
    ],
)
def test_answer_is_on_the_scale_or_a_dont_know_answer(scale: str, expected: str | None) -> None:
    found = reported({SCALES: (FREQUENCY, scale)})
    assert found == ([f"{SCALES}:2:{expected}"] if expected else [])


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
