"""Defines the way in which a file writes numbers and dates, as surveys/files.yaml declares it."""

from typing import Literal

from egyv_engine.data.number_marks import EXPONENT, grouped_number, plain_number
from egyv_engine.data.shaping.written_dates import STANDARD
from egyv_engine.diagnostics.suggest import either
from egyv_engine.link.file_shapes import FileShape
from egyv_engine.model.date_pattern import DatePattern
from egyv_engine.model.frozen import Frozen

ValueKind = Literal["number", "date"]


class WrittenValues(Frozen):
    """The way in which a file writes numbers and dates.

    Attributes:
        decimal: The mark before decimals.
        thousands: The mark between thousands; None if there is none.
        signs: The signs before or after numbers.
        dates: The order of day, month and year; None where the file does not declare it.
        has_typed_dates: Whether the file has dates that are no texts; they are read as YYYY-MM-DD in any case.
    """

    decimal: str = "."
    thousands: str | None = None
    signs: tuple[str, ...] = ()
    dates: DatePattern | None = None
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

    def is_declared(self, kind: ValueKind) -> bool:
        """Return whether the file declares how it writes numbers, or dates."""
        has_form = self.decimal != "." or self.thousands is not None or bool(self.signs)
        return has_form if kind == "number" else self.dates is not None


def written_values(shape: FileShape) -> WrittenValues:
    """Return the way in which a file writes numbers and dates."""
    return WrittenValues(
        decimal=shape.decimal,
        thousands=shape.thousands,
        signs=shape.signs,
        dates=shape.dates,
        has_typed_dates=shape.kind != "csv",
    )
