"""Derives the facts of each cohort from those that were asked alike, and the facts of all units together."""

from collections.abc import Mapping, Sequence

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.findings import REASONS
from egyv_engine.model.plan import AnswerRef, Comparability

Pair = tuple[str, str]
Cohorts = tuple[str | None, ...]
ByPair = Mapping[tuple[str | None, str, str], Comparability]
ByWave = Mapping[tuple[str | None, str], bool]


def alike_cohorts(linked: LinkedProgramme) -> tuple[Cohorts, ...]:
    """Return the cohorts that the instrument treats alike, together: those that no question names, and each other one."""
    questions = linked.questions.values()
    named = {entry.cohort for question in questions for entry in question.not_asked}
    named |= {entry.cohort for question in questions for entry in question.comparable}
    others = tuple(cohort for cohort in linked.cohorts if cohort not in named)
    first = others[:1]
    return tuple(
        others if (cohort,) == first else (cohort,)
        for cohort in linked.cohorts
        if cohort in named or (cohort,) == first
    )


def comparability_by_cohort(
    alike: Sequence[Cohorts], everyone: str | None, comparisons: Sequence[Pair], known: ByPair
) -> ByPair:
    """Return what is known of a finding's comparisons in every cohort, and in the group of all units.

    Args:
        alike: The cohorts that the instrument treats alike.
        everyone: The id of the group of all units; None if it is not declared.
        comparisons: The pairs of waves that are compared.
        known: What is known of the first cohort of each.
    """
    found = {
        (cohort, *pair): known[cohorts[0], *pair]
        for cohorts in alike
        for cohort in cohorts
        for pair in comparisons
    }
    if everyone is not None:
        for pair in comparisons:
            found[everyone, *pair] = of_everyone([known[cohorts[0], *pair] for cohorts in alike])
    return found


def asked_by_cohort(
    alike: Sequence[Cohorts], everyone: str | None, waves: Sequence[str], known: ByWave
) -> ByWave:
    """Return whether each cohort, and the group of all units, was asked what a finding needs in a wave.

    Args:
        alike: The cohorts that the instrument treats alike.
        everyone: The id of the group of all units; None if it is not declared.
        waves: The waves.
        known: Whether the first cohort of each was asked.
    """
    found = {
        (cohort, wave): known[cohorts[0], wave] for cohorts in alike for cohort in cohorts for wave in waves
    }
    if everyone is not None:
        found |= {(everyone, wave): any(known[cohorts[0], wave] for cohorts in alike) for wave in waves}
    return found


def of_everyone(parts: Sequence[Comparability]) -> Comparability:
    """Return what is known of a comparison of all units from what is known of its cohorts.

    A cohort that was not asked in either wave has no part in it. Where different cohorts were asked in the two waves,
    the two levels are about different units, so the finding is not comparable.
    """
    asked = [part for part in parts if part.from_asked or part.to_asked or part.reason != "not_asked"]
    before, after = zip(*(part.waves_asked for part in parts), strict=True)
    waves_asked = any(before), any(after)
    with_itself = parts[0].compared_with_itself  # the same in every cohort
    reasons = {part.reason for part in asked if part.reason not in (None, "not_asked")}
    reason = next((reason for reason in REASONS if reason in reasons), None)
    if reason is None:
        reason = with_itself if all(waves_asked) else "not_asked"
    return Comparability(
        reason=reason,
        care=any(part.care for part in asked),
        care_notes=tuple(dict.fromkeys(note for part in asked for note in part.care_notes)),
        from_asked=any(part.from_asked for part in parts),
        to_asked=any(part.to_asked for part in parts),
        waves_asked=waves_asked,
        compared_with_itself=with_itself,
        same_groups=all(part.reason != "not_asked" for part in asked),
        dropped=frozenset[AnswerRef]().union(*(part.dropped for part in asked)),
        remaining=tuple(dict.fromkeys(ref for part in asked for ref in part.remaining)),
    )
