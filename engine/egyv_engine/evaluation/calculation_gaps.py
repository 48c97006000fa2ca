"""Finds the units whose outcome is unknown because a divisor is 0, and the parts of a quantile that no unit belongs to."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import polars as pl

from egyv_engine.evaluation.operands import undefined
from egyv_engine.evaluation.polars_backend import Backend
from egyv_engine.evaluation.quantiles import Quantiles, split
from egyv_engine.evaluation.wave_context import WaveContext, context_of
from egyv_engine.model.arithmetic import OPERATORS
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.plan import (
    Calculation,
    Derived,
    Node,
    Operand,
    Outcome,
    Plan,
    PlannedIndicator,
    QuantileOf,
    operands_in,
)
from egyv_engine.model.plan_walk import members_of, sides_of


class EmptyParts(Frozen):
    """The parts of a quantile to which no unit belongs in a wave.

    Attributes:
        wave: The wave.
        empty: The parts without a unit.
        numbers: How many different numbers there are.
        fuller: The largest smaller number of parts of which none would be empty in any wave; 1 if there is none.
    """

    wave: str
    empty: tuple[int, ...]
    numbers: int
    fuller: int


class ZeroDivisor(Frozen):
    """A divisor, and the units whose outcome or skip logic is unknown because it is 0."""

    divisor: Operand
    units: tuple[str, ...]


class CalculationGaps(Frozen):
    """The gaps that calculations leave, by the place where each is written."""

    zero_divisors: Mapping[DocumentPath, ZeroDivisor]
    empty_parts: Mapping[DocumentPath, EmptyParts]


class _Use(Frozen):
    """The operands of a condition that may have gaps, in a context, and the rows that the condition does not decide."""

    operands: tuple[Operand, ...]
    context: WaveContext
    unknown: pl.Series


class _Calculating(Frozen):
    """The indicators and the conditions of skip logic that calculate, with their calculations and quantiles."""

    indicators: tuple[tuple[PlannedIndicator, tuple[Operand, ...]], ...]
    gates: tuple[tuple[Node, tuple[Operand, ...]], ...]


def calculation_gaps(plan: Plan, by_cohort: Sequence[Backend]) -> CalculationGaps:
    """Find the gaps of every calculation and quantile in a plan.

    Args:
        plan: The plan.
        by_cohort: The backends of the survey.

    Returns:
        The gaps by document path, which is the same for all items and cohorts of a rule.
    """
    calculating = _calculating(plan)
    if not calculating.indicators and not calculating.gates:
        return CalculationGaps(zero_divisors={}, empty_parts={})
    uses = [
        (backend, use, operand)
        for backend in by_cohort
        for use in _uses(plan, backend, calculating)
        for operand in use.operands
    ]
    zero: dict[DocumentPath, ZeroDivisor] = {}
    read: dict[tuple[DocumentPath, QuantileOf], dict[str, None]] = {}
    for backend, use, operand in uses:
        if isinstance(operand, QuantileOf):
            waves = read.setdefault((operand.doc_path, operand), {})
            waves[use.context.wave_of(operand.ref)] = None
        elif isinstance(operand, Calculation):
            path = operand.doc_path
            units = {*_undivided(backend, operand, use), *(zero[path].units if path in zero else ())}
            if units:
                zero[path] = ZeroDivisor(divisor=operand.right, units=tuple(sorted(units)))
    quantiles = by_cohort[0].operands.quantiles
    gaps = ((path, _empty_parts(quantiles, one, waves)) for (path, one), waves in read.items())
    return CalculationGaps(
        zero_divisors=zero, empty_parts={path: gap for path, gap in gaps if gap is not None}
    )


def _undivided(backend: Backend, calculation: Calculation, use: _Use) -> pl.Series:
    """Return the units that a condition does not decide, and for which a calculation in it has no result."""
    right = backend.operands.read(calculation.right, use.context)
    rows = backend.rows.nothing if right is None else undefined(OPERATORS[calculation.operator], right)
    return backend.rows.cut(backend.rows.survey.units).filter(rows & use.unknown)


def _empty_parts(quantiles: Quantiles, quantile: QuantileOf, waves: Iterable[str]) -> EmptyParts | None:
    """Return the empty parts of a quantile in the first wave that has any; None if there are none."""
    counts = {wave: found for wave in waves if (found := quantiles.counts(quantile.ref, wave))}
    gaps = ((wave, _empty(found, quantile.parts)) for wave, found in counts.items())
    first = next(((wave, empty) for wave, empty in gaps if empty), None)
    if first is None:
        return None
    most = min(quantile.parts - 1, *map(len, counts.values()))  # there are no more parts than numbers
    fuller = next(n for n in range(most, 0, -1) if not any(_empty(found, n) for found in counts.values()))
    wave, empty = first
    return EmptyParts(wave=wave, empty=empty, numbers=len(counts[wave]), fuller=fuller)


def _empty(counts: Mapping[Fraction, int], parts: int) -> tuple[int, ...]:
    return tuple(sorted(set(range(1, parts + 1)) - set(map(int, split(counts, parts).values()))))


def _calculating(plan: Plan) -> _Calculating:
    indicators = []
    for indicator in plan.indicators:
        names = (indicator.counts, *((indicator.base,) if indicator.base is not None else ()))
        operands = tuple(calculations_in(plan, (plan.conditions[name] for name in names)))
        indicators += [(indicator, operands)] if operands else []
    gates = (node for question in plan.questions.values() for node in question.asked_if.values())
    found = ((node, tuple(calculations_in(plan, (node,)))) for node in gates)
    return _Calculating(indicators=tuple(indicators), gates=tuple(one for one in found if one[1]))


def _uses(plan: Plan, backend: Backend, calculating: _Calculating) -> Iterator[_Use]:
    """Yield the conditions that calculate, in every context of each."""
    status = backend.rows.status
    for indicator, operands in calculating.indicators:
        compared = [(wave, pair) for pair in plan.comparisons for wave in pair]
        alone = [] if indicator.looks_back else [(wave, None) for wave in plan.waves]
        for wave, pair in [*compared, *alone]:
            context = context_of(indicator, backend.rows.cohort, wave, pair)
            masks = dict(backend.outcomes(indicator.counts, indicator.base, context))
            yield _Use(operands=operands, context=context, unknown=masks[Outcome.UNKNOWN])
    for node, operands in calculating.gates:
        for wave in plan.waves:
            context = WaveContext(wave=wave)
            gate = backend.truth(node, context)
            if gate is not None:
                unknown = gate.asked & ~gate.met & ~gate.failed & status(wave).analysed
                yield _Use(operands=operands, context=context, unknown=unknown)


def calculations_in(plan: Plan, nodes: Iterable[Node]) -> Iterator[Operand]:
    """Yield the calculations and quantiles inside of conditions, and of the conditions that they name, each once.

    Args:
        plan: The compiled rules.
        nodes: The conditions.
    """
    rest, seen = deque(nodes), set[str]()
    while rest:
        node = rest.popleft()
        if isinstance(node, Derived):
            if node.name not in seen:
                seen.add(node.name)
                rest.appendleft(plan.conditions[node.name])
            continue
        rest.extendleft(reversed(members_of(node)))
        parts = (part for side in sides_of(node) for part in operands_in(side))
        yield from (part for part in parts if isinstance(part, Calculation | QuantileOf))
