"""The column of a question and item in a wave, by hand from the tables of docs/language.md."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.linker import link
from egyv_engine.narrative.blocks.registry import vocabularies
from egyv_engine.rules.load import load_rules
from tests.mini_programme import LIBRARY
from tests.reported import reported

WAVES = """\
  - {id: before, label: before, answers: surveys/before.csv}
  - {id: after, label: after, answers: surveys/after.csv}
"""
FOUR = """\
  - {id: 2021, label: one, answers: {file: surveys/before.csv, rows: {column: Year, is: 2021}}}
  - {id: nov, label: two, answers: {file: surveys/after.csv, columns_end: _n}}
  - {id: heat, label: three, answers: {file: surveys/heat.csv, items: Item, values: {stock: Cell}}}
  - {id: live, label: four, answers: {query: select 1, database: "env:DB"}}
"""
FILES = """\
files:
  ./surveys/before.csv: {separator: tab, encoding: Windows-1252, skip_rows: 4, header_rows: 3, dates: day.month.year}
  surveys/after.csv: {key: _id, decimal: ",", other_columns: ignored, blank: [NA, 0]}
"""
BASKETS = """\
baskets:
  medicines:
    items: {ors: {label: salts, spellings: [ORS]}, zinc: {label: zinc tablets}}
"""
COMMON = "asks: Is it there?, scale: yes_no"


def linked(questions: str) -> LinkedProgramme:
    rules = {
        **LIBRARY,
        "programme.yaml": LIBRARY["programme.yaml"]
        .replace(WAVES, FOUR)
        .replace("from: before, to: after", "from: 2021, to: nov"),
        "rules/baskets.yaml": BASKETS,
        "surveys/files.yaml": FILES,
        "surveys/instrument.yaml": f"questions:\n{questions}",
    }
    files = {PurePosixPath(name): text.encode() for name, text in rules.items()}
    loaded = load_rules(files, vocabularies=vocabularies())
    assert loaded.diagnostics == ()
    assert loaded.programme is not None
    return link(loaded.programme, loaded.positions)[0]


@pytest.mark.parametrize(
    ("keys", "item", "expected"),
    [
        ("", None, ["q", "q_n", "q", "q"]),
        ('column: "Is it, now?"', None, ["Is it, now?", "Is it, now?_n", "Is it, now?", "Is it, now?"]),
        ("column: {2021: q21, nov: x}", None, ["q21", "x", "q", "q"]),
        ("items: medicines", "zinc", ["q.zinc", "q.zinc_n", "q.zinc", "q.zinc"]),
        ('items: medicines, columns: "4{item}"', "ors", ["4ors", "4ors_n", "4ors", "4ors"]),
        ("items: medicines, columns: {ors: m1}", "ors", ["m1", "m1_n", "m1", "m1"]),
        ("items: medicines, columns: {ors: m1}", "zinc", ["q.zinc", "q.zinc_n", "q.zinc", "q.zinc"]),
        (
            'items: medicines, columns: {2021: "p{item}", nov: {ors: P1}}',
            "ors",
            ["pors", "P1", "q.ors", "q.ors"],
        ),
        (
            'items: medicines, columns: {2021: "p{item}", nov: {ors: P1}}',
            "zinc",
            ["pzinc", "q.zinc_n", "q.zinc", "q.zinc"],
        ),
        (
            'items: medicines, column: Ticked, several: ";"',
            "zinc",
            ["Ticked", "Ticked_n", "Ticked", "Ticked"],
        ),
        (
            'items: medicines, several: {live: ";"}, column: {live: all}, columns: "{item}?"',
            "ors",
            ["ors?", "ors?_n", "ors?", "all"],
        ),
    ],
)
def test_column_of_a_question_in_each_wave(keys: str, item: str | None, expected: list[str]) -> None:
    found = linked(f"  - {{id: q, {COMMON}{', ' if keys else ''}{keys}}}\n")
    question = found.questions["q"]
    assert [found.column_of(question, item, wave) for wave in found.waves] == expected


def test_rows_of_items_give_the_columns_of_items() -> None:
    found = linked(f'  - {{id: stock, {COMMON}, items: medicines, columns: "s{{item}}"}}\n')
    question = found.questions["stock"]
    assert [found.column_of(question, "ors", wave) for wave in found.waves] == [
        "sors",
        "sors_n",
        "stock.ors",
        "sors",
    ]
    assert found.item_words(question) == {
        "ors": "ors",
        "salts": "ors",
        "ORS": "ors",
        "zinc": "zinc",
        "zinc tablets": "zinc",
    }


def test_waves_that_share_a_file_and_queries_are_named_for_messages() -> None:
    found = linked(f"  - {{id: q, {COMMON}}}\n")
    assert [wave.source_name for wave in found.waves.values()] == [
        "surveys/before.csv",
        "surveys/after.csv",
        "surveys/heat.csv",
        "query of live",
    ]
    assert list(found.programme.data_files()) == [
        "surveys/libraries.csv",
        "surveys/before.csv",
        "surveys/after.csv",
        "surveys/heat.csv",
    ]


def test_shape_of_a_file_is_completed_by_what_usually_holds() -> None:
    found = linked(f"  - {{id: q, {COMMON}}}\n")
    before, after = found.file_shape("surveys/before.csv"), found.file_shape("surveys/after.csv")
    other, sheet = found.file_shape("surveys/other.tsv"), found.file_shape("surveys/heat.xlsx")
    assert before is not None
    assert after is not None
    assert other is not None
    assert sheet is not None
    assert (before.separator, before.encoding, before.skip_rows, before.header_rows) == ("\t", "cp1252", 4, 3)
    assert before.dates is not None
    assert (before.dates.order, before.dates.separator) == (("day", "month", "year"), ".")
    assert (before.key, after.key, after.decimal, after.blank) == ("library", "_id", ",", ("NA", "0"))
    assert (before.ignores_other_columns, after.ignores_other_columns) == (False, True)
    assert (other.separator, other.encoding, other.dates, other.doc_path) == ("\t", None, None, None)
    assert (before.kind, sheet.kind, sheet.sheet) == ("csv", "workbook", None)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ('columns: {before: "a{item}", after: "b{item}"}', []),
        ('columns: {before: Q4, after: "b{item}"}', ["EGY458 'Q4' is the column of every item of 'offered'"]),
        (
            'columns: {before: {evenings: a, evnts: b, parcels: c}, after: "b{item}"}',
            ["EGY304 there is no item 'evnts'"],
        ),
        (
            'several: {before: ";"}\n    columns: {before: "a{item}", after: "b{item}"}',
            ["EGY458 the items of 'offered' share a cell in 'before', so they have no columns of their own"],
        ),
    ],
)
def test_columns_of_each_wave_are_checked(keys: str, expected: list[str]) -> None:
    edit = ("    items: services\n", f"    items: services\n    {keys}\n")
    found = reported({"surveys/instrument.yaml": edit})
    assert [line.partition(" ")[2] for line in found] == expected
