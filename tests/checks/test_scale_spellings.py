"""Answers of a scale that are one answer in two spellings."""

import pytest

from tests.reported import reported

FREQUENCY = "frequency: [Never, Sometimes, Often]"


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ("[Never, Sometimes, sometimes, Often]", ["'sometimes' differs from 'Sometimes'"]),
        (
            "[Never, Now and then, Now  and then, Sometimes, Often]",
            ["'Now  and then' differs from 'Now and then'"],
        ),
        (
            "{choices: [Never, Sometimes, Often, OFTEN, often]}",
            ["'OFTEN' differs from 'Often'", "'often' differs from 'Often'"],
        ),
        ("[Never, Sometimes, Some times, Often]", []),
        ("{answers: [Never, Sometimes, Often], spellings: {Sometimes: [sometimes, SOMETIMES]}}", []),
    ],
)
def test_answers_that_differ_in_case_or_spaces(answers: str, told: list[str]) -> None:
    found = reported({"rules/scales.yaml": (FREQUENCY, f"frequency: {answers}")})
    parts = [line.partition("in the scale 'frequency', ")[2] for line in found if " EGY218 " in line]
    assert [part.partition(" only in case")[0] for part in parts] == told
