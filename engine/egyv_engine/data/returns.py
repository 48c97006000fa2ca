"""Determines from the register which units were surveyed in a wave, which returned, and which are analysed."""

from collections.abc import Mapping

import polars as pl

from egyv_engine.data.register_conditions import UnorderedValueError, attributes_in, holds, is_readable
from egyv_engine.data.register_table import RegisterTable, combinations
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.first_named import same_is_true
from egyv_engine.model.codes import ReturnStatus
from egyv_engine.model.documents import Wave
from egyv_engine.model.frozen import Frozen, replace

_VALUE_CODES = ("EGY513", "EGY514")


class _Undecided(Frozen):
    """A reason why the status of some units cannot be determined.

    Attributes:
        before_unit: The words of the message before the id of the unit.
        after_unit: The words after it.
        attribute: The attribute whose cell is reported.
    """

    before_unit: str
    after_unit: str
    hint: str
    attribute: str
    code: str = "EGY518"


def statuses(
    wave: Wave,
    register: RegisterTable,
    rows: pl.Series | None,
    diagnostics: DiagnosticCollector,
    *,
    has_own_units: bool = False,
) -> pl.Series:
    """Return the Status of each unit in a wave, UInt8; null if it cannot be determined, which is reported (EGY518, EGY534).

    Args:
        wave: The wave, with its conditions `returned` and `analysed`.
        register: The register.
        rows: The units that have a row in the wave, if these are the returns; None if the conditions decide.
        diagnostics: Receives one diagnostic for all units whose attributes are the same.
        has_own_units: Whether no unit of another wave was surveyed in this one.
    """
    if rows is not None:
        wave = replace(wave, returned_by=None)
    everyone = pl.repeat(True, len(register.units), eager=True)
    has_row = everyone if rows is None else register.units.is_in(rows.implode())
    conditions = [x for x in (wave.surveyed, wave.returned, wave.analysed) if x is not None]
    names = [n for x in conditions for n in attributes_in(x)]
    unknown = pl.repeat(None, len(register.units), dtype=pl.UInt8, eager=True)
    if any(n not in register.attributes for n in names) or not all(is_readable(x) for x in conditions):
        return unknown  # reported at the condition
    keys, key_of = combinations([has_row, *(register.attributes[n] for n in names)])
    found = [
        ReturnStatus.NOT_SURVEYED
        if has_own_units and not key[0]
        else _status(wave, dict(zip(names, key[1:], strict=True)), has_row=key[0])
        for key in keys
    ]
    for position, status in enumerate(found):
        if isinstance(status, _Undecided):
            units = register.units.filter(key_of == position)
            _report_undecided(wave, status, units[0], len(units) - 1, register, diagnostics)
    if set(found) == {ReturnStatus.NOT_SURVEYED}:
        return unknown  # reported at the condition, which no unit meets
    decided = [None if isinstance(status, _Undecided) else status.value for status in found]
    return pl.Series(decided, dtype=pl.UInt8).gather(key_of)


def _status(wave: Wave, values: Mapping[str, str], *, has_row: bool) -> ReturnStatus | _Undecided:
    """Return the status of the units that have these attributes, and a row if the returns are the rows."""
    try:
        surveyed = True if wave.surveyed is None else holds(wave.surveyed, values)
        returned = has_row if wave.returned is None else holds(wave.returned, values)
        analysed = returned if wave.analysed is None or not has_row else holds(wave.analysed, values)
    except UnorderedValueError as error:
        return _Undecided(
            before_unit=f"the value '{error.value}' of unit",
            after_unit=error.problem,
            hint="correct the register, or the condition",
            attribute=next(n for n, v in values.items() if v == error.value),
        )
    if not values:
        return ReturnStatus.ANALYSED if returned else ReturnStatus.NO_RETURN
    first = next(iter(values))
    blank = next((n for n, v in values.items() if not v), first)
    if surveyed is False and returned and wave.returned is not None:
        return _Undecided(
            code="EGY534",
            before_unit="unit",
            after_unit=f"was not surveyed in '{wave.id}', but returned the survey",
            hint="correct the register, or the conditions: only units that were surveyed can return the survey",
            attribute=first,
        )
    if surveyed is False:
        return ReturnStatus.NOT_SURVEYED
    if surveyed is None or returned is None or (returned and analysed is None):
        verb = "is analysed" if returned else "returned"
        verb = "was surveyed" if surveyed is None else verb
        return _Undecided(
            before_unit="cannot determine whether unit",
            after_unit=f"{verb} in '{wave.id}'",
            hint=(
                f"fill in '{blank}' in the register, or correct the condition"
                if not values[blank]
                else f"the condition divides by 0: correct '{first}' in the register, or the condition"
            ),
            attribute=blank,
        )
    if analysed and not returned:
        return _Undecided(
            before_unit="unit",
            after_unit=f"is analysed in '{wave.id}', but did not return the survey",
            hint="correct the register, or the conditions: only units that returned can be analysed",
            attribute=first,
        )
    if analysed:
        return ReturnStatus.ANALYSED
    return ReturnStatus.NOT_ANALYSED if returned else ReturnStatus.NO_RETURN


def _report_undecided(
    wave: Wave,
    undecided: _Undecided,
    unit: str,
    others: int,
    register: RegisterTable,
    diagnostics: DiagnosticCollector,
) -> None:
    cell = register.cell(unit, undecided.attribute)
    if any(d.span == cell and d.code in _VALUE_CODES for d in diagnostics):
        return  # the value cannot be read, as is reported at the same cell
    message = f"{undecided.before_unit} '{unit}' {undecided.after_unit}{same_is_true(others, 'unit')}"
    diagnostics.report(
        undecided.code,
        cell,
        message,
        hint=undecided.hint,
        related=tuple(
            (condition.doc_path, f"the condition '{name}'")
            for name, condition in (
                ("surveyed", wave.surveyed),
                ("returned", wave.returned),
                ("analysed", wave.analysed),
            )
            if condition is not None
        ),
    )
