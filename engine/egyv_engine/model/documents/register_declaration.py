"""The register that programme.yaml declares: the units that were surveyed, and their attributes."""

from collections.abc import Mapping

from egyv_engine.model.conditions import Condition
from egyv_engine.model.document_path import Declaration
from egyv_engine.model.documents.answers_source import database_key, query_key
from egyv_engine.model.shapes import (
    ANSWER,
    COLUMN,
    CONDITION,
    FILE,
    ID,
    ListOf,
    ListOr,
    MapOf,
    ObjectOf,
    OneOf,
    WordOr,
    key,
)
from egyv_engine.model.typed_values import comparable_text, days, is_number

ATTRIBUTE_TYPES = ("text", "number", "date")
ROW_COLUMN = "(row)"  # the column with the ids of units that have none of their own


class DeclaredAttribute(Declaration):
    """An attribute with its values or its type, and the column that holds it."""

    values: tuple[str, ...] | None = key(
        ListOf(ANSWER), "The values that a cell may have.", ["north", "south"], default=None
    )
    type: str | None = key(
        OneOf(ATTRIBUTE_TYPES), "Instead of values: its type; text if left out.", "number", default=None
    )
    column: str | Mapping[str, str] | None = key(
        WordOr(COLUMN, MapOf(COLUMN)),
        "The column that holds it, or the column in each wave; its own name if left out.",
        "Region of the library",
        default=None,
    )


class Register(Declaration):
    """The file that lists every unit surveyed; its other columns are attributes."""

    file: str | None = key(
        FILE, "The register, a CSV or Parquet file.", "surveys/libraries.csv", default=None
    )
    made_of: str | None = key(
        OneOf(("answers", "rows")),
        "Instead of file: `answers`, the units are those in the answers of any wave; `rows`, each row is another unit.",
        "answers",
        default=None,
    )
    query: str | None = query_key()
    database: str | None = database_key()
    attributes: tuple[str, ...] | Mapping[str, DeclaredAttribute] = key(
        ListOr(ListOf(ID), MapOf(WordOr(OneOf(ATTRIBUTE_TYPES), ObjectOf(DeclaredAttribute), fills="type"))),
        "Attributes, each with its values or its type.",
        {"region": {"values": ["north", "south"]}, "loans": "number"},
        default=(),
        comes_last=True,
    )
    only: Condition | None = key(
        CONDITION,
        "The units that are kept, by attributes; every unit if left out.",
        {"attribute": "region", "is": "north"},
        default=None,
        comes_last=True,
    )
    key: str | None = key(
        COLUMN,
        "The column that holds a unit's id, here and in every answers file; none if each row is another unit.",
        "library",
        default=None,
    )

    @property
    def source_name(self) -> str:
        """Return what messages call the register's source: the path of the file, or that it is a query."""
        return self.file or "query of the register"

    @property
    def has_row_units(self) -> bool:
        """Return whether each row of the answers is a unit of its own, without an id."""
        return self.made_of == "rows"

    @property
    def lacks_key(self) -> bool:
        """Return whether it has units with an id, and does not name the column with it."""
        return self.key is None and not self.has_row_units

    @property
    def unit_column(self) -> str:
        """Return the column that holds a unit's id; one that no file has, if each row is another unit."""
        return self.key or ROW_COLUMN

    def declared(self, attribute: str) -> DeclaredAttribute | None:
        """Return what is declared of an attribute; None if nothing is."""
        return self.attributes.get(attribute) if isinstance(self.attributes, Mapping) else None

    def declared_values(self, attribute: str) -> tuple[str, ...]:
        """Return the declared values of an attribute; empty if none are declared."""
        found = self.declared(attribute)
        return (found.values or ()) if found is not None else ()

    def column_of(self, attribute: str, wave: str | None = None) -> str:
        """Return the column that holds an attribute.

        Args:
            attribute: The name of the attribute.
            wave: The wave in whose answers it is; None in the file of a register.
        """
        found = self.declared(attribute)
        column = None if found is None else found.column
        if isinstance(column, Mapping):
            column = column.get(wave or "")
        return attribute if column is None else column

    def may_be(self, attribute: str, word: str) -> bool:
        """Return whether an attribute may have a value, as its values or its type are declared.

        Args:
            attribute: The name of the attribute.
            word: The value.
        """
        match self.declared(attribute):
            case DeclaredAttribute(values=tuple(values)):
                return comparable_text(word) in {comparable_text(value) for value in values}
            case DeclaredAttribute(type="number"):
                return is_number(word)
            case DeclaredAttribute(type="date"):
                return days(word) is not None
            case _:
                return True
