"""Programmes with damaged bytes end in an evaluation or in located errors, never in an exception."""

import pytest

from tests.fuzzing.run import ending

SAMPLE = range(180)  # `make fuzz` tries as many as it is asked to


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, len(SAMPLE), 60))
def test_damaged_programmes_are_evaluated_or_refused(first: int) -> None:
    endings = [ending(seed) for seed in SAMPLE[first : first + 60]]
    assert [detail for outcome, detail in endings if outcome not in ("evaluated", "refused")] == []
    assert {outcome for outcome, _ in endings} == {"evaluated", "refused"}
