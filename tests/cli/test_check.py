"""egyv-engine check: formats, exit codes, and what it stops before."""

import json
from pathlib import Path

from tests.cli.test_evaluate import run


def test_check_sound_programme_finds_no_faults(library: Path) -> None:
    assert run("check", library) == (0, "no faults\n", "")


def test_check_rules_does_not_open_the_data(library: Path) -> None:
    (library / "surveys" / "after.csv").write_bytes(b"\xff\xfe")
    assert run("check", library, "--rules")[0] == 0
    assert run("check", library)[0] == 1


def test_check_json_has_the_place_and_the_hint(library: Path) -> None:
    path = library / "principles" / "1-access.yaml"
    path.write_text(path.read_text().replace("question: visits", "question: visit"))
    code, out, _ = run("check", library, "--format", "json")
    found = json.loads(out)["diagnostics"]
    assert code == 1
    assert [(d["file"], d["line"], d["column"], d["code"]) for d in found] == [
        ("principles/1-access.yaml", 11, 26, "EGY301")
    ]
    assert "did you mean 'visits'?" in found[0]["hint"]


def test_check_github_writes_an_annotation_a_fault(library: Path) -> None:
    path = library / "surveys" / "after.csv"
    path.write_text(path.read_text().replace("birch,Yes", "birch,Yse"))
    code, out, _ = run("check", library, "--format", "github")
    assert code == 1
    assert out.startswith("::error file=surveys/after.csv,line=3,col=7,endColumn=10,title=EGY507::")


def test_check_warning_fails_only_with_strict(library: Path) -> None:
    path = library / "surveys" / "after.csv"
    header, *rows = path.read_text().splitlines()
    path.write_text("\n".join([header, *(r.rpartition(",")[0] + "," for r in rows)]) + "\n")
    code, out, _ = run("check", library)
    assert (code, "EGY516 warning:" in out, out.splitlines()[-1]) == (0, True, "1 warning")
    assert run("check", library, "--strict")[0] == 1
