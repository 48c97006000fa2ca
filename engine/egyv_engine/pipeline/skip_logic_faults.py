"""Reports answers to questions that, according to the skip logic, the unit was not asked (EGY508)."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from egyv_engine.data.expected_columns import column_name
from egyv_engine.data.survey import answer_spans
from egyv_engine.data.survey_types import Survey
from egyv_engine.diagnostics.diagnostic import Diagnostic, DiagnosticCollector
from egyv_engine.evaluation import answers_despite_skip
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.plan import Plan


def skip_logic_faults(
    linked: LinkedProgramme, plan: Plan, survey: Survey, files: Mapping[PurePosixPath, bytes]
) -> list[Diagnostic]:
    """Return one diagnostic per answer that `asked_if` rules out, up to the limit for one file.

    Args:
        linked: The programme.
        plan: The plan of the programme.
        survey: The answers of all units.
        files: All files of the programme's folder.
    """
    by_wave: dict[str, list[tuple[str, str, str]]] = {}
    for question, item, wave, unit in answers_despite_skip(plan, survey):
        by_wave.setdefault(wave, []).append((unit, column_name(question, item), question))
    diagnostics = DiagnosticCollector(linked.positions)
    for wave, answers in by_wave.items():
        before = len(diagnostics)
        file = PurePosixPath(linked.waves[wave].answers)
        key = linked.programme.file.register.key
        spans = answer_spans(files, file, key, [(unit, column) for unit, column, _ in answers])
        for span, (unit, column, question) in zip(spans, answers, strict=True):
            diagnostics.report(
                "EGY508",
                span,
                f"unit '{unit}' was not asked '{column}' in '{wave}'",
                hint="clear the cell, or correct asked_if",
                related=(
                    (
                        linked.questions[question].doc_path / "asked_if",
                        "the question is asked only if this holds",
                    ),
                ),
            )
        diagnostics.cap(before)
    return diagnostics
