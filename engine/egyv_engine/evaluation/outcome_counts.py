"""Turns tables into columns of numbers of units: one per outcome, and one per pair of outcomes, with a row per table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import polars as pl

from egyv_engine.evaluation.count_tables import Tables
from egyv_engine.evaluation.outcome_lookup import COUNTED, OUTCOMES
from egyv_engine.evaluation.planned_tables import PlannedTables
from egyv_engine.evaluation.repeated_value import repeated_value
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.plan import Outcome

_UNSURE = (
    OUTCOMES**2,
    OUTCOMES**2 + 1,
)  # cells of units with a don't-know in the earlier wave, and in the later one


class OutcomeCounts(Frozen, eq=False):
    """The numbers of units of all tables, Int64. There is a row per cohort and table, in that order, for each place.

    Attributes:
        pairs: By OUTCOMES * earlier outcome + later outcome, for those that have units; a place is a context.
        levels: By outcome, and at OUTCOMES for those asked with a don't-know; a place is a slot.
        rows: The number of rows of a place.
    """

    pairs: Mapping[int, pl.Series]
    levels: Sequence[pl.Series]
    rows: int

    def level_counts(self) -> Mapping[str, pl.Series]:
        """Return the fields of every level by name."""
        by_outcome = list(self.levels[: len(Outcome)])
        for outcome in range(len(Outcome), OUTCOMES):
            of = COUNTED[outcome]
            by_outcome[of] = by_outcome[of] + self.levels[outcome]
        _, no_return, not_analysed, not_asked, unknown, not_met, met = by_outcome
        base = not_met + met
        asked = unknown + base
        analysed = not_asked + asked
        returned = not_analysed + analysed
        return {
            "surveyed": no_return + returned,
            "returned": returned,
            "analysed": analysed,
            "asked": asked,
            "base": base,
            "count": met,
            "dont_know": self.levels[OUTCOMES],
        }


def outcome_counts(planned: PlannedTables, tables: Tables) -> OutcomeCounts:
    """Return the numbers of units by outcome of all tables; the outcomes of answers that were counted are looked up.

    Args:
        planned: The tables of the plan.
        tables: Their counts.
    """
    rows = len(planned.cohorts) * len(planned.tables)
    pairs = _columns(_looked_up(planned, tables.answers), rows * planned.contexts)
    levels = _levels(planned, pairs, rows)
    for unsure in _UNSURE:
        pairs.pop(unsure, None)
    nobody = repeated_value(0, rows * planned.slots, pl.Int64)
    _put(pairs, tables.pairs, planned, planned.contexts)
    _put(levels, tables.levels, planned, planned.slots)
    by_outcome = [levels.get(outcome, nobody) for outcome in range(OUTCOMES + 1)]
    return OutcomeCounts(pairs=pairs, levels=by_outcome, rows=rows)


def _put(columns: dict[int, pl.Series], frame: pl.DataFrame, planned: PlannedTables, places: int) -> None:
    """Put the numbers of a frame into columns, which are 0 where they are put."""
    cohorts, tables = len(planned.cohorts), len(planned.tables)
    table, place = frame["row"] // (places * cohorts), frame["row"] // cohorts % places
    at = (place * cohorts + frame["row"] % cohorts) * tables + table
    nobody = repeated_value(0, places * cohorts * tables, pl.Int64)
    for cell in frame["cell"].unique().sort().to_list():
        here = frame["cell"] == cell
        columns[cell] = (
            columns.get(cell, nobody).clone().scatter(at.filter(here), frame["units"].filter(here))
        )


def _columns(found: Iterable[tuple[int, pl.Series, pl.Series]], size: int) -> dict[int, pl.Series]:
    """Return columns that are 0 but for some numbers: of each the column, the rows, and the numbers."""
    parts: dict[int, list[tuple[pl.Series, pl.Series]]] = {}
    for cell, at, units in found:
        parts.setdefault(cell, []).append((at, units))
    columns = {}
    for cell, several in parts.items():
        at, units = (pl.concat(each) for each in zip(*several, strict=True))
        columns[cell] = repeated_value(0, size, pl.Int64).scatter(at, units)
    return columns


def _levels(planned: PlannedTables, pairs: Mapping[int, pl.Series], rows: int) -> dict[int, pl.Series]:
    """Return the levels of tables that look up an answer: the margins of their pairs in the first context of a wave."""
    nobody = repeated_value(0, rows, pl.Int64)
    by_slot: list[dict[int, pl.Series]] = [{} for _ in range(planned.slots)]
    for found, (context, side) in zip(by_slot, planned.sides, strict=False):
        for cell, column in pairs.items():
            if cell in _UNSURE and cell != _UNSURE[side]:
                continue
            outcome = OUTCOMES if cell in _UNSURE else divmod(cell, OUTCOMES)[side]
            units = column.slice(context * rows, rows)
            found[outcome] = found[outcome] + units if outcome in found else units
    present = sorted({outcome for found in by_slot for outcome in found})
    return {outcome: pl.concat([found.get(outcome, nobody) for found in by_slot]) for outcome in present}


def _looked_up(planned: PlannedTables, answers: pl.DataFrame) -> Iterator[tuple[int, pl.Series, pl.Series]]:
    """Yield pairs of outcomes, the rows of the tables that look up an answer, and the units of each; don't-knows last."""
    questions = [planned.plan.questions[question] for question, _ in planned.asked[: planned.looked_up]]
    by_codes: dict[
        tuple[int, int], list[int]
    ] = {}  # the first code of a don't-know, and that after the last one
    for i, one in enumerate(questions):
        by_codes.setdefault((one.codes.dont_know.start, one.codes.dont_know.stop), []).append(i)
    cohorts, contexts = len(planned.cohorts), planned.contexts
    for (first, _), local in by_codes.items():
        codes = _pairs_of_codes(planned, answers, local)
        at = {question: i for i, question in enumerate(local)}
        for outcomes, several in planned.by_outcomes.items():
            known = [(i, at[question]) for i, question in several if question in at]
            if not known:
                continue
            n = len(known)
            row = pl.int_range(contexts * cohorts * n, dtype=pl.UInt32, eager=True)
            place, which = row // n, row % n
            table, question = (pl.Series(each, dtype=pl.UInt32)[which] for each in zip(*known, strict=True))
            context, cohort = place // cohorts, place % cohorts
            read, put = (
                (question * contexts + context) * cohorts + cohort,
                place * len(planned.tables) + table,
            )
            sums: dict[int, pl.Series] = {}
            for pair, units in codes.items():
                here = units[read]
                cells = [outcomes[pair[0]] * OUTCOMES + outcomes[pair[1]]]
                cells += [unsure for unsure, code in zip(_UNSURE, pair, strict=True) if code >= first]
                for cell in cells:
                    sums[cell] = sums[cell] + here if cell in sums else here
            yield from ((cell, put, units) for cell, units in sums.items())


def _pairs_of_codes(
    planned: PlannedTables, answers: pl.DataFrame, questions: Sequence[int]
) -> dict[tuple[int, int], pl.Series]:
    """Return the units of each pair of codes: a row per question, context and cohort."""
    size = planned.contexts * len(planned.cohorts)
    row, cell, units = answers.get_columns()
    if len(questions) < len(planned.asked):
        place: list[int | None] = [None] * len(planned.asked)
        for i, question in enumerate(questions):
            place[question] = i
        at = pl.Series(place, dtype=pl.UInt64)[row // size]
        is_here = at.is_not_null()
        row, cell, units = (one.filter(is_here) for one in (at * size + row % size, cell, units))
    size *= len(questions)
    present = cell.unique().sort()
    dense = repeated_value(0, present.len() * size, pl.Int64)
    dense.scatter(present.search_sorted(cell) * size + row, units)
    pairs = (divmod(one, planned.width) for one in present.to_list())
    return {pair: dense.slice(i * size, size) for i, pair in enumerate(pairs)}
