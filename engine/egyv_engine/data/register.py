"""Reads the register: the surveyed units, their attributes and their cohorts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from unicodedata import normalize

from egyv_engine.data.csv_cells import Row, scan
from egyv_engine.data.data_table import DataTable, TableReader
from egyv_engine.data.whole_columns import Files, read_register_columns
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Cohorts


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterTable:
    """The surveyed units, sorted by id.

    Attributes:
        attributes: The values of each attribute, in the order of the units.
        cohort: The index of each unit's cohort; None if the register does not show it, which is reported.
        rows: The row of each unit, for the positions of diagnostics.
    """

    units: tuple[str, ...]
    attributes: Mapping[str, Sequence[str]]
    cohort: Sequence[int | None]
    table: DataTable
    rows: Mapping[str, Row]


class _LazyRows(Mapping[str, Row]):
    """The rows of a register by unit, scanned on first access, because only diagnostics need them."""

    def __init__(self, files: Files, file: PurePosixPath, key_index: int) -> None:
        self._files, self._file, self._key_index = files, file, key_index
        self._scanned: dict[str, Row] | None = None

    @property
    def _rows(self) -> dict[str, Row]:
        if self._scanned is None:
            rows = list(scan(self._file, self._files[self._file].decode("utf-8"), []))
            self._scanned = {row.cells[self._key_index]: row for row in rows[1:]}
        return self._scanned

    def __getitem__(self, unit: str) -> Row:
        return self._rows[unit]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class RegisterReader:
    """Reads the register of a programme, and reports its problems to the diagnostics of the table reader."""

    def __init__(self, linked: LinkedProgramme, tables: TableReader) -> None:
        self.linked = linked
        self.tables = tables
        self.key = tables.key
        self.diagnostics = tables.diagnostics

    def register(self) -> RegisterTable | None:
        """Return the register, or None if its file or its key column is missing."""
        before = len(self.diagnostics)
        register = self._read_quickly() or self._read_with_positions()
        if register is None:
            return None
        self._report_twins(register)
        self._report_unknown_attributes(register.table)
        cohorts = self.linked.programme.file.cohorts
        cohort = [0] * len(register.units) if cohorts is None else self._cohort_indexes(register, cohorts)
        self.diagnostics.cap(before)
        return replace(register, cohort=cohort)

    def _read_quickly(self) -> RegisterTable | None:
        """Return a large register without its cohorts, or None if it is small or anything in it is irregular."""
        file = self.tables.large_csv(self.linked.programme.file.register.file)
        columns = read_register_columns(self.tables.files, file, self.key) if file is not None else None
        if file is None or columns is None:
            return None
        header = next(scan(file, columns.header.decode("utf-8"), []))
        return RegisterTable(
            units=columns.units,
            attributes=columns.attributes,
            cohort=(),
            table=DataTable(file, header, ()),
            rows=_LazyRows(self.tables.files, file, header.cells.index(self.key)),
        )

    def _read_with_positions(self) -> RegisterTable | None:
        """Return the register without its cohorts, and report its irregularities."""
        doc_path = self.linked.programme.file.register.doc_path
        table = self.tables.table(self.linked.programme.file.register.file, doc_path / "file")
        if table is None:
            return None
        key_index = self.tables.key_index(table)
        if key_index is None:
            return None
        self.tables.check_columns(table)
        rows = self.tables.unit_rows(table, key_index)
        names = [c for c in table.header.cells if c != self.key]
        units = tuple(sorted(rows))
        cells = {n: [rows[u].cells[table.header.cells.index(n)] for u in units] for n in names}
        attributes = {n: ["" if c.isspace() else c for c in column] for n, column in cells.items()}
        return RegisterTable(units=units, attributes=attributes, cohort=(), table=table, rows=rows)

    def _report_twins(self, register: RegisterTable) -> None:
        """Report ids with spaces around them, and ids that only case, spaces or Unicode form distinguish (EGY528)."""
        first: dict[str, str] = {}
        index = register.table.index(self.key) or 0
        for unit in register.units:
            folded = unit.casefold() if unit.isascii() else normalize("NFKC", unit).casefold()
            twin = first.setdefault("".join(folded.split()), unit)
            if twin == unit and unit.strip() == unit:
                continue
            file = register.table.file
            different = twin != unit
            self.diagnostics.report(
                "EGY528",
                register.rows[unit].span(file, index),
                f"the units '{twin}' and '{unit}' have the same id except for case, spaces or the form of letters"
                if different
                else f"the id of the unit '{unit}' starts or ends with a space",
                hint="keep one of the two rows, or give the units ids that differ"
                if different
                else "remove the space in every file",
                related=((register.rows[twin].span(file, index), f"the unit '{twin}'"),) if different else (),
            )

    def _report_unknown_attributes(self, table: DataTable) -> None:
        for name, doc_path in self.linked.attributes_used:
            if name not in table.header.cells or name == self.key:
                self.diagnostics.report(
                    "EGY310",
                    doc_path,
                    f"the register has no column '{name}'",
                    hint=hint(
                        name, [x for x in table.header.cells if x != self.key], "columns of the register"
                    ),
                    related=((table.header.span(table.file, 0), "the register's header"),),
                )

    def _cohort_indexes(self, register: RegisterTable, cohorts: Cohorts) -> list[int | None]:
        index = register.table.index(cohorts.attribute)
        if index is None:
            return [None] * len(register.units)  # reported as an unknown attribute
        is_key = cohorts.attribute == self.key
        values = register.units if is_key else register.attributes[cohorts.attribute]
        misspelt = self._report_cohorts_without_units(register, cohorts, values, index)
        for unit, value in zip(register.units, values, strict=True):
            if value not in cohorts.ids and value not in misspelt:
                self.diagnostics.report(
                    "EGY517",
                    register.rows[unit].span(register.table.file, index),
                    f"the cohort '{value}' of unit '{unit}' is not declared"
                    if value
                    else f"unit '{unit}' has no cohort",
                    hint=hint(value, cohorts.ids, "declared cohorts"),
                    related=((KeyAt(cohorts.doc_path / "ids"), "the cohorts are declared here"),),
                )
        return [cohorts.ids.index(v) if v in cohorts.ids else None for v in values]

    def _report_cohorts_without_units(
        self, register: RegisterTable, cohorts: Cohorts, values: Sequence[str], index: int
    ) -> set[str]:
        """Report each cohort without units; return the values that are probably meant, which need no other message."""
        misspelt: set[str] = set()
        for i, name in enumerate(cohorts.ids):
            if name not in values:
                undeclared = sorted({v for v in values if v and v not in cohorts.ids})
                near = did_you_mean(name, undeclared)
                misspelt.update((near,) if near else ())
                in_register = undeclared or sorted({v for v in values if v})
                self.diagnostics.report(
                    "EGY517",
                    cohorts.doc_path / "ids" / i,
                    f"no unit belongs to cohort '{name}'",
                    hint=hint(name, in_register, "cohorts in the register"),
                    related=(
                        (register.table.header.span(register.table.file, index), "the register's column"),
                    ),
                )
        return misspelt
