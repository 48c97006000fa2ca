"""Reads the register: the surveyed units, their attributes and their cohorts."""

import polars as pl

from egyv_engine.data.cohort_of_units import CohortReader
from egyv_engine.data.columns_read import attribute_columns
from egyv_engine.data.data_files import DataFiles
from egyv_engine.data.declared_attributes import check_declared_attributes
from egyv_engine.data.kept_units import kept_units
from egyv_engine.data.register_of_answers import register_of_answers
from egyv_engine.data.register_table import SPACES, RegisterTable, attribute_values, forms_of, register_table
from egyv_engine.data.register_words import check_kept_units
from egyv_engine.data.repeated_columns import report_repeated_columns
from egyv_engine.data.shaping.attribute_columns import measured_attributes, standard_attributes
from egyv_engine.data.shaping.footers import report_totals
from egyv_engine.data.shaping.rows_of_only_units import report_rows_of_only_units
from egyv_engine.data.shaping.rows_of_unit import one_row_per_unit
from egyv_engine.data.shaping.shaped_waves import ShapedWaves
from egyv_engine.data.shaping.value_forms import written_values
from egyv_engine.data.source_table import SourceTable
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.link.file_shapes import FileShape
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.frozen import replace
from egyv_engine.model.reading_notes import NoteKind


class RegisterReader:
    """Reads the register of a programme, and reports its problems to the diagnostics of the table reader.

    Attributes:
        linked: The programme; after reading, with the groups that the values of the register make.
    """

    def __init__(self, linked: LinkedProgramme, tables: DataFiles, shaped: ShapedWaves) -> None:
        self.linked = linked
        self.tables = tables
        self.shaped = shaped
        self.key = tables.key
        self.diagnostics = tables.diagnostics

    def register(self) -> RegisterTable | None:
        """Return the register, or None if its file or its key column is missing."""
        if self.linked.programme.file.register.made_of is not None:
            register = self._made_of_answers()
        else:
            register = self._from_file()
        if register is None:
            return None
        self._report_twins(register)
        if register.is_complete:
            self._report_unknown_attributes(register)
        check_declared_attributes(self.linked, register, self.diagnostics)
        condition = self.linked.programme.file.register.only
        if condition is not None:
            check_kept_units(self.linked, register, self.diagnostics)
            register = register.without(kept_units(condition, register, self.diagnostics), "only")
        if register.units.is_empty():
            return None
        cohorts = CohortReader(self.linked, register, self.diagnostics)
        register = cohorts.register()
        self.linked = cohorts.linked
        return None if register.units.is_empty() else register

    def _made_of_answers(self) -> RegisterTable | None:
        """Return a register of the units in the answers of any wave, without their cohorts."""
        tables = {wave.id: self.shaped.table(wave) for wave in self.linked.waves.values()}
        read = {name: table.units(self.key) for name, table in tables.items() if table is not None}
        attributes = tuple(self.linked.programme.file.register.attributes)
        register = register_of_answers(
            read, self.key, attributes, measured_attributes(self.linked), self.diagnostics
        )
        return None if register is None else replace(register, is_complete=len(read) == len(tables))

    def _from_file(self) -> RegisterTable | None:
        """Return the register in a file without its cohorts, and report its irregularities."""
        declared = self.linked.programme.file.register
        name = declared.source_name
        shape = self.linked.file_shape(name)
        table = self.tables.table(name, declared.doc_path / "file")
        if table is None or shape is None:
            return None
        report_repeated_columns(table, self.tables.diagnostics)
        key = table.column(shape.key)
        if key is None:
            return None  # reported where the file is opened
        if shape.of_several_rows is not None:
            written = written_values(shape, table)
            chosen = one_row_per_unit(table, (key,), shape.of_several_rows, written, self.diagnostics)
            if chosen is None:
                return None
            self.tables.notes.add(table.file, NoteKind.ROWS_REPLACED, len(table.rows) - len(chosen.rows))
            table = chosen
        table = self._named(table, shape)
        key = table.columns[0]
        measured = {name for name, value_type in measured_attributes(self.linked) if value_type == "number"}
        numbers = [column for column in table.columns if column.name in measured]
        alone = report_rows_of_only_units(table, key, (), shape, self.diagnostics, is_register=True)
        report_totals(table, key, numbers, shape, self.diagnostics, known=alone)
        places = self.tables.first_rows(table, key)
        places = places if places["unit"].is_sorted() else places.sort("unit")
        places = places.with_columns(table=pl.lit(0, pl.UInt8))
        attributes: dict[str, pl.Series] = {}
        for column in table.columns:
            if column is not key and column.name not in attributes:
                attributes[column.name] = attribute_values(column, places["row"])
        return register_table(self.key, places, attributes, (table,))

    def _named(self, table: SourceTable, shape: FileShape) -> SourceTable:
        """Return the register's table with the key first, and attributes under the names that rules have for them."""
        name_of = {column: name for name, column in attribute_columns(self.linked).items()}
        key = table.column(shape.key)
        assert key is not None
        others = [
            replace(column, name=name_of.get(column.name, column.name))
            for column in table.columns
            if column is not key
        ]
        found = (self.diagnostics, self.tables.notes)
        first = {column.name: column for column in reversed(others)}
        standard = standard_attributes(self.linked, table, first, written_values(shape, table), found)
        columns = (standard[c.name] if c is first[c.name] else c for c in others)
        return replace(table, columns=(replace(key, name=self.key), *columns))

    def _report_twins(self, register: RegisterTable) -> None:
        """Report ids with spaces around them, and ids that only case, spaces or Unicode form distinguish (EGY528)."""
        units, forms = register.units, forms_of(register.units)
        suspect = units.str.contains(f"^{SPACES}|{SPACES}$")
        if forms.n_unique() < len(forms):
            suspect |= forms.is_duplicated()
        first: dict[str, str] = {}
        for unit, form in zip(units.filter(suspect), forms.filter(suspect), strict=True):
            twin = first.setdefault(form, unit)
            if twin == unit and unit.strip() == unit:
                continue
            different = twin != unit
            self.diagnostics.report(
                "EGY528",
                register.cell(unit),
                f"the units '{twin}' and '{unit}' have the same id except for case, spaces or the form of letters"
                if different
                else f"the id of the unit '{unit}' starts or ends with a space",
                hint="keep one of the two rows, or give the units ids that differ"
                if different
                else "remove the space in every file",
                related=((register.cell(twin), f"the unit '{twin}'"),) if different else (),
            )

    def _report_unknown_attributes(self, register: RegisterTable) -> None:
        is_file = register.returned is None
        declared = self.linked.programme.file.register
        reported: set[str] = set()
        # An attribute that is misspelt where it is listed is not reported again where its right name is read.
        missing = () if is_file else (name for name in declared.attributes if name not in register.attributes)
        near = {did_you_mean(declared.column_of(name), self._columns_of_answers()) for name in missing}
        meant = near.difference(declared.attributes)
        for name, doc_path in self.linked.attributes_used:
            if name in register.attributes or name in reported or name in meant:
                continue
            column = declared.column_of(name)
            for_attribute = f" for the attribute '{name}'" * (column != name)
            ignored = [other.name for other in register.table.ignored]
            message = f"the register has no column '{column}'{for_attribute}"
            advice = hint(column, [*register.attributes, *ignored], "columns of the register")
            if not is_file and name in declared.attributes:
                reported.add(name)  # once, where it is listed, and not wherever it is read
                message = f"the answers have no column '{column}'{for_attribute}"
                advice = hint(column, self._columns_of_answers(), "columns of the answers")
            elif not is_file:
                message = f"the register, which is made of the answers, has no attribute '{name}'"
                advice = f"list '{name}' in the attributes of the register, and add its column to the answers"
                if declared.attributes:
                    known = hint(name, list(declared.attributes), "attributes of the register")
                    advice = f"{known}; if it is another one, {advice}"
            header = "the register's header" if is_file else "the header of the answers"
            self.diagnostics.report(
                "EGY310", doc_path, message, hint=advice, related=((register.column(), header),)
            )

    def _columns_of_answers(self) -> list[str]:
        """Return the names of the columns of every file of answers, each once."""
        tables = [self.shaped.table(wave) for wave in self.linked.waves.values()]
        headers = [table.whole.header for table in tables if table is not None]
        return list(dict.fromkeys(column.name for header in headers for column in header))
