"""Conditions on the register for one unit, against truth tables written out."""

from itertools import product

import pytest

from egyv_engine.data.register_conditions import UnorderedValueError, attributes_in, holds, is_readable
from tests.parsed_conditions import condition

STATES = {"yes": True, "no": False, "": None}
A, B = '{attribute: a, is: "yes"}', '{attribute: b, is: "yes"}'


@pytest.mark.parametrize(("a", "b"), list(product(STATES, STATES)))
def test_composites_are_kleene(a: str, b: str) -> None:
    values, found = {"a": a, "b": b}, [STATES[a], STATES[b]]
    every = False if False in found else None if None in found else True
    some = True if True in found else None if None in found else False
    assert holds(condition(f"{{all: [{A}, {B}]}}"), values) is every
    assert holds(condition(f"{{any: [{A}, {B}]}}"), values) is some
    assert holds(condition(f"{{not: {A}}}"), values) is (None if STATES[a] is None else not STATES[a])


@pytest.mark.parametrize(("a", "b"), list(product(STATES, STATES)))
@pytest.mark.parametrize("bound", [0, 1, 2])
def test_count_holds_where_every_possible_count_does(a: str, b: str, bound: int) -> None:
    states = [STATES[a], STATES[b]]
    possible = {n >= bound for n in range(states.count(True), 2 - states.count(False) + 1)}
    expected = possible.pop() if len(possible) == 1 else None
    assert holds(condition(f"{{number_of: [{A}, {B}], at_least: {bound}}}"), {"a": a, "b": b}) is expected


@pytest.mark.parametrize(
    ("comparison", "value", "expected"),
    [
        ("at_least: 80", "80.0", True),
        ("at_least: 80", "79.9", False),
        ("above: 80", "80", False),
        ("at_most: 80", "80", True),
        ("below: 80", "80", False),
        ("below: 2020-01-01", "2019-12-31", True),
        ("below: 2020-01-01", "2020-01-01", False),
        ("is: 80", "80.0", True),
        ("is: 80", "8", False),
        ("is_one_of: [9, 80.00]", "80", True),
        ("is_one_of: [a, b]", "b", True),
        ("is_one_of: [a, b]", "c", False),
        ("at_least: 80", "", None),
        ("is: a", "", None),
        ("answered: true", "", False),
        ("answered: true", "0", True),
        ("answered: false", "", True),
        ("is: {attribute: b}", "b's", True),
        ("at_least: {attribute: three}", "3", True),
        ("at_least: {attribute: three}", "2.9", False),
        ("at_least: {attribute: blank}", "3", None),
    ],
)
def test_comparison_of_an_attribute(comparison: str, value: str, expected: bool | None) -> None:
    values = {"a": value, "b": "b's", "three": "3", "blank": ""}
    one = condition(f"{{attribute: a, {comparison}}}")
    assert is_readable(one)
    assert holds(one, values) is expected


@pytest.mark.parametrize("value", ["many", "1e3", "2019-02-30"])
def test_value_without_an_order_is_an_error(value: str) -> None:
    with pytest.raises(UnorderedValueError):
        holds(condition("{attribute: a, at_least: 1}"), {"a": value})


@pytest.mark.parametrize(
    "text",
    [
        "{met: x}",
        "{question: x, answered: true}",
        "{number_of: {each: x, met: y}, is: 1}",
        "{number_of: [{question: x, is: 1}], is: 1}",
        "{not: {all: [{attribute: a, is: b}, {met: x}]}}",
        "{attribute: a, at_least: {number_of: [{attribute: b, is: c}]}}",
        "{attribute: a, at_least: {question: x}}",
    ],
)
def test_condition_that_reads_more_than_attributes_is_not_readable(text: str) -> None:
    one = condition(text)
    assert not is_readable(one)
    with pytest.raises(TypeError):
        holds(one, {"a": "b", "b": "c"})


@pytest.mark.parametrize("text", ["{attribute: a, at_least: many}", f"{{number_of: [{A}], is: some}}"])
def test_condition_with_words_that_have_no_order_is_not_readable(text: str) -> None:
    assert not is_readable(condition(text))


def test_attributes_are_those_on_both_sides_and_in_counts_in_the_order_written() -> None:
    text = f"{{all: [{{number_of: [{B}], is: 1}}, {{attribute: a, is: {{attribute: c}}}}, {{not: {B}}}]}}"
    assert attributes_in(condition(text)) == ("b", "a", "c", "b")
