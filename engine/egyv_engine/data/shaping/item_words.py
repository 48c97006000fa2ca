"""Holds the words that name the items of a question in a file: their ids, their labels and other spellings."""

from collections.abc import Collection, Mapping, Sequence

from egyv_engine.data.spellings import are_near
from egyv_engine.diagnostics.hidden_characters import looks_like
from egyv_engine.diagnostics.suggest import did_you_mean
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

    def meant_by(self, word: str, used: Collection[str]) -> str | None:
        """Return the word of an item that an ignored word probably means; None if it means none.

        It differs only in case, spaces, the form of letters or one letter; or it is near to a word of an item that no cell
        names.

        Args:
            word: A word that names no item.
            used: The items that some cell names.
        """
        named = [name for name in self.meant if self.item(name) is not None]
        same = (name for name in named if _plain(name) == _plain(word) or are_near(word, name))
        return next(same, None) or did_you_mean(word, [name for name in named if self.item(name) not in used])

    def shown(self) -> Sequence[str]:
        """Return the words that name items, for hints."""
        return [word for word in self.meant if self.item(word) is not None]


def _plain(word: str) -> str:
    return "".join(looks_like(word).casefold().split())
