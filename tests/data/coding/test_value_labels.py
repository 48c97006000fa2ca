"""Labels of codes in SPSS and Stata files, compared with the answers that a scale reads the codes as."""

from pathlib import Path, PurePosixPath

import pandas as pd
import pyreadstat
import pytest

from egyv_engine.pipeline.run import Until, run
from tests.mini_programme import LIBRARY

ANSWERS = {"library": list("abcdef"), "open_late": [0.0, 1, 1, 0, 2, 1], "again": [1.0, 0, 0, 1, 1, 2]}
OWN: dict[int | float, str] = {0: "No", 1: "Maybe", 2: "Yes"}  # of the second question
TWO = '["No", "Yes"], codes: {0: "No", 1: "Yes", 2: "Yes"}'
THREE = '["No", Partly, "Yes"], codes: {0: "No", 1: Partly, 2: "Yes"}'
ONE_MERGED = '["No", Partly, "Yes"], codes: {0: "No", 1: "No", 2: "Yes"}'


def messages(
    folder: Path, suffix: str, scale: str, labels: dict[int | float, str], files: str = ""
) -> list[str]:
    """The messages on a programme whose answers are in a file with these labels; `again` has the same scale."""
    answers = folder / f"after{suffix}"
    frame = pd.DataFrame(ANSWERS)
    write = pyreadstat.write_sav if suffix == ".sav" else pyreadstat.write_dta
    write(frame, answers, variable_value_labels={"open_late": labels, "again": OWN})
    programme = {
        **LIBRARY,
        "programme.yaml": LIBRARY["programme.yaml"]
        .replace("  - {id: before, label: before, answers: surveys/before.csv}\n", "")
        .replace("surveys/after.csv", f"surveys/after{suffix}")
        .replace("comparisons: [{from: before, to: after}]\n", ""),
        "rules/scales.yaml": f"scales: {{yes_no: {{answers: {scale}}}}}\n",
        "surveys/instrument.yaml": """\
questions:
  - {id: open_late, asks: "Is it open late?", scale: yes_no}
  - {id: again, asks: "Will it be?", scale: yes_no}
""",
    }
    programme["principles/1-access.yaml"] = LIBRARY["principles/1-access.yaml"].replace(
        "{question: visits, at_least: Sometimes}", '{question: again, is: "Yes"}'
    )
    if files:
        programme["surveys/files.yaml"] = f"files: {{surveys/after{suffix}: {{{files}}}}}\n"
    bytes_of = {PurePosixPath(name): text.encode() for name, text in programme.items()}
    bytes_of[PurePosixPath(f"surveys/after{suffix}")] = answers.read_bytes()
    return [d.message for d in run(bytes_of, until=Until.DATA).diagnostics if d.code == "EGY557"]


@pytest.mark.parametrize("suffix", [".sav", ".dta"])
def test_exchanged_codes_are_reported_each(tmp_path: Path, suffix: str) -> None:
    assert messages(tmp_path, suffix, TWO, {0: "yes", 1: "No", 2: "Don't know"}) == [
        f"'0' is read as 'No', but surveys/after{suffix} labels it 'yes' in 'open_late'",
        f"'1' is read as 'Yes', but surveys/after{suffix} labels it 'No' in 'open_late'",
    ]


@pytest.mark.parametrize(
    ("scale", "labels"),
    [
        (TWO, {0: "NO ", 1: "yes", 2: "Yes"}),  # case and spaces
        (TWO, {0: "Nein", 1: "Ja", 2: "Ja, immer"}),  # another language
        (TWO, {0: "No", 1: "Partly", 2: "Yes"}),  # two codes are one answer on purpose
        (TWO, {}),
        (THREE, {0: "No", 1: "Partly", 2: "Yes"}),
    ],
)
def test_labels_in_other_words_contradict_nothing(
    tmp_path: Path, scale: str, labels: dict[int | float, str]
) -> None:
    assert messages(tmp_path, ".sav", scale, labels) == []


def test_code_of_an_answer_of_the_scale_that_is_read_as_another_is_reported(tmp_path: Path) -> None:
    assert messages(tmp_path, ".sav", ONE_MERGED, {0: "No", 1: "Partly", 2: "Yes"}) == [
        "'1' is read as 'No', but surveys/after.sav labels it 'Partly' in 'open_late'"
    ]


def test_labels_that_are_read_are_not_compared_with_codes(tmp_path: Path) -> None:
    labels: dict[int | float, str] = {0: "Yes", 1: "No", 2: "Yes"}
    assert messages(tmp_path, ".sav", TWO, labels, "answers: labels") == []
