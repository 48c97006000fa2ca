"""Answers outside the limits of their question are errors, and those at a limit are answers."""

import pytest

from egyv_engine.pipeline.run import check_files
from tests.mini_programme import answering


def faults(cells: list[str], kind: str, limits: str) -> list[str]:
    """The errors on one question with these answers, as file:line:column, code and message."""
    found = check_files(answering(f"scale: {kind}, {limits}", {"before": cells, "after": cells}))
    return [
        f"{d.span.line}:{d.span.column} {d.code} {d.message}"
        for d in found
        if d.code == "EGY592" and "before" in d.span.file.name
    ]


@pytest.mark.parametrize(
    ("cells", "kind", "limits", "expected"),
    [
        (["0", "100", "", "50.5"], "number", "at_least: 0, at_most: 100", []),
        (
            ["0", "100.01", "", "-0.5", "884"],
            "number",
            "at_least: 0, at_most: 100",
            [
                "3:14 EGY592 3 answers to 'asked' are outside what the question allows, from 0 to 100: -0.5, 100.01, 884"
            ],
        ),
        (
            ["5", "-3"],
            "number",
            "at_least: 0",
            [
                "3:14 EGY592 1 answer of unit 'l1' to 'asked' is outside what the question allows, 0 or more: -3"
            ],
        ),
        (["5", "-99"], "number", 'at_least: 0, blank: ["-99"]', []),
        (
            ["2024-01-01", "2062-03-04"],
            "date",
            "at_most: 2026-12-31",
            [
                "3:14 EGY592 1 answer of unit 'l1' to 'asked' is outside what the question allows, 2026-12-31 or earlier: 2062-03-04"
            ],
        ),
        (["2024-01-01", "2023-12-31"], "date", "at_least: 2023-12-31", []),
    ],
)
def test_answer_outside_its_limits_is_an_error_at_its_cell(
    cells: list[str], kind: str, limits: str, expected: list[str]
) -> None:
    assert faults(cells, kind, limits) == expected
