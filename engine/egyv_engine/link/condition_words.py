"""Writes conditions in words: in short ones with ids, for notes and codebooks, or with labels, for explanations."""

from typing import Protocol, assert_never

from egyv_engine.link.items import item_of
from egyv_engine.link.linked_programme import RELATIVE_WAVES, LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.decimals import number_text
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.typed_values import days, is_number


class NameWords(Protocol):
    """Puts the names in a condition into words."""

    @property
    def answered(self) -> str:
        """The word for an answer that is not blank."""

    def answer(self, answer: c.Answer) -> str:
        """Return the words for a question's answer."""

    def attribute(self, name: str) -> str:
        """Return the words for a column of the register."""

    def indicator(self, name: str) -> str:
        """Return the words for an indicator."""

    def items(self, basket: str, indicator: str) -> str:
        """Return the words for the items of a basket for which an indicator is met."""

    def part(self, quantile: c.Quantile) -> str:
        """Return the words for the part of all units that a unit belongs to."""

    def word(self, text: str) -> str:
        """Return an answer, number or date that is compared with."""


class IdWords:
    """Names questions, attributes and indicators by their ids."""

    answered = "answered"

    def answer(self, answer: c.Answer) -> str:
        """Return the id of a question, with its item and wave where they are named."""
        of = answer.question if answer.item is None else f"{answer.question}.{answer.item}"
        return of if answer.wave is None else f"{of} ({answer.wave})"

    def attribute(self, name: str) -> str:
        """Return the name."""
        return name

    def indicator(self, name: str) -> str:
        """Return the id."""
        return name

    def items(self, basket: str, indicator: str) -> str:
        """Return the ids of both."""
        return f"{basket} with {indicator}"

    def part(self, quantile: c.Quantile) -> str:
        """Return the id of the question, and the number of parts."""
        return f"the part of {self.answer(quantile)} (of {quantile.parts})"

    def word(self, text: str) -> str:
        """Return the text."""
        return text


class LabelWords(Frozen):
    """Names questions, items, waves and indicators by their labels.

    Attributes:
        linked: The programme.
        for_each: The basket that the rule is repeated over; None for none.
        item: The item for which the rule is explained; None for a rule without items.
    """

    linked: LinkedProgramme
    for_each: str | None = None
    item: str | None = None

    @property
    def answered(self) -> str:
        """The word for an answer that is not blank."""
        return "given"

    def answer(self, answer: c.Answer) -> str:
        """Return the question as it is asked, with the label of the item and of the wave that is read."""
        question = self.linked.questions[answer.question]
        item = item_of(self.linked, answer, self.for_each, self.item)
        about = f" about {self.item_label(question.items, item)}" if question.items and item else ""
        wave = answer.wave
        if wave is None:
            when = ""
        elif wave in RELATIVE_WAVES:
            when = f" in the {'earlier' if wave == 'from' else 'later'} wave"
        else:
            when = f" in the wave '{self.linked.waves[wave].label}'"
        what = "the record of" if self.linked.is_recorded(question) else "the answer to"
        return f"{what} '{question.asks}'{about}{when}"

    def attribute(self, name: str) -> str:
        """Return the name, and that it is in the register."""
        return f"'{name}' in the register"

    def indicator(self, name: str) -> str:
        """Return the title, with the item if the indicator is repeated over items."""
        other = self.linked.indicators[name].indicator
        about = f" for {self.item_label(other.for_each, self.item)}" if other.for_each and self.item else ""
        return f"'{other.title}'{about}"

    def items(self, basket: str, indicator: str) -> str:
        """Return the label of the basket and the title of the indicator."""
        declared = self.linked.programme.baskets.baskets[basket]
        title = self.linked.indicators[indicator].indicator.title
        return f"{declared.label or basket} for which '{title}' is met"

    def part(self, quantile: c.Quantile) -> str:
        """Return the question, and what the number of a part means."""
        many = self.linked.programme.file.unit.many
        return (
            f"the part, from 1 for the lowest to {quantile.parts} for the highest, "
            f"that {self.answer(quantile)} belongs to among all analysed {many}"
        )

    def word(self, text: str) -> str:
        """Return a number or a date unchanged, and any other text in quotation marks."""
        return text if is_number(text) or days(text) is not None else f"'{text}'"

    def item_label(self, basket: str, item: str) -> str:
        """Return the label of an item.

        Args:
            basket: The basket that has it.
            item: The item.
        """
        return self.linked.baskets[basket].labels[item].label


IDS = IdWords()
ALL_HOLD, ONE_HOLDS = "all of these hold", "at least one of these holds"


def condition_in_words(condition: c.Condition, names: NameWords = IDS) -> str:
    """Return a condition as a clause, such as "helper is Yes".

    Args:
        condition: The condition.
        names: Puts the names in it into words.
    """
    match condition:
        case c.All(members=members):
            return " and ".join(_enclosed(m, names) for m in members)
        case c.Any(members=members):
            return " or ".join(_enclosed(m, names) for m in members)
        case c.Not(member=c.Leaf() as leaf):
            return _leaf(leaf, names, negated=True)
        case c.Not(member=c.Met(indicator=name)):
            return f"{names.indicator(name)} is not met"
        case c.Not(member=member):
            return f"not ({condition_in_words(member, names)})"
        case c.Met(indicator=name):
            return f"{names.indicator(name)} is met"
        case c.Leaf():
            return _leaf(condition, names, negated=False)
        case _:
            assert_never(condition)


def words_above(condition: c.Condition, names: NameWords = IDS) -> str | None:
    """Return the words that introduce a list of the conditions in a condition; None if it is better said as one clause.

    Args:
        condition: The condition.
        names: Puts the names in it into words.
    """
    match condition:
        case c.All():
            return ALL_HOLD
        case c.Any():
            return ONE_HOLDS
        case c.Not(member=c.All() | c.Any()):
            return "this does not hold"
        case c.Leaf(left=c.NumberOf()) if not isinstance(condition.right, bool):
            return _compared("the number of these that hold", condition, names, negated=False)
        case _:
            return None


def _leaf(leaf: c.Leaf, names: NameWords, *, negated: bool) -> str:
    return _compared(_side(leaf.left, names), leaf, names, negated=negated)


def _compared(left: str, leaf: c.Leaf, names: NameWords, *, negated: bool) -> str:
    """Return a comparison with words for its left side."""
    right = leaf.right
    if isinstance(right, bool):
        return f"{left} is {names.answered if right != negated else 'blank'}"
    joined = " and " if leaf.comparator == "between" else " or "
    words = (
        joined.join(names.word(w.text) for w in right) if isinstance(right, tuple) else _side(right, names)
    )
    comparator = COMPARATORS[leaf.comparator].words.removeprefix("is").strip()
    verb = "is not" if negated else "is"
    return " ".join(part for part in (left, verb, comparator, words) if part)


def _enclosed(condition: c.Condition, names: NameWords) -> str:
    words = condition_in_words(condition, names)
    return f"({words})" if isinstance(condition, c.All | c.Any) else words


def _side(side: c.Side, names: NameWords) -> str:
    match side:
        case c.QuestionSide():
            return names.answer(side)
        case c.QuantileSide(of=of):
            return names.part(of)
        case c.AttributeSide(attribute=name):
            return names.attribute(name)
        case c.NumberSide(number=value):
            return number_text(value)
        case c.NumberOf(members=members):
            listed = "; ".join(condition_in_words(member, names) for member in members)
            return f"the number of these that hold ({listed})"
        case c.NumberOfItems(each=each, met=met):
            return f"the number of {names.items(each, met)}"
        case c.CalculatedSide(left=left, operator=operator, right=right):
            second = _side(right, names)
            if isinstance(right, c.CalculatedSide):
                second = f"({second})"
            return f"{_side(left, names)} {operator.replace('_', ' ')} {second}"
        case _:
            assert_never(side)
