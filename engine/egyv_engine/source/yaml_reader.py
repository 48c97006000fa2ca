"""Reads YAML events into plain data and a table of positions, in one pass, with the language's own strict rules."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

import yaml

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.span import Positions, Span
from egyv_engine.model.place import Place

DEEPEST = 40
LARGEST = 4 * 1024 * 1024
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPEN, _CLOSE = (
    (yaml.MappingStartEvent, yaml.SequenceStartEvent),
    (yaml.MappingEndEvent, yaml.SequenceEndEvent),
)


class Plain(str):
    """A scalar written without quotes: text as typed, and also a number where its digits are one."""

    __slots__ = ()

    @property
    def number(self) -> Fraction | None:
        """The exact number its digits give, or None."""
        return Fraction(self) if _NUMBER.fullmatch(self) else None


@dataclass(frozen=True, slots=True)
class Document:
    """A file's data (dict, list, Plain, str, bool, None) and where each part of it stands."""

    file: PurePosixPath
    data: Any
    positions: Positions


def read_yaml(file: PurePosixPath, data: bytes) -> tuple[Document | None, list[Diagnostic]]:
    """The document, or None where it could not be read to its end; and every fault met on the way (EGY1xx)."""
    start = Span(file)
    if len(data) > LARGEST:
        message = f"the file holds {len(data):,} bytes; a rule file holds at most {LARGEST:,}"
        return None, [
            Diagnostic(span=start, code="EGY107", message=message, hint="split it, or move data to a CSV")
        ]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        span = Span(file, line, column, column + 1)
        message = f"byte 0x{data[fault.start]:02X} is not UTF-8"
        return None, [Diagnostic(span=span, code="EGY108", message=message, hint="save the file as UTF-8")]
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    control = re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\ufeff]", text
    )
    if control:
        line, column = _line_column(text, control.start())
        message = f"the character U+{ord(control.group()):04X} cannot be seen and is not allowed"
        return None, [
            Diagnostic(
                span=Span(file, line, column, column + 1), code="EGY101", message=message, hint="delete it"
            )
        ]
    return _Reader(file, text).read()


def _line_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


class _Reader:
    """Builds one document from its events, keeping its own stack so that depth costs no recursion."""

    def __init__(self, file: PurePosixPath, text: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        self.text = text
        self.faults: list[Diagnostic] = []
        self.values: dict[Place, Span] = {}
        self.keys: dict[Place, Span] = {}
        self.stack: list[_Frame] = []
        self.root: Any = None
        self.roots = 0

    def read(self) -> tuple[Document | None, list[Diagnostic]]:
        whole = self._events()
        self._tabs()
        if whole and not self.roots:
            self._fault(
                "EGY109", Span(self.file), "the file is empty", "write at least the keys it must have"
            )
        if not whole or not self.roots:
            return None, self.faults
        return Document(self.file, self.root, Positions(self.values, self.keys)), self.faults

    def _events(self) -> bool:
        events: Iterator[Any] = yaml.parse(self.text, _LOADER)
        depth = 0
        try:
            for event in events:
                if isinstance(event, yaml.AliasEvent):
                    self._fault(
                        "EGY104", self._span(event), "an alias (*) is not allowed", "write the value out"
                    )
                    self._put(None, self._span(event))
                elif isinstance(event, _OPEN):
                    depth += 1
                    if depth > DEEPEST:
                        message = f"values are nested more than {DEEPEST} deep"
                        self._fault("EGY106", self._span(event), message, "flatten the file")
                        return False
                    self._open(event)
                elif isinstance(event, yaml.ScalarEvent):
                    self._scalar(event)
                elif isinstance(event, _CLOSE):
                    depth -= 1
                    self._close()
        except yaml.YAMLError as fault:
            self._syntax(fault)
            return False
        return True

    def _syntax(self, fault: yaml.YAMLError) -> None:
        mark = getattr(fault, "problem_mark", None)
        line = min(mark.line + 1 if mark else 1, len(self.lines))
        column = (mark.column if mark else 0) + 1
        text = self.lines[line - 1]
        if column <= len(text) and text[column - 1] == "\t":
            return  # told as a tab
        problem = str(getattr(fault, "problem", None) or "it cannot be read")
        opened = getattr(fault, "context_mark", None)
        related: tuple[tuple[Span, str], ...] = ()
        if opened is not None and opened.line + 1 != line:
            related = ((self._at(opened.line + 1, opened.column + 1), "in what starts here"),)
        self.faults.append(
            Diagnostic(
                span=self._at(line, column),
                code="EGY101",
                message=f"this is not YAML: {problem}",
                hint="look for a missing quote, bracket, colon or space, here or on the line before",
                related=related,
            )
        )

    def _tabs(self) -> None:
        quoted = {i for span in self.values.values() for i in self._quoted_lines(span)}
        for number, line in enumerate(self.lines, 1):
            column = line.find("\t") + 1
            if column and number not in quoted:
                self._fault("EGY103", self._at(number, column), "a tab is not allowed", "use spaces")

    def _quoted_lines(self, span: Span) -> Iterator[int]:
        text = (
            self.lines[span.line - 1][span.column - 1 : span.end_column - 1]
            if span.line <= len(self.lines)
            else ""
        )
        if text[:1] in ("'", '"') and "\t" in text:
            yield span.line

    def _open(self, event: Any) -> None:
        self._marks(event)
        frame = _Frame({} if isinstance(event, yaml.MappingStartEvent) else [], self._span(event))
        if self.stack and self.stack[-1].wants_key:
            self._fault("EGY105", frame.span, "a key must be text", "quote it, or turn key and value round")
            frame.lost = True
        self.values.setdefault(Place(self.file, self._path()), frame.span)
        self.stack.append(frame)

    def _close(self) -> None:
        frame = self.stack.pop()
        if frame.lost:
            self.stack[-1].key, self.stack[-1].skip = "", True
            return
        self._put(frame.data, frame.span)

    def _scalar(self, event: Any) -> None:
        self._marks(event)
        span = self._span(event)
        if self.stack and self.stack[-1].wants_key:
            self._key(event, span)
            return
        value: Any = event.value
        if event.style is None or event.style == "":
            value = {"": None, "true": True, "false": False}.get(event.value, Plain(event.value))
        self._put(value, span)

    def _key(self, event: Any, span: Span) -> None:
        frame, name = self.stack[-1], event.value
        if name == "<<" and not event.style:
            self._fault("EGY104", span, "a merge key (<<) is not allowed", "write the keys out")
            frame.key, frame.skip = "", True
            return
        frame.key, frame.skip = name, name in frame.data
        place = Place(self.file, self._path())
        if frame.skip:
            first = self.keys[place]
            self.faults.append(
                Diagnostic(
                    span=span,
                    code="EGY102",
                    message=f"the key '{name}' stands here a second time",
                    hint="keep one of the two",
                    related=((first, "the first one"),),
                )
            )
        else:
            self.keys[place] = span

    def _put(self, value: Any, span: Span) -> None:
        if not self.stack:
            self.roots += 1
            if self.roots > 1:
                self._fault("EGY109", span, "a second document starts here", "keep one document in a file")
                return
            self.root = value
            self.values.setdefault(Place(self.file), span)
            return
        frame = self.stack[-1]
        if isinstance(frame.data, list):
            self.values.setdefault(Place(self.file, self._path()), span)
            frame.data.append(value)
        elif frame.key is None:  # an alias as a key
            frame.key, frame.skip = "", True
        else:
            if not frame.skip:
                self.values.setdefault(Place(self.file, self._path()), span)
                frame.data[frame.key] = value
            frame.key, frame.skip = None, False

    def _path(self) -> tuple[str | int, ...]:
        return tuple(
            len(frame.data) if isinstance(frame.data, list) else frame.key or ""
            for frame in self.stack
            if isinstance(frame.data, list) or frame.key is not None
        )

    def _marks(self, event: Any) -> None:
        if event.anchor:
            self._fault(
                "EGY104", self._span(event), f"an anchor (&{event.anchor}) is not allowed", "write values out"
            )
        if event.tag:
            self._fault("EGY104", self._span(event), f"a tag ({event.tag}) is not allowed", "leave it out")

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        last = end.column + 1 if end.line == start.line else len(self.lines[start.line]) + 1
        return self._at(start.line + 1, start.column + 1, last)

    def _at(self, line: int, column: int, end: int = 0) -> Span:
        return Span(self.file, line, column, max(end, column + 1))

    def _fault(self, code: str, span: Span, message: str, hint: str) -> None:
        self.faults.append(Diagnostic(span=span, code=code, message=message, hint=hint))


class _Frame:
    """An open list or mapping: its data, and of a mapping the key whose value comes next."""

    __slots__ = ("data", "key", "lost", "skip", "span")

    def __init__(self, data: Any, span: Span) -> None:
        self.data = data
        self.span = span
        self.key: str | None = None
        self.skip = False
        self.lost = False

    @property
    def wants_key(self) -> bool:
        return isinstance(self.data, dict) and self.key is None
