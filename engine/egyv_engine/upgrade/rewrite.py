"""Renames keys, words and template names in the text of one rule file; every other byte stays as it is."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.span import Span
from egyv_engine.files.encoding import unified
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen
from egyv_engine.rules.edition import EDITION, KEY
from egyv_engine.rules.yaml_reader import Document, read_yaml
from egyv_engine.rules.yaml_scalars import Scalar, read_scalars
from egyv_engine.upgrade.removals import removed_branches, removed_entries
from egyv_engine.upgrade.renames import is_says, new_key, new_names, new_word
from egyv_engine.upgrade.says_templates import says_edits
from egyv_engine.upgrade.source_text import Edit, RewrittenName, SourceText
from egyv_engine.upgrade.template_names import renamed_parts


class Rewritten(Frozen):
    """A file after its names were changed.

    Attributes:
        data: The new bytes; the old ones where there are faults.
        changes: The rewritten names, in the order of the file.
        faults: What cannot be read or rewritten.
    """

    data: bytes
    changes: tuple[RewrittenName, ...]
    faults: tuple[Diagnostic, ...]


def rewrite(document: str, file: PurePosixPath, data: bytes) -> Rewritten:
    """Rename what an older edition called otherwise in one file.

    Args:
        document: The document type, such as "principle".
        file: The file's path, for messages.
        data: The file's bytes.

    Returns:
        The new bytes with the changes, or the old ones with the reasons why the file cannot be rewritten.
    """
    read, faults = read_yaml(file, data)
    if read is None or faults:
        return Rewritten(data=data, changes=(), faults=tuple(faults))
    text = SourceText(file, data)
    scalars = list(read_scalars(unified(data.decode("utf-8"))))
    keys = {s.path: text.span(text.offset(*s.start), text.offset(*s.end)) for s in scalars if s.is_key}
    edits = list(removed_entries(document, text, scalars))
    kept = [s for s in scalars if not any(e.start <= text.offset(*s.start) < e.end for e in edits)]
    for scalar in kept:
        new = (
            new_key(document, scalar.path) if scalar.is_key else new_word(document, scalar.path, scalar.value)
        )
        twin = keys.get((*scalar.path[:-1], new)) if scalar.is_key and new is not None else None
        if new is not None and twin is not None:
            faults.append(_twice(keys[scalar.path], scalar.value, new, twin))
        elif new is not None:
            edits.append(_whole(text, scalar, new))
        elif not scalar.is_key:
            made = _in_value(text, scalar, document)
            if isinstance(made, Diagnostic):
                faults.append(made)
            else:
                edits += made
    if document == "programme" and isinstance(read.data, dict):
        edits += _edition(text, read)
    data = data if faults else text.edited(edits)
    return Rewritten(data=data, changes=text.changes(edits), faults=tuple(faults))


def _whole(text: SourceText, scalar: Scalar, new: str) -> Edit:
    """Rename a key or value. Its quotation marks stay; where it is spelt with escapes they surround the new name."""
    start, end = text.offset(*scalar.start), text.offset(*scalar.end)
    at = text.text.find(scalar.value, start, end)
    if at < 0:
        typed = f"{scalar.style}{new}{scalar.style}"
        return Edit(start=start, end=end, text=typed, old=scalar.value, new=new)
    return Edit(start=at, end=at + len(scalar.value), text=new, old=scalar.value, new=new)


def _in_value(text: SourceText, scalar: Scalar, document: str) -> list[Edit] | Diagnostic:
    """Rewrite parts of a value in its text as typed, unless escapes there hide one that YAML reads."""
    start, end = text.offset(*scalar.start), text.offset(*scalar.end)
    typed = text.text[start:end]
    if is_says(document, scalar.path):
        found, expected = list(says_edits(typed, scalar.style)), list(says_edits(scalar.value))
    else:
        names = new_names(document, scalar.path)
        found = _parts(typed, names, scalar.style)
        expected = _parts(scalar.value, names)
    if len(found) != len(expected):
        hidden = sorted({scalar.value[first:last] for first, last, _ in expected})
        return Diagnostic(
            span=text.span(start, start + 1),
            code="EGY604",
            message=f"a name in this template is typed with escapes and cannot be rewritten: {', '.join(hidden)}",
            hint="type the name without a backslash or a line break in it",
        )
    return [
        Edit(start=start + first, end=start + last, text=new, old=typed[first:last], new=new)
        for first, last, new in found
    ]


def _parts(text: str, names: Mapping[str, str], style: str = "") -> list[tuple[int, int, str]]:
    """Return the branches of a template that are removed, and the names that are rewritten in the rest of it."""
    removed = list(removed_branches(text)) if names else []
    renamed = renamed_parts(text, names, style)
    return [*removed, *(r for r in renamed if not any(start <= r[0] < end for start, end, _ in removed))]


def _edition(text: SourceText, read: Document) -> list[Edit]:
    """Name the current edition: as the first key of programme.yaml, or in place of an older one."""
    line = f"{KEY}: {EDITION}"
    if KEY in read.data:
        span = read.positions.span_at(DocumentPath(text.file, (KEY,)))
        start, end = (text.offset(span.line - 1, column - 1) for column in (span.column, span.end_column))
        old = text.text[start:end]
        is_current = old == str(EDITION)
        return (
            [] if is_current else [Edit(start=start, end=end, text=str(EDITION), old=old, new=str(EDITION))]
        )
    root = read.positions.span_at(DocumentPath(text.file))
    start = text.offset(root.line - 1, root.column - 1)
    if text.text[start] == "{":
        return [Edit(start=start + 1, end=start + 1, text=f"{line}, ", old="", new=line)]
    rest = text.line_end() + " " * (root.column - 1)  # the key that was the first keeps its column
    return [Edit(start=start, end=start, text=line + rest, old="", new=line)]


def _twice(span: Span, old: str, new: str, twin: Span) -> Diagnostic:
    return Diagnostic(
        span=span,
        code="EGY102",
        message=f"'{old}' is now called '{new}', and there is a key '{new}' here already",
        hint="keep one of the two",
        related=((twin, "the other one"),),
    )
