"""Blank attributes that rules compare: a few are probably mistakes, and others are ordinary."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.pipeline.run import check_files
from tests.mini_programme import answering

IN_THE_NORTH = "met_when: {all: [{attribute: region, is: north}, {question: open_late, is: 'Yes'}]}"


def warnings(units: int, blank: int, *, edits: tuple[tuple[str, str, str], ...] = ()) -> list[str]:
    """The warnings on blank attributes: so many libraries, the last of which have no region, and an indicator on those in the north."""
    files = {
        str(name): data.decode()
        for name, data in answering("scale: number", {"after": ["1"] * units}).items()
    }
    files["surveys/before.csv"] = files["surveys/after.csv"].replace(",asked", "").replace(",1\n", "\n")
    files["surveys/instrument.yaml"] = files["surveys/instrument.yaml"].replace(
        "scale: number", "scale: number, not_asked: [{wave: before}]"
    )
    regions = ["north", "south"] * units
    rows = [f"l{i},{regions[i] if i < units - blank else ''}\n" for i in range(units)]
    files["surveys/libraries.csv"] = "library,region\n" + "".join(rows)
    met_when = 'met_when: {question: open_late, is: "Yes"}'
    for name, old, new in (("principles/1-access.yaml", met_when, IN_THE_NORTH), *edits):
        assert old in files[name]
        files[name] = files[name].replace(old, new)
    found = check_files({PurePosixPath(name): text.encode() for name, text in files.items()})
    assert [d.message for d in found if d.severity == "error"] == []
    return [d.message for d in found if d.code == "EGY585"]


def test_few_blank_attributes_are_told_together() -> None:
    assert warnings(20, 1) == ["unit 'l19' has no value in 'region', while 19 others have one"]
    assert warnings(5, 1) == ["unit 'l4' has no value in 'region', while 4 others have one"]
    assert warnings(40, 2) == ["2 units have no value in 'region', while 38 others have one"]


@pytest.mark.parametrize(
    ("units", "blank", "edits"),
    [
        (20, 0, ()),
        (20, 2, ()),  # a tenth
        (19, 2, ()),
        (4, 1, ()),  # too few units to show what is ordinary
        (20, 1, (("principles/1-access.yaml", IN_THE_NORTH, 'met_when: {question: open_late, is: "Yes"}'),)),
        (20, 1, (("principles/1-access.yaml", "region, is: north", "region, answered: true"),)),
    ],
    ids=[
        "none",
        "a tenth",
        "two of few units",
        "one of very few units",
        "no rule reads it",
        "a rule asks for blanks",
    ],
)
def test_other_blank_attributes_are_not_told(
    units: int, blank: int, edits: tuple[tuple[str, str, str], ...]
) -> None:
    assert warnings(units, blank, edits=edits) == []
