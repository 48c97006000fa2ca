"""Reads the data that a selection needs: files of scores, and the units of the register that are available."""

import re
from collections.abc import Mapping
from fractions import Fraction

from egyv_engine.data import vocabularies
from egyv_engine.data.csv_cells import Row
from egyv_engine.data.data_table import TableReader
from egyv_engine.data.register_conditions import UnorderedValueError, attributes_in, holds
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.data.supplement_table import SupplementTable, columns_of, open_table
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.selection_document import MeanOf
from egyv_engine.model.supplementary_data import RatingsFile

_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")


def read_ratings(
    linked: LinkedProgramme, tables: TableReader, register: RegisterTable, declared: MeanOf
) -> RatingsFile:
    """Return the valid scores of a file, and report the problems of the others.

    Args:
        linked: The programme.
        tables: The reader of the programme's data files.
        register: The register.
        declared: The rule that describes the file.
    """
    columns = columns_of(declared, declared.doc_path, "unit", "subject", "value")
    table = open_table(tables, declared.file, declared.doc_path / "file", columns)
    if table is None:
        return RatingsFile(subjects=(), scores={})
    subjects = dict.fromkeys(s for row in table.table.rows if (s := table.cell(row, declared.subject)))
    vocabulary = vocabularies.principles(linked)
    if not any(s in vocabulary.declared_at for s in subjects):  # if any subject is a principle, all must be
        vocabulary = vocabularies.fixed_words("subject", subjects, declared.doc_path / "subject")
    scores: dict[str, dict[str, Fraction]] = {}
    for row in table.keyed_rows(declared.unit, declared.subject):
        unit = table.unit(row, declared.unit, register)
        subject = table.word(row, declared.subject, vocabulary)
        value = _value(table, row, declared.value)
        if unit is not None and subject is not None and value is not None:
            scores.setdefault(unit, {})[subject] = value
    table.cap_diagnostics()
    return RatingsFile(subjects=tuple(s for s in vocabulary.declared_at if s in subjects), scores=scores)


def read_available(
    tables: TableReader, register: RegisterTable, condition: c.Condition
) -> Mapping[str, bool | None]:
    """Return which units are available for a selection; report values that have no order (EGY513).

    Args:
        tables: The reader of the programme's data files.
        register: The register.
        condition: The condition on attributes that available units meet.

    Returns:
        For each unit whether it is available; None if that depends on a blank. Empty if the condition cannot be
        evaluated.
    """
    names = attributes_in(condition)
    if any(n not in register.attributes for n in names):
        return {}
    available: dict[str, bool | None] = {}
    before = len(tables.diagnostics)
    for i, unit in enumerate(register.units):
        values = {n: register.attributes[n][i] for n in names}
        try:
            available[unit] = holds(condition, values)
        except TypeError:
            return {}  # the condition reads something else; reported when conditions are checked
        except UnorderedValueError as error:
            attribute = next((n for n in names if values[n] == error.value), names[0])
            tables.diagnostics.report(
                "EGY513",
                register.cell(unit, attribute),
                f"cannot determine whether unit '{unit}' is available, "
                f"because '{error.value}' is neither a number nor a date",
                hint="correct the register, or the condition",
                related=((condition.doc_path, "the condition"),),
            )
    tables.diagnostics.cap(before)
    return available


def _value(table: SupplementTable, row: Row, column: str) -> Fraction | None:
    """Return the score in a cell; None if the cell is blank, or not a number, which is reported (EGY513)."""
    cell = table.cell(row, column)
    if _NUMBER.fullmatch(cell):
        return Fraction(cell)
    if cell:
        table.report(row, column, "EGY513", f"'{cell}' is not a number", "write digits, with a decimal point")
    return None
