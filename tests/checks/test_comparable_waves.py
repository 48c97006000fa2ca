"""Entries of comparable that are about no comparison, or leave out one that spans their waves (EGY484)."""

import pytest

from tests.reported import checked

QUESTION = "{id: visits, asks: How often do people visit?, scale: frequency"
LATER = "  - {id: later, label: later, answers: surveys/later.csv}\n"
COMPARED = "comparisons: [{from: before, to: after}"


def found(entries: str, *pairs: tuple[str, str]) -> list[str]:
    """The messages on the entries of a question, in a programme of three waves that compares these pairs."""
    listed = "".join(f", {{from: {a}, to: {b}}}" for a, b in pairs)
    edits = {
        "programme.yaml": (COMPARED, f"{LATER}{COMPARED}{listed}"),
        "surveys/instrument.yaml": (QUESTION, f"{QUESTION}, comparable: [{entries}]"),
    }
    return [d.message for d in checked(edits).diagnostics if d.code == "EGY484"]


@pytest.mark.parametrize(
    "entries",
    [
        "{is: no}",
        "{is: no, from: before, to: after}",
        "{is: with_caution, from: before}",
        "{is: no, to: after}",
        "{is: yes, from: later}",
    ],
)
def test_entry_about_a_comparison_is_no_fault(entries: str) -> None:
    assert found(entries) == []


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ("{is: no, to: before}", "to 'before'"),  # nothing is compared that ends with the first wave
        ("{is: no, from: later}", "from 'later'"),
        ("{is: with_caution, from: after, to: later}", "from 'after' to 'later'"),
    ],
)
def test_entry_about_no_declared_comparison_limits_nothing(entries: str, said: str) -> None:
    assert found(entries) == [f"no comparison is {said}, so this entry limits nothing"]


SPANNED = "'visits' changed from 'before' to 'after', and this entry is not about {from: before, to: later}, which spans these waves"


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ("{is: no, from: before, to: after}", [SPANNED]),
        ("{is: with_caution, from: before, to: after}", [SPANNED]),
        ("{is: no, from: before, to: after}, {is: no, from: before, to: later}", []),
        (
            "{is: no, from: before, to: after}, {is: yes, from: before, to: later}",
            [],
        ),  # the old words came back
        ("{is: no, from: before}", []),
        (
            "{is: no, from: after, to: later}",
            [SPANNED.replace("from 'before' to 'after'", "from 'after' to 'later'")],
        ),
    ],
)
def test_comparison_that_spans_a_change_of_the_question_has_an_entry_of_its_own(
    entries: str, said: list[str]
) -> None:
    """The answers before and after differ, so those before and later do, too; the comparison would be made without a word."""
    assert found(entries, ("after", "later"), ("before", "later")) == said
