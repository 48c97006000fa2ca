"""Lookups from an answer's effective code to its outcome, and answer tables folded through them."""

from functools import lru_cache

from egyv_engine.evaluation.cohort_rows import BLANK, FIRST, UNSURE
from egyv_engine.evaluation.crosstab import Cells
from egyv_engine.model.plan import Answered, Lookup, Outcome, PlannedQuestion

Pairs = tuple[int, ...]  # 36 counts: 6 x earlier outcome + later outcome


def outcome_lookup(node: Lookup | Answered, question: PlannedQuestion) -> bytes:
    """The outcome of every effective code."""
    if isinstance(node, Answered):
        return _answered(node.negated)
    return _labels(question.labels, node.labels, node.negated)


@lru_cache(maxsize=4096)
def _labels(scale: tuple[str, ...], labels: tuple[str, ...], negated: bool) -> bytes:
    table = _plain()
    for code, label in enumerate(scale, start=FIRST):
        if (label in labels) != negated:
            table[code] = Outcome.MET
    return bytes(table)


@lru_cache(maxsize=2)
def _answered(negated: bool) -> bytes:
    table = _plain()
    table[BLANK] = Outcome.MET if negated else Outcome.NOT_MET
    if not negated:
        table[FIRST:UNSURE] = bytes([Outcome.MET]) * (UNSURE - FIRST)
    return bytes(table)


def _plain() -> bytearray:
    table = bytearray([Outcome.NOT_MET]) * 256
    table[: BLANK + 1] = bytes([Outcome.NO_RETURN, Outcome.NOT_ANALYSED, Outcome.NOT_ASKED, Outcome.UNKNOWN])
    table[UNSURE] = Outcome.UNKNOWN
    return table


def outcome_pairs(cells: Cells, table: bytes) -> Pairs:
    """An answer table as a table of outcomes."""
    pairs = [0] * 36
    for a, b, n in cells:
        pairs[6 * table[a] + table[b]] += n
    return tuple(pairs)


def outcome_counts(counts: tuple[tuple[int, int], ...], table: bytes) -> tuple[int, ...]:
    """Counts of answers as counts of outcomes."""
    outcomes = [0] * 6
    for code, n in counts:
        outcomes[table[code]] += n
    return tuple(outcomes)


def never_codes(question: PlannedQuestion) -> range:
    """The effective codes of the never-counts answers."""
    first = FIRST + (len(question.labels) if question.kind == "scale" else 1)
    return range(first, first + len(question.never_counts))


def possible_codes(question: PlannedQuestion) -> list[int]:
    """Every effective code a question's answer may have."""
    codes = list(range(never_codes(question).stop))
    return [*codes, UNSURE] if question.asked_if else codes
