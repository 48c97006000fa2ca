"""Every engine gives what Polars gives: on the written programmes and on generated ones, in parts of a few units."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner
from hypothesis import Phase, assume, given, settings

from egyv_engine.cli.main import main
from egyv_engine.engines import choose_engine
from egyv_engine.engines.choose_engine import split_for
from egyv_engine.evaluation import part_tables, scores, scores_of_parts, tables_of_parts, tabulate
from egyv_engine.evaluation.cohort_rows import Surveyed
from egyv_engine.evaluation.outcome_lookup import OUTCOMES
from egyv_engine.evaluation.part_tables import RowSlices
from egyv_engine.evaluation.survey_part import SurveyPart, part_of
from egyv_engine.files.folder import read_folder
from egyv_engine.model.engine_names import EngineName
from egyv_engine.model.plan import AnswerRef, Compare, Constant, Node, Outcome, QuantileOf
from egyv_engine.pipeline.run import Outputs, run
from tests.evaluation.surveys import AT, KNOWN, WAVES, indicator, plan, question, survey, units_by_outcome
from tests.generated_programmes import DRAWN, Files
from tests.oracle.strategies import programmes
from tests.publish.written_files import files_in

TESTS = Path(__file__).parents[1]
ROOTS = [TESTS.parent, *sorted(path.parent for path in (TESTS / "programmes").glob("*/programme.yaml"))]
NAMES = ["shipped", *(root.name for root in ROOTS[1:])]
HERE: tuple[EngineName, ...] = ("polars", "duckdb")
NOT_ASKED, NOT_MET, MET = Outcome.NOT_ASKED, Outcome.NOT_MET, Outcome.MET


@pytest.fixture(scope="module")
def spark() -> Iterator[None]:
    """A session of Spark on two threads of this machine."""
    sql = pytest.importorskip("pyspark.sql", reason="PySpark is not here: pip install egyv-engine[spark]")
    if shutil.which("java") is None:
        pytest.skip("Java is not here: apt-get install default-jre-headless")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    chosen = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.memory": "1g"}
    session = sql.SparkSession.builder.master("local[2]").config(map=chosen).getOrCreate()
    yield
    session.stop()


def same_as_the_whole(made: Outputs, engine: EngineName, rows: int) -> None:
    """Compare what an engine makes of parts of so many units with what Polars makes of the whole survey."""
    assert made.plan is not None
    assert made.survey is not None
    with split_for(made.survey, engine, rows=rows) as parts:
        assert tables_of_parts(made.plan, parts) == tabulate(made.plan, made.survey)
        found = scores_of_parts(made.plan, parts)
    assert [list(one) for one in found] == [list(one) for one in scores(made.plan, made.survey)]


def drawn(files: Files) -> Outputs:
    """Run a generated programme; one whose rules name a word that only units have that are left out is skipped."""
    made = run({PurePosixPath(name): data for name, data in files.items()})
    errors = {fault.code for fault in made.diagnostics if fault.severity == "error"}
    assume(errors != {"EGY524"})
    assert not errors
    return made


@pytest.mark.parametrize("engine", HERE)
@pytest.mark.parametrize("root", ROOTS, ids=NAMES)
def test_written_programme_is_the_same_in_parts(root: Path, engine: EngineName) -> None:
    made = run(read_folder(root))
    assert made.survey is not None
    for rows in (4, made.survey.units.len()):
        same_as_the_whole(made, engine, rows)


@pytest.mark.slow
@settings(DRAWN, max_examples=10, phases=[Phase.generate])
@given(files=programmes())
def test_generated_programme_is_the_same_in_parts(files: Files) -> None:
    made = drawn(files)
    for engine in HERE:
        same_as_the_whole(made, engine, 3)


@pytest.mark.slow
@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize("root", ROOTS, ids=NAMES)
def test_written_programme_is_the_same_with_spark(root: Path) -> None:
    made = run(read_folder(root))
    assert made.survey is not None
    same_as_the_whole(made, "spark", 1 + made.survey.units.len() // 4)


@pytest.mark.slow
@pytest.mark.usefixtures("spark")
def test_generated_programme_is_the_same_with_spark() -> None:
    @settings(DRAWN, max_examples=10, phases=[Phase.generate])
    @given(files=programmes())
    def draw(files: Files) -> None:
        same_as_the_whole(drawn(files), "spark", 8)

    draw()


@pytest.mark.slow
@pytest.mark.usefixtures("spark")
def test_files_of_a_run_with_spark_are_those_of_polars(tmp_path: Path) -> None:
    compare_files("spark", "pyspark", tmp_path)


def test_files_of_a_run_with_duckdb_are_those_of_polars(tmp_path: Path) -> None:
    compare_files("duckdb", "duckdb", tmp_path)


def compare_files(engine: str, package: str, folder: Path) -> None:
    """Compare every file, byte for byte; the receipt differs by the engine that it names."""
    programme = TESTS / "programmes" / "clinics"
    for name in ("polars", engine):
        arguments = ["evaluate", programme, "--engine", name, "--out", folder / name, "--outcomes", "csv"]
        result = CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)
        assert result.exit_code == 0, result.output
    files = [files_in(folder / name) for name in ("polars", engine)]
    receipts = [json.loads(one.pop("receipt.json")) for one in files]
    assert {"scores.csv", "outcomes.csv", "findings.json"} <= set(files[0])
    assert files[0] == files[1]
    assert receipts[0].pop("evaluated_with") == {"name": "polars", "version": version("polars")}
    assert receipts[1].pop("evaluated_with") == {"name": engine, "version": version(package)}
    assert receipts[0] == receipts[1]


@pytest.mark.parametrize(("engine", "package"), [("duckdb", "duckdb"), ("spark", "pyspark")])
def test_engine_that_is_not_installed_is_named_with_what_to_install(
    engine: str, package: str, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (package, f"{package}.sql"):
        monkeypatch.setitem(sys.modules, name, None)
    arguments = ["evaluate", str(library), "--engine", engine, "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 2
    assert f"pip install egyv-engine[{engine}]" in result.stderr
    assert not (tmp_path / "out").exists()


def test_large_survey_is_evaluated_in_parts_by_polars(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run(read_folder(library))
    assert whole.survey is not None
    sizes: list[int] = []

    def counted(survey: Surveyed, start: int, size: int) -> SurveyPart:
        sizes.append(min(size, survey.units.len() - start))
        return part_of(survey, start, size)

    monkeypatch.setattr(choose_engine, "PART_ROWS", 4)
    monkeypatch.setattr(part_tables, "part_of", counted)
    found = run(read_folder(library))
    units = whole.survey.units.len()
    assert sizes == [4] * (units // 4) + [units % 4] * (units % 4 > 0)
    assert len(sizes) > 1
    assert (found.findings, found.supplements) == (whole.findings, whole.supplements)


def test_quantile_is_split_over_all_parts_even_where_skip_logic_reads_another() -> None:
    # Heights 1 to 8: 5 to 8 are the upper half, and only they are asked their age. Ages 10 to 40: 30 and 40 are upper.
    upper: dict[str, Node] = {
        name: Compare(
            comparator="is",
            left=QuantileOf(AnswerRef(name), 2, AT["doc_path"]),
            right=(Constant(Fraction(2)),),
            **AT,
        )
        for name in ("height", "age")
    }
    questions = [question("height", "number"), question("age", "number", asked_if={None: upper["height"]})]
    rules = [
        indicator(name, leaves=(AnswerRef(name),), comparability={(None, *WAVES): KNOWN}) for name in upper
    ]
    ages: list[Fraction | int | None] = [None, None, None, None, 40, 10, 30, 20]
    codes = {"height": [1] * 8, "age": [int(age is not None) for age in ages]}
    values: dict[str, list[Fraction | int | None]] = {"height": list(range(1, 9)), "age": ages}
    answers = survey(dict.fromkeys(WAVES, codes), values=dict.fromkeys(WAVES, values))
    made = plan(upper, questions, rules)
    found = units_by_outcome(made, tables_of_parts(made, RowSlices(survey=answers, rows=3)))
    counted: list[dict[tuple[int, int], int]] = [{}, {}]
    for (kind, i, _, _, cell), n in found.items():
        if kind == "pairs":
            counted[i][divmod(cell, OUTCOMES)] = n
    both = [{earlier: n for (earlier, later), n in pairs.items() if earlier == later} for pairs in counted]
    assert both == [{NOT_MET: 4, MET: 4}, {NOT_ASKED: 4, NOT_MET: 2, MET: 2}]
    assert all(sum(pairs.values()) == 8 for pairs in counted)
