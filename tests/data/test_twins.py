"""Ids that are the same but for case, spaces or the form of letters: in the register, in answers and in records."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.pipeline.run import check_files
from tests.library import BASE

INTERVIEWS = "interviews: {file: surveys/interviews.csv, key: interview, unit: library}\n"
SPELLINGS = ["Oak", "oak ", " oak", "o ak", "oak\u00a0", "\uff4fak", "o  ak"]


def checked(**changes: str) -> list[Diagnostic]:
    """The diagnostics of the sample programme with some of its data files changed."""
    files = {
        PurePosixPath(path.relative_to(BASE).as_posix()): path.read_bytes()
        for path in BASE.rglob("*")
        if path.is_file()
    }
    for name, text in changes.items():
        files[PurePosixPath(f"surveys/{name}.csv")] = text.encode()
    if "interviews" in changes:
        files[PurePosixPath("rules/records.yaml")] = INTERVIEWS.encode()
    return check_files(files)


def survey_file(name: str) -> str:
    return (BASE / "surveys" / f"{name}.csv").read_text()


@pytest.mark.parametrize("spelled", SPELLINGS)
def test_unit_spelled_otherwise_in_the_answers_is_reported_once_at_its_cell(spelled: str) -> None:
    (fault,) = checked(after=survey_file("after").replace("\noak,", f"\n{spelled},"))
    assert (fault.code, str(fault.span.file), fault.span.line, fault.span.column) == (
        "EGY528",
        "surveys/after.csv",
        11,
        1,
    )
    assert fault.hint == "write 'oak'"


@pytest.mark.parametrize("spelled", SPELLINGS)
def test_unit_spelled_otherwise_in_a_record_is_reported_once_at_its_cell(spelled: str) -> None:
    (fault,) = checked(interviews=f"interview,library\none,ash\ntwo,{spelled}\n")
    assert (fault.code, str(fault.span.file), fault.span.line) == ("EGY528", "surveys/interviews.csv", 3)


@pytest.mark.parametrize("spelled", ["ONE", "one ", "\uff4fne"])
def test_record_spelled_as_another_one_is_reported_once(spelled: str) -> None:
    (fault,) = checked(interviews=f"interview,library\none,ash\n{spelled},oak\n")
    assert (fault.code, fault.span.line) == ("EGY528", 3)


def test_units_that_only_an_accent_s_form_distinguishes_are_reported_in_the_register() -> None:
    cafe = "caf\u00e9,pilot,north,none\ncafe\u0301,pilot,north,none\n"
    answers = survey_file("after") + "".join(
        f"{name},No,Never,,,1990-08-30,,No,No,No\n" for name in ("caf\u00e9", "cafe\u0301")
    )
    (fault,) = checked(libraries=survey_file("libraries") + cafe, after=answers)
    # the second one in the order of the ids
    assert (fault.code, str(fault.span.file), fault.span.line) == ("EGY528", "surveys/libraries.csv", 15)


def test_leading_zeros_make_another_unit() -> None:
    both = "7,pilot,north,none\n07,pilot,north,none\n"
    answers = survey_file("after") + "".join(f"{n},No,Never,,,1990-08-30,,No,No,No\n" for n in ("7", "07"))
    assert checked(libraries=survey_file("libraries") + both, after=answers) == []
