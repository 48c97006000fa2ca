"""Declares the columns of the table of outcomes, which has a row per unit behind each row of the ledger."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from egyv_engine.model.plan import Outcome
from egyv_engine.model.result_columns import ResultTable, not_applicable, text_column

OutcomeWord: TypeAlias = Literal[
    "not surveyed", "no return", "not analysed", "not asked", "unknown", "not met", "met"
]
OutcomesFile: TypeAlias = Literal["parquet", "csv"]  # the forms of the file, which are its endings

OUTCOME_WORDS: Mapping[Outcome, OutcomeWord] = {
    Outcome.NO_RETURN: "no return",
    Outcome.NOT_ANALYSED: "not analysed",
    Outcome.NOT_ASKED: "not asked",
    Outcome.UNKNOWN: "unknown",
    Outcome.NOT_MET: "not met",
    Outcome.MET: "met",
}

# With the outcome that has no row in the table.
EVERY_OUTCOME_WORD: Mapping[Outcome, OutcomeWord] = {Outcome.NOT_SURVEYED: "not surveyed", **OUTCOME_WORDS}

OUTCOMES = ResultTable(
    name="outcomes",
    title="Outcomes of each unit",
    row="One row per row of the ledger and unit that was surveyed.",
    columns=(
        text_column("unit", "Unit", "The unit's id."),
        text_column("finding", "Finding", "The finding's id."),
        text_column("wave", "Wave", "The wave's id."),
        text_column(
            "outcome", "Outcome", "The outcome as it is counted.", words=tuple(OUTCOME_WORDS.values())
        ),
        text_column(
            "from_wave",
            "Earlier wave",
            "The earlier wave of the comparison on which the outcome depends.",
            empty=not_applicable("where it depends on none"),
        ),
        text_column(
            "to_wave",
            "Later wave",
            "The later wave of the comparison on which the outcome depends.",
            empty=not_applicable("where it depends on none"),
        ),
    ),
)
