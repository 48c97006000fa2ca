"""Scales of the words and the labels in files: what is an answer, what is none, and what is the same answer."""

from collections import Counter

import pytest

from egyv_engine.exchange.drafts_of_scales import labelled_scale, words_scale


def test_words_that_differ_in_case_or_spaces_are_one_answer_in_its_commonest_form() -> None:
    made = words_scale(
        "q", [Counter(["Agree", "agree", "Agree", "AGREE", "Not  sure it is", "Not sure it is", "No", "No"])]
    )
    assert made is not None
    assert made.answers == ["Agree", "Not  sure it is", "No"]
    assert made.spellings == {"Agree": ["agree", "AGREE"], "Not  sure it is": ["Not sure it is"]}


@pytest.mark.parametrize(
    ("words", "answers", "spellings"),
    [
        (["Yes", "no", "NO", "Yes"], ["No", "Yes"], {"No": ["no", "NO"]}),
        (["yes", "Yes", "no"], ["no", "yes"], {"yes": ["Yes"]}),
        (["YES", "NO"], ["NO", "YES"], {}),
    ],
)
def test_yes_and_no_in_several_cases_are_one_scale(
    words: list[str], answers: list[str], spellings: dict[str, list[str]]
) -> None:
    made = words_scale("q", [Counter(words)])
    assert made is not None
    assert (made.id, made.answers, made.spellings) == ("yes_no", answers, spellings)


def test_codes_of_yes_and_no_have_every_form() -> None:
    made = words_scale("q", [Counter(["Y", "n", "N", "y"])])
    assert made is not None
    assert made.codes == {"Y": "Yes", "y": "Yes", "N": "No", "n": "No"}


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        (["65+", "18-64", "Under 18"], ["Under 18", "18-64", "65+"]),
        (
            ["4", "1 - Very poor", "5 - Very good", "2", "10"],
            ["1 - Very poor", "2", "4", "5 - Very good", "10"],
        ),
        (["5 or more", "Never", "1 to 4"], ["5 or more", "Never", "1 to 4"]),
    ],
)
def test_words_with_numbers_are_in_the_order_of_their_first_number(
    words: list[str], answers: list[str]
) -> None:
    made = words_scale("q", [Counter(words * 2)])
    assert made is not None
    assert made.answers == answers
    assert not made.has_order


def test_labels_that_say_that_there_is_no_answer_are_listed_under_their_keys() -> None:
    labels = {"-9": "Refusal", "-8": "Inapplicable", "-1": "Don't know", "1": "Good", "2": "Poor"}
    made = labelled_scale("q", labels, ["-9"])
    assert made is not None
    assert made.answers == ["Good", "Poor"]
    assert made.special == {
        "dont_know": ["Don't know"],
        "blank": ["Refusal"],
        "not_applicable": ["Inapplicable"],
    }
    assert "is it right to list Inapplicable under not_applicable and" in made.decide[-1]


def test_labels_of_which_one_alone_is_an_answer_stay_answers() -> None:
    made = labelled_scale("q", {"0": "Refused", "1": "Accepted"}, [])
    assert made is not None
    assert made.answers == ["Refused", "Accepted"]
