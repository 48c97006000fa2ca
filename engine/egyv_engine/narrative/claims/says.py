"""Writes the declared wording of an indicator (`says`), a template like any phrase."""

from collections.abc import Mapping
from types import SimpleNamespace

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.condition_walk import leaves, right_words
from egyv_engine.model.documents import Indicator
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.report import Term, Text
from egyv_engine.model.typed_values import has_too_many_digits, is_number
from egyv_engine.narrative.language.parts import Count, Parts, verb, words
from egyv_engine.narrative.templates.fact_types import FactType, PartsType, TextType, UnknownType, fact_types
from egyv_engine.narrative.templates.parser import parse
from egyv_engine.narrative.templates.template import Path, outputs, render

UNIT_WORDINGS, ITEM_WORDINGS = ("units", "unit"), ("items", "item")  # the keys of says, by what they follow
WHEN_THERE = {
    "item": "only an indicator with for_each has an item",
    "threshold": "only a rule with whole numbers on its right has thresholds",
    "parts": "only a rule with number_of and one whole number on its right has parts",
    "question": "only a rule that is one comparison of a question has the words of the question",
    "answer": "only a rule that compares a question by 'is' with one answer of its scale has this answer",
}


class ItemsWordingFacts(Frozen):
    """Holds what `says: items` may read: the items, and verbs that agree with them."""

    items: Parts
    were: Parts
    had: Parts


def words_of_rule(linked: LinkedProgramme, indicator: Indicator) -> dict[str, str]:
    """Return the words of the instrument that the wordings of an indicator may insert.

    Args:
        linked: The programme.
        indicator: The indicator.

    Returns:
        `question`, what the question asks, if the rule is one comparison of a question; also `answer`, if it compares it by
        `is` with one answer of its scale.
    """
    rule = indicator.met_when
    if not isinstance(rule, c.Leaf) or not isinstance(rule.left, c.QuestionSide):
        return {}
    question = linked.questions.get(rule.left.question)
    if question is None:
        return {}
    found = {"question": question.asks}
    answers = [word.text for word in right_words(rule)] if rule.comparator == "is" else []
    if len(answers) == 1 and answers[0] in linked.labels(question):
        found["answer"] = answers[0]
    return found


def items_wording_facts(linked: LinkedProgramme, indicator: Indicator) -> Mapping[str, FactType]:
    """Return the facts that `says: items` of this indicator may read, and what it may do with each.

    Args:
        linked: The programme.
        indicator: The indicator.
    """
    return {
        **fact_types(ItemsWordingFacts, linked),
        **_rule_words(linked, indicator),
    }


def units_wording_facts(linked: LinkedProgramme, indicator: Indicator) -> Mapping[str, FactType]:
    """Return the facts that `says: units` of this indicator may read, and what it may do with each.

    Args:
        linked: The programme.
        indicator: The indicator.
    """
    item: dict[str, FactType] = {"item": TextType()} if indicator.for_each is not None else {}
    if any(_is_misread(linked, leaf) for leaf in leaves(indicator.met_when)):
        item |= {"threshold": UnknownType(), "parts": UnknownType()}
    thresholds = _nested(dict.fromkeys(linked.thresholds(indicator), TextType()))
    return {**item, **thresholds, **_rule_words(linked, indicator), "were": TextType()}


def _rule_words(linked: LinkedProgramme, indicator: Indicator) -> dict[str, FactType]:
    """Return the words of the rule as facts; nothing is known of them where its question is faulty, which is reported."""
    rule = indicator.met_when
    side = rule.left if isinstance(rule, c.Leaf) else None
    if isinstance(side, c.QuestionSide) and side.question not in linked.questions:
        return {"question": UnknownType(), "answer": UnknownType()}
    return dict.fromkeys(words_of_rule(linked, indicator), TextType())


def _is_misread(linked: LinkedProgramme, leaf: c.Leaf) -> bool:
    """Return whether a comparison of numbers has a word on its right that is not a number, which is reported."""
    match leaf.left:
        case c.QuestionSide(question=name):
            takes_numbers = name in linked.questions and linked.questions[name].scale == "number"
        case c.AttributeSide():
            takes_numbers = False  # it may be compared with a date
        case _:
            takes_numbers = True
    return takes_numbers and any(
        has_too_many_digits(word.text) or not is_number(word.text) for word in right_words(leaf)
    )


def _nested(by_name: Mapping[str, TextType]) -> dict[str, FactType]:
    """Return dotted names as facts with parts."""
    found: dict[str, FactType] = {}
    for name, type_ in by_name.items():
        first, _, rest = name.partition(".")
        if not rest:
            found[first] = type_
            continue
        known = found.get(first)
        of_others = known.parts if isinstance(known, PartsType) else {}
        inner = _nested({rest: type_})
        for key, value in inner.items():
            other = of_others.get(key)
            if isinstance(other, PartsType) and isinstance(value, PartsType):
                inner[key] = PartsType({**other.parts, **value.parts})
        found[first] = PartsType({**of_others, **inner})
    return found


def units_wording(
    linked: LinkedProgramme, principle: str, indicator: Indicator, item: Parts, *, is_plural: bool
) -> Parts:
    """Return what follows a number of units: "had the police involved in at least two of the four ways".

    Args:
        linked: The programme.
        principle: The indicator's principle, for the paths of its numbers.
        indicator: The indicator.
        item: The label of the item, for a finding of one; empty for others.
        is_plural: Whether the number of units takes a verb in the plural.
    """
    facts = SimpleNamespace(item=item, were=verb("were", is_plural=is_plural))
    for name, value in linked.thresholds(indicator).items():
        *owners, last = name.split(".")
        owner = facts
        for each in owners:
            owner.__dict__.setdefault(each, SimpleNamespace())
            owner = getattr(owner, each)
        setattr(owner, last, (Count(ref=f"{principle}.{indicator.id}#{name}", value=value, is_of_rule=True),))
    says = indicator.says
    chosen = says.units if is_plural or says.unit is None else says.unit
    return _declared(render(parse(chosen), facts, _in_terms(words_of_rule(linked, indicator))))


def _in_terms(texts: Mapping[str, str]) -> SimpleNamespace:
    """Return texts as facts that a template may insert, by their names."""
    return SimpleNamespace(**{name: (Term(text=text),) for name, text in texts.items()})


def items_wording(linked: LinkedProgramme, indicator: Indicator, items: Parts, *, is_plural: bool) -> Parts:
    """Return items with what comes between them and a number of units: "housing was involved in the strategy in".

    The wording may name the items itself: "there was a pathway for housing in". Where none is declared, it is the items.

    Args:
        linked: The programme.
        indicator: The indicator.
        items: The items as a list.
        is_plural: Whether the list takes a verb in the plural.
    """
    says = indicator.says
    chosen = says.items if is_plural or says.item is None else says.item
    if not chosen:
        return items
    body = parse(chosen)
    facts = ItemsWordingFacts(
        items=items, were=verb("were", is_plural=is_plural), had=verb("had", is_plural=is_plural)
    )
    wording = _declared(render(body, facts, _in_terms(words_of_rule(linked, indicator))))
    return wording if names_items(indicator) else (*items, *words(" "), *wording)


def names_items(indicator: Indicator) -> bool:
    """Return whether `says: items` names the items itself, so that they do not come before it."""
    found = outputs(parse(indicator.says.items or ""))
    return any(isinstance(each, Path) and each.names == ("items",) for each in found)


def _declared(parts: Parts) -> Parts:
    """Return the parts with all words as declared text: the programme wrote them."""
    return tuple(Term(text=part.text) if isinstance(part, Text) else part for part in parts)
