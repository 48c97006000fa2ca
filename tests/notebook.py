"""A notebook as an analyst may write it: `make check` has mypy find each of its types, and each of its mistakes.

A mistake is marked with what mypy says of it; in strict mode mypy also reports a mark where there is nothing to find.
"""

from typing import Literal, assert_type

import polars as pl

import egyv_engine as ee
from egyv_engine.model.documents import Programme
from egyv_engine.model.plan import Plan
from egyv_engine.model.report import Report

result = ee.evaluate("folder")
assert_type(result, ee.Result)
assert_type(result.findings, pl.DataFrame)
assert_type(result.scores, pl.DataFrame)
assert_type(result.report, Report | None)
assert_type(result.report_markdown, str | None)
assert_type(result.programme, Programme)
assert_type(result.plan, Plan)
assert_type(result.diagnostics, tuple[ee.Diagnostic, ...])
assert_type(result.explain("access.open_late", "a"), ee.Explanation)
finding = result.values.findings[0]
assert_type(finding.verdict, Literal["improved", "declined", "unchanged", "not_comparable", "not_judged"])
assert_type(
    finding.reason,
    Literal["not_asked", "does_not_move", "looks_back", "reworded", "too_few_matched", "different_groups"]
    | None,
)
if finding.certainty is not None:
    assert_type(finding.certainty.certainty, Literal["firm", "open"])
assert_type(result.plan.indicators[0].direction, Literal["higher", "lower", "none"])
for diagnostic in ee.check({"programme.yaml": "programme: Libraries"}):
    assert_type(diagnostic.severity, Literal["error", "warning"])
assert_type(ee.load(ee.example()), Programme)
try:
    ee.evaluate("folder").write("out")
except ee.ProgrammeError as error:
    assert_type(error.diagnostics, tuple[ee.Diagnostic, ...])

# mistakes

ee.evaluate(3)  # type: ignore[arg-type]
ee.evaluate("folder").findings.no_such_method()  # type: ignore[attr-defined]
if ee.evaluate("folder").values.findings[0].verdict == "better":  # type: ignore[comparison-overlap]
    ee.evalute("folder")  # type: ignore[attr-defined]
