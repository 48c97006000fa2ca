"""The quick reader of large files: the same codes as the reader of positions, or None if a file is irregular."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from egyv_engine.data import data_table, survey
from egyv_engine.data.whole_columns import read_register_columns
from egyv_engine.files.folder import read_folder
from tests.data.readers import linked, read_with_both
from tests.library import BASE

MAIN, REGISTER, BEFORE, AFTER = (
    PurePosixPath(name)
    for name in ("programme.yaml", "surveys/libraries.csv", "surveys/before.csv", "surveys/after.csv")
)
TEXTS = {
    "programme.yaml": """\
language: 2
programme: Libraries
unit: {one: library, many: libraries}
register: {file: surveys/libraries.csv, key: library}
waves:
  - {id: before, label: before, answers: surveys/before.csv}
  - {id: after, label: after, answers: surveys/after.csv}
comparisons: [{from: before, to: after}]
principles: [access]
missing: blanks
default_criterion: more_units
minimum: {matched: 5, base_for_words: 5, base_for_percentages: 30, coverage: 0.6}
""",
    "principles/1-access.yaml": """\
title: Open to all
what_good_looks_like: Everyone can use the library.
indicators:
  - {id: open_late, title: Open late, met_when: {question: open_late, is: "Yes"}, says: {units: "opened late"}}
""",
    "surveys/instrument.yaml": """\
questions:
  - {id: open_late, asks: Is it open late?, scale: yes_no}
  - {id: visits, asks: How often do people visit?, scale: frequency}
""",
    "surveys/libraries.csv": "library,region\na,north\nb,north\nc,south\nd,south\ne,south\nf,north\n",
    "surveys/before.csv": "library,open_late,visits\na,No,Never\nb,No,Often\nc,Yes,Sometimes\nd,No,Never\ne,Yes,\nf,No,Often\n",
    "surveys/after.csv": "library,open_late,visits\na,Yes,Never\nb,Yes,Often\nc,Yes,Never\nd,No,Never\ne,Yes,Often\nf,Yes,Often\n",
}
SHARED = ("rules/scales.yaml", "rules/criteria.yaml")  # from the library of the other tests


def _files() -> dict[PurePosixPath, bytes]:
    own = {PurePosixPath(name): text.encode() for name, text in TEXTS.items()}
    return own | {PurePosixPath(name): (BASE / name).read_bytes() for name in SHARED}


SOUND: dict[str, Callable[[bytes], bytes]] = {
    "unchanged": lambda b: b,
    "no last newline": lambda b: b.rstrip(b"\n"),
    "Windows line ends": lambda b: b.replace(b"\n", b"\r\n"),
    "Windows line ends, none at the end": lambda b: b.replace(b"\n", b"\r\n").rstrip(b"\r\n"),
    "byte order mark": lambda b: b"\xef\xbb\xbf" + b,
    "every cell in quotation marks": lambda b: (
        b'"' + b.rstrip(b"\n").replace(b",", b'","').replace(b"\n", b'"\n"') + b'"\n'
    ),
    "blanks": lambda b: b.replace(b"d,No,Never", b"d,,").replace(b"f,Yes,Often", b"f,Yes,"),
    "blanks in quotation marks": lambda b: b.replace(b"d,No,Never", b'd,"",""'),
    "don't know": lambda b: b.replace(b"d,No,Never", b"d,Don't know,Don't know"),
    "rows in another order": lambda b: b.replace(b"a,Yes,Never\n", b"") + b"a,Yes,Never\n",
    "columns in another order": lambda b: b"".join(
        b",".join(reversed(line.split(b","))) + b"\n" for line in b.splitlines()
    ),
}


@pytest.mark.parametrize("changed", SOUND.values(), ids=SOUND)
def test_regular_file_has_the_same_codes_with_both_readers(
    changed: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = _files()
    files[AFTER] = changed(files[AFTER])
    read, faults, number_read = read_with_both(files, monkeypatch)
    assert read is not None
    assert (number_read, faults) == (2, [])


FAULTY: dict[str, Callable[[bytes], bytes]] = {
    "answer not on the scale": lambda b: b.replace(b"b,Yes", b"b,Yse"),
    "spaces": lambda b: b.replace(b"b,Yes", b"b, Yes"),
    "a cell too few": lambda b: b.replace(b"d,No,Never", b"d,No"),
    "two cells too few": lambda b: b.replace(b"d,No,Never", b"d"),
    "a cell too few, and one carriage return": lambda b: b.replace(b"d,No,Never", b"d,No\r"),
    "a cell too few, and an empty line": lambda b: b.replace(b"d,No,Never", b"d,No") + b"\n",
    "a cell too few, no last newline": lambda b: b.replace(b"d,No,Never", b"d,No").rstrip(b"\n"),
    "a cell too many": lambda b: b.replace(b"d,No,Never", b"d,No,Never,"),
    "misplaced quotation mark": lambda b: b.replace(b"d,No,Never", b'd,No,Ne"ver'),
    "quotation mark not closed": lambda b: b.replace(b"d,No,Never", b'd,No,"Never'),
    "unit twice": lambda b: b.replace(b"b,Yes", b"a,Yes"),
    "unknown unit": lambda b: b.replace(b"b,Yes", b"x,Yes"),
    "unit missing": lambda b: b.replace(b"b,Yes,Often\n", b""),
    "unit blank": lambda b: b.replace(b"b,Yes", b",Yes"),
    "column twice": lambda b: b.replace(b"open_late,visits", b"visits,visits"),
    "unknown column": lambda b: b.replace(b"visits", b"visitors"),
    "column blank": lambda b: b"".join(
        line.rpartition(b",")[0] + (b",visits\n" if i == 0 else b",\n")
        for i, line in enumerate(b.splitlines())
    ),
    "not UTF-8": lambda b: b.replace(b"b,Yes", b"b,Y\xe9s"),
    "empty": lambda _: b"",
    "header only": lambda _: b"library,open_late,visits\n",
}


@pytest.mark.parametrize("changed", FAULTY.values(), ids=FAULTY)
def test_irregular_file_is_left_to_the_other_reader(
    changed: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = _files()
    files[AFTER] = changed(files[AFTER])
    _, faults, number_read = read_with_both(files, monkeypatch)
    assert number_read == 1
    assert faults != []


def test_mixed_line_ends_are_left_to_the_other_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    files = _files()
    files[AFTER] = files[AFTER].replace(b"d,No,Never\n", b"d,No,Never\r\n")
    read, faults, number_read = read_with_both(files, monkeypatch)
    assert read is not None
    assert (number_read, faults) == (1, [])


def test_units_without_return_are_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    files = _files()
    returned = b"answers: surveys/after.csv, returned: {attribute: region, is: north}"
    files[MAIN] = files[MAIN].replace(b"answers: surveys/after.csv", returned)
    files[AFTER] = b"library,open_late,visits\nf,Yes,Often\nb,Yes,\na,No,Never\n"
    read, faults, number_read = read_with_both(files, monkeypatch)
    assert (number_read, faults) == (2, [])
    assert read is not None
    assert read.waves["after"].answers["open_late", None].codes.to_list() == [1, 2, 0, 0, 0, 2]


def test_header_without_rows_is_reported_even_if_no_unit_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    files = _files()
    returned = b"answers: surveys/after.csv, returned: {attribute: region, is: west}"
    files[MAIN] = files[MAIN].replace(b"answers: surveys/after.csv", returned)
    files[AFTER] = b"library,open_late,visits\n"
    _, faults, number_read = read_with_both(files, monkeypatch)
    assert number_read == 1
    assert [d.code for d in faults] == ["EGY502"]


def test_quick_reader_does_not_keep_files_on_disk_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_table, "LARGE_FILE", 0)
    for name, data in _files().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    folder = read_folder(tmp_path)
    read, _, faults = survey.read_survey(linked(folder), folder)
    assert read is not None
    assert faults == []
    assert not {REGISTER, BEFORE, AFTER} & set(folder._read)


REGISTERS: dict[str, tuple[bool, Callable[[bytes], bytes]]] = {
    "unchanged": (True, lambda b: b),
    "in another order": (True, lambda b: b.replace(b"a,north\n", b"") + b"a,north\n"),
    "Windows line ends": (True, lambda b: b.replace(b"\n", b"\r\n")),
    "attribute in quotation marks": (True, lambda b: b.replace(b"d,south", b'd,"south, by the sea"')),
    "attribute blank": (True, lambda b: b.replace(b"c,south", b"c,").replace(b"d,south", b'd,""')),
    "control character": (False, lambda b: b.replace(b"d,south", b"d,so\x1b[31muth")),
    "control character in an id": (False, lambda b: b.replace(b"d,south", b"d\x00,south")),
    "direction character": (False, lambda b: b.replace(b"d,south", "d,so\u202euth".encode())),
    "control character in the header": (False, lambda b: b.replace(b"region", b"re\x7fgion")),
    "doubled quotation marks": (False, lambda b: b.replace(b"d,south", b'd,"the ""south"""')),
    "misplaced quotation mark": (False, lambda b: b.replace(b"d,south", b'd,so"uth')),
    "a cell too few": (False, lambda b: b.replace(b"d,south", b"d")),
    "a cell too many": (False, lambda b: b.replace(b"d,south", b"d,south,")),
    "unit twice": (False, lambda b: b.replace(b"d,south", b"c,south")),
    "unit blank": (False, lambda b: b.replace(b"d,south", b",south")),
    "cohort not declared": (True, lambda b: b.replace(b"d,south", b"d,east")),
    "column twice": (False, lambda b: b.replace(b"region", b"library")),
    "no key": (False, lambda b: b.replace(b"library", b"name")),
    "empty": (False, lambda _: b""),
    "header only": (False, lambda _: b"library,region\n"),
}


@pytest.mark.parametrize(("is_quick", "changed"), REGISTERS.values(), ids=REGISTERS)
@pytest.mark.parametrize("cohorts", [b"", b"cohorts: {attribute: region, ids: [north, south]}\n"])
def test_register_has_the_same_columns_with_both_readers(
    is_quick: bool, changed: Callable[[bytes], bytes], cohorts: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = _files()
    files[MAIN] = files[MAIN].replace(b"waves:", cohorts + b"waves:")
    files[REGISTER] = changed(files[REGISTER])
    read_with_both(files, monkeypatch)
    assert (read_register_columns(files, REGISTER, "library") is not None) == is_quick
