"""Lists in English."""

import pytest

from egyv_engine.model.report import Term, Text
from egyv_engine.narrative.language.lists import further_clauses, joined_clauses, listed
from egyv_engine.narrative.language.parts import Parts, term, words
from tests.narrative.toy import book


def read(parts: Parts) -> str:
    return "".join(part.text for part in book().in_words(parts) if isinstance(part, Text | Term))


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        ([], ""),
        (["housing"], "housing"),
        (["housing", "health"], "housing and health"),
        (["housing", "health", "the police"], "housing, health and the police"),
        (["fire and rescue"], "fire and rescue"),
        (["fire and rescue", "health"], "fire and rescue, and health"),
        (["health", "fire and rescue"], "health, and fire and rescue"),
        (["food, drink", "health"], "food, drink; and health"),
        (["health", "fire, rescue and police", "darts"], "health; fire, rescue and police; and darts"),
        (["Sandford", "landscapes"], "Sandford and landscapes"),  # "and" inside a word is none
    ],
)
def test_listed_members_have_commas_and_one_and(labels: list[str], text: str) -> None:
    assert read(listed([term(label) for label in labels])) == text


@pytest.mark.parametrize(
    ("clauses", "text"),
    [
        ([], ""),
        (["health in two"], " and health in two"),
        (["housing and health in two"], ", and housing and health in two"),
        (["health in two", "schools in one"], ", health in two and schools in one"),
        (["a in two", "b and c in one"], ", a in two, and b and c in one"),
    ],
)
def test_further_clauses_continue_a_sentence(clauses: list[str], text: str) -> None:
    assert read(further_clauses([words(clause) for clause in clauses])) == text


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        (["food and drink"], "; and food and drink in two"),
        (["health", "food and drink"], "; health in two; and food and drink in two"),
        (["health", "housing"], ", health in two and housing in two"),
    ],
)
def test_further_clauses_with_a_list_in_a_label_have_semicolons(labels: list[str], text: str) -> None:
    assert read(further_clauses([(*term(label), *words(" in two")) for label in labels])) == text


def test_joined_clauses_are_joined_by_and() -> None:
    assert read(joined_clauses([words("a"), words("b")])) == "a and b"
    assert joined_clauses([]) == ()
