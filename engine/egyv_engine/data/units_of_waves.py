"""Warns of units that seem to be others in each wave, where the register is made of the answers (EGY590, EGY591)."""

from collections.abc import Iterator

import polars as pl

from egyv_engine.data.spellings import near_spellings
from egyv_engine.data.survey_types import Survey
from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import Location
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import ReturnStatus

_WITH_ROW = (ReturnStatus.NOT_ANALYSED.value, ReturnStatus.ANALYSED.value)
_MOST_COMPARED = 5_000  # units of one wave alone; so many ids are numbers, or no panel


def check_units_of_waves(linked: LinkedProgramme, survey: Survey) -> Iterator[Diagnostic]:
    """Warn of a comparison of waves without a common unit (EGY590), and of units of single waves with almost one name (EGY591).

    Args:
        linked: The programme.
        survey: The answers of all units.
    """
    if linked.programme.file.register.made_of is None:
        return  # a unit that the register does not have is an error
    rows = {wave: survey.waves[wave].status.is_in(_WITH_ROW) for wave in linked.waves if wave in survey.waves}
    compared = [one for one in linked.programme.file.comparisons if one.from_ in rows and one.to in rows]
    apart = [
        one
        for one in compared
        if rows[one.from_].any() and rows[one.to].any() and not (rows[one.from_] & rows[one.to]).any()
    ]
    for one in apart:
        first, other = (survey.units.filter(rows[wave])[0] for wave in (one.from_, one.to))
        yield diagnostic(
            linked.positions,
            "EGY590",
            one.doc_path,
            f"no unit has a row both in '{one.from_}' and in '{one.to}', so nothing is compared",
            hint=f"write the ids alike in both waves: the first ones are '{first}' and '{other}'; accept the warning if other units "
            "were surveyed",
            related=[
                (linked.waves[wave].doc_path / "answers", f"the wave '{wave}'")
                for wave in (one.from_, one.to)
            ],
        )
    if compared and not apart:
        yield from _almost_alike(linked, survey, rows)


def _almost_alike(
    linked: LinkedProgramme, survey: Survey, rows: dict[str, pl.Series]
) -> Iterator[Diagnostic]:
    """Report units with a row in one wave alone whose names differ in a letter from a unit of another wave alone."""
    is_alone = pl.DataFrame(rows).sum_horizontal() == 1
    places = {survey.units[place]: place for place in is_alone.arg_true().head(_MOST_COMPARED)}
    wave_of = {
        unit: next(wave for wave, in_wave in rows.items() if in_wave[place]) for unit, place in places.items()
    }
    order = list(rows)
    names = sorted(places, key=lambda unit: (order.index(wave_of[unit]), unit))
    for unit, twin in near_spellings(names):
        if wave_of[unit] != wave_of[twin]:
            yield diagnostic(
                linked.positions,
                "EGY591",
                _cell(linked, survey, wave_of[unit], places[unit]),
                f"the unit '{unit}' has a row in '{wave_of[unit]}' alone, and '{twin}' in '{wave_of[twin]}' alone",
                hint=f"write '{twin}' in both if they are one unit, so that it is compared; otherwise accept the warning",
                related=[(_cell(linked, survey, wave_of[twin], places[twin]), f"the unit '{twin}'")],
            )


def _cell(linked: LinkedProgramme, survey: Survey, wave: str, unit: int) -> Location:
    """Return the place of a unit's id in the answers of a wave, or that of the wave if its rows were not read from a file."""
    places = survey.waves[wave].places
    row = None if places is None else places.rows[unit]
    if places is None or row is None:
        return linked.waves[wave].doc_path / "answers"
    return places.table.cell_span(int(row), places.key)
