"""The tables other than the findings: ledger, baskets, movements and outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tests.oracle.conditions import ORDINARY
from tests.oracle.instrument import Pair
from tests.oracle.trees import Question

if TYPE_CHECKING:
    from tests.oracle.oracle import Evaluation, Row
    from tests.oracle.programme import Programme

LEVEL = ("surveyed", "returned", "analysed", "asked", "base", "count", "dont_know")
VERDICTS = ("improved", "declined", "unchanged", "not_comparable", "not_judged")
WORDS = ("no return", "not analysed", "not asked", "unknown", "not met", "met")


def places(evaluation: Evaluation, indicator: str, item: str | None) -> Iterator[tuple[str, Pair | None]]:
    """Yield each wave, with each comparison on which the level in that wave depends."""
    programme = evaluation.programme
    depends = evaluation.names_comparison(indicator, item) or evaluation.is_over_asked(indicator)
    for wave in programme.waves:
        pairs: list[Pair | None] = [
            pair
            for pair in programme.comparisons
            if depends and wave in pair and evaluation.has_level(indicator, item, wave, pair)
        ]
        yield from ((wave, pair) for pair in pairs or [None])


def ledger(evaluation: Evaluation, principle: str, indicator: dict[str, Any]) -> Iterator[Row]:
    """Yield a row for each wave, or for each wave and comparison where the level depends on the comparison."""
    from tests.oracle.oracle import finding_id

    name = indicator["id"]
    for item in evaluation.items_of(indicator):
        for group in evaluation.programme.groups:
            for wave, pair in places(evaluation, name, item):
                row = {"finding": finding_id(principle, name, item, group), "wave": wave}
                row |= counts(evaluation, name, item, group, wave, pair)
                yield row | {"from_wave": pair[0] if pair else "", "to_wave": pair[1] if pair else ""}


def counts(
    evaluation: Evaluation, indicator: str, item: str | None, group: str, wave: str, pair: Pair | None
) -> Row:
    found = dict.fromkeys(LEVEL, 0)
    is_level = evaluation.is_level(indicator, item, group, wave, pair)
    for unit in evaluation.programme.units_of(group):
        status = evaluation.status(unit, wave)
        found["surveyed"] += status >= 0
        found["returned"] += status >= 1
        found["analysed"] += status == 2
        outcome = evaluation.outcome(indicator, item, unit, wave, pair) if is_level else status
        found["asked"] += outcome >= 3
        found["base"] += outcome >= 4
        found["count"] += outcome == 5
        if outcome >= 3:
            found["dont_know"] += evaluation.said_dont_know(indicator, item, unit, wave, pair)
    return {name: str(int(value)) for name, value in found.items()}


def outcome_rows(evaluation: Evaluation) -> list[Row]:
    """A row for each row of the ledger and unit that was surveyed in the wave."""
    from tests.oracle.oracle import finding_id

    rows = []
    for principle, indicator in evaluation.indicators():
        name = indicator["id"]
        for item in evaluation.items_of(indicator):
            for group in evaluation.programme.groups:
                for wave, pair in places(evaluation, name, item):
                    for unit in evaluation.programme.units_of(group):
                        outcome = evaluation.outcome(name, item, unit, wave, pair)
                        if outcome < 0:
                            continue
                        row = {"unit": unit, "finding": finding_id(principle, name, item, group)}
                        row |= {"wave": wave, "outcome": WORDS[outcome]}
                        rows.append(
                            row | {"from_wave": pair[0] if pair else "", "to_wave": pair[1] if pair else ""}
                        )
    return rows


def baskets(programme: Programme, principle: str, indicator: str, findings: list[Row]) -> Iterator[Row]:
    """Yield the verdicts over the items of an indicator, for each group and comparison."""
    for group in programme.groups:
        for pair in programme.comparisons:
            chosen = [
                one
                for one in findings
                if one["cohort"] == group and (one["from_wave"], one["to_wave"]) == pair
            ]
            row = {"principle": principle, "indicator": indicator, "cohort": group}
            row |= {"from_wave": pair[0], "to_wave": pair[1], "items": str(len(chosen))}
            for verdict in VERDICTS:
                row[verdict] = str(sum(1 for one in chosen if one["verdict"] == verdict))
            for verdict in ("improved", "declined"):
                is_lower = programme.indicators[indicator].get("direction") == "lower"
                net = "1" if (verdict == "improved") != is_lower else "-1"
                by_one = [one for one in chosen if one["verdict"] == verdict and one["net"] == net]
                if programme.criterion_of(programme.indicators[indicator])["judged_on"] == "all":
                    # Who else answered moves a share, too, unless the same units are the base both times.
                    by_one = [one for one in by_one if one["from_base"] == one["matched"] == one["to_base"]]
                row[f"{verdict}_by_one"] = str(len(by_one))
            yield row


def movements(evaluation: Evaluation) -> list[Row]:
    """The moves of answers on each ordered scale of three or more answers."""
    programme = evaluation.programme
    rows = []
    for question, as_written in programme.questions.items():
        scale = programme.scales.get(as_written["scale"])
        if scale is None or not scale.is_ordered or len(scale.answers) < 3:
            continue
        for item in evaluation.items_of({"for_each": as_written["items"]} if "items" in as_written else {}):
            for group in programme.groups:
                rows += [
                    movement(evaluation, question, item, group, pair)
                    for pair in programme.comparisons
                    if is_moved(evaluation, question, item, group, pair)
                ]
    return rows


def is_moved(evaluation: Evaluation, question: str, item: str | None, group: str, pair: Pair) -> bool:
    """Return whether both waves asked the group the question, in words that can be compared."""
    before, after = (
        [
            cohort
            for cohort in evaluation.programme.cohorts_of(group)
            if evaluation.conditions.is_question_asked(question, item, cohort, wave)
        ]
        for wave in pair
    )
    wordings = {evaluation.programme.comparable(question, item, cohort, pair) for cohort in before}
    return bool(before) and before == after and "no" not in wordings


def movement(evaluation: Evaluation, question: str, item: str | None, group: str, pair: Pair) -> Row:
    programme = evaluation.programme
    read = Question(id=question, item=item, wave=None)
    scale = programme.scales[programme.kind(question)].answers
    moves = []
    for unit in programme.units_of(group):
        if all(evaluation.conditions.state(read, unit, wave, None) == ORDINARY for wave in pair):
            before, after = (scale.index(programme.cell(question, item, unit, wave)) for wave in pair)
            moves.append(after - before)
    row = {
        "question": question,
        "item": item or "",
        "cohort": group,
        "from_wave": pair[0],
        "to_wave": pair[1],
    }
    row |= {"matched": str(len(moves)), "moved_up": str(sum(1 for move in moves if move > 0))}
    return row | {"moved_down": str(sum(1 for move in moves if move < 0)), "same": str(moves.count(0))}
