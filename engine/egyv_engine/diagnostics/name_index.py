"""Finds the few names that may be near to a word, so that the word is not compared with thousands of names."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from heapq import nsmallest

from egyv_engine.diagnostics.hidden_characters import looks_like, without_quotes

FEW_NAMES = 64  # all of so few names are compared
MOST_COMPARED = 64  # of more names, at most so many at one edit, and so many at several edits
_MOST_VISITED = 4_000  # names visited to count the pairs of letters that they share with a word
_LONGEST = 64  # letters; of a longer name, the forms without one letter would take too much memory


class NameIndex:
    """Names by their forms without one letter, and by their pairs of neighbouring letters."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.lowered = tuple(without_quotes(looks_like(name).lower()) for name in names)
        self._by_form: dict[str, list[int]] = {}
        self._by_pair: dict[str, list[int]] = {}
        if len(names) > FEW_NAMES:
            for order, name in enumerate(self.lowered):
                for form in _forms(name):
                    self._by_form.setdefault(form, []).append(order)
                for pair in _pairs(name):
                    self._by_pair.setdefault(pair, []).append(order)

    def one_edit_away(self, lowered: str) -> list[int]:
        """Return the positions of the names that may be one edit from a word in small letters; all of a few names."""
        if len(self.names) <= FEW_NAMES:
            return list(range(len(self.names)))
        found = {order for form in _forms(lowered) for order in self._by_form.get(form, ())[:MOST_COMPARED]}
        return nsmallest(MOST_COMPARED, found)

    def several_edits_away(self, lowered: str) -> list[int]:
        """Return the positions of the names that share most pairs of letters with a word in small letters."""
        shared: Counter[int] = Counter()
        visited = 0
        for orders in sorted((self._by_pair.get(pair, []) for pair in _pairs(lowered)), key=len):
            part = orders[: _MOST_VISITED - visited]
            shared.update(part)
            visited += len(part)
        return [order for order, _ in nsmallest(MOST_COMPARED, shared.items(), key=lambda x: (-x[1], x[0]))]


@lru_cache(maxsize=8)
def index_of(names: tuple[str, ...]) -> NameIndex:
    """Return the index of some names; the names of one file are looked up again and again."""
    return NameIndex(names)


def _forms(lowered: str) -> Iterator[str]:
    """Yield a word and its forms without one letter: words that are one edit or swap apart have one in common."""
    yield lowered
    if len(lowered) <= _LONGEST:
        yield from {lowered[:i] + lowered[i + 1 :] for i in range(len(lowered))}


def _pairs(lowered: str) -> set[str]:
    marked = f"\0{lowered}\0"
    return {marked[i : i + 2] for i in range(len(marked) - 1)}
