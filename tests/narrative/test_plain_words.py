"""Numbers and words in a text as readers see it."""

import pytest

from egyv_engine.narrative.plain_words import (
    find_numbers,
    find_seen_words,
    is_number_alone,
    is_year,
    seen,
)

WORDS = ("two", "three", "fifty", "half", "a third", "thirds")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("7 of 9", {"7": "7", "9": "9"}),
        ("three areas", {"three": "three"}),
        ("th<b></b>ree areas", {"three": "th<b></b>ree"}),
        ("<i>th</i>ree", {"three": "<i>th</i>ree"[3:]}),
        ("th\u00adree", {"three": "th\u00adree"}),
        ("th\u200bree", {"three": "th\u200bree"}),
        ("\uff11\uff12", {"\uff11\uff12": "\uff11\uff12"}),
        ("x\u00b2", {"\u00b2": "\u00b2"}),
        ("\u00bd of them", {"\u00bd": "\u00bd"}),
        ("\u2466", {"\u2466": "\u2466"}),
        ("\u0667", {"\u0667": "\u0667"}),
        ("\u2167", {"\u2167": "\u2167"}),
        ("fifty-one", {"fifty-one": "fifty-one"}),
        ("two-thirds", {"two-thirds": "two-thirds"}),
        ("a\u00a0third", {"a third": "a\u00a0third"}),
        ("\uff34wo", {"two": "\uff34wo"}),
        ("half of areas", {"half": "half"}),
        ("the second half of areas", {"half": "half"}),
        ("the second half of 2024", {"2024": "2024"}),  # a year, which titles may have
        ("1,000 members", {"1,000": "1,000"}),
        ("1,234,567", {"1,234,567": "1,234,567"}),
        ("97.5% in 2018.", {"97.5": "97.5", "2018": "2018"}),
        ("7,50 and 3,2000", {"7": "7", "50": "50", "3": "3", "2000": "2000"}),  # no thousands
        ("two in three areas", {"two in three": "two in three"}),
        ("two out of 3", {"two out of 3": "two out of 3"}),
        ("two, three", {"two": "two", "three": "three"}),
    ],
)
def test_number_is_found_in_any_script_and_style(text: str, found: dict[str, str]) -> None:
    assert {w: text[first:last] for w, (first, last) in find_numbers(text, WORDS).items()} == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "one of them",
        "no one",
        "a two-tier system",
        "a half-term",
        "the first half of the financial year",
        "networks",
        "a < b",
        "\u25cf and \u25c6",
    ],
)
def test_words_that_are_no_numbers_are_not_found(text: str) -> None:
    assert find_numbers(text, WORDS) == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Key Stage 2", []),
        ("key  stage 2 results, rated five", []),
        ("two of the Key Stage 2 schools", ["two"]),
        ("2 in Key Stage 2", ["2"]),
        ("Key Stage 2.5", ["5"]),
        ("Key Stage 21 and Monkey Stage 2", ["21", "2"]),
        ("rated 5", ["5"]),  # another name
    ],
)
def test_number_of_a_name_is_no_number_of_its_own(text: str, found: list[str]) -> None:
    numbers = find_numbers(text, WORDS, ["Key Stage 2", "Rated five"])
    assert sorted(numbers) == sorted(found)
    assert [text[first:last] for first, last in numbers.values()] == list(numbers)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", True),
        ("two", True),
        ("97.5%", True),
        ("level 5", False),
        ("half term", False),
        ("success", False),
    ],
)
def test_number_alone_has_no_other_letters(text: str, expected: bool) -> None:
    assert is_number_alone(text, WORDS) is expected


@pytest.mark.parametrize(
    "text",
    [
        "it led to more",
        "it led\u00a0to more",
        "it LED TO more",
        "it le<i>d to</i> more",
        "it l\u00aded to more",
    ],
)
def test_refused_words_are_found_however_they_are_written(text: str) -> None:
    ((first, last),) = find_seen_words(text, ("led to",)).values()
    assert seen(text[first:last]).text.lower() == "led to"


def test_comparison_signs_are_no_tags() -> None:
    assert seen("a < b and c > d").text == "a < b and c > d"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("had a plan since 2018", True),
        ("had a plan in 2018, and kept it", True),
        ("open until 2018 or later", True),
        ("in 2018 areas", False),  # a number of areas
        ("rose to 2018", False),
        ("since 18", False),
        ("since 2118", False),
    ],
)
def test_year_is_a_number_of_four_digits_after_a_word_of_time_without_a_noun(
    text: str, expected: bool
) -> None:
    ((first, last),) = find_numbers(text, WORDS).values()
    assert is_year(text, (first, last)) is expected
