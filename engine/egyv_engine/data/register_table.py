"""Holds the register as read: the surveyed units, their attributes and their cohorts."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from pathlib import PurePosixPath
from typing import Literal
from unicodedata import normalize

from egyv_engine.data.csv_cells import Row, scan
from egyv_engine.data.data_table import DataTable
from egyv_engine.data.whole_columns import Files
from egyv_engine.diagnostics.span import Span

LeftOutBy = Literal["only", "others"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterTable:
    """The units that are kept, sorted by id.

    Attributes:
        key: The column with the id of the unit.
        attributes: The values of each attribute, in the order of the units.
        cohort: The index of each unit's cohort; None if the register does not show it, which is reported.
        table: The register's file, whose header has the attributes.
        rows: The row of each unit, also of those that are left out, for the positions of diagnostics.
        sources: The file of each row that is not in `table`.
        returned: The units with a row in each wave, if the register is made of the answers; else None.
        left_out: The units that are not kept, each with the key of programme.yaml that leaves it out.
        by_form: One unit for each id without regard to case, spaces and the form of letters.
    """

    key: str
    units: tuple[str, ...]
    attributes: Mapping[str, Sequence[str]]
    cohort: Sequence[int | None] = ()
    table: DataTable
    rows: Mapping[str, Row]
    sources: Mapping[str, DataTable] = field(default_factory=dict)
    returned: Mapping[str, Collection[str]] | None = None
    left_out: Mapping[str, LeftOutBy] = field(default_factory=dict)
    by_form: Mapping[str, str] = field(default_factory=dict)

    def cell(self, unit: str, attribute: str | None = None) -> Span:
        """Return the span of a unit's id, or of one of its attributes.

        Args:
            unit: The unit.
            attribute: The attribute; None for the id.
        """
        table = self.sources.get(unit, self.table)
        return self.rows[unit].span(table.file, table.index(attribute or self.key) or 0)

    def column(self, attribute: str | None = None) -> Span:
        """Return the span of an attribute in the header; of the header's first cell if none is named."""
        index = self.table.index(attribute) if attribute is not None else None
        return self.table.header.span(self.table.file, index or 0)

    def values(self, attribute: str) -> Sequence[str]:
        """Return the values of an attribute, or of the key, in the order of the units."""
        return self.units if attribute == self.key else self.attributes[attribute]

    def twin(self, unit: str) -> str | None:
        """Return the registered unit whose id differs only in case, spaces or the form of letters; None if there is none."""
        found = self.by_form.get(form_of(unit))
        return None if found == unit else found

    def without(self, is_kept: Sequence[bool], by: LeftOutBy) -> "RegisterTable":
        """Return the register without some units.

        Args:
            is_kept: Whether each unit is kept, in the order of the units.
            by: The key of programme.yaml that leaves out the others.
        """
        if all(is_kept):
            return self
        others = (unit for unit, kept in zip(self.units, is_kept, strict=True) if not kept)
        return replace(
            self,
            units=tuple(compress(self.units, is_kept)),
            attributes={name: list(compress(values, is_kept)) for name, values in self.attributes.items()},
            cohort=list(compress(self.cohort, is_kept)),
            left_out={**self.left_out, **dict.fromkeys(others, by)},
        )


class LazyRows(Mapping[str, Row]):
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


def form_of(unit: str) -> str:
    """Return an id without regard to case, spaces and the form of letters."""
    folded = unit.casefold() if unit.isascii() else normalize("NFKC", unit).casefold()
    return "".join(folded.split())
