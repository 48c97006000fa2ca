"""Checks the attributes that rules compare by size or calculate with: each cell must be a number or a date."""

from egyv_engine.data.coding.declared_missing import is_missing
from egyv_engine.data.coding.value_hints import (
    ValuePlace,
    cells_in_standard_form,
    value_groups,
)
from egyv_engine.data.open_values import date_problem, number_problem
from egyv_engine.data.register_faults import RegisterFaults
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.data.shaping.attribute_columns import measured_attributes
from egyv_engine.data.shaping.value_forms import ValueKind, dates_of_columns, written_values
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.quoted_yaml import as_quoted_text
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.typed_values import comparable_text

_OF_FORM = ("EGY513", "EGY514")  # a value that cannot be read as a number or a date


def check_register_values(
    linked: LinkedProgramme, register: RegisterTable, diagnostics: DiagnosticCollector
) -> None:
    """Report cells that are not numbers or dates although a rule compares them as such, or are missing (EGY513, 514, 520, 553).

    Args:
        linked: The programme, whose conditions say which attributes are compared as what.
        register: The register as read.
        diagnostics: Receives one diagnostic per attribute and kind of mistake.
    """
    _check_missing(linked, register, diagnostics)
    is_query = any(table.is_query for table in register.tables)
    measured = measured_attributes(linked, of_returns=False)
    for (name, value_type), doc_path in measured.items():
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
        if not wrong:
            continue
        alike = [register.attributes[n] for n, t in measured if t == value_type and n in register.attributes]
        column, shape = register.table.column(name), linked.file_shape(str(register.table.file))
        own_standard = cells_in_standard_form(value_type, (register.attributes[name],))
        place = ValuePlace(
            is_query=is_query,
            has_question=False,
            in_standard_form=cells_in_standard_form(value_type, alike),
            column=None if column is None or own_standard else register.table.written_name(column),
            dates_of_columns=dates_of_columns(shape, register.table),
        )
        is_reported = _declare_how_written(linked, register, name, value_type)
        for group in value_groups(value_type, wrong, place):
            if is_reported and group.code in _OF_FORM:
                continue
            words = {wrong[position] for position in group.words}
            faults.report(group.code, words, (group.of_one, group.of_many), group.hint)


def _declare_how_written(
    linked: LinkedProgramme, register: RegisterTable, name: str, kind: ValueKind
) -> bool:
    """Return whether every file with an attribute declares how its values are written; others are then reported already (EGY572)."""
    columns = [(table, column) for table in register.tables if (column := table.column(name)) is not None]
    shapes = [linked.file_shape(str(table.file)) for table, _ in columns]
    return all(
        shape is not None
        and written_values(shape, table).of_column(table.written_name(column)).is_declared(kind)
        for shape, (table, column) in zip(shapes, columns, strict=True)
    )


def _used_as(doc_path: DocumentPath) -> str:
    return "declared as" if "attributes" in doc_path.steps else "read as"


def _check_missing(
    linked: LinkedProgramme, register: RegisterTable, diagnostics: DiagnosticCollector
) -> None:
    """Report values of attributes that the file declares as missing, and the programme does not declare (EGY553)."""
    used: dict[str, DocumentPath] = {}
    for name, doc_path in linked.attributes_used:
        used.setdefault(name, doc_path)
    tables = {id(table): table for table in register.tables}
    for name, doc_path in used.items():
        columns = [column for table in tables.values() if (column := table.column(name)) is not None]
        missing = [one for column in columns for one in column.missing]
        if not missing or name not in register.attributes:
            continue
        declared = {comparable_text(word) for word in linked.programme.file.register.declared_values(name)}
        words = [
            word
            for word in register.attributes[name].unique(maintain_order=True)
            if word and comparable_text(word) not in declared and is_missing(word, missing)
        ]
        if words:
            listed = ", ".join(as_quoted_text(word) for word in words)
            attribute = linked.programme.file.register.declared(name)
            as_value = (
                "list it in 'values' of the attribute"
                if attribute is None or attribute.type is None
                else "remove it from the missing values that the file declares"
            )
            RegisterFaults(register, name, ((doc_path, "the attribute"),), diagnostics).report(
                "EGY553",
                words,
                ("is declared missing in the file", "are declared missing in the file"),
                f"if such a cell is blank, write 'blank: [{listed}]' for the file in surveys/files.yaml; "
                f"if it is a value, {as_value}",
            )
