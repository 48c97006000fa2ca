"""Checks the cells of the attributes whose values programme.yaml declares."""

from collections.abc import Sequence

from egyv_engine.data.register_faults import RegisterFaults
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.typed_values import comparable_text


def check_declared_attributes(
    linked: LinkedProgramme, register: RegisterTable, diagnostics: DiagnosticCollector
) -> None:
    """Report the words of the register that are not among the declared values (EGY532); a blank cell is allowed.

    Args:
        linked: The programme.
        register: The register.
        diagnostics: Receives the faults.
    """
    attributes = linked.programme.file.register.attributes
    for name, declared in attributes.items() if isinstance(attributes, dict) else ():
        if declared.values is not None and name in register.attributes:
            _check(name, declared.values, declared.doc_path / "values", register, diagnostics)


def _check(
    name: str,
    values: Sequence[str],
    declared_at: DocumentPath,
    register: RegisterTable,
    diagnostics: DiagnosticCollector,
) -> None:
    allowed = {comparable_text(value) for value in values}
    words = register.attributes[name].unique(maintain_order=True)
    related = ((declared_at, "the values are declared here"),)
    RegisterFaults(register, name, related, diagnostics).report_words(
        "EGY532",
        [word for word in words if word and comparable_text(word) not in allowed],
        (f"is not declared for '{name}'", "are not declared"),
        lambda word: hint(word, values, "declared values"),
    )
