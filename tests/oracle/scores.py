"""Scores of units by principle, and their changes, as language.md says them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tests.oracle.bounds import rounded
from tests.oracle.reading import number

if TYPE_CHECKING:
    from tests.oracle.instrument import Pair
    from tests.oracle.oracle import Evaluation, Row

Outcomes = list[tuple[dict[str, Any], list[tuple[int, ...]]]]


def written(value: Fraction | None, places: int = 1) -> str:
    return "" if value is None else rounded(value, places)


def is_declared(evaluation: Evaluation) -> bool:
    scoring = evaluation.programme.scoring
    return scoring is not None and scoring.get("per_principle") == "true"


def is_scored(indicator: dict[str, Any]) -> bool:
    return indicator.get("scored", "true") == "true" and indicator.get("direction") != "none"


def in_wave(evaluation: Evaluation, indicators: list[dict[str, Any]], unit: str, wave: str) -> Outcomes:
    """For each scored indicator, for each item, the unit's outcome in the wave."""
    found = []
    for one in filter(is_scored, indicators):
        items = evaluation.items_of(one)
        pairs = [pair_scored(evaluation, one["id"], item, wave) for item in items]
        outcomes: list[tuple[int, ...]] = [
            (evaluation.outcome(one["id"], item, unit, wave, pair),)
            for item, pair in zip(items, pairs, strict=True)
        ]
        found.append((one, outcomes))
    return found


def pair_scored(evaluation: Evaluation, indicator: str, item: str | None, wave: str) -> Pair | None:
    """The comparison in which an indicator that names from or to is scored: of those that end here, the latest."""
    if not evaluation.names_comparison(indicator, item):
        return None
    order = list(evaluation.programme.waves)
    ending = [pair for pair in evaluation.programme.comparisons if pair[1] == wave]
    return max(ending, key=lambda pair: order.index(pair[0]), default=None)


def in_comparison(
    evaluation: Evaluation, indicators: list[dict[str, Any]], unit: str, pair: Pair
) -> Outcomes:
    """For each scored indicator that can move, for each item, the unit's outcomes in the two waves."""
    found = []
    for one in filter(is_scored, indicators):
        items = [
            item
            for item in evaluation.items_of(one)
            if not evaluation.looks_back(one["id"], item, pair) and not evaluation.is_fixed(one["id"], item)
        ]
        level = pair if evaluation.is_over_asked(one["id"]) else None
        outcomes: list[tuple[int, ...]] = [
            tuple(evaluation.outcome(one["id"], item, unit, wave, level) for wave in pair) for item in items
        ]
        found.append((one, outcomes))
    return found


def dont_know(evaluation: Evaluation, indicators: list[dict[str, Any]], unit: str, wave: str) -> int:
    """The scored items that the unit was asked, with a don't-know answer among what they read."""
    found = 0
    for one in filter(is_scored, indicators):
        for item in evaluation.items_of(one):
            pair = pair_scored(evaluation, one["id"], item, wave)
            if evaluation.outcome(one["id"], item, unit, wave, pair) >= 3:
                found += evaluation.said_dont_know(one["id"], item, unit, wave, pair)
    return found


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
                    found = in_wave(evaluation, indicators, unit, wave)
                    (score,), coverage, evaluated, asked = scored(found, programme.minimum_coverage, 1)
                    row = {"unit": unit, "principle": principle, "wave": wave, "score": written(score)}
                    row["coverage"] = written(None if coverage is None else 100 * coverage)
                    row |= {"evaluated": str(evaluated), "asked": str(asked)}
                    rows.append(row | {"dont_know": str(dont_know(evaluation, indicators, unit, wave))})
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
                    found = in_comparison(evaluation, indicators, unit, pair)
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
