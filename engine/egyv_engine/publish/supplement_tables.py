"""The tables of scores, selection and records as rows of CSV cells, where the programme declares them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from egyv_engine.model.decimals import decimal
from egyv_engine.model.documents import Programme
from egyv_engine.model.records_document import Recommendations
from egyv_engine.model.selection_document import SelectionFile
from egyv_engine.model.supplements import RecommendationCount, Score, ScoreChange, Selected, Supplements

Cells = Sequence[object]
SCORE_COLUMNS = ("unit", "principle", "wave", "score", "coverage", "evaluated", "asked")
CHANGE_COLUMNS = (
    *("unit", "principle", "from_wave", "to_wave", "from_score", "to_score", "change"),
    *("evaluated", "asked"),
)
SPREAD = "spread"  # the column of the attribute, where selections differ in it
_SELECTION_START = ("selection", "unit", "cohort")
_SELECTION_END = ("score", "rank", "class", "available", "preferred", "selected", "reason")
ALL = "all"  # the principle of a total


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvTable:
    """A table's header and its rows."""

    columns: Cells
    rows: Iterable[Cells]


def supplement_tables(accounts: Supplements, programme: Programme) -> Mapping[str, CsvTable]:
    """Each table that the programme declares, by name."""
    made: dict[str, CsvTable] = {}
    if programme.scoring is not None and programme.scoring.scores.per_principle:
        made["scores"] = CsvTable(columns=SCORE_COLUMNS, rows=map(_score, accounts.scores))
        made["score_changes"] = CsvTable(columns=CHANGE_COLUMNS, rows=map(_change, accounts.score_changes))
    if programme.selection is not None:
        columns = (*_SELECTION_START, _spread_column(programme.selection), *_SELECTION_END)
        made["selection"] = CsvTable(columns=columns, rows=map(_selected, accounts.selection))
    recommendations = programme.records.recommendations if programme.records else None
    if recommendations is not None:
        made["recommendations"] = CsvTable(
            columns=_record_columns(recommendations), rows=map(_record, accounts.records)
        )
    return made


def _score(s: Score) -> Cells:
    return s.unit, s.principle, s.wave, decimal(s.score, 1), decimal(s.coverage, 1), s.evaluated, s.asked


def _change(c: ScoreChange) -> Cells:
    numbers = (decimal(n, 1) for n in (c.from_score, c.to_score, c.change))
    return c.unit, c.principle, c.from_wave, c.to_wave, *numbers, c.evaluated, c.asked


def _spread_column(file: SelectionFile) -> str:
    """The attribute that picks must not share, where all selections name the same and no column has its name."""
    names = {s.not_all_one for s in file.selections.values() if s.not_all_one is not None}
    name = names.pop() if len(names) == 1 else SPREAD
    return SPREAD if name in (*_SELECTION_START, *_SELECTION_END) else name


def _selected(s: Selected) -> Cells:
    return (
        *(s.selection, s.unit, s.cohort, s.spread, decimal(s.score, 2), s.rank, s.class_),
        *(_yes_no(s.available), _yes_no(s.preferred), _yes_no(s.selected), s.reason),
    )


def _yes_no(flag: bool | None) -> str | None:
    return None if flag is None else "yes" if flag else "no"


def _record_columns(declared: Recommendations) -> Cells:
    statuses = (*declared.status.are, *(declared.status.sums or {}))
    reason = declared.reason
    groups = (reason.groups or {}) if reason else {}
    grouped = {member for members in groups.values() for member in members}
    single = [r for r in reason.are if r not in grouped] if reason else []
    return (
        *("record", "cohort", "principle", "total", *statuses, *(f"{s}_percent" for s in statuses)),
        *(f"reason_{name}" for name in (*groups, *single)),
        *("commonest", "units", "fewest", "most"),
    )


def _record(r: RecommendationCount) -> Cells:
    return (
        *(r.record, r.cohort, ALL if r.principle is None else r.principle, r.total, *r.statuses.values()),
        *_percentages(r),
        *r.reasons.values(),
        *(";".join(r.commonest), r.units, r.fewest, r.most),
    )


def _percentages(r: RecommendationCount) -> Iterator[str]:
    for count in r.statuses.values():
        yield decimal(Fraction(100 * count, r.total), 1) if r.total else ""
