"""Checks the words of reports/ and of the indicators (EGY6xx): templates, names, numbers and refused words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import Diagnostic, has_errors
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Indicator, Programme
from egyv_engine.model.report_document import ReportFile, WordingFile
from egyv_engine.narrative.block_checks import check_blocks
from egyv_engine.narrative.blocks.declared_text import TextFacts, TextOptions
from egyv_engine.narrative.blocks.registry import claim_kinds, registered_blocks
from egyv_engine.narrative.claims.claim import ClauseFacts, claims_of
from egyv_engine.narrative.claims.phrasebook import CommonFacts
from egyv_engine.narrative.claims.says import (
    WHEN_THERE,
    ItemsWordingFacts,
    UnitsWordingFacts,
    units_wording_names,
)
from egyv_engine.narrative.declared_text_checks import check_declared_texts
from egyv_engine.narrative.phrase_contracts import check_contract
from egyv_engine.narrative.rule_templates import RuleTemplates
from egyv_engine.narrative.templates.fact_types import FactType, fact_names, fact_types
from egyv_engine.narrative.wording import Wording, shipped_wording, wording_of

_OF_SEVERAL = re.compile(
    r"\s*(were|are|have|do)\b", re.IGNORECASE
)  # a verb that does not agree with one unit


def check_wording(linked: LinkedProgramme, files: Mapping[PurePosixPath, bytes]) -> list[Diagnostic]:
    """Return every fault of wording.

    Args:
        linked: The programme; one without a report is checked for the wording of its indicators alone.
        files: The rule files, for the positions of faults within values.
    """
    programme = linked.programme
    wording = wording_of(programme)
    if programme.report is None or wording is None:
        templates = RuleTemplates(linked, files, None)
        return [
            *(
                fault
                for entry in linked.indicators.values()
                for fault in _indicator(templates, entry.indicator)
            ),
            *check_declared_texts(linked, files),
        ]
    templates = RuleTemplates(linked, files, wording)
    return [
        *(fault for each in _own_wording(programme) for fault in _phrases(templates, each)),
        *_incomplete_phrasebook(linked, programme.report),
        *_missing_phrases(linked, programme.report, wording),
        *check_blocks(linked, programme.report),
        *_texts(templates, programme.report),
        *(
            fault
            for entry in linked.indicators.values()
            for fault in (
                *_indicator(templates, entry.indicator),
                *_missing_items(linked, entry.indicator),
            )
        ),
        *check_declared_texts(linked, files),
    ]


def _own_wording(programme: Programme) -> list[WordingFile]:
    """Return the files of wording that the programme has itself."""
    return [*programme.phrasebook, *(() if programme.wording is None else (programme.wording,))]


def _phrases(templates: RuleTemplates, wording: WordingFile) -> Iterator[Diagnostic]:
    """Check each phrase against the facts of its kind of claim."""
    linked, kinds = templates.linked, claim_kinds()
    phrases = wording.doc_path / "phrases"
    for kind, declared in (wording.phrases or {}).items():
        if kind not in kinds:
            yield Diagnostic(
                span=linked.positions.span_at(KeyAt(phrases / kind)),
                code="EGY603",
                message=f"there is no kind of claim '{kind}'",
                hint=hint(kind, kinds, "kinds of claim"),
            )
            continue
        several = (
            [(phrases / kind, declared)]
            if isinstance(declared, str)
            else [(phrases / kind / i, each) for i, each in enumerate(declared)]
        )
        facts = kinds[kind]
        known = _with_common(fact_types(facts, linked), linked)
        for doc_path, template in several:
            checked, faults = templates.check(doc_path, template, known, has_history=facts.has_history)
            yield from faults
            if not has_errors(faults):
                yield from check_contract(templates, doc_path, template, facts, checked)


def _incomplete_phrasebook(linked: LinkedProgramme, report: ReportFile) -> Iterator[Diagnostic]:
    """Report an error if the programme's own phrasebook has no language, or not every heading of tables and every clause."""
    own = _own_wording(linked.programme)
    if not linked.programme.phrasebook:
        return
    shipped = shipped_wording()
    headings = {name for each in own for name in each.headings or {}}
    phrases = {kind for each in own for kind in each.phrases or {}}
    clauses = [facts.kind for facts in claims_of(ClauseFacts)]
    lacking = [
        *([] if any(each.language for each in own) else ["language"]),
        *(f"heading '{name}'" for name in shipped.headings if name not in headings),
        *(f"phrase '{kind}'" for kind in clauses if kind not in phrases),
    ]
    for what in lacking:
        yield Diagnostic(
            span=linked.positions.span_at(report.doc_path / "phrasebook"),
            code="EGY651",
            message=f"the phrasebook '{report.phrasebook}' has no {what}",
            hint="add it to a file of the phrasebook; the files of the phrasebook english, which come with the engine, "
            "show what it may say",
        )


def _missing_phrases(linked: LinkedProgramme, report: ReportFile, wording: Wording) -> Iterator[Diagnostic]:
    """Report an error if a block may make a claim that has no phrase, at the first such block."""
    reported: set[str] = set()
    for chapter in report.chapters:
        for block in chapter.blocks:
            for facts in registered_blocks()[block.show].claims:
                if facts.kind in wording.phrases or facts.kind in reported:
                    continue
                reported.add(facts.kind)
                yield Diagnostic(
                    span=linked.positions.span_at(block.doc_path / "show"),
                    code="EGY605",
                    message=f"there is no phrase for '{facts.kind}', which the block '{block.show}' needs",
                    hint=f"add it to the phrases of reports/wording.yaml or of the phrasebook; it may read {', '.join(fact_names(facts))}",
                )


def _texts(templates: RuleTemplates, report: ReportFile) -> Iterator[Diagnostic]:
    """Check the texts of blocks."""
    known = _with_common(fact_types(TextFacts, templates.linked), templates.linked)
    for chapter in report.chapters:
        for block in chapter.blocks:
            if isinstance(block, TextOptions):
                yield from templates.check(block.doc_path / "text", block.text, known)[1]


def _indicator(templates: RuleTemplates, indicator: Indicator) -> Iterator[Diagnostic]:
    """Check the wording of an indicator."""
    linked, says = templates.linked, indicator.says
    there = units_wording_names(linked, indicator)
    known = {name: type_ for name, type_ in fact_types(UnitsWordingFacts, linked).items() if name in there}
    absent = {name: reason for name, reason in WHEN_THERE.items() if name not in there}
    numbers = [f"{{{{ {name} }}}}" for name in ("threshold", "parts") if name in there]
    usage = (
        f"write {' or '.join(numbers)}, in quotes: the number comes from the rule"
        if numbers
        else "leave the number out: only a rule with one whole number on its right has {{ threshold }}"
    )
    checked, faults = templates.check(
        says.doc_path / "units", says.units, known, absent=absent, number_usage=usage
    )
    yield from faults
    verb = _OF_SEVERAL.match(says.units)
    if verb is not None:
        yield templates.fault(
            says.doc_path / "units",
            says.units,
            verb.span(1),
            "EGY446",
            f"'{verb[1]}' does not agree with one {linked.programme.file.unit.one}",
            "write {{ were }}, which reads was or were, or a verb in the past tense such as had, in quotes",
        )
    if indicator.for_each is not None and "item" not in checked.outputs and not faults:
        yield Diagnostic(
            span=linked.positions.span_at(says.doc_path / "units"),
            code="EGY601",
            message="the wording of a repeated indicator does not name its item",
            hint="write {{ item }} where the label of the item belongs",
        )
    if says.items is not None:
        known = fact_types(ItemsWordingFacts, linked)
        usage = "leave the number out: only says.units can name a threshold"
        yield from templates.check(says.doc_path / "items", says.items, known, number_usage=usage)[1]


def _missing_items(linked: LinkedProgramme, indicator: Indicator) -> Iterator[Diagnostic]:
    """Report an error if a report has no wording for several items of an indicator at once."""
    if indicator.for_each is not None and indicator.says.items is None:
        yield Diagnostic(
            span=linked.positions.span_at(KeyAt(indicator.doc_path / "says")),
            code="EGY608",
            message="says has no items",
            hint='add items: "{{ were }} on offer in"; it follows the items and comes before the number of units',
        )


def _with_common(own: Mapping[str, FactType], linked: LinkedProgramme) -> dict[str, FactType]:
    """Return the facts of a claim or text, and after them those that every phrase and text may read."""
    common: Sequence[tuple[str, FactType]] = list(fact_types(CommonFacts, linked).items())
    return {**own, **{name: type_ for name, type_ in common if name not in own}}
