"""The phrases that come with the engine keep to their kinds of claim, and no phrase with their words turned round does."""

import json
import re

import pytest

from egyv_engine.narrative.blocks.registry import claim_kinds
from egyv_engine.pipeline.run import check_files
from tests.narrative import toy

KINDS = claim_kinds()
PHRASES = [(kind, phrase) for kind, phrases in toy.phrases().items() for phrase in phrases]
DIRECTED = [(kind, phrase) for kind, phrase in PHRASES if KINDS[kind].directions]
TURNED = {
    "rise": "fall",
    "rose": "fell",
    "up": "down",
    "improved": "declined",
    "higher": "lower",
    "better": "worse",
}
TURNED |= {new: old for old, new in TURNED.items()}
NUMBERS = "".join(f" {{{{ {name}.units_of_base }}}}" for name in ("after", "before"))


def codes(kind: str, phrase: str, **files: str) -> list[str]:
    """The codes of what is wrong with a phrase for a kind."""
    wording = f"phrases:\n  {kind}: {json.dumps(phrase)}\n"
    return [fault.code for fault in check_files(toy.files(wording=wording, **files), rules_only=True)]


@pytest.mark.parametrize(("kind", "phrase"), PHRASES, ids=[kind for kind, _ in PHRASES])
def test_phrase_of_the_engine_keeps_to_its_kind(kind: str, phrase: str) -> None:
    assert codes(kind, phrase) == []


@pytest.mark.parametrize(("kind", "phrase"), PHRASES, ids=[kind for kind, _ in PHRASES])
def test_phrase_of_the_engine_says_of_no_record_that_somebody_answered(kind: str, phrase: str) -> None:
    programme = toy.FILES["programme.yaml"].replace("missing:", "evidence: records\nmissing:")
    streets = toy.FILES["principles/1-streets.yaml"].replace("reported ", "had ")
    assert "EGY637" not in codes(kind, phrase, programme=programme, **{"1-streets": streets})


def turned(phrase: str) -> str:
    """The phrase with each of its words for a direction in place of that for the other."""
    parts = re.split(r"(\{\{.*?\}\}|\{%.*?%\})", phrase)
    words = "|".join(TURNED)
    return "".join(
        part if part.startswith("{") else re.sub(rf"\b({words})\b", lambda m: TURNED[m[1]], part)
        for part in parts
    )


@pytest.mark.parametrize(("kind", "phrase"), DIRECTED, ids=[kind for kind, _ in DIRECTED])
def test_phrase_that_says_the_opposite_is_refused(kind: str, phrase: str) -> None:
    """But for one that says no more than the two counts, or that there was neither a rise nor a fall."""
    if turned(phrase) != phrase and any(direction.move for direction in KINDS[kind].directions):
        assert "EGY613" in codes(kind, turned(phrase))


@pytest.mark.parametrize(("kind", "phrase"), PHRASES, ids=[kind for kind, _ in PHRASES])
def test_phrase_without_its_bases_is_refused(kind: str, phrase: str) -> None:
    for level in KINDS[kind].counts:
        without = re.sub(rf"{level}\.(units_of_base|n_of_base)", f"{level}.n", phrase)
        assert "EGY612" in codes(kind, without)


@pytest.mark.parametrize("kind", [kind for kind, facts in KINDS.items() if facts.directions == ()])
def test_kinds_without_a_direction_are_those_that_say_none_or_both(kind: str) -> None:
    assert not re.search(r"(^|basket_)(rise|fall|rose|fell)(_|$)", kind)
