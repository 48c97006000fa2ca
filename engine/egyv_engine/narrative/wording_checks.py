"""Checks the words of reports/ and of the indicators (EGY6xx): templates, names, numbers and refused words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic, has_errors
from egyv_engine.diagnostics.first_named import first_named
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.condition_walk import leaves
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import Indicator
from egyv_engine.model.report_document import ReportFile, WordingFile
from egyv_engine.narrative.block_checks import check_blocks
from egyv_engine.narrative.blocks.registry import claim_kinds, registered_blocks
from egyv_engine.narrative.claims.claim import ClauseFacts, claims_of
from egyv_engine.narrative.claims.phrasebook import CommonFacts
from egyv_engine.narrative.claims.says import (
    ITEM_WORDINGS,
    UNIT_WORDINGS,
    WHEN_THERE,
    items_wording_facts,
    units_wording_facts,
)
from egyv_engine.narrative.contact_checks import check_contact
from egyv_engine.narrative.declared_text_checks import check_declared_texts
from egyv_engine.narrative.language_checks import check_language, unknown_entry
from egyv_engine.narrative.own_text.text_checks import check_own_texts
from egyv_engine.narrative.own_text.text_facts import TextFacts
from egyv_engine.narrative.phrase_contracts import check_contract
from egyv_engine.narrative.plain_words import is_number_alone
from egyv_engine.narrative.reconstructed import check_reconstructed
from egyv_engine.narrative.records_wording import check_records_phrase, check_records_wording
from egyv_engine.narrative.rule_numbers import has_unreadable_number, numbers_of_rule, unnamed_numbers
from egyv_engine.narrative.rule_templates import RuleTemplates
from egyv_engine.narrative.templates.fact_types import FactType, fact_names, fact_types
from egyv_engine.narrative.wording import NAME_USAGE, OF_RECORDS, Wording, shipped_wording, wording_of

_MOST_NAMED = 3
_OF_WORDS = (
    "EGY602",
    "EGY606",
)  # a number and a refused word: what the template inserts can be read all the same
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
    templates = RuleTemplates(linked, files, wording)
    if programme.report is None or wording is None:
        return [
            *(
                fault
                for entry in linked.indicators.values()
                for fault in _indicator(templates, entry.indicator)
            ),
            *check_declared_texts(templates),
            *check_reconstructed(linked),
        ]
    return [
        *(fault for each in programme.own_wording for fault in _phrases(templates, each)),
        *(fault for each in programme.own_wording for fault in _allowed_numbers(linked, each, wording)),
        *_incomplete_phrasebook(linked, programme.report),
        *check_language(linked, programme.report.numbers),
        *_missing_phrases(linked, programme.report, wording),
        *check_blocks(linked, programme.report),
        *check_contact(linked, programme.report),
        *check_own_texts(templates, _with_common(fact_types(TextFacts, linked), linked)),
        *(
            fault
            for entry in linked.indicators.values()
            for fault in (
                *_indicator(templates, entry.indicator),
                *_missing_items(linked, entry.indicator),
                *_unnamed_base(linked, entry.indicator),
            )
        ),
        *check_declared_texts(templates),
        *check_reconstructed(linked),
    ]


def _unnamed_base(linked: LinkedProgramme, indicator: Indicator) -> Iterator[Diagnostic]:
    """Warn about a base that is a condition, and has no words: sentences would speak of the part as of all units.

    A base of those that answered is no part of the units in the sense of the rule, and needs none.
    """
    if indicator.base is None or indicator.says.base is not None:
        return
    if all(leaf.comparator == "answered" for leaf in leaves(indicator.base)):
        return
    unit = linked.programme.file.unit
    yield Diagnostic(
        span=linked.positions.span_at(KeyAt(indicator.doc_path / "base")),
        code="EGY659",
        message=f"sentences call the {unit.many} that meet this base '{unit.many}', as if they were all",
        hint=f"add words for them to says, for example base: {{one: large {unit.one}, many: large {unit.many}}}",
    )


def _phrases(templates: RuleTemplates, wording: WordingFile) -> Iterator[Diagnostic]:
    """Check each phrase against the facts of its kind of claim."""
    linked, kinds = templates.linked, claim_kinds()
    phrases = wording.doc_path / "phrases"
    for kind, declared in (wording.phrases or {}).items():
        if kind not in kinds:
            yield unknown_entry(linked, phrases / kind, "kind of claim", kind, kinds)
            continue
        several = (
            [(phrases / kind, declared)]
            if isinstance(declared, str)
            else [(phrases / kind / i, each) for i, each in enumerate(declared)]
        )
        facts = kinds[kind]
        known = _with_common(fact_types(facts, linked), linked)
        for doc_path, template in several:
            _, faults = templates.check(doc_path, template, known, has_history=facts.has_history)
            yield from faults
            if not has_errors([fault for fault in faults if fault.code not in _OF_WORDS]):
                yield from check_contract(templates, doc_path, template, facts)
                yield from check_records_phrase(templates, doc_path, template)


def _allowed_numbers(linked: LinkedProgramme, file: WordingFile, wording: Wording) -> Iterator[Diagnostic]:
    """Report an error where a number alone is allowed, and not a name that has it."""
    for place, word in enumerate(file.allowed_words):
        if is_number_alone(word, wording.number_words):
            yield Diagnostic(
                span=linked.positions.span_at(file.doc_path / "allowed_words" / place),
                code="EGY665",
                message=f"'{word}' is a number, and would be allowed wherever a number of the results belongs",
                hint=f"list the whole name that has it, such as 'level {word}'",
            )


def _incomplete_phrasebook(linked: LinkedProgramme, report: ReportFile) -> Iterator[Diagnostic]:
    """Report an error if the programme's own phrasebook has no language, or not every heading of tables and every clause."""
    own = linked.programme.own_wording
    if not linked.programme.phrasebook or any(each.based_on for each in own):
        return
    shipped = shipped_wording()
    headings = {name for each in own for name in each.headings or {}}
    phrases = {kind for each in own for kind in each.phrases or {}}
    clauses = [facts.kind for facts in claims_of(ClauseFacts)]
    lacking = [
        *([] if any(each.language for each in own) else ["language"]),
        *_named(
            "heading", [name for name in shipped.headings if name.removesuffix(OF_RECORDS) not in headings]
        ),
        *_named("phrase", [kind for kind in clauses if kind not in phrases]),
    ]
    for what in lacking:
        yield Diagnostic(
            span=linked.positions.span_at(report.doc_path / "phrasebook"),
            code="EGY651",
            message=f"the phrasebook '{report.phrasebook}' has no {what}",
            hint="add it to a file of the phrasebook, or write 'based_on: english' there: then the phrasebook that comes "
            "with the engine has what is left out",
        )


def _named(what: str, names: Sequence[str]) -> list[str]:
    """Return words for what a phrasebook lacks, with the first few names; nothing if it lacks none."""
    quoted = [f"'{name}'" for name in names]
    return [f"{what} {first_named(quoted, _MOST_NAMED)}"] if names else []


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


def _indicator(templates: RuleTemplates, indicator: Indicator) -> Iterator[Diagnostic]:
    """Check the wording of an indicator."""
    says = indicator.says
    for key in UNIT_WORDINGS:
        text = getattr(says, key)
        if text is not None:
            yield from _of_units(templates, indicator, says.doc_path / key, text)
    verb = _OF_SEVERAL.match(says.units)
    if verb is not None and says.unit is None:
        yield templates.fault(
            says.doc_path / "units",
            says.units,
            verb.span(1),
            "EGY446",
            f"'{verb[1]}' does not agree with one {templates.linked.programme.file.unit.one}",
            "add unit: with the wording for one, or write {{ were }}, which reads was or were",
        )
    known = items_wording_facts(templates.linked, indicator)
    absent = {name: WHEN_THERE[name] for name in ("question", "answer") if name not in known}
    wording = templates.wording or shipped_wording()
    own = numbers_of_rule(templates.linked, indicator, wording)  # of which none has a name here
    usage = f"leave the number out; {NAME_USAGE}{_of_rule(own)}"
    for key in ITEM_WORDINGS:
        text = getattr(says, key)
        if text is None:
            continue
        found = templates.check(
            says.doc_path / key,
            text,
            known,
            absent=absent,
            number_usage=usage,
            own_numbers=own,
        )[1]
        yield from _of_readable_rule(templates.linked, indicator, found)
        if indicator.for_each is None:
            yield diagnostic(
                templates.linked.positions,
                "EGY610",
                KeyAt(says.doc_path / key),
                f"the indicator '{indicator.id}' does not use '{key}', because it is not repeated over items",
                hint=f"leave out {key}, or add for_each",
            )
    yield from check_records_wording(templates, indicator)


def _of_readable_rule(
    linked: LinkedProgramme, indicator: Indicator, faults: Sequence[Diagnostic]
) -> list[Diagnostic]:
    """Return the faults of a wording, without those on numbers where a number of the rule cannot be read."""
    if not has_unreadable_number(linked, indicator):
        return list(faults)
    return [d for d in faults if d.code != "EGY602" and "'threshold" not in d.message]


def _of_rule(numbers: frozenset[str]) -> str:
    """Return the end of a hint, with the numbers of a rule that wording may say; empty without any."""
    digits = sorted((n for n in numbers if n[0].isdigit()), key=lambda n: (len(n), n))
    return f"; numbers of the rule that may be written: {', '.join(digits)}" if digits else ""


def _of_units(
    templates: RuleTemplates, indicator: Indicator, doc_path: DocumentPath, text: str
) -> Iterator[Diagnostic]:
    """Check a wording that follows a number of units."""
    known = units_wording_facts(templates.linked, indicator)
    absent = {name: reason for name, reason in WHEN_THERE.items() if name not in known}
    numbers = [f"{{{{ {name} }}}}" for name in templates.linked.thresholds(indicator)]
    own = unnamed_numbers(templates.linked, indicator, templates.wording or shipped_wording())
    usage = (
        f"write {' or '.join(numbers)}, in quotes, if it is the number of the rule; leave any other number out; {NAME_USAGE}"
        if numbers
        else f"leave the number out: only a rule with whole numbers on its right has {{{{ threshold }}}}; {NAME_USAGE}"
    )
    checked, faults = templates.check(
        doc_path,
        text,
        known,
        absent=absent,
        number_usage=usage + _of_rule(own),
        own_numbers=own,
    )
    faults = _of_readable_rule(templates.linked, indicator, faults)
    yield from faults
    if indicator.for_each is not None and "item" not in checked.outputs and not faults:
        yield diagnostic(
            templates.linked.positions,
            "EGY601",
            doc_path,
            "the wording of a repeated indicator does not name its item",
            hint="write {{ item }} where the label of the item belongs",
        )


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
