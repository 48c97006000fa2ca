"""Parts of a sentence as English says them: all and none of two, all of several, and no word twice."""

import pytest

from egyv_engine.model.frozen import replace
from egyv_engine.model.language import Language
from egyv_engine.model.report import BoundNumber, Term, Text
from egyv_engine.narrative.language.parts import Count, Part
from egyv_engine.narrative.language.sentences import sentence_of
from egyv_engine.narrative.wording import shipped_wording

ENGLISH = shipped_wording().language


def read(*parts: Part | str, language: Language = ENGLISH) -> str:
    made = tuple(Text(text=part) if isinstance(part, str) else part for part in parts)
    return sentence_of(made, "words_to_ten", language, kind="text", basis=()).text


def number(value: int) -> Count:
    return Count(ref="a", value=value, zero="alone")


@pytest.mark.parametrize(
    ("count", "whole", "text"),
    [
        (0, 1, "None of the one findings changed."),
        (1, 1, "One of the one findings changed."),
        (0, 2, "Neither of the two findings changed."),
        (1, 2, "One of the two findings changed."),
        (2, 2, "Both findings changed."),
        (0, 3, "None of the three findings changed."),
        (2, 3, "Two of the three findings changed."),
        (3, 3, "All three findings changed."),
        (12, 12, "All 12 findings changed."),
    ],
)
def test_count_of_a_whole_is_said_as_english_does(count: int, whole: int, text: str) -> None:
    assert read(number(count), " of the ", number(whole), " findings changed.") == text


def test_number_said_as_both_keeps_its_path() -> None:
    made = sentence_of((number(2), Text(text=" of the "), number(2)), "govuk", ENGLISH, kind="text", basis=())
    assert made.nodes == (BoundNumber(ref="a", value="2", text="Both"),)


def test_numbers_of_other_words_stay() -> None:
    assert read("for ", number(2), " out of ", number(2)) == "For two out of two"
    assert read(number(2), " of these, of the ", number(2)) == "Two of these, of the two"


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("2012", "In the 2012 cohort three areas had a plan."),
        ("pilot cohort", "In the pilot cohort three areas had a plan."),
        ("whole Cohort", "In the whole Cohort three areas had a plan."),
        ("the pilot", "In the pilot cohort three areas had a plan."),
        ("the whole cohort", "In the whole cohort three areas had a plan."),
        ("the two cohorts", "In the two cohorts cohort three areas had a plan."),
        ("theatre", "In the theatre cohort three areas had a plan."),
    ],
)
def test_word_that_the_label_of_a_cohort_says_is_not_said_again(label: str, text: str) -> None:
    assert read("in the ", Term(text=label), " cohort ", number(3), " areas had a plan.") == text


def test_word_that_the_label_says_is_not_said_again_before_an_apostrophe() -> None:
    assert (
        read("the ", Term(text="pilot cohort"), " cohort's figures need care.")
        == "The pilot cohort's figures need care."
    )


def test_article_may_have_any_signs() -> None:
    bracketed = replace(ENGLISH, article="(the)")
    assert read("This is (the) ", Term(text="(the) hall"), ".", language=bracketed) == "This is (the) hall."
