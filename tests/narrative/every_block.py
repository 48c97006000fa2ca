"""Lists every block that has something to show in a programme, as a report declares it."""

from egyv_engine.model.documents import Programme
from egyv_engine.narrative.blocks.registry import registered_blocks
from egyv_engine.narrative.charts.chart_kinds import CHART_KINDS


def every_block(programme: Programme, *, unit: str) -> list[str]:
    """Return the blocks but for texts, and a chart of each kind. unit: one of the register."""
    shown = [
        f"{{show: {name}}}"
        for name, block in registered_blocks().items()
        if name not in ("text", "built_in", "chart", "measures_met")
        and all(need.is_met(programme) for need in block.needs)
    ]
    shown.append(f"{{show: measures_met, indicators: [{', '.join(_in_a_wave(programme))}]}}")
    numbers = [question.id for question in programme.instrument.questions if question.scale == "number"]
    required = {"question": numbers[0] if numbers else None, "unit": unit}
    for kind in CHART_KINDS.values():
        options = {name: required[name] for name in sorted(kind.requires)}
        if all(need.is_met(programme) for need in kind.needs) and None not in options.values():
            given = "".join(f', {name}: "{value}"' for name, value in options.items())
            shown.append(f"{{show: chart, of: {kind.name}{given}}}")
    return shown


def _in_a_wave(programme: Programme) -> list[str]:
    """Return the indicators whose rules name no wave, so that units meet them in a wave alone."""
    every = [each for principle in programme.principles.values() for each in principle.indicators]
    return [
        each.id
        for each in every
        if each.items_compared is None and "wave=" not in repr(each.met_when).replace("wave=None", "")
    ]


def first_unit(register: bytes) -> str:
    """Return the first unit of a register whose first column has the ids."""
    return register.decode().splitlines()[1].split(",")[0]
