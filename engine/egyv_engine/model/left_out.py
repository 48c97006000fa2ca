"""Counts what a run leaves out: units of the register, and the rows of their answers and records."""

from collections.abc import Mapping

from egyv_engine.model.frozen import Frozen, field


class LeftOut(Frozen):
    """Numbers of units and rows that are left out.

    Attributes:
        only: Units that do not meet the condition `only` of the register.
        others: Units of no cohort, where the cohorts leave them out.
        rows: Rows of these units, by the path of the file.
    """

    only: int = 0
    others: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)

    @property
    def units(self) -> int:
        """The number of units that are left out."""
        return self.only + self.others
