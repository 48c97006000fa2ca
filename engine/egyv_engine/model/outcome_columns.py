"""Declares the columns of the table of outcomes, which has a row per unit behind each row of the ledger."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from egyv_engine.model.plan import Outcome
from egyv_engine.model.result_columns import ResultTable, text_column

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
    row="One row per row of the ledger and unit that was surveyed.",
    columns=(
        text_column("unit", "The unit's id."),
        text_column("finding", "The finding's id."),
        text_column("wave", "The wave's id."),
        text_column("outcome", "The outcome as it is counted.", words=tuple(OUTCOME_WORDS.values())),
        text_column(
            "from_wave",
            "The earlier wave of the comparison; only if the outcome depends on the comparison.",
            may_be_empty=True,
        ),
        text_column(
            "to_wave",
            "The later wave of the comparison; only if the outcome depends on the comparison.",
            may_be_empty=True,
        ),
    ),
)
