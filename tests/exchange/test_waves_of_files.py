"""Several waves in one file or in one workbook: `init` names them, and its counts are those of the rows of each wave."""

from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
import yaml
from click.testing import CliRunner

from egyv_engine.cli.main import main
from egyv_engine.interface.functions import check, evaluate, load

# Three clubs in two years. Open: north and south in 2023, all three in 2024. The later year is first.
ROWS = [
    ("north", 2024, "Yes", 30),
    ("south", 2024, "Yes", 20),
    ("east", 2024, "Yes", 10),
    ("north", 2023, "Yes", 25),
    ("south", 2023, "Yes", 15),
    ("east", 2023, "No", 5),
]
PANEL = pd.DataFrame(ROWS, columns=["club", "year", "open", "people"])


def write(path: Path) -> None:
    match path.suffix:
        case ".csv":
            PANEL.to_csv(path, index=False)
        case ".parquet":
            PANEL.to_parquet(path, index=False)
        case ".sav":
            pyreadstat.write_sav(PANEL, str(path))
        case _:
            PANEL.to_excel(path, index=False)


def init(*arguments: str | Path) -> str:
    ended = CliRunner().invoke(main, ["init", *map(str, arguments)], catch_exceptions=False)
    assert ended.exit_code == 0, ended.output
    return ended.output


def counts(folder: Path) -> dict[str, tuple[int | None, int | None]]:
    """The counts of the first and the last wave of each finding."""
    rows = evaluate(folder).findings.to_dicts()
    return {row["finding"]: (row["from_count"], row["to_count"]) for row in rows}


@pytest.mark.parametrize("ending", ["csv", "parquet", "sav", "xlsx"])
def test_waves_below_each_other_are_drafted_from_one_file_with_the_rows_of_each(
    ending: str, tmp_path: Path
) -> None:
    file = tmp_path / f"clubs.{ending}"
    write(file)
    folder = tmp_path / "draft"
    init(folder, "--from", file, "--wave-column", "year")
    copy = f"surveys/raw/clubs.{ending}"
    waves = yaml.safe_load((folder / "programme.yaml").read_text(encoding="utf-8"))["waves"]
    assert [(wave["id"], wave["label"], wave["answers"]) for wave in waves] == [
        (2023, "in 2023", {"file": copy, "rows": {"column": "year", "is": 2023}}),
        (2024, "in 2024", {"file": copy, "rows": {"column": "year", "is": 2024}}),
    ]
    assert [question.id for question in load(folder).instrument.questions] == ["open", "people"]
    assert check(folder) == ()
    assert counts(folder)["draft.open"] == (2, 3)


def test_words_for_waves_are_in_the_order_of_the_file_which_a_comment_asks_about(tmp_path: Path) -> None:
    file = tmp_path / "clubs.csv"
    words = PANEL.assign(year=PANEL["year"].map({2024: "After", 2023: "Before"}))
    words.to_csv(file, index=False)
    folder = tmp_path / "draft"
    init(folder, "--from", file, "--wave-column", "year")
    text = (folder / "programme.yaml").read_text(encoding="utf-8")
    assert "comparisons: [{from: after, to: before}]" in text
    assert text.count("# decide: is this wave in its place? The order is that of the file") == 2
    assert check(folder) == ()


def test_rows_without_a_wave_are_counted_in_a_comment(tmp_path: Path) -> None:
    file = tmp_path / "clubs.csv"
    file.write_text(PANEL.to_csv(index=False) + "west,,Yes,3\n", encoding="utf-8")
    folder = tmp_path / "draft"
    init(folder, "--from", file, "--wave-column", "year")
    text = (folder / "programme.yaml").read_text(encoding="utf-8")
    assert "# decide: 1 row is in no wave, because year is blank there" in text
    assert counts(folder)["draft.open"] == (2, 3)


def test_label_of_a_wave_is_that_of_its_code(tmp_path: Path) -> None:
    file, labels = tmp_path / "clubs.sav", {"year": {1: "Autumn", 2: "Spring"}}
    codes = PANEL.assign(year=PANEL["year"] - 2022)
    pyreadstat.write_sav(codes, str(file), variable_value_labels=labels)  # type: ignore[arg-type]
    folder = tmp_path / "draft"
    init(folder, "--from", file, "--wave-column", "year")
    waves = load(folder).file.waves
    assert [(wave.id, wave.label, wave.answers.conditions[0].is_) for wave in waves] == [
        ("autumn", "in Autumn", "1"),
        ("spring", "in Spring", "2"),
    ]
    assert check(folder) == ()


def test_waves_on_two_sheets_are_drafted_with_the_sheet_of_each(tmp_path: Path) -> None:
    file = tmp_path / "clubs.xlsx"
    with pd.ExcelWriter(file, engine="openpyxl") as book:
        for year in (2024, 2023):
            of_year = PANEL[PANEL["year"] == year].drop(columns="year")
            of_year.to_excel(book, sheet_name=str(year), index=False)
    output = init(tmp_path / "one", "--from", file)
    assert "EGY594 warning: 2 sheets have the same columns, but the draft has only '2024'" in output
    advice = "draft again with --sheet 2024 --sheet 2023, in the order of the waves"
    assert advice in output

    folder = tmp_path / "draft"
    assert "EGY594" not in init(folder, "--from", file, "--sheet", "2023", "--sheet", "2024")
    written = yaml.safe_load((folder / "surveys" / "files.yaml").read_text(encoding="utf-8"))
    assert written["files"] == {
        "surveys/raw/clubs_2023.xlsx": {"sheet": 2023},
        "surveys/raw/clubs_2024.xlsx": {"sheet": 2024},
    }
    assert check(folder) == ()
    assert counts(folder)["draft.open"] == (2, 3)
