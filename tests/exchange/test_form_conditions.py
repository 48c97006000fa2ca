"""The conditions of forms: what they say, and that they ask whom the oracle of the rule language asks."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings

from egyv_engine.exchange.form_conditions import joined_formulas, literal
from egyv_engine.exchange.xlsform import FormSheets, make_form
from tests.exchange.formulas import holds
from tests.exchange.programmes import fieldwork_of
from tests.generated_programmes import IN_CI, REPEATABLE, Files
from tests.library import library_files
from tests.oracle.conditions import ANALYSED, MET, UNKNOWN
from tests.oracle.outcomes import Outcomes
from tests.oracle.programme import Programme
from tests.oracle.strategies import programmes


def form_of(asked_if: str, *waves: str) -> FormSheets:
    """The form of the libraries where the third question has another condition."""
    old = 'asked_if: {question: open_late, is: "Yes"}'
    edit = (f"    {old}\n", f"    asked_if: {asked_if}\n")
    late = [
        (
            "  - id: late_visits\n    asks: How often do people visit late?\n    scale: frequency\n"
            + edit[0],
            "",
        ),
        (
            "  - id: offered\n",
            "  - id: late_visits\n    asks: How often do people visit late?\n    scale: frequency\n"
            + edit[1]
            + "  - id: offered\n",
        ),
    ]
    return make_form(fieldwork_of(library_files({"surveys/instrument.yaml": late}), *(waves or ("after",))))


def relevant(form: FormSheets, name: str) -> str | None:
    return next(row.get("relevant") for row in form.survey if row["name"] == name)


@pytest.mark.parametrize(
    ("asked_if", "formula"),
    [
        ('{question: open_late, is: "Yes"}', "${open_late} = 'Yes'"),
        ("{question: visits, at_least: Sometimes}", "(${visits} = 'Sometimes' or ${visits} = 'Often')"),
        (
            "{question: visits, between: [Never, Sometimes]}",
            "(${visits} = 'Never' or ${visits} = 'Sometimes')",
        ),
        ("{not: {question: visits, is: Never}}", "(${visits} = 'Sometimes' or ${visits} = 'Often')"),
        (
            "{question: loans, at_least: 99.5}",
            "(${loans} != '' and ${loans} != \"Don't know\" and number(${loans}) >= 99.5)",
        ),
        (
            "{not: {question: loans, at_least: 99.5}}",
            "(${loans} != '' and ${loans} != \"Don't know\" and number(${loans}) < 99.5)",
        ),
        (
            "{question: opened, below: 2000-01-01}",
            "(${opened} != '' and ${opened} != \"Don't know\" and date(${opened}) < date('2000-01-01'))",
        ),
        (
            "{question: loans, divided_by: 2, above: 10}",
            "(${loans} != '' and ${loans} != \"Don't know\" and 2 != 0 and (number(${loans}) div 2) > 10)",
        ),
        ("{question: remarks, answered: true}", "${remarks} != ''"),
        ("{question: remarks, answered: false}", "${remarks} = ''"),
        ("{question: remarks, is: New roof}", "${remarks} = 'New roof'"),
        ("{attribute: region, is_one_of: [north, south]}", "(${region} = 'north' or ${region} = 'south')"),
        (
            '{all: [{question: open_late, is: "Yes"}, {attribute: region, is: north}]}',
            "(${open_late} = 'Yes' and ${region} = 'north')",
        ),
        (
            '{not: {all: [{question: open_late, is: "Yes"}, {question: visits, is: Never}]}}',
            "(${open_late} = 'No' or (${visits} = 'Sometimes' or ${visits} = 'Often'))",
        ),
        (
            '{number_of: [{question: open_late, is: "Yes"}, {question: visits, is: Often}], at_least: 1}',
            "(if(${open_late} = 'Yes', 1, 0) + if(${visits} = 'Often', 1, 0)) >= 1",
        ),
        ("{question: visits, wave: after, is: Never}", "${visits} = 'Never'"),
    ],
)
def test_condition_is_said_in_the_language_of_forms(asked_if: str, formula: str) -> None:
    form = form_of(asked_if)
    assert relevant(form, "late_visits") == formula
    assert form.not_said == ()


@pytest.mark.parametrize(
    ("asked_if", "reason"),
    [
        ("{question: visits, wave: before, is: Never}", "it reads an answer of another wave"),
        ("{question: opened, minus: {question: opened}, is: 0}", "it calculates with dates"),
        (
            "{quantile_of: {question: loans, parts: 2}, is: 2}",
            "it reads the answers of other units, or an indicator",
        ),
    ],
)
def test_condition_that_a_form_cannot_say_is_named_with_the_reason(asked_if: str, reason: str) -> None:
    form = form_of(asked_if)
    assert relevant(form, "late_visits") is None
    assert form.not_said == (("late_visits", reason),)


def test_waves_and_cohorts_that_were_not_asked_are_left_out() -> None:
    form = make_form(fieldwork_of(library_files()))
    assert relevant(form, "offered.parcels") == "not((${wave} = 'before' and ${cohort} = 'pilot'))"
    assert relevant(form, "offered.events") is None
    assert (
        relevant(make_form(fieldwork_of(library_files(), "before")), "offered.parcels")
        == "not(${cohort} = 'pilot')"
    )
    assert relevant(make_form(fieldwork_of(library_files(), "after")), "offered.parcels") is None


@pytest.mark.parametrize("text", ["plain", "Don't know", 'a "b"', 'it\'s "so"', ""])
def test_literal_of_any_text_has_its_value(text: str) -> None:
    assert holds(f"${{x}} = {literal(text)}", {"x": text})


def test_no_formula_joined_is_what_joins_nothing() -> None:
    assert (joined_formulas([], "and"), joined_formulas([], "or"), joined_formulas(["a", "a"], "or")) == (
        "true()",
        "false()",
        "a",
    )


def question_text(files: Files, question: str) -> str:
    """The line of a generated instrument that declares a question."""
    lines = files["surveys/instrument.yaml"].decode().splitlines()
    return next(line for line in lines if f"id: {question}," in line)


def filled_in(form: FormSheets, unit: str, cells: Mapping[str, str]) -> set[str]:
    """The columns that a form shows to a unit that gives these answers; a question that is not shown loses its answer."""
    columns = {name: column for column, name in form.columns}
    names = dict(form.columns)
    choices = {(row["list_name"], row["label"]): row["name"] for row in form.choices}
    lists = {row["name"]: row["type"].removeprefix("select_one ") for row in form.survey}
    values = {}
    for column, cell in cells.items():
        name = names.get(column, column)
        values[name] = choices.get((lists.get(name, ""), cell), cell) if cell.strip() else ""
    for row in form.survey:
        if row["type"] == "calculate":
            found = re.fullmatch(r"instance\('(.+)'\)/root/item\[name = \$\{.+\}\]/(.+)", row["calculation"])
            assert found is not None
            chosen = next(c for c in form.choices if c["list_name"] == found[1] and c["name"] == unit)
            values[row["name"]] = chosen[found[2]]
    shown: set[str] = set()
    answers, before = dict(values), None
    while answers != before:
        before, shown, group = answers, set(), True
        for row in form.survey:
            is_relevant = "relevant" not in row or holds(row["relevant"], before)
            if row["type"] in ("begin_group", "end_group"):
                group = is_relevant
            elif is_relevant and group:
                shown.add(row["name"])
        hidden = {names.get(c, c) for c in cells} - shown
        answers = {name: "" if name in hidden else value for name, value in values.items()}
    return {columns.get(name, name) for name in shown}


@pytest.mark.slow
@settings(REPEATABLE, max_examples=IN_CI)
@given(programmes())
def test_form_asks_whom_the_oracle_asks(files: Files) -> None:
    """Each form is filled in with the answers of every unit. Where the oracle cannot decide, a form may ask or not."""
    by_path = {PurePosixPath(name): data for name, data in files.items()}
    oracle = Outcomes(Programme(files))
    programme = oracle.programme
    for wave in programme.waves:
        fieldwork = fieldwork_of(by_path, wave)
        form = make_form(fieldwork)
        not_said = {question for question, _ in form.not_said}
        assert fieldwork.units is not None
        for unit in fieldwork.units:
            if oracle.conditions.status(unit.id, wave) != ANALYSED:
                continue
            cells = {
                c.name: programme.cell(c.question.id, c.item, unit.id, wave) for c in fieldwork.columns[wave]
            }
            shown = filled_in(form, unit.id, cells)
            for column in fieldwork.columns[wave]:
                question, item = column.question.id, column.item
                asked = oracle.conditions.is_question_asked(question, item, programme.cohort[unit.id], wave)
                gate = oracle.conditions.gate(question, item)
                decided = MET if gate is None else oracle.conditions.decide(gate, unit.id, wave, None)
                if question in not_said or (asked and decided == UNKNOWN):
                    continue
                assert (column.name in shown) == (asked and decided == MET), (
                    column.name,
                    unit.id,
                    wave,
                    cells,
                    question_text(files, question),
                    next((r for r in form.survey if r["name"] == column.name), None),
                )
