"""egyv-engine explain: codes, findings, forms of output, and how it refuses."""

import json
from pathlib import Path

import jsonschema
import pytest

from egyv_engine.publish.explanation_json import explanation_schema
from tests.cli.test_evaluate import run

AT_BIRCH = ("explain", "access.open_late@pilot", "birch", "--programme")


def test_explain_finding_prints_the_rule_the_verdict_and_the_units(library: Path) -> None:
    code, out, err = run("explain", "access.open_late@pilot", "--programme", library)
    assert (code, err) == (0, "")
    assert out.startswith("access.open_late@pilot\n======================\nOpen late, pilot cohort,")
    assert "  - gained (3): ash, birch, hazel\n" in out
    assert max(map(len, out.splitlines())) <= 100


def test_explain_unit_prints_its_cells(library: Path) -> None:
    code, out, _ = run(*AT_BIRCH, library)
    assert code == 0
    assert "  surveys/after.csv:3      open_late  Yes    condition  it answered 'Yes'" in out


def test_explain_writes_markdown_and_json(library: Path) -> None:
    _, page, _ = run(*AT_BIRCH, library, "--format", "markdown")
    assert page.startswith("# access.open\\_late@pilot\n")
    _, text, _ = run(*AT_BIRCH, library, "--format", "json")
    found = json.loads(text)
    jsonschema.validate(found, explanation_schema())
    assert (found["version"], found["unit"], len(found["findings"])) == (2, "birch", 1)


def test_explain_takes_a_comparison_and_an_example(library: Path) -> None:
    waves = ("--from", "before", "--to", "after")
    assert run(*AT_BIRCH, library, *waves) == run(*AT_BIRCH, library)
    code, out, _ = run("explain", "leadership", "2012-03", "--example", "egyv")
    assert code == 0
    assert "Score baseline: 97.22" in out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("access.open_lat@pilot",), "did you mean 'access.open_late@pilot'?"),
        (("access.open_late@pilot", "brich"), "there is no library 'brich' in the survey; did you mean 'birch'?"),
        (("access.open_late@pilot", "oak"), "'oak' is in 'main'; explain access.open_late@main oak"),
        (("access.open_late@pilot", "--to", "later"), "there is no wave 'later'"),
        (("EGY302", "birch"), "EGY302 is a code, and a code has no unit"),
        (("EGY302", "--format", "json"), "--format is for findings, scores and selections; the codes are shown as text"),
        (("EGY302", "--to", "after"), "--to is for findings, scores and selections"),
        (("EGY30x",), "there is no code EGY30x; did you mean EGY30"),
        (("access.open_late@pilot", "--example", "egyv"), "give a programme or --example, not both"),
    ],
)  # fmt: skip
def test_explain_of_nothing_ends_with_2_and_says_what_exists(
    library: Path, arguments: tuple[str, ...], expected: str
) -> None:
    code, out, err = run("explain", *arguments, "--programme", library)
    assert (code, out) == (2, "")
    assert expected in err.replace("\n", " ")


def test_explain_without_a_programme_says_so(tmp_path: Path) -> None:
    code, _, err = run("explain", "access.open_late", "--programme", tmp_path)
    assert code == 2
    assert "holds no programme.yaml" in err


def test_explain_of_a_programme_with_faults_prints_them_and_ends_with_1(library: Path) -> None:
    rules = library / "principles" / "1-access.yaml"
    rules.write_text(rules.read_text().replace("at_least: Sometimes", "at_least: Sometime"))
    code, out, err = run(*AT_BIRCH, library)
    assert (code, out) == (1, "")
    assert "EGY302 question 'visits' has no answer 'Sometime'" in err
    assert err.endswith("1 error\n")
