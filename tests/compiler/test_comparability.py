"""Tests what the library's instrument alone decides about a condition in the comparison of before with after.

Parcels were not asked of the pilot cohort before; the main cohort was asked everything in both waves.
"""

import pytest

from egyv_engine.compiler.compile import compile_programme
from egyv_engine.link.linker import link
from egyv_engine.model import plan as p
from egyv_engine.narrative.blocks.registry import vocabularies
from egyv_engine.rules.load import load_rules
from tests.library import Edit, library_files

ACCESS, INSTRUMENT = "principles/1-access.yaml", "surveys/instrument.yaml"
OLD = "{question: visits, at_least: Sometimes}"
PARCELS = '{question: offered, item: parcels, is: "Yes"}'
EVENTS = '{question: offered, item: events, is: "Yes"}'
OPEN = '{question: open_late, is: "Yes"}'
VISITS = "asks: How often do people visit?, scale: frequency"
OVER_BOTH = "\n    items_compared: asked_in_both"


def compared(condition: str, cohort: str, more: dict[str, Edit] | None = None) -> p.Comparability:
    """Return the comparability of a condition that replaces that of `visited_often`."""
    loaded = load_rules(
        library_files({ACCESS: (OLD, condition), **(more or {})}), vocabularies=vocabularies()
    )
    assert loaded.programme is not None
    linked, unknown = link(loaded.programme, loaded.positions)
    assert [*loaded.diagnostics, *unknown] == []
    plan = compile_programme(linked)
    (indicator,) = (one for one in plan.indicators if one.indicator == "visited_often")
    return indicator.comparability[cohort, "before", "after"]


@pytest.mark.parametrize(
    ("condition", "pilot", "main"),
    [
        (EVENTS, None, None),
        (PARCELS, "not_asked", None),
        (f"{{any: [{PARCELS}, {EVENTS}]}}", "not_asked", None),
        (f"{{all: [{PARCELS}, {EVENTS}]}}", "not_asked", None),
        (f"{{not: {PARCELS}}}", "not_asked", None),
        (f"{{number_of: [{PARCELS}, {EVENTS}], at_least: 1}}", "not_asked", None),
        (f"{{number_of: [{PARCELS}], at_least: 1}}", "not_asked", None),
        (f"{{any: [{PARCELS}, {{attribute: region, is: north}}]}}", "not_asked", None),
        ("{attribute: region, is: north}", None, None),
        ("{met: both_services}", None, None),
        ("{question: offered, item: parcels, wave: after, is: 'Yes'}", None, None),
        ("{question: offered, item: parcels, wave: before, is: 'Yes'}", "not_asked", None),
        ("{question: visits, wave: from, at_least: Sometimes}", "looks_back", "looks_back"),
        (
            "{question: offered, item: parcels, at_least: {question: offered, item: parcels, wave: from}}",
            "not_asked",
            "looks_back",
        ),
    ],
)
def test_first_reason_that_holds_is_given(condition: str, pilot: str | None, main: str | None) -> None:
    assert compared(condition, "pilot").reason == pilot
    assert compared(condition, "main").reason == main


@pytest.mark.parametrize(
    ("declared", "reason", "care"),
    [
        ("{is: no, note: Another question.}", "reworded", False),
        ("{is: with_caution, note: Nearly the same.}", None, True),
        ("{cohort: pilot, is: no, note: Another question.}", None, False),
        ("{cohort: main, is: no, note: Another question.}", "reworded", False),
        ("{from: after, is: no, note: Another question.}", None, False),
        ("{is: with_caution, note: Nearly.}, {cohort: main, is: no, note: Another.}", "reworded", False),
        ("{cohort: main, is: no, note: Another.}, {is: with_caution, note: Nearly.}", "reworded", False),
    ],
)
def test_what_is_declared_of_a_question_holds_for_its_cohort_and_waves(
    declared: str, reason: str | None, care: bool
) -> None:
    edit = (VISITS, f"{VISITS}, comparable: [{declared}]")
    found = compared("{question: visits, at_least: Often}", "main", {INSTRUMENT: edit})
    assert (found.reason, found.care) == (reason, care)


def test_dropped_are_the_answers_that_one_wave_did_not_ask() -> None:
    condition = f"{{any: [{PARCELS}, {EVENTS}]}}{OVER_BOTH}"
    pilot, main = compared(condition, "pilot"), compared(condition, "main")
    parcels, events = p.AnswerRef("offered", "parcels"), p.AnswerRef("offered", "events")
    assert (pilot.reason, pilot.dropped, pilot.remaining) == (None, frozenset({parcels}), (events,))
    assert (main.reason, main.dropped, main.remaining) == (None, frozenset(), (parcels, events))


@pytest.mark.parametrize(
    "condition", [PARCELS, f"{{number_of: [{PARCELS}], at_least: 1}}", f"{{not: {{all: [{PARCELS}]}}}}"]
)
def test_condition_of_which_nothing_remains_was_not_asked(condition: str) -> None:
    assert compared(f"{condition}{OVER_BOTH}", "pilot").reason == "not_asked"


def test_wave_that_did_not_ask_is_named() -> None:
    found = compared(PARCELS, "pilot")
    assert (found.from_asked, found.to_asked) == (False, True)
    both = compared(f"{{any: [{PARCELS}, {OPEN}]}}", "pilot")
    assert (both.from_asked, both.to_asked) == (False, True)
    both = compared(f"{{any: [{PARCELS}, {OPEN}]}}{OVER_BOTH}", "pilot")
    assert (both.from_asked, both.to_asked) == (True, True)


def test_skip_logic_on_what_nobody_was_asked_makes_a_question_not_asked() -> None:
    gated = 'asks: How often do people visit?, scale: frequency, asked_if: {question: offered, item: parcels, is: "Yes"}'
    found = compared("{question: visits, at_least: Often}", "pilot", {INSTRUMENT: (VISITS, gated)})
    assert (found.reason, found.from_asked, found.to_asked) == ("not_asked", False, True)
