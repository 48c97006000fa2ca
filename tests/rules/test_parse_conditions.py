"""Conditions as they are parsed: one left side with one comparator, and the message where there is another number."""

from fractions import Fraction

import pytest

from egyv_engine.model import conditions as c
from egyv_engine.model.arithmetic import OPERATORS
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.rules.json_schema import schema
from egyv_engine.rules.parse_conditions import BROKEN
from tests.parsed_conditions import condition, parse_condition

ALL_SIDES = "question, attribute, number, quantile_of, number_of"
ALL_COMPARATORS = "is, is_one_of, at_least, at_most, above, below, between, answered"
ALL_OPERATORS = "plus, minus, times, divided_by"


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
            f"19 a side has one of {ALL_SIDES}, and this one has none",
        ),
        (
            "{question: a, plus: 1, divided_by: {question: b}, is: 1}",
            f"24 a side has one of {ALL_OPERATORS}, and this one has plus and divided_by",
        ),
        (
            "{attribute: a, is: {question: b, minus: 1, plus: 2}}",
            f"44 a side has one of {ALL_OPERATORS}, and this one has minus and plus",
        ),
        (
            "{question: a, times: {question: b, minus: 1, times: 2}, is: 2}",
            f"46 a side has one of {ALL_OPERATORS}, and this one has minus and times",
        ),
        ("{plus: 1, is: 2}", f"1 a condition has one left side ({ALL_SIDES}), and this one has none"),
        (
            "{question: a, plus: {times: 2}, is: 2}",
            f"21 a side has one of {ALL_SIDES}, and this one has none",
        ),
        ("{number: 1, item: b, is: {question: a}}", "13 'number' cannot be combined with item"),
        (
            "{quantile_of: {question: a, parts: 4}, wave: b, is: 1}",
            "40 'quantile_of' cannot be combined with wave",
        ),
        ("{question: a, is: {attribute: b, wave: c}}", "34 'attribute' cannot be combined with wave"),
    ],
)
def test_what_is_not_a_condition_is_reported_at_the_key_too_many(text: str, fault: str) -> None:
    made, faults = parse_condition(text)
    assert made is BROKEN
    assert [f"{found.span.column} {found.message}" for found in faults] == [fault]


def test_second_operator_is_advised_to_be_nested() -> None:
    _, faults = parse_condition("{question: a, plus: 1, times: 2, is: 1}")
    (hint,) = [fault.hint for fault in faults]
    assert (
        "write one on the right of the other, where it is calculated first: plus: {question: visits, times: 2} or "
        "times: {question: visits, plus: 2}; or calculate on both sides of the comparator" in (hint or "")
    )
    made = condition("{question: a, plus: {question: visits, times: 2}, is: 1}")
    assert (made.left.operator, made.left.right.operator) == ("plus", "times")


def test_number_on_the_right_of_an_operator_is_exact() -> None:
    made = condition("{question: a, times: 0.1, at_least: {number: 0.30000000000000004}}")
    assert made.left.right.number == Fraction(1, 10)
    assert made.right.number == Fraction("0.30000000000000004")


def test_word_on_the_right_keeps_its_position() -> None:
    made = condition("{question: a, is_one_of: [b, c]}")
    assert [word.doc_path.steps for word in made.right] == [("is_one_of", 0), ("is_one_of", 1)]


@pytest.mark.parametrize("name", [k for k in COMPARATORS if k not in ("is_one_of", "between", "answered")])
def test_side_on_the_right_may_be_any_side(name: str) -> None:
    made = condition(f"{{question: a, {name}: {{number_of: {{each: b, met: c}}}}}}")
    assert isinstance(made.right, c.NumberOfItems)


def test_keys_of_the_schema_are_those_that_the_parser_knows() -> None:
    defined = schema("principle", vocabularies={})["$defs"]
    sides = {"question", "item", "wave", "attribute", "number", "quantile_of", "number_of", *OPERATORS}
    assert set(defined["side"]["properties"]) == sides
    assert set(defined["condition"]["properties"]) == sides | set(COMPARATORS) | set(c.COMBINATIONS)
    assert set(c.COMBINATIONS) == {"met", "all", "any", "not"}
