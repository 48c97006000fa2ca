"""Reading templates: what they mean, and where their faults are."""

import pytest

from egyv_engine.narrative.templates.parser import parse
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
from egyv_engine.narrative.templates.tokens import DEEPEST, UnreadableTemplateError


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
        ("{{ a() }}", "these brackets do not hold one name in quotes", "("),
        ("{{ a(b) }}", "these brackets do not hold one name in quotes", "("),
        ("{{ a('b', 'c') }}", "unexpected ','", ","),
        ("{{ a('b')('c') }}", "'}}' is expected here, to close what '{{' opened", "("),
        ("{{ a.b('c') }}", "'}}' is expected here, to close what '{{' opened", "("),
        ("{{ }}", "a name is missing here", "}}"),
        ("{{ a. }}", "the name of a part is missing after '.'", "}}"),
        ("{{ and }}", "unexpected 'and'", "and"),
        ("{{ (a }}", "a ')' is missing", "}}"),
        ("{{ a %}", "'}}' is expected here, to close what '{{' opened", "%}"),
        ("{{ 'a }}", "unexpected '''", "'"),
        ("{# a #}", "a single '{' has no meaning", "{"),
        ("x {{- a }}", "unexpected '-'", "-"),
        ("{% if a -%}b{% endif %}", "unexpected '-'", "-"),
        ("{% raw %}{{ a }}{% endraw %}", "'raw' is not allowed in a template", "raw"),
        ("{% set a = b %}", "'set' is not allowed in a template", "set"),
        ("{{ a.b() }}", "'}}' is expected here, to close what '{{' opened", "("),
        ("{{ a.0 }}", "the name of a part is missing after '.'", "0"),
        ("{{ a[0] }}", "unexpected '['", "["),
        ("{{ a + b }}", "unexpected '+'", "+"),
        ("{{ () }}", "unexpected ')'", ")"),
        ("{{ a) }}", "'}}' is expected here, to close what '{{' opened", ")"),
        ("{{ a if b else c }}", "'}}' is expected here, to close what '{{' opened", "if"),
        ("{{ if }}", "unexpected 'if'", "if"),
        ("{{ true }}", "unexpected 'true'", "true"),
        ("{{ a or or b }}", "unexpected 'or'", "or"),
        ("{{ a == not b }}", "unexpected 'not'", "not"),
        ("{% if (a) in b %}{% endif %}", "'%}' is expected here, to close what '{%' opened", "in"),
        ("{% if a is b %}{% endif %}", "'%}' is expected here, to close what '{%' opened", "is"),
        ("{{ a != b == c }}", "'}}' is expected here, to close what '{{' opened", "=="),
        ("{{ 'a' 'b' }}", "'}}' is expected here, to close what '{{' opened", "'b'"),
        (r"{{ 'it\'s' }}", "a backslash has no meaning in quotes", "\\"),
        ("{{ 'a'.b }}", "'}}' is expected here, to close what '{{' opened", "."),
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
        "{{ " + "not " * (DEEPEST + 1) + "a }}",
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
        .replace("not ", "", 1)
    )


def test_parse_many_words_and_and_or_in_a_row_is_no_nesting() -> None:
    assert parse("{{ not a" + " and not a" * 5000 + " or a" * 5000 + " }}")


@pytest.mark.parametrize(
    ("template", "expression"),
    [
        ("{{ a . b }}", Path(names=("a", "b"), start=3, end=8)),
        ("{{ a.not }}", Path(names=("a", "not"), start=3, end=8)),
        ("{{\r\n'a\r\nb' }}", Literal(text="a\r\nb", start=5, end=9)),
        ("{{ " + "8" * 5000 + " }}", Literal(text="8" * 5000, start=3, end=5003)),
        (
            "{{ (a == ('b')) }}",
            Equal(
                left=Path(names=("a",), start=4, end=5),
                right=Literal(text="b", start=11, end=12),
                is_negated=False,
                start=4,
                end=13,
            ),
        ),
    ],
)
def test_parse_expression_has_its_exact_place(template: str, expression: object) -> None:
    assert parse(template) == (Output(expression=expression, start=0, end=len(template)),)  # type: ignore[arg-type]


def test_parse_line_breaks_and_the_last_one_are_kept_as_they_are() -> None:
    assert parse("a\r\nb\r{{ c }}\n") == (
        Words(text="a\r\nb\r", start=0),
        Output(expression=Path(names=("c",), start=8, end=9), start=5, end=12),
        Words(text="\n", start=12),
    )


@pytest.mark.parametrize(
    "repeated", ["-", "a if b else ", "a is b is ", "{% if a %}", "a()", "[", "not (", "a in "]
)
def test_parse_thousands_of_what_no_template_may_have_is_one_fault(repeated: str) -> None:
    with pytest.raises(UnreadableTemplateError):
        parse("{{ " + repeated * 3000 + " }}")
