"""Checks of meaning that a schema cannot say (EGY4xx, EGY6xx), one function a check, by subject."""

from egyv_engine.checks.condition_types import check_conditions
from egyv_engine.checks.declarations import (
    check_criteria,
    check_ids,
    check_programme,
    check_scales,
    check_targets,
    check_unused,
)
from egyv_engine.checks.references import check_cycles
from egyv_engine.checks.selection_and_records import check_records, check_selection
from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.link.linker import LinkedProgramme


def check_meaning(linked: LinkedProgramme) -> list[Diagnostic]:
    """Every fault of meaning in what is sound."""
    return [
        *check_ids(linked),
        *check_scales(linked),
        *check_targets(linked),
        *check_criteria(linked),
        *check_programme(linked),
        *check_unused(linked),
        *check_cycles(linked),
        *check_conditions(linked),
        *check_selection(linked),
        *check_records(linked),
    ]
