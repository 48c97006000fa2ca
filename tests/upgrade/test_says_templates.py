"""The rewriting of `says` against Python's str.format, which edition 1 filled its wording with."""

from types import SimpleNamespace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from egyv_engine.narrative.language.parts import term
from egyv_engine.narrative.templates.parser import parse
from egyv_engine.narrative.templates.template import render
from egyv_engine.upgrade.says_templates import says_edits

OLD = st.lists(st.sampled_from(["had ", "{item}", "{{", "}}", "'", '"', " of ", "é"]), min_size=1)


def new_says(text: str, style: str = "") -> str:
    """The wording in the new spelling."""
    parts, last = [], 0
    for start, end, new in says_edits(text, style):
        parts += [text[last:start], new]
        last = end
    return "".join([*parts, text[last:]])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("held a meeting", "held a meeting"),
        ("had {item} at the meeting", "had {{ item }} at the meeting"),
        ("{were} on offer in", "{{ were }} on offer in"),
        ("met {threshold} of {parts} ways", "met {{ threshold }} of {{ parts }} ways"),
        ("{{item}}", "{{ '{' }}item{{ '}' }}"),
        ("a brace } alone", "a brace } alone"),
        ("{were!r} stays", "{were!r} stays"),
    ],
)
def test_new_says_of_a_wording_is_its_template(old: str, new: str) -> None:
    assert new_says(old) == new


@given(OLD.map("".join))
def test_new_says_reads_as_edition_1_filled_it(old: str) -> None:
    facts = SimpleNamespace(item=term("the police"))
    text = "".join(str(getattr(part, "text", None)) for part in render(parse(new_says(old)), facts))
    assert text == old.format(item="the police").strip()


@pytest.mark.parametrize("style", ["'", '"'])
def test_new_says_of_typed_text_keeps_its_quotation_marks(style: str) -> None:
    typed = f"{style}had {{item}} and {{{{ }}}}{style}"
    assert (
        yaml.safe_load(new_says(typed, style)).replace('"', "'") == "had {{ item }} and {{ '{' }} {{ '}' }}"
    )


def test_says_edits_name_the_places_that_change() -> None:
    assert list(says_edits("a {were} b")) == [(2, 8, "{{ were }}")]
