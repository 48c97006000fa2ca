"""An item across all indicators, and how far scores lie apart: by hand."""

from fractions import Fraction
from typing import Any

import pytest

from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import Table
from egyv_engine.model.supplements import Score, ScoreChange, Supplements
from egyv_engine.narrative.claims.score_claims import ScoreSpreadFacts
from tests.narrative.toy import COHORT, FROM, TO, book, fact_maker, moved, shown

MOVES: dict[str, dict[str, Any]] = {
    "up": {"gained": 2, "met_both": 3, "met_neither": 4},
    "down": {"lost": 1, "met_both": 4, "met_neither": 4},
    "same": {"met_both": 4, "met_neither": 5},
    "little": {"gained": 1, "met_both": 3, "met_neither": 5},
}


def of_police(*moves: str) -> list[Finding]:
    """Part, presence and trust: higher is better in each. By the criterion of a little change it is none."""
    found = [
        moved(name, "police", **MOVES[move])
        for name, move in zip(("part", "presence", "trusted"), moves, strict=False)
    ]
    return [
        replace(f, verdict="unchanged", judged_move=0) if move == "little" else f
        for f, move in zip(found, moves, strict=True)
    ]


def text_of(found: list[Finding], **options: Any) -> list[str]:
    sections = shown("by_item", found, **options)
    return [f"{b.lead}: {b.text}" for s in sections for b in s.blocks]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        (
            ("up", "down", "same"),
            "Of the three measures compared, one improved, one declined and one did not change.",
        ),
        (("up", "up", "down"), "Of the three measures compared, two improved and one declined."),
        (
            ("up", "down", "little"),
            "Of the three measures compared, one improved, one declined and one changed little or not at all.",
        ),
        (
            ("same", "little", "same"),
            "All three measures compared changed little or not at all.",
        ),
        (("same", "same", "same"), "None of the three measures compared changed."),
        (("down", "down", "down"), "All three measures compared declined."),
        (("up", "up"), "Both measures compared improved."),
    ],
)
def test_item_says_how_many_measures_improved_and_declined(moves: tuple[str, ...], expected: str) -> None:
    (text,) = text_of(of_police(*moves))
    assert text.startswith(f"The police: {expected}")


def test_item_names_its_widest_changes_and_not_those_of_other_items() -> None:
    found = [*of_police("down", "up", "same"), moved("part", "housing", **MOVES["up"])]
    (text,) = text_of(found, items=("police",), limit=Fraction(1))
    assert "had the police there in 2015, up from" in text
    assert "involved" not in text
    assert "housing" not in text


def test_basket_of_one_measure_is_shown_where_the_block_names_it() -> None:
    found = [moved("part", "police", **MOVES["up"])]
    assert shown("items", found) == shown("by_item", found) == []
    (section,) = shown("items", found, basket="partners")
    (table,) = section.blocks
    assert isinstance(table, Table)
    assert len(table.columns) == 2
    (text,) = text_of(found, basket="partners")
    assert text.startswith("The police: The only measure compared improved.")


def scores(before: tuple[int | None, ...], after: tuple[int | None, ...]) -> Supplements:
    units = [chr(ord("a") + n) for n in range(len(before))]
    made = [
        Score(
            unit=unit,
            principle="streets",
            wave=wave,
            score=None if value is None else Fraction(value),
            coverage=None,
            evaluated=1,
            asked=1,
            dont_know=0,
        )
        for wave, values in ((FROM, before), (TO, after))
        for unit, value in zip(units, values, strict=True)
    ]
    changes = [
        ScoreChange(
            unit=unit,
            principle="streets",
            from_wave=FROM,
            to_wave=TO,
            from_score=None,
            to_score=None,
            change=None if early is None or late is None else Fraction(late - early),
            evaluated=1,
            asked=1,
        )
        for unit, early, late in zip(units, before, after, strict=True)
    ]
    return Supplements(scores=tuple(made), score_changes=tuple(changes))


def spread_of(results: Supplements, others: tuple[str, ...] = ()) -> list[str]:
    units: dict[str, str | None] = {s.unit: "late" if s.unit in others else COHORT for s in results.scores}
    sections = shown("score_spread", [moved()], results, cohorts_of_units=units)
    return [b.text for s in sections for b in s.blocks]  # type: ignore[union-attr]


def test_spread_is_the_lowest_the_middle_and_the_highest_score_of_the_cohort() -> None:
    """The middle of six values is half-way between the third and the fourth; u is in another cohort."""
    made = scores((10, 20, 30, 40, 50, 60, 0), (60, 20, 35, 30, 55, None, 100))
    assert spread_of(made, ("g",)) == [
        (
            "Scores ran from 10 to 60 among six areas on joining, with 35 in the middle, and from 20 to 60 among five areas "
            "in 2015, with 35 in the middle. Of the five areas scored both times, three scored higher and one lower."
        )
    ]


def test_few_scores_say_nothing() -> None:
    assert spread_of(scores((10, 20, 30, 40), (60, 20, 35, 30))) == []


@pytest.mark.parametrize(
    ("before", "after", "changes", "expected"),
    [
        (
            (25,),
            (80,),
            (55,),
            "The only score on joining was 25, and the only score in 2015 was 80. The only area scored both times scored higher.",
        ),
        (
            (25,),
            (25,),
            (0,),
            "The only score on joining was 25, and the only score in 2015 was 25. The only area scored both times scored the same.",
        ),
        (
            (30, 30),
            (10, 20, 60),
            (-20, -10),
            (
                "Both scores on joining were 30, and scores ran from 10 to 60 among three areas in 2015, with 20 in the middle. "
                "Both areas scored both times scored lower."
            ),
        ),
        (
            (10, 20, 60),
            (40, 40, 40, 40),
            (30, 20, -20),
            (
                "Scores ran from 10 to 60 among three areas on joining, with 20 in the middle, and all four scores in 2015 were 40. "
                "Of the three areas scored both times, two scored higher and one lower."
            ),
        ),
        (
            (10, 20, 60),
            (40,),
            (-20,),
            (
                "Scores ran from 10 to 60 among three areas on joining, with 20 in the middle, and the only score in 2015 was 40. "
                "The only area scored both times scored lower."
            ),
        ),
        (None, (40,), (), "The only score in 2015 was 40."),
        (None, (40, 40), (), "Both scores in 2015 were 40."),
    ],
)
def test_spread_of_one_score_or_of_equal_scores_is_no_range(
    before: tuple[int, ...] | None, after: tuple[int, ...], changes: tuple[int, ...], expected: str
) -> None:
    waves = {TO: after} if before is None else {FROM: before, TO: after}
    given = {wave: [Fraction(score) for score in scores] for wave, scores in waves.items()}
    moves = [Fraction(change) for change in changes]
    facts = ScoreSpreadFacts.from_scores("streets", None, given, moves, fact_maker())
    assert book().sentence(facts, basis=()).text == expected
