"""Checks the attributes that rules compare by size: each cell of the register must be such a number or date."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from egyv_engine.data.cells import MOST_DIGITS
from egyv_engine.data.register import RegisterTable
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.document_path import DocumentPath

Kind = Literal["number", "date"]
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def check_register_values(
    linked: LinkedProgramme, register: RegisterTable, faults: DiagnosticCollector
) -> None:
    """Tells of each cell that is not what a rule compares it as (EGY513, 514, 520)."""
    compared: dict[tuple[str, Kind], DocumentPath] = {}
    for condition in _conditions(linked):
        for name, kind, doc_path in _compared(linked, condition):
            compared.setdefault((name, kind), doc_path)
    for (name, kind), doc_path in compared.items():
        at = register.table.index(name)
        if at is None:
            continue  # told as an unknown column
        related = ((linked.positions.span_at(doc_path), f"compared as a {kind} here"),)
        before = len(faults)
        for unit, text in zip(register.units, register.attributes[name], strict=True):
            wrong = _fault(text, kind) if text else None
            if wrong is not None:
                code, told, said = wrong
                span = register.rows[unit].span(register.table.file, at)
                faults.report(code, span, f"'{text}' of unit '{unit}' {told}", hint=said, related=related)
        faults.cap(before)


def _conditions(linked: LinkedProgramme) -> Iterator[c.Condition]:
    for entry in linked.indicators.values():
        yield entry.indicator.met_when
        if entry.indicator.base is not None:
            yield entry.indicator.base
    yield from (q.asked_if for q in linked.questions.values() if q.asked_if is not None)


def _compared(linked: LinkedProgramme, condition: c.Condition) -> Iterator[tuple[str, Kind, DocumentPath]]:
    match condition:
        case c.All(members=members) | c.Any(members=members):
            for member in members:
                yield from _compared(linked, member)
        case c.Not(member=member):
            yield from _compared(linked, member)
        case c.Leaf(left=left, comparator=comparator, right=right):
            for side in (left, right):
                if isinstance(side, c.NumberOf):
                    for member in side.members:
                        yield from _compared(linked, member)
            for side, other in ((left, right), (right, left)):
                if isinstance(side, c.AttributeSide):
                    kind = _kind(linked, other, comparator)
                    if kind is not None:
                        yield side.attribute, kind, side.doc_path / "attribute"


def _kind(linked: LinkedProgramme, other: object, comparator: str) -> Kind | None:
    """What an attribute is compared as with the other side; None where it is text."""
    match other:
        case c.QuestionSide(question=name) if name in linked.questions:
            scale = linked.questions[name].scale
            if scale == "date":
                return "number" if other.minus is not None else "date"
            return "number" if scale == "number" else None
        case c.NumberOf() | c.NumberOfItems():
            return "number"
        case (c.Word(text=text), *_) if comparator in c.ORDERINGS:
            return "date" if _DATE.fullmatch(text) else "number"
        case _:
            return None


def _fault(text: str, kind: Kind) -> tuple[str, str, str | None] | None:
    if kind == "date":
        try:
            if _DATE.fullmatch(text):
                date.fromisoformat(text)
                return None
        except ValueError:
            pass
        return "EGY514", "is not a date", "YYYY-MM-DD"
    if _NUMBER.fullmatch(text) is None:
        return "EGY513", "is not a number", "digits, with a point for decimals, no thousands marks"
    if len(text.replace(".", "").lstrip("-0")) > MOST_DIGITS:
        return "EGY520", f"has more than {MOST_DIGITS} digits, decimals included", None
    return None
