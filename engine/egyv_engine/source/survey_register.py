"""Reads the register: the surveyed units, their attributes and cohorts, and who returned and is analysed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.documents import Wave
from egyv_engine.register_conditions import attributes_in, holds
from egyv_engine.source.csv_locate import Row
from egyv_engine.source.survey_tables import Table, TableReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The surveyed units, sorted: attributes by column, each unit's cohort index, and its row for messages."""

    units: tuple[str, ...]
    attributes: Mapping[str, Sequence[str]]
    cohort: Sequence[int]
    table: Table
    rows: Mapping[str, Row]


class RegisterReader:
    """Reads the register of a programme; what is wrong with it goes to the table reader's faults."""

    def __init__(self, linked: LinkedProgramme, tables: TableReader) -> None:
        self.linked = linked
        self.tables = tables
        self.key = tables.key
        self.faults = tables.faults

    def register(self) -> Register | None:
        """The register, or None where there is no file or no key column."""
        place = self.linked.programme.file.register.place
        before = len(self.faults)
        table = self.tables.table(self.linked.programme.file.register.file, place / "file")
        if table is None:
            return None
        at = table.index(self.key)
        if at is None:
            self.faults.tell(
                table.header.span(table.file, 0),
                "EGY506",
                f"the column '{self.key}' is missing",
                hint(self.key, table.header.cells, "columns there"),
                ((self.linked.positions.of(place / "key"), "the register's key"),),
            )
            return None
        self.tables.check_columns(table)
        self._attributes(table)
        rows = self.tables.unit_rows(table, at)
        names = [c for c in table.header.cells if c != self.key]
        units = tuple(sorted(rows))
        attributes = {n: [rows[u].cells[table.header.cells.index(n)] for u in units] for n in names}
        cohort = self._cohorts(table, rows, units)
        self.faults.cap(before)
        return Register(units=units, attributes=attributes, cohort=cohort, table=table, rows=rows)

    def _attributes(self, table: Table) -> None:
        for name, place in self.linked.attributes_used:
            if name not in table.header.cells or name == self.key:
                self.faults.tell(
                    self.linked.positions.of(place),
                    "EGY310",
                    f"the register has no column '{name}'",
                    hint(name, [x for x in table.header.cells if x != self.key], "its columns"),
                    ((table.header.span(table.file, 0), "the register's header"),),
                )

    def _cohorts(self, table: Table, rows: Mapping[str, Row], units: Sequence[str]) -> list[int]:
        cohorts = self.linked.programme.file.cohorts
        at = table.index(cohorts.attribute) if cohorts else None
        if cohorts is None or at is None:
            return [0] * len(units)
        found = []
        for unit in units:
            value = rows[unit].cells[at]
            if value not in cohorts.ids:
                self.faults.tell(
                    rows[unit].span(table.file, at),
                    "EGY517",
                    f"the cohort '{value}' of unit '{unit}' is not declared"
                    if value
                    else f"unit '{unit}' has no cohort",
                    hint(value, cohorts.ids, "cohorts"),
                    ((self.linked.positions.key(cohorts.place / "ids"), "the cohorts"),),
                )
            found.append(cohorts.ids.index(value) if value in cohorts.ids else 0)
        unused = [i for i in cohorts.ids if cohorts.ids.index(i) not in found]
        for name in unused:
            self.faults.tell(
                self.linked.positions.of(cohorts.place / "ids" / cohorts.ids.index(name)),
                "EGY517",
                f"no unit is of the cohort '{name}'",
                hint(name, sorted({r.cells[at] for r in rows.values()}), "cohorts in the register"),
                ((table.header.span(table.file, at), "the register's column"),),
            )
        return found

    def statuses(self, wave: Wave, register: Register) -> list[int]:
        """For each unit 0 not returned, 1 returned and not analysed, 2 analysed."""
        if wave.returned is None and wave.analysed is None:
            return [2] * len(register.units)
        known: dict[tuple[str, ...], tuple[bool | None, bool | None]] = {}
        names = [n for x in (wave.returned, wave.analysed) if x is not None for n in attributes_in(x)]
        if any(n not in register.attributes for n in names):
            return [2] * len(register.units)
        found = []
        for i, unit in enumerate(register.units):
            values = tuple(register.attributes[n][i] for n in names)
            if values not in known:
                known[values] = self._returned(wave, dict(zip(names, values, strict=True)), unit, register)
            returned, analysed = known[values]
            if returned is None or analysed is None or (analysed and not returned):
                self._untold(wave, register, unit, names, returned, analysed)
            found.append(2 if analysed and returned else 1 if returned else 0)
        return found

    def _returned(
        self, wave: Wave, values: Mapping[str, str], unit: str, register: Register
    ) -> tuple[bool | None, bool | None]:
        try:
            returned = True if wave.returned is None else holds(wave.returned, values)
            return returned, returned if wave.analysed is None else holds(wave.analysed, values)
        except ValueError as fault:
            self.faults.tell(
                register.rows[unit].span(register.table.file, 0), "EGY518", f"unit '{unit}': {fault}"
            )
            return False, False

    def _untold(
        self,
        wave: Wave,
        register: Register,
        unit: str,
        names: Sequence[str],
        returned: bool | None,
        analysed: bool | None,
    ) -> None:
        at = register.table.index(names[0]) or 0
        told = (
            f"unit '{unit}' is analysed in '{wave.id}' and has not returned"
            if analysed and returned is False
            else f"it cannot be told whether unit '{unit}' returned in '{wave.id}'"
        )
        condition: c.Condition | None = (
            wave.returned if returned is None or wave.analysed is None else wave.analysed
        )
        related = ((self.linked.positions.of(condition.place), "the condition"),) if condition else ()
        self.faults.tell(
            register.rows[unit].span(register.table.file, at), "EGY518", told, "fill in the register", related
        )
