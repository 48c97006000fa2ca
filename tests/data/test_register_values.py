"""Attributes of a register: values that its file declares as missing, and numbers as each source writes them."""

from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from egyv_engine.interface.functions import check
from tests.data.test_hints_followed import FOLDER, files_of

REGISTER = "{file: surveys/halls.sav, key: hall"
MADE_OF = "{made_of: answers, key: hall, attributes: {size: number}"


def programme(folder: Path, attributes: str, files: str = "") -> Path:
    """The programme of the hints with a register in an SPSS file, which declares 99 as a missing size."""
    for file, data in files_of(FOLDER / "base").items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.replace(MADE_OF.encode(), f"{REGISTER}{attributes}".encode()))
    answers = folder / "surveys" / "now.csv"
    answers.write_text(
        "hall,open,visits,opened\nash,Yes,7,1998-04-03\nbirch,No,12,2004-12-31\ncedar,Yes,30,2019-02-28\n",
        encoding="utf-8",
    )
    frame = pd.DataFrame({"hall": ["ash", "birch", "cedar"], "size": [90.0, 99.0, 100.0]})
    pyreadstat.write_sav(frame, folder / "surveys" / "halls.sav", missing_ranges={"size": [99.0]})
    if files:
        (folder / "surveys" / "files.yaml").write_text(files, encoding="utf-8")
    return folder


@pytest.mark.parametrize("attributes", ["", ", attributes: {size: number}", ", attributes: {size: text}"])
def test_value_of_an_attribute_that_the_file_declares_as_missing_is_reported(
    tmp_path: Path, attributes: str
) -> None:
    found = [d for d in check(programme(tmp_path, attributes)) if d.code == "EGY553"]
    assert [(d.message, d.span.place) for d in found] == [
        ("the value '99' of unit 'birch' is declared missing in the file", "row 2, column size")
    ]
    assert found[0].hint is not None
    assert "write 'blank: [\"99\"]' for the file in surveys/files.yaml" in found[0].hint
    # An attribute has values or a type, not both (EGY437).
    assert ("list it in 'values'" in found[0].hint) == (not attributes)


def test_value_that_the_programme_declares_is_no_fault(tmp_path: Path) -> None:
    declared = ', attributes: {size: {values: ["90", "99", "100"]}}'
    assert [d.code for d in check(programme(tmp_path, declared)) if d.code == "EGY553"] == []


def test_blank_of_the_file_says_what_the_value_stands_for(tmp_path: Path) -> None:
    blank = 'files: {surveys/halls.sav: {blank: ["99"]}}\n'
    assert [d.message for d in check(programme(tmp_path, ", attributes: {size: number}", blank))] == []


def test_hints_on_a_query_name_the_query_and_no_key_of_files(tmp_path: Path) -> None:
    folder = programme(
        tmp_path, ", attributes: {size: number}", 'files: {surveys/halls.sav: {blank: ["99"]}}\n'
    )
    (folder / "surveys" / "raw.csv").write_text(
        'hall,open,visits,opened,weather\nash,NA,"1,5",3/4/1998,wet\nbirch,No,12%,31/12/2004,dry\n'
        "cedar,Yes,30,28/2/2019,dry\n",
        encoding="utf-8",
    )
    path = folder / "programme.yaml"
    query = (
        '{query: "select * from read_csv(\'surveys/raw.csv\', all_varchar = true)", database: "env:HALLS_DB"}'
    )
    path.write_text(path.read_text(encoding="utf-8").replace("surveys/now.csv", query), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HALLS_DB", ":memory:")
        found = check(folder)
    told = {d.code: d.hint or "" for d in found}
    assert set(told) == {"EGY505", "EGY507", "EGY513", "EGY514"}
    assert told["EGY505"].startswith("leave the column out of the query")
    path.write_text(
        path.read_text(encoding="utf-8").replace("select *", "select hall, visits"), encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HALLS_DB", ":memory:")
        hints = [d.hint or "" for d in check(folder) if d.code == "EGY506"]
    assert [hint.partition(",")[0] for hint in hints] == ["add the column to the query"] * 2
    assert all("query" in hint for hint in told.values())
    assert not any("files.yaml" in d.hint for d in found if d.hint is not None)
