"""Faults in the declarations of waves and attributes that no case of data shows by itself."""

import pytest

from tests.reported import reported

PROGRAMME = "programme.yaml"
BEFORE, AFTER = "    answers: surveys/before.csv\n", "label: after, answers: surveys/after.csv"
REGISTER = "register: {file: surveys/libraries.csv, key: library}"


def waves(before: str, after: str) -> list[str]:
    edits = [(BEFORE, f"    answers: {before}\n"), (AFTER, f"label: after, answers: {after}")]
    return [line.partition(" ")[2] for line in reported({PROGRAMME: edits})]


@pytest.mark.parametrize(
    ("before", "after", "source"),
    [
        ("surveys/after.csv", "./surveys/after.csv", "file"),
        (
            '{file: surveys/a.csv, rows: {column: y, is: "1"}}',
            "{file: surveys/a.csv, rows: {column: y, is: 1}}",
            "rows of the same file",
        ),
        ('{query: q, database: "env:A"}', '{query: q, database: "env:A"}', "query"),
        ('{query: q, database: "env:A"}', '{query: q, database: "env:B"}', None),
        (
            "{file: surveys/a.csv, rows: {column: y, is: 1}}",
            "{file: surveys/a.csv, rows: {column: y, is: 2}}",
            None,
        ),
        ("{file: surveys/a.csv, columns_end: _1}", "{file: surveys/a.csv, columns_end: _2}", None),
        ("{file: surveys/a.csv, columns_end: _1}", "surveys/a.csv", None),
    ],
)
def test_waves_have_other_rows_or_columns(before: str, after: str, source: str | None) -> None:
    expected = [f"EGY424 the waves 'before' and 'after' have the same {source}"] if source else []
    assert waves(before, after) == expected


def test_attributes_have_columns_of_their_own() -> None:
    declared = "{region: text, area: {column: region}}"
    found = reported({PROGRAMME: (REGISTER, REGISTER[:-1] + f", attributes: {declared}}}")})
    assert [line.partition(" ")[2] for line in found] == [
        "EGY460 the attributes 'region' and 'area' have the same column 'region'"
    ]
