"""Reads the outcome of an item for each unit, as a column of codes with the outcome that each code stands for."""

from collections.abc import Callable, Hashable

import polars as pl

from egyv_engine.evaluation.polars_backend import Backend
from egyv_engine.evaluation.wave_context import WaveContext, context_of, leaves_read
from egyv_engine.model.codes import EffectiveCode, ReturnStatus
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.plan import AnswerRef, Outcome, PlannedIndicator

OUTCOMES = len(Outcome)
CELLS = 2 * OUTCOMES  # the outcomes, and again where any of the answers read is a don't-know
KEEP_ROWS = 250_000  # with fewer rows, the codes of an answer are kept for the next item that reads it
_OF_STATUS = bytes(range(len(ReturnStatus)))  # the codes of a status are those of an outcome
_OF_CELLS = bytes(range(CELLS))


class ItemCells(Frozen):
    """The outcome of an item for each unit.

    Attributes:
        key: Equal for columns that are equal.
        read: Reads the column of codes.
        codes: The codes that may occur.
        cells: By code, the outcome, plus OUTCOMES where any of the answers is a don't-know.
    """

    key: Hashable
    read: Callable[[], pl.Series]
    codes: range
    cells: bytes

    def outcomes(self) -> pl.Series:
        """Return the outcome of each unit as a number, UInt8."""
        return pl.Series(self._outcome_of_code, dtype=pl.UInt8).gather(self.read())

    def outcome_numbers(self) -> bytes:
        """Return the outcome of each unit as a number; for few units, of which it is quicker than a column."""
        return bytes(map(self._outcome_of_code.__getitem__, self.read().to_list()))

    @property
    def _outcome_of_code(self) -> bytes:
        return bytes(cell % OUTCOMES for cell in self.cells)


def cells_in_wave(backend: Backend, item: PlannedIndicator, wave: str) -> ItemCells:
    """Return the outcomes in a wave by itself; if the item reads `from`, in the latest comparison that ends there.

    Args:
        backend: The rows.
        item: The indicator, for one item.
        wave: The wave.
    """
    plan = backend.plan
    earlier = [e for e, later in plan.comparisons if later == wave]
    if wave in item.without_level or (item.looks_back and not earlier):
        return nobody_asked(backend, wave)
    return item_cells(
        backend, item, wave, (max(earlier, key=plan.waves.index), wave) if item.looks_back else None
    )


def cells_in_comparison(
    backend: Backend, item: PlannedIndicator, comparison: tuple[str, str]
) -> tuple[ItemCells, ...]:
    """Return the outcomes in both waves of a comparison.

    Args:
        backend: The rows.
        item: The indicator, for one item.
        comparison: The two waves.
    """
    if not item.over_asked_in_both:
        return tuple(cells_in_wave(backend, item, wave) for wave in comparison)
    return tuple(item_cells(backend, item, wave, comparison) for wave in comparison)


def nobody_asked(backend: Backend, wave: str) -> ItemCells:
    """Return the outcomes in a wave in which an item asks nothing of anybody.

    Args:
        backend: The rows.
        wave: The wave.
    """
    return ItemCells(
        key=wave,
        read=lambda: backend.column_of_nobody_asked(wave),
        codes=range(len(_OF_STATUS)),
        cells=_OF_STATUS,
    )


def item_cells(
    backend: Backend, item: PlannedIndicator, wave: str, comparison: tuple[str, str] | None
) -> ItemCells:
    """Return the outcomes in a wave in which the item has a level.

    Args:
        backend: The rows.
        item: The indicator, for one item.
        wave: The wave.
        comparison: The two waves compared, where the outcome depends on them; None for the wave by itself.
    """
    cohort = backend.rows.cohort
    context = context_of(item, cohort, wave, comparison)
    leaves = leaves_read(item, cohort, wave, comparison)
    all_analysed = backend.rows.status(wave).all_analysed
    found = backend.looked_up(item, context)
    if found is None or leaves != found[:1]:
        return ItemCells(
            key=(item.counts, item.base, leaves, context),
            read=lambda: _column(backend, item, context, leaves),
            codes=range(Outcome.NOT_ASKED if all_analysed else 0, CELLS),
            cells=_OF_CELLS,
        )
    ref, outcomes = found
    if outcomes is None:
        return nobody_asked(backend, wave)
    question = backend.plan.questions[ref.question]
    dont_know = question.codes.dont_know
    always_asked = not question.asked_if and not question.not_applicable
    lowest = EffectiveCode.BLANK if always_asked else EffectiveCode.NOT_ASKED
    return ItemCells(
        key=(ref.question, ref.item, wave),
        read=lambda: backend.codes(ref.question, ref.item, wave, keep=backend.rows.size < KEEP_ROWS),
        codes=range(lowest if all_analysed else 0, len(outcomes)),
        cells=bytes(o + OUTCOMES * (code in dont_know) for code, o in enumerate(outcomes)),
    )


def _column(
    backend: Backend, item: PlannedIndicator, context: WaveContext, leaves: tuple[AnswerRef, ...]
) -> pl.Series:
    """Evaluate the condition of an item; the codes are those of the cells."""
    outcomes = backend.outcome_column(item, context)
    dont_know = backend.dont_know(leaves, context)
    return outcomes + dont_know.cast(pl.UInt8) * OUTCOMES if dont_know.any() else outcomes
