"""Reads queries to PostgreSQL, DuckDB and SQLite."""

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from egyv_engine.data.source_table import SourceTable
from egyv_engine.data.sources.query_source import open_query, rows_sha256
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.render import render_text
from egyv_engine.diagnostics.span import Positions
from egyv_engine.files.folder import read_folder
from tests.data.sources.opening import NAMED_AT, columns
from tests.data.sources.postgres import PASSWORD, running_postgres

Ask = Callable[[str, str], tuple[SourceTable | None, str]]
TABLE = """create table answers (wave int, id text, seen text, share double precision, cost numeric(8,2), day date,
    late boolean, noted timestamptz);
insert into answers values
    (1, 'ash', 'Yes', 0.1, 12.50, '2024-01-02', true, '2024-01-02 01:00:00+01'),
    (2, 'ash', 'No', 3, 100.00, null, false, '2024-01-02 09:30:00+00'),
    (2, 'elm', null, null, null, '2020-02-29', null, null);"""


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    import psycopg

    with running_postgres() as address:
        with psycopg.connect(address) as connection:
            connection.execute(TABLE)
        yield address


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ask:
    def answer(address: str, query: str) -> tuple[SourceTable | None, str]:
        monkeypatch.setenv("SURVEY_DB", address)
        diagnostics = DiagnosticCollector(Positions())
        table = open_query(
            read_folder(tmp_path),
            "query of wave live",
            NAMED_AT,
            diagnostics,
            query=query,
            database="env:SURVEY_DB",
        )
        return table, render_text(diagnostics, {})

    return answer


def test_postgresql_gives_each_wave_as_texts(postgres: str, ask: Ask) -> None:
    first, printed = ask(postgres, "select * from answers where wave = 1")
    assert printed == ""
    assert columns(first) == {
        "wave": ["1"],
        "id": ["ash"],
        "seen": ["Yes"],
        "share": ["0.1"],
        "cost": ["12.5"],
        "day": ["2024-01-02"],
        "late": ["True"],
        "noted": ["2024-01-02"],
    }
    second, _ = ask(
        postgres, "select id, seen, share, noted from answers where wave = 2 and id like '%' order by id"
    )
    assert columns(second) == {
        "id": ["ash", "elm"],
        "seen": ["No", None],
        "share": ["3", None],
        "noted": ["2024-01-02 09:30:00", None],
    }
    assert second is not None
    assert second.libraries == {"sqlalchemy", "psycopg"}
    assert second.cell_span(1, second.columns[1]).place == "query of wave live, row 2, column seen"


def test_hash_of_rows_does_not_depend_on_their_order(postgres: str, ask: Ask) -> None:
    hashes = []
    for which in ("wave = 2 order by id", "wave = 2 order by id desc", "wave = 1"):
        table, _ = ask(postgres, f"select id, seen from answers where {which}")
        assert table is not None
        hashes.append(rows_sha256(table))
    assert hashes[0] == hashes[1] != hashes[2]


@pytest.mark.parametrize(
    "query",
    [
        "delete from answers",
        "select 1; drop table answers",
        "commit; drop table answers",
        "select * from answer",
    ],
)
def test_query_of_postgresql_can_only_select(postgres: str, ask: Ask, query: str) -> None:
    table, printed = ask(postgres, query)
    assert table is None
    assert "EGY566 the database in the variable 'SURVEY_DB' does not answer the query" in printed
    assert columns(ask(postgres, "select count(*) as n from answers")[0]) == {"n": ["3"]}


def test_refused_connection_shows_no_part_of_the_address(postgres: str, ask: Ask) -> None:
    table, printed = ask(postgres.replace(PASSWORD, "wrong-" + PASSWORD), "select 1")
    assert table is None
    assert (
        "EGY565 the database in the variable 'SURVEY_DB' cannot be read: it refuses the password" in printed
    )
    assert not any(part in printed for part in (PASSWORD, "surveyor", "127.0.0.1"))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nonsense",
        "other://a:hidden@b",
        "postgresql://a:hidden@127.0.0.1:1/x",
        "postgresql://a:hidden@h:x/d",
    ],
)
def test_address_that_leads_nowhere_is_reported_without_it(ask: Ask, address: str) -> None:
    table, printed = ask(address, "select 1")
    assert table is None
    assert "EGY565" in printed
    assert "SURVEY_DB" in printed
    assert "hidden" not in printed


def test_duckdb_reads_a_database_and_files_of_the_folder_only(ask: Ask, tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "a.duckdb")) as made:
        made.execute("create table t as select 'ash' id, 3.0::double n, date '2024-01-02' d, 0.1::float f")
    (tmp_path / "x.csv").write_text("id,n\nelm,1\n")
    expected = {"id": ["ash"], "n": ["3"], "d": ["2024-01-02"], "f": ["0.1"]}
    assert columns(ask("duckdb:///a.duckdb", "from t")[0]) == expected
    assert columns(ask(":memory:", "select * from 'x.csv'")[0]) == {"id": ["elm"], "n": ["1"]}
    for query in ("select * from '../other.csv'", "drop table t", "select 1; select 2", "select [1] as l"):
        assert "EGY566" in ask("duckdb:///a.duckdb", query)[1]
    assert "EGY565" in ask("duckdb:///../a.duckdb", "select 1")[1]


def test_query_without_rows_is_reported(ask: Ask) -> None:
    assert "EGY502 the query returned no rows" in ask(":memory:", "select 1 as n where false")[1]
