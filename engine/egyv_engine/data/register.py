"""Reads the register: the surveyed units, their attributes and cohorts, and who returned and is analysed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from egyv_engine.data.csv_cells import Row, scan
from egyv_engine.data.data_table import DataTable, TableReader
from egyv_engine.data.register_conditions import UnreadError, attributes_in, holds, is_readable
from egyv_engine.data.whole_columns import Files, read_register_columns
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import Status
from egyv_engine.model.documents import Wave


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterTable:
    """The surveyed units, sorted: attributes by column, each unit's cohort index, and its row for messages.

    cohort: None where a fault, told, leaves it open.
    """

    units: tuple[str, ...]
    attributes: Mapping[str, Sequence[str]]
    cohort: Sequence[int | None]
    table: DataTable
    rows: Mapping[str, Row]


class _LazyRows(Mapping[str, Row]):
    """The rows of a sound register by unit, looked for when first one is asked for: to tell where a fault is."""

    def __init__(self, files: Files, file: PurePosixPath, at: int) -> None:
        self._files, self._file, self._at = files, file, at
        self._known: dict[str, Row] | None = None

    @property
    def _rows(self) -> dict[str, Row]:
        if self._known is None:
            rows = list(scan(self._file, self._files[self._file].decode("utf-8"), []))
            self._known = {row.cells[self._at]: row for row in rows[1:]}
        return self._known

    def __getitem__(self, unit: str) -> Row:
        return self._rows[unit]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class RegisterReader:
    """Reads the register of a programme; what is wrong with it goes to the table reader's faults."""

    def __init__(self, linked: LinkedProgramme, tables: TableReader) -> None:
        self.linked = linked
        self.tables = tables
        self.key = tables.key
        self.faults = tables.faults

    def register(self) -> RegisterTable | None:
        """The register, or None where there is no file or no key column."""
        before = len(self.faults)
        register = self._fast() or self._slow()
        if register is None:
            return None
        self._attributes(register.table)
        register = replace(register, cohort=self._cohorts(register))
        self.faults.cap(before)
        return register

    def _fast(self) -> RegisterTable | None:
        """A large register that is sound; its cohorts are still to be told."""
        file = self.tables.large(self.linked.programme.file.register.file)
        read = read_register_columns(self.tables.files, file, self.key) if file is not None else None
        if file is None or read is None:
            return None
        header = next(scan(file, read.header.decode("utf-8"), []))
        return RegisterTable(
            units=read.units,
            attributes=read.attributes,
            cohort=(),
            table=DataTable(file, header, ()),
            rows=_LazyRows(self.tables.files, file, header.cells.index(self.key)),
        )

    def _slow(self) -> RegisterTable | None:
        """Any register; its cohorts are still to be told."""
        doc_path = self.linked.programme.file.register.doc_path
        table = self.tables.table(self.linked.programme.file.register.file, doc_path / "file")
        if table is None:
            return None
        at = table.index(self.key)
        if at is None:
            self.faults.report(
                "EGY506",
                table.header.span(table.file, 0),
                f"the column '{self.key}' is missing",
                hint=hint(self.key, table.header.cells, "columns there"),
                related=((self.linked.positions.span_at(doc_path / "key"), "the register's key"),),
            )
            return None
        self.tables.check_columns(table)
        rows = self.tables.unit_rows(table, at)
        names = [c for c in table.header.cells if c != self.key]
        units = tuple(sorted(rows))
        attributes = {n: [rows[u].cells[table.header.cells.index(n)] for u in units] for n in names}
        return RegisterTable(units=units, attributes=attributes, cohort=(), table=table, rows=rows)

    def _attributes(self, table: DataTable) -> None:
        for name, doc_path in self.linked.attributes_used:
            if name not in table.header.cells or name == self.key:
                self.faults.report(
                    "EGY310",
                    self.linked.positions.span_at(doc_path),
                    f"the register has no column '{name}'",
                    hint=hint(name, [x for x in table.header.cells if x != self.key], "its columns"),
                    related=((table.header.span(table.file, 0), "the register's header"),),
                )

    def _cohorts(self, register: RegisterTable) -> list[int | None]:
        table, units = register.table, register.units
        cohorts = self.linked.programme.file.cohorts
        if cohorts is None:
            return [0] * len(units)
        at = table.index(cohorts.attribute)
        if at is None:
            return [None] * len(units)
        values = units if cohorts.attribute == self.key else register.attributes[cohorts.attribute]
        misspelt: set[str] = set()  # in the register, for a cohort that no unit is of: told there
        for i, name in enumerate(cohorts.ids):
            if name not in values:
                there = sorted({v for v in values if v and v not in cohorts.ids})
                near = did_you_mean(name, there)
                misspelt.update((near,) if near else ())
                self.faults.report(
                    "EGY517",
                    self.linked.positions.span_at(cohorts.doc_path / "ids" / i),
                    f"no unit is of the cohort '{name}'",
                    hint=hint(name, there or sorted({v for v in values if v}), "cohorts in the register"),
                    related=((table.header.span(table.file, at), "the register's column"),),
                )
        for unit, value in zip(units, values, strict=True):
            if value not in cohorts.ids and value not in misspelt:
                self.faults.report(
                    "EGY517",
                    register.rows[unit].span(table.file, at),
                    f"the cohort '{value}' of unit '{unit}' is not declared"
                    if value
                    else f"unit '{unit}' has no cohort",
                    hint=hint(value, cohorts.ids, "cohorts"),
                    related=(
                        (self.linked.positions.span_at(KeyAt(cohorts.doc_path / "ids")), "the cohorts"),
                    ),
                )
        return [cohorts.ids.index(v) if v in cohorts.ids else None for v in values]

    def statuses(self, wave: Wave, register: RegisterTable) -> list[int | None]:
        """The Status of each unit; None where a fault leaves it undecided."""
        conditions = [x for x in (wave.returned, wave.analysed) if x is not None]
        names = [n for x in conditions for n in attributes_in(x)]
        if not conditions:
            return [Status.ANALYSED] * len(register.units)
        if any(n not in register.attributes for n in names) or not all(is_readable(x) for x in conditions):
            return [None] * len(register.units)  # told at the condition
        keys = list(zip(*(register.attributes[n] for n in names), strict=True))
        known = {key: self._status(wave, dict(zip(names, key, strict=True))) for key in dict.fromkeys(keys)}
        if any(not isinstance(status, int) for status in known.values()):
            alike = Counter(keys)
            for unit, key in zip(register.units, keys, strict=True):
                open_ = known[key]
                if isinstance(open_, _Undecided) and key in alike:
                    self._tell_open(wave, open_, unit, alike.pop(key) - 1, register)
        statuses = (known[key] for key in keys)
        return [status if isinstance(status, int) else None for status in statuses]

    def _status(self, wave: Wave, values: Mapping[str, str]) -> "int | _Undecided":
        """The status of units with these attributes, or why it is open."""
        try:
            returned = True if wave.returned is None else holds(wave.returned, values)
            analysed = returned if wave.analysed is None else holds(wave.analysed, values)
        except UnreadError as fault:
            value = fault.args[0]
            told = f"'{value}' of unit '{{unit}}' is neither a number nor a date"
            return _Undecided(told, next(n for n, v in values.items() if v == value))
        blank = next((n for n, v in values.items() if not v), next(iter(values)))
        if returned is None:
            return _Undecided(f"it cannot be told whether unit '{{unit}}' returned in '{wave.id}'", blank)
        if returned and analysed is None:
            return _Undecided(f"it cannot be told whether unit '{{unit}}' is analysed in '{wave.id}'", blank)
        if analysed and not returned:
            return _Undecided(
                f"unit '{{unit}}' is analysed in '{wave.id}' and has not returned", next(iter(values))
            )
        if analysed:
            return Status.ANALYSED
        return Status.NOT_ANALYSED if returned else Status.NO_RETURN

    def _tell_open(
        self, wave: Wave, why: "_Undecided", unit: str, alike: int, register: RegisterTable
    ) -> None:
        told = why.told.replace("{unit}", unit)
        self.faults.report(
            "EGY518",
            register.rows[unit].span(register.table.file, register.table.index(why.attribute) or 0),
            f"{told} (and {alike} more units like it)" if alike else told,
            hint="fill in the register, or mend returned and analysed",
            related=tuple(
                (self.linked.positions.span_at(condition.doc_path), name)
                for name, condition in (("returned", wave.returned), ("analysed", wave.analysed))
                if condition is not None
            ),
        )


@dataclass(frozen=True, slots=True)
class _Undecided:
    """Why a status is open, with {unit} for the unit, and the attribute that leaves it open."""

    told: str
    attribute: str
