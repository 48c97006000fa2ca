"""One error or warning as a value, the collector that gathers them, and their order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from egyv_engine.diagnostics.catalogue import CATALOGUE
from egyv_engine.diagnostics.page import Severity
from egyv_engine.diagnostics.span import Location, Positions, Span

MOST_PER_FILE = 200
_UNUSED = "EGY418"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """An error or warning: its position, its code, and what to do about it.

    Attributes:
        related: Other positions that are involved, each with a note.
    """

    span: Span
    code: str
    message: str
    hint: str | None = None
    related: tuple[tuple[Span, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """Return `error` or `warning`; the code decides which."""
        return CATALOGUE[self.code].severity


def diagnostic(
    positions: Positions,
    code: str,
    at: Location,
    message: str,
    *,
    hint: str | None = None,
    related: Iterable[tuple[Location, str]] = (),
) -> Diagnostic:
    """Return a diagnostic whose locations are resolved to spans.

    Args:
        positions: The positions of the rule files.
        code: A code of the catalogue.
        at: The location of the problem.
        message: One line that says what is wrong.
        hint: One line that says what to do.
        related: Other locations that are involved, each with a note.
    """
    return Diagnostic(
        span=positions.span_at(at),
        code=code,
        message=message,
        hint=hint,
        related=tuple((positions.span_at(location), note) for location, note in related),
    )


class DiagnosticCollector(list[Diagnostic]):
    """Collects diagnostics in the order in which they are found.

    Attributes:
        positions: The positions of the rule files, so that a diagnostic can be reported at a document path.
    """

    def __init__(self, positions: Positions) -> None:
        super().__init__()
        self.positions = positions

    def report(
        self,
        code: str,
        at: Location,
        message: str,
        *,
        hint: str | None = None,
        related: Iterable[tuple[Location, str]] = (),
    ) -> None:
        """Add a diagnostic; the arguments are those of `diagnostic`."""
        self.append(diagnostic(self.positions, code, at, message, hint=hint, related=related))

    def cap(self, start: int) -> None:
        """Keep the first 200 of the diagnostics of one file, and add one that counts the others.

        Args:
            start: The index of the file's first diagnostic; those before it belong to other files.
        """
        found = self[start:]
        if len(found) > MOST_PER_FILE:
            first = sorted(found, key=lambda d: d.span)[:MOST_PER_FILE]
            others = len(found) - MOST_PER_FILE
            message = f"\u2026 and {others:,} more {'fault' if others == 1 else 'faults'} in this file"
            self[start:] = [*first, Diagnostic(span=first[-1].span, code=first[-1].code, message=message)]


def in_order(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics sorted by position, then by code, without duplicates.

    A declaration that is probably meant by a misspelt name is not reported as unused as well.
    """
    probably_meant = {span for d in diagnostics if d.code != _UNUSED for span, _ in d.related}
    remaining = (d for d in dict.fromkeys(diagnostics) if d.code != _UNUSED or d.span not in probably_meant)
    return sorted(remaining, key=lambda d: (d.span, d.code, d.message))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether any of the diagnostics is an error."""
    return any(d.severity == "error" for d in diagnostics)
