"""Reads what a selection stands on: files of scores, and which units of the register are available."""

import re
from collections.abc import Mapping
from fractions import Fraction

from egyv_engine.data import vocabularies
from egyv_engine.data.csv_cells import Row
from egyv_engine.data.data_table import TableReader
from egyv_engine.data.register import RegisterTable
from egyv_engine.data.register_conditions import attributes_in, holds
from egyv_engine.data.supplement_table import RecordTable, columns_of, open_table
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.selection_document import MeanOf
from egyv_engine.model.supplementary_data import RatingsFile

_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")


def read_ratings(
    linked: LinkedProgramme, tables: TableReader, register: RegisterTable, declared: MeanOf
) -> RatingsFile:
    """The sound scores of a file; every fault is told in the file."""
    columns = columns_of(declared, declared.doc_path, "unit", "over", "value")
    table = open_table(tables, declared.file, declared.doc_path / "file", columns)
    if table is None:
        return RatingsFile(subjects=(), scores={})
    subjects = dict.fromkeys(s for row in table.table.rows if (s := table.cell(row, declared.over)))
    known = vocabularies.principles(linked)
    if not any(s in known.places for s in subjects):  # a file that names principles names nothing else
        known = vocabularies.of_rule("subject", subjects, declared.doc_path / "over")
    registered = register.table.header.span(register.table.file, 0)
    scores: dict[str, dict[str, Fraction]] = {}
    for row in table.keyed(declared.unit, declared.over):
        unit = table.unit(row, declared.unit, register.rows, registered)
        subject = table.word(row, declared.over, known)
        value = _value(table, row, declared.value)
        if unit is not None and subject is not None and value is not None:
            scores.setdefault(unit, {})[subject] = value
    table.done()
    return RatingsFile(subjects=tuple(s for s in known.places if s in subjects), scores=scores)


def read_available(
    linked: LinkedProgramme, tables: TableReader, register: RegisterTable, name: str, condition: c.Condition
) -> Mapping[str, bool | None]:
    """Whether each unit can be picked; None where a blank leaves it open. Told where nobody can be (EGY524)."""
    names = attributes_in(condition)
    if any(n not in register.attributes for n in names):
        return {}
    found: dict[str, bool | None] = {}
    before = len(tables.faults)
    for i, unit in enumerate(register.units):
        values = {n: register.attributes[n][i] for n in names}
        try:
            found[unit] = holds(condition, values)
        except TypeError:
            return {}  # it reads more than attributes: told where conditions are checked
        except ValueError:
            at = register.table.index(names[0]) or 0
            tables.faults.report(
                "EGY513",
                register.rows[unit].span(register.table.file, at),
                f"it cannot be told whether unit '{unit}' is available: a number or date is needed",
                related=((linked.positions.span_at(condition.doc_path), "the condition"),),
            )
    tables.faults.cap(before)
    if not any(found.values()) and len(tables.faults) == before:
        _tell_nobody(linked, tables, register, name, condition)
    return found


def _tell_nobody(
    linked: LinkedProgramme, tables: TableReader, register: RegisterTable, name: str, condition: c.Condition
) -> None:
    said, doc_path, at = None, condition.doc_path, 0
    if isinstance(condition, c.Leaf) and isinstance(condition.left, c.AttributeSide):
        attribute = condition.left.attribute
        at = register.table.index(attribute) or 0
        if isinstance(condition.right, tuple):
            doc_path = condition.right[0].doc_path
            there = sorted({v for v in register.attributes[attribute] if v})
            said = hint(condition.right[0].text, there, "values in the register")
    tables.faults.report(
        "EGY524",
        linked.positions.span_at(doc_path),
        f"no unit is available for the selection '{name}'",
        hint=said,
        related=((register.table.header.span(register.table.file, at), "the register's column"),),
    )


def _value(table: RecordTable, row: Row, column: str) -> Fraction | None:
    """A score; None where the cell is blank, or no number (EGY513)."""
    cell = table.cell(row, column)
    if _NUMBER.fullmatch(cell):
        return Fraction(cell)
    if cell:
        table.tell(row, column, "EGY513", f"'{cell}' is not a number", "digits, with a point for decimals")
    return None
