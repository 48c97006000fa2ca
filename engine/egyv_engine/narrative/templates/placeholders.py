"""Carries figures and terms through a text template as private-use characters, and finds them again after it.

A template thus never sees a digit, and the text that comes out of it splits into figures, terms and its own words.
"""

from dataclasses import dataclass, field

from egyv_engine.model.report import Text

FIRST, LAST = 0xE000, 0xF8FF


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A whole number to be written by the policy, or as said ("none"). ref: its path."""

    ref: str
    value: int
    said: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decimal:
    """A number already written out, such as a percentage. ref: its path."""

    ref: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Declared text."""

    text: str


Placeholder = Count | Decimal | Said


@dataclass(slots=True)
class Placeholders:
    """The figures and terms of one claim, each behind a character of its own."""

    held: list[Placeholder] = field(default_factory=list)

    def count(self, ref: str, value: int, said: str | None = None) -> str:
        """The mark of a whole number; said: a word for it, whatever the policy."""
        return self._mark(Count(ref=ref, value=value, said=said))

    def decimal(self, ref: str, text: str) -> str:
        """The mark of a number that is written out already."""
        return self._mark(Decimal(ref=ref, text=text))

    def term(self, text: str) -> str:
        """The mark of declared text."""
        return self._mark(Said(text=text))

    def split(self, rendered: str) -> tuple[Text | Placeholder, ...]:
        """The text between the placeholders, and what each mark stands for, in order."""
        found: list[Text | Placeholder] = []
        plain = ""
        for char in rendered:
            if FIRST <= ord(char) <= LAST:
                if plain:
                    found.append(Text(text=plain))
                plain = ""
                found.append(self.held[ord(char) - FIRST])
            else:
                plain += char
        if plain:
            found.append(Text(text=plain))
        return tuple(found)

    def _mark(self, held: Placeholder) -> str:
        self.held.append(held)
        return chr(FIRST + len(self.held) - 1)
