"""Reading templates: what they mean, and where their faults are."""

import pytest

from egyv_engine.narrative.templates.parser import DEEPEST, UnreadableTemplateError, parse
from egyv_engine.narrative.templates.template import (
    AllOf,
    AnyOf,
    Choice,
    Equal,
    Literal,
    Not,
    Output,
    Path,
    Words,
)


def test_parse_words_and_facts_in_order() -> None:
    assert parse("up {{ after.of }}.") == (
        Words(text="up ", start=0),
        Output(expression=Path(names=("after", "of"), start=6, end=14), start=3, end=17),
        Words(text=".", start=17),
    )


def test_parse_choice_has_its_branches_and_the_rest() -> None:
    (choice,) = parse("{% if a %}x{% elif b %}y{% else %}z{% endif %}")
    assert isinstance(choice, Choice)
    (first, one), (second, two) = choice.branches
    assert (first, second) == (Path(names=("a",), start=6, end=7), Path(names=("b",), start=19, end=20))
    assert (one, two) == ((Words(text="x", start=10),), (Words(text="y", start=23),))
    assert choice.otherwise == (Words(text="z", start=34),)


def test_parse_not_binds_before_and_and_that_before_or() -> None:
    (output,) = parse("{{ not a and b or c == 'd' }}")
    assert isinstance(output, Output)
    match output.expression:
        case AnyOf(
            members=(
                AllOf(members=(Not(member=Path(names=("a",))), Path(names=("b",)))),
                Equal(left=Path(names=("c",)), right=Literal(text="d"), is_negated=False),
            )
        ):
            pass
        case other:
            pytest.fail(str(other))


@pytest.mark.parametrize(
    ("template", "message", "stretch"),
    [
        ("had {item}", "a single '{' has no meaning", "{"),
        ("had } it", "a single '}' has no meaning", "}"),
        ("{{ a }", "unexpected '}'", "}"),
        ("{{ a", "this '{{' is not closed", "{{"),
        ("{% if a", "this '{%' is not closed", "{%"),
        ("{% if a %}x", "this 'if' has no 'endif'", "{%"),
        ("x{% endif %}", "there is no 'if' before this 'endif'", "endif"),
        ("x{% else %}", "there is no 'if' before this 'else'", "else"),
        ("{% if a %}{% else %}{% elif b %}{% endif %}", "'elif' cannot follow 'else'", "elif"),
        ("{% for a in b %}{% endfor %}", "'for' is not allowed in a template", "for"),
        ("{{ a|upper }}", "unexpected '|'", "|"),
        ("{{ a() }}", "'}}' is expected here, to close what '{{' opened", "("),
        ("{{ }}", "a name is missing here", "}}"),
        ("{{ a. }}", "the name of a part is missing after '.'", "}}"),
        ("{{ and }}", "unexpected 'and'", "and"),
        ("{{ (a }}", "a ')' is missing", "}}"),
        ("{{ a %}", "'}}' is expected here, to close what '{{' opened", "%}"),
        ("{{ 'a }}", "unexpected '''", "'"),
        ("{# a #}", "a single '{' has no meaning", "{"),
    ],
)
def test_parse_template_that_cannot_be_read_raises_with_its_place(
    template: str, message: str, stretch: str
) -> None:
    with pytest.raises(UnreadableTemplateError) as caught:
        parse(template)
    fault = caught.value
    assert (fault.message, template[fault.start : fault.end]) == (message, stretch)


@pytest.mark.parametrize(
    "template",
    [
        "{% if a %}" * (DEEPEST + 1) + "{% endif %}" * (DEEPEST + 1),
        "{{ " + "(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1) + " }}",
    ],
)
def test_parse_template_nested_too_deep_raises(template: str) -> None:
    with pytest.raises(UnreadableTemplateError, match=f"more than {DEEPEST} deep"):
        parse(template)
    assert parse(
        template.replace("{% if a %}", "", 1)
        .replace("{% endif %}", "", 1)
        .replace("(", "", 1)
        .replace(")", "", 1)
    )


def test_parse_many_words_not_and_or_in_a_row_is_no_nesting() -> None:
    assert parse("{{ " + "not " * 5000 + "a" + " or a" * 5000 + " }}")
