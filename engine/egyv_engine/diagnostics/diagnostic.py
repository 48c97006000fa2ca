"""One fault as a value."""

from dataclasses import dataclass

from egyv_engine.diagnostics.catalogue import CATALOGUE
from egyv_engine.diagnostics.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A fault, where it is, and what to do. related: other places that have a part in it, each with a note."""

    span: Span
    code: str
    message: str
    hint: str | None = None
    related: tuple[tuple[Span, str], ...] = ()

    @property
    def severity(self) -> str:
        """Error or warning, by its code."""
        return CATALOGUE[self.code].severity


def in_order(diagnostics: "list[Diagnostic] | tuple[Diagnostic, ...]") -> list[Diagnostic]:
    """Sorted by place, then code; the same fault told twice is told once."""
    return sorted(dict.fromkeys(diagnostics), key=lambda d: (d.span, d.code, d.message))


def has_errors(diagnostics: "list[Diagnostic]") -> bool:
    """Whether any of them is an error."""
    return any(d.severity == "error" for d in diagnostics)
