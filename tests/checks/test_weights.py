"""Principles whose scored indicators weigh nothing."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.pipeline.run import Until, run
from tests.library import library_files

RULES = PurePosixPath("principles/1-access.yaml")
SCORING = PurePosixPath("rules/scoring.yaml")


def found(weights: tuple[str, str], scoring: str | None = "true") -> list[str]:
    """The messages on weights, where the two indicators of a principle have these lines."""
    edits = [
        (f"title: {title}\n", f"title: {title}\n    {line}\n")
        for title, line in zip(TITLES, weights, strict=True)
        if line
    ]
    files = library_files({str(RULES): edits})
    if scoring is not None:
        files[SCORING] = f"scores: {{per_principle: {scoring}}}\n".encode()
    return [
        f"{d.span.file}:{d.span.line} {d.message}"
        for d in run(files, until=Until.RULES).diagnostics
        if d.code == "EGY488"
    ]


TITLES = ("Open late", "Visited often")
NO_SCORE = "every scored indicator of 'access' has weight 0, so no unit has a score for it"


@pytest.mark.parametrize(
    ("weights", "scoring", "messages"),
    [
        (("weight: 0", "weight: 0"), "true", [f"{RULES}:6 {NO_SCORE}"]),
        (("weight: 0", "scored: false"), "true", [f"{RULES}:6 {NO_SCORE}"]),
        (("direction: none", "weight: 0"), "true", [f"{RULES}:12 {NO_SCORE}"]),
        (("weight: 0", ""), "true", []),
        (("scored: false", "scored: false"), "true", []),  # no score, as declared
        (("weight: 0", "weight: 0"), "false", []),
        (("weight: 0", "weight: 0"), None, []),
    ],
)
def test_weights_of_nought(weights: tuple[str, str], scoring: str | None, messages: list[str]) -> None:
    assert found(weights, scoring) == messages
