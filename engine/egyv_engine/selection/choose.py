"""Ranks the units of a group, divides them into classes and chooses one unit of each class, with reasons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

RankBand = Literal["top_third", "rest", "bottom_third"]
Preference = Literal["highest", "nearest_median", "lowest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A unit that may be chosen.

    Attributes:
        unit: The unit's id.
        group: The group within which it is ranked, or None if all units are ranked together.
        score: The score by which it is ranked, or None if it has none.
        available: If it can be chosen; None if that is not known.
        spread: Its value of the attribute by which the choices must differ; None if unknown, or if there is no such
            attribute.
    """

    unit: str
    group: str | None
    score: Fraction | None
    available: bool | None
    spread: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceRules:
    """The rules by which units are chosen.

    Attributes:
        classes: Each class, in declared order, with its part of the ranking.
        prefer: The unit that each class prefers.
        fallback_order: The classes whose choice may be replaced if all choices share one value of the attribute,
            the first to be replaced first.
        must_vary_by: The attribute by which the choices must differ, or None.
    """

    classes: Mapping[str, RankBand]
    prefer: Mapping[str, Preference]
    fallback_order: Sequence[str]
    must_vary_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChoice:
    """The outcome for a candidate. rank counts from 1, the highest score; it is None without a score."""

    candidate: Candidate
    rank: int | None
    class_: str | None
    preferred: bool
    selected: bool
    reason: str


def choose(candidates: Iterable[Candidate], rules: ChoiceRules) -> tuple[UnitChoice, ...]:
    """Rank the candidates of each group and choose one unit of each class.

    Units are ranked by score, the highest first; ties are ranked by id. The top and the bottom third hold n // 3 units
    each. If the preferred unit of a class is not available, the available unit of the class with the nearest score is
    chosen. The procedure follows the sift of the EGYV codebook.

    Args:
        candidates: All units, whether or not they have a score.
        rules: The classes and their preferences.

    Returns:
        One outcome per candidate: groups in the order in which they first occur, then by rank. Units without a score
        come last in their group.
    """
    groups: dict[str | None, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(candidate.group, []).append(candidate)
    return tuple(choice for group in groups.values() for choice in _choose_in(group, rules))


def _choose_in(group: Sequence[Candidate], rules: ChoiceRules) -> list[UnitChoice]:
    ranked = sorted((c for c in group if c.score is not None), key=lambda c: (-_score(c), c.unit))
    classes = _classes(ranked, rules)
    median = _median([_score(c) for c in ranked])
    preferred: dict[str, Candidate] = {}
    chosen: dict[str, Candidate] = {}
    reasons: dict[str, str] = {}
    for name, units in classes.items():
        if not units:
            continue
        first = _preferred(units, rules.prefer[name], median)
        preferred[name] = first
        choice = first if first.available else _nearest(first, (c for c in units if c.available))
        why = _why_preferred(name, rules.prefer[name])
        if choice is first:
            reasons[first.unit] = f"Chosen: {why}."
        elif choice is None:
            reasons[first.unit] = (
                f"Not chosen: {why}, but {_why_unavailable(first)}, and no other {name} unit is available."
            )
        else:
            reasons[first.unit] = f"Not chosen: {why}, but {_why_unavailable(first)}."
            reasons[choice.unit] = (
                f"Chosen in place of {first.unit}: the available {name} unit nearest it in score."
            )
        if choice is not None:
            chosen[name] = choice
    _vary(classes, preferred, chosen, reasons, rules)
    return _outcomes(group, ranked, classes, preferred, chosen, reasons)


def _vary(
    classes: Mapping[str, Sequence[Candidate]],
    preferred: Mapping[str, Candidate],
    chosen: dict[str, Candidate],
    reasons: dict[str, str],
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
        other = _nearest(preferred[name], elsewhere)
        if other is None:
            continue
        replaced = chosen[name]
        reasons[replaced.unit] = (
            f"Not chosen: all the choices would have shared one {attribute}, so the {name} choice was replaced."
        )
        reasons[other.unit] = (
            f"Chosen in place of {replaced.unit}: the available {name} unit from another {attribute} "
            f"nearest in score to {preferred[name].unit}."
        )
        chosen[name] = other
        return
    for choice in chosen.values():
        reasons[choice.unit] += (
            f" All the choices share one {attribute}; no choice that may be replaced has an available unit from "
            f"another {attribute} in its class."
        )


def _classes(ranked: Sequence[Candidate], rules: ChoiceRules) -> dict[str, Sequence[Candidate]]:
    third = len(ranked) // 3
    parts: dict[RankBand, Sequence[Candidate]] = {
        "top_third": ranked[:third],
        "rest": ranked[third : len(ranked) - third],
        "bottom_third": ranked[len(ranked) - third :],
    }
    return {name: parts[part] for name, part in rules.classes.items()}


def _preferred(units: Sequence[Candidate], preference: Preference, median: Fraction) -> Candidate:
    if preference == "highest":
        return units[0]
    if preference == "lowest":
        return units[-1]
    return min(units, key=lambda c: (abs(_score(c) - median), c.unit))


def _nearest(to: Candidate, units: Iterable[Candidate]) -> Candidate | None:
    return min(units, key=lambda c: (abs(_score(c) - _score(to)), c.unit), default=None)


def _outcomes(
    group: Sequence[Candidate],
    ranked: Sequence[Candidate],
    classes: Mapping[str, Sequence[Candidate]],
    preferred: Mapping[str, Candidate],
    chosen: Mapping[str, Candidate],
    reasons: Mapping[str, str],
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
        reason="Not ranked: it has no score.",
    )
    outcomes = [
        replace(
            unranked,
            candidate=c,
            rank=rank,
            class_=class_of.get(c.unit),
            preferred=c.unit in preferred_units,
            selected=c.unit in chosen_units,
            reason=reasons.get(c.unit) or _why_not_preferred(class_of.get(c.unit)),
        )
        for rank, c in enumerate(ranked, 1)
    ]
    without_score = sorted((c for c in group if c.score is None), key=lambda c: c.unit)
    return outcomes + [replace(unranked, candidate=c) for c in without_score]


def _why_not_preferred(class_: str | None) -> str:
    if class_ is None:
        return "Not chosen: no class covers its part of the ranking."
    return f"Not chosen: another {class_} unit was preferred."


def _why_preferred(name: str, preference: Preference) -> str:
    position = {
        "highest": "the highest score",
        "lowest": "the lowest score",
        "nearest_median": "nearest the median",
    }
    return f"{position[preference]} among the {name}"


def _why_unavailable(candidate: Candidate) -> str:
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
