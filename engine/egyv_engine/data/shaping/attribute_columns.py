"""Turns the attributes that are numbers or dates into the standard way, as the answers are."""

from collections.abc import Iterator, Mapping

from egyv_engine.data.shaping.standard_values import standard_values
from egyv_engine.data.shaping.value_forms import WrittenValues
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.side_types import MeasuredType, attribute_types
from egyv_engine.model import conditions as c
from egyv_engine.model.condition_walk import leaves
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import DeclaredAttribute
from egyv_engine.model.reading_notes import ReadingNotes

Measured = dict[tuple[str, MeasuredType], DocumentPath]


def measured_attributes(linked: LinkedProgramme, *, of_returns: bool = True) -> Measured:
    """Return the attributes that are declared or compared as numbers or dates, each with the first such place.

    Args:
        linked: The programme.
        of_returns: Whether the conditions that decide which units are kept, surveyed and analysed are looked at, too.
    """
    found: Measured = {}
    declared = linked.programme.file.register
    for name in declared.attributes:
        match declared.declared(name):
            case DeclaredAttribute(type="number" | "date" as value_type):
                found[name, value_type] = declared.doc_path / "attributes" / name
    for condition in (*linked.conditions_on_answers(), *(_of_returns(linked) if of_returns else ())):
        for leaf in leaves(condition):
            for side, value_type in attribute_types(linked, leaf):
                found.setdefault((side.attribute, value_type), side.doc_path / "attribute")
    return found


def standard_attributes(
    linked: LinkedProgramme,
    table: SourceTable,
    columns: Mapping[str, TableColumn],
    written: WrittenValues,
    found: tuple[DiagnosticCollector, ReadingNotes],
) -> dict[str, TableColumn]:
    """Return the columns of attributes, those of numbers and dates in the standard way.

    Args:
        linked: The programme.
        table: The table.
        columns: The column of each attribute, by its name.
        written: How the file writes numbers and dates.
        found: Receives the problems and the counts of `standard_values`.
    """
    if not columns:  # as in most tables of answers
        return {}
    types = dict(reversed(measured_attributes(linked)))  # of two types, the first
    return {
        name: standard_values(table, column, types[name], written, found).column if name in types else column
        for name, column in columns.items()
    }


def _of_returns(linked: LinkedProgramme) -> Iterator[c.Condition]:
    if linked.programme.file.register.only is not None:
        yield linked.programme.file.register.only
    for wave in linked.waves.values():
        yield from (x for x in (wave.surveyed, wave.returned, wave.analysed) if x is not None)
