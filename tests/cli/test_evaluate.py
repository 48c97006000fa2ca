"""egyv-engine evaluate: what it prints and writes, and how it refuses."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from egyv_engine.cli.main import main

WRITTEN = {
    "findings.csv",
    "findings.json",
    "findings.parquet",
    "ledger.csv",
    "baskets.csv",
    "movements.csv",
    "receipt.json",
    "report.html",
    "report.json",
    "report.md",
}


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


def test_evaluate_sound_programme_writes_every_file_and_prints_the_summary(
    library: Path, tmp_path: Path
) -> None:
    code, out, err = run("evaluate", library, "--out", tmp_path / "out")
    assert (code, err) == (0, "")
    assert {p.name for p in (tmp_path / "out").iterdir()} == WRITTEN
    assert "Made-up answers." in out
    row = next(line.split() for line in out.splitlines() if line.split()[:1] == ["access"])
    assert row == ["access", "4", "3", "1", "0", "0", "0", "1"]


def test_evaluate_quiet_prints_nothing(library: Path, tmp_path: Path) -> None:
    assert run("evaluate", library, "--out", tmp_path / "out", "--quiet") == (0, "", "")


def test_evaluate_json_prints_the_summary_as_one_object(library: Path, tmp_path: Path) -> None:
    code, out, err = run("evaluate", library, "--out", tmp_path / "out", "--format", "json")
    read = json.loads(out)
    assert (code, err) == (0, "")
    assert read["notice"] == "Made-up answers."
    assert [(p["principle"], p["findings"], p["improved"]) for p in read["principles"]] == [
        ("access", 4, 3),
        ("services", 8, 5),
    ]
    assert (read["total"]["findings"], read["total"]["improved"]) == (12, 8)


def test_evaluate_edited_condition_moves_findings(library: Path, tmp_path: Path) -> None:
    rows = []
    for answer in ("Sometimes", "Often"):
        path = library / "principles" / "1-access.yaml"
        path.write_text(path.read_text().replace("at_least: Sometimes", f"at_least: {answer}"))
        assert run("evaluate", library, "--out", tmp_path / "out")[0] == 0
        table = csv.DictReader(io.StringIO((tmp_path / "out" / "findings.csv").read_text()))
        rows.append(next(r for r in table if r["indicator"] == "visited_often"))
    assert [r["from_count"] for r in rows] == ["3", "2"]
    assert [r["verdict"] for r in rows] == ["declined", "unchanged"]


def test_evaluate_faulty_programme_tells_all_faults_and_writes_nothing(library: Path, tmp_path: Path) -> None:
    rules, data = library / "principles" / "1-access.yaml", library / "surveys" / "after.csv"
    rules.write_text(rules.read_text().replace("at_least: Sometimes", "at_least: Sometime"))
    data.write_text(data.read_text().replace("birch,Yes", "birch,Yse"))
    code, out, err = run("evaluate", library, "--out", tmp_path / "out")
    assert (code, out) == (1, "")
    assert "principles/1-access.yaml:11:44: EGY302" in err
    assert "surveys/after.csv:3:7: EGY507" in err
    assert err.endswith("2 errors\n")
    assert not (tmp_path / "out").exists()


def test_evaluate_faulty_programme_as_json_gives_the_diagnostics(library: Path, tmp_path: Path) -> None:
    (library / "surveys" / "after.csv").unlink()
    code, out, _ = run("evaluate", library, "--out", tmp_path / "out", "--format", "json")
    assert code == 1
    assert [d["severity"] for d in json.loads(out)["diagnostics"]] == ["error"]


def test_evaluate_folder_of_others_is_refused_before_any_work(library: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    code, _, err = run("evaluate", library, "--out", tmp_path / "mine")
    assert code == 2
    assert "holds no receipt" in err
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("evaluate", "no-such-folder"), "there is no folder no-such-folder"),
        (("evaluate", "programme.yaml"), "programme.yaml is not a folder"),
        (("evaluate", "surveys"), "surveys holds no programme.yaml"),
        (("evaluate", "misnamed"), "misnamed holds no programme.yaml; rename programme.yml to it"),
        (("evaluate", ".", "--example", "egyv"), "not both"),
        (("evaluate", "--example", "egyw"), "egyw"),
        (("evaluate", "--out", "programme.yaml"), "programme.yaml is a file, not a folder"),
        (("evaluate", "--out", "programme.yaml/out"), "cannot"),
        (("check", "no-such-folder"), "there is no folder no-such-folder"),
        (("explain", "EGY3O2"), "did you mean EGY302?"),
        (("schema", "no-such-folder"), "is not a folder"),
        (("evalute",), "evalute"),
    ],
)
def test_wrong_use_exits_with_2_and_says_why(
    library: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(library)
    Path("misnamed").mkdir()
    Path("misnamed", "programme.yml").write_text("language: 2\n")
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert message in err


@pytest.mark.parametrize(("given", "name"), [((), "outcomes.parquet"), (("csv",), "outcomes.csv")])
def test_evaluate_outcomes_writes_those_of_each_unit(
    library: Path, tmp_path: Path, given: tuple[str, ...], name: str
) -> None:
    folder = tmp_path / "out"
    assert run("evaluate", library, "--out", folder, "--quiet", "--outcomes", *given) == (0, "", "")
    assert {p.name for p in folder.iterdir()} == {*WRITTEN, name}
    assert name in (folder / "receipt.json").read_text()
    assert run("evaluate", library, "--out", folder, "--quiet") == (0, "", "")  # and takes it away again
    assert {p.name for p in folder.iterdir()} == WRITTEN


def test_evaluate_outcomes_in_another_form_is_refused(library: Path, tmp_path: Path) -> None:
    code, _, err = run("evaluate", library, "--out", tmp_path / "out", "--outcomes", "xlsx")
    assert code == 2
    assert "'xlsx' is not one of 'parquet', 'csv'" in err
