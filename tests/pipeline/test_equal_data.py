"""A programme whose answers come from a database or from files of another kind gives the bytes of its CSV files."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import openpyxl
import polars as pl
import psycopg
import pyreadstat
import pytest
from psycopg import sql

import egyv_engine as ee
from tests.data.sources.postgres import running_postgres

LIBRARIES = Path(__file__).parents[1] / "programmes" / "libraries"
ROUNDS = ("first_round", "second_round", "third_round")
SAME = ("findings.csv", "findings.json", "ledger.csv", "scores.csv", "selection.csv")
MAPPING = "answers: {{query: select * from {name}, database: 'env:SURVEY_DB'}}"


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of the unchanged programme."""
    out = tmp_path_factory.mktemp("csv") / "out"
    ee.evaluate(LIBRARIES).write(out)
    return out


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    """A copy of the programme, to be changed."""
    return Path(shutil.copytree(LIBRARIES, tmp_path / "libraries"))


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with running_postgres() as address:
        with psycopg.connect(address) as connection:
            for name in ROUNDS:
                table = answers(name)
                columns = sql.SQL(", ").join(
                    sql.SQL("{} text").format(sql.Identifier(column)) for column in table.columns
                )
                connection.execute(sql.SQL("create table {} ({})").format(sql.Identifier(name), columns))
                places = sql.SQL(", ").join([sql.Placeholder()] * table.width)
                for row in table.iter_rows():
                    connection.execute(
                        sql.SQL("insert into {} values ({})").format(sql.Identifier(name), places), row
                    )
        yield address


def answers(name: str) -> pl.DataFrame:
    """The answers of a round, all as texts."""
    return pl.read_csv(LIBRARIES / "surveys" / f"{name}.csv", infer_schema=False)


def replace(programme: Path, made: dict[str, str]) -> None:
    """Write other answers into programme.yaml, in place of those that each round has."""
    file = programme / "programme.yaml"
    text = file.read_text(encoding="utf-8")
    for name, new in made.items():
        assert f"answers: surveys/{name}.csv" in text
        text = text.replace(f"answers: surveys/{name}.csv", new)
        (programme / "surveys" / f"{name}.csv").unlink()
    file.write_text(text, encoding="utf-8")


def check(programme: Path, expected: Path, out: Path) -> dict[str, object]:
    ee.evaluate(programme).write(out)
    for name in SAME:
        assert (out / name).read_bytes() == (expected / name).read_bytes(), name
    receipt = json.loads((out / "receipt.json").read_text(encoding="utf-8"))
    assert isinstance(receipt, dict)
    return receipt


def test_answers_in_postgresql(
    programme: Path, expected: Path, tmp_path: Path, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SURVEY_DB", postgres)
    replace(programme, {name: MAPPING.format(name=name) for name in ROUNDS})
    receipt = check(programme, expected, tmp_path / "out")
    assert len(set(receipt["queries"].values())) == len(ROUNDS)  # type: ignore[attr-defined]
    assert {"psycopg", "sqlalchemy"} <= set(receipt["versions"])  # type: ignore[call-overload]
    assert postgres.split("@")[1].split("/", maxsplit=1)[0] not in json.dumps(receipt)


def test_answers_in_duckdb(
    programme: Path, expected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "answers.duckdb"
    with duckdb.connect(str(file)) as connection:
        for name in ROUNDS:
            csv = LIBRARIES / "surveys" / f"{name}.csv"
            connection.execute(f"create table {name} as from read_csv('{csv}', all_varchar = true)")
    monkeypatch.setenv("SURVEY_DB", f"duckdb:///{file}")
    replace(programme, {name: MAPPING.format(name=name) for name in ROUNDS})
    receipt = check(programme, expected, tmp_path / "out")
    assert len(receipt["queries"]) == len(ROUNDS)  # type: ignore[arg-type]


def test_answers_in_a_workbook_an_spss_file_and_a_parquet_file(
    programme: Path, expected: Path, tmp_path: Path
) -> None:
    first, second, third = (answers(name) for name in ROUNDS)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (first.columns, *first.rows()):
        sheet.append(row)
    book.save(programme / "surveys" / "first_round.xlsx")
    named = {column: f"v{i}" for i, column in enumerate(second.columns)}  # SPSS has no points in names
    pyreadstat.write_sav(second.rename(named).to_pandas(), programme / "surveys" / "second_round.sav")
    third.write_parquet(programme / "surveys" / "third_round.parquet")
    kinds = dict(zip(ROUNDS, ("xlsx", "sav", "parquet"), strict=True))
    if any("." in column for column in second.columns):
        pytest.fail("the second round has items now: declare their columns here")
    file = programme / "surveys" / "instrument.yaml"
    text = file.read_text(encoding="utf-8")
    for column, variable in named.items():
        text = text.replace(f"id: {column},", f"id: {column}, column: {{second_round: {variable}}},")
    file.write_text(text, encoding="utf-8")
    (programme / "surveys" / "files.yaml").write_text(
        f"files:\n  surveys/second_round.sav: {{key: {named['library']}}}\n", encoding="utf-8"
    )
    replace(programme, {name: f"answers: surveys/{name}.{kind}" for name, kind in kinds.items()})
    receipt = check(programme, expected, tmp_path / "out")
    assert {"fastexcel", "pyreadstat"} <= set(receipt["versions"])  # type: ignore[call-overload]
