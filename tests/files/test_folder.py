"""A programme's folder as a mapping: its files in order, and nothing from outside it."""

from pathlib import Path, PurePosixPath

import pytest

from egyv_engine.files.example import example_folder
from egyv_engine.files.folder import LARGEST_RULE_FILE, open_file, read_folder, size_of

FILES = {
    "programme.yaml": b"a: 1\n",
    "rules/scales.yaml": b"b: 2\n",
    "principles/1.yaml": b"c: 3\n",
    "surveys/deep/after.csv": b"d\n",
    "notes/thesis.txt": b"not of the programme\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, data in FILES.items():
        path = tmp_path / "programme" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "programme"


def test_folder_lists_the_programme_then_the_files_of_its_folders(root: Path) -> None:
    folder = read_folder(root)
    assert [str(f) for f in folder] == [
        "programme.yaml",
        "principles/1.yaml",
        "rules/scales.yaml",
        "surveys/deep/after.csv",
    ]
    assert len(folder) == 4


def test_folder_reads_a_file_that_a_rule_names_wherever_it_is(root: Path) -> None:
    assert read_folder(root)[PurePosixPath("notes/thesis.txt")] == FILES["notes/thesis.txt"]


def test_file_is_read_once(root: Path) -> None:
    folder = read_folder(root)
    before = folder[PurePosixPath("programme.yaml")]
    (root / "programme.yaml").write_bytes(b"changed")
    assert folder[PurePosixPath("programme.yaml")] == before


@pytest.mark.parametrize("file", ["../secret.txt", "rules/out.yaml", "rules", "rules/missing.yaml"])
def test_folder_has_no_file_outside_it_no_folder_and_no_missing_file(root: Path, file: str) -> None:
    (root.parent / "secret.txt").write_bytes(b"secret")
    (root / "rules" / "out.yaml").symlink_to(root.parent / "secret.txt")
    folder = read_folder(root)
    assert PurePosixPath(file) not in folder
    assert PurePosixPath(file) not in list(folder)
    with pytest.raises(KeyError):
        folder[PurePosixPath(file)]


def test_stream_and_size_are_those_of_the_file_on_disk_and_in_memory(root: Path) -> None:
    file = PurePosixPath("surveys/deep/after.csv")
    for files in (read_folder(root), {file: FILES[str(file)]}):
        with open_file(files, file) as stream:
            assert stream.read() == b"d\n"
        assert size_of(files, file) == 2


def test_example_is_a_folder_with_a_programme() -> None:
    assert (example_folder("egyv") / "programme.yaml").is_file()
    with pytest.raises(KeyError):
        example_folder("other")


def test_rule_file_that_is_too_large_is_not_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "programme.yaml").open("wb") as file:
        file.truncate(1 << 40)  # a file with a hole: it takes no space on disk
    assert len(read_folder(tmp_path)[PurePosixPath("programme.yaml")]) == LARGEST_RULE_FILE + 1
