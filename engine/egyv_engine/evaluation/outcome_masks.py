"""Turns the truth of a condition and of a base into a mask for each outcome."""

import polars as pl

from egyv_engine.evaluation.cohort_rows import StatusColumn
from egyv_engine.evaluation.outcome_lookup import OPEN_MET, OPEN_NOT_ASKED, OPEN_NOT_MET
from egyv_engine.evaluation.truth import Reading, Truth
from egyv_engine.model.codes import ReturnStatus
from egyv_engine.model.plan import Outcome

Masks = list[tuple[int, pl.Series]]  # of the outcomes of outcome_lookup.py; every row is in exactly one


def outcome_masks(
    condition: Truth, base: Truth | None, status: StatusColumn, *, is_dont_know_open: bool
) -> Masks:
    """Return a mask for each outcome, and three more where a don't-know could have changed any.

    Args:
        condition: The truth of the condition that is counted.
        base: The truth of the condition that narrows the base; None for none.
        status: Which units returned and are analysed in the wave.
        is_dont_know_open: Whether a don't-know could have been either.
    """
    here = status.analysed
    not_asked, unknown, not_met, met = _within(condition, base)
    found = [
        (Outcome.NOT_SURVEYED.value, status.column == ReturnStatus.NOT_SURVEYED.value),
        (Outcome.NO_RETURN.value, status.column == ReturnStatus.NO_RETURN.value),
        (Outcome.NOT_ANALYSED.value, status.column == ReturnStatus.NOT_ANALYSED.value),
        (Outcome.NOT_ASKED.value, here & not_asked),
        (Outcome.UNKNOWN.value, here & unknown),
        (Outcome.NOT_MET.value, here & not_met),
        (Outcome.MET.value, here & met),
    ]
    if not is_dont_know_open or not _has_open(condition, base):
        return found
    _, open_, _, _ = _within(condition, base, is_dont_know_open=True)
    could_be_either = here & open_ & ~unknown
    return [
        *((outcome, mask & ~could_be_either) for outcome, mask in found),
        (OPEN_NOT_ASKED, not_asked & could_be_either),
        (OPEN_NOT_MET, not_met & could_be_either),
        (OPEN_MET, met & could_be_either),
    ]


def _within(
    counts: Truth, base: Truth | None, *, is_dont_know_open: bool = False
) -> tuple[pl.Series, pl.Series, pl.Series, pl.Series]:
    """Return the rows that are not asked, unknown, not met and met in one of the two readings."""

    def read(truth: Truth) -> Reading:
        return truth.dont_know_open if is_dont_know_open else truth.counted

    asked, met, failed = counts.asked, read(counts).met, read(counts).failed
    if base is not None:
        asked = asked & base.asked & ~read(base).failed
        met, failed = met & read(base).met, failed & read(base).met
    return ~asked, asked & ~(met | failed), failed, met


def _has_open(counts: Truth, base: Truth | None) -> bool:
    """Return whether a don't-know makes the two readings differ."""
    return any(one is not None and one.dont_know_open is not one.counted for one in (counts, base))
