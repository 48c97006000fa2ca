"""Counts the outcomes of every indicator, by cohort and comparison. Later stages read these tables, not the rows."""

from collections.abc import Container, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from egyv_engine.evaluation import outcome_lookup
from egyv_engine.evaluation.cohort_rows import Surveyed
from egyv_engine.evaluation.count_tables import AnswerKey, Counted, LevelKey, PairKey, Tables, WaveCount
from egyv_engine.evaluation.crosstab import (
    Cells,
    column_totals,
    count_codes,
    count_masks,
    crosstab,
    row_totals,
)
from egyv_engine.evaluation.outcome_masks import Masks
from egyv_engine.evaluation.polars_backend import Backend, backends
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
    """
    jobs: dict[object, _Job] = {}
    order = [_job(plan, indicator, may_use_lookup, jobs) for indicator in plan.indicators]
    answers: dict[AnswerKey, Cells] = {}
    status: dict[tuple[str | None, str], tuple[int, int, int]] = {}
    for cohort, backend in zip(plan.cohorts, by_cohort or backends(plan, survey), strict=True):
        for wave in plan.waves:
            status[cohort, wave] = backend.rows.status(wave).counts
        _count_answers(plan, backend, jobs.values(), answers)
        for job in jobs.values():
            if job.lookup is None:
                _count_outcomes(backend, job)
    counted = {id(job): Counted(pairs=job.pairs, levels=job.levels) for job in jobs.values()}
    return Tables(
        indicators=tuple(counted[id(job)] for job in order),
        answers=answers,
        status=status,
    )


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
    cohort = backend.rows.cohort
    by_answer: dict[Asked, list[tuple[bytes, _Job]]] = {}
    for job in jobs:
        if job.lookup is not None:
            question, item = _asked(job.lookup)
            table = outcome_lookup.outcome_lookup(
                job.lookup, plan.questions[question], is_dont_know_open=plan.is_dont_know_open
            )
            by_answer.setdefault((question, item), []).append((table, job))
    moved = {(q, i, f, t) for q, i, c, f, t in plan.movements if c == cohort}
    asked = list(dict.fromkeys([*by_answer, *((q, i) for q, i, _, _ in sorted(moved, key=str))]))
    counted = _all_tables(plan, backend, asked, moved, by_answer)
    for (question, item), (tables, waves) in zip(asked, counted, strict=True):
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
) -> list[tuple[dict[tuple[str, str], Cells], dict[str, tuple[CodeCounts, int]]]]:
    """Count the tables of every question, on two threads if there are many rows."""
    if backend.rows.size < TWO_THREADS_ROWS:
        return [_question_tables(plan, backend, a, moved, a in looked_up) for a in asked]
    for question in sorted({q for q, _ in asked if plan.questions[q].asked_if}):
        _warm(plan, backend, question)
    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(lambda a: _question_tables(plan, backend, a, moved, a in looked_up), asked))


def _question_tables(
    plan: Plan, backend: Backend, asked: Asked, moved: Moved, is_looked_up: bool
) -> tuple[dict[tuple[str, str], Cells], dict[str, tuple[CodeCounts, int]]]:
    """Count the answers to a question by comparison, and by wave with the number of don't-knows."""
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
    tables = {(f, t): crosstab(columns[f], columns[t], possible) for f, t in wanted}
    waves: dict[str, CodeCounts] = {}
    for (earlier, later), cells in tables.items():
        waves.setdefault(earlier, tuple(sorted(row_totals(cells).items())))
        waves.setdefault(later, tuple(sorted(column_totals(cells).items())))
    for wave, column in columns.items():
        if wave not in waves:
            waves[wave] = count_codes(column, possible)
    return tables, {
        w: (counts, sum(n for code, n in counts if code in dont_know)) for w, counts in waves.items()
    }


def _count_outcomes(backend: Backend, job: _Job) -> None:
    """Count an indicator that needs columns, in every context in which it is evaluated."""
    indicator, plan, cohort = job.indicator, backend.plan, backend.rows.cohort
    plain: dict[str, Masks] = {}
    for of_cohort, earlier, later in indicator.comparability:
        if of_cohort != cohort:
            continue
        comparison = earlier, later
        if indicator.looks_back:
            _count_level(backend, job, comparison[1], comparison)
        elif indicator.over_asked_in_both:
            both = [_count_level(backend, job, wave, comparison) for wave in comparison]
            job.pairs[cohort, *comparison] = _pairs(*both)
        else:
            for wave in comparison:
                if wave not in plain:
                    plain[wave] = _count_level(backend, job, wave, None)
            job.pairs[cohort, *comparison] = _pairs(plain[comparison[0]], plain[comparison[1]])
    if not indicator.looks_back:
        for wave in _uncompared(plan):
            _count_level(backend, job, wave, None)


def _count_level(backend: Backend, job: _Job, wave: str, comparison: tuple[str, str] | None) -> Masks:
    """Count an indicator in a wave, by itself or as part of a comparison; returns the masks by outcome."""
    indicator, cohort = job.indicator, backend.rows.cohort
    context = context_of(indicator, cohort, wave, comparison)
    masks = backend.outcomes(indicator.counts, indicator.base, context)
    asked = any_of([mask for outcome, mask in masks if outcome_lookup.COUNTED[outcome] > Outcome.NOT_ASKED])
    dont_know = backend.dont_know(leaves_read(indicator, cohort, wave, comparison), context)
    counts = [0] * outcome_lookup.OUTCOMES
    for outcome, mask in masks:
        counts[outcome] = int(mask.sum())
    job.levels[cohort, wave, *(comparison or (None, None))] = WaveCount(
        tuple(counts), int((asked & dont_know).sum())
    )
    return masks


def _pairs(first: Masks, second: Masks) -> outcome_lookup.Pairs:
    pairs = [0] * outcome_lookup.OUTCOMES**2
    for a, b, n in count_masks(first, second):
        pairs[outcome_lookup.OUTCOMES * a + b] = n
    return tuple(pairs)


def _warm(plan: Plan, backend: Backend, question: str) -> None:
    """Evaluate the skip logic of a question before threads share it."""
    for item in plan.questions[question].asked_if:
        for wave in plan.waves:
            backend.codes(question, item, wave)
