"""Conditions have one shape where they do the same with their answers, and another one where anything differs."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

import pytest

from egyv_engine.evaluation.condition_shapes import ConditionShapes
from egyv_engine.model import plan as p
from egyv_engine.model.document_path import DocumentPath

AT: Mapping[str, Any] = {"path": "somewhere", "doc_path": DocumentPath(PurePosixPath("principles/any.yaml"))}
OFTEN, EVER = ("Often",), ("Often", "Rarely")


def among(question: str, labels: tuple[str, ...] = OFTEN, *, negated: bool = False) -> p.Lookup:
    return p.Lookup(ref=p.AnswerRef(question), labels=labels, negated=negated, **AT)


def answered(question: str, *, negated: bool = False) -> p.Answered:
    return p.Answered(ref=p.AnswerRef(question), negated=negated, **AT)


def at_least(number: int, *members: p.Node, comparator: str = "at_least") -> p.Compare:
    left = p.CountOf(members=members, path="elsewhere", doc_path=AT["doc_path"])
    return p.Compare(comparator=comparator, left=left, right=(p.Constant(Fraction(number)),), **AT)


def all_of(*members: p.Node) -> p.And:
    return p.And(members=members, **AT)


def any_of(*members: p.Node) -> p.Or:
    return p.Or(members=members, **AT)


def named(name: str) -> p.Derived:
    return p.Derived(name=name, **AT)


def numbers(*conditions: p.Node, **others: p.Node) -> list[int]:
    """Return the number of each condition's shape, where `a` and `x` are in the same place, and so on."""
    by_name = {**others, **{f"condition {i}": condition for i, condition in enumerate(conditions)}}
    shapes = ConditionShapes(by_name)
    return [shapes.number_of(f"condition {i}", place_of) for i in range(len(conditions))]


def place_of(ref: p.AnswerRef) -> int:
    return {"a": 0, "b": 1, "c": 2, "x": 0, "y": 1, "z": 2}.get(ref.question, -1)


def test_conditions_that_differ_in_their_questions_alone_have_one_shape() -> None:
    one, other = numbers(
        at_least(2, among("a"), among("b", EVER), answered("c")),
        at_least(2, among("x"), among("y", EVER), answered("z")),
    )
    assert one == other


def test_a_named_condition_has_the_shape_of_what_it_stands_for() -> None:
    written, by_name = numbers(
        all_of(among("a"), any_of(among("b"), among("c"))),
        all_of(among("a"), named("either")),
        either=any_of(among("b"), among("c")),
    )
    assert written == by_name


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(all_of(among("a"), among("b", EVER)), id="other answers"),
        pytest.param(all_of(among("a"), among("b", negated=True)), id="negated"),
        pytest.param(all_of(among("a"), answered("b")), id="answered"),
        pytest.param(all_of(among("a"), answered("b", negated=True)), id="not answered"),
        pytest.param(all_of(among("a"), among("a")), id="one question twice"),
        pytest.param(all_of(among("b"), among("a"), among("b")), id="one member more"),
        pytest.param(all_of(among("a"), among("nobody_was_asked")), id="not asked"),
        pytest.param(any_of(among("a"), among("b")), id="any"),
        pytest.param(at_least(2, among("a"), among("b")), id="a number of them"),
        pytest.param(at_least(1, among("a"), among("b")), id="another number of them"),
        pytest.param(at_least(2, among("a"), among("b"), comparator="at_most"), id="at most"),
    ],
)
def test_conditions_that_do_anything_else_have_another_shape(other: p.Node) -> None:
    this = all_of(among("a"), among("b"))
    one, two = numbers(this, other)
    assert one != two


def test_the_numbers_of_a_count_and_of_an_answer_are_not_mistaken_for_each_other() -> None:
    of_answer = p.Compare(
        comparator="at_least", left=p.AnswerRef("a"), right=(p.Constant(Fraction(1)),), **AT
    )
    one, two, three = numbers(of_answer, at_least(1, among("a")), at_least(1, answered("a")))
    assert len({one, two, three}) == 3


def test_a_condition_that_names_another_one_twice_24_times_over_has_a_shape() -> None:
    twice: dict[str, p.Node] = {"level_0": among("a")}
    for i in range(24):
        twice[f"level_{i + 1}"] = all_of(named(f"level_{i}"), named(f"level_{i}"))
    one, other = numbers(named("level_24"), named("level_23"), **twice)
    assert one != other
