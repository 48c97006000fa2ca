"""egyv-engine upgrade: what it prints and writes, exit codes, and that it writes all or nothing."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from egyv_engine.cli.upgrade import upgrade
from tests.mini_programme import LIBRARY

CASES = Path(__file__).parents[1] / "upgrade" / "cases"


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CASES / "same_words" / "before", tmp_path / "programme"))


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(upgrade, [str(a) for a in arguments], catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def assert_is_upgraded(programme: Path) -> None:
    assert contents(programme) == contents(CASES / "same_words" / "after")


def test_upgrade_rewrites_the_folder_and_lists_each_place(programme: Path) -> None:
    code, out, err = run(programme)
    assert (code, err) == (0, "")
    assert_is_upgraded(programme)
    lines = out.splitlines()
    assert "programme.yaml:3:11: 1 -> 2" in lines
    assert "rules/criteria.yaml:2:11: judge -> judged_on" in lines
    assert lines[-1] == f"{len(lines) - 1} places in 9 files were rewritten for edition 2"


def test_upgrade_a_second_time_has_nothing_to_do(programme: Path) -> None:
    run(programme)
    before = contents(programme)
    assert run(programme) == (
        0,
        "this programme is written in edition 2 of the rule language; nothing to do\n",
        "",
    )
    assert run(programme, "--check", "--quiet") == (0, "", "")
    assert contents(programme) == before


def test_upgrade_check_lists_and_writes_nothing(programme: Path) -> None:
    before = contents(programme)
    code, out, _ = run(programme, "--check")
    assert code == 1
    assert out.splitlines()[-1].endswith("places in 9 files would be rewritten for edition 2")
    assert contents(programme) == before
    assert run(programme, "--check", "--quiet") == (1, "", "")


def test_upgrade_of_one_place_says_so(tmp_path: Path) -> None:
    for name, text in LIBRARY.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text.replace("language: 2\n", "").replace("{{ were }} ", ""))
    assert run(tmp_path)[1].splitlines() == [
        "programme.yaml:1:1: language: 2 added",
        "1 place in 1 file was rewritten for edition 2",
    ]


def test_upgrade_json_is_one_object(programme: Path) -> None:
    code, out, err = run(programme, "--format", "json")
    made = json.loads(out)
    assert (code, err) == (0, "")
    assert {name: made[name] for name in ("version", "from_edition", "to_edition", "is_written")} == {
        "version": 1,
        "from_edition": 1,
        "to_edition": 2,
        "is_written": True,
    }
    assert made["diagnostics"] == []
    assert "programme.yaml" in made["files"]
    assert {
        "file": "rules/criteria.yaml",
        "line": 2,
        "column": 11,
        "old": "judge",
        "new": "judged_on",
    } in made["changes"]


def test_upgrade_quiet_prints_nothing(programme: Path) -> None:
    assert run(programme, "--quiet") == (0, "", "")
    assert_is_upgraded(programme)


@pytest.mark.parametrize("options", [(), ("--quiet",), ("--check",)])
def test_upgrade_shows_a_fault_and_writes_nothing(programme: Path, options: tuple[str, ...]) -> None:
    (programme / "rules" / "scales.yaml").write_text("scales: {a: [b, c]\nd: e\n", encoding="utf-8")
    before = contents(programme)
    code, out, err = run(programme, *options)
    assert (code, out) == (1, "")
    assert "rules/scales.yaml:2:1: EGY101" in err
    assert err.endswith("nothing was rewritten: 1 error\n")
    assert contents(programme) == before


def test_upgrade_json_gives_the_faults(programme: Path) -> None:
    (programme / "rules" / "scales.yaml").write_bytes(b"\xff")
    code, out, _ = run(programme, "--format", "json")
    assert code == 1
    assert [d["code"] for d in json.loads(out)["diagnostics"]] == ["EGY108"]
    assert json.loads(out)["is_written"] is False


def test_upgrade_says_which_file_cannot_be_written(programme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *_arguments: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "replace", refuse)
    before = contents(programme)
    code, out, err = run(programme)
    assert (code, out) == (2, "")
    assert "cannot rewrite" in err
    assert "Permission denied" in err
    assert contents(programme) == before


def test_upgrade_needs_a_programme(tmp_path: Path) -> None:
    code, _, err = run(tmp_path)
    assert code == 2
    assert "programme.yaml" in err


def test_upgrade_help_has_examples() -> None:
    assert "egyv-engine upgrade" in run("--help")[1].partition("Examples:")[2]
