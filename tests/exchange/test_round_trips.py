"""Exports are filled in by other programs and read back, and give the findings of the programme itself."""

import csv
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyreadstat
import pytest
import yaml
from click.testing import CliRunner

from egyv_engine.cli.main import main
from egyv_engine.interface.functions import check, evaluate, load
from tests.exchange.test_drafts import counts, drafted
from tests.library import write_library

CHOIRS = Path(__file__).parent / "choirs"
ADDED_BY_KOBO = {
    "start": "2024-01-01T09:00:00+00:00",
    "_uuid": "u",
    "_submission_time": "2024-01-01T09:10:00",
}


def exported(*arguments: str | Path) -> str:
    ended = CliRunner().invoke(main, ["export", *map(str, arguments)], catch_exceptions=False)
    assert ended.exit_code == 0, ended.output
    return ended.output


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def changed(path: Path, change: Any) -> None:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")


def typed(text: str) -> str | float | date:
    """The value that a person enters into a cell."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return date.fromisoformat(text)
    return float(text) if re.fullmatch(r"[0-9.]+", text) else text


def test_filled_workbooks_give_the_findings_of_the_csv_files(tmp_path: Path) -> None:
    original, filled = write_library(tmp_path / "original"), write_library(tmp_path / "filled")
    for wave in ("before", "after"):
        book = filled / "surveys" / f"{wave}.xlsx"
        exported(original, "--wave", wave, "--workbook", book)
        answers = {row["library"]: row for row in rows_of(filled / "surveys" / f"{wave}.csv")}
        sheets = openpyxl.load_workbook(book)
        sheet = sheets[wave]
        header = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            if row[0].value not in answers:
                continue
            of_unit = answers.pop(row[0].value)
            for cell, name in zip(row[1:], header[1:], strict=True):
                if of_unit[name]:
                    assert not cell.protection.locked
                    cell.value = typed(of_unit[name])
        assert not answers  # the workbook has a row for every unit that answered
        for empty in [r[0].row for r in sheet.iter_rows(min_row=2) if all(c.value is None for c in r[1:])][
            ::-1
        ]:
            sheet.delete_rows(empty)
        sheets.save(book)
    changed(
        filled / "programme.yaml",
        lambda p: [wave.update(answers=f"surveys/{wave['id']}.xlsx") for wave in p["waves"]],
    )
    assert [d.message for d in check(filled) if d.severity == "error"] == []
    assert evaluate(filled).findings.equals(evaluate(original).findings)


def test_answers_of_the_form_are_read_with_the_printed_codes(tmp_path: Path) -> None:
    """A person answers the form by its labels; the file has the names of the answers, as form tools export them."""
    folder = Path(shutil.copytree(CHOIRS, tmp_path / "choirs"))
    printed = exported(folder, "--xlsform", tmp_path / "form.xlsx")
    survey, choices = (
        pd.read_excel(tmp_path / "form.xlsx", sheet_name=sheet, dtype=str, keep_default_na=False)
        for sheet in ("survey", "choices")
    )
    names = {(c["list_name"], c["label"]): c["name"] for c in choices.to_dict("records")}
    rows = []
    for wave in ("then", "now"):
        for answers in rows_of(CHOIRS / "surveys" / f"{wave}.csv"):
            row: dict[str, str] = {}
            for question in survey.to_dict("records"):
                kind, _, of = question["type"].partition(" ")
                text = wave if question["name"] == "wave" else answers.get(question["name"], "")
                if kind == "select_one" and text:
                    text = names[of, text]
                if kind == "select_multiple" and text:
                    text = " ".join(names[of, label] for label in text.split(";"))
                if kind not in ("begin_group", "end_group"):
                    row[question["name"]] = text
            rows.append({**ADDED_BY_KOBO, **row})
    pd.DataFrame(rows).to_csv(folder / "surveys" / "kobo.csv", index=False)
    assert "Now_then" in (folder / "surveys" / "kobo.csv").read_text(encoding="utf-8")

    codes = dict(re.findall(r"^  (\w+): codes: (\{.*\})$", printed, re.MULTILINE))
    assert list(codes) == ["often"]
    changed(
        folder / "rules" / "scales.yaml",
        lambda s: s["scales"]["often"].update(codes=yaml.safe_load(codes["often"])),
    )
    spaced = re.findall(r'^  (\w+): several: " "$', printed, re.MULTILINE)
    changed(
        folder / "surveys" / "instrument.yaml",
        lambda i: [q.update(several=" ") for q in i["questions"] if q["id"] in spaced],
    )
    changed(
        folder / "programme.yaml",
        lambda p: [
            w.update(answers={"file": "surveys/kobo.csv", "rows": {"column": "wave", "is": w["id"]}})
            for w in p["waves"]
        ],
    )
    (folder / "surveys" / "files.yaml").write_text(
        "files: {surveys/kobo.csv: {other_columns: ignored}}\n", encoding="utf-8"
    )
    for name in ("then.csv", "now.csv"):
        (folder / "surveys" / name).unlink()
    assert [d.message for d in check(folder)] == []
    assert evaluate(folder).findings.equals(evaluate(CHOIRS).findings)
    # by hand: alto every week, then alto and canto; pop: alto, then alto and bass
    found = counts(folder)
    assert (found["singing.weekly"], found["singing.kinds.pop"]) == ([1, 2], [1, 2])


LABELS: dict[str, dict[int | float, str]] = {
    "region": {1: "North", 2: "South"},
    "often": {0: "Never", 1: "Sometimes", 2: "Often", 9: "No answer"},
    "use_1": {0: "No", 1: "Yes"},
    "use_2": {0: "No", 1: "Yes"},
}
TEXTS: list[str | None] = [
    "Id",
    "Region",
    "How often do you come?",
    "Age",
    "What is used? - The hall",
    "What is used? - The park",
]


def labelled(often: list[float], age: list[float]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": [1.0, 2.0, 3.0, 4.0],
            "region": [1.0, 2.0, 1.0, 2.0],
            "often": often,
            "age": age,
            "use_1": [1.0, 1.0, 0.0, 1.0],
            "use_2": [0.0, 1.0, 0.0, 0.0],
        }
    )


def test_two_waves_of_spss_with_missing_ranges_evaluate_as_drafted(tmp_path: Path) -> None:
    missing: Any = {"often": [{"lo": 9, "hi": 9}], "age": [{"lo": 900, "hi": 999}]}
    waves = {
        "2020": ([2.0, 1.0, 9.0, 0.0], [30.0, 999.0, 41.5, 12.0]),
        "2024": ([2.0, 2.0, 1.0, 9.0], [34.0, 50.0, 45.5, 998.0]),
    }
    for year, columns in waves.items():
        pyreadstat.write_sav(
            labelled(*columns),
            str(tmp_path / f"w{year}.sav"),
            column_labels=TEXTS,
            variable_value_labels=LABELS,
            missing_ranges=missing,
        )
    folder = drafted(tmp_path / "draft", tmp_path / "w2020.sav", tmp_path / "w2024.sav")
    assert check(folder) == ()
    programme = load(folder)
    assert [wave.id for wave in programme.file.waves] == ["2020", "2024"]
    scale = programme.scales.scales["often"]
    assert (scale.answers, scale.blank) == (("Never", "Sometimes", "Often"), ("No answer",))
    ages = next(q for q in programme.instrument.questions if q.id == "age")
    assert set(ages.blank or ()) == {"999", "998"}
    rows = {row["finding"]: row for row in evaluate(folder).findings.to_dicts()}
    # Often: unit 1 of the three who answered; then units 1 and 2 of three. Age: three of four have one in each wave.
    often = rows["draft.often"]
    assert [often[c] for c in ("from_count", "from_base", "to_count", "to_base")] == [1, 3, 2, 3]
    assert [rows["draft.age"][c] for c in ("from_count", "to_count")] == [3, 3]
    assert [rows["draft.use.the_hall"]["to_count"], rows["draft.use.the_park"]["to_count"]] == [3, 1]


def test_stata_with_missing_values_of_letters_evaluates_as_drafted(tmp_path: Path) -> None:
    file = tmp_path / "wave.dta"
    frame = labelled([2.0, 1.0, 0.0, 2.0], [30.0, 20.0, 41.5, 12.0]).astype({"often": object})
    frame.loc[3, "often"] = "a"
    labels: Any = {**LABELS, "often": {0: "Never", 1: "Sometimes", 2: "Often", "a": "Refused"}}
    pyreadstat.write_dta(
        frame,
        str(file),
        column_labels=TEXTS,
        variable_value_labels=labels,
        missing_user_values={"often": ["a"]},
    )
    folder = drafted(tmp_path / "draft", file)
    assert check(folder) == ()
    scale = load(folder).scales.scales["often"]
    assert (scale.answers, scale.blank) == (("Never", "Sometimes", "Often"), ("Refused",))
    often = next(row for row in evaluate(folder).findings.to_dicts() if row["finding"] == "draft.often")
    assert (often["to_count"], often["to_base"]) == (1, 3)  # of unit 4, nothing is known


def test_form_and_its_answers_are_drafted_together(tmp_path: Path) -> None:
    survey = [
        ("start", "start", "", ""),
        ("text", "Club", "Which club?", ""),
        ("begin group", "hall", "About the hall", ""),
        ("select_one yn", "has_hall", "Is there a hall?", ""),
        ("select_multiple what", "uses", "What is it used for?", "${has_hall} = '1'"),
        ("end group", "", "", ""),
        ("integer", "people", "How many people dance?", "selected(${uses}, 'Dance_class')"),
    ]
    choices = [
        ("yn", "1", "Yes"),
        ("yn", "0", "No"),
        ("what", "Dance_class", "a dance class"),
        ("what", "chess", "chess"),
    ]
    with pd.ExcelWriter(tmp_path / "form.xlsx", engine="openpyxl") as book:
        pd.DataFrame(survey, columns=["type", "name", "label", "relevant"]).to_excel(
            book, sheet_name="survey", index=False
        )
        pd.DataFrame(choices, columns=["list_name", "name", "label"]).to_excel(
            book, sheet_name="choices", index=False
        )
    (tmp_path / "answers.csv").write_text(
        "start,Club,hall/has_hall,hall/uses,hall/uses/Dance_class,hall/uses/chess,people,_uuid\n"
        "2024-01-01T09:00:00Z,Abbey,1,Dance_class chess,1,1,12,a\n"
        "2024-01-01T09:00:00Z,Birch,1,chess,0,1,,b\n"
        "2024-01-01T09:00:00Z,Cedar,0,,,,,c\n",
        encoding="utf-8",
    )
    folder = drafted(tmp_path / "draft", tmp_path / "form.xlsx", tmp_path / "answers.csv")
    assert check(folder) == ()
    assert load(folder).file.register.key == "Club"
    rows = {row["finding"]: row for row in evaluate(folder).findings.to_dicts()}
    found = {name: (row["to_count"], row["to_base"]) for name, row in rows.items()}
    assert found == {  # Cedar was not asked what for; only Abbey was asked how many
        "draft.has_hall": (2, 3),
        "draft.uses.dance_class": (1, 2),
        "draft.uses.chess": (2, 2),
        "draft.people": (1, 1),
    }


def test_labelled_codes_for_no_answer_of_a_number_are_no_numbers(tmp_path: Path) -> None:
    frame = pd.DataFrame({"id": list("abcdefgh"), "income": [100, 200, -9, 300, -8, 400, 500, -7]})
    labels: Any = {"income": {-9: "Refused", -8: "Don't know", -7: "Inapplicable"}}
    pyreadstat.write_dta(frame, tmp_path / "homes.dta", variable_value_labels=labels)
    folder = drafted(tmp_path / "draft", tmp_path / "homes.dta")
    assert check(folder) == ()
    (question,) = load(folder).instrument.questions
    assert (question.blank, question.dont_know, question.not_applicable) == (("-9",), ("-8",), ("-7",))
    (row,) = evaluate(folder).findings.to_dicts()
    # five incomes and a don't-know are answers, the refusal is none, and the last home is outside the base
    assert (row["to_count"], row["to_base"]) == (6, 7)


def test_response_sets_of_spss_are_items_whatever_their_codes(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "id": list("abcdef"),
            "use_1": [0, 1, 1, 0, 1, 0],
            "use_2": [1, 1, 0, 0, None, 0],
            "own_1": [1, 2, 1, 1, 1, 1],
            "own_2": [2, 2, 2, 1, 2, 1],
        }
    )
    labels: Any = {
        "use_1": {0: "Not mentioned", 1: "Hall"},
        "use_2": {0: "Not mentioned", 1: "Park"},
        "own_1": {1: "No", 2: "Cars"},
        "own_2": {1: "No", 2: "Bikes"},
    }
    pyreadstat.write_sav(frame, tmp_path / "clubs.sav", variable_value_labels=labels)
    folder = drafted(tmp_path / "draft", tmp_path / "clubs.sav")
    assert check(folder) == ()
    # the code 1 is a tick of the first set, and none of the second
    assert counts(folder) == {
        "draft.use.hall": [None, 3],
        "draft.use.park": [None, 2],
        "draft.own.cars": [None, 1],
        "draft.own.bikes": [None, 4],
    }


def test_two_codes_with_one_label_are_two_answers(tmp_path: Path) -> None:
    frame = pd.DataFrame({"id": list("abcd"), "state": [1, 2, 2, 3]})
    labels: Any = {"state": {1: "Good", 2: "Good", 3: "Bad"}}
    pyreadstat.write_dta(frame, tmp_path / "sites.dta", variable_value_labels=labels)
    folder = drafted(tmp_path / "draft", tmp_path / "sites.dta")
    assert [d.code for d in check(folder) if d.severity == "error"] == []
    assert load(folder).scales.scales["state"].answers == ("Good (1)", "Good (2)", "Bad")


def test_formula_that_was_not_calculated_is_no_id(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ref", "Score", "Total"])
    for i in range(6):
        sheet.append([1000 + i, i % 3, f"=B{i + 2}*2"])
    book.save(tmp_path / "sites.xlsx")
    assert load(drafted(tmp_path / "draft", tmp_path / "sites.xlsx")).file.register.key == "Ref"


@pytest.mark.parametrize("has_gap", [False, True])
def test_merged_cells_left_of_the_id_are_filled_down_unless_a_row_between_is_blank(
    has_gap: bool, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Region", "Remark", "School", "Pupils"])
    for i in range(9):
        sheet.append(
            [
                ["North", "South", "East"][i // 3] if i % 3 == 0 else None,
                "new" if i == 4 else None,
                f"s{i}",
                i,
            ]
        )
    for first in (2, 5, 8):
        sheet.merge_cells(f"A{first}:A{first + 2}")
    if has_gap:
        sheet.insert_rows(4)
    book.save(tmp_path / "schools.xlsx")
    folder = drafted(tmp_path / "draft", tmp_path / "schools.xlsx")
    assert [d for d in check(folder) if d.severity == "error"] == []
    said, _, after = (folder / "surveys/instrument.yaml").read_text("utf-8").partition("  - id: region")
    is_asked = "the first row of each group alone has a word" in said
    assert "the first row of each group" not in after
    shapes = folder / "surveys/files.yaml"
    filled = yaml.safe_load(shapes.read_text("utf-8")) if shapes.exists() else None
    if has_gap:
        assert (is_asked, filled) == (True, None)
    else:
        assert (is_asked, filled) == (
            False,
            {"files": {"surveys/raw/schools.xlsx": {"fill_down": ["Region"]}}},
        )
        (found,) = [row for row in evaluate(folder).findings.to_dicts() if row["finding"] == "draft.region"]
        assert (found["to_count"], found["to_base"]) == (3, 9)  # North, in three of nine rows


def test_codes_that_are_reversed_in_the_second_wave_are_read_by_labels_as_the_hint_says(
    tmp_path: Path,
) -> None:
    words = {"2022": ["Never", "Sometimes", "Often"], "2024": ["Often", "Sometimes", "Never"]}
    for year, labels in words.items():
        frame = pd.DataFrame({"id": list("abcd"), "freq": [1, 1, 2, 3]})
        of_codes: Any = {"freq": dict(enumerate(labels, 1))}
        pyreadstat.write_sav(frame, tmp_path / f"{year}.sav", variable_value_labels=of_codes)
    folder = drafted(tmp_path / "draft", tmp_path / "2022.sav", tmp_path / "2024.sav")
    assert "write answers: labels in surveys/files.yaml" in (folder / "surveys/instrument.yaml").read_text(
        "utf-8"
    )
    first = next(d for d in check(folder) if d.code == "EGY557")
    assert "write 'answers: labels' for this file" in (first.hint or "")
    name = next(path.name for path in (folder / "surveys/raw").iterdir() if "2024" in path.name)
    (folder / "surveys/files.yaml").write_text(
        f"files:\n  surveys/raw/{name}: {{answers: labels}}\n", "utf-8"
    )
    assert [d.code for d in check(folder) if d.severity == "error"] == []
    # often: d alone in 2022, a and b in 2024
    assert counts(folder) == {"draft.freq": [1, 2]}
