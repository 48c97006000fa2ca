"""Determines which units of the register are kept, by the condition `only`."""

from collections import Counter

from egyv_engine.data.register_conditions import UnorderedValueError, attributes_in, holds, is_readable
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.model import conditions as c


def kept_units(
    condition: c.Condition, register: RegisterTable, diagnostics: DiagnosticCollector
) -> list[bool]:
    """Return whether each unit is kept; a unit for which that cannot be determined is kept and reported (EGY518).

    Args:
        condition: The condition that kept units meet.
        register: The whole register.
        diagnostics: Receives one diagnostic for all units whose attributes are the same.
    """
    names = attributes_in(condition)
    if not is_readable(condition) or any(name not in register.attributes for name in names):
        return [True] * len(register.units)  # reported at the condition
    keys = list(zip(*(register.attributes[name] for name in names), strict=True))
    by_key: dict[tuple[str, ...], bool | None] = {}
    for key in dict.fromkeys(keys):
        try:
            by_key[key] = holds(condition, dict(zip(names, key, strict=True)))
        except UnorderedValueError:
            by_key[key] = None
    units_with = Counter(keys)
    for unit, key in zip(register.units, keys, strict=True):
        if by_key[key] is None and key in units_with:
            others = units_with.pop(key) - 1
            more = f" (the same is true of {others:,} more unit{'s' * (others > 1)})" if others else ""
            blank = next((name for name, value in zip(names, key, strict=True) if not value), names[0])
            diagnostics.report(
                "EGY518",
                register.cell(unit, blank),
                f"cannot determine whether unit '{unit}' is kept{more}",
                hint=f"correct '{blank}' in the register, or the condition 'only'",
                related=((condition.doc_path, "the condition 'only'"),),
            )
    return [by_key[key] is not False for key in keys]
