"""Every kind of claim in the shipped phrases: its text over all signs, and that its words agree with the figures."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
import yaml

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import BoundNumber, Text
from egyv_engine.narrative.blocks.registry import claim_kinds
from egyv_engine.narrative.claims.accompanying_claims import FindingFacts
from egyv_engine.narrative.claims.basket_claims import BasketFacts
from egyv_engine.narrative.claims.claim import claims_of
from egyv_engine.narrative.claims.claim_kinds import kind_of
from egyv_engine.narrative.readability import LONG, words_in
from tests.narrative import toy
from tests.narrative.read_back import CHANGES, Written, by_kind, everything
from tests.narrative.toy import sign

KINDS = claim_kinds()
pytestmark = pytest.mark.xdist_group("claims")  # the sentences are written once, by one worker
UP = ("rose", "rise", "up", "gained", "gaining", "increased")
QUANTITIES = ("most", "many", "few", "some", "several", "majority", "minority", "half", "almost", "nearly")
DOWN = ("fell", "fall", "down", "fewer", "lost", "losing", "decreased")
LARGE = 30  # minimum.base_for_percentages of the toy
# Clauses that occur in very many sentences are shown in those of one kind.
SHOWN_IN = {
    "answered_before_only": "counts_moved",
    "answered_after_only": "counts_moved",
    "number_of_units": "churn",
    "units_of_base": "floor",
    "number_of_base": "floor",
}


def wording() -> Any:
    return toy.wording()


def of_changes() -> Iterator[tuple[str, Written]]:
    """Return every claim on the change of one finding, by kind."""
    for written in everything():
        kind = next((k for k in written.kinds if k in CHANGES), None)
        if kind is not None and written.finding is not None:
            yield kind, written


def words_of(written: Written, words: tuple[str, ...]) -> list[str]:
    return [w for w in words if words_in(written.sentence.text, [w])]


@pytest.mark.parametrize("kind", KINDS)
def test_claim_of_a_kind_reads_as_kept(kind: str, wording_snapshot: Any) -> None:
    shown = [each for each in by_kind()[kind] if SHOWN_IN.get(kind) in (None, *each.kinds)]
    lines = [f"- {each.sentence.text} [{each.case}]" for each in shown]
    assert "\n".join([f"# {kind}", "", *lines, ""]) == wording_snapshot


def test_kinds_are_all_written() -> None:
    assert set(by_kind()) == set(KINDS)


def test_phrases_are_all_written() -> None:
    """Each of several phrases for a kind gives sentences that the others do not."""
    for kind, phrases in toy.phrases().items():
        sentences = {each.sentence.text for each in by_kind()[kind]}
        assert len(sentences) >= len(phrases), kind


def test_moves_cover_all_signs_of_headline_and_net() -> None:
    found = set()
    for f in toy.every_move():
        assert f.from_level is not None
        assert f.to_level is not None
        assert f.change is not None
        found.add(
            (
                sign(f.to_level.count - f.from_level.count),
                sign(f.change.net),
                kind_of(f, "matched", is_first_asked=False),
            )
        )
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
    for kind, written in of_changes():
        assert written.finding is not None
        assert written.finding.change is not None
        up, down, net = words_of(written, UP), words_of(written, DOWN), written.finding.change.net
        if kind == "little_changed":
            assert not up + down, written.sentence.text
        elif kind == "units_moved":
            assert both_said(written.finding) in written.sentence.text
            if is_lower_better(written.finding):
                judged = (
                    "there was a rise, which is worse:" if net > 0 else "there was a fall, which is better:"
                )
                assert judged in written.sentence.text
            else:
                assert (len(up), len(down)) == (1, 1), written.sentence.text
        elif net > 0:
            assert not down, written.sentence.text
        elif net < 0:
            assert not up, written.sentence.text
        elif kind == "churn":
            words = (up, down, "different area" in written.sentence.text)
            said: Any = (["gaining"], ["losing"], False), (["gained"], ["lost"], False), ([], [], True)
            if is_lower_better(written.finding):
                said = (([], [], " ended for " not in written.sentence.text),)
            assert words in said, written.sentence.text
        elif kind == "counts_moved":
            assert re.search(r"This is not a (rise|fall):", written.sentence.text)
        elif kind == "ceiling":
            assert re.search(r"no room to rise|did not fall", written.sentence.text)
        else:
            assert not up + down, written.sentence.text


def test_change_of_one_unit_is_said_as_one_and_large_ones_in_points() -> None:
    """ "up by one area from", and "up by nine percentage points from"."""
    seen = set()
    for kind, written in of_changes():
        found, text = written.finding, written.sentence.text
        assert found is not None
        assert found.from_level is not None
        assert found.change is not None
        net, is_large = abs(found.change.net), found.from_level.base >= LARGE
        is_move = kind.startswith(("rise", "fall", "all_gained"))
        said = re.findall(r"\bby ([\w-]+) areas?\b", text)
        expected = is_move and net == 1 and not is_large and not differs(found)
        assert said in ([[_word(net)], [str(net)]] if expected else [[]]), text
        assert ("percentage point" in text) == (is_move and is_large), text
        seen.add((is_move, is_large, net == 1))
    assert len(seen) == 7  # a net of one and a large base is no move here


def test_net_change_is_said_where_counts_differ_by_another_number() -> None:
    """Each such rise and fall has it after its claim, and no other finding does."""
    said = {}
    for written in everything():
        if written.kinds[-1] == "net_change" and written.finding is not None:
            said[written.case] = written.sentence.text
            assert (" ended for " in written.sentence.text) == is_lower_better(written.finding)
    for kind, written in of_changes():
        found = written.finding
        assert found is not None
        assert found.change is not None
        is_move = kind.startswith(("rise", "fall"))
        if is_move and not written.case.endswith("of a cohort"):
            assert (written.case in said) == differs(found), written.case
    assert len(said) > 10
    for case, text in said.items():
        gained, lost = map(int, re.search(r"\+(\d+) -(\d+)", case).groups())  # type: ignore[union-attr]
        is_bad = " ended for " in text
        in_words, in_digits = (both(gained, lost, is_in_digits=d, is_bad=is_bad) for d in (False, True))
        words = rf"^Among the \S+ that answered both times, ({in_words}|{in_digits})\.$"
        assert re.search(words, text), text


def differs(found: Finding) -> bool:
    """Return whether the counts differ by another number than the units that answered both times changed by."""
    assert found.from_level is not None
    assert found.to_level is not None
    assert found.change is not None
    return found.to_level.count - found.from_level.count != found.change.net


def both_said(found: Finding) -> str:
    """Return how many of those that answered both times gained it and lost it, as sentences say it."""
    assert found.change is not None
    return both(found.change.gained, found.change.lost, is_bad=is_lower_better(found))


def is_lower_better(found: Finding) -> bool:
    """Return whether there should be little of what a finding of the toy programme counts."""
    return found.indicator in {"worry", "fear", "absence"}


def both(gained: int, lost: int, *, is_in_digits: bool = False, is_bad: bool = False) -> str:
    """Return both numbers with what they did; that of which there are more comes first, and gains in a tie.

    Nobody is said to gain what is bad.
    """
    said = (lambda number: f"{number:,}" if number else "none") if is_in_digits else _word
    moves = [f"{said(gained)} gained it", f"{said(lost)} lost it"]
    if is_bad:
        moves = [f"began for {said(gained)}", f"ended for {said(lost)}"]
    return ("it " if is_bad else "") + " and ".join(moves if gained >= lost else reversed(moves))


def _word(number: int) -> str:
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if number < len(words) else f"{number:,}"


@pytest.mark.parametrize("kind", ["counts_moved", "units_moved", "churn"])
def test_counts_that_units_do_not_bear_out_are_explained(kind: str) -> None:
    """The sentence says what the matched units did, and how many these are where some answered in one wave alone."""
    seen = set()
    for written_kind, written in of_changes():
        if written_kind != kind:
            continue
        found, text = written.finding, written.sentence.text
        assert found is not None
        assert found.from_level is not None
        assert found.to_level is not None
        assert found.change is not None
        counts, net = sign(found.to_level.count - found.from_level.count), sign(found.change.net)
        seen.add((counts, net))
        is_once = {found.from_level.base, found.to_level.base} != {found.change.matched}
        among = f"among the {_word(found.change.matched)} that answered both times"
        assert (among in text.lower()) == (is_once or kind != "churn"), text
        if kind == "counts_moved":
            assert f"This is not a {'rise' if counts > 0 else 'fall'}: there was no change among the" in text
        elif kind == "units_moved":
            assert both_said(found) in text
        else:
            assert (both_said(found) in text) == is_once
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
        for more in ("", "_more", "_still_low" if kind == "basket_rise" else "_still_high"):
            for written in by_kind()[kind + more]:
                assert not words_of(written, words), written.sentence.text


def test_better_is_said_of_falls_where_lower_is_better_only() -> None:
    for written in by_kind()["basket_verdict"]:
        is_lower, fell = (
            written.case.startswith("lower"),
            "fell" in written.sentence.text or "fall" in written.sentence.text,
        )
        assert ("which is better" in written.sentence.text) == (is_lower and fell), written.sentence.text


def test_sentences_use_no_refused_word() -> None:
    for written in everything():
        for node in written.sentence.nodes:
            if isinstance(node, Text):
                assert [w for w in wording().forbidden_words if words_in(node.text, [w])] == [], (
                    written.sentence.text
                )


def test_counts_are_given_without_words_of_quantity() -> None:
    """No "most areas" or "few areas": a count and its base, however small the base."""
    counting = {each.kind for base in (FindingFacts, BasketFacts) for each in claims_of(base)}
    for written in everything():
        if written.kinds[-1] in counting:
            text = written.sentence.text.replace("Too few areas answered", "")
            assert [w for w in QUANTITIES if words_in(text, [w])] == [], text


def test_what_has_no_history_is_told_without_words_of_change() -> None:
    refused = (*wording().forbidden_words_without_history, *UP, *DOWN)
    for kind in (kind for kind, facts in KINDS.items() if not facts.has_history):
        for written in by_kind()[kind]:
            assert words_in(written.sentence.text, refused) == [], written.sentence.text


def test_figures_have_paths_and_texts_have_no_digits() -> None:
    for written in everything():
        for node in written.sentence.nodes:
            if isinstance(node, BoundNumber):
                assert "#" in node.ref
                assert re.fullmatch(r"\d+(\.\d+)?", node.value)
            elif isinstance(node, Text):
                assert not re.search(r"\d", node.text), written.sentence.text


def test_sentences_are_whole_and_not_too_long() -> None:
    headings = {
        *("cohort_heading", "cohort_lead", "basket_lead", "theme_lead"),
        *(
            "evidence_beside",
            "questionnaire_not_asked",
            "headline_opening",
            "levels_opening",
            "chart_range",
            "chart_cohort",
        ),
        "stance",
    }
    for written in everything():
        text = written.sentence.text
        opens_list = "unspoken_falls" in written.kinds and text.endswith(":")
        if headings.isdisjoint(written.kinds) and not opens_list:
            assert re.fullmatch(r"[A-Z0-9“].*[.]", text), text
        assert not re.search(r"  | [,.;:]|[,;:][,.;:]|\.\.|\{|\}", text), text
        for part in re.split(r"(?<=\.) ", text):
            assert len(part.split()) <= LONG, part


def test_one_of_a_thing_is_singular() -> None:
    """ "one area", never "one areas"; "two areas", never "two area"; and verbs to match."""
    for written in everything():
        text = written.sentence.text.lower()
        assert not re.search(r"(?<!out of )\b(one|1) (areas|interviews|partners|recommendations)\b", text), (
            text
        )
        assert not re.search(r"\b(one|1) were\b", text), text
        assert not re.search(
            r"\b(two|three|four|five|six|seven|eight|nine|ten|\d\d) (area|partner)\b", text
        ), text
        assert not re.search(r"\b(no areas|none of the one|all (one|two|1|2)\b)", text), text


# What is said of one or of two as if they were more.
MISFITS = re.compile(
    r"\b(?:all|any of the|each of the) (?:one|two|1|2)\b|\bof the (?:one|1)\b|\bamong (?:one|1) \w+|\bneither of [^.;:]* both\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("kind", KINDS)
def test_no_phrase_speaks_of_one_or_two_as_if_they_were_more(kind: str) -> None:
    declared = yaml.safe_load((toy.ROOT / "reports" / "wording.yaml").read_text(encoding="utf-8"))["phrases"]
    said = [each.sentence.text for each in by_kind()[kind] if not set(declared) & set(each.kinds)]
    assert [text for text in said if MISFITS.search(text)] == []
