"""Holds the register as read: the surveyed units, their attributes and their cohorts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import Literal
from unicodedata import normalize

import polars as pl

from egyv_engine.data.source_table import SourceTable, TableColumn
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
        rows: The row of each unit in its table, also of those that are left out, for the positions of diagnostics.
        sources: The table of each unit that is not in `table`.
        returned: The units with a row in each wave, if the register is made of the answers; else None.
        left_out: The units that are not kept, each with the key of programme.yaml that leaves it out.
        by_form: One unit for each id without regard to case, spaces and the form of letters.
    """

    key: str
    units: tuple[str, ...]
    attributes: Mapping[str, Sequence[str]]
    cohort: Sequence[int | None] = ()
    table: SourceTable
    rows: Mapping[str, int]
    sources: Mapping[str, SourceTable] = field(default_factory=dict)
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
        column = table.column(attribute or self.key) or table.columns[0]
        return table.cell_span(self.rows[unit], column)

    def column(self, attribute: str | None = None) -> Span:
        """Return the span of an attribute in the header; of the header's first cell if none is named."""
        column = self.table.column(attribute) if attribute is not None else None
        return self.table.header_span(column or self.table.columns[0])

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


def form_of(unit: str) -> str:
    """Return an id without regard to case, spaces and the form of letters."""
    folded = unit.casefold() if unit.isascii() else normalize("NFKC", unit).casefold()
    return "".join(folded.split())


def attribute_values(column: TableColumn, rows: pl.Series) -> list[str]:
    """Return the cells of a column in some rows; blank ones, and those with spaces only, are empty texts.

    Args:
        column: A column of the register.
        rows: The rows.
    """
    texts = column.texts.gather(rows).cast(pl.String).fill_null("")
    return ["" if text.isspace() else text for text in texts.to_list()]
