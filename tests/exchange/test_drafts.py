"""Exports of survey tools, each a folder of data: the draft reads them, and its counts are those worked out by hand."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from egyv_engine.cli.main import main
from egyv_engine.interface.functions import check, evaluate, load

CASES = [
    pytest.param(p.parent, id=p.parent.name)
    for p in sorted((Path(__file__).parent / "drafts").glob("*/expected.yaml"))
]


def drafted(folder: Path, *sources: Path) -> Path:
    """The folder of a draft of files."""
    arguments = ["init", str(folder), *(a for source in sources for a in ("--from", str(source)))]
    ended = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert ended.exit_code == 0, ended.output
    return folder


def counts(folder: Path) -> dict[str, list[int | None]]:
    """The counts of the first and the last wave of each finding."""
    return {
        row["finding"]: [row["from_count"] if row["from_wave"] else None, row["to_count"]]
        for row in evaluate(folder).findings.to_dicts()
    }


@pytest.mark.parametrize("case", CASES)
def test_export_of_a_tool_is_drafted_and_evaluates_as_worked_out_by_hand(case: Path, tmp_path: Path) -> None:
    expected: dict[str, Any] = yaml.safe_load((case / "expected.yaml").read_text(encoding="utf-8"))
    sources = sorted(path for path in case.iterdir() if path.name != "expected.yaml")
    folder = drafted(tmp_path / "draft", *sources)
    programme = load(folder)
    assert programme.file.register.key == expected["key"]
    questions = {q.id: q for q in programme.instrument.questions}
    assert {name: q.scale for name, q in questions.items()} == expected["scales"]
    assert {name: questions[name].asks for name in expected.get("asks", {})} == expected.get("asks", {})
    written = yaml.safe_load((folder / "surveys" / "files.yaml").read_text(encoding="utf-8"))
    assert written["files"] == expected["files"]
    assert check(folder) == ()
    assert counts(folder) == expected["counts"]
    found = {row["finding"]: row["to_base"] for row in evaluate(folder).findings.to_dicts()}
    assert {name: found[name] for name in expected.get("bases", {})} == expected.get("bases", {})
