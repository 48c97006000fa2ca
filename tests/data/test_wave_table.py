"""The tables of waves and of the register: what their form may be, and what is reported of a file that is irregular."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from egyv_engine.data import survey
from egyv_engine.data.sources import open_source
from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.files.folder import read_folder
from tests.data.readers import as_parquet, linked, plain, read
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
def test_file_of_any_sound_form_has_the_codes_of_a_parquet_file(changed: Callable[[bytes], bytes]) -> None:
    files = _files()
    files[AFTER] = changed(files[AFTER])
    found, faults = read(files)
    assert found is not None
    assert faults == []
    same, faults_of_parquet = read(as_parquet(files))
    assert same is not None
    assert faults_of_parquet == []
    assert plain(found) == plain(same)


FAULTY: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "answer not on the scale": ("EGY507 after 3:3", lambda b: b.replace(b"b,Yes", b"b,Yse")),
    "spaces": ("EGY507 after 3:3", lambda b: b.replace(b"b,Yes", b"b, Yes")),
    "a cell too few": ("EGY504 after 5:3", lambda b: b.replace(b"d,No,Never", b"d,No")),
    "two cells too few": ("EGY504 after 5:1", lambda b: b.replace(b"d,No,Never", b"d")),
    "a cell too few, and one carriage return": (
        "EGY504 after 5:3",
        lambda b: b.replace(b"d,No,Never", b"d,No\r"),
    ),
    "a cell too few, and an empty line": (
        "EGY504 after 5:3",
        lambda b: b.replace(b"d,No,Never", b"d,No") + b"\n",
    ),
    "a cell too few, no last newline": (
        "EGY504 after 5:3",
        lambda b: b.replace(b"d,No,Never", b"d,No").rstrip(b"\n"),
    ),
    "a cell too many": ("EGY504 after 5:12", lambda b: b.replace(b"d,No,Never", b"d,No,Never,")),
    "misplaced quotation mark": (
        "EGY507 after 5:6, EGY522 after 5:8",
        lambda b: b.replace(b"d,No,Never", b'd,No,Ne"ver'),
    ),
    "quotation mark not closed": ("EGY522 after 5:6", lambda b: b.replace(b"d,No,Never", b'd,No,"Never')),
    "unit twice": ("EGY509 after 3:1, EGY511 libraries 3:1", lambda b: b.replace(b"b,Yes", b"a,Yes")),
    "unknown unit": ("EGY510 after 3:1, EGY511 libraries 3:1", lambda b: b.replace(b"b,Yes", b"x,Yes")),
    "unit missing": ("EGY511 libraries 3:1", lambda b: b.replace(b"b,Yes,Often\n", b"")),
    "unit blank": ("EGY521 after 3:1", lambda b: b.replace(b"b,Yes", b",Yes")),
    "column twice": (
        "EGY506 after 1:1, EGY519 after 1:16, EGY507 after 2:3, EGY507 after 5:3",
        lambda b: b.replace(b"open_late,visits", b"visits,visits"),
    ),
    "unknown column": ("EGY505 after 1:19", lambda b: b.replace(b"visits", b"visitors")),
    "column blank": (
        "EGY516 after 1:19",
        lambda b: b"".join(
            line.rpartition(b",")[0] + (b",visits\n" if i == 0 else b",\n")
            for i, line in enumerate(b.splitlines())
        ),
    ),
    "not UTF-8": ("EGY503 after 3:4", lambda b: b.replace(b"b,Yes", b"b,Y\xe9s")),
    "empty": ("EGY502 after 1:1", lambda _: b""),
    "header only": ("EGY502 after 1:1", lambda _: b"library,open_late,visits\n"),
}


def places(faults: list[Diagnostic]) -> str:
    return ", ".join(f"{d.code} {d.span.file.stem} {d.span.line}:{d.span.column}" for d in faults)


@pytest.mark.parametrize(("expected", "changed"), FAULTY.values(), ids=FAULTY)
def test_irregular_file_is_reported_at_its_place(expected: str, changed: Callable[[bytes], bytes]) -> None:
    files = _files()
    files[AFTER] = changed(files[AFTER])
    assert places(read(files)[1]) == expected


def test_mixed_line_ends_are_read() -> None:
    files = _files()
    expected, _ = read(files)
    assert expected is not None
    files[AFTER] = files[AFTER].replace(b"d,No,Never\n", b"d,No,Never\r\n")
    found, faults = read(files)
    assert found is not None
    assert faults == []
    assert plain(found) == plain(expected)


def test_units_without_return_are_blank() -> None:
    files = _files()
    returned = b"answers: surveys/after.csv, returned: {attribute: region, is: north}"
    files[MAIN] = files[MAIN].replace(b"answers: surveys/after.csv", returned)
    files[AFTER] = b"library,open_late,visits\nf,Yes,Often\nb,Yes,\na,No,Never\n"
    found, faults = read(files)
    assert faults == []
    assert found is not None
    assert found.waves["after"].answers["open_late", None].codes.to_list() == [1, 2, 0, 0, 0, 2]


def test_header_without_rows_is_reported_even_if_no_unit_returned() -> None:
    files = _files()
    returned = b"answers: surveys/after.csv, returned: {attribute: region, is: west}"
    files[MAIN] = files[MAIN].replace(b"answers: surveys/after.csv", returned)
    files[AFTER] = b"library,open_late,visits\n"
    _, faults = read(files)
    assert [d.code for d in faults] == ["EGY502"]


def test_reader_does_not_keep_large_files_on_disk_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_source, "_MOST_KEPT_BYTES", 20)  # so that the files are large
    for name, data in _files().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    folder = read_folder(tmp_path)
    read_from_disk, _, faults = survey.read_survey(linked(folder), folder)
    assert read_from_disk is not None
    assert faults == []
    assert not {REGISTER, BEFORE, AFTER} & set(folder._read)


REGISTERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "unchanged": ("", lambda b: b),
    "in another order": ("", lambda b: b.replace(b"a,north\n", b"") + b"a,north\n"),
    "Windows line ends": ("", lambda b: b.replace(b"\n", b"\r\n")),
    "attribute in quotation marks": ("", lambda b: b.replace(b"d,south", b'd,"south, by the sea"')),
    "attribute blank": ("", lambda b: b.replace(b"c,south", b"c,").replace(b"d,south", b'd,""')),
    "control character": ("EGY503 libraries 5:5", lambda b: b.replace(b"d,south", b"d,so\x1b[31muth")),
    "control character in an id": (
        "EGY503 libraries 5:2",
        lambda b: b.replace(b"d,south", b"d\x00,south"),
    ),
    "direction character": (
        "EGY503 libraries 5:5",
        lambda b: b.replace(b"d,south", "d,so\u202euth".encode()),
    ),
    "control character in the header": (
        "EGY503 libraries 1:11",
        lambda b: b.replace(b"region", b"re\x7fgion"),
    ),
    "doubled quotation marks": ("", lambda b: b.replace(b"d,south", b'd,"the ""south"""')),
    "misplaced quotation mark": ("EGY522 libraries 5:5", lambda b: b.replace(b"d,south", b'd,so"uth')),
    "a cell too few": ("EGY504 libraries 5:1", lambda b: b.replace(b"d,south", b"d")),
    "a cell too many": ("EGY504 libraries 5:9", lambda b: b.replace(b"d,south", b"d,south,")),
    "unit twice": (
        "EGY510 after 5:1, EGY509 libraries 5:1",
        lambda b: b.replace(b"d,south", b"c,south"),
    ),
    "unit blank": (
        "EGY510 after 5:1, EGY521 libraries 5:1",
        lambda b: b.replace(b"d,south", b",south"),
    ),
    "cohort not declared": ("", lambda b: b.replace(b"d,south", b"d,east")),
    "column twice": ("EGY519 libraries 1:9", lambda b: b.replace(b"region", b"library")),
    "no key": ("EGY506 libraries 1:1", lambda b: b.replace(b"library", b"name")),
    "empty": ("EGY502 libraries 1:1", lambda _: b""),
    "header only": ("EGY502 libraries 1:1", lambda _: b"library,region\n"),
}


@pytest.mark.parametrize(("expected", "changed"), REGISTERS.values(), ids=REGISTERS)
def test_register_of_any_form_is_read_or_reported_at_its_place(
    expected: str, changed: Callable[[bytes], bytes]
) -> None:
    files = _files()
    files[REGISTER] = changed(files[REGISTER])
    found, faults = read(files)
    assert places(faults) == expected
    assert (found is None) == (expected != "")
