"""Each result table is declared whole: every value has a column, and every column a unit and a meaning."""

import pytest

from egyv_engine.model import findings as f
from egyv_engine.model import supplements as s
from egyv_engine.model.finding_columns import BASKETS, FINDINGS, LEDGER, MOVEMENTS
from egyv_engine.model.frozen import Frozen, field_names, replace
from egyv_engine.model.result_columns import ColumnGroup, ResultColumn, ResultTable
from egyv_engine.model.supplement_columns import (
    SCORE_CHANGES,
    SCORES,
    columns_of_recommendations,
    recommendation_table,
    selection_columns,
)
from tests.mini_programme import FILES, run

RECOMMENDATIONS = columns_of_recommendations(statuses={"done": "done"}, reasons={"money": "money"})
TABLES = (FINDINGS, LEDGER, BASKETS, MOVEMENTS, SCORES, SCORE_CHANGES, selection_columns(), RECOMMENDATIONS)
RENAMED = {"class_": "class", "with_caution": "care", "met_both": "kept", "met_neither": "never"}


def every_column(table: ResultTable) -> list[ResultColumn]:
    """The columns of a table and of its groups."""
    groups = [c.columns if isinstance(c, ColumnGroup) else (c,) for c in table.columns]
    return [column for group in groups for column in group]


def columns_of(cls: type[Frozen]) -> set[str]:
    return {RENAMED.get(name, name) for name in field_names(cls)}


def group_named(name: str) -> ColumnGroup:
    (group,) = (c for c in FINDINGS.columns if isinstance(c, ColumnGroup) and c.name == name)
    return group


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_each_have_a_name_a_sentence_and_numbers_a_unit(table: ResultTable) -> None:
    names = [column.name for column in table.flat_columns]
    assert len(names) == len(set(names))
    assert table.row.endswith(".")
    for column in every_column(table):
        assert column.meaning[0] != " "
        assert column.meaning.endswith(".")
        assert (column.unit is not None) == (column.type in ("whole number", "decimal"))
        assert (column.places > 0) == (column.type == "decimal")


@pytest.mark.parametrize(
    ("table", "cls"),
    [
        (BASKETS, f.BasketVerdict),
        (MOVEMENTS, f.Movement),
        (SCORES, s.Score),
        (SCORE_CHANGES, s.ScoreChange),
        (selection_columns(), s.Selected),
    ],
)
def test_table_has_a_column_for_each_field(table: ResultTable, cls: type) -> None:
    assert {column.name for column in table.flat_columns} == columns_of(cls)


def test_findings_and_ledger_have_a_column_for_each_field_of_their_parts() -> None:
    parts = {"from_level": "from", "to_level": "to"}
    of_sentences = {"judged_move"}  # which words fit; it follows from the other columns and the criterion
    columns = {parts.get(n, n) for n in columns_of(f.Finding) - of_sentences}
    assert {c.name for c in FINDINGS.columns} == columns
    for name in ("from", "to"):
        assert {c.name for c in group_named(name).columns} == columns_of(f.Level)
    assert {c.name for c in group_named("change").columns} == columns_of(f.Change) | {"matched", "net"}
    assert {c.name for c in group_named("certainty").columns} == columns_of(f.Certainty)
    level, row = columns_of(f.Level), columns_of(f.LedgerRow) - {"level"}
    assert {c.name for c in LEDGER.flat_columns} == level | row


def test_getters_read_what_a_result_holds() -> None:
    outputs = run(FILES)
    assert outputs.findings is not None
    rows = {
        "findings": outputs.findings.findings,
        "ledger": outputs.findings.ledger,
        "movements": outputs.findings.movements,
        "scores": outputs.supplements.scores,
        "score_changes": outputs.supplements.score_changes,
        "selection": outputs.supplements.selection,
    }
    allowed = {"text": str, "whole number": int, "yes or no": bool}
    for table in TABLES:
        for column in table.flat_columns:
            for row in rows.get(table.name, ()):
                value = column.get(row)
                assert value is not None or column.empty is not None, (table.name, column.name)
                if value is not None and column.type in allowed:
                    assert type(value) is allowed[column.type], (table.name, column.name)
                if column.type == "text" and column.words:
                    assert value in (*column.words, None)


@pytest.mark.parametrize(
    ("attributes", "name"),
    [
        (("region",), "region"),
        (("region", "region"), "region"),
        (("region", "size"), "spread"),
        ((None, "region"), "region"),
        ((None,), "spread"),
        (("rank",), "spread"),  # another column has that name
    ],
)
def test_selection_names_a_column_after_the_attribute(attributes: tuple[str | None, ...], name: str) -> None:
    programme = run(FILES).programme
    assert programme is not None
    assert programme.selection is not None
    one = programme.selection.selections["visits"]
    several = {str(i): replace(one, must_vary_by=a) for i, a in enumerate(attributes)}
    table = selection_columns(replace(programme.selection, selections=several))
    assert table.flat_columns[3].name == name


def test_recommendations_have_columns_for_statuses_sums_groups_and_reasons_in_none() -> None:
    programme = run(FILES).programme
    assert programme is not None
    assert programme.records is not None
    assert programme.records.recommendations is not None
    names = [c.name for c in recommendation_table(programme.records.recommendations).flat_columns]
    assert names == [
        *("record", "cohort", "principle", "total", "done", "partly", "open", "begun"),
        *("done_percent", "partly_percent", "open_percent", "begun_percent"),
        *("reason_resources", "reason_law", "reason_time", "commonest", "units", "fewest", "most"),
    ]


def test_recommendations_are_explained_by_the_labels_of_statuses_and_reasons() -> None:
    """A status without a label has the words of its id."""
    programme = run(FILES).programme
    assert programme is not None
    assert programme.records is not None
    declared = programme.records.recommendations
    assert declared is not None
    status = replace(declared.status, values={"under_way": "Begun", "not_begun": "No"}, combined=None)
    assert declared.reason is not None
    reason = replace(declared.reason, values=("law",), groups=None, labels={"law": "a change of the law"})
    labelled = replace(declared, status=replace(status, labels={"under_way": "started"}), reason=reason)
    shown = {c.name: (c.title, c.meaning) for c in recommendation_table(labelled).flat_columns}
    assert shown["under_way"] == (
        "Started",
        "Recommendations with the status, or the sum of statuses, started.",
    )
    assert shown["not_begun_percent"] == (
        "Not begun (%)",
        "Not begun as a percentage of total. Empty where total is 0.",
    )
    assert shown["reason_law"] == (
        "Reason: a change of the law",
        "Recommendations with the reason, or a reason of the group, a change of the law.",
    )
