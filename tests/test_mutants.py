"""A fixed sample of the shipped programme's mutants; `make mutants` runs them all.

Each mutant is reported at the position of the edit, or agrees with the oracle on every cell, or is declared inert.
"""

from collections import Counter

import pytest

from tests.mutants.run import ALLOWED, all_mutants, judged, sample, shipped_files

SAMPLE = 36
PARTS = 4


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_mutants_of_the_shipped_yaml_end_as_they_may(part: int) -> None:
    chosen = sample(all_mutants(shipped_files()), SAMPLE)[part::PARTS]
    endings = [judged(mutant) for mutant in chosen]
    assert [(e.name, e.outcome, e.detail) for e in endings if e.outcome not in ALLOWED] == []
    assert Counter(e.outcome for e in endings)["diagnosed"] > len(endings) / 2


def test_mutants_cover_every_kind_of_edit_and_every_file() -> None:
    everything = all_mutants(shipped_files())
    assert {m.kind for m in everything} == {"delete", "misspell", "retype", "duplicate", "repoint"}
    assert {m.file for m in everything} == {str(f) for f in shipped_files() if f.suffix == ".yaml"}
