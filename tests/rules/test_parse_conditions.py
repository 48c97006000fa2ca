"""Conditions as they are parsed: one left side with one comparator, and the message where there is another number."""

import pytest

from egyv_engine.model import conditions as c
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.rules.json_schema import schema
from egyv_engine.rules.parse_conditions import BROKEN
from tests.parsed_conditions import condition, parse_condition

ALL_SIDES = "question, attribute, number_of"
ALL_COMPARATORS = "is, is_one_of, at_least, at_most, above, below, answered"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{question: a}", f"1 a condition has one comparator ({ALL_COMPARATORS}), and this one has none"),
        (
            "{question: a, is: b, below: c}",
            f"22 a condition has one comparator ({ALL_COMPARATORS}), and this one has is and below",
        ),
        (
            "{is: b}",
            f"1 a condition has one left side ({ALL_SIDES}), and this one has none",
        ),
        (
            "{question: a, attribute: b, is: c}",
            f"15 a condition has one left side ({ALL_SIDES}), and this one has question and attribute",
        ),
        ("{attribute: a, item: b, is: c}", "16 'attribute' cannot be combined with item"),
        ("{met: a, any: [{met: b}]}", "10 'met' needs a mapping of its own, without 'any'"),
        (
            "{question: a, is: {item: b}}",
            "19 a side has one of question, attribute, number_of, and this one has none",
        ),
        ("{question: a, is: {attribute: b, wave: c}}", "34 'attribute' cannot be combined with wave"),
    ],
)
def test_what_is_not_a_condition_is_reported_at_the_key_too_many(text: str, fault: str) -> None:
    made, faults = parse_condition(text)
    assert made is BROKEN
    assert [f"{found.span.column} {found.message}" for found in faults] == [fault]


def test_word_on_the_right_keeps_its_position() -> None:
    made = condition("{question: a, is_one_of: [b, c]}")
    assert [word.doc_path.steps for word in made.right] == [("is_one_of", 0), ("is_one_of", 1)]


@pytest.mark.parametrize("name", [k for k in COMPARATORS if k not in ("is_one_of", "answered")])
def test_side_on_the_right_may_be_any_side(name: str) -> None:
    made = condition(f"{{question: a, {name}: {{number_of: {{each: b, met: c}}}}}}")
    assert isinstance(made.right, c.NumberOfItems)


def test_keys_of_the_schema_are_those_that_the_parser_knows() -> None:
    defined = schema("principle", vocabularies={})["$defs"]
    sides = {"question", "item", "wave", "minus", "attribute", "number_of"}
    assert set(defined["side"]["properties"]) == sides
    assert set(defined["condition"]["properties"]) == sides | set(COMPARATORS) | set(c.COMBINATIONS)
    assert set(c.COMBINATIONS) == {"met", "all", "any", "not"}
