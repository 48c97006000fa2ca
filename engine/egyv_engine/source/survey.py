"""Reads the register and the returns into a Survey, and tells every fault of the data at its cell (EGY5xx)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.diagnostics.diagnostic import Diagnostic, has_errors
from egyv_engine.diagnostics.span import Span
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.documents import Wave
from egyv_engine.register_conditions import attributes_in, holds
from egyv_engine.source.csv_locate import Row, scan
from egyv_engine.source.files import size_of
from egyv_engine.source.survey_cells import CellReader, Expected, expected_columns, number_scale
from egyv_engine.source.survey_fast import read_fast, read_register_fast
from egyv_engine.source.survey_types import Column, Survey, WaveAnswers

MOST_FAULTS = 200  # of one file; then the number left
_LARGE = 500_000  # bytes from which a CSV is first tried the fast way


@dataclass(frozen=True, slots=True)
class Table:
    """A file's header and rows, those with the right number of cells."""

    file: PurePosixPath
    header: Row
    rows: tuple[Row, ...]
    ragged: frozenset[str] = frozenset()  # cells of the rows set aside, the unit's id among them

    def index(self, column: str) -> int | None:
        """Where a column stands, or None."""
        return self.header.cells.index(column) if column in self.header.cells else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The surveyed units, sorted: attributes by column, each unit's cohort index, and its row for messages."""

    units: tuple[str, ...]
    attributes: Mapping[str, Sequence[str]]
    cohort: Sequence[int]
    table: Table
    rows: Mapping[str, Row]


def read_survey(
    linked: LinkedProgramme, files: Mapping[PurePosixPath, bytes]
) -> tuple[Survey | None, list[Diagnostic]]:
    """The survey, or None where it has an error; and every fault in it, over all files."""
    reader = _Reader(linked, files)
    survey = reader.read()
    return (None if has_errors(reader.faults) else survey), reader.faults


def cell_span(
    files: Mapping[PurePosixPath, bytes], file: PurePosixPath, key: str, unit: str, column: str
) -> Span:
    """Where a unit's answer stands in a wave's file."""
    rows = list(scan(file, files[file].decode("utf-8"), [])) if file.suffix == ".csv" else []
    if rows and key in rows[0].cells and column in rows[0].cells:
        at_key, at = rows[0].cells.index(key), rows[0].cells.index(column)
        for row in rows[1:]:
            if len(row.cells) > max(at_key, at) and row.cells[at_key] == unit:
                return row.span(file, at)
    return Span(file)


class _LaterRows(Mapping[str, Row]):
    """The rows of a sound register by unit, looked for when a fault first points at one."""

    def __init__(self, files: Mapping[PurePosixPath, bytes], file: PurePosixPath, at: int) -> None:
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


class _Reader:
    def __init__(self, linked: LinkedProgramme, files: Mapping[PurePosixPath, bytes]) -> None:
        self.linked = linked
        self.files = files
        self.faults: list[Diagnostic] = []
        self.key = linked.programme.file.register.key

    def read(self) -> Survey | None:
        register = self._register()
        if register is None:
            for wave in self.linked.waves.values():
                self._table(wave.answers, wave.place / "answers")
            return None
        statuses = {w.id: self._statuses(w, register) for w in self.linked.waves.values()}
        columns = {w.id: expected_columns(self.linked, w.id) for w in self.linked.waves.values()}
        waves: dict[str, WaveAnswers] = {}
        tables: dict[str, Table] = {}
        fast: dict[str, Mapping[tuple[str, str | None], Column]] = {}
        for wave in self.linked.waves.values():
            quick = self._fast(wave, register, statuses[wave.id], columns[wave.id])
            if quick is not None:
                fast[wave.id] = quick
                continue
            table = self._table(wave.answers, wave.place / "answers")
            if table is not None:
                tables[wave.id] = table
        scale = number_scale(self.linked, {w: (t.header, t.rows) for w, t in tables.items()})
        for wave in self.linked.waves.values():
            status = pl.Series(statuses[wave.id], dtype=pl.UInt8)
            if wave.id in fast:
                waves[wave.id] = WaveAnswers(status=status, answers=fast[wave.id])
            elif wave.id in tables:
                before = len(self.faults)
                answers = self._answers(
                    wave, tables[wave.id], register, statuses[wave.id], columns[wave.id], scale
                )
                self._cap(before, tables[wave.id].file)
                waves[wave.id] = WaveAnswers(status=status, answers=answers)
        return Survey(
            units=pl.Series(register.units, dtype=pl.String),
            attributes={
                name: pl.Series([v or None for v in values], dtype=pl.String)
                for name, values in register.attributes.items()
            },
            cohort=pl.Series(register.cohort, dtype=pl.UInt8),
            waves=waves,
            number_scale=scale,
        )

    def _fast(
        self, wave: Wave, register: Register, status: Sequence[int], expected: Mapping[str, Expected]
    ) -> Mapping[tuple[str, str | None], Column] | None:
        file = PurePosixPath(wave.answers)
        if not self._is_large(file):
            return None
        return read_fast(self.linked, self.files, file, self.key, register, status, expected)

    def _fast_register(self) -> Register | None:
        file = PurePosixPath(self.linked.programme.file.register.file)
        if not self._is_large(file):
            return None
        read = read_register_fast(self.files, file, self.key)
        if read is None:
            return None
        header = next(scan(file, read.header.decode("utf-8"), []))
        return Register(
            units=read.units,
            attributes=read.attributes,
            cohort=(),
            table=Table(file, header, ()),
            rows=_LaterRows(self.files, file, header.cells.index(self.key)),
        )

    def _is_large(self, file: PurePosixPath) -> bool:
        """Whether it is a CSV that is first tried the fast way."""
        if ".." in file.parts or file.is_absolute() or file not in self.files:
            return False
        return file.suffix == ".csv" and size_of(self.files, file) >= _LARGE

    def _register(self) -> Register | None:
        quick = self._fast_register()
        if quick is not None:
            before = len(self.faults)
            self._attributes(quick.table)
            cohort = self._cohorts(quick.table, quick.rows, quick.units, quick.attributes)
            self._cap(before, quick.table.file)
            return replace(quick, cohort=cohort)
        place = self.linked.programme.file.register.place
        before = len(self.faults)
        table = self._table(self.linked.programme.file.register.file, place / "file")
        if table is None:
            return None
        at = table.index(self.key)
        if at is None:
            self._fault(
                table.header.span(table.file, 0),
                "EGY506",
                f"the column '{self.key}' is missing",
                hint(self.key, table.header.cells, "columns there"),
                ((self.linked.positions.of(place / "key"), "the register's key"),),
            )
            return None
        self._repeated_columns(table)
        self._attributes(table)
        rows = self._unit_rows(table, at)
        names = [c for c in table.header.cells if c != self.key]
        units = tuple(sorted(rows))
        attributes = {n: [rows[u].cells[table.header.cells.index(n)] for u in units] for n in names}
        cohort = self._cohorts(table, rows, units, attributes)
        self._cap(before, table.file)
        return Register(units=units, attributes=attributes, cohort=cohort, table=table, rows=rows)

    def _attributes(self, table: Table) -> None:
        for name, place in self.linked.attributes_used:
            if name not in table.header.cells or name == self.key:
                self._fault(
                    self.linked.positions.of(place),
                    "EGY310",
                    f"the register has no column '{name}'",
                    hint(name, [x for x in table.header.cells if x != self.key], "its columns"),
                    ((table.header.span(table.file, 0), "the register's header"),),
                )

    def _cohorts(
        self,
        table: Table,
        rows: Mapping[str, Row],
        units: Sequence[str],
        attributes: Mapping[str, Sequence[str]],
    ) -> list[int]:
        cohorts = self.linked.programme.file.cohorts
        at = table.index(cohorts.attribute) if cohorts else None
        if cohorts is None or at is None:
            return [0] * len(units)
        found = []
        for i, unit in enumerate(units):
            value = (
                rows[unit].cells[at] if cohorts.attribute == self.key else attributes[cohorts.attribute][i]
            )
            if value not in cohorts.ids:
                self._fault(
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
            self._fault(
                self.linked.positions.of(cohorts.place / "ids" / cohorts.ids.index(name)),
                "EGY517",
                f"no unit is of the cohort '{name}'",
                hint(name, sorted({r.cells[at] for r in rows.values()}), "cohorts in the register"),
                ((table.header.span(table.file, at), "the register's column"),),
            )
        return found

    def _statuses(self, wave: Wave, register: Register) -> list[int]:
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
            self._fault(register.rows[unit].span(register.table.file, 0), "EGY518", f"unit '{unit}': {fault}")
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
        self._fault(
            register.rows[unit].span(register.table.file, at), "EGY518", told, "fill in the register", related
        )

    def _table(self, name: str, place: "object") -> Table | None:
        file, span = PurePosixPath(name), self.linked.positions.of(place)  # type: ignore[arg-type]
        if ".." in file.parts or file.is_absolute():
            self._fault(
                span, "EGY515", f"'{name}' leads out of the programme's folder", "keep the data in surveys/"
            )
            return None
        if file not in self.files:
            there = [str(f) for f in self.files if f.suffix in (".csv", ".parquet")]
            self._fault(span, "EGY501", f"there is no file '{name}'", hint(name, there, "data files there"))
            return None
        related = ((span, "named here"),)
        if file.suffix == ".parquet":
            return self._parquet(file, related)
        data = self.files[file]
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as fault:
            before = data[: fault.start].decode("utf-8").replace("\r\n", "\n")
            column = len(before) - before.rfind("\n")
            where = Span(file, before.count("\n") + 1, column, column + 1)
            self._fault(
                where, "EGY503", f"byte 0x{data[fault.start]:02X} is not UTF-8", "save it as UTF-8", related
            )
            return None
        rows = list(scan(file, text, self.faults))
        if len(rows) < 2:
            said = "has no rows" if rows else "is empty"
            self._fault(Span(file), "EGY502", f"the file {said}", "a header, then one row a unit", related)
            return None
        header, sound, ragged = rows[0], [], set()
        for row in rows[1:]:
            if len(row.cells) == len(header.cells):
                sound.append(row)
                continue
            ragged.update(row.cells)
            at = min(len(row.cells), len(header.cells)) - (len(row.cells) < len(header.cells))
            self._fault(
                row.span(file, at),
                "EGY504",
                f"this row has {len(row.cells)} cells, and the header has {len(header.cells)}",
                f"the row starts with '{row.cells[0]}'; a comma is missing or too many, or a cell needs quotes",
            )
        return Table(file, header, tuple(sound), frozenset(ragged))

    def _parquet(self, file: PurePosixPath, related: tuple[tuple[Span, str], ...]) -> Table | None:
        """A Parquet file as text cells, so that it is checked just as a CSV is; spans count rows as lines."""
        try:
            frame = pl.read_parquet(self.files[file]).cast(pl.String).fill_null("")
        except (pl.exceptions.PolarsError, OSError) as fault:
            self._fault(
                Span(file), "EGY503", f"this is not a Parquet file of columns: {fault}", None, related
            )
            return None
        rows = [
            Row(tuple(cells), tuple((n, i + 1, i + 2) for i in range(len(cells))))
            for n, cells in enumerate([tuple(frame.columns), *frame.iter_rows()], 1)
        ]
        return Table(file, rows[0], tuple(rows[1:]))

    def _repeated_columns(self, table: Table) -> None:
        seen: dict[str, int] = {}
        for i, name in enumerate(table.header.cells):
            if name in seen:
                related = ((table.header.span(table.file, seen[name]), "the first one"),)
                self._fault(
                    table.header.span(table.file, i),
                    "EGY519",
                    f"the column '{name}' stands here twice",
                    None,
                    related,
                )
            seen.setdefault(name, i)

    def _unit_rows(self, table: Table, at: int) -> dict[str, Row]:
        rows: dict[str, Row] = {}
        for row in table.rows:
            unit = row.cells[at]
            if not unit:
                self._fault(
                    row.span(table.file, at), "EGY521", "this row has no unit", f"fill in '{self.key}'"
                )
            elif unit in rows:
                related = ((rows[unit].span(table.file, at), "the first one"),)
                self._fault(
                    row.span(table.file, at),
                    "EGY509",
                    f"unit '{unit}' has a second row",
                    "keep one of the two",
                    related,
                )
            else:
                rows[unit] = row
        return rows

    def _answers(
        self,
        wave: Wave,
        table: Table,
        register: Register,
        status: Sequence[int],
        expected: Mapping[str, Expected],
        scale: int,
    ) -> Mapping[tuple[str, str | None], Column]:
        at = table.index(self.key)
        if at is None:
            place = self.linked.programme.file.register.place / "key"
            self._fault(
                table.header.span(table.file, 0),
                "EGY506",
                f"the column '{self.key}' is missing",
                hint(self.key, table.header.cells, "columns there"),
                ((self.linked.positions.of(place), "the register's key"),),
            )
            return {}
        self._repeated_columns(table)
        rows = self._matched_rows(wave, table, at, register, status)
        reader = CellReader(
            self.linked, wave, table.file, register.units, register.cohort, status, self.faults
        )
        self._unknown_columns(table, expected)
        answers: dict[tuple[str, str | None], Column] = {}
        ordered = [rows.get(unit) for unit in register.units]
        for name, column in expected.items():
            index = table.index(name)
            if index is not None:
                answers[column.question.id, column.item] = reader.column(
                    column, table.header, index, ordered, scale
                )
            elif any(column.asked):
                question = self.linked.positions.of(column.question.place / "id")
                self._fault(
                    table.header.span(table.file, at),
                    "EGY506",
                    f"the column '{name}' is missing, and the question was asked in '{wave.id}'",
                    hint(
                        name,
                        [x for x in table.header.cells if x not in expected and x != self.key],
                        "columns not known",
                    ),
                    ((question, "the question; say not_asked where it was not"),),
                )
        return answers

    def _unknown_columns(self, table: Table, expected: Mapping[str, Expected]) -> None:
        broken = {i for k, i in self.linked.programme.broken if k == "question"}
        sound = self.linked.questions
        declared = {q.id for q in self.linked.programme.instrument.questions}
        missing = [x for x in expected if x not in table.header.cells]
        for i, name in enumerate(table.header.cells):
            if name == self.key or name in expected:
                continue
            head = name.split(".")[0]
            if head in broken or (head in declared and head not in sound):
                continue
            related = ()
            if head in sound:
                related = ((self.linked.positions.of(sound[head].place / "id"), "the question"),)
            elif missing:
                near = next((x for x in missing if x.partition(".")[2] == name.partition(".")[2]), missing[0])
                related = (
                    (
                        self.linked.positions.of(expected[near].question.place / "id"),
                        "a question without column",
                    ),
                )
            self._fault(
                table.header.span(table.file, i),
                "EGY505",
                f"the column '{name}' is of no question",
                hint(name, [*missing, *(x for x in expected if x not in missing)], "columns expected"),
                related,
            )

    def _matched_rows(
        self, wave: Wave, table: Table, at: int, register: Register, status: Sequence[int]
    ) -> dict[str, Row]:
        rows = self._unit_rows(table, at)
        place = wave.returned.place if wave.returned is not None else wave.place / "answers"
        told = ((self.linked.positions.of(place), "who returned"),)
        by_unit = dict(zip(register.units, status, strict=True))
        for unit, row in rows.items():
            if unit not in by_unit:
                known = ((register.table.header.span(register.table.file, 0), "the register"),)
                self._fault(
                    row.span(table.file, at),
                    "EGY510",
                    f"unit '{unit}' is not in the register",
                    hint(
                        unit,
                        [u for u in register.units if u not in rows] or register.units,
                        "units without a row",
                    ),
                    known,
                )
            elif by_unit[unit] == 0:
                where = (register.rows[unit].span(register.table.file, 0), "the unit in the register")
                self._fault(
                    row.span(table.file, at),
                    "EGY512",
                    f"unit '{unit}' has a row in '{wave.id}' and has not returned",
                    "take the row out, or mend the register",
                    (where, *told),
                )
        for unit, state in by_unit.items():
            if state and unit not in rows and unit not in table.ragged:
                self._fault(
                    register.rows[unit].span(register.table.file, register.table.index(self.key) or 0),
                    "EGY511",
                    f"unit '{unit}' returned in '{wave.id}' and has no row in {table.file}",
                    "add its row, or mend the register",
                    told,
                )
        return {unit: row for unit, row in rows.items() if by_unit.get(unit)}

    def _cap(self, before: int, file: PurePosixPath) -> None:
        """Keeps the first faults of a file, and the number of the others."""
        found = self.faults[before:]
        if len(found) > MOST_FAULTS:
            kept = sorted(found, key=lambda d: d.span)[:MOST_FAULTS]
            more = f"and {len(found) - MOST_FAULTS:,} more faults in this file"
            last = Diagnostic(span=kept[-1].span, code=kept[-1].code, message=more)
            self.faults[before:] = [*kept, last]

    def _fault(
        self,
        span: Span,
        code: str,
        message: str,
        said: str | None = None,
        related: tuple[tuple[Span, str], ...] = (),
    ) -> None:
        self.faults.append(Diagnostic(span=span, code=code, message=message, hint=said, related=related))
