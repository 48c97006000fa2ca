"""Checks that a JSON Schema cannot express (EGY4xx): one function per check."""

from egyv_engine.checks.answers import check_answers
from egyv_engine.checks.coded_answers import check_coded_answers
from egyv_engine.checks.comparable_waves import check_comparable_waves
from egyv_engine.checks.condition_types import check_conditions
from egyv_engine.checks.criteria import check_criteria, check_targets
from egyv_engine.checks.declared_comparisons import check_comparisons
from egyv_engine.checks.declared_files import check_declared_files
from egyv_engine.checks.depth import check_depth
from egyv_engine.checks.directions import check_directions
from egyv_engine.checks.exchanged_names import check_exchanged_names
from egyv_engine.checks.excluding_members import check_excluding_members
from egyv_engine.checks.ids import check_ids
from egyv_engine.checks.implied_indicators import check_implied_indicators
from egyv_engine.checks.labels import check_labels
from egyv_engine.checks.named_waves import check_named_waves
from egyv_engine.checks.opposite_directions import check_opposite_directions
from egyv_engine.checks.record_columns import check_record_columns
from egyv_engine.checks.records import check_records
from egyv_engine.checks.references import check_cycles
from egyv_engine.checks.repeated_entries import check_repeated_entries
from egyv_engine.checks.same_rules import check_same_rules
from egyv_engine.checks.scale_words import check_scale_words
from egyv_engine.checks.selection import check_selection
from egyv_engine.checks.shared_columns import check_shared_columns
from egyv_engine.checks.sums_and_quotients import check_sums_and_quotients
from egyv_engine.checks.units import check_units
from egyv_engine.checks.unused import check_unused
from egyv_engine.checks.waves import check_waves
from egyv_engine.checks.weights import check_weights
from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme

_CHECKS = (
    check_ids,
    check_answers,
    check_scale_words,
    check_coded_answers,
    check_shared_columns,
    check_exchanged_names,
    check_declared_files,
    check_targets,
    check_criteria,
    check_comparisons,
    check_waves,
    check_repeated_entries,
    check_comparable_waves,
    check_directions,
    check_opposite_directions,
    check_units,
    check_labels,
    check_implied_indicators,
    check_unused,
    check_cycles,
    check_depth,
    check_conditions,
    check_excluding_members,
    check_same_rules,
    check_weights,
    check_named_waves,
    check_sums_and_quotients,
    check_selection,
    check_records,
    check_record_columns,
)


def check_meaning(linked: LinkedProgramme) -> list[Diagnostic]:
    """Report every fault in the objects of a programme whose names are all known."""
    return [found for check in _CHECKS for found in check(linked)]
