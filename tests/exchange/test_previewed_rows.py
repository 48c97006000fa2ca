"""Previews of a survey in the export of Qualtrics: the draft leaves them out and says so."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from egyv_engine.cli.main import main
from egyv_engine.interface.functions import check, evaluate

HEADER = "Status,Finished,RecordedDate,ResponseId,Q1,Q2"


def init(folder: Path, *rows: str) -> str:
    (folder / "a.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    ended = CliRunner().invoke(
        main, ["init", str(folder / "draft"), "--from", str(folder / "a.csv")], catch_exceptions=False
    )
    assert ended.exit_code == 0, ended.output
    return ended.output.replace(f"{folder.as_posix()}/", "")


@pytest.mark.parametrize("words", [("Survey Preview", "IP Address"), ("1", "0")])
def test_preview_is_left_out_with_unfinished_returns_in_the_next_line(
    words: tuple[str, str], tmp_path: Path
) -> None:
    preview, other = words
    output = init(
        tmp_path,
        f"{other},True,2024-05-01,R_1,North,Yes",
        f"{preview},True,2024-04-01,R_0,x,Yes",
        f"{other},False,2024-05-02,R_2,South,Yes",
        f"{other},True,2024-05-03,R_3,East,No",
    )
    assert (
        "a.csv:3:1: EGY595 warning: 1 row is a preview of the survey according to 'Status', which the draft leaves out"
        in output
    )
    files = tmp_path / "draft" / "surveys" / "files.yaml"
    text = files.read_text(encoding="utf-8")
    first, second = text.splitlines()[-2:]
    assert first.startswith(f"    rows: {{column: Status, is_not: {preview}}}  # decide: 1 of the rows was")
    assert "without the first # of this line and without the line above, they are left out" in second
    (row,) = evaluate(tmp_path / "draft").findings.to_dicts()
    assert (row["to_count"], row["to_base"]) == (2, 3)

    files.write_text(text.replace(first + "\n", "").replace("# rows:", "rows:"), encoding="utf-8")
    assert [d.message for d in check(tmp_path / "draft") if d.severity == "error"] == []
    (row,) = evaluate(tmp_path / "draft").findings.to_dicts()
    assert (row["to_count"], row["to_base"]) == (1, 2)


def test_export_of_nothing_but_previews_is_drafted_with_them(tmp_path: Path) -> None:
    output = init(
        tmp_path, *(f"Survey Preview,True,2024-05-01,R_{i},{unit},Yes" for i, unit in enumerate("xyz"))
    )
    assert "3 rows are previews of the survey according to 'Status', and there are no others" in output
    assert "rows:" not in (tmp_path / "draft" / "surveys" / "files.yaml").read_text(encoding="utf-8")


def test_status_of_another_program_is_no_preview(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("site,Status,Q2\na,1,Yes\nb,2,No\nc,3,Yes\n", encoding="utf-8")
    ended = CliRunner().invoke(
        main, ["init", str(tmp_path / "draft"), "--from", str(tmp_path / "a.csv")], catch_exceptions=False
    )
    assert (ended.exit_code, "EGY595" in ended.output) == (0, False)
