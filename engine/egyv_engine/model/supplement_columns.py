"""The columns of scores, score changes, selection, recommendations and published counts, each declared once for every file."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from operator import attrgetter, itemgetter
from typing import Any

from egyv_engine.model.finding_columns import UNITS
from egyv_engine.model.label_forms import id_as_words, id_with_capital, with_capital
from egyv_engine.model.records_document import Recommendations
from egyv_engine.model.result_columns import (
    Getter,
    ResultColumn,
    ResultTable,
    decimal_column,
    not_applicable,
    not_available,
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

_LOW_COVERAGE = not_available("if the coverage is too low")

SCORES = ResultTable(
    name="scores",
    title="Scores of each unit, by principle and wave",
    row="One row per unit, principle and wave in which the unit is analysed.",
    columns=(
        text_column("unit", "Unit", "The unit's id."),
        text_column("principle", "Principle", "The principle's id."),
        text_column("wave", "Wave", "The wave's id."),
        decimal_column(
            "score",
            "Score",
            _SCORE,
            "The weighted share of indicators that the unit met (or did not meet, where lower is better).",
            places=1,
            empty=_LOW_COVERAGE,
        ),
        decimal_column(
            "coverage",
            "Coverage (%)",
            _PERCENT,
            "The part of the weight of what the unit was asked that could be evaluated.",
            places=1,
            empty=not_applicable("if it was asked nothing"),
        ),
        whole_column(
            "evaluated",
            "Evaluated",
            _INDICATORS,
            "Indicators, or items of a repeated one, that are met or not met for the unit.",
        ),
        whole_column(
            "asked", "Asked", _INDICATORS, "Indicators, or items of a repeated one, that the unit was asked."
        ),
        whole_column(
            "dont_know",
            "Answers of don't know",
            _INDICATORS,
            "Indicators, or items of a repeated one, that the unit was asked, and for which it gave a don't-know answer.",
        ),
    ),
)
SCORE_CHANGES = ResultTable(
    name="score_changes",
    title="Changes of the scores of each unit",
    row=(
        "One row per unit, principle and comparison, if the unit is analysed in both waves. The scores cover what "
        "was evaluated in both waves."
    ),
    columns=(
        text_column("unit", "Unit", "The unit's id."),
        text_column("principle", "Principle", "The principle's id."),
        text_column("from_wave", "Earlier wave", "The earlier wave of the comparison."),
        text_column("to_wave", "Later wave", "The later wave of the comparison."),
        decimal_column(
            "from_score",
            "Score in the earlier wave",
            _SCORE,
            "The score in the earlier wave.",
            places=1,
            empty=_LOW_COVERAGE,
        ),
        decimal_column(
            "to_score",
            "Score in the later wave",
            _SCORE,
            "The score in the later wave.",
            places=1,
            empty=_LOW_COVERAGE,
        ),
        decimal_column(
            "change",
            "Change",
            _POINTS,
            "The later score minus the earlier one.",
            places=1,
            empty=not_available("if one of the two scores is missing"),
        ),
        whole_column(
            "evaluated",
            "Evaluated",
            _INDICATORS,
            "Indicators, or items of a repeated one, that are met or not met for the unit in both waves.",
        ),
        whole_column(
            "asked",
            "Asked",
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
        title="Selection: which units were chosen, and why",
        row="One row per selection and unit of the register.",
        columns=(
            text_column("selection", "Selection", "The selection's id."),
            text_column("unit", "Unit", "The unit's id."),
            text_column(
                "cohort",
                "Cohort",
                "The id of the unit's cohort.",
                empty=not_applicable("where the programme has none"),
            ),
            text_column(
                spread,
                id_with_capital(spread),
                "The unit's value of the attribute by which the choices must differ. The column has the attribute's "
                f"name, or {SPREAD} where selections name different attributes.",
                empty=not_applicable("where the choices of the selection need not differ"),
                get=attrgetter("spread"),
            ),
            decimal_column(
                "score",
                "Score",
                "points, on the scale of the ranking",
                "The score by which the unit is ranked.",
                places=2,
                empty=not_available("where the unit has none"),
            ),
            whole_column(
                "rank",
                "Rank",
                "rank, from 1 for the highest score",
                "The unit's rank in its group, which equal scores share.",
                empty=not_available("where it has no score"),
            ),
            text_column(
                "class",
                "Class",
                "The class of the unit's rank.",
                empty=not_applicable("where it is in none"),
                get=attrgetter("class_"),
            ),
            yes_no_column(
                "available",
                "Available",
                "Whether the unit can be chosen.",
                empty=not_available("if that is not known"),
            ),
            yes_no_column("preferred", "Preferred", "Whether the unit is the first choice of its class."),
            yes_no_column("selected", "Chosen", "Whether the unit is chosen."),
            text_column(
                "reason",
                "Reason",
                "The reason why the unit is chosen or not chosen.",
                get=attrgetter("reason.text"),
            ),
        ),
    )


PUBLISHED = ResultTable(
    name="published",
    title="Published counts next to those of the engine",
    row="One row per published count.",
    columns=(
        text_column("source", "Source", "The place where the count was published."),
        text_column(
            "finding",
            "Finding",
            f"The finding's id; it ends with @{ALL_COHORTS} if the count is the total over all cohorts, which is compared "
            "with the finding on all units if the programme declares one, and otherwise with the sum over the cohorts that were asked.",
        ),
        text_column("wave", "Wave", "The wave's id."),
        whole_column(
            "published_count", "Published count", UNITS, "The published count.", get=attrgetter("count")
        ),
        whole_column(
            "published_base",
            "Published base",
            UNITS,
            "The published base.",
            empty=not_available("if none was published"),
            get=attrgetter("base"),
        ),
        whole_column(
            "found_count",
            "Count of the engine",
            UNITS,
            "The engine's count.",
            empty=not_available("if it has none"),
        ),
        whole_column(
            "found_base",
            "Base of the engine",
            UNITS,
            "The engine's base.",
            empty=not_available("if it has none"),
        ),
        text_column(
            "outcome",
            "Outcome",
            "Whether the published count, and its base if there is one, are the engine's.",
            words=PUBLISHED_OUTCOMES,
        ),
        text_column(
            "reason",
            "Reason",
            "The declared reason why the two differ, or the reason why they cannot be compared.",
            empty=not_applicable("where they agree or no reason is declared"),
        ),
    ),
)


def recommendation_table(declared: Recommendations) -> ResultTable:
    """Declare the table of recommendations, which has columns for the programme's statuses and reasons.

    Args:
        declared: The statuses and reasons of the programme, and what they are added up to.
    """
    status, reason = declared.status, declared.reason
    groups = (reason.groups or {}) if reason else {}
    grouped = {member for members in groups.values() for member in members}
    single = [r for r in reason.values if r not in grouped] if reason else []
    return columns_of_recommendations(
        statuses=_in_words((*status.values, *(status.combined or {})), status.labels),
        reasons=_in_words((*groups, *single), reason.labels if reason else None),
    )


def _in_words(names: Iterable[str], labels: Mapping[str, str] | None) -> dict[str, str]:
    """Return what the report calls these statuses or reasons, by their ids: the label, or else the words of the id."""
    return {name: (labels or {}).get(name, id_as_words(name)) for name in names}


def columns_of_recommendations(*, statuses: Mapping[str, str], reasons: Mapping[str, str]) -> ResultTable:
    """Declare the table of recommendations, whose columns depend on the programme's words.

    Args:
        statuses: The statuses that are counted, sums of several among them, in the order of the columns, each with its label.
        reasons: The reasons that are counted, groups of several among them, in the order of the columns, each with its label.

    Returns:
        The table, with a count and a percentage for each status and a count for each reason.
    """
    return ResultTable(
        name="recommendations",
        title="Recommendations by cohort and principle",
        row="One row per cohort and principle, and one per cohort for all principles.",
        columns=(
            text_column("record", "Kind of record", "The kind of record that is counted."),
            text_column(
                "cohort", "Cohort", "The cohort's id.", empty=not_applicable("where the programme has none")
            ),
            text_column(
                "principle",
                "Principle",
                f"The principle's id, or {ALL_PRINCIPLES} for the total.",
                get=lambda count: ALL_PRINCIPLES if count.principle is None else count.principle,
            ),
            whole_column(
                "total", "Total", _RECOMMENDATIONS, "Recommendations of the cohort on the principle."
            ),
            *(_status_column(*each) for each in statuses.items()),
            *(_percent_column(*each) for each in statuses.items()),
            *(_reason_column(*each) for each in reasons.items()),
            text_column(
                "commonest",
                "Most common reason",
                "The most common reason, or several that tie, separated by semicolons.",
                empty=not_applicable("where no reason is given"),
                get=lambda count: ";".join(count.commonest),
            ),
            whole_column("units", "Units", UNITS, "Units with at least one such recommendation."),
            whole_column(
                "fewest",
                "Fewest of a unit",
                _RECOMMENDATIONS,
                "The fewest recommendations that one of these units has.",
                empty=not_applicable("where there is no such unit"),
                get=lambda count: count.fewest if count.units else None,
            ),
            whole_column(
                "most",
                "Most of a unit",
                _RECOMMENDATIONS,
                "The most recommendations that one of these units has.",
                empty=not_applicable("where there is no such unit"),
                get=lambda count: count.most if count.units else None,
            ),
        ),
    )


def _status_column(name: str, label: str) -> ResultColumn:
    meaning = f"Recommendations with the status, or the sum of statuses, {label}."
    return whole_column(name, with_capital(label), _RECOMMENDATIONS, meaning, get=_member("statuses", name))


def _percent_column(name: str, label: str) -> ResultColumn:
    def percentage(count: RecommendationCount) -> Fraction | None:
        return Fraction(100 * count.statuses[name], count.total) if count.total else None

    return decimal_column(
        f"{name}_percent",
        f"{with_capital(label)} (%)",
        _PERCENT,
        f"{with_capital(label)} as a percentage of total.",
        places=1,
        empty=not_applicable("where total is 0"),
        get=percentage,
    )


def _reason_column(name: str, label: str) -> ResultColumn:
    meaning = f"Recommendations with the reason, or a reason of the group, {label}."
    title = f"Reason: {label}"
    return whole_column(f"reason_{name}", title, _RECOMMENDATIONS, meaning, get=_member("reasons", name))


def _member(attribute: str, name: str) -> Getter:
    mapping, member = attrgetter(attribute), itemgetter(name)

    def get(row: Any) -> Any:
        return member(mapping(row))

    return get
