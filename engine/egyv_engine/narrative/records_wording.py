"""Checks that no wording of records says that somebody reported, replied or answered."""

import re
from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.condition_walk import references
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import RECORDS, Indicator
from egyv_engine.narrative.claims.says import ITEM_WORDINGS, UNIT_WORDINGS
from egyv_engine.narrative.readability import find_words
from egyv_engine.narrative.rule_templates import RuleTemplates
from egyv_engine.narrative.templates.chosen_parts import chosen_parts
from egyv_engine.narrative.templates.parser import parse
from egyv_engine.narrative.templates.template import all_words
from egyv_engine.narrative.wording import ALLOWED_USAGE

_AFTER_WERE = re.compile(r"\{\{\s*were\s*\}\}\s+$")


def check_records_phrase(
    templates: RuleTemplates, doc_path: DocumentPath, template: str
) -> Iterator[Diagnostic]:
    """Report words of answering in a phrase that it can write of records (EGY637), in a programme that has any.

    Args:
        templates: The checker, with the words that the programme refuses of records.
        doc_path: The key of the phrase.
        template: Its text, which can be read.
    """
    if templates.wording is None or not _has_records(templates.linked):
        return
    for words in all_words(chosen_parts(parse(template), {"is_records": True})):
        for word, (first, last) in find_words(words.text, templates.wording.reporting_words).items():
            yield templates.fault(
                doc_path,
                template,
                (words.start + first, words.start + last),
                "EGY637",
                f"'{word}' says that somebody answered, and this phrase can be about records",
                "write it between {% if not is_records %} and {% endif %}, or say it of records",
            )


def check_records_wording(templates: RuleTemplates, indicator: Indicator) -> Iterator[Diagnostic]:
    """Report words of answering in the wording of an indicator that comes from records (EGY637).

    What was done to the units is not an answer of theirs: `{{ were }} rated good` may be said of inspections.

    Args:
        templates: The checker.
        indicator: The indicator.
    """
    linked = templates.linked
    questions = _questions_read(linked, indicator)
    if templates.wording is None or not questions <= linked.questions.keys():
        return  # what has a fault itself is not known to come from records
    if not linked.is_on_record(indicator, questions):
        return
    says = indicator.says
    done_to_units = {
        word
        for word, place in find_words(says.units, templates.wording.reporting_words).items()
        if _AFTER_WERE.search(says.units, 0, place[0])
    }
    for key in (*UNIT_WORDINGS, *ITEM_WORDINGS):
        text = getattr(says, key) or ""
        for word, place in find_words(text, templates.wording.reporting_words).items():
            is_after_were = _AFTER_WERE.search(text, 0, place[0]) is not None
            if word in done_to_units and is_after_were:
                continue
            done = "say it with {{ were }} in units, too" if is_after_were else "write {{ were }} before it"
            yield templates.fault(
                says.doc_path / key,
                text,
                place,
                "EGY637",
                f"'{word}' says that somebody answered, and the indicator '{indicator.id}' comes from records",
                f"say what the records hold, or remove evidence: records; of what was done to the units, {done}; {ALLOWED_USAGE}",
            )


def _has_records(linked: LinkedProgramme) -> bool:
    """Return whether anything in the programme comes from records."""
    declared = [linked.programme.file.evidence, *(q.evidence for q in linked.questions.values())]
    return RECORDS in [*declared, *(entry.indicator.evidence for entry in linked.indicators.values())]


def _questions_read(linked: LinkedProgramme, indicator: Indicator) -> set[str]:
    """Return the questions that an indicator's rule names, and those of the indicators that it names."""
    found: set[str] = set()
    seen, left = {indicator.id}, [indicator.met_when]
    while left:
        named = list(references(left.pop()))
        found |= {name.id for name in named if name.names == "question"}
        for name in (name.id for name in named if name.names == "indicator"):
            if name not in seen and name in linked.indicators:
                left.append(linked.indicators[name].indicator.met_when)
            seen.add(name)
    return found
