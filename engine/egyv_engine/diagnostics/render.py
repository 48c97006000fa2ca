"""Renders diagnostics as text with the line that they are on, as JSON, or as annotations for GitHub."""

import json
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from egyv_engine.diagnostics.accepted import AcceptedDiagnostic
from egyv_engine.diagnostics.diagnostic import Diagnostic, in_order
from egyv_engine.diagnostics.hidden_characters import HIDDEN, visible
from egyv_engine.diagnostics.span import Span
from egyv_engine.model.frozen import replace

FORMAT_VERSION = 1
WIDEST = 100
_RED, _YELLOW, _BOLD, _DIM, _OFF = "\033[31m", "\033[33m", "\033[1m", "\033[2m", "\033[0m"


def render_text(
    diagnostics: Sequence[Diagnostic], files: Mapping[PurePosixPath, bytes], *, colour: bool = False
) -> str:
    """Render one block per diagnostic: position, code and message, the line with carets, the hint, related positions.

    Args:
        diagnostics: The diagnostics, in any order.
        files: The files that they refer to.
        colour: Whether to add ANSI colours.
    """
    sources = _Sources(files)
    labels = {"error": "", "warning": " warning:"}
    return "".join(_block(d, labels[d.severity], sources, colour) for d in in_order(diagnostics))


def render_accepted_text(
    accepted: Sequence[AcceptedDiagnostic], files: Mapping[PurePosixPath, bytes], *, colour: bool = False
) -> str:
    """Render one block per accepted warning, with the reason and the position where it is accepted.

    Args:
        accepted: The accepted warnings, in the order in which they are shown.
        files: The files that they refer to.
        colour: Whether to add ANSI colours.
    """
    sources = _Sources(files)
    return "".join(
        _block(
            replace(
                a.diagnostic,
                hint=f"accepted because: {a.reason}",
                related=((a.accepted_at, "accepted here"),),
            ),
            " accepted warning:",
            sources,
            colour,
        )
        for a in accepted
    )


def render_json(diagnostics: Sequence[Diagnostic], accepted: Sequence[AcceptedDiagnostic] = ()) -> str:
    """Render a JSON object with a version, the diagnostics in order, the accepted warnings, and their numbers.

    Args:
        diagnostics: The diagnostics, in any order; duplicates are removed.
        accepted: The warnings that the programme accepts; they are not among the diagnostics.
    """
    rows = [
        {
            **_row(d),
            "hint": d.hint,
            "related": [{**_span(span), "note": note} for span, note in d.related],
        }
        for d in in_order(diagnostics)
    ]
    errors = sum(row["severity"] == "error" for row in rows)
    whole = {
        "version": FORMAT_VERSION,
        "summary": {"errors": errors, "warnings": len(rows) - errors, "accepted": len(accepted)},
        "diagnostics": rows,
        "accepted": [
            {**_row(a.diagnostic), "reason": a.reason, "accepted_at": _span(a.accepted_at)} for a in accepted
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def render_github(diagnostics: Sequence[Diagnostic], accepted: Sequence[AcceptedDiagnostic] = ()) -> str:
    """Render one workflow command per diagnostic, so that it appears on its line of a pull request.

    Accepted warnings are notices, and a last notice counts them.

    Args:
        diagnostics: The diagnostics, in any order; duplicates are removed.
        accepted: The warnings that the programme accepts; they are not among the diagnostics.
    """
    lines = []
    for d in in_order(diagnostics):
        text = d.message if d.hint is None else f"{d.message} ({d.hint})"
        lines.append(f"::{d.severity} {_annotated(d.span)},title={d.code}::{_data(_placed(d.span, text))}\n")
    for a in accepted:
        text = f"{a.diagnostic.message} (accepted because: {a.reason})"
        title = f"{a.diagnostic.code} accepted"
        span = a.diagnostic.span
        lines.append(f"::notice {_annotated(span)},title={title}::{_data(_placed(span, text))}\n")
    if accepted:
        lines.append(f"::notice title=egyv-engine check::{summary(diagnostics, accepted)}\n")
    return "".join(lines)


def summary(diagnostics: Sequence[Diagnostic], accepted: Sequence[AcceptedDiagnostic] = ()) -> str:
    """Return a summary, for example "3 errors and 1 warning (2 warnings accepted)" or "no faults".

    Args:
        diagnostics: The diagnostics, in any order; duplicates are removed.
        accepted: The warnings that the programme accepts; they are not among the diagnostics.
    """
    found = in_order(diagnostics)
    errors = sum(d.severity == "error" for d in found)
    parts = [_number(n, word) for n, word in ((errors, "error"), (len(found) - errors, "warning")) if n]
    text = " and ".join(parts) if parts else "no faults"
    return f"{text} ({_number(len(accepted), 'warning')} accepted)" if accepted else text


def _number(n: int, word: str) -> str:
    return f"{n} {word}{'' if n == 1 else 's'}"


class _Sources:
    """The lines of the files; each file is decoded once."""

    def __init__(self, files: Mapping[PurePosixPath, bytes]) -> None:
        self.files = files
        self.lines: dict[PurePosixPath, list[str]] = {}

    def line(self, span: Span) -> str | None:
        if span.place:
            return None  # its rows cannot be shown as text
        if span.file not in self.lines:
            text = _text(self.files.get(span.file, b""))
            self.lines[span.file] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines = self.lines[span.file]
        return lines[span.line - 1] if 0 < span.line <= len(lines) else None


def _text(data: bytes) -> str:
    """Return the text of a file whose lines can be shown; a file of another kind has no text."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if data.count(0) * 100 > len(data):  # text has no null characters, or one by mistake
        return ""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "" if 0 in data else data.decode("utf-8-sig", errors="replace")


def _block(d: Diagnostic, label: str, sources: _Sources, colour: bool) -> str:
    tint = _RED if d.severity == "error" else _YELLOW
    code, bold, dim, off = (f"{tint}{d.code}{_OFF}", _BOLD, _DIM, _OFF) if colour else (d.code, "", "", "")
    text = f"{bold}{_where(d.span)}:{off} {code}{label} {visible(d.message)}\n"
    line = sources.line(d.span)
    if line:
        shown, start, width = _window(line, d.span)
        text += f"   | {shown}\n   | {' ' * start}{tint if colour else ''}{'^' * width}{off}\n"
    if d.hint:
        text += f"   = {visible(d.hint)}\n"
    for span, note in d.related:
        text += f"   {dim}- {_where(span)}: {visible(note)}{off}\n"
    return text


def _window(line: str, span: Span) -> tuple[str, int, int]:
    """Return the part of a line around a span, the column where the carets start, and their number."""
    line = HIDDEN.sub("\ufffd", line.replace("\t", " "))  # one for one, so that the carets fit
    first, last = span.column - 1, max(span.end_column - 1, span.column)
    start = 0
    if len(line) > WIDEST and first > WIDEST * 2 // 3:
        start = first - WIDEST // 2
    shown = line[start : start + WIDEST]
    width = max(1, min(last, start + len(shown)) - first)
    before, after = "... " if start else "", " ..." if start + WIDEST < len(line) else ""
    return before + shown + after, len(before) + first - start, width


def _where(span: Span) -> str:
    return f"{visible(str(span.file))}:{visible(span.place) or f'{span.line}:{span.column}'}"


def _span(span: Span) -> dict[str, object]:
    """Return the fields of a span; `place` is among them if the span has one."""
    fields = {"file": str(span.file), "line": span.line, "column": span.column, "end_column": span.end_column}
    return {**fields, "place": span.place} if span.place else fields


def _row(d: Diagnostic) -> dict[str, Any]:
    return {**_span(d.span), "code": d.code, "severity": d.severity, "message": d.message}


def _annotated(span: Span) -> str:
    """Return the position in a file; GitHub shows no lines of a file whose places have names."""
    file = f"file={_property(str(span.file))}"
    return file if span.place else f"{file},line={span.line},col={span.column},endColumn={span.end_column}"


def _placed(span: Span, text: str) -> str:
    return f"{span.place}: {text}" if span.place else text


def _data(text: str) -> str:
    lines = "\n".join(map(visible, text.split("\n")))
    return lines.replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
