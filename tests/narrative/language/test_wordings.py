"""Declared text inside a sentence, of English and of other languages."""

import pytest

from egyv_engine.model.frozen import replace
from egyv_engine.model.label_forms import id_as_words, id_with_capital, with_capital
from egyv_engine.narrative.language.wordings import as_clause, title_in_sentence, without_article
from egyv_engine.narrative.wording import shipped_wording

ENGLISH = shipped_wording().language


def test_id_in_words_has_spaces_and_a_capital_where_it_starts() -> None:
    assert (id_as_words("data_sharing"), id_with_capital("data_sharing"), id_with_capital("")) == (
        "data sharing",
        "Data sharing",
        "",
    )


def test_label_with_a_capital_is_written_as_it_is_declared_else() -> None:
    assert (with_capital("moss_end"), with_capital("the *cold* room_1"), with_capital("")) == (
        "Moss_end",
        "The *cold* room_1",
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
    assert title_in_sentence(title, ENGLISH) == expected


def test_as_clause_is_the_first_sentence_without_capital_and_stop() -> None:
    assert as_clause("Chosen in place of A: the nearest. It was open.") == "chosen in place of A: the nearest"


def test_title_keeps_its_capital_in_a_language_that_does_not_change_it() -> None:
    german = replace(ENGLISH, lower_case_titles=False)
    assert title_in_sentence("Sichere Straßen", german) == "Sichere Straßen"


@pytest.mark.parametrize(
    ("article", "label", "expected"),
    [
        ("the", "the police", "police"),
        ("the", "theatre", "theatre"),
        ("y", "y llyfrgell", "llyfrgell"),
        ("y", "the police", "the police"),
        (None, "None of these", "None of these"),
    ],
)
def test_label_is_without_the_article_of_its_language(article: str | None, label: str, expected: str) -> None:
    assert without_article(label, replace(ENGLISH, article=article)) == expected
