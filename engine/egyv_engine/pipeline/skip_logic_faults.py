"""Reports data that contradicts the skip logic: an answer that was not asked for (EGY508), a missing column (EGY506)."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from egyv_engine.data.survey import answer_spans, header_span
from egyv_engine.data.survey_types import Survey
from egyv_engine.diagnostics.diagnostic import Diagnostic, DiagnosticCollector
from egyv_engine.evaluation import Backend, answers_despite_skip, missing_columns
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.plan import Plan


def skip_logic_faults(
    linked: LinkedProgramme,
    plan: Plan,
    survey: Survey,
    files: Mapping[PurePosixPath, bytes],
    by_cohort: Sequence[Backend],
) -> list[Diagnostic]:
    """Return one diagnostic per answer that `asked_if` rules out, up to the limit for one file, and per missing column.

    Args:
        linked: The programme.
        plan: The plan of the programme.
        survey: The answers of all units.
        files: All files of the programme's folder.
        by_cohort: The backends of the survey.
    """
    by_wave: dict[str, list[tuple[str, str, str]]] = {}
    for question, item, wave, unit in answers_despite_skip(plan, survey, by_cohort=by_cohort):
        column = linked.column_of(linked.questions[question], item, wave)
        by_wave.setdefault(wave, []).append((unit, column, question))
    diagnostics = DiagnosticCollector(linked.positions)
    key = linked.programme.file.register.key
    for question, item, wave, asked in missing_columns(plan, survey, by_cohort=by_cohort):
        name, words = linked.column_of(linked.questions[question], item, wave), linked.programme.file.unit
        units = f"one {words.one} was" if asked == 1 else f"{asked} {words.many} were"
        diagnostics.report(
            "EGY506",
            header_span(files, PurePosixPath(linked.waves[wave].source_name), key),
            f"the column '{name}' is missing, but {units} asked the question in '{wave}'",
            hint="add the column, correct asked_if, or declare with not_asked that the question was not asked",
            related=(
                (
                    linked.questions[question].doc_path / "asked_if",
                    "the question is asked only if this holds",
                ),
            ),
        )
    for wave, answers in by_wave.items():
        before = len(diagnostics)
        file = PurePosixPath(linked.waves[wave].source_name)
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
