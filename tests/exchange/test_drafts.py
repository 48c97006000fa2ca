"""Exports of survey tools, each a folder of data: the draft reads them, and its counts are those worked out by hand."""

import re
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
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


def merge_columns(folder: Path) -> None:
    """Follow the comment of a draft: make one question on a scale of its only question, of whose columns each row has one ticked.

    The draft's indicator then counts the first two answers.
    """
    instrument = folder / "surveys/instrument.yaml"
    (said,) = [line for line in instrument.read_text("utf-8").splitlines() if "merged_columns" in line]
    ((choices, merged),) = re.findall(r"as choices: (\[.*?\]), and write '(.*)' for the file", said)
    texts = {
        "surveys/instrument.yaml": "questions:\n  - {id: tenure, asks: Tenure, scale: tenure}\n",
        "surveys/files.yaml": f"files:\n  surveys/raw/homes.csv: {{{merged}}}\n",
        "rules/scales.yaml": f"scales:\n  tenure: {{choices: {choices}}}\n",
        "principles/1-draft.yaml": "title: T\nwhat_good_looks_like: G\nindicators:\n  - {id: tenure, title: T, says: {units: own}, "
        f"met_when: {{question: tenure, is_one_of: {[str(one) for one in yaml.safe_load(choices)][:2]}}}}}\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "rules/baskets.yaml").unlink()


def make_key(folder: Path, old: str, key: str, options: Sequence[str]) -> None:
    """Follow the comment of a draft: make its first question the key, in place of an id, with options of the file."""
    for name, change in (
        ("programme.yaml", lambda text: text.replace(f"key: {old}", f"key: {key}")),
        ("surveys/files.yaml", lambda text: text + "".join(f"    {option}\n" for option in options)),
        ("surveys/instrument.yaml", without_first_entry),
        ("principles/1-draft.yaml", without_first_entry),
    ):
        path = folder / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def without_first_entry(text: str) -> str:
    """A list of entries with ids in YAML, without the first one."""
    start = text.index("  - id: ")
    return text[:start] + text[text.index("  - id: ", start + 1) :]


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
    shapes = folder / "surveys" / "files.yaml"
    written = yaml.safe_load(shapes.read_text(encoding="utf-8"))["files"] if shapes.exists() else {}
    assert written == expected["files"]
    assert check(folder) == ()
    assert counts(folder) == expected["counts"]
    found = {row["finding"]: row["to_base"] for row in evaluate(folder).findings.to_dicts()}
    assert {name: found[name] for name in expected.get("bases", {})} == expected.get("bases", {})


def test_units_that_sent_in_two_answers_are_read_as_the_comment_advises(tmp_path: Path) -> None:
    (tmp_path / "clinics.csv").write_text(
        "clinic,open,staff,_uuid,_submission_time\n"
        "Ash,no,3,a,2024-01-01T10:00:00\nBirch,yes,4,b,2024-01-02T10:00:00\nCedar,yes,5,c,2024-01-03T10:00:00\n"
        "Elm,no,6,d,2024-01-04T10:00:00\nAsh,yes,7,e,2024-01-05T10:00:00\n",
        encoding="utf-8",
    )
    folder = drafted(tmp_path / "draft", tmp_path / "clinics.csv")
    text = (folder / "programme.yaml").read_text(encoding="utf-8")
    advice = "of_several_rows: {keep: last, by: _submission_time}"
    assert "_uuid is the id of what was sent in, not of the unit" in text
    assert advice in text
    assert counts(folder)["draft.open"] == [None, 3]  # five rows, five units

    make_key(folder, "_uuid", "clinic", [advice])
    assert [d.message for d in check(folder) if d.severity == "error"] == []
    row = next(row for row in evaluate(folder).findings.to_dicts() if row["finding"] == "draft.open")
    assert (row["to_count"], row["to_base"]) == (3, 4)  # the later answer of Ash, Birch, Cedar; not Elm


@pytest.mark.parametrize(
    ("early", "late", "options"),
    [
        (
            "28/03/2025 12:55:01",
            "28/03/2025 21:33:01",
            ["{keep: last, by: Timestamp}", "dates: day/month/year"],
        ),
        (
            "03/28/2025 12:55:01",
            "03/28/2025 21:33:01",
            ["{keep: last, by: Timestamp}", "dates: month/day/year"],
        ),
        ("2025-03-28 12:55:01", "2025-03-28 21:33:01", ["{keep: last, by: Timestamp}"]),
        ("2025/03/28 9:55:01 am GMT", "2025/03/28 9:33:01 pm GMT", ["{keep: last}"]),
        ("3/4/2025 12:55:01", "3/4/2025 21:33:01", ["{keep: last}"]),
    ],
)
def test_times_of_google_forms_order_the_rows_of_a_unit_as_the_comment_advises(
    early: str, late: str, options: list[str], tmp_path: Path
) -> None:
    rows = [f"{early},a@x.org,Ash,no", f"{late},b@x.org,Ash,yes"]
    if "by" in options[0]:
        rows.reverse()  # in the order of the file, the early answer would be the last
    rows += [f"{late},{club[0]}@y.org,{club},no" for club in ("Birch", "Cedar", "Elm")]
    (tmp_path / "a.csv").write_text("Timestamp,Email Address,club,open\n" + "\n".join(rows), encoding="utf-8")
    folder = drafted(tmp_path / "draft", tmp_path / "a.csv")
    text = (folder / "programme.yaml").read_text(encoding="utf-8")
    assert f"surveys/files.yaml: of_several_rows: {' and '.join(options)}\n" in text

    make_key(folder, "Email Address", "club", [f"of_several_rows: {options[0]}", *options[1:]])
    assert [d.message for d in check(folder) if d.severity == "error"] == []
    (row,) = evaluate(folder).findings.to_dicts()
    assert (row["to_count"], row["to_base"]) == (1, 4)  # Ash, by its late answer


@pytest.mark.parametrize(
    "name", ["libreoffice.xlsx", "libreoffice.xls", "libreoffice.ods", "pspp.sav", "pspp.zsav", "pspp.por"]
)
def test_files_of_other_programs_are_drafted_and_evaluate(name: str, tmp_path: Path) -> None:
    folder = drafted(tmp_path / "draft", Path(__file__).parents[1] / "data" / "files" / name)
    assert [d.message for d in check(folder) if d.severity == "error"] == []
    assert evaluate(folder).findings.height > 0


def write_set(file: Path, columns: dict[str, list[float | None]]) -> None:
    """Writes an SPSS file whose columns are ticks of one question; pyreadstat cannot write such a set, so its record is put in."""
    names = list(columns)
    frame = pd.DataFrame({"site": [f"s{i}" for i in range(len(columns[names[0]]))], **columns})
    labels: dict[str, str | None] = dict(zip(names, ["Bus", "Train"], strict=True))
    ticks: dict[str, dict[int | float, str]] = {name: {0: "No", 1: "Yes"} for name in names}
    pyreadstat.write_sav(frame, str(file), column_labels=labels, variable_value_labels=ticks)
    data, asks = file.read_bytes(), "How do you travel?"
    record = f"$travel=D1 1 {len(asks)} {asks} {' '.join(names).lower()}\n".encode()
    at = data.rindex(struct.pack("<ii", 999, 0))  # the end of what the file says of its variables
    file.write_bytes(data[:at] + struct.pack("<iiii", 7, 7, 1, len(record)) + record + data[at:])


@pytest.mark.parametrize(
    ("bus", "train", "base"),
    [
        ([1, 0, 1, 0, 0], [0, 0, 1, 1, 0], 5),
        ([1, None, 1, None, None], [None, None, 1, 1, None], 3),  # two rows have no tick at all
    ],
    ids=["every answer has a code", "blank unless ticked"],
)
def test_ticks_that_an_spss_file_declares_as_a_set_are_one_question(
    bus: list[float | None], train: list[float | None], base: int, tmp_path: Path
) -> None:
    write_set(tmp_path / "a.sav", {"Q5a": bus, "Q5b": train})
    folder = drafted(tmp_path / "draft", tmp_path / "a.sav")
    (question,) = load(folder).instrument.questions
    assert (question.id, question.asks) == ("travel", "How do you travel?")
    assert [d.message for d in check(folder) if d.severity == "error"] == []
    rows = evaluate(folder).findings.to_dicts()
    assert [(row["to_count"], row["to_base"]) for row in rows] == [(2, base), (2, base)]


@pytest.mark.parametrize(
    "text",
    [
        "site,has\na,A pond;Shed.\nb,Shed.\nc,A pond\nd,Shed.;A pond\n",
        "site,has/x,has/y\na,A pond,Shed.\nb,,Shed.\nc,A pond,\nd,A pond,Shed.\n",
        "site,Has? [A pond],Has? [Shed.]\na,1,1\nb,0,1\nc,1,0\nd,1,1\n",
    ],
)
def test_items_with_an_article_or_a_full_stop_are_read_as_the_file_has_them(
    text: str, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    folder = drafted(tmp_path / "draft", tmp_path / "a.csv")
    assert check(folder) == ()
    assert list(counts(folder).values()) == [[None, 3], [None, 3]]  # a, c and d have a pond; all but c a shed


def test_two_items_that_nobody_ticked_apart_may_be_one_which_a_comment_asks_about(tmp_path: Path) -> None:
    cells = [
        "Email",
        "Post",
        "Text, WhatsApp",
        "Email, Text, WhatsApp",
        "Post, Text, WhatsApp",
        "Email, Post",
    ] * 2
    rows = "".join(f'c{i},"{cell}"\n' for i, cell in enumerate(cells))
    (tmp_path / "a.csv").write_text(f"club,uses\n{rows}", encoding="utf-8")
    folder = drafted(tmp_path / "draft", tmp_path / "a.csv")
    said = (folder / "surveys/instrument.yaml").read_text("utf-8")
    advice = 'is "Text, WhatsApp" one item? Nobody ticked one of the two alone. If so, write {label: "Text, WhatsApp"} in'
    assert f"# decide: {advice} rules/baskets.yaml in place of text and whatsapp." in said
    assert said.count("one item?") == 1

    baskets = folder / "rules/baskets.yaml"
    text = baskets.read_text("utf-8").replace("text: {label: Text}", 'text: {label: "Text, WhatsApp"}')
    baskets.write_text(text.replace("      whatsapp: {label: WhatsApp}\n", ""), encoding="utf-8")
    assert [d.message for d in check(folder) if d.severity == "error"] == []
    found = {finding.rpartition(".")[2]: to for finding, (_, to) in counts(folder).items()}
    assert found == {"email": 6, "post": 6, "text": 6}


def test_answers_in_two_languages_are_asked_about_and_the_comment_is_followed(tmp_path: Path) -> None:
    rows = ["Yes,Ash", "No,Birch", "Yes,Birch"] * 3 + ["Ydw,Ash", "Nac ydw,Birch"] * 2
    lines = [f"{i},{'Cymraeg' if 'yd' in row.lower() else 'English'},{row}\n" for i, row in enumerate(rows)]
    (tmp_path / "a.csv").write_text("id,Language,here,site\n" + "".join(lines), encoding="utf-8")
    folder = drafted(tmp_path / "draft", tmp_path / "a.csv")
    said = (folder / "surveys/instrument.yaml").read_text("utf-8")
    assert said.count("in these languages?") == 1  # the sites have one name in both
    assert 'and those of the others as spellings: {"Yes": [its word in Cymraeg], ...}\n  - id: here\n' in said

    scales = folder / "rules/scales.yaml"
    scale = '{answers: ["No", "Yes"], spellings: {"Yes": [Ydw], "No": [Nac ydw]}}'
    text = scales.read_text("utf-8")
    listed = re.sub(
        r'choices: \["Yes", "No", Ydw, Nac ydw\]', scale[1:-1].replace(", spellings", "\n    spellings"), text
    )
    assert listed != text
    scales.write_text(listed, encoding="utf-8")
    principles = folder / "principles/1-draft.yaml"
    rules = principles.read_text("utf-8")
    principles.write_text(re.sub(r"(question: here, ).*?}", r'\1is: "Yes"}', rules), encoding="utf-8")
    assert [d.message for d in check(folder) if d.severity == "error"] == []
    assert counts(folder)["draft.here"] == [None, 8]  # six in English, two in Welsh


def test_dates_with_two_readings_stay_a_text_with_a_comment(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("club,opened\nn,3/4/2024\ns,5/6/2024\n", encoding="utf-8")
    folder = drafted(tmp_path / "draft", tmp_path / "a.csv")
    text = (folder / "surveys" / "instrument.yaml").read_text(encoding="utf-8")
    assert "(dates: day/month/year or month/day/year)" in text
    assert load(folder).instrument.questions[0].scale == "text"


def test_unfinished_returns_are_left_out_where_the_comment_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "halls.csv").write_text(
        "hall,open,submitdate,lastpage,startlanguage\n"
        "Ash,No,2024-01-01 10:00:00,3,en\nBirch,Yes,,1,en\nCedar,Yes,2024-01-03 10:00:00,3,en\nElm,No,,2,en\n",
        encoding="utf-8",
    )
    folder = drafted(tmp_path / "draft", tmp_path / "halls.csv")
    files = folder / "surveys" / "files.yaml"
    text = files.read_text(encoding="utf-8")
    assert '    # rows: {column: submitdate, is_not: ""}  # decide: 2 of the rows were not finished' in text
    (row,) = evaluate(folder).findings.to_dicts()
    assert (row["to_count"], row["to_base"]) == (2, 4)

    files.write_text(text.replace("# rows:", "rows:"), encoding="utf-8")
    (row,) = evaluate(folder).findings.to_dicts()
    assert (row["to_count"], row["to_base"]) == (1, 2)


def test_group_that_a_form_repeats_is_named_and_drafted_from_its_sheet(tmp_path: Path) -> None:
    homes = pd.DataFrame({"home": ["a", "b"], "roof": ["tin", "tile"], "_uuid": ["x", "y"], "_index": [1, 2]})
    people = pd.DataFrame(
        {
            "people/age": [40, 7, 31],
            "people/school": ["no", "yes", "no"],
            "_index": [1, 2, 3],
            "_parent_table_name": ["homes"] * 3,
            "_parent_index": [1, 1, 2],
            "_submission__uuid": ["x", "x", "y"],
        }
    )
    with pd.ExcelWriter(tmp_path / "kobo.xlsx", engine="openpyxl") as book:
        homes.to_excel(book, sheet_name="homes", index=False)
        people.to_excel(book, sheet_name="people", index=False)
    folder = drafted(tmp_path / "homes", tmp_path / "kobo.xlsx")
    said = (folder / "surveys" / "files.yaml").read_text(encoding="utf-8")
    assert (
        "people has a row for each entry of a group that the form repeats, which --sheet people drafts"
        in said
    )

    arguments = ["init", str(tmp_path / "people"), "--from", str(tmp_path / "kobo.xlsx"), "--sheet", "people"]
    assert CliRunner().invoke(main, arguments, catch_exceptions=False).exit_code == 0
    programme = load(tmp_path / "people")
    assert programme.file.register.key == "_index"
    assert [question.id for question in programme.instrument.questions] == ["people_age", "people_school"]
    assert counts(tmp_path / "people")["draft.people_school"] == [None, 1]  # of three people


def test_sheet_with_a_table_is_drafted_from_and_notes_are_skipped(tmp_path: Path) -> None:
    notes = pd.DataFrame({"Read me": ["The answers are in the next sheet."]})
    answers = pd.DataFrame(
        {
            "hall": ["Ash", "Birch", "Cedar", "Total"],
            "open": ["No", "Yes", "Yes", None],
            "visits": [1, 2, 3, 6],
        }
    )
    with pd.ExcelWriter(tmp_path / "halls.xlsx", engine="openpyxl") as book:
        notes.to_excel(book, sheet_name="Read me", index=False)
        answers.to_excel(book, sheet_name="Data", index=False, startrow=2)
    folder = drafted(tmp_path / "draft", tmp_path / "halls.xlsx")
    written = yaml.safe_load((folder / "surveys" / "files.yaml").read_text(encoding="utf-8"))
    assert written["files"] == {"surveys/raw/halls.xlsx": {"sheet": "Data", "footer_rows": 1}}
    assert {row["finding"]: row["to_base"] for row in evaluate(folder).findings.to_dicts()} == {
        "draft.open": 3,
        "draft.visits": 3,
    }


def test_draft_is_not_warned_of_its_own_wording(tmp_path: Path) -> None:
    """The name of a question has the word of an answer that is not the one that the draft counts."""
    source = tmp_path / "answers.csv"
    answers = ("Never", "Sometimes", "Often", "Always") * 8
    rows = "".join(f"school {i},{answer}\n" for i, answer in enumerate(answers, 1))
    source.write_text(f"unit,often late\n{rows}", encoding="utf-8")
    folder = drafted(tmp_path / "draft", source)
    assert "often late" in (folder / "surveys" / "instrument.yaml").read_text(encoding="utf-8")
    assert [d.code for d in check(folder) if d.code == "EGY628"] == []
    says = yaml.safe_load((folder / "principles" / "1-draft.yaml").read_text(encoding="utf-8"))["indicators"]
    assert [each["says"]["units"] for each in says] == ["answered “{{ answer }}” to “{{ question }}”"]


def test_column_whose_values_differ_in_case_alone_is_not_an_id(tmp_path: Path) -> None:
    """Two rows that are JoFI and JoFi would be one unit with two spellings, which is a fault of a programme."""
    rows = ["JoFI,Finance,1", "JoFi,Finland,2", "JoE,Ethics,3", "JoL,Law,4", "JoM,Music,5"]
    (tmp_path / "journals.csv").write_text("code,title,rank\n" + "\n".join(rows) + "\n", encoding="utf-8")
    folder = drafted(tmp_path / "draft", tmp_path / "journals.csv")
    assert load(folder).file.register.key == "title"
    assert check(folder) == ()


def test_answers_with_spaces_around_them_are_other_spellings(tmp_path: Path) -> None:
    """Each cell follows a comma and a space; "n" and " n" are the same code, and an id with a space at its end is not one."""
    rows = [
        "Ash , D, n, 1",
        "Birch , R, y, 2",
        "Cedar , D,n, 3",
        "Elm , I, n, 4",
        "Fir , R, y, 5",
        "Gorse , D, y, 6",
    ]
    (tmp_path / "votes.csv").write_text("area,party,open,seats\n" + "\n".join(rows) + "\n", encoding="utf-8")
    folder = drafted(tmp_path / "draft", tmp_path / "votes.csv")
    assert check(folder) == ()
    assert counts(folder) == {
        "draft.area": [None, 6],
        "draft.party": [None, 3],
        "draft.open": [None, 3],
        "draft.seats": [None, 6],
    }
    scales = load(folder).scales.scales
    assert scales["party"].spellings == {"D": (" D",), "R": (" R",), "I": (" I",)}


def test_marks_for_no_answer_are_blank_in_columns_of_every_kind(tmp_path: Path) -> None:
    rows = [f"s{i},{'Good' if i % 2 else 'Poor'},Yes,{i},note number {i}" for i in range(8)]
    rows += ["s8,-,.,-,-", "s9,n/a,No,..,?"]
    (tmp_path / "sites.csv").write_text("site,state,safe,size,remarks\n" + "\n".join(rows), encoding="utf-8")
    folder = drafted(tmp_path / "draft", tmp_path / "sites.csv")
    assert check(folder) == ()
    shapes = yaml.safe_load((folder / "surveys/files.yaml").read_text(encoding="utf-8"))
    assert set(shapes["files"]["surveys/raw/sites.csv"]["blank"]) == {"-", ".."}
    answered = {row["finding"]: row["to_base"] for row in evaluate(folder).findings.to_dicts()}
    # state: s0 to s7; safe: all but s8; size and remarks: s0 to s7, and "answered" has the others in its base
    assert (answered["draft.state"], answered["draft.safe"]) == (8, 9)
    assert counts(folder)["draft.size"] == counts(folder)["draft.remarks"] == [None, 8]


def test_yes_and_no_with_spaces_around_them_in_one_column_are_one_scale(tmp_path: Path) -> None:
    rows = [f"s{i},{'YN'[i % 2]},{('Y', ' N')[i % 2]},{('N', 'Y ')[i % 2]}" for i in range(6)]
    (tmp_path / "sites.csv").write_text("site,open,safe,clean\n" + "\n".join(rows), encoding="utf-8")
    folder = drafted(tmp_path / "draft", tmp_path / "sites.csv")
    assert {q.scale for q in load(folder).instrument.questions} == {"yes_no"}
    assert check(folder) == ()
    assert counts(folder) == {f"draft.{name}": [None, 3] for name in ("open", "safe", "clean")}


def test_days_as_excel_counts_them_are_asked_about(tmp_path: Path) -> None:
    rows = [f"s{i},{45000 + i}" for i in range(6)]
    (tmp_path / "sites.csv").write_text("site,opened\n" + "\n".join(rows), encoding="utf-8")
    text = (drafted(tmp_path / "draft", tmp_path / "sites.csv") / "surveys/instrument.yaml").read_text(
        "utf-8"
    )
    assert str((pd.Timestamp("1899-12-30") + pd.Timedelta(days=45000)).date()) == "2023-03-15"
    assert "a number, or a date as Excel stores it? 45000 would be 2023-03-15." in text


def test_panel_most_of_whose_units_lack_most_waves_names_the_option(tmp_path: Path) -> None:
    rows = [f"{7000 + i},{wave},{i % 9}" for i in range(60) for wave in (1 + i % 8, 1 + (i + 3) % 8)]
    (tmp_path / "panel.csv").write_text("pid,round,visits\n" + "\n".join(rows), encoding="utf-8")
    text = (drafted(tmp_path / "draft", tmp_path / "panel.csv") / "programme.yaml").read_text("utf-8")
    assert "register: {made_of: rows}" in text
    assert "pid is in several rows, each with another round" in text
    assert "--wave-column round." in text


@pytest.mark.parametrize(("ticked", "unticked"), [("1", ""), ("1", "0"), ("Y", "")])
@pytest.mark.parametrize("two_in_one_row", [False, True])
def test_columns_of_which_one_is_ticked_in_each_row_may_be_one_answer(
    ticked: str, unticked: str, two_in_one_row: bool, tmp_path: Path
) -> None:
    tenures = [0, 1, 2, 0, 0, 1, 2, 2, 0, 0, 1, 0]
    rows = [[ticked if i == tenure else unticked for i in range(3)] for tenure in tenures]
    rows[0][1] = ticked if two_in_one_row else unticked
    text = "home,Tenure_1,Tenure_2,Tenure_3\n"
    text += "".join(f"h{i},{','.join(row)}\n" for i, row in enumerate(rows))
    (tmp_path / "homes.csv").write_text(text, encoding="utf-8")
    folder = drafted(tmp_path / "draft", tmp_path / "homes.csv")
    said = "In each of the 12 rows with an answer, exactly one of these columns is ticked."
    assert (said in (folder / "surveys/instrument.yaml").read_text("utf-8")) is not two_in_one_row
    # six homes have the first tenure, three the second, and three the third
    assert counts(folder) == {
        "draft.tenure.q_1": [None, 6],
        "draft.tenure.q_2": [None, 3 + two_in_one_row],
        "draft.tenure.q_3": [None, 3],
    }
    if not two_in_one_row:
        merge_columns(folder)
        assert counts(folder) == {"draft.tenure": [None, 9]}


def test_item_that_nobody_ticked_in_a_wave_is_asked_about_in_both_forms(tmp_path: Path) -> None:
    files = {
        "2022": ["a,lend,Y,", "b,lend,Y,", "c,lend,Y,", "d,lend,Y,"],
        "2024": ["a,lend;print,Y,Y", "b,print,,Y", "c,lend,Y,", "d,lend;print,Y,Y"],
    }
    for year, rows in files.items():
        text = "\n".join(["site,does,use[S1],use[S2]", *rows])
        (tmp_path / f"{year}.csv").write_text(text, encoding="utf-8")
    folder = drafted(tmp_path / "draft", tmp_path / "2022.csv", tmp_path / "2024.csv")
    text = (folder / "surveys/instrument.yaml").read_text("utf-8")
    assert (
        "nobody ticked [print] in 2022. If it could not be ticked then, write not_asked: [{wave: 2022, items: [print]}]"
        in text
    )
    # in 2022 every site ticked S1 and lend, and nobody the others, which were there to be ticked
    assert counts(folder) == {
        "draft.does.lend": [4, 3],
        "draft.does.print": [0, 3],
        "draft.use.s1": [4, 3],
        "draft.use.s2": [0, 3],
    }


def test_row_of_units_below_the_names_is_no_text_of_a_question(tmp_path: Path) -> None:
    rows = [f"s{i},{i * 7},{i}.5,{'AB'[i % 2]}" for i in range(9)]
    (tmp_path / "rain.csv").write_text(
        "Station,Rainfall,Warmth,Grade\n,mm,°C,\n" + "\n".join(rows), encoding="utf-8"
    )
    questions = load(drafted(tmp_path / "draft", tmp_path / "rain.csv")).instrument.questions
    assert [q.asks for q in questions] == ["Rainfall (mm)", "Warmth (°C)", "Grade"]


def test_columns_that_end_with_years_may_be_waves(tmp_path: Path) -> None:
    rows = [f"s{i},{'Yes' if i % 2 else 'No'},{'Yes' if i % 3 else 'No'}" for i in range(9)]
    (tmp_path / "wide.csv").write_text("school,open_2022,open_2024\n" + "\n".join(rows), encoding="utf-8")
    folder = drafted(tmp_path / "draft", tmp_path / "wide.csv")
    said = "are [2022, 2024] waves? Then write a wave for each in programme.yaml, with its own answers: {file: ..., columns_end: _2022}"
    assert said in (folder / "surveys/instrument.yaml").read_text("utf-8")


@pytest.mark.parametrize("blank", [True, False])
def test_answers_whose_other_texts_are_in_the_next_column_are_asked_about(
    blank: bool, tmp_path: Path
) -> None:
    rows = ["a,Weekly,", "b,Monthly,", "c,Weekly,", f"d,{'' if blank else 'Other'},At Easter", "e,Monthly,"]
    rows += ["f,Other,no idea"] if not blank else ["f,,no idea"]
    text = "site,How often?,Other (please specify)\n" + "\n".join(rows)
    (tmp_path / "sites.csv").write_text(text, encoding="utf-8")
    text = (drafted(tmp_path / "draft", tmp_path / "sites.csv") / "surveys/instrument.yaml").read_text(
        "utf-8"
    )
    said = "2 rows have no answer here, but a text in Other (please specify). Did they give another answer?"
    assert (said in text.partition("id: how_often")[0]) is blank
