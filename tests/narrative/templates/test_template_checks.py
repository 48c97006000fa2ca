"""Checks of templates against the facts they may read; a template without a fault can be rendered."""

from collections import defaultdict
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egyv_engine.narrative.language.parts import term
from egyv_engine.narrative.templates.fact_types import (
    AnyNameType,
    FactType,
    FlagType,
    PartsType,
    TextType,
    WordType,
)
from egyv_engine.narrative.templates.parser import parse
from egyv_engine.narrative.templates.template import render
from egyv_engine.narrative.templates.template_checks import check_template

KNOWN: dict[str, FactType] = {
    "label": TextType(),
    "is_many": FlagType(),
    "reason": WordType(("reworded", "not_asked")),
    "after": PartsType({"of": TextType(), "base": PartsType({"n": TextType(), "is_one": FlagType()})}),
    "status": AnyNameType(PartsType({"n": TextType(), "is_none": FlagType()})),
}
FACTS = SimpleNamespace(
    label=term("the police"),
    is_many=True,
    reason="reworded",
    after=SimpleNamespace(of=term("all"), base=SimpleNamespace(n=term("some"), is_one=False)),
    status=defaultdict(lambda: SimpleNamespace(n=term("one"), is_none=False)),
)


@pytest.mark.parametrize(
    "template",
    [
        "{{ label }}",
        "{{ after.base.n }}",
        "{{ label or 'all' }}",
        "b{% if is_many and not after.base.is_one or label %}a{% endif %}",
        "c{% if reason == 'reworded' %}a{% elif 'not_asked' != reason %}b{% endif %}",
        "{{ status.any.n }}{% if status.other.is_none %}{% endif %}",
    ],
)
def test_check_template_that_uses_facts_as_they_are_has_no_fault(template: str) -> None:
    assert check_template(template, KNOWN).faults == ()


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        (" ", "EGY607 there are no words here"),
        ("{{ '' }}", "EGY607 there are no words here"),
        ("{% if is_many %} {% else %}{{ '  ' }}{% endif %}", "EGY607 there are no words here"),
        ("{{ label", "EGY607 this template cannot be read: this '{{' is not closed"),
        ("{{ lable }}", "EGY604 there is no variable 'lable' here"),
        ("{{ status }}", "EGY611 'status' has parts, and the template names none of them"),
        ("{{ status.A }}", "EGY611 'status.A' has parts, and the template names none of them"),
        ("{{ status.A.of }}", "EGY604 'status.A' has no part 'of'"),
        ("{{ status.A.is_none }}", "EGY611 'status.A.is_none' is true or false and cannot be inserted"),
        ("{% if status %}a{% endif %}", "EGY611 'status' is always there, so nothing can be chosen by it"),
        (
            "{% if status.A %}a{% endif %}",
            "EGY611 'status.A' is always there, so nothing can be chosen by it",
        ),
        ("{{ after.off }}", "EGY604 'after' has no part 'off'"),
        ("{{ after.base.m }}", "EGY604 'after.base' has no part 'm'"),
        ("{{ label.n }}", "EGY604 'label' has no part 'n'"),
        ("{{ is_many.n }}", "EGY604 'is_many' has no part 'n'"),
        ("{{ after }}", "EGY611 'after' has parts, and the template names none of them"),
        ("{{ after.base }}", "EGY611 'after.base' has parts, and the template names none of them"),
        ("{{ is_many }}", "EGY611 'is_many' is true or false and cannot be inserted"),
        ("{{ label or is_many }}", "EGY611 'is_many' is true or false and cannot be inserted"),
        ("{{ reason }}", "EGY611 'reason' is a word of the engine and cannot be inserted"),
        ("{{ not label }}", "EGY611 a template cannot insert true or false"),
        ("{{ reason == 'reworded' }}", "EGY611 a template cannot insert true or false"),
        ("{% if after %}a{% endif %}", "EGY611 'after' is always there, so nothing can be chosen by it"),
        ("{% if reason %}a{% endif %}", "EGY611 'reason' is always there, so nothing can be chosen by it"),
        ("{% if 'a' %}a{% endif %}", "EGY611 words in quotes are always true"),
        (
            "{% if label == 'a' %}a{% endif %}",
            "EGY611 only a word of the engine can be compared, with words in quotes",
        ),
        (
            "{% if reason == label %}a{% endif %}",
            "EGY611 only a word of the engine can be compared, with words in quotes",
        ),
        ("{% if reason == 'rewordet' %}a{% endif %}", "EGY604 'reason' is never 'rewordet'"),
    ],
)
def test_check_template_that_cannot_be_rendered_has_a_fault(template: str, fault: str) -> None:
    assert [f"{f.code} {f.message}" for f in check_template(template, KNOWN).faults] == [fault]


def test_check_template_gives_the_place_of_each_fault_and_each_message_once() -> None:
    template = "{{ x }} and {{ is_many }} or {{ x }}"
    found = [template[f.start : f.end] for f in check_template(template, KNOWN).faults]
    assert found == ["x", "is_many"]
    assert check_template(template, KNOWN).faults[0].start == 3


def test_check_template_gives_the_reason_why_a_fact_is_absent() -> None:
    (fault,) = check_template("{{ item }}", KNOWN, {"item": "only some have one"}).faults
    assert (fault.code, fault.message, fault.hint) == (
        "EGY604",
        "there is no 'item' here",
        "only some have one",
    )


def test_check_template_lists_words_it_can_put_out_but_not_those_it_compares() -> None:
    checked = check_template("a{{ label or 'b' }}{% if reason == 'reworded' %}c{% endif %}", KNOWN)
    assert checked.words == (("a", 0), ("b", 14), ("c", 48))
    assert checked.outputs == {"label"}


PIECES = (
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "if",
        "elif",
        "else",
        "endif",
        "for",
        "and",
        "or",
        "not",
        "==",
        "!=",
        "(",
        ")",
        ".",
        "'",
        '"',
    ),
    *(
        "label",
        "is_many",
        "reason",
        "after",
        ".of",
        ".base.n",
        "'reworded'",
        "status",
        ".x",
        "status.x.n",
        "8",
        "\ue000",
        "\\",
        "|",
        "{",
        "}",
    ),
    *("{{ label }}", "{% if is_many %}", "{% else %}", "{% endif %}", "\n"),
)


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)))
def test_any_text_has_located_faults_or_can_be_rendered(template: str) -> None:
    checked = check_template(template, KNOWN)
    for fault in checked.faults:
        assert 0 <= fault.start <= fault.end <= len(template)
        assert fault.message
        assert fault.hint
    if not checked.faults:
        assert all(hasattr(part, "text") for part in render(parse(template), FACTS))
