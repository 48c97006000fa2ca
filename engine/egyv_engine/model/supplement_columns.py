"""The columns of scores, score changes, selection, recommendations and published counts, each declared once for every file."""

from collections.abc import Iterable
from fractions import Fraction
from operator import attrgetter, itemgetter
from typing import Any

from egyv_engine.model.finding_columns import UNITS
from egyv_engine.model.records_document import Recommendations
from egyv_engine.model.result_columns import (
    Getter,
    ResultColumn,
    ResultTable,
    decimal_column,
    text_column,
    whole_column,
    yes_no_column,
)
from egyv_engine.model.selection_document import SelectionFile
from egyv_engine.model.supplementary_data import ALL_COHORTS
from egyv_engine.model.supplements import PUBLISHED_OUTCOMES, RecommendationCount

SPREAD = "spread"  # the column's name where selections name different attributes, or that of another column
ALL_PRINCIPLES = "all"
_SCORE = "points, 0 to 100"
_POINTS = "points, -100 to 100"
_PERCENT = "percent, 0 to 100"
_INDICATORS = "indicators and items"
_RECOMMENDATIONS = "recommendations"

SCORES = ResultTable(
    name="scores",
    row="One row per unit, principle and wave in which the unit is analysed.",
    columns=(
        text_column("unit", "The unit's id."),
        text_column("principle", "The principle's id."),
        text_column("wave", "The wave's id."),
        decimal_column(
            "score",
            _SCORE,
            "The weighted share of indicators that the unit met (or did not meet, where lower is better); empty if the "
            "coverage is too low.",
            places=1,
        ),
        decimal_column(
            "coverage",
            _PERCENT,
            "The part of the weight of what the unit was asked that could be evaluated; empty if it was asked nothing.",
            places=1,
        ),
        whole_column(
            "evaluated",
            _INDICATORS,
            "Indicators, or items of a repeated one, that are met or not met for the unit.",
        ),
        whole_column(
            "asked", _INDICATORS, "Indicators, or items of a repeated one, that the unit was asked."
        ),
        whole_column(
            "dont_know",
            _INDICATORS,
            "Indicators, or items of a repeated one, that the unit was asked, and for which it gave a don't-know answer.",
        ),
    ),
)
SCORE_CHANGES = ResultTable(
    name="score_changes",
    row=(
        "One row per unit, principle and comparison, if the unit is analysed in both waves. The scores cover what "
        "was evaluated in both waves."
    ),
    columns=(
        text_column("unit", "The unit's id."),
        text_column("principle", "The principle's id."),
        text_column("from_wave", "The earlier wave of the comparison."),
        text_column("to_wave", "The later wave of the comparison."),
        decimal_column("from_score", _SCORE, "The score in the earlier wave.", places=1),
        decimal_column("to_score", _SCORE, "The score in the later wave.", places=1),
        decimal_column("change", _POINTS, "The later score minus the earlier one.", places=1),
        whole_column(
            "evaluated",
            _INDICATORS,
            "Indicators, or items of a repeated one, that are met or not met for the unit in both waves.",
        ),
        whole_column(
            "asked",
            _INDICATORS,
            "Indicators, or items of a repeated one, that the unit was asked in both waves.",
        ),
    ),
)


def selection_columns(declared: SelectionFile | None = None) -> ResultTable:
    """Declare the table of selections.

    Args:
        declared: The programme's selections, which name the attribute by which the choices must differ. None for
            the table in general.
    """
    names = {s.must_vary_by for s in declared.selections.values() if s.must_vary_by} if declared else set()
    spread = names.pop() if len(names) == 1 else SPREAD
    table = _selection_table(spread)
    named = [column.name for column in table.columns]
    return table if named.count(spread) == 1 else _selection_table(SPREAD)


def _selection_table(spread: str) -> ResultTable:
    return ResultTable(
        name="selection",
        row="One row per selection and unit of the register.",
        columns=(
            text_column("selection", "The selection's id."),
            text_column("unit", "The unit's id."),
            text_column(
                "cohort",
                "The id of the unit's cohort; empty where the programme has none.",
                may_be_empty=True,
            ),
            text_column(
                spread,
                "The unit's value of the attribute by which the choices must differ. The column has the attribute's "
                f"name, or {SPREAD} where selections name different attributes.",
                may_be_empty=True,
                get=attrgetter("spread"),
            ),
            decimal_column(
                "score",
                "points, on the scale of the ranking",
                "The score by which the unit is ranked.",
                places=2,
            ),
            whole_column(
                "rank",
                "rank, from 1 for the highest score",
                "The unit's rank in its group, which equal scores share; empty where it has no score.",
                may_be_empty=True,
            ),
            text_column(
                "class",
                "The class of the unit's rank; empty where it is in none.",
                may_be_empty=True,
                get=attrgetter("class_"),
            ),
            yes_no_column(
                "available",
                "Whether the unit can be chosen; empty if that is not known.",
                may_be_empty=True,
            ),
            yes_no_column("preferred", "Whether the unit is the first choice of its class."),
            yes_no_column("selected", "Whether the unit is chosen."),
            text_column(
                "reason",
                "The reason why the unit is chosen or not chosen.",
                get=attrgetter("reason.text"),
            ),
        ),
    )


PUBLISHED = ResultTable(
    name="published",
    row="One row per published count.",
    columns=(
        text_column("source", "The place where the count was published."),
        text_column(
            "finding",
            f"The finding's id; it ends with @{ALL_COHORTS} if the count is the total over all cohorts, which is compared "
            "with the sum over the cohorts that were asked.",
        ),
        text_column("wave", "The wave's id."),
        whole_column("published_count", UNITS, "The published count.", get=attrgetter("count")),
        whole_column(
            "published_base",
            UNITS,
            "The published base; empty if none was published.",
            may_be_empty=True,
            get=attrgetter("base"),
        ),
        whole_column("found_count", UNITS, "The engine's count; empty if it has none.", may_be_empty=True),
        whole_column("found_base", UNITS, "The engine's base; empty if it has none.", may_be_empty=True),
        text_column(
            "outcome",
            "Whether the published count, and its base if there is one, are the engine's.",
            words=PUBLISHED_OUTCOMES,
        ),
        text_column(
            "reason",
            "The declared reason why the two differ, or the reason why they cannot be compared.",
            may_be_empty=True,
        ),
    ),
)


def recommendation_table(declared: Recommendations) -> ResultTable:
    """Declare the table of recommendations, which has columns for the programme's statuses and reasons.

    Args:
        declared: The statuses and reasons of the programme, and what they are added up to.
    """
    reason = declared.reason
    groups = (reason.groups or {}) if reason else {}
    grouped = {member for members in groups.values() for member in members}
    single = [r for r in reason.values if r not in grouped] if reason else []
    return columns_of_recommendations(
        statuses=(*declared.status.values, *(declared.status.combined or {})), reasons=(*groups, *single)
    )


def columns_of_recommendations(*, statuses: Iterable[str], reasons: Iterable[str]) -> ResultTable:
    """Declare the table of recommendations, whose columns depend on the programme's words.

    Args:
        statuses: The statuses that are counted, sums of several among them, in the order of the columns.
        reasons: The reasons that are counted, groups of several among them, in the order of the columns.

    Returns:
        The table, with a count and a percentage for each status and a count for each reason.
    """
    statuses = tuple(statuses)
    return ResultTable(
        name="recommendations",
        row="One row per cohort and principle, and one per cohort for all principles.",
        columns=(
            text_column("record", "The kind of record that is counted."),
            text_column("cohort", "The cohort's id; empty where the programme has none.", may_be_empty=True),
            text_column(
                "principle",
                f"The principle's id, or {ALL_PRINCIPLES} for the total.",
                get=lambda count: ALL_PRINCIPLES if count.principle is None else count.principle,
            ),
            whole_column("total", _RECOMMENDATIONS, "Recommendations of the cohort on the principle."),
            *(_status_column(name) for name in statuses),
            *(_percent_column(name) for name in statuses),
            *(_reason_column(name) for name in reasons),
            text_column(
                "commonest",
                "The most common reason; several that tie are separated by semicolons. Empty where no reason is given.",
                may_be_empty=True,
                get=lambda count: ";".join(count.commonest),
            ),
            whole_column("units", UNITS, "Units with at least one such recommendation."),
            whole_column(
                "fewest", _RECOMMENDATIONS, "The fewest recommendations that one of these units has."
            ),
            whole_column("most", _RECOMMENDATIONS, "The most recommendations that one of these units has."),
        ),
    )


def _status_column(name: str) -> ResultColumn:
    meaning = f"Recommendations with the status, or the sum of statuses, {name}."
    return whole_column(name, _RECOMMENDATIONS, meaning, get=_member("statuses", name))


def _percent_column(name: str) -> ResultColumn:
    def percentage(count: RecommendationCount) -> Fraction | None:
        return Fraction(100 * count.statuses[name], count.total) if count.total else None

    return decimal_column(
        f"{name}_percent",
        _PERCENT,
        f"{name} as a percentage of total; empty where total is 0.",
        places=1,
        get=percentage,
    )


def _reason_column(name: str) -> ResultColumn:
    meaning = f"Recommendations with the reason, or a reason of the group, {name}."
    return whole_column(f"reason_{name}", _RECOMMENDATIONS, meaning, get=_member("reasons", name))


def _member(attribute: str, name: str) -> Getter:
    mapping, member = attrgetter(attribute), itemgetter(name)

    def get(row: Any) -> Any:
        return member(mapping(row))

    return get
