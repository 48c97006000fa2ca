"""A fixed sample of faults in every file of the programmes; `make faults` tries them all.

Each one is reported, or leaves results and sentences as they are, or is listed with the reason why nothing is said.
"""

from collections import Counter

import pytest

from tests.injector.__main__ import PROGRAMMES, faults_of, judged, sample
from tests.injector.edits import edited_lines
from tests.injector.judge import is_failure, reasons

SAMPLE, SEED, PARTS = 20, 2015, 2


@pytest.mark.parametrize("part", range(PARTS))
def test_sample_of_faults_is_reported(part: int) -> None:
    every = [(folder, i) for folder in PROGRAMMES for i in range(len(faults_of(folder)))]
    endings = [judged(fault) for fault in sample(every, SAMPLE, SEED)[part::PARTS]]
    assert [(e.outcome, e.name, e.detail) for e in endings if is_failure(e)] == []
    assert Counter(e.outcome for e in endings)["reported"] > len(endings) * 3 / 4


def test_faults_are_of_every_kind_and_in_every_file() -> None:
    faults = [fault for folder in PROGRAMMES for fault in faults_of(folder)]
    assert len({fault.kind for fault in faults}) == 10
    assert len({fault.name for fault in faults}) == len(faults)
    for folder in PROGRAMMES:
        edited = {str(fault.file) for fault in faults_of(folder)}
        files = {
            p.relative_to(folder).as_posix() for p in folder.rglob("*.*") if p.suffix in (".yaml", ".csv")
        }
        in_programme = {
            f for f in files if f.split("/")[0] in ("programme.yaml", "principles", "rules", "surveys")
        }
        assert in_programme <= edited


def test_every_reason_is_a_sentence() -> None:
    assert all(reason.endswith(".") for reason in reasons().values())


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("a\nb\nc", "a\nx\nc", range(2, 3)),
        ("a\nb\nc", "a\nc", range(1, 3)),
        ("a\nb", "a\nb\nc", range(3, 4)),
        ("a", "a", range(1, 3)),
    ],
)
def test_edited_lines_are_those_that_differ_or_surround_what_is_gone(
    old: str, new: str, lines: range
) -> None:
    assert edited_lines(old, new) == lines
