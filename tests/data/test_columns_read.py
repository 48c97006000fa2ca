"""The columns that are read of a file that is the register as well as a wave's answers."""

from pathlib import PurePosixPath

from egyv_engine.pipeline.run import check_files
from tests.library import BASE

CASE = BASE.parent / "EGY310_attribute_without_a_column"


def test_attributes_are_read_where_the_register_is_a_file_of_answers_and_other_columns_are_ignored() -> None:
    folders = (BASE, CASE)
    files = {
        PurePosixPath(p.relative_to(folder)): p.read_bytes()
        for folder in folders
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }
    programme = PurePosixPath("programme.yaml")
    text = files[programme].decode()
    register = next(line for line in text.splitlines() if line.startswith("register:"))
    text = text.replace(register, "register: {file: surveys/after.csv, key: library}")
    files[programme] = text.encode()

    codes = {d.code for d in check_files(files)}

    assert "cohort" in files[PurePosixPath("surveys/after.csv")].decode().partition("\n")[0]
    assert "EGY310" not in codes
