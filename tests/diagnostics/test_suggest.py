"""Suggestions: how far a word may be from what was meant, ties, and the list of what exists."""

import random

import pytest

from egyv_engine.diagnostics import suggest
from egyv_engine.diagnostics.name_index import FEW_NAMES, MOST_COMPARED
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
        ("“Yes”", ["No", "Yes"], "Yes"),  # the quotation marks of a word processor do not count
        ("Yes", ["“No”", "“Yes”"], "“Yes”"),
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


def one_slip(word: str, rng: random.Random) -> str:
    """A word with one letter removed, doubled, changed or swapped with its neighbour."""
    at = rng.randrange(len(word) - 1)
    first, second, rest = word[at], word[at + 1], word[at + 2 :]
    return word[:at] + rng.choice([second, first * 2 + second, "x" + second, second + first]) + rest


def test_name_with_one_slip_is_found_among_thousands() -> None:
    rng = random.Random(7)
    places = ["north", "south", "green", "castle", "market", "river", "abbey", "mill", "station", "bridge"]
    names = [f"{a}_{b}_{i}" for i, (a, b) in enumerate((a, b) for a in places for b in places * 30)]
    assert len(names) > 10 * FEW_NAMES
    for name in rng.sample(names, 200):
        slipped = one_slip(name, rng)
        found = did_you_mean(slipped, names)
        assert found is not None
        assert suggest._distance(slipped, found) <= suggest._distance(slipped, name) <= 1


def test_name_with_several_slips_is_found_among_thousands() -> None:
    names = [f"library_of_{i:04d}" for i in range(3000)]
    assert did_you_mean("the_visits", [*names, "visits_there"]) is None
    assert did_you_mean("reading_romm_usde", [*names, "reading_room_used"]) == "reading_room_used"
    assert did_you_mean("zqzqzq", names) is None


def test_work_for_a_word_does_not_grow_with_the_number_of_names(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    exact = suggest._distance

    def counted(a: str, b: str) -> int:
        nonlocal compared
        compared += 1
        return exact(a, b)

    monkeypatch.setattr(suggest, "_distance", counted)
    for size in (1_000, 8_000):
        names = tuple(f"s{i:07d}" for i in range(size))
        for word in [f"t{i:07d}" for i in range(50)] + [f"wrong{i}" for i in range(50)]:
            compared = 0
            did_you_mean(word, names)
            assert compared <= 2 * MOST_COMPARED


@pytest.mark.parametrize(("word", "answers"), [("“Yes”", ["No", "Yes"]), ("Yes", ["“No”", "“Yes”"])])
def test_hint_says_which_quotation_marks_are_read_as_a_part_of_a_word(word: str, answers: list[str]) -> None:
    assert 'quotation marks like “ are read as a part of the word: write " in their place' in hint(
        word, answers, "the scale is"
    )
    assert "quotation marks" not in hint("Yse", ["No", "Yes"], "the scale is")
