"""Defines the way in which a file writes numbers and dates, as surveys/files.yaml declares it."""

from collections.abc import Mapping
from typing import Literal

from egyv_engine.data.number_marks import EXPONENT, grouped_number, plain_number
from egyv_engine.data.shaping.written_dates import STANDARD
from egyv_engine.data.source_table import SourceTable
from egyv_engine.diagnostics.suggest import did_you_mean, either
from egyv_engine.link.file_shapes import FileShape
from egyv_engine.model.date_pattern import DatePattern
from egyv_engine.model.frozen import Frozen, field, replace

ValueKind = Literal["number", "date"]


class WrittenValues(Frozen):
    """The way in which a file writes numbers and dates.

    Attributes:
        decimal: The mark before decimals.
        thousands: The mark between thousands; None if there is none.
        signs: The signs before or after numbers.
        minus: How numbers below zero are written besides with `-`: `()` around them, or a dash before them.
        flags: The flags after numbers, which say nothing about their unit.
        dates: The order of day, month and year; None where the file does not declare it.
        dates_of_columns: The same of the columns that have one of their own, by the file's name of the column.
        has_typed_dates: Whether the file has dates that are no texts; they are read as YYYY-MM-DD in any case.
    """

    decimal: str = "."
    thousands: str | None = None
    signs: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    dates: DatePattern | None = None
    dates_of_columns: Mapping[str, DatePattern] = field(default_factory=dict)
    has_typed_dates: bool = False

    @property
    def number_expression(self) -> str:
        """Return the regular expression of a number without its sign."""
        forms = [f"{plain_number(self.decimal)}(?:{EXPONENT})?"]
        if self.thousands is not None:
            forms.append(grouped_number(self.thousands, self.decimal))
        return rf"^\s*(?:{'|'.join(forms)})\s*$"

    @property
    def number_form(self) -> str:
        """Return how numbers are written, for people."""
        between = "" if self.thousands is None else f" and '{self.thousands}' between thousands"
        signs = either([f"'{sign}'" for sign in self.signs]) if self.signs else ""
        around = f" and {signs} before or after them" if signs else ""
        return f"'{self.decimal}' before decimals{between}{around}"

    @property
    def pattern(self) -> DatePattern:
        """Return the order of day, month and year."""
        return self.dates or STANDARD

    def of_column(self, name: str) -> "WrittenValues":
        """Return the way in which a column of the file is written.

        Args:
            name: The name of the column in the file.
        """
        return replace(self, dates=self.dates_of_columns.get(name, self.dates))

    def is_declared(self, kind: ValueKind) -> bool:
        """Return whether the file declares how it writes numbers, or dates."""
        has_form = self.decimal != "." or self.thousands is not None
        has_form |= bool(self.signs or self.minus or self.flags)
        return has_form if kind == "number" else self.dates is not None


def written_values(shape: FileShape, table: SourceTable) -> WrittenValues:
    """Return the way in which a file writes numbers and dates.

    Args:
        shape: What is declared of the file.
        table: The table of the file.
    """
    return WrittenValues(
        decimal=shape.decimal,
        thousands=shape.thousands,
        signs=shape.signs,
        minus=shape.minus,
        flags=shape.flags,
        dates=shape.dates,
        dates_of_columns=dates_of_columns(shape, table),
        has_typed_dates=shape.kind != "csv",
    )


def dates_of_columns(shape: FileShape | None, table: SourceTable) -> Mapping[str, DatePattern]:
    """Return the patterns of dates that a file declares by column.

    The pattern of a column that the file does not have is that of the column that is probably meant: the name is reported.

    Args:
        shape: What is declared of the file; None for a query.
        table: The table of the file.
    """
    present = list(dict.fromkeys(table.written.values()))
    declared = {} if shape is None else shape.dates_of_columns
    found = {name: pattern for name, pattern in declared.items() if name in present}
    for name in [name for name in declared if name not in found]:
        meant = did_you_mean(name, [column for column in present if column not in found])
        if meant is not None:
            found[meant] = declared[name]
    return found
