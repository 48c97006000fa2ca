"""Reports rows of answers and units of the register that do not fit each other (EGY510, 512, 528, 534)."""

from collections.abc import Callable, Sequence

import polars as pl

from egyv_engine.data.grouped_faults import further_places, report_each
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.data.returns_without_row import ReturnsWithoutRow, who_returned
from egyv_engine.data.shaping.footers import without_rows
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import MOST_OF_A_KIND, CommonFault, DiagnosticCollector
from egyv_engine.diagnostics.span import Location, Span
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import ReturnStatus
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import leaves, right_words
from egyv_engine.model.conditions import AttributeSide
from egyv_engine.model.documents import Wave
from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.model.total_words import is_total

_OF_REGISTER = ("EGY510", "EGY528")  # the register lacks the unit, or spells it otherwise, whatever the wave
_MOST_COMPARED = 200  # unknown units for which the one that is meant is looked for

Related = tuple[tuple[Location, str], ...]


class _Fault(Frozen):
    """A fault of one unit."""

    at: Location
    message: str
    hint: str
    related: Related


class RowFaults:
    """Reports the faults of one wave's rows: each of the first, and the others of a kind together."""

    def __init__(
        self,
        linked: LinkedProgramme,
        wave: Wave,
        table: SourceTable,
        key: TableColumn,
        register: RegisterTable,
        returns: ReturnsWithoutRow,
        diagnostics: DiagnosticCollector,
    ) -> None:
        self._linked = linked
        self._wave = wave
        self._table = table
        self._key = key
        self._register = register
        self._returns = returns
        self._diagnostics = diagnostics

    def report(
        self,
        strange: pl.DataFrame,
        unreturned: pl.DataFrame,
        without_row: Sequence[str],
        *,
        rows_without_unit: int,
    ) -> None:
        """Report rows and returns without each other.

        Args:
            strange: The `unit` and `row` of each row whose unit is not in the register.
            unreturned: The `unit`, `row` and `status` of each row whose unit was not surveyed, or did not return.
            without_row: The units that returned the survey and have no row.
            rows_without_unit: The number of rows without a unit, which probably are some of those units.
        """
        candidates = without_row if len(without_row) <= MOST_OF_A_KIND else []  # of so many, none is likely
        wave = self._wave.id
        rows = dict(strange.select("unit", "row").rows())
        twins = {unit: twin for unit in rows if (twin := self._register.twin(unit)) is not None}
        unknown = [unit for unit in rows if unit not in twins]
        near = _nearest(unknown, candidates)
        self._tell(
            "EGY528",
            list(twins),
            lambda unit: self._of_twin(unit, twins[unit], rows[unit]),
            "are written differently from the register",
        )
        self._tell(
            "EGY510",
            unknown,
            lambda unit: self._of_stranger(unit, rows[unit], near.get(unit), candidates),
            "are not in the register",
        )
        surveyed = pl.col("status") == ReturnStatus.NO_RETURN.value
        unsurveyed = dict(unreturned.filter(~surveyed).select("unit", "row").rows())
        self._tell(
            "EGY534",
            list(unsurveyed),
            lambda unit: self._of_unsurveyed(unit, unsurveyed[unit]),
            f"have a row in '{wave}', but were not surveyed according to the register",
        )
        came = dict(unreturned.filter(surveyed).select("unit", "row").rows())
        meant = _nearest(list(came), candidates)
        self._tell(
            "EGY512",
            list(came),
            lambda unit: self._of_row_without_return(unit, came[unit], meant.get(unit)),
            f"have a row in '{wave}', but did not return the survey according to the register",
        )
        misspelt = {*twins.values(), *near.values(), *meant.values()}
        missing = [unit for unit in without_row if unit not in misspelt]
        if len(missing) > rows_without_unit:
            self._returns.add(self._wave, self._table.file, missing)

    def _tell(self, code: str, units: Sequence[str], fault_of: Callable[[str], _Fault], many: str) -> None:
        def report_one(unit: str) -> None:
            fault = fault_of(unit)
            common = CommonFault("unit", unit) if code in _OF_REGISTER else None
            self._diagnostics.report(
                code, fault.at, fault.message, hint=fault.hint, related=fault.related, common=common
            )

        def report_rest(rest: Sequence[str]) -> None:
            first = fault_of(rest[0])
            places = [fault.at for fault in map(fault_of, rest[1:3]) if isinstance(fault.at, Span)]
            message = f"{len(rest):,} more units {many}, the first of them '{rest[0]}'"
            related = (*first.related[-1:], *further_places(places))
            self._diagnostics.report(code, first.at, message, hint=first.hint, related=related)

        report_each(units, report_one, report_rest)

    def _cell(self, row: int) -> Span:
        return self._table.cell_span(row, self._key)

    def _of_twin(self, unit: str, twin: str, row: int) -> _Fault:
        return _Fault(
            at=self._cell(row),
            message=f"the unit '{unit}' is '{twin}' in the register, which differs in case, spaces or the form of letters",
            hint=f"write '{twin}'",
            related=((self._register.cell(twin), "the unit in the register"),),
        )

    def _of_stranger(self, unit: str, row: int, near: str | None, candidates: Sequence[str]) -> _Fault:
        advice = "add the unit to the register, or remove this row"
        shape = self._linked.file_shape(self._wave.source_name)
        total = ""
        others = [column for column in self._table.columns if column.source != self._key.source]
        is_alone = bool(others) and all(column.texts[row] is None for column in others)
        if (is_total(unit) or is_alone) and shape is not None:
            of_wave = replace(shape, rows=(*shape.rows, *self._wave.answers.conditions))
            total = f"if it is a note or a total, {without_rows(self._table, self._key, [row], of_wave)}; otherwise "
        return _Fault(
            at=self._cell(row),
            message=f"unit '{unit}' is not in the register",
            hint=total + (hint(unit, candidates, "units without a row") if candidates else advice),
            related=(
                (
                    self._register.cell(near) if near else self._register.column(),
                    "the unit in the register" if near else "the register",
                ),
            ),
        )

    def _of_unsurveyed(self, unit: str, row: int) -> _Fault:
        assert self._wave.surveyed is not None
        return _Fault(
            at=self._cell(row),
            message=f"unit '{unit}' has a row in '{self._wave.id}', but was not surveyed according to the register",
            hint="correct the register if the unit was surveyed; remove this row if it was not",
            related=(
                (self._register.cell(unit), "the unit in the register"),
                (self._wave.surveyed.doc_path, "this condition decides which units were surveyed"),
            ),
        )

    def _of_row_without_return(self, unit: str, row: int, near: str | None) -> _Fault:
        cell = self._register.cell(unit)
        advice = "correct the register if the unit returned the survey; remove this row if it did not"
        slip = self._slip_in_the_register(unit)
        if near is not None:
            cell = self._register.cell(near)
            advice = f"did you mean '{near}', which returned the survey and has no row? Otherwise {advice}"
        elif slip is not None:
            attribute, value, word = slip
            cell = self._register.cell(unit, attribute)
            advice = f"the register has '{value}' in '{attribute}'; did you mean '{word}'? Otherwise remove this row"
        return _Fault(
            at=self._cell(row),
            message=f"unit '{unit}' has a row in '{self._wave.id}', "
            "but did not return the survey according to the register",
            hint=advice,
            related=((cell, "the unit in the register"), who_returned(self._wave)),
        )

    def _slip_in_the_register(self, unit: str) -> tuple[str, str, str] | None:
        """Return an attribute and value of a unit that is nearly the word of a return, and that word; None if none is."""
        position = self._register.units.search_sorted(unit)
        for leaf in leaves(self._wave.returned) if self._wave.returned is not None else ():
            if isinstance(leaf.left, AttributeSide) and not COMPARATORS[leaf.comparator].needs_order:
                value = self._register.attributes[leaf.left.attribute][position]
                words = [word.text for word in right_words(leaf)]
                word = did_you_mean(value, words) if value not in words else None
                if word is not None:
                    return leaf.left.attribute, value, word
        return None


def _nearest(units: Sequence[str], candidates: Sequence[str]) -> dict[str, str]:
    """Return the unit without a row that each of the first units probably is."""
    if not candidates:
        return {}
    found = {unit: did_you_mean(unit, candidates) for unit in units[:_MOST_COMPARED]}
    return {unit: near for unit, near in found.items() if near is not None}
