"""Refused upgrades: the messages say where and why, for all files at once, and nothing changes."""

from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest

from egyv_engine.upgrade.upgrade import Upgraded, upgrade_files

PROGRAMME = "programme: P\nwaves:\n  - {id: w, said: W}\n"
WORDING = "reports/wording.yaml"


def upgraded(files: Mapping[str, str]) -> Upgraded:
    return upgrade_files({PurePosixPath(name): text.encode() for name, text in files.items()})


def places(made: Upgraded) -> list[str]:
    return [f"{f.span.file}:{f.span.line}:{f.span.column} {f.code}" for f in made.faults]


@pytest.mark.parametrize(
    ("file", "text", "position"),
    [
        ("programme.yaml", "programme: [\n", "2:1 EGY101"),
        ("rules/scales.yaml", "scales: {a: [x, y]\nb: c\n", "2:1 EGY101"),
        ("rules/scales.yaml", "defaults: &d {never_counts: [x]}\nscales: *d\n", "1:11 EGY104"),
        ("rules/scales.yaml", "scales: {a: {<<: {never_counts: [x]}}}\n", "1:14 EGY104"),
        ("rules/scales.yaml", "scales:\n  # a\ttab\n  a: [x, y]\n", "2:6 EGY103"),
        ("rules/criteria.yaml", "criteria: {c: {judge: all, judge: all}}\n", "1:28 EGY102"),
        ("rules/criteria.yaml", "criteria: {c: {judge: all, judged_on: all}}\n", "1:16 EGY102"),
        ("principles/p.yaml", "what_good_looks_like: a\ngood: b\n", "2:1 EGY102"),
        (WORDING, 'phrases: {rise: "{{ after.s\\x61id }}"}\n', "1:17 EGY604"),
        (WORDING, 'phrases:\n  rise:\n    - a\n    - "{{ o\\\n      ne }}"\n', "4:7 EGY604"),
        ("principles/p.yaml", 'indicators: [{says: {units: "a \\x7bitem}"}}]\n', "1:29 EGY604"),
        ("principles/p.yaml", 'indicators:\n- says:\n    items: "{it\\\n      em}"\n', "3:12 EGY604"),
        ("programme.yaml", "language: 3\nprogramme: P\n", "1:11 EGY204"),
        ("programme.yaml", "programme: P\nlanguage: '2'\n", "2:11 EGY204"),
        ("programme.yaml", "language: [2]\n", "1:11 EGY204"),
        ("programme.yaml", "language:\n", "1:10 EGY204"),
        ("programme.yaml", "- programme\n", "1:1 EGY203"),
        ("programme.yaml", "programme\n", "1:1 EGY203"),
        ("programme.yaml", "# nothing\n", "1:1 EGY109"),
    ],
)
def test_a_file_that_cannot_be_rewritten_stops_the_upgrade(file: str, text: str, position: str) -> None:
    made = upgraded(
        {"programme.yaml": PROGRAMME, "rules/records.yaml": "recommendations: {by: p}\n", file: text}
    )
    assert f"{file}:{position}" in places(made)
    assert made.files == {}
    assert all(fault.hint for fault in made.faults)


def test_a_programme_without_its_main_file_is_refused() -> None:
    made = upgraded({"rules/scales.yaml": "defaults: {never_counts: [x]}\n"})
    assert places(made) == ["programme.yaml:1:1 EGY207"]
    assert made.files == {}


def test_the_faults_of_all_files_come_at_once() -> None:
    made = upgraded(
        {"programme.yaml": "a: [\n", "rules/scales.yaml": "a: [\n", "rules/criteria.yaml": "{}\n"}
    )
    assert places(made) == ["programme.yaml:2:1 EGY101", "rules/scales.yaml:2:1 EGY101"]


def test_a_key_that_would_be_there_twice_names_the_other_one() -> None:
    made = upgraded({"programme.yaml": "waves:\n- said: a\n  label: b\n"})
    assert [(span.line, span.column) for span, _ in made.faults[0].related] == [(3, 3)]
    assert made.faults[0].message == "'said' is now called 'label', and there is a key 'label' here already"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("programme: P\n", "language: 2\nprogramme: P\n"),
        ("{programme: P}", "{language: 2, programme: P}"),
        ("{}", "{language: 2, }"),
        ("---\nprogramme: P\n", "---\nlanguage: 2\nprogramme: P\n"),
        ("? programme\n: P\n", "language: 2\n? programme\n: P\n"),
        ("# c\n\n  a: b\n  c: d", "# c\n\n  language: 2\n  a: b\n  c: d"),
        ("a: b\r\nc: d\n", "language: 2\r\na: b\r\nc: d\n"),
        ("a: b\n'language': 1 # one\n", "a: b\n'language': 2 # one\n"),
    ],
)
def test_programme_yaml_names_the_edition_first(before: str, after: str) -> None:
    file = PurePosixPath("programme.yaml")
    assert upgrade_files({file: before.encode()}).files == {file: after.encode()}


def test_files_that_are_no_rule_files_stay() -> None:
    others = ("surveys/other.yaml", "principles/old/p.yaml", "principles/p.yml", "docs/p.yaml", "scales.yaml")
    made = upgraded({"programme.yaml": PROGRAMME, **dict.fromkeys(others, "good: a\ncounts: [\n")})
    assert [str(file) for file in made.files] == ["programme.yaml"]
