"""Holds the words that name the items of a question in a file: their ids, their labels and other spellings."""

from collections.abc import Mapping, Sequence

from egyv_engine.model.frozen import Frozen


class ItemWords(Frozen):
    """The items of a question, by the words that name them.

    Attributes:
        items: The ids of the items.
        meant: The item for each word.
    """

    items: tuple[str, ...]
    meant: Mapping[str, str]

    def item(self, word: str) -> str | None:
        """Return the item that a word names; None if there is no such item."""
        item = self.meant.get(word)
        return item if item in self.items else None

    def words_of(self, item: str) -> list[str]:
        """Return the words that name an item."""
        return [word for word, meant in self.meant.items() if meant == item]

    def shown(self) -> Sequence[str]:
        """Return the words that name items, for hints."""
        return [word for word in self.meant if self.item(word) is not None]
