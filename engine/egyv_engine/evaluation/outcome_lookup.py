"""Looks up the outcome of an answer by its effective code."""

from functools import lru_cache

from egyv_engine.model.codes import EffectiveCode
from egyv_engine.model.plan import Answered, Lookup, Outcome, PlannedQuestion

# Outcomes that a don't-know could have made met or not met: not asked because of the base, not met, and met.
OPEN_NOT_ASKED, OPEN_NOT_MET, OPEN_MET = range(len(Outcome), len(Outcome) + 3)
COUNTED = (*Outcome, Outcome.NOT_ASKED, Outcome.NOT_MET, Outcome.MET)  # the outcome that each is counted as
OUTCOMES = len(COUNTED)


def outcome_lookup(node: Lookup | Answered, question: PlannedQuestion, *, is_dont_know_open: bool) -> bytes:
    """Return the outcome of every effective code, as a table of bytes.

    Args:
        node: A comparison that reads only the words of one answer.
        question: The question of that answer, whose codes index the table.
        is_dont_know_open: Whether a don't-know could have been either.
    """
    codes = question.codes
    if isinstance(node, Answered):
        return _answered(node.negated, codes.answers.stop)
    unsure = OPEN_NOT_MET if is_dont_know_open else Outcome.NOT_MET.value
    return _labels(question.labels, node.labels, node.negated, unsure, codes.answers.stop)


@lru_cache(maxsize=4096)
def _labels(
    scale: tuple[str, ...], labels: tuple[str, ...], negated: bool, dont_know: int, stop: int
) -> bytes:
    table = _plain(stop)
    table[EffectiveCode.FIRST_ANSWER :] = bytes([dont_know]) * (stop - EffectiveCode.FIRST_ANSWER)
    for code, label in enumerate(scale, start=EffectiveCode.FIRST_ANSWER):
        table[code] = Outcome.MET if (label in labels) != negated else Outcome.NOT_MET
    return bytes(table)


@lru_cache(maxsize=1024)
def _answered(negated: bool, stop: int) -> bytes:
    table = _plain(stop)
    table[EffectiveCode.BLANK] = Outcome.MET if negated else Outcome.NOT_MET
    if not negated:
        first = EffectiveCode.FIRST_ANSWER
        table[first:] = bytes([Outcome.MET]) * (stop - first)
    return bytes(table)


def _plain(stop: int) -> bytearray:
    table = bytearray([Outcome.NOT_MET]) * stop
    table[EffectiveCode.NOT_SURVEYED] = Outcome.NOT_SURVEYED
    table[EffectiveCode.NO_RETURN] = Outcome.NO_RETURN
    table[EffectiveCode.NOT_ANALYSED] = Outcome.NOT_ANALYSED
    table[EffectiveCode.NOT_ASKED] = Outcome.NOT_ASKED
    table[EffectiveCode.BLANK] = table[EffectiveCode.UNSURE] = Outcome.UNKNOWN
    return table


def possible_codes(question: PlannedQuestion) -> list[int]:
    """Return every effective code that a question's answer may have."""
    codes = range(question.codes.answers.stop)
    return [code for code in codes if question.asked_if or code != EffectiveCode.UNSURE]
