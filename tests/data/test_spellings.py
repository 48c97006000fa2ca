"""Words in two spellings, and words that only look similar."""

import pytest

from egyv_engine.data.spellings import near_spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("joint tasking", "Joint tasking"),
        ("joint tasking", "joint_tasking"),
        ("joint tasking", "joint  tasking "),
        ("co-location", "co location"),
        ("funding", "funnding"),
        ("funding", "fundin"),
        ("funding", "fundimg"),
        ("funding", "fudning"),
        ("manager", "managers"),
        ("ABC", "abc"),
    ],
)
def test_one_word_in_two_spellings_is_found(one: str, other: str) -> None:
    assert list(near_spellings([one, other])) == [(other, one)]
    assert list(near_spellings([other, "another", one])) == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("phase 1", "phase 2"),
        ("group a", "group b"),
        ("care", "core"),  # too short
        ("funding", "finding it"),
        ("police", "policies"),
        ("housing", "hosuign"),
        ("health", "wealthy"),
    ],
)
def test_different_words_are_not_called_one(one: str, other: str) -> None:
    assert list(near_spellings([one, other])) == []


def test_word_is_paired_with_the_first_of_several() -> None:
    assert list(near_spellings(["funding", "Funding", "FUNDING", "staff"])) == [
        ("Funding", "funding"),
        ("FUNDING", "funding"),
    ]


def test_thousands_of_words_take_no_time() -> None:
    assert list(near_spellings([f"theme {i}" for i in range(5000)])) == []
