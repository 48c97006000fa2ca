"""Scores of units by principle, and their changes, as language.md says them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tests.oracle.reading import number

if TYPE_CHECKING:
    from tests.oracle.oracle import Evaluation, Row

Outcomes = list[tuple[dict[str, Any], list[tuple[int, ...]]]]


def written(value: Fraction | None, places: int = 1) -> str:
    from tests.oracle.oracle import rounded

    return "" if value is None else rounded(value, places)


def is_declared(evaluation: Evaluation) -> bool:
    scoring = evaluation.programme.scoring
    return scoring is not None and scoring.get("per_principle") == "true"


def is_scored(evaluation: Evaluation, indicator: dict[str, Any]) -> bool:
    items = items_of(evaluation, indicator)
    voting = indicator.get("scored", "true") == "true" and indicator.get("direction") != "none"
    return voting and not any(evaluation.looks_back(indicator["id"], item) for item in items)


def items_of(evaluation: Evaluation, indicator: dict[str, Any]) -> list[str | None]:
    basket = indicator.get("for_each")
    return list(evaluation.programme.items_of(basket)) if basket else [None]


def outcomes(
    evaluation: Evaluation, indicators: list[dict[str, Any]], unit: str, waves: tuple[str, ...]
) -> Outcomes:
    """For each scored indicator, for each item, the unit's outcomes in the waves."""
    return [
        (
            one,
            [
                tuple(evaluation.outcome(one["id"], item, unit, wave, None) for wave in waves)
                for item in items_of(evaluation, one)
            ],
        )
        for one in indicators
        if is_scored(evaluation, one)
    ]


def scored(
    found: Outcomes, minimum: Fraction, waves: int
) -> tuple[list[Fraction | None], Fraction | None, int, int]:
    """The score in each wave, the coverage, the items evaluated and asked in all of them."""
    votes = [Fraction(0)] * waves
    voting = covered = asked_weight = Fraction(0)
    evaluated_items = asked_items = 0
    for indicator, items in found:
        weight = number(indicator.get("weight", "1"))
        asked = [item for item in items if all(outcome >= 3 for outcome in item)]
        evaluated = [item for item in asked if all(outcome >= 4 for outcome in item)]
        evaluated_items += len(evaluated)
        asked_items += len(asked)
        if asked:
            asked_weight += weight
            covered += weight * Fraction(len(evaluated), len(asked))
        if evaluated:
            voting += weight
            for wave in range(waves):
                share = Fraction(sum(1 for item in evaluated if item[wave] == 5), len(evaluated))
                votes[wave] += weight * (1 - share if indicator.get("direction") == "lower" else share)
    coverage = covered / asked_weight if asked_weight else None
    if coverage is None or coverage < minimum or not voting:
        return [None] * waves, coverage, evaluated_items, asked_items
    return [100 * vote / voting for vote in votes], coverage, evaluated_items, asked_items


def scores(evaluation: Evaluation) -> list[Row]:
    programme = evaluation.programme
    if not is_declared(evaluation):
        return []
    rows = []
    for unit in programme.units:
        for principle, indicators in programme.principles:
            for wave in programme.waves:
                if evaluation.status(unit, wave) == 2:
                    found = outcomes(evaluation, indicators, unit, (wave,))
                    (score,), coverage, evaluated, asked = scored(found, programme.minimum_coverage, 1)
                    row = {"unit": unit, "principle": principle, "wave": wave, "score": written(score)}
                    row["coverage"] = written(None if coverage is None else 100 * coverage)
                    rows.append(row | {"evaluated": str(evaluated), "asked": str(asked)})
    return rows


def score_changes(evaluation: Evaluation) -> list[Row]:
    programme = evaluation.programme
    if not is_declared(evaluation):
        return []
    rows = []
    for unit in programme.units:
        for principle, indicators in programme.principles:
            for pair in programme.comparisons:
                if all(evaluation.status(unit, wave) == 2 for wave in pair):
                    found = outcomes(evaluation, indicators, unit, pair)
                    (before, after), _, evaluated, asked = scored(found, programme.minimum_coverage, 2)
                    change = None if before is None or after is None else after - before
                    row = {"unit": unit, "principle": principle, "from_wave": pair[0], "to_wave": pair[1]}
                    row |= {
                        "from_score": written(before),
                        "to_score": written(after),
                        "change": written(change),
                    }
                    rows.append(row | {"evaluated": str(evaluated), "asked": str(asked)})
    return rows
