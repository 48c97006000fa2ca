"""Plans and surveys in memory, small enough to check by hand."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

import polars as pl

from egyv_engine.data.coded_columns import CodedColumn
from egyv_engine.data.survey_types import Survey, WaveAnswers
from egyv_engine.evaluation.count_tables import Tables
from egyv_engine.evaluation.outcome_counts import outcome_counts
from egyv_engine.evaluation.planned_tables import planned_tables
from egyv_engine.model.codes import ReturnStatus
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.left_out import LeftOut
from egyv_engine.model.plan import (
    AnswerRef,
    Comparability,
    Node,
    Plan,
    PlannedCriterion,
    PlannedIndicator,
    PlannedQuestion,
)

AT: dict[str, Any] = {"path": "here", "doc_path": DocumentPath(PurePosixPath("here.yaml"))}
SCALE = ("Low", "Middling", "High")
WAVES = ("w1", "w2")
MORE = PlannedCriterion(
    id="more",
    judged_on="matched",
    improved_net=Fraction(1),
    improved_share=None,
    declined_net=Fraction(-1),
    declined_share=None,
)
KNOWN = Comparability(reason=None, care=False, from_asked=True, to_asked=True)


def question(name: str, kind: str = "scale", **changes: object) -> PlannedQuestion:
    """A question on the scale above (or of another kind) with one don't-know answer."""
    given: dict[str, object] = {
        "id": name,
        "value_type": kind,
        "labels": SCALE if kind == "scale" else (),
        "dont_know": ("Don't know",),
        "not_applicable": (),
        "items": (),
        "asked_if": {},
        "not_asked": frozenset(),
    }
    return PlannedQuestion(**(given | changes))  # type: ignore[arg-type]


def indicator(counts: str, **changes: object) -> PlannedIndicator:
    """An indicator of the condition of that name."""
    given: dict[str, object] = {
        "principle": "p",
        "indicator": counts,
        "item": None,
        "counts": counts,
        "base": None,
        "leaves": (AnswerRef("a"),),
        "base_leaves": (),
        "direction": "higher",
        "scored": True,
        "weight": Fraction(1),
        "criterion": MORE,
        "target_at_least": None,
        "target_at_most": None,
        "basket": None,
        "looks_back": False,
        "without_level": frozenset(),
        "over_asked_in_both": False,
        "may_leave_base": False,
        "remaining": {},
        "not_asked": {},
        "comparability": {(None, *WAVES): KNOWN},
        "asked": {(None, w): True for w in WAVES},
    }
    return PlannedIndicator(**(given | changes))  # type: ignore[arg-type]


def plan(
    conditions: Mapping[str, Node],
    questions: Sequence[PlannedQuestion],
    indicators: Sequence[PlannedIndicator] | None = None,
    **changes: object,
) -> Plan:
    """Make a plan of two waves and one comparison, by default with one indicator per condition."""
    made = tuple(indicators) if indicators is not None else tuple(indicator(name) for name in conditions)
    given: dict[str, object] = {
        "waves": WAVES,
        "cohorts": (None,),
        "comparisons": (WAVES,),
        "questions": {q.id: q for q in questions},
        "conditions": conditions,
        "indicators": made,
        "movements": (),
        "missing": "analysed_in_one_wave",
        "is_dont_know_open": True,
        "minimum_matched": 1,
        "has_separate_waves": False,
        "base_for_words": 1,
        "coverage": Fraction(3, 5),
    }
    given |= changes
    cohorts: Sequence[str | None] = given["cohorts"]  # type: ignore[assignment]
    given = {"parts": cohorts, "alike": tuple((cohort,) for cohort in cohorts), "everyone": None} | given
    return Plan(**given)  # type: ignore[arg-type]


def survey(
    answers: Mapping[str, Mapping[str, Sequence[int]]],
    *,
    status: Mapping[str, Sequence[int]] | None = None,
    values: Mapping[str, Mapping[str, Sequence[Fraction | int | None]]] | None = None,
    cohort: Sequence[int] | None = None,
    attributes: Mapping[str, Sequence[str | None]] | None = None,
) -> Survey:
    """Make a survey from raw codes, and numbers, by wave and question; everyone is analysed by default."""
    size = len(next(iter(next(iter(answers.values())).values())))
    waves = {}
    for wave, columns in answers.items():
        held = (values or {}).get(wave, {})
        waves[wave] = WaveAnswers(
            status=pl.Series((status or {}).get(wave, [ReturnStatus.ANALYSED] * size), dtype=pl.UInt8),
            answers={(q, None): _column(codes, held.get(q)) for q, codes in columns.items()},
        )
    return Survey(
        units=pl.Series([f"u{i:06}" for i in range(size)]),
        attributes={k: pl.Series(v, dtype=pl.String) for k, v in (attributes or {}).items()},
        cohort=pl.Series(cohort or [0] * size, dtype=pl.UInt32),
        waves=waves,
        groups={},
        cohorts=(None,),
        left_out=LeftOut(),
    )


def _column(codes: Sequence[int], values: Sequence[Fraction | int | None] | None) -> CodedColumn:
    typed = pl.Series(codes, dtype=pl.UInt8)
    if values is None:
        return CodedColumn(codes=typed)
    numbers = sorted({Fraction(value) for value in values if value is not None})
    positions = [None if value is None else numbers.index(Fraction(value)) for value in values]
    return CodedColumn(codes=typed, values=pl.Series(positions, dtype=pl.UInt32), numbers=tuple(numbers))


Cell = tuple[str, int, str | None, int, int]


def units_by_outcome(made: Plan, tables: Tables) -> dict[Cell, int]:
    """The units of each indicator and cohort: of the pairs of outcomes by context, and of the outcomes by slot."""
    planned = planned_tables(made, may_use_lookup=tables.is_looked_up)
    counts = outcome_counts(planned, tables)
    kinds = {"pairs": counts.pairs, "levels": dict(enumerate(counts.levels))}
    found: dict[Cell, int] = {}
    for kind, columns in kinds.items():
        for cell, column in columns.items():
            units = column.to_list()
            for i, table in enumerate(planned.of_indicators):
                for c, cohort in enumerate(planned.cohorts):
                    each = units[c * len(planned.tables) + table :: counts.rows]
                    found |= {(kind, i, cohort, place, cell): n for place, n in enumerate(each) if n}
    return found
