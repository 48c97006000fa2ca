"""Checks of the wording (`says`) of indicators."""

import re
from collections.abc import Iterator
from dataclasses import replace

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import Span
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
UNITS_PLACEHOLDERS = ("item",)
ITEMS_PLACEHOLDERS = ("were", "had")


def check_says(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Fails if the wording of an indicator has an unknown placeholder, or does not name the item where it must."""
    for entry in linked.indicators.values():
        says, is_repeated = entry.indicator.says, entry.indicator.for_each is not None
        numbers = tuple(linked.threshold(entry.indicator))
        known = (*UNITS_PLACEHOLDERS, *numbers) if is_repeated else numbers
        yield from _unknown_placeholders(linked, says.units, says.doc_path / "units", known)
        yield from _unknown_placeholders(
            linked, says.items or "", says.doc_path / "items", ITEMS_PLACEHOLDERS
        )
        if is_repeated and all(found[1] in numbers for found in _PLACEHOLDER.finditer(says.units)):
            yield diagnostic(
                linked.positions,
                "EGY601",
                says.doc_path / "units",
                "this phrase must name the item, because the indicator has for_each",
                hint="write {item} where the label of the item belongs",
            )


def _unknown_placeholders(
    linked: LinkedProgramme, text: str, doc_path: DocumentPath, known: tuple[str, ...]
) -> Iterator[Diagnostic]:
    for found in _PLACEHOLDER.finditer(text):
        if found[1] not in known:
            yield diagnostic(
                linked.positions,
                "EGY601",
                _span_of_match(linked.positions.span_at(doc_path), text, found),
                f"unknown placeholder {found[0]}",
                hint=hint(found[1], known, "placeholders here")
                if known
                else "{item} can be used only in an indicator with for_each",
            )


def _span_of_match(span: Span, text: str, found: re.Match[str]) -> Span:
    """Return the span of a part of a phrase; the span of the whole phrase if quotes or line breaks hide the part."""
    quotes = span.end_column - span.column - len(text)
    if quotes not in (0, 2):
        return span
    start = span.column + quotes // 2 + found.start()
    return replace(span, column=start, end_column=start + len(found[0]))
