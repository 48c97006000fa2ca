"""The columns of findings, ledger, baskets and movements, each declared once for every file that has it."""

from operator import attrgetter

from egyv_engine.model.findings import CERTAINTIES, REASONS, VERDICTS
from egyv_engine.model.result_columns import (
    ColumnGroup,
    ResultColumn,
    ResultTable,
    decimal_column,
    not_applicable,
    not_available,
    text_column,
    whole_column,
    yes_no_column,
)

UNITS = "survey units"
ITEMS = "items"
_PROBABILITY = "probability, 0 to 1"
_COHORT = text_column(
    "cohort", "Cohort", "The cohort's id.", empty=not_applicable("where the programme has none")
)
_FROM_WAVE = text_column("from_wave", "Earlier wave", "The earlier wave of the comparison.")
_TO_WAVE = text_column("to_wave", "Later wave", "The later wave of the comparison.")
_PRINCIPLE = text_column("principle", "Principle", "The id of the principle to which the indicator belongs.")
_NOT_COMPARED = not_applicable("where the two waves cannot be compared")


def _level_columns(*path: str) -> tuple[ResultColumn, ...]:
    """Return the columns of a level, read from the attribute at `path` of a row, or from the row itself."""

    def column(name: str, title: str, says: str) -> ResultColumn:
        return whole_column(name, title, UNITS, says, get=attrgetter(".".join((*path, name))))

    return (
        column("surveyed", "Surveyed", "Units in the register that belong to the cohort."),
        column("returned", "Returned", "Surveyed units that returned the survey in the wave."),
        column("analysed", "Analysed", "Returned units whose return is analysed."),
        column(
            "asked",
            "Asked",
            "Analysed units that were asked, or may have been asked, what the indicator needs.",
        ),
        column(
            "base",
            "Base",
            "Asked units for which the indicator is met or not met. For other asked units the outcome is unknown.",
        ),
        column("count", "Count", "Units of the base for which the indicator is met."),
        column(
            "dont_know",
            "Answers of don't know",
            "Asked units with a don't-know answer to any question that the indicator's met_when reads.",
        ),
    )


_LEVEL = _level_columns()
_CHANGE = (
    whole_column("matched", "Matched", UNITS, "Matched units: those in the base in both waves."),
    whole_column(
        "gained", "Gained", UNITS, "Matched units for which the indicator is met in the later wave only."
    ),
    whole_column(
        "lost", "Lost", UNITS, "Matched units for which the indicator is met in the earlier wave only."
    ),
    whole_column(
        "kept",
        "Kept",
        UNITS,
        "Matched units for which the indicator is met in both waves.",
        get=attrgetter("met_both"),
    ),
    whole_column(
        "never",
        "Never met",
        UNITS,
        "Matched units for which the indicator is met in neither wave.",
        get=attrgetter("met_neither"),
    ),
    whole_column("net", "Net change", UNITS, "Units gained minus units lost."),
)
_CERTAINTY = (
    text_column(
        "certainty",
        "Certainty",
        "firm if the verdict holds whatever the missing outcomes are, open if it depends on them. The programme "
        "declares which outcomes are missing.",
        words=CERTAINTIES,
    ),
    whole_column(
        "net_low",
        "Lowest net change",
        UNITS,
        "The lowest net that the missing outcomes could have led to.",
    ),
    whole_column(
        "net_high",
        "Highest net change",
        UNITS,
        "The highest net that the missing outcomes could have led to.",
    ),
    text_column(
        "certainty_surveyed",
        "Certainty over all surveyed",
        "The certainty if the outcome of every surveyed unit that is not analysed counts as missing.",
        words=CERTAINTIES,
    ),
)

FINDINGS = ResultTable(
    name="findings",
    title="Findings: the result of each measure",
    row="One row per indicator, item, cohort and comparison.",
    columns=(
        text_column(
            "finding",
            "Finding",
            "The finding's id: principle.indicator.item@cohort, without the parts that it does not have.",
        ),
        _PRINCIPLE,
        text_column("indicator", "Indicator", "The indicator's id."),
        text_column(
            "item", "Item", "The item's id.", empty=not_applicable("where the indicator is not repeated")
        ),
        _COHORT,
        text_column(
            "from_wave",
            "Earlier wave",
            "The earlier wave of the comparison.",
            empty=not_applicable("in a programme without comparisons"),
        ),
        text_column(
            "to_wave",
            "Later wave",
            "The later wave of the comparison; the last wave in a programme without comparisons.",
        ),
        ColumnGroup(
            name="from",
            meaning="The level in the earlier wave; null where the wave did not ask.",
            field="from_level",
            columns=_LEVEL,
            empty=not_available("where the wave did not ask", of="from_wave"),
            flat_names={"count": "from_count", "base": "from_base"},
            flat_context="In the earlier wave",
        ),
        ColumnGroup(
            name="to",
            meaning="The level in the later wave; null where the wave did not ask.",
            field="to_level",
            columns=_LEVEL,
            empty=not_available("where the wave did not ask"),
            flat_names={"count": "to_count", "base": "to_base"},
            flat_context="In the later wave",
        ),
        ColumnGroup(
            name="change",
            meaning="The change among matched units; null unless both waves asked.",
            field="change",
            columns=_CHANGE,
            empty=not_available("unless both waves asked", of="from_wave"),
            flat_names={column.name: column.name for column in _CHANGE},
        ),
        text_column(
            "verdict",
            "Verdict",
            "The verdict on the change, by the indicator's criterion; not_judged where neither direction is better.",
            words=VERDICTS,
        ),
        text_column(
            "reason",
            "Why not comparable",
            "The reason why the finding is not comparable.",
            words=REASONS,
            empty=not_applicable("where it is comparable"),
        ),
        yes_no_column(
            "care",
            "Compare with care",
            "Whether the instrument declares that the two waves can be compared only with caution.",
            words=("with_care", ""),
            get=attrgetter("with_caution"),
        ),
        ColumnGroup(
            name="certainty",
            meaning="Whether missing outcomes could change the verdict; null for not_comparable.",
            field="certainty",
            columns=_CERTAINTY,
            empty=_NOT_COMPARED,
            flat_names={column.name: column.name for column in _CERTAINTY},
        ),
        decimal_column(
            "p_exact",
            "Exact p-value",
            _PROBABILITY,
            "The two-sided p-value of an exact test: McNemar's on gained and lost, or Fisher's on counts and bases where no unit is in two waves.",
            places=4,
            empty=_NOT_COMPARED,
        ),
        decimal_column(
            "p_smallest",
            "Smallest possible p-value",
            _PROBABILITY,
            "The smallest p-value that this many matched units, or bases of this size, could give.",
            places=4,
            empty=_NOT_COMPARED,
        ),
        decimal_column(
            "score",
            "Score in the later wave",
            "points, 0 to 100",
            "The count as a percentage of the base in the later wave; 100 minus that where lower is better.",
            places=1,
            empty=not_available("where the base is 0 or the wave did not ask"),
        ),
        text_column(
            "band",
            "Count in words",
            "The count out of the base in the later wave in words, from none to all.",
            empty=not_available("where the base is too small"),
        ),
        yes_no_column(
            "target_met",
            "Target met",
            "Whether the indicator's target is met in the later wave.",
            empty=not_applicable("if it has no target or the base is 0"),
        ),
        text_column(
            "target_certainty",
            "Certainty of the target",
            "firm if target_met holds whatever the missing outcomes of the later wave are, open if it depends on them.",
            words=CERTAINTIES,
            empty=not_applicable("where target_met is empty"),
        ),
    ),
)
LEDGER = ResultTable(
    name="ledger",
    title="Ledger: who was counted for each finding, by wave",
    row="One row per finding and wave; zeros where the wave did not ask.",
    columns=(
        text_column("finding", "Finding", "The finding's id."),
        text_column("wave", "Wave", "The wave that the numbers describe."),
        *_level_columns("level"),
        text_column(
            "from_wave",
            "Earlier wave",
            "The earlier wave of the comparison on which the level depends.",
            empty=not_applicable("where it depends on none"),
        ),
        text_column(
            "to_wave",
            "Later wave",
            "The later wave of the comparison on which the level depends.",
            empty=not_applicable("where it depends on none"),
        ),
    ),
)
BASKETS = ResultTable(
    name="baskets",
    title="Baskets: results over the items of each repeated measure",
    row="One row per repeated indicator, cohort and comparison.",
    columns=(
        _PRINCIPLE,
        text_column("indicator", "Indicator", "The id of the indicator, which is repeated over a basket."),
        _COHORT,
        _FROM_WAVE,
        _TO_WAVE,
        whole_column("items", "Items", ITEMS, "Items of the basket."),
        whole_column("improved", "Improved", ITEMS, "Items that improved."),
        whole_column("declined", "Declined", ITEMS, "Items that declined."),
        whole_column("unchanged", "Unchanged", ITEMS, "Items that are unchanged."),
        whole_column("not_comparable", "Not comparable", ITEMS, "Items that cannot be compared."),
        whole_column(
            "not_judged",
            "Not judged",
            ITEMS,
            "Items that are not judged, because neither direction is better.",
        ),
        whole_column(
            "improved_by_one",
            "Improved by one",
            ITEMS,
            "Items that improved by a net of one unit. Where shares are judged, the same units are the base in both waves.",
        ),
        whole_column(
            "declined_by_one",
            "Declined by one",
            ITEMS,
            "Items that declined by a net of one unit. Where shares are judged, the same units are the base in both waves.",
        ),
    ),
)
MOVEMENTS = ResultTable(
    name="movements",
    title="Movements: how answers moved on each scale",
    row=(
        "One row per question, item, cohort and comparison, for scales of three or more answers that both waves "
        "asked and that can be compared."
    ),
    columns=(
        text_column("question", "Question", "The question's id."),
        text_column(
            "item",
            "Item",
            "The item's id.",
            empty=not_applicable("if the question is not asked over a basket"),
        ),
        _COHORT,
        _FROM_WAVE,
        _TO_WAVE,
        whole_column(
            "matched", "Matched", UNITS, "Analysed units with an answer on the scale in both waves."
        ),
        whole_column(
            "moved_up", "Moved up", UNITS, "Matched units whose later answer is higher on the scale."
        ),
        whole_column(
            "moved_down", "Moved down", UNITS, "Matched units whose later answer is lower on the scale."
        ),
        whole_column("same", "Same answer", UNITS, "Matched units with the same answer in both waves."),
    ),
)
