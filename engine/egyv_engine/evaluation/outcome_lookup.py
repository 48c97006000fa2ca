"""Looks up the outcome of an answer by its effective code, and turns tables of answers into tables of outcomes."""

from functools import lru_cache

from egyv_engine.evaluation.crosstab import Cells
from egyv_engine.model.codes import AnswerCodes, EffectiveCode, answer_codes
from egyv_engine.model.plan import Answered, Lookup, Outcome, PlannedQuestion

OUTCOMES = len(Outcome)
Pairs = tuple[int, ...]  # 49 counts: OUTCOMES * earlier outcome + later outcome


def outcome_lookup(node: Lookup | Answered, question: PlannedQuestion) -> bytes:
    """Return the outcome of every effective code, as a table of 256 bytes.

    Args:
        node: A comparison that reads only the words of one answer.
        question: The question of that answer, whose codes index the table.
    """
    if isinstance(node, Answered):
        return _answered(node.negated)
    return _labels(question.labels, node.labels, node.negated)


@lru_cache(maxsize=4096)
def _labels(scale: tuple[str, ...], labels: tuple[str, ...], negated: bool) -> bytes:
    table = _plain()
    for code, label in enumerate(scale, start=EffectiveCode.FIRST_ANSWER):
        if (label in labels) != negated:
            table[code] = Outcome.MET
    return bytes(table)


@lru_cache(maxsize=2)
def _answered(negated: bool) -> bytes:
    table = _plain()
    table[EffectiveCode.BLANK] = Outcome.MET if negated else Outcome.NOT_MET
    if not negated:
        first, unsure = EffectiveCode.FIRST_ANSWER, EffectiveCode.UNSURE
        table[first:unsure] = bytes([Outcome.MET]) * (unsure - first)
    return bytes(table)


def _plain() -> bytearray:
    table = bytearray([Outcome.NOT_MET]) * 256
    table[EffectiveCode.NOT_SURVEYED] = Outcome.NOT_SURVEYED
    table[EffectiveCode.NO_RETURN] = Outcome.NO_RETURN
    table[EffectiveCode.NOT_ANALYSED] = Outcome.NOT_ANALYSED
    table[EffectiveCode.NOT_ASKED] = Outcome.NOT_ASKED
    table[EffectiveCode.BLANK] = table[EffectiveCode.UNSURE] = Outcome.UNKNOWN
    return table


def outcome_pairs(cells: Cells, table: bytes) -> Pairs:
    """Turn a table of answers into a table of outcomes.

    Args:
        cells: The effective code in the earlier wave, the code in the later wave, and the number of units.
        table: The outcome of every effective code, from `outcome_lookup`.

    Returns:
        The number of units of each pair of outcomes, at OUTCOMES * earlier + later.
    """
    pairs = [0] * OUTCOMES**2
    for a, b, n in cells:
        pairs[OUTCOMES * table[a] + table[b]] += n
    return tuple(pairs)


def outcome_counts(counts: tuple[tuple[int, int], ...], table: bytes) -> tuple[int, ...]:
    """Turn counts of answers into counts of outcomes.

    Args:
        counts: Pairs of an effective code and its number of units.
        table: The outcome of every effective code, from `outcome_lookup`.

    Returns:
        The number of units of each Outcome, at the outcome's number.
    """
    outcomes = [0] * OUTCOMES
    for code, n in counts:
        outcomes[table[code]] += n
    return tuple(outcomes)


def codes_of(question: PlannedQuestion) -> AnswerCodes:
    """Return the effective codes of a question's answers."""
    return answer_codes(question.labels, question.dont_know)


def possible_codes(question: PlannedQuestion) -> list[int]:
    """Return every effective code that a question's answer may have."""
    codes = list(range(codes_of(question).answers.stop))
    return [*codes, EffectiveCode.UNSURE.value] if question.asked_if else codes
