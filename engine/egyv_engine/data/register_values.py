"""Checks the attributes that rules compare by size or calculate with: each cell must be a number or a date."""

from collections.abc import Iterator

from egyv_engine.data.coding.answer_hints import value_groups
from egyv_engine.data.open_values import date_problem, number_problem
from egyv_engine.data.register_faults import RegisterFaults
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
    """Report cells that are not numbers or dates although a rule compares them as such (EGY513, 514, 520).

    Args:
        linked: The programme, whose conditions say which attributes are compared as what.
        register: The register as read.
        diagnostics: Receives one diagnostic per attribute and kind of mistake.
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
        related = ((doc_path, f"the attribute is {_used_as(doc_path)} a {value_type} here"),)
        faults = RegisterFaults(register, name, related, diagnostics)
        problem_of = date_problem if value_type == "date" else number_problem
        wrong = [
            word
            for word in register.attributes[name].unique(maintain_order=True)
            if word and problem_of(word)
        ]
        for group in value_groups(value_type, wrong):
            words = {wrong[position] for position in group.words}
            faults.report(group.code, words, (group.of_one, group.of_many), group.hint)


def _used_as(doc_path: DocumentPath) -> str:
    return "declared as" if "attributes" in doc_path.steps else "read as"


def _conditions(linked: LinkedProgramme) -> Iterator[c.Condition]:
    for entry in linked.indicators.values():
        yield entry.indicator.met_when
        if entry.indicator.base is not None:
            yield entry.indicator.base
    yield from (q.asked_if for q in linked.questions.values() if q.asked_if is not None)
