"""Pairs each result table that a programme declares with its rows."""

from collections.abc import Sequence
from typing import Any

from egyv_engine.model.documents import Programme
from egyv_engine.model.finding_columns import BASKETS, FINDINGS, LEDGER, MOVEMENTS
from egyv_engine.model.findings import Findings
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.result_columns import ColumnRows, ResultTable
from egyv_engine.model.supplement_columns import (
    PUBLISHED,
    SCORE_CHANGES,
    SCORES,
    recommendation_table,
    selection_columns,
)
from egyv_engine.model.supplements import Supplements


class TableRows(Frozen):
    """A declared table, and its rows in the order in which they are written: the objects that make them, or columns."""

    table: ResultTable
    rows: Sequence[Any] | ColumnRows


def result_tables(findings: Findings, supplements: Supplements, programme: Programme) -> list[TableRows]:
    """Return findings, ledger, baskets and movements, then the tables that the programme asks for.

    Args:
        findings: The findings and the tables derived from them.
        supplements: The scores, selections, counts of recommendations and published counts.
        programme: Decides which supplements have a table, and names some of its columns.
    """
    made = [
        TableRows(table=FINDINGS, rows=findings.findings),
        TableRows(table=LEDGER, rows=findings.ledger),
        TableRows(table=BASKETS, rows=findings.baskets),
        TableRows(table=MOVEMENTS, rows=findings.movements),
    ]
    if programme.scoring is not None and programme.scoring.scores.per_principle:
        made.append(TableRows(table=SCORES, rows=supplements.scores))
        made.append(TableRows(table=SCORE_CHANGES, rows=supplements.score_changes))
    if programme.selection is not None:
        made.append(TableRows(table=selection_columns(programme.selection), rows=supplements.selection))
    if programme.records is not None and programme.records.recommendations is not None:
        table = recommendation_table(programme.records.recommendations)
        made.append(TableRows(table=table, rows=supplements.records))
    if programme.records is not None and programme.records.published is not None:
        made.append(TableRows(table=PUBLISHED, rows=supplements.published))
    return made
