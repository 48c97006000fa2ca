"""Misspelt keys: read as the key that is meant, so that their values are checked and the rest of the programme too."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.model.document_path import DocumentPath
from egyv_engine.rules.misspelt_keys import MOST_KEYS, misspelt_keys, with_renamed_keys
from egyv_engine.rules.yaml_reader import read_yaml
from tests.library import Edit
from tests.reported import reported

FILE = PurePosixPath("rules/x.yaml")
PROGRAMME, ACCESS, SCALES, BEFORE = (
    "programme.yaml",
    "principles/1-access.yaml",
    "rules/scales.yaml",
    "surveys/before.csv",
)


@pytest.mark.parametrize(
    ("instance", "known", "elsewhere", "renamed"),
    [
        ({"wavs": 1}, ["waves", "unit"], [], {"wavs": "waves"}),
        ({"wavs": 1, "waves": 2}, ["waves", "unit"], [], {}),  # the key that is meant is there
        ({"wavs": 1, "wavess": 2}, ["waves"], [], {"wavs": "waves"}),  # of two, the first
        ({"colour": 1}, ["waves"], [], {}),
        ({"limit": 1}, ["limits"], ["limit"], {}),  # right in another place
        ({"unist": 1}, ["unit", "units"], [], {"unist": "unit"}),
        ({f"wave{i}": 1 for i in range(MOST_KEYS + 1)}, ["waves"], [], {}),
    ],
)
def test_unknown_key_is_read_as_a_key_that_is_absent(
    instance: dict[str, int], known: list[str], elsewhere: list[str], renamed: dict[str, str]
) -> None:
    assert misspelt_keys(instance, known, elsewhere) == renamed


def test_renamed_keys_keep_their_places_and_order() -> None:
    document, _ = read_yaml(FILE, b"a: 1\nbb:\n  - {cc: 2, d: 3}\n  - {cc: 4}\n")
    assert document is not None
    made = with_renamed_keys(document, {(): {"bb": "b"}, ("bb", 0): {"cc": "c"}})
    assert made.data == {"a": "1", "b": [{"c": "2", "d": "3"}, {"cc": "4"}]}
    assert list(made.data) == ["a", "b"]
    assert made.positions.values[DocumentPath(FILE, ("b", 0, "c"))].line == 3
    assert made.positions.keys[DocumentPath(FILE, ("b",))].line == 2
    assert DocumentPath(FILE, ("b", 1, "cc")) in made.positions.values


@pytest.mark.parametrize(
    ("file", "edit"),
    [
        (PROGRAMME, ("register:", "regster:")),
        (PROGRAMME, ("waves:", "wave:")),
        (PROGRAMME, ("minimum:", "minimun:")),
        (PROGRAMME, ("cohorts:", "cohort:")),
        (SCALES, ("scales:", "scale:")),
        ("rules/criteria.yaml", ("criteria:", "criterion:")),
        ("rules/baskets.yaml", ("baskets:", "basket:")),
        ("surveys/instrument.yaml", ("questions:", "question:")),
        ("reports/report.yaml", ("chapters:", "chapter:")),
        ("reports/wording.yaml", ("phrases:", "phrase:")),
    ],
)
def test_misspelt_key_of_a_file_is_one_fault_and_hides_no_other(file: str, edit: Edit) -> None:
    other: Edit = ("{question: visits, at_least: Sometimes}", "{question: visists, at_least: Sometimes}")
    found = reported({file: edit, ACCESS: other, BEFORE: ("ash,No,Never", "ash,No,Nevr")}, rules_only=False)
    assert [line.split()[1] for line in sorted(found, key=lambda line: line.split()[1])] == [
        "EGY201",
        "EGY301",
        "EGY507",
    ]


@pytest.mark.parametrize(
    "file", [PROGRAMME, SCALES, "rules/criteria.yaml", "rules/baskets.yaml", "surveys/instrument.yaml"]
)
def test_file_that_is_not_yaml_hides_no_fault_of_other_rule_files(file: str) -> None:
    text = {
        PROGRAMME: "programme: Libraries",
        SCALES: "defaults: {",
        "rules/criteria.yaml": "criteria:",
        "rules/baskets.yaml": "baskets:",
        "surveys/instrument.yaml": "lists: {",
    }[file]
    found = reported({file: (text, f"[{text}"), ACCESS: ("    title: Open late\n", "")})
    codes = sorted(line.split()[1] for line in found)
    assert codes in (["EGY101", "EGY202"], ["EGY101", "EGY105", "EGY202"])
