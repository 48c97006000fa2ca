"""Reads YAML into plain data and a table of positions in one pass, by the language's own strict rules."""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

import yaml

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.hidden_characters import (
    HIDDEN,
    INVISIBLE,
    hidden_message,
    invisible_message,
)
from egyv_engine.diagnostics.span import Positions, Span
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.typed_values import has_too_many_digits, number
from egyv_engine.rules.rule_text import text_of
from egyv_engine.rules.yaml_loader import LOADER
from egyv_engine.rules.yaml_problems import LOOK, PROBLEMS, TEMPLATE, TOO_DEEP

DEEPEST = 40
_UNQUOTED_TEMPLATE = re.compile(r"""(?:[^"']|"[^"]*"|'[^']*')*\{\{""")
_MARK = re.compile(r"[^\s,\[\]{}]+")
_OPEN, _CLOSE = (
    (yaml.MappingStartEvent, yaml.SequenceStartEvent),
    (yaml.MappingEndEvent, yaml.SequenceEndEvent),
)


class Plain(str):
    """A scalar without quotes: text as typed, and also a number where its digits are one."""

    __slots__ = ()

    @property
    def number(self) -> Fraction | None:
        """The exact number its digits give; None where it is not a number, or has more digits than one may have."""
        return None if has_too_many_digits(self) else number(self)


class Document(Frozen, kw_only=False):
    """A file's data (dict, list, Plain, str, bool, None) and the position of each part of it.

    Attributes:
        lost: The paths whose value is not what was meant, which is reported: an alias, a mapping with a merge key.
    """

    file: PurePosixPath
    data: Any
    positions: Positions
    lost: frozenset[DocumentPath] = frozenset()


def read_yaml(file: PurePosixPath, data: bytes) -> tuple[Document | None, list[Diagnostic]]:
    """Read a YAML file.

    Args:
        file: Its path, for positions.
        data: Its bytes.

    Returns:
        The document, or None where it could not be read to its end; and every fault (EGY1xx).
    """
    text = text_of(file, data)
    return (None, [text]) if isinstance(text, Diagnostic) else _YamlReader(file, text).read()


class _YamlReader:
    """Builds one document from its events. It has a stack of its own, so that deep nesting needs no recursion."""

    def __init__(self, file: PurePosixPath, text: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        self.text = text
        self.faults: list[Diagnostic] = []
        self.values: dict[DocumentPath, Span] = {}
        self.keys: dict[DocumentPath, Span] = {}
        self.lost: set[DocumentPath] = set()
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
        positions = Positions(self.values, self.keys)
        return Document(self.file, self.root, positions, frozenset(self.lost)), self.faults

    def _events(self) -> bool:
        events: Iterator[Any] = yaml.parse(self.text, LOADER)
        depth = 0
        try:
            for event in events:
                if isinstance(event, yaml.AliasEvent):
                    self._fault(
                        "EGY104", self._span(event), "an alias (*) is not allowed", "write the value out"
                    )
                    self.lost.add(self._path())
                    self._put(None, self._span(event))
                elif isinstance(event, _OPEN):
                    depth += 1
                    if depth > DEEPEST:
                        self._nested_too_deep(self._span(event))
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

    def _nested_too_deep(self, span: Span) -> None:
        message = f"values are nested more than {DEEPEST} deep"
        hint = "make a part of it an indicator of its own, and name that one with met"
        self._fault("EGY106", span, message, hint)

    def _syntax(self, fault: yaml.YAMLError) -> None:
        mark = getattr(fault, "problem_mark", None)
        span = self._at(mark.line + 1, mark.column + 1) if mark else Span(self.file)
        if self.lines[span.line - 1][span.column - 1 : span.column] == "\t":
            return  # reported as a tab
        if any(fault.code == "EGY105" and fault.span.line == span.line for fault in self.faults):
            return  # the rest of a line with {{ ... }} is not reported again
        problem = str(getattr(fault, "problem", None))
        if problem == TOO_DEEP:
            self._nested_too_deep(span)
            return
        message, hint = PROBLEMS.get(problem, ("it cannot be read", LOOK))
        if _UNQUOTED_TEMPLATE.fullmatch(self.lines[span.line - 1][: span.column + 1]):
            hint = TEMPLATE
        opened = getattr(fault, "context_mark", None)
        related: tuple[tuple[Span, str], ...] = ()
        if opened is not None and opened.line + 1 != span.line:
            related = ((self._at(opened.line + 1, opened.column + 1), "in the part that starts here"),)
        self._fault("EGY101", span, f"this is not YAML: {message}", hint, related)

    def _tabs(self) -> None:
        quoted = {i for span in self.values.values() for i in self._quoted_lines(span)}
        for n, line in enumerate(self.lines, 1):
            column = line.find("\t") + 1
            if column and n not in quoted:
                self._fault("EGY103", self._at(n, column), "a tab is not allowed", "use spaces")

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
        doc_path = self._path()
        frame = _Frame({} if isinstance(event, yaml.MappingStartEvent) else [], self._span(event), doc_path)
        if self.stack and self.stack[-1].wants_key:
            is_template = "{{" in self.lines[frame.span.line - 1]
            hint = TEMPLATE if is_template else "quote it, or exchange key and value"
            self._fault("EGY105", frame.span, "a key must be text", hint)
            frame.lost = True
        self.stack.append(frame)
        self.values.setdefault(doc_path, frame.span)

    def _close(self) -> None:
        frame = self.stack.pop()
        if frame.lost:
            self.stack[-1].key, self.stack[-1].skip = "", True
            return
        self._put(frame.data, frame.span)

    def _scalar(self, event: Any) -> None:
        self._marks(event)
        span = self._span(event)
        hidden = HIDDEN.search(event.value)
        if hidden is not None:  # written as an escape, otherwise it is refused before
            self._fault(
                "EGY101", span, hidden_message(hidden.group()), "remove its escape, which starts with \\"
            )
        invisible = INVISIBLE.search(event.value)
        if invisible is not None:
            at = self._place_of(invisible.group(), event)
            self._fault("EGY110", at, invisible_message(invisible.group()), "delete it")
        if self.stack and self.stack[-1].wants_key:
            self._key(event, span)
            return
        value: Any = event.value
        if event.style is None or event.style == "":
            value = {"": None, "true": True, "false": False}.get(event.value, Plain(event.value))
        self._put(value, span)

    def _place_of(self, character: str, event: Any) -> Span:
        """Return the position of a character of a scalar; that of the scalar if it is written as an escape."""
        for line in range(event.start_mark.line, min(event.end_mark.line + 1, len(self.lines))):
            start = event.start_mark.column if line == event.start_mark.line else 0
            column = self.lines[line].find(character, start)
            if column >= 0:
                return self._at(line + 1, column + 1)
        return self._span(event)

    def _key(self, event: Any, span: Span) -> None:
        frame, name = self.stack[-1], event.value
        if name == "<<" and not event.style:
            self._fault("EGY104", span, "a merge key (<<) is not allowed", "write the keys out")
            self.lost.add(self._path())
            frame.key, frame.skip = "", True
            return
        if self._starts_an_entry(frame, name, span):
            self._split(frame, name, span)
            frame = self.stack[-1]
        frame.key, frame.skip = name, name in frame.data
        doc_path = self._path()
        if frame.skip:
            message = f"the key '{name}' occurs a second time in this mapping"
            first = self.keys[doc_path]
            self._fault("EGY102", span, message, "keep one of the two", ((first, "the first one"),))
        else:
            self.keys[doc_path] = span

    def _starts_an_entry(self, frame: "_Frame", name: str, span: Span) -> bool:
        """Return whether a repeated key begins another entry of a list: the keys below it are repeated, too."""
        is_of_list = len(self.stack) > 1 and isinstance(self.stack[-2].data, list)
        if not (is_of_list and name == next(iter(frame.data), None)):
            return False
        begin = re.compile(rf" {{{span.column - 1}}}(?:(?P<key>[^\s#:'\"-][^:#]*):(?: |$)|[ #]|$)")
        if self.lines[span.line - 1][: span.column - 1].strip():  # within brackets
            return False
        for line in self.lines[span.line :]:
            found = begin.match(line) if line.strip() else None
            if line.strip() and found is None:
                return False
            if found is not None and found["key"] in frame.data:
                return True
        return False

    def _split(self, frame: "_Frame", name: str, span: Span) -> None:
        """Report an entry of a list without its dash, and read it as the entry that it is meant to be."""
        self._fault(
            "EGY102",
            span,
            f"the key '{name}' occurs a second time in this mapping, and so do keys below it",
            f"if another entry of the list begins here, write '- ' before '{name}', below the dash of the entry before it; "
            "otherwise keep one of each two",
            ((self.keys[frame.doc_path / name], "the first one"),),
        )
        self._close()
        doc_path = self._path()
        self.stack.append(_Frame({}, span, doc_path))
        self.values.setdefault(doc_path, span)

    def _put(self, value: Any, span: Span) -> None:
        if not self.stack:
            self.roots += 1
            if self.roots > 1:
                self._fault("EGY109", span, "a second document starts here", "keep one document per file")
                return
            self.root = value
            self.values.setdefault(DocumentPath(self.file), span)
            return
        frame = self.stack[-1]
        if isinstance(frame.data, list):
            self.values.setdefault(self._path(), span)
            frame.data.append(value)
        elif frame.key is None:  # an alias as a key
            frame.key, frame.skip = "", True
        else:
            if not frame.skip:
                self.values.setdefault(self._path(), span)
                frame.data[frame.key] = value
            frame.key, frame.skip = None, False

    def _path(self) -> DocumentPath:
        """Return the path of the value that comes next."""
        if not self.stack:
            return DocumentPath(self.file)
        frame = self.stack[-1]
        if isinstance(frame.data, list):
            return frame.doc_path / len(frame.data)
        return frame.doc_path if frame.key is None else frame.doc_path / frame.key

    def _marks(self, event: Any) -> None:
        if event.anchor:
            span, typed = self._mark(event, "&")
            self._fault("EGY104", span, f"an anchor ({typed}) is not allowed", "leave it out")
        if event.tag:
            span, typed = self._mark(event, "!")
            self._fault("EGY104", span, f"a tag ({typed}) is not allowed", "leave it out")

    def _mark(self, event: Any, sign: str) -> tuple[Span, str]:
        """Return the position of an anchor or tag, and what was typed."""
        line = event.start_mark.line
        column = self.lines[line].find(sign, event.start_mark.column)
        found = _MARK.match(self.lines[line], column) if column >= 0 else None
        if found is None:  # on a line after the other of the two
            return self._at(line + 1, event.start_mark.column + 1), sign
        return self._at(line + 1, column + 1, found.end() + 1), found.group()

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        last = end.column + 1 if end.line == start.line else len(self.lines[start.line]) + 1
        return self._at(start.line + 1, start.column + 1, last)

    def _at(self, line: int, column: int, end: int = 0) -> Span:
        """Return a span inside of the file: libyaml also counts a line after the last."""
        if line > len(self.lines):
            line, column = len(self.lines), len(self.lines[-1]) + 1
        column = min(column, len(self.lines[line - 1]) + 1)
        return Span(self.file, line, column, max(end, column + 1))

    def _fault(
        self, code: str, span: Span, message: str, hint: str, related: tuple[tuple[Span, str], ...] = ()
    ) -> None:
        self.faults.append(Diagnostic(span=span, code=code, message=message, hint=hint, related=related))


class _Frame:
    """A list or mapping that is being read: its data and path, and of a mapping the key whose value comes next."""

    __slots__ = ("data", "doc_path", "key", "lost", "skip", "span")

    def __init__(self, data: Any, span: Span, doc_path: DocumentPath) -> None:
        self.data = data
        self.span = span
        self.doc_path = doc_path
        self.key: str | None = None
        self.skip = False
        self.lost = False

    @property
    def wants_key(self) -> bool:
        return isinstance(self.data, dict) and self.key is None
