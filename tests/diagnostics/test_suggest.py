"""Suggestions: how far a word may be from what was meant, ties, and the list of what exists."""

import pytest

from egyv_engine.diagnostics.suggest import did_you_mean, hint


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        ("visit", ["visits"], "visits"),  # one letter is missing
        ("vistis", ["visits"], "visits"),  # two neighbours are swapped: one edit
        ("ba", ["ab"], "ab"),  # also the first two
        ("VISITS", ["visits"], "visits"),  # the case does not count
        ("ab", ["ax"], "ax"),  # one letter may always differ
        ("ab", ["xy"], None),
        ("a", ["b"], None),  # nothing of the word is left
        ("abcdef", ["abcdxy"], "abcdxy"),  # two of six letters: exactly a third
        ("abcde", ["abcxy"], None),  # two of five letters: more than a third
        ("abcdefghi", ["abcdefxyz"], "abcdefxyz"),  # three of nine
        ("abcdefghi", ["abcdexyzw"], None),  # four of nine
        ("open", ["opened"], "opened"),  # two of six added
        ("open", ["opening"], None),  # three of seven added
        ("", ["a", "visits"], None),
        ("visits", [], None),
    ],
)
def test_candidate_is_suggested_up_to_a_third_of_the_letters(
    word: str, candidates: list[str], expected: str | None
) -> None:
    assert did_you_mean(word, candidates) == expected


def test_nearest_candidate_is_suggested_first() -> None:
    assert did_you_mean("befroe", ["bare_foe", "before", "beforehand"]) == "before"


def test_tie_goes_to_the_more_similar_candidate_then_to_the_first() -> None:
    assert did_you_mean("abcd", ["xbcd", "abcx"]) == "xbcd"
    assert did_you_mean("abcd", ["abcx", "xbcd"]) == "abcx"
    assert did_you_mean("abcd", ["abxd", "abcx"]) == "abxd"
    assert did_you_mean("abab", ["baab", "abaa"]) == "abaa"


def test_hint_starts_with_the_suggestion_and_lists_what_exists() -> None:
    assert hint("befor", ["before", "after"], "declared") == "did you mean 'before'? declared: before, after"
    assert hint("x", ["before", "after"], "declared") == "declared: before, after"
    assert hint("x", [], "declared") == "declared: none"


@pytest.mark.parametrize(
    ("number", "ending"), [(12, "n10, n11"), (13, "n10, n11 and 1 more"), (20, " and 8 more")]
)
def test_hint_lists_at_most_twelve(number: int, ending: str) -> None:
    text = hint("wave", [f"n{i}" for i in range(number)], "declared")
    assert text.startswith("declared: n0, n1,")
    assert text.endswith(ending)
