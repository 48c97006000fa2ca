"""Checks the words of reports/ and of the indicators (EGY6xx): templates, names, numbers and refused words."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.files.encoding import unified
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import Indicator
from egyv_engine.model.report_document import BlockOptions, ReportFile, WordingFile
from egyv_engine.narrative.block_checks import check_blocks
from egyv_engine.narrative.blocks.declared_text import TextFacts, TextOptions
from egyv_engine.narrative.blocks.registry import claim_kinds, registered_blocks
from egyv_engine.narrative.claims.phrasebook import CommonFacts
from egyv_engine.narrative.claims.says import (
    WHEN_THERE,
    ItemsWordingFacts,
    UnitsWordingFacts,
    units_wording_names,
)
from egyv_engine.narrative.declared_text_checks import check_declared_texts
from egyv_engine.narrative.plain_words import find_numbers, find_seen_words
from egyv_engine.narrative.templates.fact_types import FactType, fact_names, fact_types
from egyv_engine.narrative.templates.template_checks import CheckedTemplate, check_template
from egyv_engine.narrative.value_spans import span_within


def check_wording(linked: LinkedProgramme, files: Mapping[PurePosixPath, bytes]) -> list[Diagnostic]:
    """Return every fault of wording.

    Args:
        linked: The programme; one without a report is checked for the wording of its indicators alone.
        files: The rule files, for the positions of faults within values.
    """
    programme = linked.programme
    if programme.report is None or programme.wording is None:
        templates = _Templates(linked, files, None)
        return [
            *(
                fault
                for entry in linked.indicators.values()
                for fault in _indicator(templates, entry.indicator)
            ),
            *check_declared_texts(linked, files),
        ]
    templates = _Templates(linked, files, programme.wording)
    return [
        *_phrases(templates, programme.wording),
        *_missing_phrases(linked, programme.report, programme.wording),
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


class _Templates:
    """Checks templates, with the words that a programme refuses in them."""

    def __init__(
        self, linked: LinkedProgramme, files: Mapping[PurePosixPath, bytes], wording: WordingFile | None
    ) -> None:
        self.linked = linked
        self.files = files
        self.wording = wording

    def check(
        self,
        doc_path: DocumentPath,
        template: str,
        known: Mapping[str, FactType],
        *,
        absent: Mapping[str, str] | None = None,
        has_history: bool = True,
    ) -> tuple[CheckedTemplate, list[Diagnostic]]:
        """Return what a template can insert, and its faults with their positions in the file.

        Args:
            doc_path: The key of the template.
            template: Its text.
            known: The facts that it may read.
            absent: Facts that only other templates of its kind may read, each with the reason.
            has_history: Whether it may use words of change.
        """
        checked = check_template(template, known, absent)
        faults = [
            self.fault(doc_path, template, (fault.start, fault.end), fault.code, fault.message, fault.hint)
            for fault in checked.faults
        ]
        for text, start in checked.words:
            faults += self._words(doc_path, template, text, start, has_history=has_history)
        return checked, faults

    def fault(
        self,
        doc_path: DocumentPath,
        template: str,
        extent: tuple[int, int],
        code: str,
        message: str,
        hint_: str,
    ) -> Diagnostic:
        """Return a fault in a stretch of a template."""
        whole = self.linked.positions.span_at(doc_path)
        text = unified(self.files.get(whole.file, b"").decode("utf-8", errors="replace"))
        span = span_within(text, whole, template, *extent)
        return Diagnostic(span=span, code=code, message=message, hint=hint_)

    def _words(
        self, doc_path: DocumentPath, template: str, text: str, start: int, *, has_history: bool
    ) -> Iterator[Diagnostic]:
        """Check words of a template that it can insert. start: where in the template they begin."""
        wording = self.wording
        if wording is None:
            return
        numbers = find_numbers(text, wording.number_words)
        change = () if has_history else wording.forbidden_words_without_history
        checks = (
            (
                *("EGY602", numbers, "'{}' is a number in the words of a template"),
                "a number in a sentence is a figure of a finding: {{ after.units_of_base }}",
            ),
            (
                *("EGY606", find_seen_words(text, wording.forbidden_words), "'{}' is a refused word"),
                "say what was reported, not what it comes from or how great it is",
            ),
            (
                *("EGY606", find_seen_words(text, change), "'{}' is refused of what has no earlier answer"),
                "say the level, and that it was first asked about then",
            ),
        )
        for code, words, message, hint_ in checks:
            for word, (first, last) in words.items():
                extent = (start + first, start + last)
                yield self.fault(doc_path, template, extent, code, message.format(word), hint_)


def _phrases(templates: _Templates, wording: WordingFile) -> Iterator[Diagnostic]:
    """Check each phrase against the facts of its kind of claim."""
    linked, kinds = templates.linked, claim_kinds()
    phrases = wording.doc_path / "phrases"
    for kind, declared in wording.phrases.items():
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
            yield from templates.check(doc_path, template, known, has_history=facts.has_history)[1]


def _missing_phrases(
    linked: LinkedProgramme, report: ReportFile, wording: WordingFile
) -> Iterator[Diagnostic]:
    """Report an error if a block may make a claim that has no phrase; not where a misspelt kind is probably meant for it."""
    kinds = claim_kinds()
    needed: dict[str, BlockOptions] = {}
    for chapter in report.chapters:
        for block in chapter.blocks:
            for facts in registered_blocks()[block.show].claims:
                needed.setdefault(facts.kind, block)
    misspelt = {did_you_mean(kind, kinds) for kind in wording.phrases if kind not in kinds}
    for kind, block in needed.items():
        if kind not in wording.phrases and kind not in misspelt:
            yield Diagnostic(
                span=linked.positions.span_at(KeyAt(wording.doc_path / "phrases")),
                code="EGY605",
                message=f"there is no phrase for '{kind}'",
                hint=f"its phrase may read {', '.join(fact_names(kinds[kind]))}",
                related=((linked.positions.span_at(block.doc_path / "show"), "what needs it"),),
            )


def _texts(templates: _Templates, report: ReportFile) -> Iterator[Diagnostic]:
    """Check the texts of blocks."""
    known = _with_common(fact_types(TextFacts, templates.linked), templates.linked)
    for chapter in report.chapters:
        for block in chapter.blocks:
            if isinstance(block, TextOptions):
                yield from templates.check(block.doc_path / "text", block.text, known)[1]


def _indicator(templates: _Templates, indicator: Indicator) -> Iterator[Diagnostic]:
    """Check the wording of an indicator."""
    linked, says = templates.linked, indicator.says
    there = units_wording_names(linked, indicator)
    known = {name: type_ for name, type_ in fact_types(UnitsWordingFacts, linked).items() if name in there}
    absent = {name: reason for name, reason in WHEN_THERE.items() if name not in there}
    checked, faults = templates.check(says.doc_path / "units", says.units, known, absent=absent)
    yield from faults
    if indicator.for_each is not None and "item" not in checked.outputs and not faults:
        yield Diagnostic(
            span=linked.positions.span_at(says.doc_path / "units"),
            code="EGY601",
            message="the wording of a repeated indicator does not name its item",
            hint="write {{ item }} where the label of the item belongs",
        )
    if says.items is not None:
        known = fact_types(ItemsWordingFacts, linked)
        yield from templates.check(says.doc_path / "items", says.items, known)[1]


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
