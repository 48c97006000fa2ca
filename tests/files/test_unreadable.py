"""Tests links, folders that have the name of a rule file, and files without permission."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from egyv_engine import check
from egyv_engine.files.folder import ChangedFileError, read_folder, sha256_of
from egyv_engine.pipeline.run import check_files
from tests.library import BASE
from tests.users import ordinary_user

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the links and permissions of POSIX")


def faults(folder: Path) -> list[tuple[str, str, str]]:
    return [(str(d.span.file), d.code, d.message) for d in check_files(read_folder(folder))]


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A copy of the programme where every user can enter the folders above it."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        shutil.copytree(BASE, Path(made, "programme"))
        yield Path(made, "programme")


@pytest.mark.parametrize("folder", ["principles", "rules", "surveys", "reports", "."])
def test_link_to_itself_is_passed_over(library: Path, folder: str) -> None:
    (library / folder / "loop").symlink_to("loop")
    (library / folder / "other").symlink_to("another")
    (library / folder / "another").symlink_to("other")
    assert faults(library) == []


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("scoring.yaml", "is a link that leads to itself"),
        ("nothing", "is a link to something that does not exist"),
        ("/etc/hosts", "is a link that leads out of the programme's folder"),
        ("..", "is a folder, not a file"),
    ],
)
def test_link_in_the_place_of_an_optional_rule_file_is_reported(library: Path, target: str, why: str) -> None:
    (library / "rules" / "scoring.yaml").symlink_to(target)
    assert faults(library) == [("rules/scoring.yaml", "EGY207", f"rules/scoring.yaml {why}")]


def test_link_to_a_file_in_the_folder_is_read(library: Path) -> None:
    (library / "rules" / "criteria.yaml").rename(library / "rules" / "these.txt")
    (library / "rules" / "criteria.yaml").symlink_to("these.txt")
    assert faults(library) == []


@pytest.mark.parametrize("name", ["rules/scoring.yaml", "reports/wording.yaml", "principles/3-more.yaml"])
def test_folder_in_the_place_of_a_rule_file_is_reported(library: Path, name: str) -> None:
    (library / name).unlink(missing_ok=True)
    (library / name).mkdir()
    assert faults(library) == [(name, "EGY207", f"{name} is a folder, not a file")]


def test_principle_that_is_a_dead_link_is_reported_once(library: Path) -> None:
    (library / "principles" / "1-access.yaml").unlink()
    (library / "principles" / "1-access.yaml").symlink_to("gone")
    assert [(file, code) for file, code, _ in faults(library)] == [("principles/1-access.yaml", "EGY207")]


@pytest.mark.parametrize(
    ("target", "why"), [("gone", "something that does not exist"), ("programme.yaml", "itself")]
)
def test_programme_file_that_leads_nowhere_is_a_fault_of_it(library: Path, target: str, why: str) -> None:
    (library / "programme.yaml").unlink()
    (library / "programme.yaml").symlink_to(target)
    (found,) = check(library)
    assert found.code == "EGY207"
    assert found.message.endswith(why)


def test_rule_folder_that_is_a_dead_link_is_reported_once(library: Path) -> None:
    shutil.rmtree(library / "reports")
    (library / "reports").symlink_to("gone")
    assert faults(library) == [("reports", "EGY207", "reports is a link to something that does not exist")]


def test_data_file_that_is_a_link_out_of_the_folder_is_called_one(library: Path, tmp_path: Path) -> None:
    (library / "surveys" / "after.csv").rename(tmp_path / "after.csv")
    (library / "surveys" / "after.csv").symlink_to(tmp_path / "after.csv")
    found = faults(library)
    assert [(code, message) for _, code, message in found] == [
        ("EGY501", "'surveys/after.csv' is a link that leads out of the programme's folder")
    ]


def test_pipe_is_not_waited_for(library: Path) -> None:
    os.mkfifo(library / "rules" / "scoring.yaml")
    assert faults(library) == [("rules/scoring.yaml", "EGY207", "rules/scoring.yaml is not a file")]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("rules/criteria.yaml", "EGY207 rules/criteria.yaml cannot be read: permission denied"),
        ("rules", "EGY207 rules cannot be read: permission denied"),
        ("principles", "EGY207 principles cannot be read: permission denied"),
        ("principles/1-access.yaml", "EGY207 principles/1-access.yaml cannot be read: permission denied"),
        ("reports", "EGY207 reports cannot be read: permission denied"),
        ("reports/wording.yaml", "EGY207 reports/wording.yaml cannot be read: permission denied"),
        ("surveys/after.csv", "EGY501 'surveys/after.csv' cannot be read: permission denied"),
        ("programme.yaml", "EGY207 programme.yaml cannot be read: permission denied"),
        ("reports/text.md", "EGY646 'reports/text.md' cannot be read: permission denied"),
        ("reports/phrasebooks", "EGY207 reports/phrasebooks cannot be read: permission denied"),
        ("reports/phrasebooks/own", "EGY207 reports/phrasebooks/own cannot be read: permission denied"),
        (
            "reports/phrasebooks/own/words.yaml",
            "EGY207 reports/phrasebooks/own/words.yaml cannot be read: permission denied",
        ),
    ],
)
def test_file_or_folder_without_permission_is_reported(open_to_all: Path, name: str, told: str) -> None:
    own = open_to_all / "reports" / "phrasebooks" / "own"
    own.mkdir(parents=True)
    (own / "phrases.yaml").write_text("based_on: english\n", encoding="utf-8")
    (own / "words.yaml").write_text("based_on: english\n", encoding="utf-8")
    (open_to_all / "reports" / "text.md").write_text("Libraries answered.\n", encoding="utf-8")
    report = open_to_all / "reports" / "report.yaml"
    text = report.read_text(encoding="utf-8").replace("title:", "phrasebook: own\ntitle:", 1)
    shown = "      - {show: text, text: {file: reports/text.md}}\n"
    report.write_text(text.replace("    blocks:\n", f"    blocks:\n{shown}", 1), encoding="utf-8")
    assert faults(open_to_all) == []  # this also imports all that an ordinary user may not be able to reach
    (open_to_all / name).chmod(0)
    try:
        with ordinary_user():
            found = faults(open_to_all)
    finally:
        (open_to_all / name).chmod(0o755)
    assert [f"{code} {message}" for _, code, message in found] == [told]


def test_hash_is_that_of_the_bytes_that_were_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"first")
    files = read_folder(tmp_path)
    read, name = files[PurePosixPath("a.csv")], PurePosixPath("a.csv")
    (tmp_path / "a.csv").write_bytes(b"later")
    assert (read, files[name]) == (b"first", b"first")
    assert sha256_of(files, name) == "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e"


def test_file_that_changes_after_it_was_opened_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"first")
    files, name = read_folder(tmp_path), PurePosixPath("a.csv")
    files.open(name).close()
    (tmp_path / "a.csv").write_bytes(b"longer")
    with pytest.raises(ChangedFileError, match=r"a\.csv was changed after it had been read"):
        sha256_of(files, name)


def test_change_that_keeps_size_and_time_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"first")
    files, name = read_folder(tmp_path), PurePosixPath("a.csv")
    files.open(name).close()
    before = (tmp_path / "a.csv").stat()
    (tmp_path / "a.csv").write_bytes(b"later")
    os.utime(tmp_path / "a.csv", ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(ChangedFileError, match=r"a\.csv was changed after it had been read"):
        sha256_of(files, name)


def test_file_that_was_read_and_is_deleted_is_still_listed(library: Path) -> None:
    files, name = read_folder(library), PurePosixPath("rules/criteria.yaml")
    listed, read = list(files), files[name]
    (library / name).unlink()
    assert (list(files), files[name]) == (listed, read)
