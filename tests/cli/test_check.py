"""egyv-engine check: formats, exit codes, accepted warnings, and the data that `--rules` does not read."""

import json
from pathlib import Path

from tests.cli.test_evaluate import run


def test_check_sound_programme_finds_no_faults(library: Path) -> None:
    assert run("check", library) == (0, "no faults\n", "")


def test_check_rules_does_not_open_the_data(library: Path) -> None:
    (library / "surveys" / "after.csv").write_bytes(b"\xff\xfe")
    assert run("check", library, "--rules")[0] == 0
    assert run("check", library)[0] == 1


def test_check_json_has_the_position_and_the_hint(library: Path) -> None:
    path = library / "principles" / "1-access.yaml"
    path.write_text(path.read_text().replace("question: visits", "question: visit"))
    code, out, _ = run("check", library, "--format", "json")
    found = json.loads(out)["diagnostics"]
    assert code == 1
    assert [(d["file"], d["line"], d["column"], d["code"]) for d in found] == [
        ("principles/1-access.yaml", 11, 24, "EGY301")
    ]
    assert "did you mean 'visits'?" in found[0]["hint"]


def test_check_github_writes_one_annotation_per_fault(library: Path) -> None:
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


def write_warning(library: Path, comment: str = "") -> None:
    """Adds a condition that can never be met, with a comment at the end of its line."""
    path = library / "principles" / "1-access.yaml"
    text = path.read_text().replace("at_least: Sometimes}\n", f"above: Often}}{comment}\n")
    path.write_text(text)


ACCEPT = "  # egyv: allow EGY411 the scale gets a fourth answer"


def test_check_counts_an_accepted_warning_and_does_not_fail_on_it(library: Path) -> None:
    write_warning(library, ACCEPT)
    assert run("check", library) == (0, "no faults (1 warning accepted)\n", "")


def test_check_strict_lists_an_accepted_warning_and_does_not_fail_on_it(library: Path) -> None:
    write_warning(library, ACCEPT)
    code, out, _ = run("check", library, "--strict")
    assert code == 0
    first, line, carets, reason, where, last = out.splitlines()
    assert first.startswith("principles/1-access.yaml:11:")
    assert ": EGY411 accepted warning: " in first
    assert line.endswith(f"above: Often}}{ACCEPT}")
    assert line[carets.index("^") : carets.rindex("^") + 1] == "Often"
    assert reason == "   = accepted because: the scale gets a fourth answer"
    assert where == f"   - principles/1-access.yaml:11:{line.index('#') - 4}: accepted here"
    assert last == "no faults (1 warning accepted)"


def test_check_strict_fails_on_the_warnings_that_are_not_accepted(library: Path) -> None:
    write_warning(library)
    assert run("check", library, "--strict")[0] == 1
    write_warning(library, ACCEPT.replace("EGY411", "EGY418"))
    assert run("check", library, "--strict")[0] == 1


def test_check_strict_fails_on_an_acceptance_that_is_no_longer_needed(library: Path) -> None:
    path = library / "programme.yaml"
    path.write_text(path.read_text() + "accepted_warnings: [{code: EGY418, reason: Kept.}]\n")
    assert run("check", library)[0] == 0
    code, out, _ = run("check", library, "--strict")
    assert (code, "EGY704 warning:" in out) == (1, True)


def test_check_json_and_github_give_accepted_warnings(library: Path) -> None:
    write_warning(library, ACCEPT)
    found = json.loads(run("check", library, "--format", "json")[1])
    assert (found["diagnostics"], found["summary"]["accepted"]) == ([], 1)
    assert found["accepted"][0]["reason"] == "the scale gets a fourth answer"
    lines = run("check", library, "--format", "github")[1].splitlines()
    assert [line.partition("::")[2].partition(" ")[0] for line in lines] == ["notice", "notice"]
    assert lines[1] == "::notice title=egyv-engine check::no faults (1 warning accepted)"


def test_check_quiet_prints_only_what_makes_it_fail(library: Path) -> None:
    assert run("check", library, "--quiet") == (0, "", "")
    write_warning(library)
    assert run("check", library, "--quiet") == (0, "", "")
    code, out, _ = run("check", library, "--quiet", "--strict")
    assert (code, out.splitlines()[-1]) == (1, "1 warning")


def test_check_help_has_examples_and_exit_codes() -> None:
    _, out, _ = run("check", "--help")
    assert "egyv-engine check --strict" in out
    assert "# egyv: allow EGY411" in out
    assert [line.split()[0] for line in out.partition("Exit codes:\n")[2].splitlines()] == ["0", "1", "2"]
