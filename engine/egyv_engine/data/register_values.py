"""Checks the attributes that rules compare by size: each of their cells must be a number or a date."""

from collections.abc import Iterator
from typing import Literal, assert_never

from egyv_engine.data.register import RegisterTable
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import leaves
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.typed_values import MOST_DIGITS, days, looks_like_date, number

Kind = Literal["number", "date"]


def check_register_values(
    linked: LinkedProgramme, register: RegisterTable, faults: DiagnosticCollector
) -> None:
    """Report each cell that is not what a rule compares it as (EGY513, 514, 520)."""
    compared: dict[tuple[str, Kind], DocumentPath] = {}
    for condition in _conditions(linked):
        for name, kind, doc_path in _compared(linked, condition):
            compared.setdefault((name, kind), doc_path)
    for (name, kind), doc_path in compared.items():
        at = register.table.index(name)
        if at is None:
            continue  # reported as an unknown column
        related = ((linked.positions.span_at(doc_path), f"compared as a {kind} here"),)
        before = len(faults)
        for unit, text in zip(register.units, register.attributes[name], strict=True):
            wrong = _fault(text, kind) if text else None
            if wrong is not None:
                code, problem, hint = wrong
                span = register.rows[unit].span(register.table.file, at)
                faults.report(code, span, f"'{text}' of unit '{unit}' {problem}", hint=hint, related=related)
        faults.cap(before)


def _conditions(linked: LinkedProgramme) -> Iterator[c.Condition]:
    for entry in linked.indicators.values():
        yield entry.indicator.counts
        if entry.indicator.base is not None:
            yield entry.indicator.base
    yield from (q.asked_if for q in linked.questions.values() if q.asked_if is not None)


def _compared(linked: LinkedProgramme, condition: c.Condition) -> Iterator[tuple[str, Kind, DocumentPath]]:
    """The attributes that a condition compares by size, with what they are compared as."""
    for leaf in leaves(condition):
        for side, other in ((leaf.left, leaf.right), (leaf.right, leaf.left)):
            if isinstance(side, c.AttributeSide):
                kind = _kind(linked, other, leaf.comparator)
                if kind is not None:
                    yield side.attribute, kind, side.doc_path / "attribute"


def _kind(linked: LinkedProgramme, other: c.Right, comparator: str) -> Kind | None:
    """The kind of value that an attribute is compared with; None where it is text."""
    match other:
        case bool() | c.AttributeSide():
            return None
        case tuple():
            if not COMPARATORS[comparator].needs_order:
                return None
            return "date" if any(looks_like_date(word.text) for word in other) else "number"
        case c.NumberOf() | c.NumberOfItems():
            return "number"
        case c.QuestionSide(question=name, minus=minus):
            scale = linked.questions[name].scale if name in linked.questions else None
            if scale == "date":
                return "date" if minus is None else "number"
            return "number" if scale == "number" else None
        case _:
            assert_never(other)


def _fault(text: str, kind: Kind) -> tuple[str, str, str | None] | None:
    """The code, message and hint for a cell that is not of the kind it is compared as."""
    if kind == "date":
        return ("EGY514", "is not a date", "YYYY-MM-DD") if days(text) is None else None
    if number(text) is None:
        return "EGY513", "is not a number", "digits, with a point for decimals, no thousands marks"
    if len(text.replace(".", "").lstrip("-0")) > MOST_DIGITS:
        return "EGY520", f"has more than {MOST_DIGITS} digits, decimals included", None
    return None
