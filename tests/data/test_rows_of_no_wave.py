"""Rows that no wave reads, in a file with several waves below each other."""

from pathlib import Path, PurePosixPath

import pytest

from egyv_engine.pipeline.run import check_files

CASES = Path(__file__).parents[1] / "cases_invalid"


def _files() -> dict[PurePosixPath, bytes]:
    return {
        PurePosixPath(path.relative_to(folder).as_posix()): path.read_bytes()
        for folder in (CASES / "base", CASES / "EGY476_row_of_no_wave")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "expected.txt"
    }


@pytest.mark.parametrize(
    ("word", "rows", "told"),
    [
        ("2015", 1, ["1 row of surveys/answers.csv has '2015' in 'round', which is the word of no wave"]),
        (
            "2015",
            2,
            [],
        ),  # more than a tenth of the twelve rows of a wave: it may be a round that is not assessed
        ("After", 1, []),  # this is reported as a word in another case (EGY579)
        ("", 1, []),
        (" after", 1, []),  # a word of a wave
    ],
)
def test_few_rows_with_the_word_of_no_wave(word: str, rows: int, told: list[str]) -> None:
    files = _files()
    file = PurePosixPath("surveys/answers.csv")
    lines = files[file].decode().splitlines()
    changed = [line.replace("aftr,", f"{word},") for line in lines]
    changed = [
        line.replace("after,", f"{word},") if "maple" in line and rows > 1 else line for line in changed
    ]
    files[file] = "\n".join(changed).encode()
    assert [d.message for d in check_files(files) if d.code == "EGY476"] == told
