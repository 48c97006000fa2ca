"""Declared text inside an English sentence."""

import pytest

from egyv_engine.narrative.language.wordings import (
    as_clause,
    id_as_words,
    title_in_sentence,
    with_capital,
    without_article,
)


def test_id_in_words_has_spaces_and_a_capital_where_it_starts() -> None:
    assert (id_as_words("data_sharing"), with_capital("data_sharing"), with_capital("")) == (
        "data sharing",
        "Data sharing",
        "",
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Safe streets", "safe streets"),
        ("NHS data", "NHS data"),
        ("A plan", "a plan"),
        ("eHealth", "eHealth"),
    ],
)
def test_title_in_a_sentence_has_no_capital_but_that_of_an_acronym(title: str, expected: str) -> None:
    assert title_in_sentence(title) == expected


def test_as_clause_is_the_first_sentence_without_capital_and_stop() -> None:
    assert as_clause("Chosen in place of A: the nearest. It was open.") == "chosen in place of A: the nearest"


def test_label_without_article_keeps_the_rest() -> None:
    assert (without_article("the police"), without_article("theatre")) == ("police", "theatre")
