"""Parts of a sentence as English says them: all and none of two, all of several, and no word twice."""

import pytest

from egyv_engine.model.frozen import replace
from egyv_engine.model.language import Language
from egyv_engine.model.report import BoundNumber, Term, Text
from egyv_engine.narrative.language.idiom import with_group_words
from egyv_engine.narrative.language.parts import Count, GroupWord, Part, merged
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


DISTRICT = GroupWord(text="district", forms=("district", "districts"))


def read_with_group(*parts: Part | str, article: str) -> str:
    made = [Text(text=part) if isinstance(part, str) else part for part in parts]
    language = replace(ENGLISH, article=article)
    found = merged(with_group_words(made, article, ("in", "among")))
    return sentence_of(found, "words_to_ten", language, kind="text", basis=()).text


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("North", "In the North district, two schools had a plan."),
        ("District 1", "In District 1, two schools had a plan."),
        ("district 1", "In district 1, two schools had a plan."),
        ("Kent District North East", "In Kent District North East, two schools had a plan."),
        ("Districts 1 to 3", "In Districts 1 to 3, two schools had a plan."),
        ("two Districts", "In the two Districts, two schools had a plan."),
        ("second district", "In the second district, two schools had a plan."),
        ("district of the north", "In the district of the north, two schools had a plan."),
        ("the District 1", "In the District 1, two schools had a plan."),
        ("Districtville", "In the Districtville district, two schools had a plan."),
        ("school", "In the school district, two schools had a plan."),
    ],
)
def test_label_that_says_anywhere_what_cohorts_are_called_is_not_followed_by_it(
    label: str, text: str
) -> None:
    parts = (
        "in the ",
        Term(text=label),
        " ",
        DISTRICT,
        ", ",
        number(2),
        " ",
        Term(text="schools"),
        " had a plan.",
    )
    assert read_with_group(*parts, article="the") == text


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Nord", "Dans le district Nord, il y a deux."),
        ("District 1", "Dans le District 1, il y a deux."),
        ("districts 1 et 2", "Dans le districts 1 et 2, il y a deux."),
    ],
)
def test_word_for_a_cohort_may_stand_before_its_label(label: str, text: str) -> None:
    assert read_with_group("dans le ", DISTRICT, " ", Term(text=label), ", il y a deux.", article="") == text


def test_word_for_a_cohort_without_a_label_stays() -> None:
    several = GroupWord(text="districts", forms=("district", "districts"))
    assert (
        read_with_group("in all ", number(3), " ", several, ".", article="the") == "In all three districts."
    )


SCHOOLS = GroupWord(text="district", forms=("all",), is_whole=True, units=("school", "schools"))
REGIONS = GroupWord(text="district", forms=("all",), is_whole=True)


@pytest.mark.parametrize(
    ("before", "label", "word", "text"),
    [
        (("in the ",), "all schools", SCHOOLS, "Among all schools, it rose."),
        (("in the ",), "all regions", REGIONS, "In all regions, it rose."),
        (("within the ",), "all schools", SCHOOLS, "Within all schools, it rose."),
        (("both ", Term(text="schools"), " in the "), "all schools", SCHOOLS, "Both schools, it rose."),
        (
            ("both ", Term(text="schools"), " in the "),
            "all regions",
            REGIONS,
            "Both schools in all regions, it rose.",
        ),
    ],
)
def test_nothing_is_in_all_units(
    before: tuple[Part | str, ...], label: str, word: GroupWord, text: str
) -> None:
    made = [*before, Term(text=label), " ", word, ", it rose."]
    assert read_with_group(*made, article="the") == text


def test_article_may_have_any_signs() -> None:
    bracketed = replace(ENGLISH, article="(the)")
    assert read("This is (the) ", Term(text="(the) hall"), ".", language=bracketed) == "This is (the) hall."
