"""The walk over conditions on one condition that has every kind of part."""

from egyv_engine.model import conditions as c
from egyv_engine.model.condition_walk import (
    answers,
    children,
    leaves,
    parts_of,
    references,
    right_words,
    sides,
    walk,
)
from tests.parsed_conditions import condition

EVERYTHING = """\
all:
  - {question: a, minus: {question: b, item: x}, at_least: {attribute: c}}
  - not: {met: d}
  - any:
      - {attribute: e, is_one_of: [f, g]}
      - {number_of: [{question: h, answered: true}, {met: i}], is: 1}
  - {number_of: {each: j, met: k}, below: {number_of: [{attribute: l, above: 2}]}}
"""


def test_walk_meets_every_condition_once_in_the_order_written() -> None:
    kinds = [type(part).__name__ for part in walk(condition(EVERYTHING))]
    assert kinds == ["All", "Leaf", "Not", "Met", "Any", "Leaf", "Leaf", "Leaf", "Met", "Leaf", "Leaf"]


def test_children_are_one_level_down() -> None:
    assert [len(children(child)) for child in children(condition(EVERYTHING))] == [0, 1, 2, 1]


def test_leaves_are_the_comparisons_with_those_that_are_counted() -> None:
    found = [
        (leaf.comparator, [word.text for word in right_words(leaf)]) for leaf in leaves(condition(EVERYTHING))
    ]
    assert found == [
        ("at_least", []),
        ("is_one_of", ["f", "g"]),
        ("is", ["1"]),
        ("answered", []),
        ("below", []),
        ("above", ["2"]),
    ]


def test_sides_are_the_left_one_and_the_right_one_where_it_is_no_word() -> None:
    first, second, *_ = leaves(condition(EVERYTHING))
    assert [type(side) for side in sides(first)] == [c.CalculatedSide, c.AttributeSide]
    assert [type(part) for part in parts_of(first.left)] == [c.CalculatedSide, c.QuestionSide, c.QuestionSide]
    assert [type(side) for side in sides(second)] == [c.AttributeSide]


def test_answers_of_a_difference_are_both() -> None:
    (first, *_) = leaves(condition(EVERYTHING))
    assert [(answer.question, answer.item) for answer in answers(first.left)] == [("a", None), ("b", "x")]


def test_references_are_every_name_with_the_position_of_the_name() -> None:
    found = [
        (name.names, name.id, "/".join(map(str, name.doc_path.steps)))
        for name in references(condition(EVERYTHING))
    ]
    assert found == [
        ("question", "a", "all/0/question"),
        ("question", "b", "all/0/minus/question"),
        ("attribute", "c", "all/0/at_least/attribute"),
        ("indicator", "d", "all/1/not/met"),
        ("attribute", "e", "all/2/any/0/attribute"),
        ("question", "h", "all/2/any/1/number_of/0/question"),
        ("indicator", "i", "all/2/any/1/number_of/1/met"),
        ("basket", "j", "all/3/number_of/each"),
        ("indicator", "k", "all/3/number_of/met"),
        ("attribute", "l", "all/3/below/number_of/0/attribute"),
    ]
