"""Resolves the names in conditions, and in the indicators that hold them."""

from typing import assert_never

from egyv_engine.diagnostics.diagnostic import CommonFault
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linked_programme import RELATIVE_WAVES
from egyv_engine.link.names import NameTable
from egyv_engine.link.special_answers import special_answers
from egyv_engine.model import conditions as c
from egyv_engine.model import documents as d
from egyv_engine.model.condition_walk import parts_of, right_words, sides


def resolve_indicator(names: NameTable, indicator: d.Indicator) -> None:
    """Report the unknown names of an indicator.

    Args:
        names: The declared names, and the collector of what is unknown.
        indicator: The indicator.
    """
    if indicator.for_each is not None:
        names.resolve_basket(indicator.for_each, indicator.doc_path / "for_each")
    if indicator.criterion is not None:
        doc_path = indicator.doc_path / "criterion"
        names.resolve("criterion", indicator.criterion, doc_path, names.programme.criteria.criteria)
    resolve_condition(names, indicator.met_when)
    if indicator.base is not None:
        resolve_condition(names, indicator.base)


def resolve_condition(names: NameTable, condition: c.Condition) -> None:
    """Report the unknown names of a condition, and note the attributes that it reads.

    Args:
        names: The declared names, and the collector of what is unknown.
        condition: The condition, with the conditions inside of it.
    """
    match condition:
        case c.All(members=members) | c.Any(members=members):
            for member in members:
                resolve_condition(names, member)
        case c.Not(member=member):
            resolve_condition(names, member)
        case c.Met(indicator=name, doc_path=doc_path):
            names.resolve("indicator", name, doc_path / "met", names.indicators)
        case c.Leaf(left=left):
            for side in sides(condition):
                for part in parts_of(side):
                    _resolve_side(names, part)
            if isinstance(left, c.QuestionSide):
                _resolve_words(names, left, right_words(condition))
        case _:
            assert_never(condition)


def _resolve_side(names: NameTable, side: c.Side) -> None:
    match side:
        case c.QuestionSide():
            _resolve_answer(names, side)
        case c.QuantileSide(of=of):
            _resolve_answer(names, of)
        case c.AttributeSide(attribute=name, doc_path=doc_path):
            names.attributes.append((name, doc_path / "attribute"))
        case c.NumberOf(members=members):
            for member in members:
                resolve_condition(names, member)
        case c.NumberOfItems(each=each, met=met, doc_path=doc_path):
            names.resolve_basket(each, doc_path / "each")
            names.resolve("indicator", met, doc_path / "met", names.indicators)
        case c.NumberSide() | c.CalculatedSide():
            pass
        case _:
            assert_never(side)


def _resolve_answer(names: NameTable, answer: c.Answer) -> None:
    names.resolve("question", answer.question, answer.doc_path / "question", names.questions)
    if answer.wave is not None and answer.wave not in RELATIVE_WAVES:
        names.resolve("wave", answer.wave, answer.doc_path / "wave", [*names.waves, *RELATIVE_WAVES])
    question = names.questions.get(answer.question)
    if answer.item is not None and question is not None and question.items in names.baskets:
        names.resolve("item", answer.item, answer.doc_path / "item", names.baskets[question.items].items)


def _resolve_words(names: NameTable, side: c.QuestionSide, answered: tuple[c.Word, ...]) -> None:
    """Report the words that are not answers of the question's scale."""
    question = names.questions.get(side.question)
    scales = names.programme.scales
    scale = (
        scales.scales.get(question.scale) if question and question.scale not in d.OPEN_VALUE_TYPES else None
    )
    if question is None or scale is None or not scale.ordinary:
        return  # a scale without ordinary answers is a fault of its own
    special = special_answers(scales, scale)
    for word in answered:
        if word.text not in scale.ordinary and word.text not in special.words:
            names.report(
                "EGY302",
                word.doc_path,
                f"question '{question.id}' has no answer '{word.text}'",
                hint=hint(word.text, scale.ordinary, "the scale is"),
                related=((scale.doc_path, f"the scale '{question.scale}'"),),
                common=CommonFault("answer", f"{word.text} of {question.scale}"),
            )
