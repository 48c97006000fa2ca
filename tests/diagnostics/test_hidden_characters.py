"""Characters that cannot be seen: which are reported, which are right, and how they are shown."""

import pytest

from egyv_engine.diagnostics.hidden_characters import (
    INVISIBLE,
    code_point,
    looks_like,
    odd_characters,
    visible,
)


@pytest.mark.parametrize(
    "character", ["\u00ad", "\u200b", "\u2060", "\u3164", "\u200e", "\ufe0f", "\u200d", "\U000e0041"]
)
def test_character_that_only_hides_is_found_after_a_latin_letter(character: str) -> None:
    assert INVISIBLE.search(f"a{character}b") is not None


@pytest.mark.parametrize(
    "text",
    [
        "a b",
        "caf\u00e9",
        "a\u00a0b",  # a space that does not break is seen
        "\u2714\ufe0f done",  # the form of a symbol
        "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # joiners of Persian
        "\U0001f468\u200d\U0001f469",
    ],
)
def test_text_of_any_script_has_no_invisible_character(text: str) -> None:
    assert INVISIBLE.search(text) is None


def test_code_point_has_the_name_where_there_is_one() -> None:
    assert code_point("\u200b") == "U+200B (zero width space)"
    assert code_point("\x07") == "U+0007"


@pytest.mark.parametrize("text", ["Yes", " Yes  ", "Y\u200bes", "\uff39\uff45\uff53", "\u00a0Yes"])
def test_words_that_look_alike_are_the_same_word(text: str) -> None:
    assert looks_like(text) == "Yes"


@pytest.mark.parametrize(
    ("word", "odd"),
    [
        ("Yes\u200b", ["\u200b"]),
        ("\u00a0Yes", ["\u00a0"]),
        ("\uff39es", ["\uff39"]),
        ("Yse", []),
        ("yes", []),
    ],
)
def test_odd_characters_are_those_that_make_a_look_alike_differ(word: str, odd: list[str]) -> None:
    assert odd_characters(word, "Yes") == odd


def test_message_shows_what_cannot_be_seen_as_an_escape() -> None:
    assert visible("a\u200b\u00a0\t\x1bb caf\u00e9") == "a\\u200b\\xa0\\t\\x1bb caf\u00e9"
