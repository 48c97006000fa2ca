"""`import egyv_engine as ee`: what it offers, its types, and what a notebook gets back."""

import re
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import Any, get_args

import polars as pl
import pytest

import egyv_engine as ee
from egyv_engine.files.folder import read_folder
from egyv_engine.model.documents import DIRECTIONS
from egyv_engine.pipeline.run import evaluate_files
from tests.csv_files import tables_of
from tests.mini_programme import FILES

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def result() -> ee.Result:
    return ee.evaluate(FILES)


def test_every_public_name_is_there_and_no_other() -> None:
    assert sorted(ee.__all__) == ee.__all__
    assert set(ee.__all__) == set(ee._MODULES)
    assert set(ee.__all__) < set(dir(ee))
    assert all(getattr(ee, name) is not None for name in ee.__all__)
    with pytest.raises(AttributeError, match="no attribute 'evalute'"):
        ee.evalute  # type: ignore[attr-defined]  # noqa: B018


def test_evaluate_is_the_function_also_after_its_packages_are_imported() -> None:
    script = (
        "import egyv_engine as ee, egyv_engine.cli.main\nassert callable(ee.evaluate) and callable(ee.check)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize(
    "statement",
    ["import egyv_engine", "import egyv_engine as ee; ee.check(ee.example(), rules_only=True)", "ee.load"],
)
def test_import_and_rules_load_no_polars(statement: str) -> None:
    script = f"import sys, egyv_engine as ee\n{statement}\nassert 'polars' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_evaluate_takes_a_path_and_files_in_memory(library: Path) -> None:
    by_path = ee.evaluate(str(library))
    in_memory = ee.evaluate(dict(read_folder(library)))
    as_text = ee.evaluate({str(name): data.decode() for name, data in read_folder(library).items()})
    assert by_path.values == in_memory.values == as_text.values == ee.evaluate(library).values


def test_evaluate_of_a_programme_with_errors_raises_its_diagnostics() -> None:
    name = "principles/1-access.yaml"
    broken = {**FILES, name: FILES[name].replace("at_least: Sometimes", "at_least: Sometime")}
    with pytest.raises(ee.ProgrammeError) as caught:
        ee.evaluate(broken)
    assert caught.value.diagnostics == ee.check(broken)
    assert [d.severity for d in caught.value.diagnostics] == ["error"]
    assert str(caught.value).startswith("1 error\nprinciples/1-access.yaml:11:")
    assert "did you mean 'Sometimes'?" in str(caught.value)
    with pytest.raises(ee.ProgrammeError):
        ee.load(broken)


@pytest.mark.parametrize(
    ("source", "error", "text"),
    [
        ("no-such-folder", FileNotFoundError, "there is no folder no-such-folder"),
        (__file__, NotADirectoryError, "is not a folder"),
        (ROOT / "docs", FileNotFoundError, "holds no programme.yaml"),
        (3, TypeError, "not int"),
    ],
)
def test_source_that_is_no_programme_says_so(source: Path, error: type[Exception], text: str) -> None:
    for function in (ee.load, ee.check, ee.evaluate):
        with pytest.raises(error, match=re.escape(text)):
            function(source)


def test_load_gives_the_rules_and_check_the_warnings() -> None:
    programme = ee.load(ee.example())
    assert programme.file.programme.startswith("Ending Gang and Youth Violence")
    assert {d.severity for d in ee.check(ee.example())} <= {"warning"}


def test_tables_have_the_columns_and_values_of_the_csv_files(result: ee.Result) -> None:
    written = tables_of(evaluate_files({PurePosixPath(name): text.encode() for name, text in FILES.items()}))
    assert written is not None
    assert len(written) == 9
    for name, data in written.items():
        frame = getattr(result, name)
        rows = [line.split(",") for line in data.decode().splitlines()]
        assert frame.columns == rows[0]
        assert frame.height == len(rows) - 1


def test_tables_are_typed(result: ee.Result) -> None:
    findings = result.findings.schema
    assert [findings[name] for name in ("verdict", "net", "p_exact")] == [pl.String, pl.Int64, pl.Float64]
    assert findings["target_met"] == pl.Boolean
    row = result.findings.row(by_predicate=pl.col("finding") == "access.open_late", named=True)
    assert (row["from_count"], row["to_count"], row["verdict"], row["target_met"]) == (2, 5, "improved", True)
    assert result.selection.schema["selected"] == pl.Boolean
    assert result.selection.schema["rank"] == pl.Int64
    assert result.recommendations.schema["done_percent"] == pl.Float64
    assert result.scores.schema["score"] == pl.Float64


def test_table_that_is_not_declared_is_empty(library: Path) -> None:
    plain = ee.evaluate(library)
    assert plain.scores.is_empty()
    assert plain.selection.is_empty()
    assert plain.recommendations.is_empty()


def test_result_describes_itself_in_a_line_and_as_html(result: ee.Result) -> None:
    assert repr(result).startswith("<Result of 'Libraries': 2 findings (")
    assert len(repr(result)) < 200
    assert "\n" not in repr(result)
    html = ee.evaluate({**FILES, "programme.yaml": FILES["programme.yaml"].replace("Made-up", "<b>")})
    assert "<p>&lt;b&gt; answers.</p>" in html._repr_html_()
    assert "access.open_late" in html._repr_html_()


def test_result_holds_plan_survey_programme_and_report(library: Path) -> None:
    found = ee.evaluate(library)
    assert found.survey.units.len() > 0
    assert [x.indicator for x in found.plan.indicators][:1] == [
        i.id for p in found.programme.principles.values() for i in p.indicators
    ][:1]
    assert found.report is not None
    assert (found.report_markdown or "").startswith("# ")
    assert ee.evaluate(FILES).report_markdown is None
    assert found.seconds["evaluate"] > 0


def test_write_fills_the_folder_and_refuses_the_folder_of_others(result: ee.Result, tmp_path: Path) -> None:
    assert result.write(tmp_path / "out") == tmp_path / "out"
    assert (tmp_path / "out" / "findings.csv").read_text().splitlines()[0].startswith("finding,principle")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(ee.RefusedError, match="holds no receipt"):
        result.write(tmp_path / "mine")


def test_evaluate_calls_on_stage_with_each_stage() -> None:
    started: list[str] = []
    result = ee.evaluate(FILES, on_stage=started.append)
    assert started == list(result.seconds)


def test_words_are_those_of_the_rules() -> None:
    assert get_args(ee.Direction) == DIRECTIONS


def test_package_is_marked_as_typed() -> None:
    assert (Path(ee.__file__).parent / "py.typed").exists()


def test_examples_of_the_python_page_run_and_print_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    code = re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    shown_result, shown_error = re.findall(r"^```text\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for block in code:
        exec(compile(block, "python.md", "exec"), names)
    assert repr(names["result"]) == shown_result.strip()
    assert capsys.readouterr().out.endswith(shown_error)
    assert names["falls"].height == 50
    assert (tmp_path / "out" / "receipt.json").exists()


def test_python_page_names_every_attribute_of_a_result() -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(\w+)(?:\([a-z, ]*\))?` \|", page, re.MULTILINE))
    assert named == {name for name in vars(ee.Result) if not name.startswith("_")}
