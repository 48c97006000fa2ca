"""Checks the words of reports/ and of the indicators (EGY6xx): no numbers, no refused words, names that exist."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import PurePosixPath

from jinja2 import nodes

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.span import Span
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.link.linker import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.report_document import BlockOptions, ReportFile, WordingFile
from egyv_engine.narrative.blocks.block import IndicatorOptions
from egyv_engine.narrative.blocks.declared_text import TEXT_FACTS, TextOptions
from egyv_engine.narrative.blocks.registry import claim_kinds, registered_blocks
from egyv_engine.narrative.claims.facts import LevelFacts, NumberFacts
from egyv_engine.narrative.readability import words_in
from egyv_engine.narrative.templates.phrasebook import COMMON
from egyv_engine.narrative.templates.template import TemplateFaultError, parse

_ALLOWED = re.compile(r"\b(one of|one another|no one)\b", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
WITHOUT_HISTORY = (
    *("level", "first_asked", "first_asked_opening", "first_asked_titles", "first_asked_items"),
    *("basket_level", "basket_first_asked", "basket_first_asked_more"),
)
# What stands behind a name in a phrase: a level, a number, or what records declare; else text or a truth, without parts.
LEVELS = ("before", "after")
OPEN_NAMES = ("status", "reason")
NUMBERS = frozenset(
    (
        *("gained", "lost", "net", "matched", "once", "low", "high", "compared", "rose", "fell", "level"),
        *("improved", "declined", "unchanged", "total", "open", "number", "surveyed", "returned", "analysed"),
        *("set_aside", "unit", "fewest", "most", "places", "principles", "indicators", "findings", "waves"),
    )
)
_NUMBER_NAMES = tuple(f.name for f in fields(NumberFacts))
_LEVEL_NAMES = tuple(f.name for f in fields(LevelFacts))


def check_wording(linked: LinkedProgramme, files: Mapping[PurePosixPath, bytes]) -> list[Diagnostic]:
    """Every fault of wording; nothing where the programme declares no report."""
    programme = linked.programme
    if programme.report is None or programme.wording is None:
        return []
    return list(_Check(linked, programme.report, programme.wording, files).all())


class _Check:
    def __init__(
        self,
        linked: LinkedProgramme,
        report: ReportFile,
        wording: WordingFile,
        files: Mapping[PurePosixPath, bytes],
    ) -> None:
        self.linked = linked
        self.report = report
        self.wording = wording
        self.files = files
        self.kinds = claim_kinds()

    def all(self) -> Iterator[Diagnostic]:
        phrases = self.wording.doc_path / "phrases"
        for kind, said in self.wording.phrases.items():
            if kind not in self.kinds:
                told = hint(kind, self.kinds, "kinds of claim")
                yield self._key_fault("EGY603", phrases / kind, f"no claim is of the kind '{kind}'", told)
                continue
            places = (
                [phrases / kind] if isinstance(said, str) else [phrases / kind / i for i in range(len(said))]
            )
            for doc_path, template in zip(places, (said,) if isinstance(said, str) else said, strict=True):
                yield from self._template(
                    doc_path, template, self.kinds[kind], has_no_history=kind in WITHOUT_HISTORY
                )
        yield from self._blocks()
        yield from self._indicators()

    def _blocks(self) -> Iterator[Diagnostic]:
        needed: dict[str, BlockOptions] = {}
        first: dict[str, DocumentPath] = {}
        for chapter in self.report.chapters:
            if chapter.id in first:
                yield replace(
                    self._fault(
                        "EGY312",
                        chapter.doc_path / "id",
                        f"the chapter '{chapter.id}' is declared a second time",
                        "give one of the two another id",
                    ),
                    related=((self.linked.positions.of(first[chapter.id]), "the first one"),),
                )
            first.setdefault(chapter.id, chapter.doc_path / "id")
        for chapter in self.report.chapters:
            for block in chapter.blocks:
                for kind in registered_blocks()[block.show].claims:
                    needed.setdefault(kind, block)
                if isinstance(block, TextOptions):
                    yield from self._template(block.doc_path / "text", block.text, TEXT_FACTS)
                chosen = block.indicators if isinstance(block, IndicatorOptions) else None
                for i, name in enumerate(chosen or ()):
                    if name not in self.linked.indicators:
                        told = hint(name, self.linked.indicators, "declared")
                        yield self._fault(
                            "EGY305", block.doc_path / "indicators" / i, f"unknown indicator '{name}'", told
                        )
        meant = {did_you_mean(kind, self.kinds) for kind in self.wording.phrases if kind not in self.kinds}
        for kind, block in needed.items():
            if kind not in self.wording.phrases and kind not in meant:
                yield replace(
                    self._key_fault(
                        "EGY605",
                        self.wording.doc_path / "phrases",
                        f"there is no phrase for '{kind}'",
                        f"its phrase may read {', '.join(self.kinds[kind])}",
                    ),
                    related=((self.linked.positions.of(block.doc_path / "show"), "what needs it"),),
                )

    def _indicators(self) -> Iterator[Diagnostic]:
        for entry in self.linked.indicators.values():
            indicator = entry.indicator
            says = indicator.says
            for name, said in (("units", says.units), ("items", says.items)):
                if said is not None:
                    yield from self._words(says.doc_path / name, said, ())
            if indicator.for_each is not None and says.items is None:
                told = "'{were} on offer in', which follows the items and stands before the areas"
                yield self._key_fault("EGY608", indicator.doc_path / "says", "says has no items", told)

    def _template(
        self, doc_path: DocumentPath, template: str, names: Sequence[str], *, has_no_history: bool = False
    ) -> Iterator[Diagnostic]:
        if not template.strip():
            yield self._fault("EGY607", doc_path, "there are no words here", "a phrase says something")
            return
        try:
            tree = parse(template)
        except TemplateFaultError as fault:
            told = "{{ name }} puts something in, {% if name %} ... {% endif %} chooses"
            yield self._fault("EGY607", doc_path, f"this template cannot be read: {fault}", told)
            return
        history = self.wording.refused_without_history if has_no_history else ()
        for data in tree.find_all(nodes.TemplateData):
            yield from self._words(doc_path, data.data, history)
        compared = {id(c) for each in tree.find_all(nodes.Compare) for c in each.find_all(nodes.Const)}
        for const in tree.find_all(nodes.Const):
            if isinstance(const.value, int | float) and not isinstance(const.value, bool):
                yield self._number(doc_path, str(const.value))
            elif isinstance(const.value, str) and id(const) not in compared:
                yield from self._words(doc_path, const.value, history)
        yield from self._names(doc_path, tree, names)

    def _words(self, doc_path: DocumentPath, text: str, history: Sequence[str]) -> Iterator[Diagnostic]:
        for digits in dict.fromkeys(_DIGITS.findall(text)):
            yield self._number(doc_path, digits)
        left = _ALLOWED.sub("", text)
        for word in words_in(left, self.wording.number_words):
            yield self._number(doc_path, word)
        for word in words_in(text, self.wording.refused):
            told = "say what was reported, not what it comes from or how great it is"
            yield self._in(doc_path, word, "EGY606", f"'{word}' is a refused word", told)
        for word in words_in(text, history):
            told = "say the level, and that it was first asked about then"
            message = f"'{word}' is refused of what has no earlier answer"
            yield self._in(doc_path, word, "EGY606", message, told)

    def _number(self, doc_path: DocumentPath, said: str) -> Diagnostic:
        told = "a number in a sentence is a figure of a finding: {{ after.of }}"
        return self._in(doc_path, said, "EGY602", f"'{said}' is a number in the words of a template", told)

    def _names(
        self, doc_path: DocumentPath, tree: nodes.Template, names: Sequence[str]
    ) -> Iterator[Diagnostic]:
        for name in dict.fromkeys(n.name for n in tree.find_all(nodes.Name)):
            if name not in names and name not in COMMON:
                yield self._in(
                    doc_path,
                    name,
                    "EGY604",
                    f"unknown variable '{name}'",
                    hint(name, (*names, *COMMON), "variables here"),
                )
        for attribute in tree.find_all(nodes.Getattr):
            owner = attribute.node
            if not isinstance(owner, nodes.Name) or owner.name not in names:
                continue
            known: tuple[str, ...] = _NUMBER_NAMES if owner.name in NUMBERS else ()
            if owner.name in OPEN_NAMES:
                known = self._recorded(owner.name)
                if not known:
                    continue  # without such records the phrase is never said
            if owner.name in LEVELS:
                known = _LEVEL_NAMES
            if attribute.attr not in known:
                told = (
                    hint(attribute.attr, known, f"parts of '{owner.name}'")
                    if known
                    else f"'{owner.name}' has no parts"
                )
                message = f"'{owner.name}' has no part '{attribute.attr}'"
                yield self._in(doc_path, f"{owner.name}.{attribute.attr}", "EGY604", message, told)

    def _recorded(self, name: str) -> tuple[str, ...]:
        """The statuses or reasons that rules/records.yaml declares, sums and groups among them."""
        records = self.linked.programme.records
        counted = records.recommendations if records else None
        if counted is None:
            return ()
        if name == "status":
            return (*counted.status.are, *(counted.status.sums or {}))
        if counted.reason is None:
            return ()
        groups = counted.reason.groups or {}
        grouped = {reason for each in groups.values() for reason in each}
        return (*groups, *(reason for reason in counted.reason.are if reason not in grouped))

    def _in(self, doc_path: DocumentPath, word: str, code: str, message: str, said: str) -> Diagnostic:
        """A fault at a word within a value: its own place where the lines of the value show it."""
        span = self.linked.positions.of(doc_path)
        data = self.files.get(span.file, b"").decode("utf-8", errors="replace").removeprefix("\ufeff")
        lines = data.replace("\r\n", "\n").split("\n")
        pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])", re.IGNORECASE)
        for number in range(span.line, min(span.line + 40, len(lines) + 1)):
            found = pattern.search(lines[number - 1], span.column - 1 if number == span.line else 0)
            if found is not None:
                span = Span(span.file, number, found.start() + 1, found.end() + 1)
                break
        return Diagnostic(span=span, code=code, message=message, hint=said)

    def _fault(self, code: str, doc_path: DocumentPath, message: str, said: str) -> Diagnostic:
        return Diagnostic(span=self.linked.positions.of(doc_path), code=code, message=message, hint=said)

    def _key_fault(self, code: str, doc_path: DocumentPath, message: str, said: str) -> Diagnostic:
        return Diagnostic(span=self.linked.positions.key(doc_path), code=code, message=message, hint=said)
