"""Evaluates a programme given as files in memory: diagnostics, findings, and the tables as CSV bytes."""

from collections.abc import Mapping
from dataclasses import dataclass

from egyv_engine.check import Files, Phases, check_files, check_programme
from egyv_engine.diagnostics.diagnostic import Diagnostic, has_errors
from egyv_engine.evaluate import evaluate
from egyv_engine.model.documents import Programme
from egyv_engine.model.findings import Findings
from egyv_engine.publish.tables import tables as render_tables

__all__ = ["Files", "Outputs", "Phases", "check_files", "evaluate_files"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """What evaluation gave. findings, tables: None where there is an error; tables: CSV bytes by name.

    The names are findings, ledger, baskets and movements. seconds: wall time of each phase.
    """

    programme: Programme | None
    findings: Findings | None
    tables: Mapping[str, bytes] | None
    diagnostics: tuple[Diagnostic, ...]
    seconds: Mapping[str, float]


def evaluate_files(files: Files, *, phases: Phases | None = None) -> Outputs:
    """Checks everything and, if there is no error, evaluates."""
    phases = phases or Phases()
    checked = check_programme(files, phases=phases)
    findings: Findings | None = None
    tables: Mapping[str, bytes] | None = None
    if checked.plan is not None and checked.survey is not None and not has_errors(list(checked.diagnostics)):
        phases.start("evaluate")
        findings = evaluate(checked.plan, checked.survey)
        phases.start("write")
        tables = render_tables(findings)
        phases.start(None)
    return Outputs(
        programme=checked.programme,
        findings=findings,
        tables=tables,
        diagnostics=checked.diagnostics,
        seconds=phases.seconds,
    )
