"""Every kind of claim in the shipped phrases: its text over all signs, and that its words agree with the figures."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from egyv_engine.model.report import BoundNumber, Text
from egyv_engine.narrative.blocks.registry import claim_kinds
from egyv_engine.narrative.claims import basket_writer, claim_writer
from egyv_engine.narrative.claims.claim_kinds import kind_of
from egyv_engine.narrative.readability import LONG, words_in
from egyv_engine.narrative.wording_checks import WITHOUT_HISTORY
from tests.narrative import toy
from tests.narrative.read_back import CHANGES, Heard, by_kind, everything
from tests.narrative.toy import sign

KINDS = claim_kinds()
UP = ("rose", "rise", "up", "gained", "increased")
QUANTITIES = ("most", "many", "few", "some", "several", "majority", "minority", "half", "almost", "nearly")
DOWN = ("fell", "fall", "down", "fewer", "lost", "decreased")
# Clauses that stand in very many sentences are shown in those of one kind.
SHOWN_IN = {"answered_before_only": "counts_moved", "answered_after_only": "counts_moved"}


def wording() -> Any:
    found = toy.linked().programme.wording
    assert found is not None
    return found


def of_changes() -> Iterator[tuple[str, Heard]]:
    """What is said of the change of one finding, each time it is said, by kind."""
    for heard in everything():
        kind = next((k for k in heard.kinds if k in CHANGES), None)
        if kind is not None and heard.finding is not None:
            yield kind, heard


def words_of(heard: Heard, words: tuple[str, ...]) -> list[str]:
    return [w for w in words if words_in(heard.sentence.text, [w])]


@pytest.mark.parametrize("kind", KINDS)
def test_claim_of_a_kind_reads_as_kept(kind: str, wording_snapshot: Any) -> None:
    said = [h for h in by_kind()[kind] if SHOWN_IN.get(kind) in (None, *h.kinds)]
    lines = [f"- {h.sentence.text} [{h.case}]" for h in said]
    assert "\n".join([f"# {kind}", "", *lines, ""]) == wording_snapshot


def test_kinds_are_all_said() -> None:
    assert set(by_kind()) == set(KINDS)


def test_phrases_are_all_said() -> None:
    """Each of several phrases for a kind gives sentences that the others do not."""
    for kind, phrases in toy.phrases().items():
        said = {h.sentence.text for h in by_kind()[kind]}
        assert len(said) >= len(phrases), kind


def test_moves_cover_all_signs_of_headline_and_net() -> None:
    found = set()
    for f in toy.every_move():
        assert f.from_level is not None
        assert f.to_level is not None
        assert f.change is not None
        found.add((sign(f.to_level.count - f.from_level.count), sign(f.change.net), kind_of(f)))
    assert {(counts, net) for counts, net, _ in found} == set(product((-1, 0, 1), repeat=2))
    kinds = {
        pair: {kind for counts, net, kind in found if (counts, net) == pair}
        for pair in product((-1, 0, 1), repeat=2)
    }
    still = {"churn", "counts_moved"}
    assert kinds == {
        (0, 0): {"flat", "churn", "floor", "ceiling"},
        (1, 0): {*still, "ceiling"},
        (-1, 0): {*still, "ceiling"},
        **{pair: {"units_moved"} for pair in ((0, 1), (-1, 1), (0, -1), (1, -1))},
        (1, 1): {"rise", "rise_by_one", "all_gained"},
        (-1, -1): {"fall", "fall_by_one"},
    }


def test_direction_agrees_with_matched_units() -> None:
    """Nothing is said to rise that fell; where units cancel out, gains and losses are both said."""
    for kind, heard in of_changes():
        assert heard.finding is not None
        assert heard.finding.change is not None
        up, down, net = words_of(heard, UP), words_of(heard, DOWN), heard.finding.change.net
        if net > 0:
            assert not down, heard.sentence.text
        elif net < 0:
            assert not up, heard.sentence.text
        elif kind == "churn":
            assert (up, down) == (["gained"], ["lost"]), heard.sentence.text
        elif kind == "counts_moved":
            assert re.search(r"This is not a (rise|fall):", heard.sentence.text)
        elif kind == "ceiling":
            assert re.search(r"no room to rise|did not fall", heard.sentence.text)
        else:
            assert not up + down, heard.sentence.text


def test_net_of_one_is_said_as_one_area_and_no_other_is() -> None:
    seen = set()
    for kind, heard in of_changes():
        assert heard.finding is not None
        assert heard.finding.change is not None
        net = abs(heard.finding.change.net)
        by = re.findall(r"\b(?:by|(?:rise|fall) of) ([\w-]+) areas?\b", heard.sentence.text)
        if kind in ("rise_by_one", "fall_by_one", "units_moved"):
            assert by == ["one" if net == 1 else _word(net)], heard.sentence.text
            seen.add((kind, net == 1))
        else:
            assert by == []
    assert len(seen) == 4


def _word(number: int) -> str:
    return {2: "two", 3: "three", 4: "four"}[number]


@pytest.mark.parametrize("kind", ["counts_moved", "units_moved", "churn"])
def test_counts_that_units_do_not_bear_out_are_explained(kind: str) -> None:
    """The sentence says what the matched units did, and how many answered in one wave alone, in which."""
    seen = set()
    for said_kind, heard in of_changes():
        if said_kind != kind:
            continue
        found, text = heard.finding, heard.sentence.text
        assert found is not None
        assert found.from_level is not None
        assert found.to_level is not None
        assert found.change is not None
        counts, net = sign(found.to_level.count - found.from_level.count), sign(found.change.net)
        seen.add((counts, net))
        once = {
            "on joining": found.from_level.base - found.change.matched,
            "in 2015": found.to_level.base - found.change.matched,
        }
        for wave, units in once.items():
            told = re.findall(rf"(\w+) areas? answered {wave} only", text)
            expected = {0: [], 1: ["one"], 2: ["two"], 3: ["three"]}[units]
            assert told == expected, text
        if kind == "counts_moved":
            assert f"This is not a {'rise' if counts > 0 else 'fall'}: none of the areas" in text
        elif kind == "units_moved":
            assert f"the number {'rose' if net > 0 else 'fell'} by" in text
        else:
            assert ("no net change among those that answered both times" in text) == any(once.values())
    assert (
        seen
        == {
            "counts_moved": {(1, 0), (-1, 0)},
            "units_moved": {(0, 1), (-1, 1), (0, -1), (1, -1)},
            "churn": {(0, 0), (1, 0), (-1, 0)},
        }[kind]
    )


def test_basket_direction_agrees_with_matched_units() -> None:
    for kind, words in (("basket_rise", DOWN), ("basket_fall", UP)):
        for more in ("", "_by_one", "_more"):
            for heard in by_kind()[kind + more]:
                assert not words_of(heard, words), heard.sentence.text


def test_better_is_said_of_falls_where_lower_is_better_only() -> None:
    for heard in by_kind()["basket_verdict"]:
        is_lower, fell = (
            heard.case.startswith("lower"),
            "fell" in heard.sentence.text or "fall" in heard.sentence.text,
        )
        assert ("which is better" in heard.sentence.text) == (is_lower and fell), heard.sentence.text


def test_sentences_use_no_refused_word() -> None:
    for heard in everything():
        for node in heard.sentence.nodes:
            if isinstance(node, Text):
                assert [w for w in wording().refused if words_in(node.text, [w])] == [], heard.sentence.text


def test_counts_are_given_without_words_of_quantity() -> None:
    """No "most areas" or "few areas": a count and its base, however small the base."""
    for heard in everything():
        if heard.kinds[-1] in {**claim_writer.KINDS, **basket_writer.KINDS}:
            text = heard.sentence.text.replace("Too few areas answered", "")
            assert [w for w in QUANTITIES if words_in(text, [w])] == [], text


def test_what_has_no_history_is_told_without_words_of_change() -> None:
    refused = (*wording().refused_without_history, *UP, *DOWN)
    for kind in WITHOUT_HISTORY:
        for heard in by_kind()[kind]:
            assert words_in(heard.sentence.text, refused) == [], heard.sentence.text


def test_figures_have_paths_and_texts_have_no_digits() -> None:
    for heard in everything():
        for node in heard.sentence.nodes:
            if isinstance(node, BoundNumber):
                assert "#" in node.ref
                assert node.value.isdigit() or node.text.endswith("%")
            elif isinstance(node, Text):
                assert not re.search(r"\d", node.text), heard.sentence.text


def test_sentences_are_whole_and_not_too_long() -> None:
    headings = {"cohort_heading", "cohort_lead"}
    for heard in everything():
        text = heard.sentence.text
        if headings.isdisjoint(heard.kinds):
            assert re.fullmatch(r"[A-Z0-9].*[.]", text), text
        assert not re.search(r"  | [,.;:]|[,;:][,.;:]|\.\.|\{|\}", text), text
        for part in re.split(r"(?<=\.) ", text):
            assert len(part.split()) <= LONG, part


def test_one_of_a_thing_is_singular() -> None:
    """ "one area", never "one areas"; "two areas", never "two area"; and verbs to match."""
    for heard in everything():
        text = heard.sentence.text.lower()
        assert not re.search(r"(?<!out of )\b(one|1) (areas|interviews|partners|recommendations)\b", text), (
            text
        )
        assert not re.search(r"\b(one|1) were\b", text), text
        assert not re.search(
            r"\b(two|three|four|five|six|seven|eight|nine|ten|\d\d) (area|partner)\b", text
        ), text
        assert not re.search(r"\b(no areas|none of the one|all (one|two|1|2)\b)", text), text
