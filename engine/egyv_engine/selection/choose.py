"""Ranks the units of a group, divides them into classes and chooses one unit of each class, with reasons."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from statistics import median

from egyv_engine.model.frozen import Frozen
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
        choices += _GroupChoice(group, ranked, equals, rules).outcomes()
        on_borders += (e for e in equals if len(e.bands) > 1 and named.intersection(e.bands))
    return Choices(units=tuple(choices), on_borders=tuple(on_borders))


def _ranked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates with the highest score first, those with equal scores by id."""
    # To compare fractions takes long, and many are equal.
    scores = sorted(set(map(_score, candidates)), reverse=True)
    position = {score: i for i, score in enumerate(scores)}
    return sorted(candidates, key=lambda c: (position[_score(c)], c.unit))


class _GroupChoice:
    """The choice of one unit of each class of a group, and the reasons for it."""

    def __init__(
        self,
        group: Sequence[Candidate],
        ranked: Sequence[Candidate],
        equals: Sequence[EqualScores],
        rules: ChoiceRules,
    ) -> None:
        self.group, self.ranked, self.equals, self.rules = group, ranked, equals, rules
        self.classes = {name: _units_of(band, ranked, equals) for name, band in rules.classes.items()}
        self.preferred: dict[str, Candidate] = {}
        self.chosen: dict[str, Candidate] = {}
        self.reasons: dict[str, ChoiceReason] = {}
        scores = [_score(c) for c in ranked]
        middle = median(scores) if scores else Fraction(0)
        for name, units in self.classes.items():
            if units:
                self._take(name, units, middle)
        self._vary()

    def _take(self, name: str, units: Sequence[Candidate], middle: Fraction) -> None:
        """Take a unit of a class: the preferred one, or the nearest that is available."""
        preference = self.rules.prefer[name]
        best = _preferred(units, preference, middle)
        first = self.preferred[name] = _first(best)
        position = position_of(preference, name)
        nearest = [first] if first.available else _nearest(first, (c for c in units if c.available))
        self.reasons |= {c.unit: not_taken(c, best, position, alone=None if nearest else name) for c in best}
        if first.available:
            self.reasons[first.unit] = taken(best, position)
        elif nearest:
            self.reasons[nearest[0].unit] = taken_instead(
                nearest, first.unit, name, ChoiceReason("selection.nearest")
            )
        if nearest:
            self.chosen[name] = nearest[0]

    def _vary(self) -> None:
        """Replace one choice, where possible, if all choices share one value of the attribute."""
        attribute, chosen = self.rules.must_vary_by, self.chosen
        if attribute is None or len(chosen) < 2 or len({c.spread for c in chosen.values()}) > 1:
            return
        shared = next(iter(chosen.values())).spread
        if shared is None:  # the value is unknown for all of them
            return
        for name in self.rules.fallback_order:
            if name not in chosen:
                continue
            first = self.preferred[name]
            elsewhere = (c for c in self.classes[name] if c.available and c.spread not in (None, shared))
            nearest = _nearest(first, elsewhere)
            if not nearest:
                continue
            other, replaced = nearest[0], chosen[name]
            self.reasons[replaced.unit] = ChoiceReason(
                "selection.replaced", {"attribute": attribute, "class": name}
            )
            position = ChoiceReason("selection.elsewhere", {"attribute": attribute, "preferred": first.unit})
            self.reasons[other.unit] = taken_instead(nearest, replaced.unit, name, position)
            chosen[name] = other
            return
        for choice in chosen.values():
            own = self.reasons[choice.unit]
            self.reasons[choice.unit] = ChoiceReason(
                "selection.all_share", {"reason": own, "attribute": attribute}
            )

    def outcomes(self) -> list[UnitChoice]:
        """Return the outcome for each candidate: by rank, then by id; those without a score last."""
        class_of = {c.unit: name for name, units in self.classes.items() for c in units}
        preferred = {c.unit for c in self.preferred.values()}
        chosen = {c.unit for c in self.chosen.values()}
        ranks = [e.first + 1 for e in self.equals for _ in range(e.number)]
        ranked = [
            UnitChoice(
                candidate=c,
                rank=rank,
                class_=class_of.get(c.unit),
                preferred=c.unit in preferred,
                selected=c.unit in chosen,
                reason=self.reasons.get(c.unit) or not_preferred(c, class_of.get(c.unit)),
            )
            for rank, c in zip(ranks, self.ranked, strict=True)
        ]
        unranked = [
            UnitChoice(
                candidate=c,
                rank=None,
                class_=None,
                preferred=False,
                selected=False,
                reason=ChoiceReason("selection.not_ranked"),
            )
            for c in sorted((c for c in self.group if c.score is None), key=lambda c: c.unit)
        ]
        return ranked + unranked


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


def _score(candidate: Candidate) -> Fraction:
    assert candidate.score is not None
    return candidate.score
