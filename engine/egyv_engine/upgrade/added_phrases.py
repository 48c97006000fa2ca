"""Adds phrases to the text of reports/wording.yaml, after those that are there; every other byte stays as it is."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from egyv_engine.diagnostics.span import Span
from egyv_engine.files.encoding import unified
from egyv_engine.rules.yaml_reader import read_yaml
from egyv_engine.rules.yaml_scalars import Scalar, read_scalars
from egyv_engine.upgrade.source_text import Edit, SourceText

REMARK = (
    "Copied by egyv-engine upgrade from the wording that comes with the engine; say it in your own words."
)
_PHRASES = "phrases"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedPhrase:
    """A phrase that was added: its kind of claim, its key in the new text, and its last line there."""

    kind: str
    span: Span
    last_line: int


def add_phrases(
    file: PurePosixPath, data: bytes, kinds: Sequence[str], shipped: Mapping[str, str]
) -> tuple[bytes, tuple[AddedPhrase, ...]]:
    """Add phrases to a wording file.

    Args:
        file: The path of the wording file.
        data: Its bytes.
        kinds: The kinds of claim that get a phrase, in order.
        shipped: The phrase of each kind as it is typed in a mapping of blocks, from its key to its last line.

    Returns:
        The new bytes, and what was added to them; a file without phrases stays as it is.
    """
    read, faults = read_yaml(file, data)
    if read is None or faults or not kinds:
        return data, ()
    text, scalars = SourceText(file, data), list(read_scalars(unified(data.decode("utf-8"))))
    own = [s for s in scalars if len(s.path) > 1 and s.path[0] == _PHRASES]
    if not own:
        return data, ()
    first, last = own[0], own[-1]
    is_flow = "{" in text.text[_end_of_key(text, scalars) : text.offset(*first.start)]
    place = _in_braces if is_flow else _in_lines
    at, pieces = place(text, first, last, [shipped[kind] for kind in kinds])
    made = text.edited([Edit(start=at, end=at, text="".join(pieces), old="", new="")])
    new, added = SourceText(file, made), []
    for kind, piece in zip(kinds, pieces, strict=True):
        key = at + piece.index(f"{kind}:")
        at += len(piece)
        last_line = new.span(at - 1, at).line
        added.append(AddedPhrase(kind=kind, span=new.span(key, key + len(kind)), last_line=last_line))
    return made, tuple(added)


def typed_phrases(data: bytes) -> dict[str, str]:
    """Return the phrases of a wording file as they are typed, each from its key to its last line, without indentation.

    Args:
        data: The bytes of a wording file whose phrases are a mapping of blocks.
    """
    text = unified(data.decode("utf-8"))
    lines = text.split("\n")
    scalars = [s for s in read_scalars(text) if len(s.path) > 1 and s.path[0] == _PHRASES]
    found: dict[str, str] = {}
    for i, key in enumerate(scalars):
        if not key.is_key:
            continue
        members = [s for s in scalars[i:] if s.path[:2] == key.path]
        line, column = members[-1].end
        after = lines[key.start[0] : line + (column > 0)]
        typed = "\n".join(each[key.start[1] :] for each in after).rstrip()
        found[str(key.path[1])] = typed
    return found


def _end_of_key(text: SourceText, scalars: Sequence[Scalar]) -> int:
    return next(text.offset(*s.end) for s in scalars if s.is_key and s.path == (_PHRASES,))


def _in_lines(text: SourceText, first: Scalar, last: Scalar, added: Sequence[str]) -> tuple[int, list[str]]:
    """Return where lines are added, after the last line of the last phrase, and the lines of each phrase."""
    end, indent = text.line_end(), " " * first.start[1]
    line, column = last.end
    at = text.offset(line + (column > 0), 0)
    opening = "" if text.text[:at].endswith(("\n", "\r")) else end
    opening += f"{indent}# {REMARK}{end}"
    blocks = [
        "".join(f"{indent}{each}{end}" if each else end for each in typed.split("\n")) for typed in added
    ]
    blocks[0] = opening + blocks[0]
    return at, blocks


def _in_braces(text: SourceText, first: Scalar, last: Scalar, added: Sequence[str]) -> tuple[int, list[str]]:
    """Return where phrases are added to a mapping in braces, after its last value, and the text of each."""
    end, indent = text.line_end(), " " * max(first.start[1], 1)
    at = text.offset(*last.end)
    if len(last.path) > 2:  # a list of several phrases: after its bracket
        at = text.text.index("]", at) + 1
    pieces = []
    for typed in added:
        read, _ = read_yaml(text.file, typed.encode())
        assert read is not None
        ((kind, value),) = read.data.items()
        pieces.append(f",{end}{indent}{kind}: {json.dumps(value, ensure_ascii=False)}")
    pieces[0] = pieces[0].replace(f",{end}", f",{end}{indent}# {REMARK}{end}", 1)
    return at, pieces
