"""explain, schema, --help and --version; and how the command behaves in a terminal and a pipe."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from egyv_engine import __version__
from egyv_engine.cli.progress import LABELS
from egyv_engine.diagnostics.catalogue import CATALOGUE, page
from egyv_engine.files.folder import read_folder
from egyv_engine.interface.functions import evaluate
from egyv_engine.narrative.claim_checks import ClaimFault, ClaimMeasures
from egyv_engine.pipeline.reading import read_answers
from tests.cli.test_evaluate import run

ENGINE = (sys.executable, "-m", "egyv_engine")


def test_explain_code_prints_its_page() -> None:
    assert run("explain", "egy302") == (0, page("EGY302"), "")


def test_explain_without_code_lists_them_all() -> None:
    code, out, _ = run("explain")
    assert code == 0
    assert [line[:6] for line in out.splitlines()] == sorted(CATALOGUE)


def test_version_and_bare_module_work() -> None:
    printed = subprocess.run([*ENGINE, "--version"], capture_output=True, text=True, check=True)
    assert printed.stdout == f"egyv-engine {__version__}\n"


def test_readability_writes_what_a_claim_lacks_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    fault = ClaimFault(
        kind="no_base", chapter="Summary", sentence="Nine areas had a plan.", lacking="plan#now.count"
    )
    measured = ClaimMeasures(faults=(fault,), points_shown=1, points=2, body_words=3, annex_words=4)
    monkeypatch.setattr("egyv_engine.narrative.claim_checks.measure_claims", lambda *_: measured)
    code, out, _ = run("readability", "--example", "egyv", "--format", "json")
    assert code == 1
    assert json.loads(out)["claim_checks"]["faults"] == [
        {
            "kind": "no_base",
            "chapter": "Summary",
            "sentence": "Nine areas had a plan.",
            "lacking": "plan#now.count",
        }
    ]


@pytest.mark.parametrize(
    "command", ["evaluate", "publish", "check", "explain", "readability", "schema", "upgrade"]
)
def test_help_of_each_command_has_examples(command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"egyv-engine {command}" in out.partition("Examples:")[2]


def test_schema_writes_valid_schemas_that_fit_the_findings(library: Path, tmp_path: Path) -> None:
    code, out, _ = run("schema", library)
    written = sorted((library / ".egyv").iterdir())
    assert code == 0
    assert sorted(out.splitlines()) == [str(p) for p in written]
    for path in written:
        jsonschema.Draft202012Validator.check_schema(json.loads(path.read_bytes()))
    run("evaluate", library, "--out", tmp_path / "out", "--quiet")
    findings = json.loads((tmp_path / "out" / "findings.json").read_bytes())
    jsonschema.validate(findings, json.loads((library / ".egyv" / "findings.schema.json").read_bytes()))


def test_schema_of_the_checkout_is_what_the_command_writes(tmp_path: Path) -> None:
    run("schema", tmp_path)
    kept = Path(__file__).parents[2] / ".egyv"
    assert {p.name: p.read_bytes() for p in kept.iterdir()} == {
        p.name: p.read_bytes() for p in (tmp_path / ".egyv").iterdir()
    }


@pytest.mark.parametrize(
    "arguments", [("--help",), ("explain", "EGY302"), ("check", "--rules"), ("upgrade", "--check")]
)
def test_quick_commands_import_no_polars(library: Path, arguments: tuple[str, ...]) -> None:
    script = (
        "import sys\nfrom egyv_engine.cli.main import main\n"
        f"main({list(arguments)!r}, standalone_mode=False)\n"
        "assert not {'polars', 'numpy'} & set(sys.modules), 'imported'\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=library, check=True, capture_output=True)


def test_broken_pipe_is_quiet(library: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(
        [*ENGINE, "explain"], stdout=writer, stderr=subprocess.PIPE, text=True, cwd=library, check=False
    )
    os.close(writer)
    assert ended.stderr == ""


def _in_terminal(folder: Path, **environment: str) -> str:
    """Return the output of `check` in a terminal."""
    import pty  # not on Windows

    ours, theirs = pty.openpty()
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    subprocess.run(
        [*ENGINE, "check"],
        stdout=theirs,
        cwd=folder,
        env={**kept, "TERM": "xterm", **environment},
        check=False,
    )
    os.close(theirs)
    text = os.read(ours, 65536).decode()
    os.close(ours)
    return text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_colour_only_on_a_terminal_and_not_with_no_color(library: Path) -> None:
    path = library / "surveys" / "after.csv"
    path.write_text(path.read_text().replace("birch,Yes", "birch,Yse"))
    assert "\x1b[31m" in _in_terminal(library)
    assert "\x1b[" not in _in_terminal(library, NO_COLOR="1")
    assert "\x1b[" not in run("check", library)[1]


def test_explain_says_what_a_retired_code_became() -> None:
    code, _, err = run("explain", "EGY609")
    assert code == 2
    assert "EGY609 is no longer used: a text block without text is EGY202" in err


@pytest.mark.parametrize(
    "command", [("evaluate",), ("explain", "access.open_late@pilot", "--programme"), ("readability",)]
)
def test_json_of_a_command_without_a_result_is_that_of_check(library: Path, command: tuple[str, ...]) -> None:
    path = library / "surveys" / "after.csv"
    path.write_text(path.read_text().replace("birch,Yes", "birch,Yse"))
    code, out, err = run(*command, library, "--format", "json")
    assert (code, err) == (1, "")
    assert json.loads(out) == json.loads(run("check", library, "--format", "json")[1])


@pytest.mark.parametrize(
    ("command", "takes_example"),
    [(("check",), True), (("explain", "access", "--programme"), True), (("upgrade",), False)],
)
def test_example_is_named_to_those_without_a_programme_where_the_command_has_one(
    tmp_path: Path, command: tuple[str, ...], takes_example: bool
) -> None:
    code, _, err = run(*command, tmp_path)
    assert code == 2
    assert ("give --example egyv in place of a folder" in err) == takes_example
    assert ("--example" in run(command[0], "--help")[1]) == takes_example


def test_progress_has_words_for_each_stage(library: Path) -> None:
    stages: list[str] = []
    evaluate(library, on_stage=stages.append)
    read_answers(read_folder(library), on_stage=stages.append)
    assert set(stages) <= set(LABELS)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the folder of a process")
@pytest.mark.parametrize(
    "command", ["check", "export --ddi codebook.xml --example egyv", "init new --from /dev/null"]
)
def test_command_in_a_folder_that_was_removed_says_so(tmp_path: Path, command: str) -> None:
    (tmp_path / "gone").mkdir()
    line = f'cd gone && rmdir ../gone && exec "$0" -m egyv_engine {command}'
    ended = subprocess.run(
        ["/bin/sh", "-c", line, sys.executable], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert ended.stderr.splitlines()[-1].startswith("Error: ")
    assert "the current folder does not exist any more" in ended.stderr
