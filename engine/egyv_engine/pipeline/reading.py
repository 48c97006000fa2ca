"""Reads the data of a programme and counts its answers, as far as the faults allow."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from egyv_engine.diagnostics.diagnostic import Diagnostic, has_errors
from egyv_engine.model.frozen import replace
from egyv_engine.model.toplines import ReadSurvey
from egyv_engine.pipeline.phases import Phases
from egyv_engine.pipeline.run import Outputs, Until, run

if TYPE_CHECKING:
    from egyv_engine.data.survey_types import Survey
    from egyv_engine.model.plan import Plan

_DATA_CODES = "EGY5"


def read_answers(
    files: Mapping[PurePosixPath, bytes], *, on_stage: Callable[[str], None] | None = None
) -> tuple[ReadSurvey | None, tuple[Diagnostic, ...]]:
    """Return what was read of a programme's survey, and every fault of its rules and data.

    Args:
        files: The programme's files by path within its folder.
        on_stage: Called with the name of each stage as it starts, to show progress.

    Returns:
        The toplines, or None where the rules or the register could not be read at all; and the faults.
    """
    phases = Phases() if on_stage is None else Phases(on_start=on_stage)
    outputs = run(files, until=Until.DATA, phases=phases)
    linked, survey = outputs.linked, outputs.survey
    if linked is None or survey is None:
        return None, outputs.diagnostics
    from egyv_engine.evaluation.answer_counts import toplines

    plan = _plan(outputs, survey)
    known = replace(
        survey,
        waves={name: replace(wave, status=wave.status.fill_null(0)) for name, wave in survey.waves.items()},
    )
    file = linked.programme.file
    questions = linked.questions.values()
    return ReadSurvey(
        toplines=tuple(toplines(linked, known, plan)),
        waves={wave.id: wave.label for wave in file.waves},
        groups={group: linked.cohort_label(group) for group in linked.reported_cohorts if group is not None},
        questions={question.id: question.asks for question in questions},
        items={
            (question.id, item): linked.baskets[question.items].labels[item].label
            for question in questions
            if question.items is not None and question.items in linked.baskets
            for item in linked.baskets[question.items].items
        },
        left_out=survey.left_out,
        is_skip_logic_known=plan is not None,
    ), outputs.diagnostics


def _plan(outputs: Outputs, survey: "Survey") -> "Plan | None":
    """Return the plan, for skip logic; None where the rules have errors, or a wave could not be read."""
    assert outputs.linked is not None
    errors = [d for d in outputs.diagnostics if has_errors([d]) and not d.code.startswith(_DATA_CODES)]
    if errors or set(survey.waves) != set(outputs.linked.waves):
        return None
    from egyv_engine.compiler.compile import compile_programme

    return outputs.plan or compile_programme(outputs.linked)
