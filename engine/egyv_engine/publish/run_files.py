"""Makes every file of an evaluation, the receipt last."""

from collections.abc import Mapping
from typing import Any

from egyv_engine.model.documents import Programme
from egyv_engine.model.finding_columns import FINDINGS
from egyv_engine.model.findings import Findings
from egyv_engine.model.report import Report
from egyv_engine.model.supplement_columns import SCORE_CHANGES, SCORES
from egyv_engine.model.supplements import Supplements
from egyv_engine.publish.chart_files import render_charts
from egyv_engine.publish.column_tables import render_csv
from egyv_engine.publish.findings_json import findings_json
from egyv_engine.publish.markdown import render_markdown
from egyv_engine.publish.parquet import render_parquet
from egyv_engine.publish.receipt import NAME, render_receipt
from egyv_engine.publish.report_json import render_report_json
from egyv_engine.publish.result_tables import TableRows, result_tables
from egyv_engine.publish.row_columns import RowColumns


def render_files(
    facts: Mapping[str, Any],
    programme: Programme,
    findings: Findings,
    supplements: Supplements,
    report: Report | None,
    *,
    page: bytes | None = None,
    others: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """Return the bytes of each file of the output folder, by its name.

    Args:
        facts: The facts of the run, for the receipt.
        programme: The evaluated programme.
        findings: Its findings.
        supplements: Its other results; scores are written as Parquet, too, where the programme declares them.
        report: The report, or None where the programme declares none.
        page: The report as a web page, or None where the programme declares no report.
        others: Files that were asked for, by name.
    """
    columns = RowColumns(FINDINGS.columns, findings.findings)  # of three files
    rows = {one.table.name: one for one in result_tables(findings, supplements, programme)}
    rows[FINDINGS.name] = TableRows(table=FINDINGS, rows=columns)
    made = {f"{name}.csv": render_csv(one.table, one.rows) for name, one in rows.items()}
    made["findings.json"] = findings_json(columns, programme)
    for name in (FINDINGS.name, SCORES.name, SCORE_CHANGES.name):
        if name in rows:
            made[f"{name}.parquet"] = render_parquet(rows[name].table, rows[name].rows)
    if report is not None:
        made["report.md"] = render_markdown(report)
        made["report.json"] = render_report_json(report)
        made |= render_charts(report)
    if page is not None:
        made["report.html"] = page
    made |= others or {}
    return {**made, NAME: render_receipt(facts, made)}
