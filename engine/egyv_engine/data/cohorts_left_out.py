"""Warns of a condition `rows` that leaves out every unit of a cohort in one wave alone (EGY481)."""

from collections.abc import Iterator, Mapping

import polars as pl

from egyv_engine.data.shaping.selected_rows import rows_meeting
from egyv_engine.data.survey_types import Survey
from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import ReturnStatus
from egyv_engine.model.documents import Wave

_WITH_ROW = (ReturnStatus.NOT_ANALYSED.value, ReturnStatus.ANALYSED.value)


def check_cohorts_left_out(linked: LinkedProgramme, survey: Survey) -> Iterator[Diagnostic]:
    """Warn of a file whose `rows` keep no unit of a cohort that has rows in this file, and is in another wave.

    Args:
        linked: The programme.
        survey: The answers of all units.
    """
    rows = {wave: answers.status.is_in(_WITH_ROW) for wave, answers in survey.waves.items()}
    for name, answers in survey.waves.items():
        wave = linked.waves[name]
        shape, places = linked.file_shape(wave.source_name), answers.places
        if shape is None or not shape.rows or places is None:
            continue
        left_out = survey.units.is_in(_units_left_out(wave, shape.key, places.table.left_out).implode())
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
                related=[(wave.doc_path / "answers", f"the wave '{name}'")],
            )


def _units_left_out(wave: Wave, key: str, left_out: Mapping[str, pl.Series]) -> pl.Series:
    """Return the units whose rows are left out of a file although they are rows of this wave."""
    if key not in left_out:
        return pl.Series(dtype=pl.String)
    is_of_wave = pl.repeat(True, len(left_out[key]), eager=True)
    for condition in wave.answers.conditions:
        if condition.column in left_out:
            is_of_wave &= rows_meeting(condition, left_out[condition.column])
    return left_out[key].filter(is_of_wave).drop_nulls()
