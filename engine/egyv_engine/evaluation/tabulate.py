"""Counts the outcomes of every indicator, by cohort and comparison. Later stages read these tables, not the rows."""

from collections.abc import Container, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from egyv_engine.evaluation import outcome_lookup
from egyv_engine.evaluation.cohort_rows import Surveyed
from egyv_engine.evaluation.count_tables import (
    AnswerKey,
    Counted,
    LevelKey,
    PairKey,
    Tables,
    WaveCount,
    with_everyone,
)
from egyv_engine.evaluation.crosstab import Cells, column_totals, row_totals
from egyv_engine.evaluation.outcome_masks import Masks
from egyv_engine.evaluation.polars_backend import Backend, backends
from egyv_engine.evaluation.row_parts import counts_of_codes, counts_of_masks, crosstabs, crosstabs_of_masks
from egyv_engine.evaluation.truth import any_of
from egyv_engine.evaluation.wave_context import context_of, leaves_read
from egyv_engine.model.plan import (
    CURRENT_WAVE,
    Answered,
    AnswerRef,
    Derived,
    Lookup,
    Outcome,
    Plan,
    PlannedIndicator,
)

# From so many rows on, two threads are quicker: 310 ms against 550 for 200 questions and 1M rows; 150 against 110 for 100,000.
TWO_THREADS_ROWS = 250_000

Asked = tuple[str, str | None]  # question, item
Moved = set[tuple[str, str | None, str, str]]  # question, item, from, to
CodeCounts = tuple[tuple[int, int], ...]
# Of one cohort: pairs of answers by comparison; answers by wave, with the number of don't-knows.
CohortTables = tuple[dict[tuple[str, str], Cells], dict[str, tuple[CodeCounts, int]]]


@dataclass(slots=True, kw_only=True)
class _Job:
    """Indicators that share their tables; the first represents all. lookup: the one answer that it looks up, if it does."""

    indicator: PlannedIndicator
    lookup: Lookup | Answered | None
    pairs: dict[PairKey, outcome_lookup.Pairs] = field(default_factory=dict)
    levels: dict[LevelKey, WaveCount] = field(default_factory=dict)


def tabulate(
    plan: Plan, survey: Surveyed, *, may_use_lookup: bool = True, by_cohort: Sequence[Backend] | None = None
) -> Tables:
    """Count every table of a plan.

    Args:
        plan: The plan.
        survey: The survey.
        may_use_lookup: Count answers once and look up their outcomes, where an indicator reads one answer only. The
            result is the same without.
        by_cohort: The backends of the survey, if another stage uses them.

    Returns:
        The tables of each cohort, and of all units together where the plan has such a group.
    """
    jobs: dict[object, _Job] = {}
    order = [_job(plan, indicator, may_use_lookup, jobs) for indicator in plan.indicators]
    answers: dict[AnswerKey, Cells] = {}
    status: dict[tuple[str | None, str], tuple[int, int, int]] = {}
    for backend in by_cohort or backends(plan, survey):
        for wave in plan.waves:
            for cohort, counts in zip(backend.rows.cohorts, backend.rows.status_counts(wave), strict=True):
                status[cohort, wave] = counts
        _count_answers(plan, backend, jobs.values(), answers)
        for job in jobs.values():
            if job.lookup is None:
                _count_outcomes(backend, job)
    counted = {id(job): Counted(pairs=job.pairs, levels=job.levels) for job in jobs.values()}
    tables = Tables(
        indicators=tuple(counted[id(job)] for job in order),
        answers=answers,
        status=status,
    )
    return tables if plan.everyone is None else with_everyone(tables, plan.everyone)


def _job(plan: Plan, indicator: PlannedIndicator, may_use_lookup: bool, jobs: dict[object, _Job]) -> _Job:
    lookup = _lookup_of(plan, indicator) if may_use_lookup else None
    key: object
    if lookup is not None:
        labels = lookup.labels if isinstance(lookup, Lookup) else None
        key = (*_asked(lookup), labels, lookup.negated)
    else:
        both = indicator.over_asked_in_both
        drops = tuple((k, c.dropped, c.remaining) for k, c in indicator.comparability.items() if both)
        key = (indicator.counts, indicator.base, indicator.leaves, indicator.looks_back, both, drops)
    job = jobs.get(key)
    if job is None:
        job = jobs[key] = _Job(indicator=indicator, lookup=lookup)
    return job


def _lookup_of(plan: Plan, indicator: PlannedIndicator) -> Lookup | Answered | None:
    """Return the condition if it looks up one answer in the current wave, else None."""
    if indicator.base is not None or indicator.over_asked_in_both:
        return None
    node = plan.conditions[indicator.counts]
    while isinstance(node, Derived):
        node = plan.conditions[node.name]
    if (
        not isinstance(node, Lookup | Answered)
        or not isinstance(node.ref, AnswerRef)
        or node.ref.wave != CURRENT_WAVE
    ):
        return None
    closed = isinstance(node, Answered) or plan.questions[node.ref.question].value_type == "scale"
    return node if closed else None


def _asked(node: Lookup | Answered) -> Asked:
    assert isinstance(node.ref, AnswerRef)
    return node.ref.question, node.ref.item


def _uncompared(plan: Plan) -> list[str]:
    compared = {wave for pair in plan.comparisons for wave in pair}
    return [wave for wave in plan.waves if wave not in compared]


def _count_answers(
    plan: Plan, backend: Backend, jobs: Iterable[_Job], answers: dict[AnswerKey, Cells]
) -> None:
    """Count each table of answers once, for movements and for every indicator that looks up that answer."""
    by_answer: dict[Asked, list[tuple[bytes, _Job]]] = {}
    for job in jobs:
        if job.lookup is not None:
            question, item = _asked(job.lookup)
            table = outcome_lookup.outcome_lookup(
                job.lookup, plan.questions[question], is_dont_know_open=plan.is_dont_know_open
            )
            by_answer.setdefault((question, item), []).append((table, job))
    planned = {(q, i, f, t) for q, i, c, f, t in plan.movements if c in backend.rows.cohorts}
    moved = planned if plan.everyone is None else {(q, i, f, t) for q, i, _, f, t in plan.movements}
    asked = list(dict.fromkeys([*by_answer, *((q, i) for q, i, _, _ in sorted(moved, key=str))]))
    counted = _all_tables(plan, backend, asked, moved, by_answer)
    for (question, item), by_cohort in zip(asked, counted, strict=True):
        for cohort, (tables, waves) in zip(backend.rows.cohorts, by_cohort, strict=True):
            for (earlier, later), cells in tables.items():
                if (question, item, earlier, later) in moved:
                    answers[question, item, cohort, earlier, later] = cells
            for table, job in by_answer.get((question, item), ()):
                for (earlier, later), cells in tables.items():
                    job.pairs[cohort, earlier, later] = outcome_lookup.outcome_pairs(cells, table)
                for wave, (counts, dont_know) in waves.items():
                    job.levels[cohort, wave, None, None] = WaveCount(
                        outcome_lookup.outcome_counts(counts, table), dont_know
                    )


def _all_tables(
    plan: Plan, backend: Backend, asked: list[Asked], moved: Moved, looked_up: Container[Asked]
) -> list[list[CohortTables]]:
    """Count the tables of every question by cohort, on two threads if there are many rows."""
    if backend.rows.size < TWO_THREADS_ROWS:
        return [_question_tables(plan, backend, a, moved, a in looked_up) for a in asked]
    for question in sorted({q for q, _ in asked if plan.questions[q].asked_if}):
        _warm(plan, backend, question)
    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(lambda a: _question_tables(plan, backend, a, moved, a in looked_up), asked))


def _question_tables(
    plan: Plan, backend: Backend, asked: Asked, moved: Moved, is_looked_up: bool
) -> list[CohortTables]:
    """Count the answers to a question for each cohort."""
    question, item = asked
    planned = plan.questions[question]
    possible = outcome_lookup.possible_codes(planned)
    dont_know = planned.codes.dont_know
    wanted = [p for p in plan.comparisons if is_looked_up or (question, item, *p) in moved]
    needed = dict.fromkeys([w for p in wanted for w in p] + (_uncompared(plan) if is_looked_up else []))
    columns = {
        wave: backend.codes(question, item, wave, keep=backend.rows.size < TWO_THREADS_ROWS)
        for wave in needed
    }
    parts = backend.rows.parts
    pairs = {(f, t): crosstabs(columns[f], columns[t], possible, parts) for f, t in wanted}
    compared = {wave for pair in wanted for wave in pair}
    alone = {
        w: counts_of_codes(column, possible, parts) for w, column in columns.items() if w not in compared
    }
    return [
        _cohort_tables(
            {pair: by_cohort[i] for pair, by_cohort in pairs.items()},
            {wave: by_cohort[i] for wave, by_cohort in alone.items()},
            dont_know,
        )
        for i in range(len(parts.sizes))
    ]


def _cohort_tables(
    tables: dict[tuple[str, str], Cells], alone: dict[str, CodeCounts], dont_know: range
) -> CohortTables:
    """Return the tables of a cohort with the counts of each wave; those of a compared wave are the margins of a table."""
    waves = dict(alone)
    for (earlier, later), cells in tables.items():
        waves.setdefault(earlier, tuple(sorted(row_totals(cells).items())))
        waves.setdefault(later, tuple(sorted(column_totals(cells).items())))
    return tables, {
        w: (counts, sum(n for code, n in counts if code in dont_know)) for w, counts in waves.items()
    }


def _count_outcomes(backend: Backend, job: _Job) -> None:
    """Count an indicator that needs columns, in every context in which it is evaluated."""
    indicator, plan, cohort = job.indicator, backend.plan, backend.rows.cohort
    counted: dict[tuple[str, tuple[str, str] | None], Masks] = {}
    for comparison in plan.comparisons:
        earlier, later = comparison
        within = comparison if indicator.looks_back or indicator.over_asked_in_both else None
        for wave in (later,) if indicator.looks_back else comparison:
            if wave not in indicator.without_level and (wave, within) not in counted:
                counted[wave, within] = _count_level(backend, job, wave, within)
        if (later, within) in counted:
            # Without a change the earlier wave says only which units are analysed there: a target depends on it.
            has_change = indicator.comparability[cohort, *comparison].has_change
            before = counted[earlier, within] if has_change else backend.outcomes_of_nobody_asked(earlier)
            _count_pairs(backend, job, comparison, before, counted[later, within])
    if not indicator.looks_back:
        for wave in _uncompared(plan):
            if wave not in indicator.without_level:
                _count_level(backend, job, wave, None)


def _count_level(backend: Backend, job: _Job, wave: str, comparison: tuple[str, str] | None) -> Masks:
    """Count an indicator in a wave, by itself or as part of a comparison; returns the masks by outcome."""
    indicator, cohort = job.indicator, backend.rows.cohort
    context = context_of(indicator, cohort, wave, comparison)
    masks = backend.outcomes(indicator.counts, indicator.base, context)
    asked = any_of([mask for outcome, mask in masks if outcome_lookup.COUNTED[outcome] > Outcome.NOT_ASKED])
    dont_know = backend.dont_know(leaves_read(indicator, cohort, wave, comparison), context)
    parts = backend.rows.parts
    outcomes = counts_of_masks([mask for _, mask in masks], parts)
    unsure = counts_of_masks([asked & dont_know], parts)
    for one, counted, (n,) in zip(backend.rows.cohorts, outcomes, unsure, strict=True):
        counts = [0] * outcome_lookup.OUTCOMES
        for (outcome, _), number in zip(masks, counted, strict=True):
            counts[outcome] = number
        job.levels[one, wave, *(comparison or (None, None))] = WaveCount(tuple(counts), n)
    return masks


def _count_pairs(
    backend: Backend, job: _Job, comparison: tuple[str, str], first: Masks, second: Masks
) -> None:
    """Count the pairs of outcomes of an indicator in the two waves of a comparison."""
    counted = crosstabs_of_masks(first, second, backend.rows.parts)
    for cohort, cells in zip(backend.rows.cohorts, counted, strict=True):
        job.pairs[cohort, *comparison] = tuple((outcome_lookup.OUTCOMES * a + b, n) for a, b, n in cells)


def _warm(plan: Plan, backend: Backend, question: str) -> None:
    """Evaluate the skip logic of a question before threads share it."""
    for item in plan.questions[question].asked_if:
        for wave in plan.waves:
            backend.codes(question, item, wave)
