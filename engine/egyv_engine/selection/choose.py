"""Ranks the units of a cohort, puts them in classes, and picks one of each class, every step with its reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

RankBand = Literal["top_third", "rest", "bottom_third"]
Preference = Literal["highest", "nearest_median", "lowest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A unit that may be picked. score: None where the ranking source has none; spread: where it must not be alike."""

    unit: str
    group: str | None
    score: Fraction | None
    available: bool | None
    spread: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How to pick: classes in order with their share of the ranking, what each prefers, and who gives way first."""

    classes: Mapping[str, RankBand]
    prefer: Mapping[str, Preference]
    give_way: Sequence[str]
    spread_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChoice:
    """What became of a candidate. rank counts from 1, highest score first; None without a score."""

    candidate: Candidate
    rank: int | None
    class_: str | None
    preferred: bool
    selected: bool
    reason: str


def choose(candidates: Iterable[Candidate], rules: Rules) -> tuple[UnitChoice, ...]:
    """One choice a candidate, by group as first met, then rank; units without a score come last in their group.

    Rank: score, highest first, ties by id. The top and bottom third hold n // 3 units each. Source: the codebook's
    sift (highest, nearest the median, lowest; nearest available in class; spread over an attribute).
    """
    groups: dict[str | None, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(candidate.group, []).append(candidate)
    return tuple(choice for group in groups.values() for choice in _choose_in(group, rules))


def _choose_in(group: Sequence[Candidate], rules: Rules) -> list[UnitChoice]:
    ranked = sorted((c for c in group if c.score is not None), key=lambda c: (-_score(c), c.unit))
    members = _classes(ranked, rules)
    median = _median([_score(c) for c in ranked])
    preferred: dict[str, Candidate] = {}
    picked: dict[str, Candidate] = {}
    reasons: dict[str, str] = {}
    for name, among in members.items():
        if not among:
            continue
        first = _preferred(among, rules.prefer[name], median)
        preferred[name] = first
        taken = first if first.available else _nearest(first, (c for c in among if c.available))
        why = _why_preferred(name, rules.prefer[name])
        if taken is first:
            reasons[first.unit] = f"Chosen: {why}."
        elif taken is None:
            reasons[first.unit] = (
                f"Not chosen: {why}, but {_why_not(first)}, and no other {name} unit is available."
            )
        else:
            reasons[first.unit] = f"Not chosen: {why}, but {_why_not(first)}."
            reasons[taken.unit] = (
                f"Chosen in place of {first.unit}: the available {name} unit nearest it in score."
            )
        if taken is not None:
            picked[name] = taken
    _spread(members, preferred, picked, reasons, rules)
    return _listed(group, ranked, members, preferred, picked, reasons)


def _spread(
    members: Mapping[str, Sequence[Candidate]],
    preferred: Mapping[str, Candidate],
    picked: dict[str, Candidate],
    reasons: dict[str, str],
    rules: Rules,
) -> None:
    """Where every pick shares the attribute, one class after another may give way; at most one does."""
    if rules.spread_name is None or len(picked) < 2 or len({c.spread for c in picked.values()}) > 1:
        return
    shared = next(iter(picked.values())).spread
    if shared is None:  # not known of any of them
        return
    for name in rules.give_way:
        if name not in picked:
            continue
        elsewhere = (c for c in members[name] if c.available and c.spread not in (None, shared))
        other = _nearest(preferred[name], elsewhere)
        if other is None:
            continue
        gone = picked[name]
        reasons[gone.unit] = (
            f"Not chosen: all the choices would have shared one {rules.spread_name}, and the {name} choice gives way."
        )
        reasons[other.unit] = (
            f"Chosen in place of {gone.unit}: the available {name} unit from another {rules.spread_name} "
            f"nearest in score to {preferred[name].unit}."
        )
        picked[name] = other
        return
    for chosen in picked.values():
        reasons[chosen.unit] += (
            f" All the choices share one {rules.spread_name}; no class that may give way had another to offer."
        )


def _classes(ranked: Sequence[Candidate], rules: Rules) -> dict[str, Sequence[Candidate]]:
    third = len(ranked) // 3
    parts: dict[RankBand, Sequence[Candidate]] = {
        "top_third": ranked[:third],
        "rest": ranked[third : len(ranked) - third],
        "bottom_third": ranked[len(ranked) - third :],
    }
    return {name: parts[share] for name, share in rules.classes.items()}


def _preferred(among: Sequence[Candidate], preference: Preference, median: Fraction) -> Candidate:
    if preference == "highest":
        return among[0]
    if preference == "lowest":
        return among[-1]
    return min(among, key=lambda c: (abs(_score(c) - median), c.unit))


def _nearest(to: Candidate, among: Iterable[Candidate]) -> Candidate | None:
    return min(among, key=lambda c: (abs(_score(c) - _score(to)), c.unit), default=None)


def _listed(
    group: Sequence[Candidate],
    ranked: Sequence[Candidate],
    members: Mapping[str, Sequence[Candidate]],
    preferred: Mapping[str, Candidate],
    picked: Mapping[str, Candidate],
    reasons: Mapping[str, str],
) -> list[UnitChoice]:
    class_of = {c.unit: name for name, among in members.items() for c in among}
    wanted = {c.unit for c in preferred.values()}
    chosen = {c.unit for c in picked.values()}
    blank = UnitChoice(
        candidate=group[0],
        rank=None,
        class_=None,
        preferred=False,
        selected=False,
        reason="Not ranked: it has no score.",
    )
    listed = [
        replace(
            blank,
            candidate=c,
            rank=rank,
            class_=class_of.get(c.unit),
            preferred=c.unit in wanted,
            selected=c.unit in chosen,
            reason=reasons.get(c.unit) or _why_passed_over(class_of.get(c.unit)),
        )
        for rank, c in enumerate(ranked, 1)
    ]
    unranked = sorted((c for c in group if c.score is None), key=lambda c: c.unit)
    return listed + [replace(blank, candidate=c) for c in unranked]


def _why_passed_over(class_: str | None) -> str:
    if class_ is None:
        return "Not chosen: its part of the ranking is no class."
    return f"Not chosen: another {class_} unit was preferred."


def _why_preferred(name: str, preference: Preference) -> str:
    where = {
        "highest": "the highest score",
        "lowest": "the lowest score",
        "nearest_median": "nearest the median",
    }
    return f"{where[preference]} among the {name}"


def _why_not(candidate: Candidate) -> str:
    return "it was not available" if candidate.available is False else "it is not known to be available"


def _median(scores: Sequence[Fraction]) -> Fraction:
    ordered = sorted(scores)
    if not ordered:
        return Fraction(0)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _score(candidate: Candidate) -> Fraction:
    assert candidate.score is not None
    return candidate.score
