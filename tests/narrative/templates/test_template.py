"""Rendering templates: text as it went in, choices, and what comes from which facts."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egyv_engine.model.report import Term, Text
from egyv_engine.narrative.language.parts import Count, Parts, term, words
from egyv_engine.narrative.templates.parser import parse
from egyv_engine.narrative.templates.template import render

NUMBER = Count(ref="a#b", value=3)
FACTS = SimpleNamespace(
    yes=True,
    no=False,
    empty=(),
    label=term("the police"),
    number=(NUMBER,),
    reason="reworded",
    status={"full": (NUMBER,)},
)


def read(template: str) -> str:
    parts = render(parse(template), FACTS)
    return "".join(
        "3" if isinstance(p, Count) else p.text for p in parts if isinstance(p, Count | Text | Term)
    )


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ label }}", "the police"),
        ("  {{ label }} left ", "the police left"),
        ("{{ number }} of them", "3 of them"),
        ("{{ status.full }}", "3"),
        ("{{ empty or label }}", "the police"),
        ("{{ empty and label }}", ""),
        ("{{ label and number }}", "3"),
        ("{{ '{' }}x{{ '}' }}", "{x}"),
        ("{% if yes %}a{% else %}b{% endif %}", "a"),
        ("{% if no %}a{% else %}b{% endif %}", "b"),
        ("{% if no %}a{% endif %}", ""),
        ("{% if not no and (no or yes) %}a{% endif %}", "a"),
        ("{% if not not yes %}a{% endif %}", "a"),
        ("{% if empty %}a{% elif label %}b{% endif %}", "b"),
        ("{% if reason == 'reworded' %}a{% endif %}{% if reason != 'reworded' %}b{% endif %}", "a"),
        ("{% if yes %}{% if no %}a{% else %}b{% endif %}c{% endif %}", "bc"),
    ],
)
def test_render_template_reads_as_its_facts_are(template: str, text: str) -> None:
    assert read(template) == text


def test_render_parts_keep_their_kind_and_words_are_joined() -> None:
    assert render(parse("{{ 'a ' }}b {{ label }} {{ number }}."), FACTS) == (
        Text(text="a b "),
        Term(text="the police"),
        Text(text=" "),
        NUMBER,
        Text(text="."),
    )


def test_render_fact_of_two_objects_is_that_of_the_first() -> None:
    @dataclass(frozen=True)
    class Own:
        unit: Parts

    @dataclass(frozen=True)
    class Common:
        unit: Parts
        units: Parts

    facts = (Own(words("a")), Common(words("b"), words("c")))
    assert render(parse("{{ unit }}{{ units }}"), *facts) == words("ac")


@given(st.text(st.characters(codec="utf-8", exclude_characters="{}"), min_size=1))
def test_render_text_comes_out_as_it_went_in(text: str) -> None:
    """No character is special but the braces: one of Unicode's private-use area is as good as any."""
    assert render(parse(text), FACTS) == words(text.strip())
    facts = SimpleNamespace(label=term(text), number=(NUMBER,))
    assert render(parse("{{ number }}{{ label }}{{ number }}"), facts) == (NUMBER, Term(text=text), NUMBER)
