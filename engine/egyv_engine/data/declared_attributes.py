"""Checks the cells of the attributes whose values programme.yaml declares."""

from egyv_engine.data.register_table import RegisterTable
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.typed_values import comparable_text


def check_declared_attributes(
    linked: LinkedProgramme, register: RegisterTable, diagnostics: DiagnosticCollector
) -> None:
    """Report each cell of the register that is not one of the declared values (EGY532); a blank cell is allowed.

    Args:
        linked: The programme.
        register: The register.
        diagnostics: Receives the faults.
    """
    attributes = linked.programme.file.register.attributes
    for name, declared in attributes.items() if isinstance(attributes, dict) else ():
        if declared.values is None or name not in register.attributes:
            continue
        allowed = {comparable_text(value) for value in declared.values}
        strange = {
            value
            for value in dict.fromkeys(register.attributes[name])
            if value and comparable_text(value) not in allowed
        }
        for unit, value in zip(register.units, register.attributes[name], strict=True) if strange else ():
            if value in strange:
                diagnostics.report(
                    "EGY532",
                    register.cell(unit, name),
                    f"the value '{value}' of unit '{unit}' is not declared for '{name}'",
                    hint=hint(value, declared.values, "declared values"),
                    related=((declared.doc_path / "values", "the values are declared here"),),
                )
