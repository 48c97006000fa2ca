"""Holds the register as read: the surveyed units, their attributes and their cohorts."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Literal, get_args
from unicodedata import normalize

import polars as pl

from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.data.survey_types import AttributePlaces
from egyv_engine.data.words_of_column import different_words
from egyv_engine.diagnostics.span import Span
from egyv_engine.model.frozen import Frozen, field, replace

LeftOutBy = Literal["only", "others"]
_LEFT_OUT_BY = pl.Enum(get_args(LeftOutBy))
SPACES = r"[\s\x1c-\x1f]"  # what Python takes for spaces


class RegisterTable(Frozen):
    """The units that are kept, sorted by id.

    Attributes:
        key: The column with the id of the unit.
        units: String: their ids.
        attributes: Enum: the values of each attribute, in the order of the units; a blank cell is an empty text.
        cohort: UInt32: the index of each unit's cohort; null if the register does not show it, which is reported.
        places: Every unit, also those that are left out, sorted by `unit`: its `row` in a table, and the position of
            that `table` in `tables`; `left_out` is null, or the key of programme.yaml that leaves it out.
        tables: The tables with units; the header of the first has the attributes.
        returned: The units with a row in each wave, if the register is made of the answers; else None.
        by_form: Returns one unit for each id without regard to case, spaces and the form of letters.
        is_complete: False if it is made of answers of which some could not be read, so that units and values may be missing.
    """

    key: str
    units: pl.Series
    attributes: Mapping[str, pl.Series]
    cohort: pl.Series = field(default_factory=lambda: pl.Series(dtype=pl.UInt32))
    places: pl.DataFrame
    tables: Sequence[SourceTable]
    returned: Mapping[str, pl.Series] | None = None
    by_form: Callable[[], Mapping[str, str]]
    is_complete: bool = True

    @property
    def table(self) -> SourceTable:
        """Return the table whose header has the attributes."""
        return self.tables[0]

    def cell(self, unit: str, attribute: str | None = None) -> Span:
        """Return the span of a unit's id, or of one of its attributes.

        Args:
            unit: The unit.
            attribute: The attribute; None for the id.
        """
        place = self.places.row(bisect_left(self.places["unit"], unit), named=True)
        table = self.tables[int(place["table"])]
        column = table.column(attribute or self.key) or table.columns[0]
        return table.cell_span(place["row"], column)

    def column(self, attribute: str | None = None) -> Span:
        """Return the span of an attribute in the header; of the header's first cell if none is named."""
        column = self.table.column(attribute) if attribute is not None else None
        return self.table.header_span(column or self.table.columns[0])

    def values(self, attribute: str) -> pl.Series:
        """Return the values of an attribute, or of the key, in the order of the units."""
        return self.units if attribute == self.key else self.attributes[attribute]

    def place_of(self, unit: str) -> int | None:
        """Return the position of a unit in `places`; None if the register does not have it."""
        units = self.places["unit"]
        place = bisect_left(units, unit)
        return place if place < len(units) and units[place] == unit else None

    def twin(self, unit: str) -> str | None:
        """Return the registered unit whose id differs only in case, spaces or the form of letters; None if there is none."""
        found = self.by_form().get(form_of(unit))
        return None if found == unit else found

    def attribute_places(self) -> AttributePlaces:
        """Return where the attributes of the kept units are, without the cells of the tables."""
        kept = self.places.filter(pl.col("left_out").is_null())
        tables = tuple(
            replace(table, columns=tuple(column.without_cells() for column in table.columns))
            for table in self.tables
        )
        return AttributePlaces(tables=tables, of_table=kept["table"], rows=kept["row"])

    def without(self, is_kept: pl.Series, by: LeftOutBy) -> "RegisterTable":
        """Return the register without some units.

        Args:
            is_kept: Boolean: whether each unit is kept, in the order of the units.
            by: The key of programme.yaml that leaves out the others.
        """
        if is_kept.all():
            return self
        left_out = pl.when(pl.col("unit").is_in(self.units.filter(~is_kept).implode())).then(
            pl.lit(by, dtype=_LEFT_OUT_BY)
        )
        return replace(
            self,
            units=self.units.filter(is_kept),
            attributes={name: values.filter(is_kept) for name, values in self.attributes.items()},
            cohort=self.cohort.filter(is_kept) if len(self.cohort) else self.cohort,
            places=self.places.with_columns(left_out=pl.coalesce("left_out", left_out)),
        )


def register_table(
    key: str,
    places: pl.DataFrame,
    attributes: Mapping[str, pl.Series],
    tables: Sequence[SourceTable],
    returned: Mapping[str, pl.Series] | None = None,
) -> RegisterTable:
    """Return a register that leaves out nobody, without cohorts.

    Args:
        key: The column with the id of the unit.
        places: The `unit`, `row` and `table` of each unit, sorted by unit.
        attributes: The values of each attribute.
        tables: The tables with units.
        returned: The units with a row in each wave, if the register is made of the answers.
    """
    units = places["unit"]
    return RegisterTable(
        key=key,
        units=units,
        attributes=attributes,
        places=places.with_columns(left_out=pl.lit(None, dtype=_LEFT_OUT_BY)),
        tables=tables,
        returned=returned,
        by_form=cache(lambda: _first_of_each_form(units)),
    )


def _first_of_each_form(units: pl.Series) -> dict[str, str]:
    forms = pl.DataFrame({"form": forms_of(units), "unit": units}).unique("form", keep="first")
    return dict(forms.iter_rows())


def form_of(unit: str) -> str:
    """Return an id without regard to case, spaces and the form of letters."""
    folded = unit.casefold() if unit.isascii() else normalize("NFKC", unit).casefold()
    return "".join(folded.split())


def forms_of(units: pl.Series) -> pl.Series:
    """Return ids without regard to case, spaces and the form of letters, as `form_of` returns each."""
    forms = units.str.to_lowercase().str.replace_all(SPACES, "")
    others = (units.str.len_bytes() != units.str.len_chars()).arg_true()
    return forms.scatter(others, [form_of(unit) for unit in units.gather(others)]) if len(others) else forms


def combinations(columns: Sequence[pl.Series]) -> tuple[list[tuple[Any, ...]], pl.Series]:
    """Return the different combinations of values, in the order of the units, and the position of each unit's.

    Args:
        columns: The values of each unit; at least one column, without nulls.
    """
    frame = pl.DataFrame([column.alias(f"{i}") for i, column in enumerate(columns)])
    keys = frame.unique(maintain_order=True).with_row_index("at")
    at = frame.join(keys, on=frame.columns, how="left", maintain_order="left")["at"]
    return keys.drop("at").rows(), at


def positions_among(units: pl.Series, texts: pl.Series) -> pl.Series:
    """Return the position of each text among units, UInt32; null if it is none of them.

    Args:
        units: Ids, sorted; at least one.
        texts: Texts, which may be null.
    """
    at = units.search_sorted(texts).clip(0, len(units) - 1).cast(pl.UInt32)
    return pl.select(pl.when(units.gather(at) == texts).then(at)).to_series()


def attribute_values(column: TableColumn, rows: pl.Series) -> pl.Series:
    """Return the cells of a column in some rows, as an Enum; blank ones, and those with spaces only, are empty texts.

    Args:
        column: A column of the register.
        rows: The rows.
    """
    texts = column.texts.gather(rows)
    words = [word for word in different_words(texts).to_list() if not word.isspace()]
    return texts.cast(pl.Enum([*words, ""]), strict=False).fill_null("")
