"""egyv-engine init: the programme without sources, drafts of several kinds of file, and what is refused."""

import os
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from click.testing import CliRunner

from egyv_engine.cli.main import main
from egyv_engine.interface.functions import check, evaluate, load


def init(folder: Path, *sources: Path) -> tuple[int, str]:
    arguments = ["init", str(folder), *(a for s in sources for a in ("--from", str(s)))]
    ended = CliRunner().invoke(main, arguments)
    return ended.exit_code, ended.output


def test_first_programme_has_no_faults_and_evaluates(tmp_path: Path) -> None:
    assert init(tmp_path / "shops")[0] == 0
    assert check(tmp_path / "shops") == ()
    findings = {row["finding"]: row for row in evaluate(tmp_path / "shops").findings.to_dicts()}
    # Sundays: dunes and harbour said yes in the spring; six shops in the autumn, all but elmgate and greenhill
    sundays = findings["service.open_sundays"]
    assert (sundays["from_count"], sundays["to_count"], sundays["verdict"]) == (2, 6, "improved")


def test_next_command_works_for_a_folder_whose_name_begins_with_a_dash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = CliRunner().invoke(main, ["init", "--", "-my shops"])
    assert ended.output.splitlines()[-1] == "next: egyv-engine evaluate './-my shops'"
    assert CliRunner().invoke(main, ["evaluate", "./-my shops"]).exit_code == 0


def test_folder_with_a_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    code, output = init(tmp_path)
    assert code == 2
    assert "is not empty" in output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the pipes of POSIX")
def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "answers.csv")
    code, output = init(tmp_path / "shops", tmp_path / "answers.csv")
    assert (code, output.splitlines()[-1]) == (2, f"Error: {tmp_path / 'answers.csv'} is not a file")


def test_table_is_drafted_and_evaluates(tmp_path: Path) -> None:
    table = tmp_path / "answers.csv"
    rows = "".join(f"u{i},{'Yes' if i % 3 else 'No'},{i},2024-01-{i:02},text {i}\n" for i in range(1, 13))
    table.write_text("name,open,visits,day,note\n" + rows, encoding="utf-8")
    assert init(tmp_path / "draft", table)[0] == 0
    scales = {q.id: q.scale for q in load(tmp_path / "draft").instrument.questions}
    assert scales == {"open": "yes_no", "visits": "number", "day": "date", "note": "text"}
    assert check(tmp_path / "draft") == ()
    found = evaluate(tmp_path / "draft").findings.to_dicts()
    assert [row["to_count"] for row in found] == [8, 12, 12, 12]  # of 12, the four that 3 divides said no


@pytest.mark.parametrize("suffix", [".sav", ".dta"])
def test_value_labels_become_a_scale_with_codes(tmp_path: Path, suffix: str) -> None:
    frame = pd.DataFrame({"id": [1.0, 2.0, 3.0, 4.0], "often": [0.0, 2.0, 1.0, 2.0]})
    labels: dict[str, dict[int | float, str]] = {"often": {0: "Never", 1: "Sometimes", 2: "Often"}}
    write = pyreadstat.write_sav if suffix == ".sav" else pyreadstat.write_dta
    file = tmp_path / f"wave{suffix}"
    write(frame, str(file), column_labels=["Id", "How often?"], variable_value_labels=labels)
    code, output = init(tmp_path / "draft", file)
    assert code == 0, output
    programme = load(tmp_path / "draft")
    scale = programme.scales.scales["often"]
    assert scale.answers == ("Never", "Sometimes", "Often")
    assert scale.codes == {"0": "Never", "1": "Sometimes", "2": "Often"}
    assert programme.instrument.questions[0].asks == "How often?"


def test_form_is_drafted_with_scales_items_and_skips(tmp_path: Path) -> None:
    form, sheets = tmp_path / "form.xlsx", {}
    sheets["survey"] = pd.DataFrame(
        [
            ("select_one yn", "Has_hall", "Is there a hall?", ""),
            ("select_multiple what", "uses", "What is it used for?", "${Has_hall} = 'y'"),
            (
                "integer",
                "people",
                "How many people come?",
                "selected(${uses}, 'dance') and ${Has_hall} = 'y'",
            ),
            ("text", "more", "Anything else?", "count(${uses}) > 2"),
        ],
        columns=["type", "name", "label", "relevant"],
    )
    sheets["choices"] = pd.DataFrame(
        [("yn", "y", "Yes"), ("yn", "n", "No"), ("what", "dance", "dancing"), ("what", "chess", "chess")],
        columns=["list_name", "name", "label"],
    )
    with pd.ExcelWriter(form, engine="openpyxl") as book:
        for name, frame in sheets.items():
            frame.to_excel(book, sheet_name=name, index=False)
    code, output = init(tmp_path / "draft", form)
    assert code == 0, output
    assert check(tmp_path / "draft", rules_only=True) == ()
    programme = load(tmp_path / "draft")
    assert programme.scales.scales["yn"].codes == {"y": "Yes", "n": "No"}
    assert list(programme.baskets.baskets["uses_items"].items) == ["dance", "chess"]
    text = (tmp_path / "draft" / "surveys" / "instrument.yaml").read_text(encoding="utf-8")
    assert 'asked_if: {question: has_hall, is: "Yes"}' in text
    both = '{all: [{question: uses, item: dance, is: Ticked}, {question: has_hall, is: "Yes"}]}'
    assert f"asked_if: {both}" in text
    assert "# decide: who was asked this? The form says: count(${uses}) > 2" in text
