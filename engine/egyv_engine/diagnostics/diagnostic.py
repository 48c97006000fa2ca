"""One fault as a value."""

from collections.abc import Iterable
from dataclasses import dataclass

from egyv_engine.diagnostics.catalogue import CATALOGUE, Severity
from egyv_engine.diagnostics.span import Span

MOST_OF_A_FILE = 200
_UNUSED = "EGY418"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A fault, where it is, and what to do. related: other places that have a part in it, each with a note."""

    span: Span
    code: str
    message: str
    hint: str | None = None
    related: tuple[tuple[Span, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """Error or warning, by its code."""
        return CATALOGUE[self.code].severity


def in_order(diagnostics: "list[Diagnostic] | tuple[Diagnostic, ...]") -> list[Diagnostic]:
    """Sorted by place, then code; the same fault told twice is told once.

    What a misspelt name probably means is not also called unused.
    """
    meant = {span for d in diagnostics if d.code != _UNUSED for span, _ in d.related}
    told = (d for d in dict.fromkeys(diagnostics) if d.code != _UNUSED or d.span not in meant)
    return sorted(told, key=lambda d: (d.span, d.code, d.message))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them is an error."""
    return any(d.severity == "error" for d in diagnostics)


class Faults(list[Diagnostic]):
    """Faults as they are found."""

    def tell(
        self,
        span: Span,
        code: str,
        message: str,
        said: str | None = None,
        related: tuple[tuple[Span, str], ...] = (),
    ) -> None:
        """Adds a fault."""
        self.append(Diagnostic(span=span, code=code, message=message, hint=said, related=related))

    def cap(self, before: int) -> None:
        """Of the faults since `before`, those of one file: keeps the first, and the number of the others."""
        found = self[before:]
        if len(found) > MOST_OF_A_FILE:
            kept = sorted(found, key=lambda d: d.span)[:MOST_OF_A_FILE]
            more = f"\u2026 and {len(found) - MOST_OF_A_FILE:,} more faults in this file"
            self[before:] = [*kept, Diagnostic(span=kept[-1].span, code=kept[-1].code, message=more)]
