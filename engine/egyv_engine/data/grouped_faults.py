"""Groups faults, so that many of one kind take one message, which counts them and shows the first places."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TypeVar

from egyv_engine.diagnostics.diagnostic import Diagnostic, DiagnosticCollector
from egyv_engine.diagnostics.span import Location, Span

MOST_SINGLE = 10  # of faults that are reported one by one, such as unknown units
_FURTHER = 2  # places after the first

Fault = TypeVar("Fault")


def further_places(spans: Iterable[Span]) -> list[tuple[Location, str]]:
    """Return the first few places after that of the message, to be its related positions."""
    return [(span, "here, too") for span in islice(spans, _FURTHER)]


def report_each(
    faults: Sequence[Fault],
    report_one: Callable[[Fault], None],
    report_rest: Callable[[Sequence[Fault]], None],
) -> None:
    """Report the first faults one by one, and the others together.

    Args:
        faults: The faults, all of one kind.
        report_one: Reports one of them.
        report_rest: Reports two or more of them.
    """
    first = len(faults) if len(faults) == MOST_SINGLE + 1 else MOST_SINGLE
    for fault in faults[:first]:
        report_one(fault)
    if len(faults) > first:
        report_rest(faults[first:])


def report_first(diagnostics: DiagnosticCollector, found: Sequence[Diagnostic], many: str) -> None:
    """Add the first diagnostics of a kind, and one that counts the others.

    Args:
        diagnostics: Receives them.
        found: The diagnostics.
        many: What the others say together, after their number and "more".
    """

    def others(rest: Sequence[Diagnostic]) -> None:
        diagnostics.report(
            rest[0].code,
            rest[0].span,
            f"{len(rest):,} more {many}",
            hint=rest[0].hint,
            related=further_places(d.span for d in rest[1:]),
        )

    report_each(found, diagnostics.append, others)
