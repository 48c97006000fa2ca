"""Whole programmes before and after an upgrade: cases/<name>/before and after hold the rule files, byte for byte."""

import codecs
import itertools
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

import pytest
import yaml

from egyv_engine.files.folder import read_folder
from egyv_engine.rules.rule_paths import FILES
from egyv_engine.upgrade.rewrite import rewrite
from egyv_engine.upgrade.upgrade import upgrade_files

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir())
TYPES = {file: document for document, file in FILES.items()}
ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "as they are": bytes,
    "Windows line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "old Macintosh line ends": lambda data: data.replace(b"\n", b"\r"),
    "byte order mark": lambda data: codecs.BOM_UTF8 + data,
    "no line end at the end": lambda data: data.rstrip(b"\n"),
}
STYLES = [
    {
        "default_flow_style": flow,
        "width": 10_000 if quote == "'" else 20,
        "default_style": quote,
        "allow_unicode": flow,
    }
    for flow, quote in itertools.product((True, False), (None, "'", '"', "|"))
]


def read(name: str, side: str) -> dict[PurePosixPath, bytes]:
    return dict(read_folder(CASES / name / side))


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", NAMES)
def test_upgrade_changes_the_names_and_no_other_byte(name: str, encoding: str) -> None:
    encoded = ENCODINGS[encoding]
    before, after = ({f: encoded(d) for f, d in read(name, side).items()} for side in ("before", "after"))
    made = upgrade_files(before)
    assert made.faults == ()
    assert made.edition == 1
    assert {**before, **made.files} == after
    assert set(made.files) == {file for file in before if before[file] != after[file]}


@pytest.mark.parametrize("name", NAMES)
def test_upgrade_of_the_current_edition_changes_nothing(name: str) -> None:
    made = upgrade_files(read(name, "after"))
    assert (made.edition, made.files, made.changes, made.faults) == (2, {}, (), ())


@pytest.mark.parametrize("name", NAMES)
def test_upgrade_reports_each_name_where_it_was(name: str) -> None:
    before = read(name, "before")
    for change in upgrade_files(before).changes:
        lines = before[change.span.file].decode().split("\n")
        typed = lines[change.span.line - 1][change.span.column - 1 : change.span.end_column - 1]
        is_added, is_removed = not change.old, not change.new and typed.startswith(change.old)
        assert is_added or is_removed or change.old in (typed, yaml.safe_load(typed)), change


@pytest.mark.parametrize("style", STYLES, ids=lambda s: "-".join(map(str, s.values())))
def test_upgrade_reads_the_same_from_every_way_to_write_a_file(style: Mapping[str, object]) -> None:
    after = read("egyv", "after")
    for file, data in read("egyv", "before").items():
        written = yaml.dump(yaml.load(data, yaml.BaseLoader), sort_keys=False, **style)  # type: ignore[call-overload]
        made = rewrite(TYPES.get(file, "principle"), file, written.encode())
        assert made.faults == (), file
        assert yaml.load(made.data, yaml.BaseLoader) == yaml.load(after[file], yaml.BaseLoader), file
