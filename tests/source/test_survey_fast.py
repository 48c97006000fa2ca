"""The quick reader of large files: the slow one's codes where a file is sound, and none where it is not."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import polars as pl
import pytest

from egyv_engine.link import LinkedProgramme, link
from egyv_engine.source import survey
from egyv_engine.source.files import read_folder
from egyv_engine.source.load import load
from egyv_engine.source.survey_fast import read_fast, read_register_fast
from egyv_engine.source.survey_types import Survey
from tests.library import FILES

AFTER = PurePosixPath("surveys/after.csv")
Files = dict[PurePosixPath, bytes]


def _files() -> Files:
    return {PurePosixPath(name): text.encode() for name, text in FILES.items()}


def _linked(files: Files) -> LinkedProgramme:
    loaded = load(files)
    assert loaded.programme is not None
    return link(loaded.programme, loaded.positions)[0]


def _codes(read: Survey) -> dict[tuple[str, object], list[int]]:
    return {(w, k): c.codes.to_list() for w, wave in read.waves.items() for k, c in wave.answers.items()}


def _read_both_ways(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> tuple[tuple[Survey | None, list[object]], tuple[Survey | None, list[object]], list[bool]]:
    """What each reader gives with the faults told, and whether each wave was read the quick way."""
    linked = _linked(files)
    slow = survey.read_survey(linked, files)
    taken: list[bool] = []

    def noting(*arguments: object) -> object:
        found = read_fast(*arguments)  # type: ignore[arg-type]
        taken.append(found is not None)
        return found

    monkeypatch.setattr(survey, "_LARGE", 0)
    monkeypatch.setattr(survey, "read_fast", noting)
    return slow, survey.read_survey(linked, files), taken  # type: ignore[return-value]


SOUND: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda b: b,
    "no last newline": lambda b: b.rstrip(b"\n"),
    "lines of another system": lambda b: b.replace(b"\n", b"\r\n"),
    "those, no last one": lambda b: b.replace(b"\n", b"\r\n").rstrip(b"\r\n"),
    "byte order mark": lambda b: b"\xef\xbb\xbf" + b,
    "every cell in quotation marks": lambda b: (
        b'"' + b.rstrip(b"\n").replace(b",", b'","').replace(b"\n", b'"\n"') + b'"\n'
    ),
    "blanks": lambda b: b.replace(b"d,No,Never", b"d,,").replace(b"f,Yes,Often", b"f,Yes,"),
    "blanks in quotation marks": lambda b: b.replace(b"d,No,Never", b'd,"",""'),
    "never counts": lambda b: b.replace(b"d,No,Never", b"d,Don't know,Don't know"),
    "rows in another order": lambda b: b.replace(b"a,Yes,Never\n", b"") + b"a,Yes,Never\n",
    "columns in another order": lambda b: b"".join(
        b",".join(reversed(line.split(b","))) + b"\n" for line in b.splitlines()
    ),
}


@pytest.mark.parametrize("changed", SOUND.values(), ids=SOUND)
def test_read_fast_sound_file_gives_what_the_slow_reader_gives(
    changed: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = _files()
    files[AFTER] = changed(files[AFTER])
    (slow, slow_faults), (fast, fast_faults), taken = _read_both_ways(files, monkeypatch)
    assert taken == [True, True]
    assert fast_faults == slow_faults == []
    assert slow is not None
    assert fast is not None
    assert _codes(fast) == _codes(slow)
    assert all(c.codes.dtype == pl.UInt8 for wave in fast.waves.values() for c in wave.answers.values())


FAULTY: dict[str, Callable[[bytes], bytes]] = {
    "answer not on the scale": lambda b: b.replace(b"b,Yes", b"b,Yse"),
    "spaces": lambda b: b.replace(b"b,Yes", b"b, Yes"),
    "a cell too few": lambda b: b.replace(b"d,No,Never", b"d,No"),
    "two cells too few": lambda b: b.replace(b"d,No,Never", b"d"),
    "a cell too few, and one carriage return": lambda b: b.replace(b"d,No,Never", b"d,No\r"),
    "a cell too few, and an empty line": lambda b: b.replace(b"d,No,Never", b"d,No") + b"\n",
    "a cell too few, no last newline": lambda b: b.replace(b"d,No,Never", b"d,No").rstrip(b"\n"),
    "a cell too many": lambda b: b.replace(b"d,No,Never", b"d,No,Never,"),
    "stray quotation mark": lambda b: b.replace(b"d,No,Never", b'd,No,Ne"ver'),
    "quotation mark left open": lambda b: b.replace(b"d,No,Never", b'd,No,"Never'),
    "unit twice": lambda b: b.replace(b"b,Yes", b"a,Yes"),
    "unit not known": lambda b: b.replace(b"b,Yes", b"x,Yes"),
    "unit missing": lambda b: b.replace(b"b,Yes,Often\n", b""),
    "unit blank": lambda b: b.replace(b"b,Yes", b",Yes"),
    "column twice": lambda b: b.replace(b"open_late,visits", b"visits,visits"),
    "column not known": lambda b: b.replace(b"visits", b"visitors"),
    "column blank": lambda b: b"".join(
        line.rpartition(b",")[0] + (b",visits\n" if i == 0 else b",\n")
        for i, line in enumerate(b.splitlines())
    ),
    "not UTF-8": lambda b: b.replace(b"b,Yes", b"b,Y\xe9s"),
    "empty": lambda _: b"",
    "header only": lambda _: b"library,open_late,visits\n",
}


@pytest.mark.parametrize("changed", FAULTY.values(), ids=FAULTY)
def test_read_fast_odd_file_is_left_to_the_slow_reader(
    changed: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = _files()
    files[AFTER] = changed(files[AFTER])
    (_, slow_faults), (_, fast_faults), taken = _read_both_ways(files, monkeypatch)
    assert taken == [True, False]
    assert fast_faults == slow_faults != []


def test_read_fast_mixed_line_ends_are_left_to_the_slow_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    files = _files()
    files[AFTER] = files[AFTER].replace(b"d,No,Never\n", b"d,No,Never\r\n")
    (slow, _), (fast, faults), taken = _read_both_ways(files, monkeypatch)
    assert (taken, faults) == ([True, False], [])
    assert slow is not None
    assert fast is not None
    assert _codes(fast) == _codes(slow)


def test_read_fast_units_without_return_are_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    files = _files()
    main = PurePosixPath("programme.yaml")
    returned = b"answers: surveys/after.csv, returned: {attribute: region, is: north}"
    files[main] = files[main].replace(b"answers: surveys/after.csv", returned)
    files[AFTER] = b"library,open_late,visits\nf,Yes,Often\nb,Yes,\na,No,Never\n"
    (slow, slow_faults), (fast, fast_faults), taken = _read_both_ways(files, monkeypatch)
    assert taken == [True, True]
    assert fast_faults == slow_faults == []
    assert slow is not None
    assert fast is not None
    assert _codes(fast) == _codes(slow)
    assert fast.waves["after"].answers["open_late", None].codes.to_list() == [1, 2, 0, 0, 0, 2]


def test_read_fast_folder_on_disk_is_not_held_in_memory(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "_LARGE", 0)
    folder = read_folder(library)
    loaded = load(folder)
    assert loaded.programme is not None
    read, faults = survey.read_survey(link(loaded.programme, loaded.positions)[0], folder)
    assert read is not None
    assert faults == []
    assert AFTER not in folder._read


REGISTER = PurePosixPath("surveys/libraries.csv")
REGISTERS: dict[str, tuple[bool, Callable[[bytes], bytes]]] = {
    "as it is": (True, lambda b: b),
    "in another order": (True, lambda b: b.replace(b"a,north\n", b"") + b"a,north\n"),
    "lines of another system": (True, lambda b: b.replace(b"\n", b"\r\n")),
    "attribute in quotation marks": (True, lambda b: b.replace(b"d,south", b'd,"south, by the sea"')),
    "attribute blank": (True, lambda b: b.replace(b"c,south", b"c,").replace(b"d,south", b'd,""')),
    "doubled quotation marks": (False, lambda b: b.replace(b"d,south", b'd,"the ""south"""')),
    "stray quotation mark": (False, lambda b: b.replace(b"d,south", b'd,so"uth')),
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
def test_read_register_fast_gives_what_the_slow_reader_gives(
    is_quick: bool, changed: Callable[[bytes], bytes], cohorts: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = _files()
    main = PurePosixPath("programme.yaml")
    files[main] = files[main].replace(b"waves:", cohorts + b"waves:")
    files[REGISTER] = changed(files[REGISTER])
    (slow, slow_faults), (fast, fast_faults), _ = _read_both_ways(files, monkeypatch)
    assert fast_faults == slow_faults
    assert (read_register_fast(files, REGISTER, "library") is not None) == is_quick
    assert (slow is None) == (fast is None)
    if slow is not None and fast is not None:
        assert fast.units.equals(slow.units)
        assert fast.cohort.equals(slow.cohort)
        assert {k: v.to_list() for k, v in fast.attributes.items()} == {
            k: v.to_list() for k, v in slow.attributes.items()
        }


def test_read_fast_column_blank_for_a_cohort_is_left_to_the_slow_reader(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = _files()
    main = PurePosixPath("programme.yaml")
    cohorts = b"cohorts: {attribute: region, ids: [north, south]}\nwaves:"
    files[main] = files[main].replace(b"waves:", cohorts)
    files[AFTER] = b"library,open_late,visits\na,Yes,Never\nb,Yes,Often\nc,Yes,\nd,No,\ne,Yes,\nf,Yes,Often\n"
    (_, slow_faults), (_, fast_faults), taken = _read_both_ways(files, monkeypatch)
    assert taken == [True, False]
    assert fast_faults == slow_faults != []
