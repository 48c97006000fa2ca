"""The blocks that count verdicts: what is counted, and when a block has nothing to say."""

from typing import Any

from tests.narrative.blocks.sections_read import figures, kinds
from tests.narrative.toy import finding, level, moved, shown

ROSE: Any = {"gained": 2, "met_both": 3, "met_neither": 3}
FELL: Any = {"lost": 2, "met_both": 3, "met_neither": 3}
NEW = finding("plan", after=level(3, 9), reason="not_asked")


def test_principle_summary_counts_the_verdicts_of_its_principle_alone() -> None:
    found = [moved("plan", **ROSE), moved("wardens", **FELL), moved("part", "police", **ROSE)]
    counted = figures(shown("principle_summary", found, principle="streets"))
    assert (counted["compared"], counted["improved"], counted["declined"]) == ("2", "1", "1")


def test_principle_summary_without_a_verdict_shows_nothing() -> None:
    assert shown("principle_summary", [NEW]) == []


def test_overall_names_a_principle_that_fell_only_where_most_others_rose() -> None:
    rose = [moved("plan", **ROSE), moved("wardens", **ROSE)]
    assert kinds(shown("overall", [*rose, moved("part", "police", **FELL)])) == ["overall", "overall_against"]
    assert kinds(shown("overall", [moved("plan", **ROSE), moved("part", "police", **FELL)])) == ["overall"]
    assert kinds(shown("overall", rose)) == ["overall"]


def test_overall_does_not_name_a_principle_in_which_as_many_rose_as_fell() -> None:
    rose = [moved("plan", **ROSE), moved("wardens", **ROSE)]
    even = [moved("part", "police", **FELL), moved("part", "housing", **ROSE)]
    assert kinds(shown("overall", [*rose, *even])) == ["overall"]


def test_limitations_has_a_sentence_for_each_reason_there_is() -> None:
    reworded = finding("wardens", before=level(1, 9), after=level(3, 9), reason="reworded")
    assert kinds(shown("limitations", [NEW, reworded])) == [
        "not_comparable_not_asked",
        "not_comparable_other",
    ]
    assert shown("limitations", [moved("plan", **ROSE)]) == []
