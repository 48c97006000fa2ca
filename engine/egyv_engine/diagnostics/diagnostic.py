"""One error or warning as a value, the collector that gathers them, and their order."""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from egyv_engine.diagnostics.catalogue import CATALOGUE
from egyv_engine.diagnostics.page import Severity
from egyv_engine.diagnostics.span import Location, Positions, Span
from egyv_engine.model.frozen import Frozen, replace

MOST_OF_A_KIND = 200  # in one file
MOST_PLACES = 3  # with the same fault, besides the first
QUESTION_TYPE = "type of question"  # the common fault of words that are values of another type
_UNUSED = "EGY418"
_SPELLING = "EGY541"
_UNSEEN = ("EGY110", "EGY546")
_CODE_POINT = re.compile(r"U\+[0-9A-F]{4,6}")


class CommonFault(Frozen, kw_only=False):
    """A fault that several diagnostics are about: the name of a wave, say, that several rules have and nothing declares.

    Attributes:
        object_type: The type of object that is at fault, such as `wave`.
        name: Its name.
        is_cause: Whether a diagnostic says why they are all at fault, and so stands for the others.
    """

    object_type: str
    name: str
    is_cause: bool = False


class Diagnostic(Frozen):
    """An error or warning: its position, its code, and what to do about it.

    Attributes:
        related: Other positions that are involved, each with a note.
        counted: The number of diagnostics that it stands for; more than one if it counts those that are not shown.
        is_last: Whether it comes after the others of its file, because these matter more.
        row: The id of the row of a data file that it is about, if it is about one.
        common: What it has in common with the diagnostics on other places; all of them share a message.
    """

    span: Span
    code: str
    message: str
    hint: str | None = None
    related: tuple[tuple[Span, str], ...] = ()
    counted: int = 1
    is_last: bool = False
    row: str | None = None
    common: CommonFault | None = None

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
    common: CommonFault | None = None,
) -> Diagnostic:
    """Return a diagnostic whose locations are resolved to spans.

    Args:
        positions: The positions of the rule files.
        code: A code of the catalogue.
        at: The location of the problem.
        message: One line that says what is wrong.
        hint: One line that says what to do.
        related: Other locations that are involved, each with a note.
        common: What it has in common with the diagnostics on other places; all of them share a message.
    """
    return Diagnostic(
        span=positions.span_at(at),
        code=code,
        message=message,
        hint=hint,
        related=tuple((positions.span_at(location), note) for location, note in related),
        common=common,
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
        is_last: bool = False,
        row: str | None = None,
        common: CommonFault | None = None,
    ) -> None:
        """Add a diagnostic; the arguments are those of `diagnostic`, and two of the attributes of `Diagnostic`."""
        found = diagnostic(self.positions, code, at, message, hint=hint, related=related, common=common)
        self.append(replace(found, is_last=is_last, row=row))


def capped(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the first 200 diagnostics of each code in each file, each group with one more that counts the others.

    Args:
        diagnostics: The diagnostics, of which some may be such counts.
    """
    if len(diagnostics) <= MOST_OF_A_KIND:
        return list(diagnostics)
    groups: dict[tuple[PurePosixPath, str], list[Diagnostic]] = {}
    for d in diagnostics:
        groups.setdefault((d.span.file, d.code), []).append(d)
    return [d for group in groups.values() for d in _first_of(group)]


def _first_of(group: list[Diagnostic]) -> list[Diagnostic]:
    if len(group) <= MOST_OF_A_KIND:
        return group
    in_place = sorted(group, key=lambda d: (d.span, d.counted))
    first, rest = in_place[:MOST_OF_A_KIND], in_place[MOST_OF_A_KIND:]
    others = sum(d.counted for d in rest)
    message = f"\u2026 and {others:,} more {'fault' if others == 1 else 'faults'} of this kind in this file"
    return [*first, Diagnostic(span=first[-1].span, code=first[-1].code, message=message, counted=others)]


def in_order(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics sorted by position, then by code, without duplicates.

    A declaration that is probably meant by a misspelt name is not reported as unused as well, nor one of a type of which a name
    is unknown, nor a spelling or a character that cannot be seen where there is an error at the same place that names it.
    """
    probably_meant = {span for d in diagnostics if d.code != _UNUSED for span, _ in d.related}
    types_at_fault = {d.common.object_type for d in diagnostics if d.common and d.code != _UNUSED}
    of_line: dict[tuple[PurePosixPath, int, str], list[Diagnostic]] = {}
    if any(d.code in _UNSEEN for d in diagnostics):
        for d in diagnostics:
            of_line.setdefault((d.span.file, d.span.line, d.span.place), []).append(d)
    wrong = {d.span for d in diagnostics if d.severity == "error"}
    remaining = [
        d
        for d in dict.fromkeys(diagnostics)
        if not (d.code == _UNUSED and d.span in probably_meant)
        and not (d.code == _SPELLING and d.span in wrong)
        and not (d.code == _UNUSED and d.common and d.common.object_type in types_at_fault)
        and not (d.code in _UNSEEN and _is_named(d, of_line[d.span.file, d.span.line, d.span.place]))
    ]
    return one_per_fault(sorted(remaining, key=_place))


def _place(d: Diagnostic) -> tuple[PurePosixPath, bool, Span, str, str]:
    return (d.span.file, d.is_last, d.span, d.code, d.message)


def one_per_fault(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics in which all places with one fault share a message, that on the cause if there is one.

    Args:
        diagnostics: The diagnostics in order.
    """
    by_fault: dict[tuple[str, str], list[Diagnostic]] = {}
    for d in diagnostics:
        if d.common is not None:
            by_fault.setdefault((d.common.object_type, d.common.name), []).append(d)
    shared = [found for found in by_fault.values() if len(found) > 1]
    kept = [min(found, key=lambda d: not _is_cause(d)) for found in shared]
    left_out = {id(d) for found, one in zip(shared, kept, strict=True) for d in found if d is not one}
    with_places = {id(one): _with_places(one, found) for found, one in zip(shared, kept, strict=True)}
    return [with_places.get(id(d), d) for d in diagnostics if id(d) not in left_out]


def _is_cause(d: Diagnostic) -> bool:
    return d.common is not None and d.common.is_cause


def _with_places(kept: Diagnostic, same: Sequence[Diagnostic]) -> Diagnostic:
    """Return a diagnostic with the places of the others on the same fault, of which the first few are shown."""
    known = {kept.span, *(span for span, _ in kept.related)}
    places = list(dict.fromkeys(d.span for d in same if d is not kept and d.span not in known))
    causes = {d.span for d in same if _is_cause(d)}
    named = f"'{kept.common.name}' is named here" if kept.common and _is_cause(kept) else "here, too"
    shown = [(span, "here, too" if span in causes else named) for span in places[:MOST_PLACES]]
    more = len(places) - MOST_PLACES
    if more > 0:
        last, note = shown[-1]
        shown[-1] = (last, f"{note}, and in {more:,} more place{'s' * (more > 1)}")
    return replace(kept, related=(*kept.related, *shown))


def _is_named(unseen: Diagnostic, of_line: Iterable[Diagnostic]) -> bool:
    """Return whether an error at the place of a character names the character."""
    found = _CODE_POINT.search(unseen.message)
    return found is not None and any(
        d.severity == "error"
        and d.span.column <= unseen.span.column < d.span.end_column
        and found[0] in (d.hint or "")
        for d in of_line
    )


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether any of the diagnostics is an error."""
    return any(d.severity == "error" for d in diagnostics)
