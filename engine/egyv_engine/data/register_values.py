"""Checks the attributes that rules compare by size: each of their cells must be a number or a date."""

from collections.abc import Iterator
from typing import Literal, assert_never

from egyv_engine.data.open_values import date_problem, number_problem
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import leaves
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.typed_values import looks_like_date

ValueType = Literal["number", "date"]


def check_register_values(
    linked: LinkedProgramme, register: RegisterTable, diagnostics: DiagnosticCollector
) -> None:
    """Report each cell that is not a number or date although a rule compares it as one (EGY513, 514, 520).

    Args:
        linked: The programme, whose conditions say which attributes are compared as what.
        register: The register as read.
        diagnostics: The collector that receives the faults, up to the limit for one file.
    """
    compared: dict[tuple[str, ValueType], DocumentPath] = {}
    declared = linked.programme.file.register
    for name in declared.attributes:
        match declared.declared(name):
            case "number" | "date" as value_type:
                compared[name, value_type] = declared.doc_path / "attributes" / name
    for condition in _conditions(linked):
        for name, value_type, doc_path in _compared_attributes(linked, condition):
            compared.setdefault((name, value_type), doc_path)
    for (name, value_type), doc_path in compared.items():
        if name not in register.attributes:
            continue  # reported as an unknown column
        problem_of = date_problem if value_type == "date" else number_problem
        related = ((doc_path, f"the attribute is {_used_as(doc_path)} a {value_type} here"),)
        before = len(diagnostics)
        for unit, text in zip(register.units, register.attributes[name], strict=True):
            problem = problem_of(text) if text else None
            if problem is not None:
                diagnostics.report(
                    problem.code,
                    register.cell(unit, name),
                    f"the value '{text}' of unit '{unit}' {problem.predicate}",
                    hint=problem.hint,
                    related=related,
                )
        diagnostics.cap(before)


def _used_as(doc_path: DocumentPath) -> str:
    return "declared as" if "attributes" in doc_path.steps else "compared as"


def _conditions(linked: LinkedProgramme) -> Iterator[c.Condition]:
    for entry in linked.indicators.values():
        yield entry.indicator.met_when
        if entry.indicator.base is not None:
            yield entry.indicator.base
    yield from (q.asked_if for q in linked.questions.values() if q.asked_if is not None)


def _compared_attributes(
    linked: LinkedProgramme, condition: c.Condition
) -> Iterator[tuple[str, ValueType, DocumentPath]]:
    """Yield each attribute that a condition compares by size, the type it is compared as, and its document path."""
    for leaf in leaves(condition):
        for side, other in ((leaf.left, leaf.right), (leaf.right, leaf.left)):
            if isinstance(side, c.AttributeSide):
                value_type = _value_type(linked, other, leaf.comparator)
                if value_type is not None:
                    yield side.attribute, value_type, side.doc_path / "attribute"


def _value_type(linked: LinkedProgramme, other: c.Right, comparator: str) -> ValueType | None:
    """Return the type of the value that an attribute is compared with; None if it is compared as text."""
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
