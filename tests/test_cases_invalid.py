"""Programmes with faults: one folder per case with the files that differ from a sound programme, and what `check` prints.

As well as the files that differ, a case may hold two lists: REMOVED (paths that the case does not have) and PADDED (a
path and a size in bytes: the file is filled up to it with comments). `EGYV_UPDATE_CASES=1` rewrites each expected.txt.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner

from egyv_engine.cli.main import main
from egyv_engine.diagnostics.catalogue import CATALOGUE, RETIRED
from egyv_engine.diagnostics.pages.data_files import CODES_OF_RESULTS
from egyv_engine.diagnostics.render import render_github, render_json, render_text, summary
from egyv_engine.pipeline import run as pipeline
from egyv_engine.pipeline.run import Outputs, Until, check_files, run
from tests.library import BASE

CASES = [  # the tests of a case run in one process, which checks it once
    pytest.param(p, id=p.name, marks=pytest.mark.xdist_group(p.name))
    for p in sorted(BASE.parent.iterdir())
    if p != BASE
]
NAMES = {str(case.id) for case in CASES}
ENGINE = Path(__file__).parents[1] / "engine" / "egyv_engine"
EXPECTED, REMOVED, PADDED = "expected.txt", "REMOVED", "PADDED"
TEN = BASE.parent / "ten_faults_in_ten_files"

Files = Mapping[PurePosixPath, bytes]


@cache
def read(folder: Path) -> dict[PurePosixPath, bytes]:
    return {
        PurePosixPath(p.relative_to(folder).as_posix()): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def lines(case: Path, name: str) -> list[str]:
    return (case / name).read_text().splitlines() if (case / name).exists() else []


def differing(case: Path) -> Files:
    """The case's own files of the programme."""
    return {f: data for f, data in read(case).items() if str(f) not in (EXPECTED, REMOVED, PADDED)}


def programme(case: Path) -> Files:
    """The base with what differs laid over it."""
    files = {**read(BASE), **differing(case)}
    for name in lines(case, REMOVED):
        del files[PurePosixPath(name)]
    for line in lines(case, PADDED):
        name, size = line.split()
        data = files[PurePosixPath(name)]
        files[PurePosixPath(name)] = data + b"#" * (int(size) - len(data))
    return dict(sorted(files.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The output of `egyv-engine check` on a case, its exit code, and the diagnostics in it."""

    printed: str
    exit_code: int
    outputs: Outputs


@cache
def checked(case: Path) -> Check:
    """The case checked once, by the command on a folder; in memory where the command takes no such folder."""
    files = programme(case)
    if PurePosixPath("programme.yaml") not in files:
        outputs = run(files, until=Until.DATA)
        text = render_text(outputs.diagnostics, files)
        return Check(
            printed=f"{text}{summary(outputs.diagnostics, outputs.accepted)}\n", exit_code=1, outputs=outputs
        )
    found: list[Outputs] = []

    def watched(*arguments: Any, **options: Any) -> Outputs:
        found.append(run(*arguments, **options))
        return found[-1]

    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "run", watched)
        command = ["check", str(write(files, Path(folder)))]
        ended = CliRunner().invoke(main, command, catch_exceptions=False)
    (outputs,) = found
    return Check(printed=ended.stdout, exit_code=ended.exit_code, outputs=outputs)


def write(files: Files, folder: Path) -> Path:
    for file, data in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def code_of(case: Path) -> str:
    return case.name.partition("_")[0]


def test_base_has_no_fault() -> None:
    found = checked(BASE)
    assert (found.printed, found.exit_code) == ("no faults\n", 0)


@pytest.mark.parametrize("case", CASES)
def test_case_prints_exactly_what_is_expected(case: Path) -> None:
    output = checked(case).printed
    if os.environ.get("EGYV_UPDATE_CASES") == "1":
        (case / EXPECTED).write_text(output, encoding="utf-8", newline="\n")
    assert output == (case / EXPECTED).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_case_holds_only_what_differs_and_the_code_it_is_named_for(case: Path) -> None:
    base = read(BASE)
    assert [str(f) for f, data in differing(case).items() if base.get(f) == data] == []
    if case != TEN:
        assert re.search(
            rf"^\S+:(?:\d+:\d+|.+): {code_of(case)} ", (case / EXPECTED).read_text(), re.MULTILINE
        )


@pytest.mark.parametrize("case", CASES)
def test_case_is_located_on_a_line_that_exists(case: Path) -> None:
    files = programme(case)
    for fault in checked(case).outputs.diagnostics:
        for span in (fault.span, *(where for where, _ in fault.related)):
            if span.place:  # a cell of a file without lines
                continue
            text = files.get(span.file, b"").decode("utf-8", errors="replace").replace("\r\n", "\n")
            line = text.replace("\r", "\n").split("\n")[span.line - 1]
            assert 1 <= span.column <= len(line) + 1
            assert span.column < span.end_column <= max(len(line) + 1, span.column + 1)


# Codes that depend on what is installed and on the environment, with the test that has their cases.
TESTED_ELSEWHERE = {
    "EGY561": "data/sources/test_extras.py",
    "EGY565": "data/sources/test_query_source.py",
    "EGY566": "data/sources/test_query_source.py",
    # of init, which has no programme yet
    **{f"EGY58{n}": "exchange/test_draft_faults.py" for n in range(5)},
    "EGY593": "exchange/test_draft_faults.py",
    "EGY594": "exchange/test_waves_of_files.py",
    "EGY595": "exchange/test_words_among_numbers.py",
    "EGY596": "exchange/test_published_files.py",
}


@pytest.mark.parametrize("code", sorted(set(CATALOGUE) - set(CODES_OF_RESULTS) - set(TESTED_ELSEWHERE)))
def test_code_has_a_case_named_for_it(code: str) -> None:
    assert code in {name.partition("_")[0] for name in NAMES}


@pytest.mark.parametrize(("code", "test"), TESTED_ELSEWHERE.items())
def test_code_without_a_case_is_tested_elsewhere(code: str, test: str) -> None:
    assert code not in {name.partition("_")[0] for name in NAMES}
    assert code in (Path(__file__).parent / test).read_text(encoding="utf-8")


def test_codes_of_the_engine_are_those_of_the_catalogue() -> None:
    pages = ENGINE / "diagnostics" / "pages"
    emitted = {
        code
        for path in ENGINE.rglob("*.py")
        if path.parent != pages
        for code in re.findall(r'"(EGY[0-9]{3})"', path.read_text(encoding="utf-8"))
    }
    assert emitted - set(RETIRED) == set(CATALOGUE)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_page_shows_a_right_example_that_differs_from_the_wrong_one(code: str) -> None:
    page = CATALOGUE[code]
    assert page.wrong.strip() != page.right.strip()
    assert all((page.meaning, page.why, page.wrong, page.right))


def test_ten_faults_in_ten_files_are_reported_in_one_run() -> None:
    found = check_files(programme(TEN))
    assert len(found) == 10
    assert {str(d.span.file) for d in found} == {str(f) for f in differing(TEN)}
    assert len({d.code for d in found}) == 10


@pytest.mark.parametrize("case", CASES)
def test_case_fails_if_it_has_an_error(case: Path) -> None:
    assert checked(case).exit_code == int("error" in (case / EXPECTED).read_text().splitlines()[-1])


@pytest.mark.parametrize("case", [BASE, TEN], ids=lambda c: c.name)
def test_case_in_memory_has_the_faults_of_its_folder(case: Path) -> None:
    assert tuple(check_files(programme(case))) == checked(case).outputs.diagnostics


def test_check_json_has_the_same_faults_as_the_text(tmp_path: Path) -> None:
    files = programme(TEN)
    found = check_files(files)
    ended = CliRunner().invoke(main, ["check", str(write(files, tmp_path)), "--format", "json"])
    assert ended.stdout == render_json(found)
    rows = json.loads(ended.stdout)["diagnostics"]
    text = (TEN / EXPECTED).read_text()
    for row in rows:
        assert f"{row['file']}:{row['line']}:{row['column']}: {row['code']} {row['message']}\n" in text
        assert row["hint"] is None or f"   = {row['hint']}\n" in text


def test_check_github_prints_one_annotation_per_fault(tmp_path: Path) -> None:
    files = programme(TEN)
    found = check_files(files)
    ended = CliRunner().invoke(main, ["check", str(write(files, tmp_path)), "--format", "github"])
    assert ended.stdout == render_github(found)
    annotations = ended.stdout.splitlines()
    assert len(annotations) == len(found)
    for d, line in zip(found, annotations, strict=True):
        assert line.startswith(f"::error file={d.span.file},line={d.span.line},col={d.span.column},")
        assert f"title={d.code}::{d.message}" in line
