"""The answers that are not ordinary: don't-knows, blanks, and those that put a unit outside the base."""

from typing import Literal, TypeAlias, get_args

from egyv_engine.diagnostics.hidden_characters import looks_like
from egyv_engine.model import documents as d
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.typed_values import comparable_text

SpecialKey: TypeAlias = Literal["dont_know", "blank", "not_applicable"]
SPECIAL_KEYS: tuple[SpecialKey, ...] = get_args(SpecialKey)
# What an answer says instead of answering, by the key that it is usually listed under.
_SAID: dict[SpecialKey, tuple[str, ...]] = {
    "dont_know": (
        "don't know",
        "dont know",
        "do not know",
        "dk",
        "not known",
        "can't say",
        "cannot say",
        "can't choose",
        "cannot choose",
        "not sure",
        "unsure",
    ),
    "not_applicable": ("not applicable", "n/a", "na", "n.a.", "does not apply", "inapplicable"),
    "blank": (
        "no answer",
        "no response",
        "refused",
        "refusal",
        "prefer not to say",
        "prefer not to answer",
        "missing",
        "not stated",
        "not checked",
        "not recorded",
        "not assessed",
        "not measured",
        "no data",
        "no information",
        "not rated",
        "not yet rated",
        "unrated",
        "no rating",
    ),
}
_SAID_FIRST = (
    "insufficient evidence",
    "insufficient data",
    "not enough evidence",
    "not enough data",
)  # `... to rate`
_KEY_OF = {word: key for key, words in _SAID.items() for word in words}


class SpecialAnswers(Frozen):
    """The answers to a question that are not ordinary, each list under the key that declares it.

    Attributes:
        as_numbers: Whether a word that is a number is the same word however the number is written.
    """

    dont_know: tuple[str, ...]
    blank: tuple[str, ...]
    not_applicable: tuple[str, ...]
    as_numbers: bool

    @property
    def words(self) -> tuple[str, ...]:
        """Return every one of them."""
        return (*self.dont_know, *self.blank, *self.not_applicable)

    def key_of(self, word: str) -> SpecialKey | None:
        """Return the key under which a word is listed; None for an ordinary answer."""
        sought = self.same(word)
        lists = {"dont_know": self.dont_know, "blank": self.blank, "not_applicable": self.not_applicable}
        return next((k for k in SPECIAL_KEYS if sought in map(self.same, lists[k])), None)

    def same(self, word: str) -> str:
        """Return a text that is equal for words that are the same answer."""
        return comparable_text(word) if self.as_numbers else word


def special_answers(scales: d.ScalesFile, of: d.Scale | d.Question | None) -> SpecialAnswers:
    """Return the answers that are not ordinary on a scale, or for a question that takes a number, a date or text.

    Args:
        scales: The scales file, whose defaults hold for what the scale or question does not declare.
        of: The scale or the question; None for the defaults by themselves, which hold for numbers too.
    """

    def words(key: SpecialKey) -> tuple[str, ...]:
        own = getattr(of, key, None)
        default: tuple[str, ...] = getattr(scales.defaults, key, ())
        return default if own is None else own

    return SpecialAnswers(
        dont_know=words("dont_know"),
        blank=words("blank"),
        not_applicable=words("not_applicable"),
        as_numbers=of is None or (isinstance(of, d.Question) and of.scale == "number"),
    )


def usual_key(word: str) -> SpecialKey | None:
    """Return the key under which a word is usually listed, because it says that there is no answer; None for others."""
    text = looks_like(word).casefold()
    return _KEY_OF.get(text, "blank" if text.startswith(_SAID_FIRST) else None)
