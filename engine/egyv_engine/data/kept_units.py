"""Determines which units of the register are kept, by the condition `only`."""

from collections.abc import Mapping

import polars as pl

from egyv_engine.data.register_conditions import UnorderedValueError, attributes_in, holds, is_readable
from egyv_engine.data.register_table import RegisterTable, combinations
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.first_named import same_is_true
from egyv_engine.model import conditions as c


def kept_units(
    condition: c.Condition, register: RegisterTable, diagnostics: DiagnosticCollector
) -> pl.Series:
    """Return whether each unit is kept, Boolean; a unit for which that cannot be determined is kept and reported (EGY518).

    Args:
        condition: The condition that kept units meet.
        register: The whole register.
        diagnostics: Receives one diagnostic for all units whose attributes are the same.
    """
    names = attributes_in(condition)
    if not is_readable(condition) or any(name not in register.attributes for name in names):
        return pl.repeat(True, len(register.units), eager=True)  # reported at the condition
    keys, key_of = combinations([register.attributes[name] for name in names])
    found = [_holds(condition, dict(zip(names, key, strict=True))) for key in keys]
    for position, key in enumerate(keys):
        if found[position] is None:
            units = register.units.filter(key_of == position)
            unit, others = units[0], len(units) - 1
            blank = next((name for name, value in zip(names, key, strict=True) if not value), names[0])
            diagnostics.report(
                "EGY518",
                register.cell(unit, blank),
                f"cannot determine whether unit '{unit}' is kept{same_is_true(others, 'unit')}",
                hint=f"correct '{blank}' in the register, or the condition 'only'",
                related=((condition.doc_path, "the condition 'only'"),),
            )
    return pl.Series([kept is not False for kept in found], dtype=pl.Boolean).gather(key_of)


def _holds(condition: c.Condition, values: Mapping[str, str]) -> bool | None:
    try:
        return holds(condition, values)
    except UnorderedValueError:
        return None
