"""Runs the checks of conditions on one condition, put into the library programme."""

from egyv_engine.checks.condition_types import check_conditions
from egyv_engine.checks.named_waves import check_named_waves
from egyv_engine.checks.references import check_cycles
from egyv_engine.link.linker import link
from egyv_engine.narrative.blocks.registry import vocabularies
from egyv_engine.rules.load import load_rules
from tests.library import library_files

INDICATOR = ("principles/1-access.yaml", "{question: visits, at_least: Sometimes}")
REPEATED = ("principles/2-services.yaml", '{question: offered, is: "Yes"}')
ASKED_IF = ("surveys/instrument.yaml", '{question: open_late, is: "Yes"}')
RETURNED = ("programme.yaml", "{attribute: before_return, is_one_of: [returned, late]}")


def reported(condition: str, rule: tuple[str, str] = INDICATOR) -> list[tuple[str, str, str | None]]:
    """Code, message and hint of each fault, in the order found.

    Args:
        condition: The condition as written.
        rule: The file and text that the condition replaces.
    """
    name, old = rule
    loaded = load_rules(library_files({name: (old, condition)}), vocabularies=vocabularies())
    assert loaded.programme is not None
    assert loaded.diagnostics == ()
    linked, unknown = link(loaded.programme, loaded.positions)
    assert list(unknown) == []
    found = [*check_cycles(linked), *check_conditions(linked), *check_named_waves(linked)]
    return [(fault.code, fault.message, fault.hint) for fault in found]


def codes(condition: str, rule: tuple[str, str] = INDICATOR) -> list[str]:
    """The codes alone."""
    return [code for code, _, _ in reported(condition, rule)]
