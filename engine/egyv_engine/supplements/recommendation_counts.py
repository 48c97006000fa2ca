"""Counts recommendations by cohort, principle, status and reason."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from egyv_engine.model.records_document import Reason, Recommendations
from egyv_engine.model.supplementary_data import Recommendation, SupplementaryData
from egyv_engine.model.supplements import RecommendationCount, UnitRecommendations

NAME = "recommendations"


def count_recommendations(
    declared: Recommendations,
    data: SupplementaryData,
    groups: Mapping[str | None, Collection[str | None]],
    principles: Sequence[str],
) -> tuple[RecommendationCount, ...]:
    """Count the recommendations of each group of cohorts on each principle, then all of the group.

    Args:
        declared: The statuses and reasons of the programme, and what they are added up to.
        data: The recommendations, and the register's units.
        groups: The cohorts of each group, by the cohort that its counts are given for; None for all of them together.
        principles: The principles in declared order.
    """
    cohort_of = {unit.unit: unit.cohort for unit in data.units}
    counts: list[RecommendationCount] = []
    for group, cohorts in groups.items():
        of_group = [record for record in data.records if cohort_of[record.unit] in cohorts]
        for principle in (*principles, None):
            matching = [record for record in of_group if principle in (None, record.principle)]
            counts.append(_count(declared, group, principle, matching))
    return tuple(counts)


def recommendations_of_units(
    declared: Recommendations, data: SupplementaryData
) -> tuple[UnitRecommendations, ...]:
    """Count the recommendations of each unit that has one, in the order of the register.

    Args:
        declared: The statuses of the programme, and what they are added up to.
        data: The recommendations, and the register's units.
    """
    by_unit: dict[str, list[Recommendation]] = {}
    for record in data.records:
        by_unit.setdefault(record.unit, []).append(record)
    return tuple(
        UnitRecommendations(
            unit=unit.unit,
            cohort=unit.cohort,
            total=len(by_unit[unit.unit]),
            statuses=_statuses(declared, by_unit[unit.unit]),
        )
        for unit in data.units
        if unit.unit in by_unit
    )


def _statuses(declared: Recommendations, records: Sequence[Recommendation]) -> dict[str, int]:
    """Return counts of the statuses in declared order, then of the sums of statuses."""
    by_status = Counter(r.status for r in records)
    statuses = {name: by_status[name] for name in declared.status.values}
    for name, members in (declared.status.combined or {}).items():
        statuses[name] = sum(by_status[m] for m in members)
    return statuses


def _count(
    declared: Recommendations, cohort: str | None, principle: str | None, records: Sequence[Recommendation]
) -> RecommendationCount:
    by_reason = Counter(r.reason for r in records if r.reason is not None)
    most = max(by_reason.values(), default=0)
    by_unit = Counter(r.unit for r in records)
    reasons: Iterable[str] = declared.reason.values if declared.reason else ()
    return RecommendationCount(
        record=NAME,
        cohort=cohort,
        principle=principle,
        total=len(records),
        statuses=_statuses(declared, records),
        reasons=_reasons(declared.reason, by_reason) if declared.reason else {},
        with_reason=sum(by_reason.values()),
        commonest=tuple(name for name in reasons if most and by_reason[name] == most),
        commonest_count=most,
        units=len(by_unit),
        fewest=min(by_unit.values(), default=0),
        most=max(by_unit.values(), default=0),
    )


def _reasons(declared: Reason, by_reason: Counter[str]) -> dict[str, int]:
    """Return counts of the groups of reasons in declared order, then of the reasons that are in no group."""
    groups = declared.groups or {}
    grouped = {member for members in groups.values() for member in members}
    counts = {name: sum(by_reason[m] for m in members) for name, members in groups.items()}
    return counts | {name: by_reason[name] for name in declared.values if name not in grouped}
