"""Checks each comparison: whether its two sides fit, whether its words are values, and whether it can be met."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Literal, assert_never

from egyv_engine.checks.calculations import check_calculations, check_ends, reads_nothing
from egyv_engine.checks.condition_scope import ConditionScope
from egyv_engine.diagnostics.diagnostic import QUESTION_TYPE, CommonFault, Diagnostic, diagnostic
from egyv_engine.link.answer_limits import answer_limits, limit
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.side_types import SideType, side_type, whole_numbers
from egyv_engine.link.special_answers import SpecialAnswers, SpecialKey
from egyv_engine.model import conditions as c
from egyv_engine.model import documents as d
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import right_words, sides
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.typed_values import (
    MOST_DIGITS,
    days,
    has_too_many_digits,
    is_number,
    looks_like_date,
    number,
)

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


def check_comparison(scope: ConditionScope, leaf: c.Leaf) -> Iterator[Diagnostic]:
    """Report faults of a comparison whose sides are sound by themselves.

    Args:
        scope: The rule that the comparison belongs to.
        leaf: The comparison.
    """
    value_types = [side_type(scope.linked, side) for side in sides(leaf)]
    known = [value_type for value_type in value_types if value_type is not None]
    if len(known) < len(value_types):
        return  # a name in it is unknown, and reported as such
    found = [fault for side in sides(leaf) for fault in check_calculations(scope, side)]
    yield from found
    if not found:
        yield from _by_right_side(scope, leaf, known)


def _by_right_side(scope: ConditionScope, leaf: c.Leaf, value_types: list[SideType]) -> Iterator[Diagnostic]:
    comparator, doc_path = COMPARATORS[leaf.comparator], leaf.doc_path / leaf.comparator
    if isinstance(leaf.right, bool):
        if not isinstance(leaf.left, c.QuestionSide | c.AttributeSide):
            message = f"'{comparator.key}' tests an answer or an attribute; it cannot test a number derived from them"
            hint = "compare it with a number, for example at_least: 1"
            yield scope.fault("EGY403", doc_path, message, hint)
    elif reads_nothing(leaf):
        message = "this comparison reads no answer and no attribute, so it is the same for every unit"
        hint = "name a question or an attribute on one of its sides"
        yield scope.fault("EGY445", leaf.doc_path, message, hint)
    elif value_types[0].has_no_order and comparator.needs_order:
        yield _without_order(scope, leaf, value_types[0])
    elif isinstance(leaf.right, tuple):
        yield from _words(scope, leaf, value_types[0])
    elif scope.reads_register_only:
        if isinstance(leaf.right, c.NumberOf | c.NumberOfItems):
            message = "number_of has to be on the left side here"
            yield scope.fault(
                "EGY410", doc_path, message, "exchange the two sides, with the opposite comparator"
            )
    else:
        yield from _two_sides(scope, leaf, *value_types)


def _without_order(scope: ConditionScope, leaf: c.Leaf, value_type: SideType) -> Diagnostic:
    *unordered, last = [one.key for one in COMPARATORS.values() if not one.needs_order]
    message, hint = "text has no order", f"use {', '.join(unordered)} or {last}"
    if value_type.scale is not None:
        message = f"the choices of the scale '{value_type.scale}' have no order"
        hint += "; if they have an order, declare them as answers, weakest first"
    doc_path = leaf.doc_path / leaf.comparator
    return scope.fault("EGY403", doc_path, f"{message}, so '{leaf.comparator}' cannot compare it", hint)


def _two_sides(scope: ConditionScope, leaf: c.Leaf, left: SideType, right: SideType) -> Iterator[Diagnostic]:
    typed, untyped = ("number", "date"), ("text", "attribute")
    fits = left == right or (
        "attribute" in (left.value, right.value) and (left.value in typed or right.value in typed)
    )
    if not fits or (left.value in untyped and right.value in untyped):
        doc_path = leaf.doc_path / leaf.comparator
        hint = "compare two numbers, two dates, or two answers of one scale"
        yield scope.fault("EGY410", doc_path, f"{left} cannot be compared with {right}", hint)


def _words(scope: ConditionScope, leaf: c.Leaf, value_type: SideType) -> Iterator[Diagnostic]:
    linked = scope.linked
    question = _question(linked, leaf.left)
    labels = () if question is None else linked.labels(question)
    if question is not None:
        fault = _special_word(scope, leaf, question)
        if fault is not None:
            yield fault
            return
    match value_type.value:
        case "number" | "date":
            for word in right_words(leaf):
                yield from _literal(scope, word, value_type.value, question)
        case "attribute":
            if COMPARATORS[leaf.comparator].needs_order:
                yield from _number_or_date(scope, leaf)
        case "scale" | "text":
            pass
        case _:
            assert_never(value_type.value)
    reversed_ends = check_ends(scope, leaf, labels)
    if reversed_ends is not None:
        yield reversed_ends
    elif value_type.value == "scale":
        assert question is not None
        yield from _never_or_always(scope, leaf, question)
    elif question is not None:
        yield from _number_never_or_always(scope, leaf, question)
    else:
        yield from _whole_number_never_or_always(scope, leaf)


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
    """Report words with which an attribute cannot be compared by size: all are numbers, or all are dates."""
    words = right_words(leaf)
    register = scope.linked.programme.file.register
    for word in words:
        if isinstance(leaf.left, c.AttributeSide) and not register.may_be(leaf.left.attribute, word.text):
            continue  # reported as no value that is declared
        if has_too_many_digits(word.text):
            yield _too_many_digits(scope, word.doc_path)
        elif not is_number(word.text) and days(word.text) is None:
            message = f"this must be a number or a date, but is '{word.text}'"
            yield scope.fault("EGY417", word.doc_path, message)
        elif looks_like_date(word.text) != looks_like_date(words[0].text):
            first, other = ("date", "number") if looks_like_date(words[0].text) else ("number", "date")
            message = f"this is a {other}, but '{words[0].text}' is a {first}"
            yield scope.fault("EGY417", word.doc_path, message, "write two numbers, or two dates")


def _literal(
    scope: ConditionScope, word: c.Word, value_type: Literal["number", "date"], question: d.Question | None
) -> Iterator[Diagnostic]:
    is_of_other_type = question is not None and is_number(word.text) != (days(word.text) is not None)
    common = CommonFault(QUESTION_TYPE, question.id) if question is not None and is_of_other_type else None
    if value_type == "date":
        if days(word.text) is None:
            message = f"this must be a date, but is '{word.text}'"
            yield scope.fault("EGY417", word.doc_path, message, "write it as YYYY-MM-DD", common=common)
    elif has_too_many_digits(word.text):
        yield _too_many_digits(scope, word.doc_path)
    elif not is_number(word.text):
        message = f"this must be a number, but is '{word.text}'"
        advice = "write digits, with a point for decimals"
        yield scope.fault("EGY417", word.doc_path, message, advice, common=common)


def _too_many_digits(scope: ConditionScope, doc_path: DocumentPath) -> Diagnostic:
    message = f"the number has more than {MOST_DIGITS} digits"
    return scope.fault("EGY417", doc_path, message, f"round it to at most {MOST_DIGITS} digits")


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
    declared = linked.programme.scales.scales[question.scale].doc_path
    yield _never_or_always_met(
        scope,
        leaf,
        "every ordinary answer" if met else "no answer",
        f"the scale is {', '.join(scale)}",
        _always_met_hint(scope, special, "name fewer answers") if met else comparator.never_met_hint,
        (declared, "the scale"),
    )


def _number_never_or_always(
    scope: ConditionScope, leaf: c.Leaf, question: d.Question
) -> Iterator[Diagnostic]:
    """Warn of a comparison that no number or date within the limits of a question meets, or every one."""
    limits, special = answer_limits(question), scope.linked.special_answers(question)
    words = right_words(leaf)
    values = [value for word in words if (value := limit(question, word.text)) is not None]
    if limits is None or len(values) < len(words):
        return
    # A comparison changes only at its own numbers: so at these, between them and outside of them, it is met or not for all.
    points = sorted({*values, *(end for end in (limits.lowest, limits.highest) if end is not None)})
    between = [(low + high) / 2 for low, high in pairwise(points)]
    possible = [x for x in (points[0] - 1, *points, *between, points[-1] + 1) if limits.allows(x)]
    met = [COMPARATORS[leaf.comparator].test(x, tuple(values)) for x in possible]
    if all(met) == any(met) and not (all(met) and scope.says_who_is_asked and special.words):
        never_met_hint = f"name a {question.scale} that some answers can reach, or correct at_least and at_most of the question"
        yield _never_or_always_met(
            scope,
            leaf,
            "every answer" if all(met) else "no answer",
            f"the question allows {limits.words}",
            _always_met_hint(scope, special, f"name a {question.scale} between these")
            if all(met)
            else never_met_hint,
            (question.doc_path / "id", "the question"),
        )


def _never_or_always_met(
    scope: ConditionScope, leaf: c.Leaf, who: str, because: str, hint: str, declared: tuple[DocumentPath, str]
) -> Diagnostic:
    """Return the warning on a comparison that no answer meets, or every one, at its first word (EGY411)."""
    words = right_words(leaf)
    compared = f"{COMPARATORS[leaf.comparator].words} {', '.join(word.text for word in words)}"
    message = f"{who} meets '{compared}': {because}"
    at = words[0].doc_path
    return diagnostic(scope.linked.positions, "EGY411", at, message, hint=hint, related=(declared,))


def _always_met_hint(scope: ConditionScope, special: SpecialAnswers, narrower: str) -> str:
    if scope.says_who_is_asked:
        return f"{narrower}, or leave the condition out"
    counted = "a don't-know meets it, and " if special.dont_know else ""
    return f"{narrower}, or use answered: true to count the units that answered: {counted}a blank does not meet it"


def _whole_number_never_or_always(scope: ConditionScope, leaf: c.Leaf) -> Iterator[Diagnostic]:
    """Warn if no count of conditions, or no part of a quantile, can meet the comparison, or if every one does."""
    values = [number(word.text) for word in right_words(leaf)]
    possible = whole_numbers(scope.linked, leaf.left)
    if possible is None:
        return
    is_part = isinstance(leaf.left, c.QuantileSide)
    whole = f"the parts are 1 to {possible[-1]}" if is_part else _counted(possible[-1])
    if None in values:
        return
    met = [COMPARATORS[leaf.comparator].test(n, tuple(values)) for n in possible]
    if all(met) or not any(met):
        problem = "is always met" if all(met) else "can never be met"
        hint = "compare with a number that some units reach and others do not"
        yield scope.fault("EGY411", right_words(leaf)[0].doc_path, f"this {problem}: {whole}", hint)
    elif not is_part:
        yield from _part_of_a_condition(scope, leaf, whole)


def _part_of_a_condition(scope: ConditionScope, leaf: c.Leaf, whole: str) -> Iterator[Diagnostic]:
    """Warn of the first number that is not whole, with which a number of conditions is compared (EGY487)."""
    for word in right_words(leaf):
        value = number(word.text)
        if value is not None and value.denominator > 1:
            yield scope.fault(
                "EGY487",
                word.doc_path,
                f"number_of counts, and {word.text} is not a whole number: {whole}",
                "write how many of them have to hold, as a whole number",
            )
            return


def _counted(members: int) -> str:
    return "1 condition is counted" if members == 1 else f"{members} conditions are counted"


def _question(linked: LinkedProgramme, side: c.Side) -> d.Question | None:
    return linked.questions.get(side.question) if isinstance(side, c.QuestionSide) else None
