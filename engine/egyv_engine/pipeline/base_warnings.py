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
    for message, condition in (*_bases(linked, plan, by_cohort), *_skip_logic(linked, plan, by_cohort)):
        yield diagnostic(linked.positions, "EGY525", condition.doc_path, message, hint=_HINT)


def _bases(
    linked: LinkedProgramme, plan: Plan, by_cohort: Sequence[Backend]
) -> Iterator[tuple[str, c.Condition]]:
    """Yield the bases that no unit meets, or of which no unit was asked."""
    bases: dict[str, list[tuple[str, str]]] = {}
    for planned in plan.indicators:
        if planned.base is not None and not planned.looks_back and any(planned.asked.values()):
            bases.setdefault(planned.indicator, []).append((planned.base, planned.counts))
    contexts = [WaveContext(wave=wave) for wave in plan.waves]
    for indicator, names in bases.items():
        base = linked.indicators[indicator].indicator.base
        assert base is not None
        numbers = [backend.number_in(*x, one) for x in names for one in contexts for backend in by_cohort]
        if any(asked for _, asked in numbers):
            continue
        if any(inside for inside, _ in numbers):
            yield f"no unit of the base of '{indicator}' was asked what its rule reads", base
        elif _reads_answers(base):  # else it is reported when the register is read
            yield f"no unit belongs to the base of '{indicator}' in any wave", base


def _skip_logic(
    linked: LinkedProgramme, plan: Plan, by_cohort: Sequence[Backend]
) -> Iterator[tuple[str, c.Condition]]:
    """Yield the skip logic of questions that waves ask, and that no unit was asked."""
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
        numbers = (backend.number_asked(question.id, item, wave) for backend, item, wave in asking)
        if asking and not any(numbers):
            yield f"no unit was asked '{question.id}' in any wave", asked_if


def _reads_answers(condition: c.Condition) -> bool:
    return any(name.names != "attribute" for name in references(condition))
