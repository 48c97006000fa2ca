"""Checks the attributes that rules compare by size or calculate with: each cell must be a number or a date."""

from collections.abc import Iterator

from egyv_engine.data.open_values import date_problem, number_problem
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.side_types import MeasuredType, attribute_types
from egyv_engine.model import conditions as c
from egyv_engine.model.condition_walk import leaves
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import DeclaredAttribute


def check_register_values(
    linked: LinkedProgramme, register: RegisterTable, diagnostics: DiagnosticCollector
) -> None:
    """Report each cell that is not a number or date although a rule compares it as one (EGY513, 514, 520).

    Args:
        linked: The programme, whose conditions say which attributes are compared as what.
        register: The register as read.
        diagnostics: The collector that receives the faults, up to the limit for one file.
    """
    compared: dict[tuple[str, MeasuredType], DocumentPath] = {}
    declared = linked.programme.file.register
    for name in declared.attributes:
        match declared.declared(name):
            case DeclaredAttribute(type="number" | "date" as value_type):
                compared[name, value_type] = declared.doc_path / "attributes" / name
    for condition in _conditions(linked):
        for leaf in leaves(condition):
            for side, value_type in attribute_types(linked, leaf):
                compared.setdefault((side.attribute, value_type), side.doc_path / "attribute")
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
    return "declared as" if "attributes" in doc_path.steps else "read as"


def _conditions(linked: LinkedProgramme) -> Iterator[c.Condition]:
    for entry in linked.indicators.values():
        yield entry.indicator.met_when
        if entry.indicator.base is not None:
            yield entry.indicator.base
    yield from (q.asked_if for q in linked.questions.values() if q.asked_if is not None)
