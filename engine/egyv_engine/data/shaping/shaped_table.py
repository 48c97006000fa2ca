"""Defines the table of one wave as it was shaped: one row per unit, and a column per question and item."""

from collections.abc import Collection, Mapping

from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.model.frozen import Frozen, replace

Asked = tuple[str, str | None]  # a question and one of its items


class ShapedTable(Frozen):
    """The answers of one wave.

    Attributes:
        table: The rows of the wave.
        whole: The table of the file, with all its columns.
        key: The column with the unit.
        attributes: The column of each attribute that the answers have, by the name of the attribute.
        answers: The column of each question and item that the file has.
        faulty: The questions and items of which some cells could not be read, which is reported.
    """

    table: SourceTable
    whole: SourceTable
    key: TableColumn
    attributes: Mapping[str, TableColumn]
    answers: Mapping[Asked, TableColumn]
    faulty: Collection[Asked] = ()

    def units(self, key: str) -> SourceTable:
        """Return the table of units and their attributes, under the names that rules have for them.

        Args:
            key: The name of the column with the unit in the register.
        """
        named = (
            replace(self.key, name=key),
            *(replace(column, name=name) for name, column in self.attributes.items()),
        )
        return replace(self.table, columns=named)
