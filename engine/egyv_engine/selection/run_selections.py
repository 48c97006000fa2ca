"""Runs the declared selections. Candidates come from the register, scores from a file or from the programme."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import cast

from egyv_engine.model.frozen import Frozen
from egyv_engine.model.selection_document import RankBy, Selection, SelectionFile
from egyv_engine.model.supplementary_data import RegisteredUnit, SupplementaryData
from egyv_engine.model.supplements import RatingsFile, Score, Selected, SelectionReason
from egyv_engine.selection.bands import EqualScores, RankBand, Ties
from egyv_engine.selection.candidates import Candidate, ChoiceRules, Preference
from egyv_engine.selection.choose import UnitChoice, choose
from egyv_engine.selection.reasons import ChoiceReason, Say

Group = str | None  # a cohort
ScoreTable = Mapping[str, Mapping[str, Fraction]]  # scores by unit, then subject


class SelectionResults(Frozen):
    """The outcome for every unit in each selection, and by selection the equal scores on borders of its classes."""

    units: tuple[Selected, ...]
    on_borders: Mapping[str, tuple[EqualScores, ...]]


def run_selections(
    file: SelectionFile,
    data: SupplementaryData,
    cohorts: Sequence[str | None],
    scores: Iterable[Score],
    say: Say,
) -> SelectionResults:
    """Run each declared selection over the units of the register.

    Args:
        file: The declared selections.
        data: The register's units, the scores that selections read from files, and which units are available.
        cohorts: The cohorts in declared order.
        scores: The programme's own scores.
        say: Puts the reasons into words.

    Returns:
        The outcome for every unit in each selection, by cohort in declared order, then by rank.
    """
    scores = tuple(scores)
    made = {
        name: _selected(name, selection, data, cohorts, scores, say)
        for name, selection in file.selections.items()
    }
    return SelectionResults(
        units=tuple(row for units, _ in made.values() for row in units),
        on_borders={name: on_borders for name, (_, on_borders) in made.items()},
    )


def _selected(
    name: str,
    selection: Selection,
    data: SupplementaryData,
    cohorts: Sequence[str | None],
    scores: tuple[Score, ...],
    say: Say,
) -> tuple[list[Selected], tuple[EqualScores, ...]]:
    table = _table(data.ratings.get(name), selection.rank_by, scores)
    units = {unit.unit: unit for unit in data.units}
    groups: dict[Group, list[RegisteredUnit]] = {c: [] for c in cohorts} if selection.per else {None: []}
    for unit in data.units:
        group = unit.cohort if selection.per else None
        if group in groups:  # a unit of no cohort is chosen in none
            groups[group].append(unit)
    candidates: list[Candidate] = []
    missing: dict[str, tuple[str, ...]] = {}
    for group, members in groups.items():
        subjects = _subjects(table, members)
        for unit in members:
            own = table.get(unit.unit, {})
            missing[unit.unit] = tuple(s for s in subjects if s not in own)
            candidates.append(_candidate(name, selection, data, unit, group, _mean(own, subjects)))
    choices = choose(candidates, _rules(selection))
    note = say(_note(selection.rank_by))
    rows = [
        Selected(
            selection=name,
            unit=choice.candidate.unit,
            cohort=units[choice.candidate.unit].cohort,
            spread=choice.candidate.spread,
            score=choice.candidate.score,
            rank=choice.rank,
            class_=choice.class_,
            available=choice.candidate.available,
            preferred=choice.preferred,
            selected=choice.selected,
            reason=SelectionReason(
                outcome=say(_reason(choice, missing[choice.candidate.unit], table)), ranked_by=note
            ),
        )
        for choice in choices.units
    ]
    return rows, choices.on_borders


def _table(ratings: RatingsFile | None, rank_by: RankBy, scores: Iterable[Score]) -> ScoreTable:
    if ratings is not None:
        return ratings.scores
    found: dict[str, dict[str, Fraction]] = {}
    for score in scores:
        if score.wave == rank_by.wave and score.score is not None:
            found.setdefault(score.unit, {})[score.principle] = score.score
    return found


def _subjects(table: ScoreTable, members: Iterable[RegisteredUnit]) -> tuple[str, ...]:
    """Return every subject in which a unit of the group has a score. Means are over all of them, to be comparable."""
    return tuple(dict.fromkeys(s for unit in members for s in table.get(unit.unit, ())))


def _mean(own: Mapping[str, Fraction], subjects: tuple[str, ...]) -> Fraction | None:
    if not subjects or any(s not in own for s in subjects):
        return None
    return sum((own[s] for s in subjects), Fraction(0)) / len(subjects)


def _candidate(
    name: str,
    selection: Selection,
    data: SupplementaryData,
    unit: RegisteredUnit,
    group: Group,
    score: Fraction | None,
) -> Candidate:
    spread = unit.attributes[selection.must_vary_by] if selection.must_vary_by else None
    return Candidate(
        unit=unit.unit,
        group=group,
        score=score,
        available=True if selection.available is None else data.available[name][unit.unit],
        spread=spread or None,
    )


def _rules(selection: Selection) -> ChoiceRules:
    return ChoiceRules(
        classes=cast("Mapping[str, RankBand]", selection.classes),
        prefer=cast("Mapping[str, Preference]", selection.prefer),
        ties=cast("Ties | None", selection.ties),
        fallback_order=selection.fallback_order,
        must_vary_by=selection.must_vary_by,
    )


def _reason(choice: UnitChoice, missing: tuple[str, ...], table: ScoreTable) -> ChoiceReason:
    if choice.rank is None and choice.candidate.unit in table:
        return ChoiceReason("selection.not_ranked_without", {"missing": missing})
    return choice.reason


def _note(rank_by: RankBy) -> ChoiceReason:
    if rank_by.mean_of is not None:
        return ChoiceReason("selection.ranked_by_file", {"file": rank_by.mean_of.file})
    return ChoiceReason("selection.ranked_by_survey", {"wave": str(rank_by.wave)})
