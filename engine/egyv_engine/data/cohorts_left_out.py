"""Warns of a condition `rows` that leaves out every unit of a cohort in one wave alone (EGY481)."""

from collections.abc import Iterator

from egyv_engine.data.survey_types import Survey
from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import ReturnStatus

_WITH_ROW = (ReturnStatus.NOT_ANALYSED.value, ReturnStatus.ANALYSED.value)


def check_cohorts_left_out(linked: LinkedProgramme, survey: Survey) -> Iterator[Diagnostic]:
    """Warn of a file whose `rows` keep no unit of a cohort that has rows in this file, and is in another wave.

    Args:
        linked: The programme.
        survey: The answers of all units.
    """
    rows = {wave: answers.status.is_in(_WITH_ROW) for wave, answers in survey.waves.items()}
    sources = [wave.source_name for wave in linked.waves.values()]
    for name, answers in survey.waves.items():
        source = linked.waves[name].source_name
        shape, places = linked.file_shape(source), answers.places
        if shape is None or not shape.rows or places is None or sources.count(source) > 1:
            continue  # of several waves in a file, a row that is left out may be that of another wave
        left_out = survey.units.is_in(places.table.units_left_out.implode())
        left_out &= answers.status == ReturnStatus.NO_RETURN.value
        for index, cohort in enumerate(linked.cohorts):
            of_cohort = survey.cohort == index
            others = [other for other in rows if other != name and (rows[other] & of_cohort).any()]
            number = int((left_out & of_cohort).sum())
            if cohort is None or not number or not others or (rows[name] & of_cohort).any():
                continue
            yield diagnostic(
                linked.positions,
                "EGY481",
                shape.rows[0].doc_path,
                f"no unit of '{cohort}' is kept in '{name}', as it is in '{others[0]}': {number:,} of them have rows that are left out",
                hint="correct the condition if they answered; otherwise accept the warning, or write who was surveyed with 'surveyed'",
                related=[(linked.waves[name].doc_path / "answers", f"the wave '{name}'")],
            )
