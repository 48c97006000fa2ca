"""Columns that surveys/files.yaml and the waves name: those that a file does not have are all reported in one run."""

from itertools import combinations
from pathlib import PurePosixPath

import pytest

from egyv_engine.pipeline.run import Until, run
from tests.mini_programme import LIBRARY

PROGRAMME, FILES, LONG = "programme.yaml", "surveys/files.yaml", "surveys/long.csv"
SLIPS = {  # the file, the key with the right name of a column, and the wrong name
    "key": (FILES, "key: site", "sitx"),
    "first row condition": (FILES, "column: state", "stote"),
    "second row condition": (FILES, "column: mode", "mude"),
    "by": (FILES, "by: sent", "sant"),
    "rows of a wave": (PROGRAMME, "column: round", "rund"),
    "items": (PROGRAMME, "items: service", "servce"),
    "values": (PROGRAMME, "offered: grade", "grad"),
}


def _sound() -> dict[str, str]:
    """A programme whose answers are in one file with one row per library, wave and service."""
    files = {
        name: text
        for name, text in LIBRARY.items()
        if name not in {"surveys/before.csv", "surveys/after.csv"}
    }
    answers = "{file: surveys/long.csv, rows: {column: round, is: before}, items: service, values: {offered: grade}}"
    programme = files[PROGRAMME].replace("surveys/before.csv", answers)
    files[PROGRAMME] = programme.replace("surveys/after.csv", answers.replace("is: before", "is: after"))
    files["surveys/instrument.yaml"] = (
        "questions: [{id: offered, asks: What is on offer?, scale: yes_no, items: services}]\n"
    )
    files["rules/baskets.yaml"] = (
        "baskets: {services: {items: {loans: {label: loans}, talks: {label: talks}}}}\n"
    )
    files["rules/scales.yaml"] = 'scales: {yes_no: ["No", "Yes"]}\n'
    files["principles/1-access.yaml"] = """\
title: Open to all
what_good_looks_like: Everyone can use the library.
indicators:
  - id: offered
    title: On offer
    for_each: services
    met_when: {question: offered, is: "Yes"}
    says: {units: "offered {{ item }}", items: "{{ were }} on offer in"}
"""
    files[FILES] = """\
files:
  surveys/long.csv:
    key: site
    rows: [{column: state, is: done}, {column: mode, is: live}]
    of_several_rows: {keep: last, by: sent}
"""
    rows = [
        f"{unit},{wave},done,live,2024-01-0{day},{item},Yes\n"
        for day, wave in enumerate(("before", "after"), 1)
        for unit in "abcdef"
        for item in ("loans", "talks")
    ]
    return {**files, LONG: "site,round,state,mode,sent,service,grade\n" + "".join(rows)}


def _wrong_columns(slips: tuple[str, ...]) -> list[str]:
    files = _sound()
    for slip in slips:
        file, right, wrong = SLIPS[slip]
        files[file] = files[file].replace(right, f"{right.partition(':')[0]}: {wrong}")
    encoded = {PurePosixPath(name): text.encode() for name, text in files.items()}
    found = run(encoded, until=Until.DATA).diagnostics
    assert {d.code for d in found} <= {"EGY506"}  # and nothing that follows from it
    return [d.message for d in found]


def test_programme_without_a_slip_has_no_fault() -> None:
    assert _wrong_columns(()) == []


@pytest.mark.parametrize(
    "slips", [*combinations(SLIPS, 1), *combinations(SLIPS, 2), tuple(SLIPS)], ids=" and ".join
)
def test_each_wrong_column_is_reported_in_one_run(slips: tuple[str, ...]) -> None:
    messages = _wrong_columns(slips)
    for slip in slips:
        assert any(f"'{SLIPS[slip][2]}'" in message for message in messages)
