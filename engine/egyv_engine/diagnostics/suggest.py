"""Finds the known word that a misspelt word probably means."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from egyv_engine.diagnostics.first_named import first_named
from egyv_engine.diagnostics.hidden_characters import code_point, looks_like, odd_characters, without_quotes
from egyv_engine.diagnostics.name_index import NameIndex, index_of

_MOST_NAMED = 12
_STRAIGHT = 'quotation marks like “ are read as a part of the word: write " in their place'
_Rank = tuple[int, float, int]


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that is nearest to a word, or None if none is near enough.

    The distance is the optimal string alignment distance (edits, and swaps of neighbouring letters), ignoring case,
    spaces, characters that cannot be seen, the width of letters, and the quotation marks of a word processor. At most a third of the letters may differ; one
    letter always may. Of two candidates at the same distance the more similar one is chosen (by difflib), then the one
    that is declared first. Among many candidates, those at several edits are compared only if they share many pairs of
    letters with the word.

    Args:
        word: A name that is not known.
        candidates: The names that are known, in the order of their declaration.
    """
    index = index_of(tuple(candidates))
    lowered = without_quotes(looks_like(word).lower())
    best = _nearest(lowered, index, index.one_edit_away(lowered))
    if best is None or best[0] > 1:
        further = _nearest(lowered, index, index.several_edits_away(lowered))
        best = min((rank for rank in (best, further) if rank is not None), default=None)
    return None if best is None else index.names[best[2]]


def _nearest(lowered: str, index: NameIndex, orders: Iterable[int]) -> _Rank | None:
    """Return the distance, the dissimilarity and the position of the nearest of some candidates."""
    best: _Rank | None = None
    for order in orders:
        other = index.lowered[order]
        allowed = max(1, max(len(lowered), len(other)) // 3)
        if abs(len(lowered) - len(other)) > allowed:
            continue
        distance = _distance(lowered, other)
        if distance > allowed or distance >= max(len(lowered), len(other)):
            continue
        if best is not None and distance > best[0]:
            continue
        rank = (distance, -SequenceMatcher(None, lowered, other).ratio(), order)
        best = rank if best is None else min(best, rank)
    return best


def hint(word: str, candidates: Iterable[str], exist: str, *, meant: str | None = None) -> str:
    """Return a hint that lists what exists, after a "did you mean" if one of the candidates is near the word.

    Args:
        word: The unknown word; empty if no word was written.
        candidates: What exists; the hint lists at most twelve of them.
        exist: The words that introduce the list, for example `declared`.
        meant: The candidate that is meant, where more is known than how the word is spelt.
    """
    names = list(candidates)
    near = meant or did_you_mean(word, names)
    known = f"{exist}: {first_named(names, _MOST_NAMED) or 'none'}"
    if not near:
        return known
    odd = [code_point(character) for character in odd_characters(word, near)]
    advice = f"replace or delete {either(odd)}; " if odd else ""
    if any(without_quotes(one) != one for one in (word, near)):
        advice += f"{_STRAIGHT}; "
    return f"did you mean '{near}'? {advice}{known}"


def brief_hint(word: str, candidates: Iterable[str], exist: str) -> str:
    """Return a hint that names the candidate near the word, and lists what exists where none is near.

    Args:
        word: The unknown word.
        candidates: What exists, whose names may be long.
        exist: The words that introduce the list.
    """
    names = list(candidates)
    near = did_you_mean(word, names)
    return hint(word, names, exist) if near is None else f"did you mean '{near}'?"


def either(words: Sequence[str]) -> str:
    """Return words as a choice: "cohort, gaps or declines"."""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def _distance(a: str, b: str) -> int:
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
