"""Reports a column of a file that would be the answers to two questions or items (EGY573)."""

from collections.abc import Iterable

from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Location
from egyv_engine.model.frozen import Frozen


class ColumnUse(Frozen):
    """The answers that are in a column.

    Attributes:
        wave: The wave.
        question: The question.
        item: The item; None for a question without items, or where the cells hold several items.
        declared: The location that names the column.
    """

    wave: str
    question: str
    item: str | None
    declared: Location

    @property
    def subject(self) -> tuple[str, str | None]:
        """Return the question and item."""
        return self.question, self.item


def check_column_uses(uses: Iterable[tuple[str, ColumnUse]], diagnostics: DiagnosticCollector) -> None:
    """Report each column of a file that holds the answers to two questions or items.

    Args:
        uses: The columns of one file that the waves read, each with its use.
        diagnostics: Receives one problem per column (EGY573).
    """
    first: dict[str, ColumnUse] = {}
    reported: set[str] = set()
    for name, use in uses:
        earlier = first.setdefault(name, use)
        if earlier.subject == use.subject or name in reported:
            continue
        reported.add(name)
        diagnostics.report(
            "EGY573",
            use.declared,
            f"the column '{name}' is {_said(earlier, use)} and {_said(use, earlier)}",
            hint="give one of the two another column, or rename the columns of the file",
            related=((earlier.declared, f"'{name}' is named here, too"),),
        )


def _said(use: ColumnUse, other: ColumnUse) -> str:
    subject = f"'{use.question}'" if use.item is None else f"the item '{use.item}' of '{use.question}'"
    return f"{subject} in '{use.wave}'" if use.wave != other.wave else subject
