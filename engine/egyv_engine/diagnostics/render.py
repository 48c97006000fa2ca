"""Shows diagnostics as text with the line they are on, as JSON, or as annotations for GitHub."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import Diagnostic, in_order
from egyv_engine.diagnostics.span import Span

FORMAT_VERSION = 1
WIDEST = 100
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_RED, _YELLOW, _BOLD, _DIM, _OFF = "\033[31m", "\033[33m", "\033[1m", "\033[2m", "\033[0m"


def render_text(
    diagnostics: Sequence[Diagnostic], files: Mapping[PurePosixPath, bytes], *, colour: bool = False
) -> str:
    """One block a fault: file:line:col, code, message, the line with carets, the hint, and related places."""
    sources = _Sources(files)
    return "".join(_block(d, sources, colour) for d in in_order(list(diagnostics)))


def render_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A JSON object with a version and the faults in order."""
    rows = [
        {
            **_span(d.span),
            "code": d.code,
            "severity": d.severity,
            "message": d.message,
            "hint": d.hint,
            "related": [{**_span(span), "note": note} for span, note in d.related],
        }
        for d in in_order(list(diagnostics))
    ]
    return json.dumps({"version": FORMAT_VERSION, "diagnostics": rows}, ensure_ascii=False, indent=2) + "\n"


def render_github(diagnostics: Sequence[Diagnostic]) -> str:
    """One workflow command a fault, so that it shows on the line of a pull request."""
    lines = []
    for d in in_order(list(diagnostics)):
        text = d.message if d.hint is None else f"{d.message} ({d.hint})"
        where = f"file={_property(str(d.span.file))},line={d.span.line},col={d.span.column}"
        where += f",endColumn={d.span.end_column},title={d.code}"
        lines.append(f"::{d.severity} {where}::{_data(text)}\n")
    return "".join(lines)


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Such as "3 errors and 1 warning", or "no faults"."""
    found = in_order(list(diagnostics))
    errors = sum(d.severity == "error" for d in found)
    warnings = len(found) - errors
    parts = [
        f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((errors, "error"), (warnings, "warning")) if n
    ]
    return " and ".join(parts) if parts else "no faults"


class _Sources:
    """The lines of the files, decoded once each."""

    def __init__(self, files: Mapping[PurePosixPath, bytes]) -> None:
        self.files = files
        self.lines: dict[PurePosixPath, list[str]] = {}

    def line(self, span: Span) -> str | None:
        if span.file.suffix == ".parquet":
            return None  # its lines are rows, and no text
        if span.file not in self.lines:
            data = self.files.get(span.file, b"")
            text = data.decode("utf-8", errors="replace").removeprefix("\ufeff")
            self.lines[span.file] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines = self.lines[span.file]
        return lines[span.line - 1] if 0 < span.line <= len(lines) else None


def _block(d: Diagnostic, sources: _Sources, colour: bool) -> str:
    tint = _RED if d.severity == "error" else _YELLOW
    code, bold, dim, off = (f"{tint}{d.code}{_OFF}", _BOLD, _DIM, _OFF) if colour else (d.code, "", "", "")
    kind = "" if d.severity == "error" else " warning:"
    text = f"{bold}{_where(d.span)}:{off} {code}{kind} {_plain(d.message)}\n"
    line = sources.line(d.span)
    if line:
        shown, start, width = _window(line, d.span)
        text += f"   | {shown}\n   | {' ' * start}{tint if colour else ''}{'^' * width}{off}\n"
    if d.hint:
        text += f"   = {_plain(d.hint)}\n"
    for span, note in d.related:
        text += f"   {dim}- {_where(span)}: {_plain(note)}{off}\n"
    return text


def _window(line: str, span: Span) -> tuple[str, int, int]:
    """The part of a line around a span, and where the carets start and how many they are."""
    line = _UNSEEN.sub("\ufffd", line.replace("\t", " "))
    first, last = span.column - 1, max(span.end_column - 1, span.column)
    start = 0
    if len(line) > WIDEST and first > WIDEST * 2 // 3:
        start = first - WIDEST // 2
    shown = line[start : start + WIDEST]
    width = max(1, min(last, start + len(shown)) - first)
    before, after = "... " if start else "", " ..." if start + WIDEST < len(line) else ""
    return before + shown + after, len(before) + first - start, width


def _plain(text: str) -> str:
    """On one line, and without characters that would command the terminal."""
    return _UNSEEN.sub("\ufffd", text.replace("\n", "\\n").replace("\t", "\\t"))


def _where(span: Span) -> str:
    return f"{span.file}:{span.line}:{span.column}"


def _span(span: Span) -> dict[str, object]:
    return {"file": str(span.file), "line": span.line, "column": span.column, "end_column": span.end_column}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
