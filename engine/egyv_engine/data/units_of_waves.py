"""Warns of units that seem to be others in each wave, where the register is made of the answers (EGY590, EGY591)."""

import re
from collections.abc import Iterator, Sequence

import polars as pl

from egyv_engine.data.spellings import near_spellings
from egyv_engine.data.survey_types import Survey
from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import Location
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import ReturnStatus

_WITH_ROW = (ReturnStatus.NOT_ANALYSED.value, ReturnStatus.ANALYSED.value)
_MOST_COMPARED = 5_000  # units that some waves have not; so many ids are numbers, or no panel
_DIGIT_LIKE = str.maketrans("oil", "011")
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


def check_units_of_waves(linked: LinkedProgramme, survey: Survey) -> Iterator[Diagnostic]:
    """Warn of a comparison of waves without a common unit (EGY590), and of units of a single wave with almost the name of another (EGY591).

    Args:
        linked: The programme.
        survey: The answers of all units.
    """
    if linked.programme.file.register.made_of is None or linked.has_separate_waves:
        return  # a unit that the register does not have is an error, or no unit is in two waves
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
    """Report units with a row in one wave alone whose names are almost those of units without a row in that wave."""
    in_waves = pl.DataFrame(rows).sum_horizontal()
    is_partial = (in_waves > 0) & (in_waves < len(rows))
    places = {survey.units[place]: place for place in is_partial.arg_true().head(_MOST_COMPARED)}
    waves_of = {
        unit: tuple(wave for wave, in_wave in rows.items() if in_wave[place])
        for unit, place in places.items()
    }
    order = list(rows)
    names = sorted(places, key=lambda unit: (-len(waves_of[unit]), order.index(waves_of[unit][0]), unit))
    for unit, twin in _near_names(names):
        waves, others = waves_of[unit], waves_of[twin]
        if len(waves) > 1 or waves[0] in others:
            continue
        of_twin = (
            f"in '{others[0]}' alone"
            if len(others) == 1
            else f"has one in {len(others):,} waves, but not in that one"
        )
        yield diagnostic(
            linked.positions,
            "EGY591",
            _cell(linked, survey, waves[0], places[unit]),
            f"the unit '{unit}' has a row in '{waves[0]}' alone, and '{twin}' {of_twin}",
            hint=f"write '{twin}' in both if they are one unit, so that it is compared; otherwise accept the warning"
            if len(others) == 1
            else f"write '{twin}' if it is that unit, so that it is compared; otherwise accept the warning",
            related=[(_cell(linked, survey, others[0], places[twin]), f"the unit '{twin}'")],
        )


def _near_names(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each name that is almost an earlier one, or that only letters like digits and zeros in front make another."""
    near = dict(near_spellings(names))
    first: dict[str, str] = {}
    for name in names:
        twin = first.setdefault(_without_likeness(name), name)
        is_like = twin != name and any(map(str.isdigit, name + twin))  # Hall and Hali are two names
        if is_like or name in near:
            yield name, near.get(name, twin)


def _without_likeness(name: str) -> str:
    """Return a name with digits in place of the letters that look like them, and without zeros in front of numbers."""
    return _ZEROS.sub("", name.casefold().translate(_DIGIT_LIKE))


def _cell(linked: LinkedProgramme, survey: Survey, wave: str, unit: int) -> Location:
    """Return the place of a unit's id in the answers of a wave, or that of the wave if its rows were not read from a file."""
    places = survey.waves[wave].places
    row = None if places is None else places.rows[unit]
    if places is None or row is None:
        return linked.waves[wave].doc_path / "answers"
    return places.table.cell_span(int(row), places.key)
