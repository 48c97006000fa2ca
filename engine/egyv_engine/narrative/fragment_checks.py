"""Warns of texts that do not fit into the sentences they become a part of (EGY627, EGY628)."""

import re
from collections.abc import Iterator

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import right_words
from egyv_engine.model.documents import Indicator
from egyv_engine.model.language import Language
from egyv_engine.narrative.declared_texts import DeclaredText
from egyv_engine.narrative.rule_numbers import forms_of_right_side

_FRAGMENTS = ("the label of a wave", "the label of an item", "the label of a basket", "the label of a cohort")
_UNITS = ("the name of a unit", "the name of units")
_END = re.compile(r"[.!?:;,]\s*$")
_CAPITAL = re.compile(r"\s*(The|A|An|In|At|On|After|Before|When|During|By|From|Of|With|For)\b(?=\s)")
_CAPITAL_VERB = re.compile(r"\s*[A-Z][a-z]+\b")
_ARTICLE = re.compile(r"\s*(the|an?|one|several)\s", re.IGNORECASE)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_NAME_OF_TIME = re.compile(
    rf"(?:(?:early|late)\s+)?(?:spring|summer|autumn|winter|{_MONTHS})(?:\s+[0-9]{{4}})?|[0-9]{{4}}(?:[-/\u2013][0-9]{{2,4}})?"
    r"|(?:wave|round|phase|survey|year)\s*[0-9]+|baseline|midline|endline|follow-?up",
    re.IGNORECASE,
)
_THRESHOLD = r"\{\{\s*threshold\s*\}\}"
_BOUNDS = {  # words next to a number, each with the comparator that they say
    r"\b(at least|no fewer than|no less than|a minimum of)\s+NUMBER": "at_least",
    r"NUMBER\s+(or more)\b": "at_least",
    r"(?<!no )\b(more than|over|above)\s+NUMBER": "above",
    r"\b(at most|no more than|up to|a maximum of)\s+NUMBER": "at_most",
    r"NUMBER\s+(or fewer|or less)\b": "at_most",
    r"(?<!no )\b(fewer than|less than|under|below)\s+NUMBER": "below",
}
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_OTHERWISE = re.compile(
    r"\b(?:not|no|never|none|nor|without|than|above|below|under|over|except)\b|n't\b", re.IGNORECASE
)
_FEWEST_ANSWERS = 3  # of two answers, such as no and yes, the words are common ones
Found = tuple[tuple[int, int], str, str]  # the extent in the text, the message, the hint


def misfits(declared: DeclaredText) -> Iterator[Found]:
    """Yield what keeps a label, the name of a unit or the wording of an indicator from fitting into a sentence.

    Args:
        declared: A text of the programme; one that is printed by itself fits always.
    """
    is_wording = declared.subject == "the wording of an indicator"
    if declared.subject not in (*_FRAGMENTS, *_UNITS) and not is_wording:
        return
    text, what = declared.text, declared.subject
    end = _END.search(text)
    if end is not None:
        message = f"{what} has '{end[0].strip()}' at its end, within a sentence"
        yield end.span(), message, f"leave out the '{end[0].strip()}'"
    capital = (_CAPITAL_VERB if is_wording else _CAPITAL).match(text)
    if capital is not None and text != text.upper():
        message = f"{what} has a capital letter at its start, within a sentence"
        yield (
            capital.span(),
            message,
            f"write '{capital[0].strip().lower()}'; accept the warning if it is a name",
        )
    if what in _UNITS and (article := _ARTICLE.match(text)) is not None:
        message = f"{what} has '{article[0].strip()}' at its start, after a number"
        yield article.span(), message, "write the noun alone, such as library"
    if what == "the label of a wave" and _NAME_OF_TIME.fullmatch(text.strip()):
        message = f"the label of a wave is '{text.strip()}', but sentences say when: 'three libraries {text.strip()}'"
        yield (
            (0, len(text)),
            message,
            "write the words that say when, such as in 2021, at the baseline or in the first round",
        )


def exchanged_units(linked: LinkedProgramme) -> bool:
    """Return whether the word for one unit is the plural of that for several."""
    unit = linked.programme.file.unit
    return unit.one == f"{unit.many}s"


def repeated_unit(linked: LinkedProgramme, text: str) -> Iterator[Found]:
    """Yield the word for units where a wording begins with it, although it follows a number of units: "14 clinics clinics opened".

    Args:
        linked: The programme.
        text: The wording that follows a number of units.
    """
    unit = linked.programme.file.unit
    found = re.match(rf"\s*(?:the\s+)?({re.escape(unit.many)}|{re.escape(unit.one)})\s+", text, re.IGNORECASE)
    if found is not None:
        message = f"the wording begins with '{found[1]}', and sentences have that before it: 'three {unit.many} {text.strip()}'"
        yield (0, found.end(1)), message, f"begin with the verb: '{text[found.end() :].strip()}'"


def misstated_threshold(indicator: Indicator, text: str, language: Language) -> Iterator[Found]:
    """Yield words next to the threshold of a wording, or to its number, that say another comparison than the rule.

    Args:
        indicator: An indicator.
        text: One of its wordings.
        language: The words for numbers.
    """
    rule = indicator.met_when
    if not isinstance(rule, c.Leaf):
        return
    written = sorted(forms_of_right_side(rule, language), key=len, reverse=True)
    number = rf"(?:{'|'.join((_THRESHOLD, *(rf'{re.escape(form)}(?![0-9.])' for form in written)))})"
    for pattern, comparator in _BOUNDS.items():
        found = re.search(pattern.replace("NUMBER", number), text, re.IGNORECASE)
        if found is not None and comparator != rule.comparator:
            message = f"the wording says '{found[1]}', but the rule says {rule.comparator}"
            yield found.span(1), message, f"correct the wording, or write {comparator} in the rule"


def misstated_answer(linked: LinkedProgramme, indicator: Indicator) -> Iterator[Found]:
    """Yield an answer of the scale in a wording, if it does not meet the rule and the wording names none that does.

    Args:
        linked: The programme.
        indicator: An indicator. Only a rule that compares one answer of a scale of three or more is looked at.
    """
    rule, text = indicator.met_when, _TEMPLATE.sub(lambda tag: " " * len(tag[0]), indicator.says.units)
    if not isinstance(rule, c.Leaf) or not isinstance(rule.left, c.QuestionSide) or _OTHERWISE.search(text):
        return
    question = linked.questions.get(rule.left.question)
    scale = None if question is None else linked.scale(question)
    answers = () if scale is None else scale.answers or scale.choices or ()
    words = tuple(word.text for word in right_words(rule))
    if len(answers) < _FEWEST_ANSWERS or not words or not set(words) <= set(answers):
        return
    written = "|".join(re.escape(answer) for answer in sorted(answers, key=len, reverse=True))
    named = {
        found[0].casefold(): found.span() for found in re.finditer(rf"\b(?:{written})\b", text, re.IGNORECASE)
    }
    met = {answer.casefold() for answer in COMPARATORS[rule.comparator].met_labels(answers, words)}
    if named and met and not named.keys() & met:
        extent = next(iter(named.values()))
        message = f"the wording says '{text[extent[0] : extent[1]]}', and this answer does not meet the rule"
        yield (
            extent,
            message,
            "correct the wording or the rule; accept the warning if the word means something else here",
        )
