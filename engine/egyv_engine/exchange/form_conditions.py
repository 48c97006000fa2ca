"""Writes conditions in the formula language of XLSForms, where it can say them."""

from collections.abc import Callable, Mapping
from typing import assert_never

from egyv_engine.link.items import item_of
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import answers, children, counted, parts_of, right_words, sides
from egyv_engine.model.decimals import number_text
from egyv_engine.model.documents import Question
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.typed_values import days, is_number

_SIGNS = {"is": "=", "at_least": ">=", "at_most": "<=", "above": ">", "below": "<"}
_OPERATORS = {"plus": "+", "minus": "-", "times": "*", "divided_by": "div"}


class NotSayableError(Exception):
    """A form cannot say the condition. The message is the reason."""


def literal(text: str) -> str:
    """Return a text as a constant of the formula language, which cannot escape quotation marks."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    parts = ', "\'", '.join(f"'{part}'" for part in text.split("'"))
    return f"concat({parts})"


def joined_formulas(parts: list[str], word: str) -> str:
    """Return formulas joined with `and` or `or`, in brackets where there are several.

    Args:
        parts: The formulas; without any, `and` is true and `or` is false.
        word: The word that joins them.
    """
    different = list(dict.fromkeys(parts))
    if word == "or" and "true()" in different:
        return "true()"
    if not different:
        return "true()" if word == "and" else "false()"
    return different[0] if len(different) == 1 else f"({f' {word} '.join(different)})"


class FormNames(Frozen):
    """The names that a form has for the parts of conditions.

    Attributes:
        columns: The name of each question that the form asks, by question and item.
        attributes: The name of the form's value for each attribute.
        choices: The names of the answers of each scale.
        wave: The one wave that the form is for; None if it is for several.
        asked_if: Returns the formula for whether a question is asked, by question and item.
    """

    columns: Mapping[tuple[str, str | None], str]
    attributes: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]
    wave: str | None
    asked_if: Callable[[Question, str | None], str]


class FormConditions:
    """Writes the conditions of one question, or of one of its items.

    Args:
        linked: The programme.
        names: What the form calls the parts of conditions.
        question: The question whose `asked_if` is written.
        item: Its item; None for a question without items.
    """

    def __init__(
        self, linked: LinkedProgramme, names: FormNames, question: Question, item: str | None
    ) -> None:
        self._linked = linked
        self._names = names
        self._for_each = question.items
        self._item = item

    def formula(self, condition: c.Condition, *, negated: bool = False) -> str:
        """Return the formula of a condition, which is true where the condition holds by an ordinary answer.

        Args:
            condition: The condition.
            negated: Whether `not` is around it, which applies to each comparison inside.

        Raises:
            NotSayableError: The form cannot say it.
        """
        match condition:
            case c.All(members=members):
                return joined_formulas(
                    [self.formula(m, negated=negated) for m in members], "or" if negated else "and"
                )
            case c.Any(members=members):
                return joined_formulas(
                    [self.formula(m, negated=negated) for m in members], "and" if negated else "or"
                )
            case c.Not(member=member):
                return self.formula(member, negated=not negated)
            case c.Met():
                raise NotSayableError("it reads an indicator")
            case c.Leaf():
                return self._leaf(condition, negated=negated)
            case _:
                assert_never(condition)

    def _leaf(self, leaf: c.Leaf, *, negated: bool) -> str:
        if isinstance(leaf.right, bool):
            return self._answered(leaf.left, wanted=leaf.right != negated)
        scaled = self._question(leaf.left)
        if scaled is not None and not self._linked.is_open(scaled):
            return self._scale(leaf, scaled, negated=negated)
        if self._is_text(leaf):
            return self._same_text(leaf, negated=negated)
        return self._sizes(leaf, negated=negated)

    def _answered(self, side: c.Side, *, wanted: bool) -> str:
        if isinstance(side, c.AttributeSide):
            return f"{self._value(side)} {'!=' if wanted else '='} ''"
        question = self._question(side)
        if question is None or not isinstance(side, c.QuestionSide):
            raise NotSayableError("it asks if a calculation has a result")
        name, special = self._value(side), self._linked.special_answers(question)
        if wanted:
            words = ["", *special.blank, *special.not_applicable]
            return joined_formulas([self._compared(name, "!=", question, word) for word in words], "and")
        asked = self._names.asked_if(question, item_of(self._linked, side, self._for_each, self._item))
        empty = joined_formulas(
            [self._compared(name, "=", question, word) for word in ("", *special.blank)], "or"
        )
        return joined_formulas([empty, *([asked] if asked else [])], "and")

    def _compared(self, name: str, sign: str, question: Question, word: str) -> str:
        """Return a comparison with an answer; in a question that takes a number, -99 is -99.0."""
        if question.scale == "number" and is_number(word):
            return f"number({name}) {sign} {word}"
        return f"{name} {sign} {literal(self._choice(question, word))}"

    def _scale(self, leaf: c.Leaf, question: Question, *, negated: bool) -> str:
        name, scale = self._value(leaf.left), self._linked.labels(question)
        comparator = COMPARATORS[leaf.comparator]
        if isinstance(leaf.right, tuple):
            met = comparator.met_labels(scale, tuple(word.text for word in leaf.right))
            chosen = [a for a in scale if (a in met) != negated]
            return joined_formulas([f"{name} = {literal(self._choice(question, a))}" for a in chosen], "or")
        assert not isinstance(leaf.right, bool)
        other, right = self._question(leaf.right), self._value(leaf.right)
        if other is None:
            raise NotSayableError("it compares an answer with a value of the register")
        pairs = [
            f"({name} = {literal(self._choice(question, a))} and {right} = {literal(self._choice(other, b))})"
            for i, a in enumerate(scale)
            for j, b in enumerate(self._linked.labels(other))
            if bool(comparator.test(i, (j,))) != negated
        ]
        return joined_formulas(pairs, "or")

    def _is_text(self, leaf: c.Leaf) -> bool:
        """Return whether a comparison is made letter by letter."""
        if leaf.comparator not in ("is", "is_one_of") or not isinstance(leaf.right, tuple):
            return False
        question = self._question(leaf.left)
        if question is not None:
            return question.scale == "text"
        is_attribute = isinstance(leaf.left, c.AttributeSide)
        return is_attribute and any(not is_number(word.text) for word in leaf.right)

    def _same_text(self, leaf: c.Leaf, *, negated: bool) -> str:
        assert isinstance(leaf.right, tuple)
        name = self._value(leaf.left)
        if negated:
            return joined_formulas(
                [f"{name} != ''", *(f"{name} != {literal(w.text)}" for w in leaf.right)], "and"
            )
        return joined_formulas([f"{name} = {literal(word.text)}" for word in leaf.right], "or")

    def _sizes(self, leaf: c.Leaf, *, negated: bool) -> str:
        """Return a comparison of numbers or dates; a blank or a special answer on either side makes it false."""
        guards: list[str] = []
        has_dates = self._has_dates(leaf)
        left = self._number(leaf.left, guards, has_dates=has_dates)
        comparator, rights = leaf.comparator, self._rights(leaf, guards, has_dates=has_dates)
        if comparator in ("is", "is_one_of"):
            sign, word = ("!=", "and") if negated else ("=", "or")
            compared = [joined_formulas([f"{left} {sign} {right}" for right in rights], word)]
        elif comparator == "between":
            low, high = rights
            outside = joined_formulas([f"{left} < {low}", f"{left} > {high}"], "or")
            compared = [outside] if negated else [f"{left} >= {low}", f"{left} <= {high}"]
        else:
            opposite = COMPARATORS[comparator].opposite
            assert opposite is not None
            compared = [f"{left} {_SIGNS[opposite if negated else comparator]} {rights[0]}"]
        return joined_formulas([guard for guard in (*guards, *compared) if guard != "true()"], "and")

    def _has_dates(self, leaf: c.Leaf) -> bool:
        """Return whether a comparison is one of dates: an attribute is then read as a date."""
        read = [self._question(part) for side in sides(leaf) for part in parts_of(side)]
        words = [word.text for word in right_words(leaf)]
        is_dated = any(question is not None and question.scale == "date" for question in read)
        return is_dated or any(days(word) is not None for word in words)

    def _rights(self, leaf: c.Leaf, guards: list[str], *, has_dates: bool) -> list[str]:
        if isinstance(leaf.right, tuple):
            return [self._constant(word.text) for word in leaf.right]
        assert not isinstance(leaf.right, bool)
        return [self._number(leaf.right, guards, has_dates=has_dates)]

    def _constant(self, text: str) -> str:
        return text if days(text) is None else f"date('{text}')"

    def _number(self, side: c.Side, guards: list[str], *, has_dates: bool) -> str:
        match side:
            case c.NumberSide(number=value):
                return number_text(value)
            case c.AttributeSide() | c.QuestionSide():
                return self._plain_number(side, guards, has_dates=has_dates)
            case c.CalculatedSide(left=left, operator=operator, right=right):
                if has_dates:
                    raise NotSayableError("it calculates with dates")
                first = self._number(left, guards, has_dates=False)
                second = self._number(right, guards, has_dates=False)
                if operator == "divided_by":
                    guards.append(f"{second} != 0")
                return f"({first} {_OPERATORS[operator]} {second})"
            case c.NumberOf(members=members):
                guards.append(self._asks_any(members))
                return f"({' + '.join(f'if({self.formula(m)}, 1, 0)' for m in members)})"
            case c.NumberOfItems() | c.QuantileSide():
                raise NotSayableError("it reads the answers of other units, or an indicator")
            case _:
                assert_never(side)

    def _asks_any(self, members: tuple[c.Condition, ...]) -> str:
        """Return the formula for whether at least one of these conditions was asked; `number_of` counts only then."""
        return joined_formulas([self._asks(member) for member in members], "or")

    def _asks(self, condition: c.Condition) -> str:
        if not isinstance(condition, c.Leaf):
            return self._asks_any(children(condition))
        parts = []
        for answer in (a for side in sides(condition) for a in answers(side)):
            question = self._linked.questions[answer.question]
            item = item_of(self._linked, answer, self._for_each, self._item)
            asked = self._names.asked_if(question, item)
            parts += [asked] if asked else []
            name = self._value(
                c.QuestionSide(
                    question=answer.question, item=item, wave=answer.wave, doc_path=answer.doc_path
                )
            )
            words = self._linked.special_answers(question).not_applicable
            parts += [self._compared(name, "!=", question, word) for word in words]
        listed = [self._asks_any(members) for side in sides(condition) if (members := counted(side))]
        return joined_formulas([part for part in (*parts, *listed) if part != "true()"], "and")

    def _plain_number(
        self, side: c.AttributeSide | c.QuestionSide, guards: list[str], *, has_dates: bool
    ) -> str:
        name, question = self._value(side), self._question(side)
        guards.append(f"{name} != ''")
        if question is not None:
            words = self._linked.special_answers(question).words
            guards += [self._compared(name, "!=", question, word) for word in words]
        return f"date({name})" if has_dates else f"number({name})"

    def _question(self, side: c.Side) -> Question | None:
        return self._linked.questions[side.question] if isinstance(side, c.QuestionSide) else None

    def _choice(self, question: Question, answer: str) -> str:
        return self._names.choices.get(question.scale, {}).get(answer, answer)

    def _value(self, side: c.Side) -> str:
        """Return the reference to the form's value for a question or an attribute."""
        if isinstance(side, c.AttributeSide):
            return f"${{{self._names.attributes[side.attribute]}}}"
        if not isinstance(side, c.QuestionSide):
            raise NotSayableError("it compares an answer with a calculation")
        if side.wave not in (None, self._names.wave):
            raise NotSayableError("it reads an answer of another wave")
        column = (side.question, item_of(self._linked, side, self._for_each, self._item))
        if column not in self._names.columns:
            raise NotSayableError(f"the form does not ask '{side.question}'")
        return f"${{{self._names.columns[column]}}}"
