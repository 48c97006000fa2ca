"""Lists in English."""

import pytest

from egyv_engine.model.report import Term
from egyv_engine.narrative.language.lists import further_clauses, joined_clauses, listed
from egyv_engine.narrative.language.parts import Parts, term, words


def read(parts: Parts) -> str:
    return "".join(part.text for part in parts if isinstance(part, Term) or hasattr(part, "text"))


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        ([], ""),
        (["housing"], "housing"),
        (["housing", "health"], "housing and health"),
        (["housing", "health", "the police"], "housing, health and the police"),
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


def test_further_clauses_do_not_look_into_declared_text() -> None:
    assert read(further_clauses([term("food and drink")])) == " and food and drink"


def test_joined_clauses_are_joined_by_and() -> None:
    assert read(joined_clauses([words("a"), words("b")])) == "a and b"
    assert joined_clauses([]) == ()
