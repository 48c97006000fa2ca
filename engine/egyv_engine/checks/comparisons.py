"""Checks each comparison: whether its two sides fit, whether its words are values, and whether it can be met."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, assert_never

from egyv_engine.checks.condition_scope import ConditionScope
from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.special_answers import SpecialAnswers, SpecialKey
from egyv_engine.model import conditions as c
from egyv_engine.model import documents as d
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import answers, right_words, sides
from egyv_engine.model.typed_values import MOST_DIGITS, days, is_too_long, number

_SPECIAL: Mapping[SpecialKey, tuple[str, str]] = {
    "dont_know": (
        "so no comparison with it can be met",
        "leave it out: it meets no comparison and no negation of one",
    ),
    "blank": (
        "so it is read as no answer",
        "use answered: false for the units that gave no answer, and answered: true for those that did",
    ),
    "not_applicable": (
        "so a unit that answers it is outside the base",
        "leave it out: such units are outside the base without it",
    ),
}
_TO_COMPARE = "; to compare with it, list it among the ordinary answers of the scale"
_VALUE_TYPES = {"number": "a number", "date": "a date", "text": "text", "attribute": "an attribute"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _ValueType:
    """The kind of value that a side gives; `mixed` is a difference of values that cannot be subtracted."""

    value: Literal["number", "date", "text", "attribute", "scale", "mixed"]
    scale: str | None = None
    has_no_order: bool = False

    def __str__(self) -> str:
        return f"an answer of the scale '{self.scale}'" if self.scale else _VALUE_TYPES[self.value]


def check_comparison(scope: ConditionScope, leaf: c.Leaf) -> Iterator[Diagnostic]:
    """Report faults of a comparison whose sides are sound by themselves.

    Args:
        scope: The rule that the comparison belongs to.
        leaf: The comparison.
    """
    value_types = [_value_type(scope.linked, side) for side in sides(leaf)]
    known = [value_type for value_type in value_types if value_type is not None]
    if len(known) < len(value_types):
        return  # a name in it is unknown, and reported as such
    for side, value_type in zip(sides(leaf), known, strict=True):
        if value_type.value == "mixed":
            message = "only a number can be subtracted from a number, and only a date from a date"
            yield scope.fault("EGY410", side.doc_path / "minus", message)
            return
    yield from _by_right_side(scope, leaf, known)


def _by_right_side(
    scope: ConditionScope, leaf: c.Leaf, value_types: list[_ValueType]
) -> Iterator[Diagnostic]:
    comparator, doc_path = COMPARATORS[leaf.comparator], leaf.doc_path / leaf.comparator
    if isinstance(leaf.right, bool):
        if isinstance(leaf.left, c.NumberOf | c.NumberOfItems) or len(answers(leaf.left)) > 1:
            message = (
                f"'{comparator.key}' tests an answer or an attribute; it cannot test a difference or a count"
            )
            hint = "compare it with a number, for example at_least: 1"
            yield scope.fault("EGY403", doc_path, message, hint)
    elif value_types[0].has_no_order and comparator.needs_order:
        yield _without_order(scope, leaf, value_types[0])
    elif isinstance(leaf.right, tuple):
        yield from _words(scope, leaf, value_types[0])
    elif scope.reads_register_only:
        if not isinstance(leaf.right, c.AttributeSide):
            message = "number_of has to be on the left side here"
            yield scope.fault(
                "EGY410", doc_path, message, "exchange the two sides, with the opposite comparator"
            )
    else:
        yield from _two_sides(scope, leaf, *value_types)


def _without_order(scope: ConditionScope, leaf: c.Leaf, value_type: _ValueType) -> Diagnostic:
    *unordered, last = [one.key for one in COMPARATORS.values() if not one.needs_order]
    message, hint = "text has no order", f"use {', '.join(unordered)} or {last}"
    if value_type.scale is not None:
        message = f"the choices of the scale '{value_type.scale}' have no order"
        hint += "; if they have an order, declare them as answers, weakest first"
    doc_path = leaf.doc_path / leaf.comparator
    return scope.fault("EGY403", doc_path, f"{message}, so '{leaf.comparator}' cannot compare it", hint)


def _two_sides(
    scope: ConditionScope, leaf: c.Leaf, left: _ValueType, right: _ValueType
) -> Iterator[Diagnostic]:
    typed, untyped = ("number", "date"), ("text", "attribute")
    fits = left == right or (
        "attribute" in (left.value, right.value) and (left.value in typed or right.value in typed)
    )
    if not fits or (left.value in untyped and right.value in untyped):
        doc_path = leaf.doc_path / leaf.comparator
        hint = "compare two numbers, two dates, or two answers of one scale"
        yield scope.fault("EGY410", doc_path, f"{left} cannot be compared with {right}", hint)


def _words(scope: ConditionScope, leaf: c.Leaf, value_type: _ValueType) -> Iterator[Diagnostic]:
    linked = scope.linked
    question = _question(linked, leaf.left)
    if question is not None:
        fault = _special_word(scope, leaf, question)
        if fault is not None:
            yield fault
            return
    match value_type.value:
        case "number" | "date":
            for word in right_words(leaf):
                yield from _literal(scope, word, value_type.value)
        case "attribute":
            if COMPARATORS[leaf.comparator].needs_order:
                yield from _number_or_date(scope, leaf)
        case "scale" | "text" | "mixed":
            pass
        case _:
            assert_never(value_type.value)
    if question is not None and value_type.value == "scale":
        yield from _never_or_always(scope, leaf, question)
    if isinstance(leaf.left, c.NumberOf | c.NumberOfItems):
        yield from _count_never_or_always(scope, leaf, leaf.left)


def _special_word(scope: ConditionScope, leaf: c.Leaf, question: d.Question) -> Diagnostic | None:
    """Report a word that is not an ordinary answer, with the key that does what the comparison seems to be for."""
    linked = scope.linked
    if linked.is_open(question) and COMPARATORS[leaf.comparator].needs_order:
        return None  # a threshold, whatever the same digits mean as an answer
    special = linked.special_answers(question)
    for word in right_words(leaf):
        key = special.key_of(word.text)
        if key is not None:
            meaning, hint = _SPECIAL[key]
            is_ordinary = "" if linked.is_open(question) else _TO_COMPARE
            message = f"'{word.text}' is listed under {key}, {meaning}"
            return scope.fault("EGY404", word.doc_path, message, hint + is_ordinary)
    return None


def _number_or_date(scope: ConditionScope, leaf: c.Leaf) -> Iterator[Diagnostic]:
    for word in right_words(leaf):
        if is_too_long(word.text):
            yield scope.fault("EGY417", word.doc_path, f"the number has more than {MOST_DIGITS} digits")
        elif number(word.text) is None and days(word.text) is None:
            message = f"this must be a number or a date, but is '{word.text}'"
            yield scope.fault("EGY417", word.doc_path, message)


def _literal(
    scope: ConditionScope, word: c.Word, value_type: Literal["number", "date"]
) -> Iterator[Diagnostic]:
    if value_type == "date":
        if days(word.text) is None:
            message = f"this must be a date, but is '{word.text}'"
            yield scope.fault("EGY417", word.doc_path, message, "write it as YYYY-MM-DD")
    elif number(word.text) is None and not is_too_long(word.text):
        message = f"this must be a number, but is '{word.text}'"
        yield scope.fault("EGY417", word.doc_path, message, "write digits, with a point for decimals")
    elif sum(character.isdigit() for character in word.text) > MOST_DIGITS:
        yield scope.fault("EGY417", word.doc_path, f"the number has more than {MOST_DIGITS} digits")


def _never_or_always(scope: ConditionScope, leaf: c.Leaf, question: d.Question) -> Iterator[Diagnostic]:
    """Warn of a comparison that no answer of the scale meets, or every one."""
    linked, comparator = scope.linked, COMPARATORS[leaf.comparator]
    scale = linked.labels(question)
    named = tuple(word.text for word in right_words(leaf))
    if any(word not in scale for word in named):
        return
    met = comparator.met_labels(scale, named)
    if met and len(met) < len(scale):
        return
    special = linked.special_answers(question)
    if met and scope.says_who_is_asked and special.words:
        return  # it separates the ordinary answers from the other ones
    compared = f"'{comparator.words} {', '.join(named)}'"
    problem = f"every ordinary answer meets {compared}" if met else f"no answer meets {compared}"
    declared = linked.programme.scales.scales[question.scale]
    yield Diagnostic(
        span=linked.positions.span_at(right_words(leaf)[0].doc_path),
        code="EGY411",
        message=f"{problem}: the scale is {', '.join(scale)}",
        hint=_always_met_hint(scope, special) if met else comparator.never_met_hint,
        related=((linked.positions.span_at(declared.doc_path), "the scale"),),
    )


def _always_met_hint(scope: ConditionScope, special: SpecialAnswers) -> str:
    if scope.says_who_is_asked:
        return "name fewer answers, or leave the condition out"
    counted = "a don't-know meets it, and " if special.dont_know else ""
    return f"name fewer answers, or use answered: true to count the units that answered: {counted}a blank does not meet it"


def _count_never_or_always(
    scope: ConditionScope, leaf: c.Leaf, side: c.NumberOf | c.NumberOfItems
) -> Iterator[Diagnostic]:
    """Warn of a count of conditions that can never meet the comparator, or always does."""
    values = [number(word.text) for word in right_words(leaf)]
    if None in values:
        return
    members = (
        len(side.members) if isinstance(side, c.NumberOf) else len(scope.linked.baskets[side.each].items)
    )
    met = [COMPARATORS[leaf.comparator].test(n, tuple(values)) for n in range(members + 1)]
    if all(met) or not any(met):
        problem = "is always met" if all(met) else "can never be met"
        counted = "1 condition is" if members == 1 else f"{members} conditions are"
        yield scope.fault("EGY411", right_words(leaf)[0].doc_path, f"this {problem}: {counted} counted")


def _value_type(linked: LinkedProgramme, side: c.Side) -> _ValueType | None:
    """Return the kind of value that a side gives; None where the side names an unknown question."""
    match side:
        case c.NumberOf() | c.NumberOfItems():
            return _ValueType(value="number")
        case c.AttributeSide():
            return _ValueType(value="attribute")
        case c.QuestionSide(minus=minus):
            value_type = _answer_type(linked, side)
            if minus is None or value_type is None:
                return value_type
            other = _answer_type(linked, minus)
            if other is None:
                return None
            return _ValueType(
                value="number" if value_type == other and value_type.value in ("number", "date") else "mixed"
            )
        case _:
            assert_never(side)


def _answer_type(linked: LinkedProgramme, answer: c.Answer) -> _ValueType | None:
    question = linked.questions.get(answer.question)
    if question is None:
        return None
    match question.scale:
        case "number" | "date" | "text" as value_type:
            return _ValueType(value=value_type, has_no_order=value_type == "text")
        case scale:
            return _ValueType(value="scale", scale=scale, has_no_order=not linked.has_order(question))


def _question(linked: LinkedProgramme, side: c.Side) -> d.Question | None:
    return linked.questions.get(side.question) if isinstance(side, c.QuestionSide) else None
