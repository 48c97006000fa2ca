"""Holds the words that name the items of a question in a file: their ids, and their labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWords:
    """The items of a question, by the words that name them.

    Attributes:
        labels: The label of each item, by its id.
    """

    labels: Mapping[str, str]

    def item(self, word: str) -> str | None:
        """Return the item that a word names; an id comes before a label. None if there is no such item."""
        if word in self.labels:
            return word
        named = [item for item, label in self.labels.items() if label == word]
        return named[0] if len(named) == 1 else None

    def words_of(self, item: str) -> list[str]:
        """Return the words that name an item."""
        return [word for word in dict.fromkeys((item, self.labels[item])) if self.item(word) == item]

    def shown(self) -> Sequence[str]:
        """Return the ids and labels, for hints."""
        return list(dict.fromkeys((*self.labels.values(), *self.labels)))
