"""Lists the texts of a programme that the report prints as they are written, and its templates."""

from collections.abc import Iterator, Mapping
from typing import Literal

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen, field_names, replace
from egyv_engine.narrative.claims.says import ITEM_WORDINGS, UNIT_WORDINGS
from egyv_engine.narrative.own_text.text_options import TextOptions, own_text_of
from egyv_engine.narrative.rule_numbers import numbers_of_rule
from egyv_engine.narrative.wording import shipped_wording, wording_of

Role = Literal["title", "label", "note", "template", "markdown"]


class DeclaredText(Frozen):
    """A text with its position.

    Attributes:
        role: "title" for titles, headings and what good looks like; "label" for the names of units, waves and items,
            which may have numbers; "note" for notes, which may have causes, too; "template" for phrases and the wording
            of indicators; "markdown" for the texts of blocks, which are templates, too.
        subject: What it is, for a message.
        numbers: The numbers that it may have, in digits and in words: those of the rule of an indicator and of its base, and those
            in the words of their questions and answers.
    """

    doc_path: DocumentPath
    text: str
    role: Role
    subject: str = ""
    numbers: frozenset[str] = frozenset()


def declared_texts(linked: LinkedProgramme) -> Iterator[DeclaredText]:
    """Yield every text that the report prints as it is written, and every template.

    Args:
        linked: The programme.
    """
    yield from _programme_texts(linked)
    wording = wording_of(linked.programme) or shipped_wording()
    for principle in linked.programme.principles.values():
        yield _title(principle.doc_path / "title", principle.title, "the title of a principle")
        good = principle.what_good_looks_like
        yield _title(principle.doc_path / "what_good_looks_like", good, "what good looks like")
        for indicator in principle.indicators:
            title = _title(indicator.doc_path / "title", indicator.title, "the title of an indicator")
            yield replace(title, numbers=numbers_of_rule(linked, indicator, wording))
            says = indicator.says
            for name in (*UNIT_WORDINGS, *ITEM_WORDINGS):
                text = getattr(says, name)
                if text is not None:
                    subject = "the wording of an indicator" if name in UNIT_WORDINGS else ""
                    at = says.doc_path / name
                    yield DeclaredText(doc_path=at, text=text, role="template", subject=subject)
            if says.base is not None:
                yield _label(says.base.doc_path / "one", says.base.one, "the name of a unit")
                yield _label(says.base.doc_path / "many", says.base.many, "the name of units")
            if says.topic is not None:
                yield _label(says.doc_path / "topic", says.topic, "the topic of an indicator")
    yield from _selection_labels(linked)
    yield from _record_labels(linked)
    yield from _report_texts(linked)
    yield from _facts_and_words(linked)
    yield from _phrases(linked)


def _title(doc_path: DocumentPath, text: str, subject: str) -> DeclaredText:
    return DeclaredText(doc_path=doc_path, text=text, role="title", subject=subject)


def _label(doc_path: DocumentPath, text: str, subject: str) -> DeclaredText:
    return DeclaredText(doc_path=doc_path, text=text, role="label", subject=subject)


def _note(doc_path: DocumentPath, text: str) -> DeclaredText:
    return DeclaredText(doc_path=doc_path, text=text, role="note")


def _programme_texts(linked: LinkedProgramme) -> Iterator[DeclaredText]:
    file = linked.programme.file
    yield _label(file.doc_path / "programme", file.programme, "the name of the programme")
    yield _label(file.unit.doc_path / "one", file.unit.one, "the name of a unit")
    yield _label(file.unit.doc_path / "many", file.unit.many, "the name of units")
    if file.notice is not None:
        yield _note(file.doc_path / "notice", file.notice)
    if file.reconstructed is not None:
        kinds = [each for each in field_names(file.reconstructed) if each != "doc_path"]
        notes = ((name, getattr(file.reconstructed, name)) for name in kinds)
        yield from (
            _note(file.reconstructed.doc_path / name, note) for name, note in notes if note is not None
        )
    for wave in file.waves:
        yield _label(wave.doc_path / "label", wave.label, "the label of a wave")
        yield from (_note(entry.doc_path / "note", entry.note) for entry in wave.retrospective)
    if file.cohorts is not None:
        groups = file.cohorts.groups if isinstance(file.cohorts.groups, Mapping) else {}
        for labelled in (*groups.values(), *(() if file.cohorts.all_ is None else (file.cohorts.all_,))):
            if labelled.label is not None:
                yield _label(labelled.doc_path / "label", labelled.label, "the label of a cohort")
    for question in linked.programme.instrument.questions:
        noted = [entry for entry in question.comparable if entry.note is not None]
        yield from (_note(entry.doc_path / "note", entry.note or "") for entry in noted)
    for basket in linked.programme.baskets.baskets.values():
        if basket.label is not None:
            yield _label(basket.doc_path / "label", basket.label, "the label of a basket")
        if not isinstance(basket.items, tuple):
            for item in basket.items.values():
                yield _label(item.doc_path / "label", item.label, "the label of an item")


def _selection_labels(linked: LinkedProgramme) -> Iterator[DeclaredText]:
    declared = linked.programme.selection
    for selection in () if declared is None else declared.selections.values():
        if selection.label is not None:
            yield _label(selection.doc_path / "label", selection.label, "the label of a selection")


def _record_labels(linked: LinkedProgramme) -> Iterator[DeclaredText]:
    records = linked.programme.records
    if records is None:
        return
    if records.evidence is not None:
        for theme in (records.evidence.themes or {}).values():
            yield _label(theme.doc_path / "label", theme.label, "the label of a theme")
        for role, label in (records.evidence.roles or {}).items():
            yield _label(records.evidence.doc_path / "roles" / role, label, "the label of a role")
    advice = records.recommendations
    for part in () if advice is None else (advice.status, advice.reason):
        if part is not None:
            for name, label in (part.labels or {}).items():
                yield _label(part.doc_path / "labels" / name, label, "the label of a status or reason")


def _report_texts(linked: LinkedProgramme) -> Iterator[DeclaredText]:
    report = linked.programme.report
    if report is None:
        return
    yield _title(report.doc_path / "title", report.title, "the title of the report")
    for chapter in report.chapters:
        if chapter.title is not None:
            yield _title(chapter.doc_path / "title", chapter.title, "the title of a chapter")
        for block in chapter.blocks:
            if block.heading is not None:
                yield _title(block.doc_path / "heading", block.heading, "the heading of a block")
            text = own_text_of(linked.programme, block) if isinstance(block, TextOptions) else None
            if text is not None:
                yield DeclaredText(doc_path=text.doc_path, text=text.template, role="markdown")


def _facts_and_words(linked: LinkedProgramme) -> Iterator[DeclaredText]:
    facts, glossary = linked.programme.facts, linked.programme.glossary
    for source in facts.sources.values() if facts else ():
        yield _note(source.doc_path / "document", source.document)
    for fact in facts.facts.values() if facts else ():
        yield _label(
            fact.doc_path / "words" if fact.words else fact.doc_path / "value",
            fact.words or fact.value,
            "a fact",
        )
        if fact.unit is not None:
            yield _label(fact.doc_path / "unit", fact.unit, "the unit of a fact")
    for term in glossary.terms.values() if glossary else ():
        yield _label(term.doc_path / "meaning", term.meaning, "the meaning of a word")


def _phrases(linked: LinkedProgramme) -> Iterator[DeclaredText]:
    programme = linked.programme
    declared = [
        (each.doc_path / "phrases" / k, p)
        for each in programme.own_wording
        for k, p in (each.phrases or {}).items()
    ]
    for doc_path, phrase in declared:
        if isinstance(phrase, str):
            yield DeclaredText(doc_path=doc_path, text=phrase, role="template")
        else:
            for i, each in enumerate(phrase):
                yield DeclaredText(doc_path=doc_path / i, text=each, role="template")
