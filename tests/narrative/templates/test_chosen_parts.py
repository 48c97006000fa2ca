"""The parts of a template that remain once some of its facts are known."""

import pytest

from egyv_engine.narrative.templates.chosen_parts import chosen_parts
from egyv_engine.narrative.templates.parser import parse
from egyv_engine.narrative.templates.template import all_words

CHOICE = "{% if a %}A{% elif b %}B{% else %}C{% endif %}"


@pytest.mark.parametrize(
    ("template", "known", "left"),
    [
        (CHOICE, {}, "ABC"),
        (CHOICE, {"a": True}, "A"),
        (CHOICE, {"a": False}, "BC"),
        (CHOICE, {"b": True}, "AB"),  # the last part cannot be reached
        (CHOICE, {"b": False}, "AC"),
        (CHOICE, {"a": False, "b": False}, "C"),
        ("{% if not a %}A{% else %}B{% endif %}", {"a": True}, "B"),
        ("{% if a and b %}A{% else %}B{% endif %}", {"a": False}, "B"),
        ("{% if a and b %}A{% else %}B{% endif %}", {"a": True}, "AB"),
        ("{% if a or b %}A{% else %}B{% endif %}", {"a": True}, "A"),
        ("{% if reason == 'a' %}A{% else %}B{% endif %}", {"reason": True}, "AB"),  # which word is not known
        ("{% if a %}{% if b %}A{% else %}B{% endif %}{% endif %}C", {"b": False}, "BC"),
        ("{% if a.b %}A{% else %}B{% endif %}", {"a.b": True}, "A"),
    ],
)
def test_parts_that_known_facts_rule_out_are_gone(template: str, known: dict[str, bool], left: str) -> None:
    assert "".join(words.text for words in all_words(chosen_parts(parse(template), known))) == left
