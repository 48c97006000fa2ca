"""Ranks the units of a group, divides them into classes and chooses one unit of each class, with reasons."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from statistics import median

from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.selection.bands import EqualScores, RankBand, equal_scores
from egyv_engine.selection.candidates import Candidate, ChoiceRules, Preference
from egyv_engine.selection.reasons import (
    ChoiceReason,
    not_preferred,
    not_taken,
    position_of,
    taken,
    taken_instead,
)


class UnitChoice(Frozen):
    """The outcome for a candidate. rank counts from 1, the highest score; equal scores share it. None without a score."""

    candidate: Candidate
    rank: int | None
    class_: str | None
    preferred: bool
    selected: bool
    reason: ChoiceReason


class Choices(Frozen):
    """The outcome for each candidate, and the equal scores that would be in several classes by their position."""

    units: tuple[UnitChoice, ...]
    on_borders: tuple[EqualScores, ...]


def choose(candidates: Iterable[Candidate], rules: ChoiceRules) -> Choices:
    """Rank the candidates of each group and choose one unit of each class.

    Units are ranked by score, the highest first; equal scores share a rank and a class. Of units that are equal, the
    first by id that is available is taken. If the preferred unit of a class is not available, the available unit of the
    class with the nearest score is chosen. The procedure follows the sift of the EGYV codebook.

    Args:
        candidates: All units, whether or not they have a score.
        rules: The classes and their preferences.

    Returns:
        One outcome per candidate: groups in the order in which they first occur, then by rank, then by id. Units
        without a score come last in their group.
    """
    groups: dict[str | None, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(candidate.group, []).append(candidate)
    choices: list[UnitChoice] = []
    on_borders: list[EqualScores] = []
    named = set(rules.classes.values())
    for group in groups.values():
        ranked = _ranked([c for c in group if c.score is not None])
        equals = tuple(equal_scores([_score(c) for c in ranked], rules.ties))
        choices += _choose_in(group, ranked, equals, rules)
        on_borders += (e for e in equals if len(e.bands) > 1 and named.intersection(e.bands))
    return Choices(units=tuple(choices), on_borders=tuple(on_borders))


def _ranked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates with the highest score first, those with equal scores by id."""
    scores = sorted(
        set(map(_score, candidates)), reverse=True
    )  # to compare fractions takes long, and many are equal
    position = {score: i for i, score in enumerate(scores)}
    return sorted(candidates, key=lambda c: (position[_score(c)], c.unit))


def _choose_in(
    group: Sequence[Candidate],
    ranked: Sequence[Candidate],
    equals: Sequence[EqualScores],
    rules: ChoiceRules,
) -> list[UnitChoice]:
    classes = {name: _units_of(band, ranked, equals) for name, band in rules.classes.items()}
    scores = [_score(c) for c in ranked]
    middle = median(scores) if scores else Fraction(0)
    preferred: dict[str, Candidate] = {}
    chosen: dict[str, Candidate] = {}
    reasons: dict[str, ChoiceReason] = {}
    for name, units in classes.items():
        if not units:
            continue
        best = _preferred(units, rules.prefer[name], middle)
        first = preferred[name] = _first(best)
        position = position_of(rules.prefer[name], name)
        nearest = [first] if first.available else _nearest(first, (c for c in units if c.available))
        reasons |= {c.unit: not_taken(c, best, position, alone=None if nearest else name) for c in best}
        if first.available:
            reasons[first.unit] = taken(best, position)
        elif nearest:
            reasons[nearest[0].unit] = taken_instead(
                nearest, first.unit, name, ChoiceReason("selection.nearest")
            )
        if nearest:
            chosen[name] = nearest[0]
    _vary(classes, preferred, chosen, reasons, rules)
    return _outcomes(group, ranked, equals, classes, preferred, chosen, reasons)


def _vary(
    classes: Mapping[str, Sequence[Candidate]],
    preferred: Mapping[str, Candidate],
    chosen: dict[str, Candidate],
    reasons: dict[str, ChoiceReason],
    rules: ChoiceRules,
) -> None:
    """Replace one choice, where possible, if all choices share one value of the attribute."""
    attribute = rules.must_vary_by
    if attribute is None or len(chosen) < 2 or len({c.spread for c in chosen.values()}) > 1:
        return
    shared = next(iter(chosen.values())).spread
    if shared is None:  # the value is unknown for all of them
        return
    for name in rules.fallback_order:
        if name not in chosen:
            continue
        elsewhere = (c for c in classes[name] if c.available and c.spread not in (None, shared))
        nearest = _nearest(preferred[name], elsewhere)
        if not nearest:
            continue
        other = nearest[0]
        replaced = chosen[name]
        reasons[replaced.unit] = ChoiceReason("selection.replaced", {"attribute": attribute, "class": name})
        position = ChoiceReason(
            "selection.elsewhere", {"attribute": attribute, "preferred": preferred[name].unit}
        )
        reasons[other.unit] = taken_instead(nearest, replaced.unit, name, position)
        chosen[name] = other
        return
    for choice in chosen.values():
        own = reasons[choice.unit]
        reasons[choice.unit] = ChoiceReason("selection.all_share", {"reason": own, "attribute": attribute})


def _units_of(
    band: RankBand, ranked: Sequence[Candidate], equals: Sequence[EqualScores]
) -> Sequence[Candidate]:
    return [c for e in equals if e.band == band for c in ranked[e.first : e.first + e.number]]


def _preferred(units: Sequence[Candidate], preference: Preference, middle: Fraction) -> Sequence[Candidate]:
    """Return the unit that a class prefers, or all that are equal, by id."""
    distance: Callable[[Candidate], Fraction] = {
        "highest": lambda c: -_score(c),
        "lowest": _score,
        "nearest_median": lambda c: abs(_score(c) - middle),
    }[preference]
    return _least(units, distance)


def _nearest(to: Candidate, units: Iterable[Candidate]) -> Sequence[Candidate]:
    """Return the unit nearest in score to another one, or all that are equally near, by id; none without units."""
    return _least(units, lambda c: abs(_score(c) - _score(to)))


def _least(units: Iterable[Candidate], distance: Callable[[Candidate], Fraction]) -> Sequence[Candidate]:
    ordered = sorted(units, key=lambda c: c.unit)
    least = min(map(distance, ordered), default=None)
    return [c for c in ordered if distance(c) == least]


def _first(equals: Sequence[Candidate]) -> Candidate:
    """Return the first by id that is available, or else the first by id."""
    return next((c for c in equals if c.available), equals[0])


def _outcomes(
    group: Sequence[Candidate],
    ranked: Sequence[Candidate],
    equals: Sequence[EqualScores],
    classes: Mapping[str, Sequence[Candidate]],
    preferred: Mapping[str, Candidate],
    chosen: Mapping[str, Candidate],
    reasons: Mapping[str, ChoiceReason],
) -> list[UnitChoice]:
    class_of = {c.unit: name for name, units in classes.items() for c in units}
    preferred_units = {c.unit for c in preferred.values()}
    chosen_units = {c.unit for c in chosen.values()}
    unranked = UnitChoice(
        candidate=group[0],
        rank=None,
        class_=None,
        preferred=False,
        selected=False,
        reason=ChoiceReason("selection.not_ranked"),
    )
    ranks = [e.first + 1 for e in equals for _ in range(e.number)]
    outcomes = [
        replace(
            unranked,
            candidate=c,
            rank=rank,
            class_=class_of.get(c.unit),
            preferred=c.unit in preferred_units,
            selected=c.unit in chosen_units,
            reason=reasons.get(c.unit) or not_preferred(c, class_of.get(c.unit)),
        )
        for rank, c in zip(ranks, ranked, strict=True)
    ]
    without_score = sorted((c for c in group if c.score is None), key=lambda c: c.unit)
    return outcomes + [replace(unranked, candidate=c) for c in without_score]


def _score(candidate: Candidate) -> Fraction:
    assert candidate.score is not None
    return candidate.score
