"""Files as statistics offices and survey tools publish them: the draft reads them, or asks about what may mean two things."""

from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyreadstat
import pytest
import yaml
from click.testing import CliRunner

from egyv_engine.cli.main import main
from egyv_engine.exchange.wave_columns import wave_columns
from egyv_engine.interface.functions import check, evaluate, load
from tests.exchange.test_drafts import counts, drafted

GOV_UK = """Table 1: Households owed a duty,,
"[c] = confidential, [x] = not available, [p] = provisional, [r] = revised",,
Area code,Households [note 1],Has a strategy
E06000001,120 [p],Yes
E06000002,[c],No
E06000003,"1,204",Yes
E06000004,80 [r],[z]
E06000005,75,No
E06000006,[x],Yes
E06000007,66,Yes
E06000008,91,No
E06000009,[low],Yes
E06000010,58,Yes
,,
,,
"""


def draft_of(tmp_path: Path, text: str, name: str = "a.csv") -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return drafted(tmp_path / "draft", tmp_path / name)


def instrument(folder: Path) -> str:
    return (folder / "surveys/instrument.yaml").read_text("utf-8")


def test_shorthand_of_gov_uk_is_blank_and_marks_are_removed(tmp_path: Path) -> None:
    folder = draft_of(tmp_path, GOV_UK)
    assert check(folder) == ()
    (shape,) = yaml.safe_load((folder / "surveys/files.yaml").read_text("utf-8"))["files"].values()
    assert shape == {"skip_rows": 2, "blank": ["[c]", "[x]"], "thousands": ",", "flags": ["[p]", "[r]"]}
    # 10 areas, of which 3 have no number; 6 of the 9 with an answer other than [z] have a strategy
    found = counts(folder)
    assert found["draft.households_note_1"] == [None, 7]
    assert found["draft.has_a_strategy"] == [None, 6]
    (folder / "principles/1-draft.yaml").write_text(
        (folder / "principles/1-draft.yaml").read_text("utf-8").replace("answered: true", "at_least: 80"),
        encoding="utf-8",
    )
    assert counts(folder)["draft.households_note_1"] == [None, 4]  # 120, 1204, 80, 91


def test_column_with_numbers_that_are_written_otherwise_is_asked_about(tmp_path: Path) -> None:
    rows = [f"R{i},{value},{share}" for i, value in enumerate(["<5", "12", "*", "7", "8", "31", "6", "9", "44", "23"])
            for share in [f"{60 + i}%" if i % 2 else f"{50 + i}"]]  # fmt: skip
    text = instrument(draft_of(tmp_path, "code,falls,share\n" + "\n".join(rows)))
    assert 'a number? 8 of 10 cells have one, and the others are "<5", "*".' in text
    assert 'a number? its cells have numbers in several ways, such as 50 and "61%".' in text


def test_codes_among_numbers_are_not_asked_about(tmp_path: Path) -> None:
    rows = [
        f"R{i},{ward}" for i, ward in enumerate(["101", "102", "103", "104A", "105", "106", "107", "108"])
    ]
    assert "a number?" not in instrument(draft_of(tmp_path, "code,ward\n" + "\n".join(rows)))


def test_columns_whose_only_word_is_their_name_are_items(tmp_path: Path) -> None:
    rows = [
        "Ash,Advice,,,4",
        "Birch,Advice,Food bank,,5",
        "Cedar,,,Legal help,3",
        "Elm,,Food bank,,2",
        "Fir,,,,1",
    ]
    folder = draft_of(tmp_path, "Name,Advice,Food bank,Other,Score\n" + "\n".join(rows))
    assert check(folder) == ()
    found = {name.rpartition(".")[2]: count for name, (_, count) in counts(folder).items()}
    assert (found["advice"], found["food_bank"], found["other"]) == (2, 2, 1)


def test_lines_of_a_cell_are_items(tmp_path: Path) -> None:
    cells = ["Advice\nFood, hot", "Advice", "Food, hot", "", "Advice\nFood, hot", "Advice"]
    rows = [f'n{i},{i},"{cell}"' for i, cell in enumerate(cells)]
    folder = draft_of(tmp_path, "name,staff,services\n" + "\n".join(rows) + "\n")
    assert check(folder) == ()
    found = {name.rpartition(".")[2]: count for name, (_, count) in counts(folder).items()}
    assert (found["advice"], found["food_hot"]) == (4, 3)


def test_names_of_choices_with_spaces_between_them_are_asked_about(tmp_path: Path) -> None:
    rows = [f"n{i},{cell}" for i, cell in enumerate(["anc", "anc delivery", "anc delivery lab", "lab"] * 4)]
    text = instrument(draft_of(tmp_path, "name,services\n" + "\n".join(rows)))
    assert "may a cell have several of [anc, delivery, lab], with spaces between them?" in text


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["iso", "2020 ", "2021 "], ['are [2020, 2021] waves?', 'column: {"2020": "2020 ", "2021": "2021 "}']),
        (["iso", "2021 [YR2021]", "2022 [YR2022]"], ["are [2021, 2022] waves?"]),
        (["2022/23", "2023/24"], ['column: {"2022_23": 2022/23, "2023_24": 2023/24}']),
        (["water_w1", "water_w2"], ["are [_w1, _w2] waves?"]),
        (["water_w1", "hours_w1", "water_w2", "hours_w2"], ["columns_end: _w1}", "column: hours."]),
        (["score.pre", "score.post"], ['columns_end: ".pre"}']),
    ],
)  # fmt: skip
def test_columns_of_several_times_may_be_waves(names: list[str], said: list[str]) -> None:
    advice = " ".join(one.advice for one in wave_columns(names))
    assert all(text in advice for text in said)


@pytest.mark.parametrize("names", [["id", "2021"], ["part_t1", "part_t2"], ["q1", "q2"], ["post", "pre"]])
def test_other_columns_are_no_waves(names: list[str]) -> None:
    assert wave_columns(names) == []


def test_advice_on_a_column_per_year_is_followed(tmp_path: Path) -> None:
    text = "country,2020,2021\nA,50,70\nB,80,90\nC,60,\nD,81,20\nE,30,85\nF,10,11\n"
    folder = draft_of(tmp_path, text)
    programme, questions = folder / "programme.yaml", folder / "surveys/instrument.yaml"
    (advice,) = (line for line in instrument(folder).splitlines() if "waves?" in line)
    column = advice.partition("with column: ")[2].removesuffix(".")
    written = programme.read_text("utf-8")
    waves = "".join(f'  - {{id: "{y}", label: in {y}, answers: surveys/raw/a.csv}}\n' for y in (2020, 2021))
    start, end = written.index("waves:"), written.index("principles:")
    programme.write_text(
        f'{written[:start]}waves:\n{waves}comparisons: [{{from: "2020", to: "2021"}}]\n{written[end:]}',
        "utf-8",
    )
    questions.write_text(
        f"questions:\n  - {{id: access, asks: Access, scale: number, column: {column}}}\n", "utf-8"
    )
    (folder / "principles/1-draft.yaml").write_text(
        "title: Access\nwhat_good_looks_like: Most have it.\nindicators:\n"
        "  - {id: access, title: Access, met_when: {question: access, at_least: 60}, direction: higher, scored: false, says: {units: had it}}\n",
        "utf-8",
    )
    assert [d for d in check(folder) if d.severity == "error"] == []
    assert counts(folder)["draft.access"] == [3, 3]  # B, C, D of six; then A, B, E of five


def test_column_of_several_columns_is_asked_about(tmp_path: Path) -> None:
    rows = [
        f"A,{'PC' if i % 2 else 'NR'},{geo}\t{i}"
        for i, geo in enumerate(["AT", "BE", "BE", "DK", "DK", "EL"])
    ]
    folder = draft_of(tmp_path, "freq,unit,geo\\TIME_PERIOD\t2020 \n" + "\n".join(rows), "a.tsv")
    said = (folder / "programme.yaml").read_text("utf-8")
    assert "it holds 3 columns with commas between them" in said
    assert "freq (1), unit (2), geo\\TIME_PERIOD (4)" in said


def test_index_of_pandas_is_no_question(tmp_path: Path) -> None:
    rows = [f"{i},Council {i},{i * 3}" for i in range(8)]
    folder = draft_of(tmp_path, "Unnamed: 0,council,visits\n" + "\n".join(rows))
    assert check(folder) == ()
    assert "Unnamed" not in instrument(folder)
    assert "key: council" in (folder / "programme.yaml").read_text("utf-8")


def test_number_of_a_question_is_no_part_of_its_title(tmp_path: Path) -> None:
    rows = [f"Council {i},{'A plan' if i % 2 else ''},{'A budget' if i % 3 else ''},Yes" for i in range(9)]
    header = "1. Which council?,2. What is in place?,,3) Is it open?\n,A plan,A budget,\n"
    folder = draft_of(tmp_path, header + "\n".join(rows))
    assert check(folder) == ()
    assert "title: What is in place?" in (folder / "principles/1-draft.yaml").read_text("utf-8").replace(
        '"', ""
    )


LONG = """REF_AREA,Area,MEASURE,Measure,TIME_PERIOD,OBS_VALUE,OBS_STATUS
AT,Austria,TRUST,Trust in government,2021,55.5,A
AT,Austria,SAT,Satisfaction,2021,60,A
BE,Belgium,TRUST,Trust in government,2021,48.25,A
BE,Belgium,SAT,Satisfaction,2021,,M
DK,Denmark,SAT,Satisfaction,2021,70,A
AT,Austria,TRUST,Trust in government,2023,50,A
AT,Austria,SAT,Satisfaction,2023,40,E
BE,Belgium,TRUST,Trust in government,2023,51,A
DK,Denmark,TRUST,Trust in government,2023,66,A
DK,Denmark,SAT,Satisfaction,2023,72,A
"""


def drafted_by(tmp_path: Path, text: str, *options: str) -> tuple[Path, str]:
    """The folder of a draft with options of the command, and what the command said."""
    (tmp_path / "long.csv").write_text(text, encoding="utf-8")
    folder = tmp_path / "draft"
    ended = CliRunner().invoke(main, ["init", str(folder), "--from", str(tmp_path / "long.csv"), *options])
    return folder, ended.output


def test_file_with_a_row_for_each_item_is_drafted(tmp_path: Path) -> None:
    folder, _ = drafted_by(tmp_path, LONG, "--wave-column", "TIME_PERIOD", "--item-column", "MEASURE")
    assert [d for d in check(folder) if d.severity == "error"] == []
    items = yaml.safe_load((folder / "rules/baskets.yaml").read_text("utf-8"))["baskets"]["obs_value_items"][
        "items"
    ]
    assert items["trust_in_government"] == {"label": "Trust in government", "spellings": ["TRUST"]}
    found = {name: values for name, values in counts(folder).items() if "obs_value" in name}
    assert found == {
        "draft.obs_value.trust_in_government": [2, 3],  # AT, BE; AT, BE, DK
        "draft.obs_value.satisfaction": [2, 2],  # AT, DK, both times; BE is blank, then without a row
    }


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--item-column", "MEASURES"], "EGY596 the file has no column 'MEASURES'"),
        (["--item-column", "STRUCTURE"], "EGY596 the file has no column 'STRUCTURE'"),
        (
            ["--item-column", "MEASURE"],
            "EGY596 no column can be the unit: none has each word of 'MEASURE' at most once",
        ),
        (["--item-column", "OBS_VALUE"], "EGY596 the column 'OBS_VALUE' is blank in some rows"),
    ],
)
def test_column_that_names_no_items_is_reported(tmp_path: Path, options: list[str], said: str) -> None:
    folder, output = drafted_by(tmp_path, LONG, *options)
    assert said in output
    assert not folder.exists()


def test_column_of_items_without_answers_is_reported(tmp_path: Path) -> None:
    text = "club,room,open\na,hall,Yes\na,kitchen,Yes\nb,hall,No\nb,kitchen,No\n"  # the same for both rooms
    folder, output = drafted_by(tmp_path, text, "--item-column", "room")
    assert "EGY596 no column has another cell for each word of 'room' and each unit" in output
    assert not folder.exists()


def test_hint_on_rows_of_items_is_followed(tmp_path: Path) -> None:
    text = "".join(line for line in LONG.splitlines(keepends=True) if ",2023," not in line)
    _, output = drafted_by(tmp_path, text.replace("BE,Belgium,SAT,Satisfaction,2021,,M\n", ""))
    assert "if 'MEASURE' is an item, add --item-column MEASURE" in output
    folder, _ = drafted_by(tmp_path, text, "--item-column", "MEASURE")
    assert (folder / "programme.yaml").exists()


def test_file_with_a_row_for_each_item_and_year_names_both_options(tmp_path: Path) -> None:
    folder, _ = drafted_by(tmp_path, LONG)
    said = (folder / "programme.yaml").read_text("utf-8")
    assert "draft again with --wave-column TIME_PERIOD --item-column MEASURE." in said


@pytest.mark.parametrize(
    ("first", "second"), [("July 2024", "January 2025"), ("2024Q3", "2025Q1"), ("202407", "202501")]
)
def test_periods_of_a_long_file_are_waves_in_the_order_of_time(
    first: str, second: str, tmp_path: Path
) -> None:
    rows = [
        f"{item},{period},Clinic {unit},{unit + 40 * (period == second) + 80 * (item == 'Births')}\n"
        for period in (second, first)
        for item in ("Visits", "Births")
        for unit in range(1, 31)  # many units, whose values are different, too
    ]
    text = "dataelementname,periodname,organisationunitname,value\n" + "".join(rows)
    folder, _ = drafted_by(tmp_path, text)
    said = (folder / "programme.yaml").read_text("utf-8")
    assert "draft again with --wave-column periodname --item-column dataelementname." in said

    (tmp_path / "again").mkdir()
    options = ["--wave-column", "periodname", "--item-column", "dataelementname"]
    folder, _ = drafted_by(tmp_path / "again", text, *options)
    programme = load(folder)
    assert [wave.answers.conditions[0].is_ for wave in programme.file.waves] == [first, second]
    assert programme.file.register.key == "organisationunitname"


LEVELS = """level,la_code,la_name,absence
National,,,7.1
Regional,,,6.5
Regional,,,6.9
Local authority,301,Barking,6.2
Local authority,302,Barnet,5.9
Local authority,303,Bexley,6.4
Local authority,304,Brent,7.7
Local authority,305,Bromley,6.1
"""


def test_rows_of_several_levels_are_asked_about_and_the_comment_is_followed(tmp_path: Path) -> None:
    folder = draft_of(tmp_path, LEVELS)
    programme = folder / "programme.yaml"
    said = programme.read_text("utf-8")
    assert "la_code has another value in each row of a wave where level is Local authority" in said
    assert "rows: {column: level, is: Local authority} for the file" in said
    text = said.replace("register: {made_of: rows}", "register: {made_of: answers, key: la_code}")
    programme.write_text(text, encoding="utf-8")
    (folder / "surveys/files.yaml").write_text(
        "files:\n  surveys/raw/a.csv:\n    rows: {column: level, is: Local authority}\n", encoding="utf-8"
    )
    for name in ("surveys/instrument.yaml", "principles/1-draft.yaml"):
        path = folder / name
        entries = path.read_text("utf-8").split("  - id: ")
        path.write_text("  - id: ".join(e for e in entries if not e.startswith("la_code")), encoding="utf-8")
    assert [d for d in check(folder) if d.severity == "error"] == []
    assert counts(folder)["draft.absence"] == [None, 5]


def test_choices_that_are_numbers_are_asked_about(tmp_path: Path) -> None:
    rows = [f"School {i},{value}" for i, value in enumerate(["87%", "0.87", "87", "87%", "+2", "87"] * 3)]
    assert "a number? its cells have numbers in several ways" in instrument(
        draft_of(tmp_path, "school,pass\n" + "\n".join(rows))
    )


@pytest.mark.parametrize(
    ("header", "row", "key"),
    [
        (
            "formid,form.site,form.open,received_on,form_link",
            "f{i},Site {i},{yes},2023-05-01T10:00:00Z,x",
            "form.site",
        ),
        ("GlobalRecordId,UniqueKey,Site,Open,LastSaveTime", "g{i},{i},Site {i},{yes},2023-05-01", "Site"),
        (
            "#,Which site?,Is it open?,Submit Date (UTC)",
            "a{i},Site {i},{yes},2023-05-01 09:00:00",
            "Which site?",
        ),
        ("Submission Date,Site,Open,Submission ID", "2023-05-01,Site {i},{yes},56{i}", "Site"),
        ("UserID,UserNo,Site,Open,Unique ID,Tracking Link", "10{i},{i},Site {i},{yes},u{i},Main", "Site"),
    ],
)
def test_columns_of_further_tools_are_no_questions(tmp_path: Path, header: str, row: str, key: str) -> None:
    rows = [row.format(i=i, yes="Yes" if i % 2 else "No") for i in range(9)]
    folder = draft_of(tmp_path, header + "\n" + "\n".join(rows))
    assert check(folder) == ()
    assert load(folder).file.register.key == key
    assert len(load(folder).instrument.questions) == 1


def test_changes_with_their_signs_are_numbers(tmp_path: Path) -> None:
    changes = ["+3.4", "\u22122.5", "0.1", "+11", "\u22120.4", "7", "+2.2", "1.5"]
    rows = [f"Area {i},{change}" for i, change in enumerate(changes)]
    folder = draft_of(tmp_path, "area,change\n" + "\n".join(rows))
    assert check(folder) == ()
    assert load(folder).instrument.questions[0].scale == "number"
    path = folder / "principles/1-draft.yaml"
    path.write_text(path.read_text("utf-8").replace("answered: true", "below: 1"), encoding="utf-8")
    assert counts(folder)["draft.change"] == [None, 3]  # -2.5, 0.1, -0.4


def test_labels_of_a_file_of_stata_are_those_of_the_items(tmp_path: Path) -> None:
    long = pd.DataFrame(
        {"site": ["a", "a", "b", "b", "c", "c"], "room": [1, 2] * 3, "clean": [1, 0, 1, 1, 0, 0]}
    )
    labels: dict[str, dict[int | float, str]] = {
        "room": {1: "Kitchen", 2: "Hall"},
        "clean": {0: "No", 1: "Yes"},
    }
    pyreadstat.write_dta(long, str(tmp_path / "long.dta"), variable_value_labels=labels)
    folder = tmp_path / "draft"
    options = ["--from", str(tmp_path / "long.dta"), "--item-column", "room"]
    assert CliRunner().invoke(main, ["init", str(folder), *options]).exit_code == 0
    assert [d for d in check(folder) if d.severity == "error"] == []
    assert counts(folder) == {"draft.clean.kitchen": [None, 2], "draft.clean.hall": [None, 1]}


def test_names_in_merged_cells_above_other_names_are_joined(tmp_path: Path) -> None:
    """A title, then the questions in merged cells, then the answers to each: the NHS publishes surveys so."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Staff survey"],
        [],
        ["Trust", "q1 Clear role", None, "q2 Support", None],
        [None, "Agree", "Base", "Agree", "Base"],
    ):
        sheet.append(row)
    for cells in ("A3:A4", "B3:C3", "D3:E3"):
        sheet.merge_cells(cells)
    for i in range(8):
        sheet.append([f"R{i:02}", 60 + i, 100 + i, 50 + i, 90 + i])
    book.save(tmp_path / "a.xlsx")
    folder = drafted(tmp_path / "draft", tmp_path / "a.xlsx")
    assert check(folder) == ()
    (shape,) = yaml.safe_load((folder / "surveys/files.yaml").read_text("utf-8"))["files"].values()
    assert {key: shape[key] for key in ("skip_rows", "header_rows", "names")} == {
        "skip_rows": 2,
        "header_rows": 2,
        "names": "joined",
    }
    assert "column: q2 Support / Base" in instrument(folder)


def test_grid_whose_cells_have_several_answers_is_a_question_for_each_column(tmp_path: Path) -> None:
    """A grid of ticks of Google Forms has the ticks of each row of the grid in one column."""
    rows = "".join(
        f'p{i},"{("Morning", "Morning, Evening", "Evening, Morning")[i % 3]}",{("Evening", "Morning")[i % 2]}\n'
        for i in range(12)
    )
    folder = draft_of(
        tmp_path,
        f"id,When? [Monday],When? [Tuesday]\n{rows}{'p98,Evening,Morning'}\n{'p99,Morning,Evening'}\n",
    )
    text = instrument(folder)
    assert 'several: ","\n    column: "When? [Monday]"' in text
    assert 'column: "When? [Tuesday]"' in text
    assert check(folder) == () or all(found.severity == "warning" for found in check(folder))


def test_merged_cells_are_filled_down_where_no_column_is_the_id(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Site", "Team", "Open?"]]
    for site, answers in (("Ash", "YN"), ("Birch", "NN"), ("Cedar", "YY")):
        rows += [[site, "Day", answers[0]], [None, "Night", answers[1]]]
    folder = drafted(tmp_path / "draft", workbook(tmp_path / "a.xlsx", {"Returns": rows}))
    (shape,) = yaml.safe_load((folder / "surveys/files.yaml").read_text("utf-8"))["files"].values()
    assert shape["fill_down"] == ["Site"]
    (question,) = [one for one in load(folder).instrument.questions if one.id == "site"]
    assert question.scale == "site"  # its words are in two rows each
    assert [d.message for d in check(folder) if d.severity == "error"] == []


def test_x_of_statistics_among_words_is_no_answer(tmp_path: Path) -> None:
    rows = [f"Area {i},{['Good', 'Poor', '[x]'][i % 3]}\n" for i in range(9)]
    folder = draft_of(tmp_path, "area,rating\n" + "".join(rows))
    assert 'is it right to list "[x]" under blank?' in (folder / "rules/scales.yaml").read_text("utf-8")
    assert evaluate(folder).findings["to_base"].to_list() == [6]  # nine areas, three of them not available


def test_table_of_words_above_another_table_is_drafted_alone(tmp_path: Path) -> None:
    sites = [["Ash", "Yes", 12], ["Birch", "No", 30], ["Cedar", "Yes", 25], ["Dale", "No", 8]]
    rows: list[list[Any]] = [
        ["Region", "Site", "Open?", "Beds"],
        *(["North" if i == 0 else "South" if i == 2 else None, *site] for i, site in enumerate(sites)),
        ["Total", None, None, 75],
        [],
        ["Staff by region"],
        ["Region", "Doctors", "Nurses"],
        ["North", 10, 20],
        ["South", 12, 22],
    ]
    folder = drafted(tmp_path / "draft", workbook(tmp_path / "a.xlsx", {"Returns": rows}))
    (shape,) = yaml.safe_load((folder / "surveys/files.yaml").read_text("utf-8"))["files"].values()
    assert (shape["footer_rows"], shape["fill_down"]) == (4, ["Region"])
    programme = load(folder)
    assert programme.file.register.key == "Site"
    assert evaluate(folder).findings["to_base"].to_list() == [4] * 3  # the four sites, without the total


STATISTICS: dict[str, list[list[Any]]] = {
    "Cover": [["Inspections of schools"], ["Published 12 June 2024"]],
    "Notes": [["Note number", "Note text"], ["1", "Percentages are rounded."], ["2", "[c] is confidential."]],
    "Table 1": [
        ["Table 1: Inspections by area and by phase"],
        ["Area", "Region", "Schools [note 1]", "Good", "Inadequate"],
        *([f"Area {i}", ["North", "South"][i % 2], 40 + i, 30 + i, 10 if i else "[c]"] for i in range(8)),
        [],
        ["Table 1b: by phase"],
        ["Phase", "Schools [note 1]", "Good", "Inadequate"],
        ["Primary", 200, 150, 50],
        ["Secondary", 148, 118, 30],
        ["Note: both tables have the same schools."],
    ],
}


def workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("has_title", [True, False])
def test_first_table_of_the_sheet_after_the_notes_is_drafted(has_title: bool, tmp_path: Path) -> None:
    rows = [row for row in STATISTICS["Table 1"] if has_title or row[:1] != ["Table 1b: by phase"]]
    source = workbook(tmp_path / "a.xlsx", {**STATISTICS, "Table 1": rows})
    folder = drafted(tmp_path / "draft", source)
    assert check(folder) == ()
    text = (folder / "surveys/files.yaml").read_text("utf-8")
    begins = 12  # the title of the sheet, the header, eight areas and a blank row are above it
    assert f"# decide: another table begins in row {begins}, and is left out with all below it" in text
    (shape,) = yaml.safe_load(text)["files"].values()
    below = len(rows) - begins + 1
    assert shape == {"sheet": "Table 1", "skip_rows": 1, "footer_rows": below, "blank": ["[c]"]}
    assert {q.id: q.scale for q in load(folder).instrument.questions} == {
        "region": "region", "schools_note_1": "number", "good": "number", "inadequate": "number",
    }  # fmt: skip
    assert counts(folder)["draft.inadequate"] == [None, 7]


def test_rows_of_subtotals_are_left_out_and_are_no_units(tmp_path: Path) -> None:
    wards = {"Ash": [12, 30, 7], "Birch": [5, 9], "Cedar": [44, 2]}
    rows: list[list[Any]] = [["Youth centres 2024"], ["Ward", "Centre", "Members", "Step-free"]]
    for ward, members in wards.items():
        rows += [[None if i else ward, f"{ward} {i}", n, "YN"[i % 2]] for i, n in enumerate(members)]
        rows.append([f"{ward} subtotal", None, sum(members), None])
    rows.append(["Total", None, 109, None])
    source = workbook(tmp_path / "a.xlsx", {"Centres": rows})
    ended = CliRunner().invoke(main, ["init", str(tmp_path / "draft"), "--from", str(source)])
    assert ended.exit_code == 0, ended.output
    assert (
        "a.xlsx:Centres!A6: EGY595 warning: 2 of the rows were named as totals, which the draft leaves out; the first is 'Ash subtotal'"
        in ended.output
    )
    folder = tmp_path / "draft"
    assert check(folder) == ()
    (shape,) = yaml.safe_load((folder / "surveys/files.yaml").read_text("utf-8"))["files"].values()
    assert shape == {
        "skip_rows": 1, "footer_rows": 2, "fill_down": ["Ward"], "rows": {"column": "Centre", "is_not": ""},
    }  # fmt: skip
    assert load(folder).file.register.key == "Centre"
    # seven centres, three of them in Ash, the first word; Y is that of the first and third of a ward
    assert counts(folder) == {
        "draft.ward": [None, 3],
        "draft.members": [None, 7],
        "draft.step_free": [None, 4],
    }


def test_word_for_a_total_that_several_rows_have_is_one_of_the_words_of_a_column(tmp_path: Path) -> None:
    rows = [
        f"{sex},{area},{n}" for n, (sex, area) in enumerate(product(["Total", "Women"], ["A1", "B2", "C3"]))
    ]
    folder = draft_of(tmp_path, "Sex,Area,Number\n" + "\n".join(rows))
    assert not (folder / "surveys/files.yaml").exists()


def test_shorthand_among_numbers_is_asked_about_among_words(tmp_path: Path) -> None:
    ratings = ["Good", "c", "Good", "Poor", "Poor", "Good", "Poor", "Good"]
    waits = ["5.1", "7", "c", "3", "4", "8", "9", "6"]
    rows = [f"R{i},{wait},{rating}" for i, (wait, rating) in enumerate(zip(waits, ratings, strict=True))]
    text = instrument(draft_of(tmp_path, "code,wait,rating\n" + "\n".join(rows)))
    before, _, _ = text.partition("  - id: rating")
    assert before.endswith(
        "# decide: is c a blank here, as among the numbers of wait? Then list it under blank and not among the answers.\n"
    )
