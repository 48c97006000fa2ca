"""Conditions of the library programme as nodes of a plan: one row for each form of condition."""

from fractions import Fraction
from typing import Any

import pytest

from egyv_engine.compiler.compile import compile_programme
from egyv_engine.link.linker import link
from egyv_engine.model import plan as p
from egyv_engine.narrative.blocks.registry import vocabularies
from egyv_engine.rules.load import load_rules
from tests.library import library_files

OLD = "{question: visits, at_least: Sometimes}"
NEVER, SOMETIMES, OFTEN = "Never", "Sometimes", "Often"


def compiled(condition: str) -> p.Plan:
    """The plan of the library with a condition in place of that of `visited_often`."""
    loaded = load_rules(
        library_files({"principles/1-access.yaml": (OLD, condition)}), vocabularies=vocabularies()
    )
    assert loaded.programme is not None
    linked, unknown = link(loaded.programme, loaded.positions)
    assert [*loaded.diagnostics, *unknown] == []
    return compile_programme(linked)


def node(condition: str) -> Any:
    plan = compiled(condition)
    (indicator,) = (one for one in plan.indicators if one.indicator == "visited_often")
    return plan.conditions[indicator.counts]


@pytest.mark.parametrize(
    ("comparison", "labels", "others"),
    [
        ("is: Sometimes", (SOMETIMES,), (NEVER, OFTEN)),
        ("is_one_of: [Often, Never]", (NEVER, OFTEN), (SOMETIMES,)),
        ("at_least: Sometimes", (SOMETIMES, OFTEN), (NEVER,)),
        ("at_most: Sometimes", (NEVER, SOMETIMES), (OFTEN,)),
        ("above: Sometimes", (OFTEN,), (NEVER, SOMETIMES)),
        ("below: Sometimes", (NEVER,), (SOMETIMES, OFTEN)),
        ("above: Often", (), (NEVER, SOMETIMES, OFTEN)),
        ("at_most: Often", (NEVER, SOMETIMES, OFTEN), ()),
    ],
)
def test_comparison_on_a_scale_is_a_set_of_answers(
    comparison: str, labels: tuple[str, ...], others: tuple[str, ...]
) -> None:
    made = node(f"{{question: visits, {comparison}}}")
    assert (type(made), made.labels, made.negated) == (p.Lookup, labels, False)
    negated = node(f"{{not: {{question: visits, {comparison}}}}}")
    assert (negated.labels, negated.negated) == (others, False)


@pytest.mark.parametrize("left", ["question: remarks", "attribute: region"])
def test_comparison_of_text_keeps_its_negation(left: str) -> None:
    made = node(f"{{not: {{{left}, is_one_of: [a, b]}}}}")
    assert (type(made), made.labels, made.negated) == (p.Lookup, ("a", "b"), True)


@pytest.mark.parametrize(("written", "negated"), [("true", False), ("false", True)])
def test_answered_is_a_node_of_its_own(written: str, negated: bool) -> None:
    made = node(f"{{question: visits, answered: {written}}}")
    assert (type(made), made.negated) == (p.Answered, negated)
    assert node(f"{{not: {{question: visits, answered: {written}}}}}").negated is not negated


@pytest.mark.parametrize("comparator", ["is", "at_least", "at_most", "above", "below"])
@pytest.mark.parametrize("negated", [False, True])
def test_comparison_of_numbers_keeps_its_comparator(comparator: str, negated: bool) -> None:
    text = f"{{question: loans, {comparator}: 2.50}}"
    made = node(f"{{not: {text}}}" if negated else text)
    assert (type(made), made.comparator, made.negated) == (p.Compare, comparator, negated)
    assert made.right == (p.Constant(Fraction(5, 2)),)


def test_date_is_a_number_of_days() -> None:
    assert node("{question: opened, below: 1970-01-31}").right == (p.Constant(Fraction(30)),)


def test_attribute_is_read_as_what_it_is_compared_with() -> None:
    assert node("{question: loans, at_least: {attribute: region}}").right == (
        p.AttributeRef("region", "number"),
    )
    assert node("{question: opened, at_least: {attribute: region}}").right == (
        p.AttributeRef("region", "date"),
    )
    assert node("{attribute: region, above: 2020-01-01}").left == p.AttributeRef("region", "date")


def test_difference_reads_each_answer_in_its_wave() -> None:
    made = node("{question: loans, minus: {question: loans, wave: from}, at_least: 1}")
    later, earlier = p.AnswerRef("loans"), p.AnswerRef("loans", None, p.FROM)
    assert made.left == p.Calculation("minus", later, earlier, made.left.doc_path)


def test_calculation_nests_on_the_right_and_reads_attributes_as_its_other_side_is_read() -> None:
    made = node("{question: loans, divided_by: {attribute: region, times: {number: 0.5}}, between: [1, 2.5]}")
    assert (type(made), made.comparator) == (p.Compare, "between")
    assert made.right == (p.Constant(Fraction(1)), p.Constant(Fraction(5, 2)))
    assert (made.left.operator, made.left.left) == ("divided_by", p.AnswerRef("loans"))
    inner = made.left.right
    assert (inner.operator, inner.left, inner.right) == (
        "times",
        p.AttributeRef("region", "number"),
        p.Constant(Fraction(1, 2)),
    )
    days = node("{question: opened, minus: {attribute: region}, above: 30}")
    assert days.left.right == p.AttributeRef("region", "date")
    assert node("{attribute: region, minus: 3, above: 30}").left.left == p.AttributeRef("region", "number")


def test_quantile_is_of_an_answer_in_its_wave() -> None:
    made = node("{quantile_of: {question: loans, wave: from, parts: 4}, is: 1}")
    assert made.left == p.QuantileOf(p.AnswerRef("loans", None, p.FROM), 4, made.left.doc_path)


def test_not_turns_all_into_any_and_any_into_all() -> None:
    members = '[{question: open_late, is: "Yes"}, {question: visits, is: Often}]'
    made = node(f"{{not: {{all: {members}}}}}")
    assert isinstance(made, p.Or)
    labels = [member.labels for member in made.members if isinstance(member, p.Lookup)]
    assert labels == [("No",), (NEVER, SOMETIMES)]
    assert isinstance(node(f"{{not: {{any: {members}}}}}"), p.And)
    assert isinstance(node(f"{{not: {{not: {{all: {members}}}}}}}"), p.And)


def test_met_names_the_condition_or_its_negation() -> None:
    plan = compiled("{not: {met: open_late}}")
    (indicator,) = (one for one in plan.indicators if one.indicator == "visited_often")
    made = plan.conditions[indicator.counts]
    assert isinstance(made, p.Derived)
    names = list(plan.conditions)
    assert names.index(made.name) < names.index(indicator.counts)
    negation = plan.conditions[made.name]
    assert isinstance(negation, p.Lookup)
    assert negation.labels == ("No",)


def test_count_over_a_basket_has_one_member_per_item() -> None:
    made = node("{number_of: {each: old_services, met: service_offered}, at_least: 1}").left
    assert [type(member) for member in made.members] == [p.Derived, p.Derived]
    assert [member.path.split("/")[-1] for member in made.members] == ["evenings", "events"]


def test_path_leads_to_where_the_condition_is_written() -> None:
    made = node('{all: [{question: open_late, is: "Yes"}, {not: {any: [{question: visits, is: Often}]}}]}')
    inner = made.members[1].members[0]
    assert inner.path.split("/")[2:] == ["all", "1", "not", "any", "0"]
    assert inner.doc_path.steps[-5:] == ("all", 1, "not", "any", 0)
