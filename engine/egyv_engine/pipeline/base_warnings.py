"""Warns of a base, or of skip logic, that no unit meets in any wave (EGY525)."""

from collections.abc import Iterator, Sequence

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.evaluation import Backend
from egyv_engine.evaluation.wave_context import WaveContext
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.condition_walk import references
from egyv_engine.model.plan import Plan

_HINT = "correct the condition, or the answers that it reads"


def base_warnings(linked: LinkedProgramme, plan: Plan, by_cohort: Sequence[Backend]) -> Iterator[Diagnostic]:
    """Yield one warning per base and per question with skip logic that leaves out every unit that answered.

    What attributes alone decide is reported when the register is read; a base that names from or to is not checked.

    Args:
        linked: The programme.
        plan: The plan of the programme.
        by_cohort: The backends of the survey.
    """
    bases: dict[str, list[tuple[str, str]]] = {}
    for planned in plan.indicators:
        if planned.base is not None and not planned.looks_back and any(planned.asked.values()):
            bases.setdefault(planned.indicator, []).append((planned.base, planned.counts))
    for indicator, names in bases.items():
        base = linked.indicators[indicator].indicator.base
        contexts = [WaveContext(wave=wave) for wave in plan.waves]
        if base is None:
            continue
        numbers = [backend.number_in(*x, one) for x in names for one in contexts for backend in by_cohort]
        if not any(asked for _, asked in numbers):
            is_empty = not any(inside for inside, _ in numbers)
            if is_empty and not _reads_answers(base):
                continue  # reported when the register is read
            message = f"no unit belongs to the base of '{indicator}' in any wave"
            if not is_empty:
                message = f"no unit of the base of '{indicator}' was asked what its rule reads"
            yield diagnostic(linked.positions, "EGY525", base.doc_path, message, hint=_HINT)
    for question in plan.questions.values():
        asked_if = linked.questions[question.id].asked_if
        if asked_if is None or not _reads_answers(asked_if):
            continue
        asking = [
            (backend, item, wave)
            for backend in by_cohort
            for item in question.asked_if
            for wave in plan.waves
            if not backend.rows.is_not_asked(question.id, item, wave)
        ]
        if asking and not any(
            backend.number_asked(question.id, item, wave) for backend, item, wave in asking
        ):
            message = f"no unit was asked '{question.id}' in any wave"
            yield diagnostic(linked.positions, "EGY525", asked_if.doc_path, message, hint=_HINT)


def _reads_answers(condition: c.Condition) -> bool:
    return any(name.names != "attribute" for name in references(condition))
