"""Tests which files are reported as not read because of their names, and which are left alone."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.rules.rule_paths import FILES
from egyv_engine.rules.unread_files import unread_files

REQUIRED = [FILES[kind] for kind in ("programme", "instrument", "scales", "criteria")]
PRINCIPLE = PurePosixPath("principles/1-access.yaml")


def unread(*names: str, also_found: tuple[str, ...] = ()) -> dict[str, str]:
    found = [*REQUIRED, PRINCIPLE, *map(PurePosixPath, also_found)]
    made = unread_files([*found, *map(PurePosixPath, names)], FILES.values(), found)
    return {str(name): str(meant) for name, meant in made.items()}


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("rules/scoring.yml", "rules/scoring.yaml"),
        ("rules/SCORING.YAML", "rules/scoring.yaml"),
        ("rules/selection.yaml.txt", "rules/selection.yaml"),
        ("rules/scoring.yaml ", "rules/scoring.yaml"),
        ("rules/selections.yaml", "rules/selection.yaml"),
        ("rules/scores.yaml", "rules/scoring.yaml"),
        ("rules/record.yml", "rules/records.yaml"),
        ("rules/basket.yaml", "rules/baskets.yaml"),
        ("report/report.yaml", "reports/report.yaml"),
        ("Reports/wording.yaml", "reports/wording.yaml"),
        ("rule/scoring.yaml", "rules/scoring.yaml"),
        ("scoring.yaml", "rules/scoring.yaml"),
        ("rules/wording.yaml", "reports/wording.yaml"),
        ("programme.yml", "programme.yaml"),
        ("rules/scales.yml", "rules/scales.yaml"),
        ("principles/2-staff.yml", "principles/2-staff.yaml"),
        ("principles/2-staff.YAML", "principles/2-staff.yaml"),
        ("principle/2-staff.yaml", "principles/2-staff.yaml"),
    ],
)
def test_name_that_is_almost_that_of_a_rule_file_is_found(name: str, meant: str) -> None:
    assert unread(name) == {name: meant}


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "mkdocs.yml",
        ".pre-commit-config.yaml",
        "rules/notes.yaml",
        "rules/scoring.yaml.bak",
        "rules/.scoring.yaml.swp",
        "rules/.#scoring.yaml",
        "rules/scoring.md",
        "drafts/scoring.yaml",
        "rules/old/scoring.yaml",
        "principles/drafts/2-staff.yaml",
        "principles/README.md",
        "principles/1-access.yaml.txt",
        "rules/scales.yaml.txt",
        "rule/scales.yaml",
        "surveys/after.csv",
        "results/report.md",
    ],
)
def test_other_name_is_not(name: str) -> None:
    assert unread(name) == {}


def test_misspelt_name_is_no_more_than_another_name_once_the_rule_file_is_there() -> None:
    assert unread("rules/scores.yaml", also_found=("rules/scoring.yaml",)) == {}
    assert unread("scoring.yaml", also_found=("rules/scoring.yaml",)) == {}
    assert unread("rules/scoring.yml", also_found=("rules/scoring.yaml",)) == {
        "rules/scoring.yml": "rules/scoring.yaml"
    }
