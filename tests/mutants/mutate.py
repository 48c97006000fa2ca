"""Small edits of a YAML text, one a mutant: each key and scalar deleted, misspelt, retyped, duplicated, re-pointed."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

KINDS = ("delete", "misspell", "retype", "duplicate", "repoint")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One edit: the whole new text, and where it stands (lines count from 1, in the new text)."""

    file: str
    kind: str
    what: str  # key | scalar
    path: tuple[str | int, ...]
    old: str
    new: str
    line: int
    parent_lines: tuple[int, ...]
    text: str

    @property
    def name(self) -> str:
        """A name that stays the same from run to run."""
        return f"{self.file}:{'/'.join(map(str, self.path))}:{self.what}:{self.kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A key with its value, or an element of a list, as character offsets into the text."""

    path: tuple[str | int, ...]
    what: str
    start: int
    end: int  # of the whole entry
    scalar: yaml.ScalarNode
    scalar_end: int
    flow: bool
    next_start: int | None
    previous_end: int | None
    parent_lines: tuple[int, ...]


def misspell(word: str, taken: frozenset[str]) -> str:
    """One edit of a word (a letter dropped, doubled, swapped or replaced), the same each time; never a word taken."""
    dice = random.Random(hashlib.sha256(word.encode()).hexdigest())
    letters = [i for i, c in enumerate(word) if c.isalnum()]
    for _ in range(200):
        if not letters:
            break
        i = dice.choice(letters)
        edit = dice.choice(("drop", "double", "swap", "replace"))
        other = dice.choice("abcdefghijklmnopqrstuvwxyz")
        new = {
            "drop": word[:i] + word[i + 1 :],
            "double": word[:i] + word[i] + word[i:],
            "swap": word[:i] + word[i + 1 : i + 2] + word[i] + word[i + 2 :],
            "replace": word[:i] + other + word[i + 1 :],
        }[edit]
        if new.strip() == new and new and new != word and new not in taken:
            return new
    return word + "x"


def mutants(file: str, text: str, vocabularies: tuple[tuple[str, ...], ...]) -> Iterator[Mutant]:
    """Every mutant of a file. vocabularies: lists of names of one kind, of which a scalar is re-pointed to another."""
    root = yaml.compose(text, yaml.SafeLoader)
    if root is None:
        return
    taken = frozenset(name for names in vocabularies for name in names)
    for entry in _entries(root, (), text):
        old = entry.scalar.value
        for kind, edited in _edits(entry, text, taken, vocabularies):
            new_text, new = edited
            line = text.count("\n", 0, entry.start) + 1
            yield Mutant(
                file=file,
                kind=kind,
                what=entry.what,
                path=entry.path,
                old=old,
                new=new,
                line=line,
                parent_lines=entry.parent_lines,
                text=new_text,
            )


def _edits(
    entry: _Entry, text: str, taken: frozenset[str], vocabularies: tuple[tuple[str, ...], ...]
) -> Iterator[tuple[str, tuple[str, str]]]:
    start, end, old = entry.scalar.start_mark.index, entry.scalar_end, entry.scalar.value

    def put(new: str, form: str = "{}") -> tuple[str, str]:
        return text[:start] + form.format(_written(new, entry.scalar.style)) + text[end:], new

    whole_element = entry.what == "key" or isinstance(entry.path[-1], int)
    if whole_element:
        yield "delete", (_without(entry, text), "")
        yield "duplicate", (_doubled(entry, text), old)
    yield "misspell", put(misspell(old, taken))
    yield "retype", put(old, "[{}]")
    for names in vocabularies:
        if old in names and len(names) > 1:
            yield "repoint", put(names[(names.index(old) + 1) % len(names)])
            break


def _written(value: str, style: str | None) -> str:
    if style in ("'", '"') or any(c in value for c in ":{}[],#&*!|>%@`'\"") or value != value.strip():
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return value


def _without(entry: _Entry, text: str) -> str:
    if entry.flow or (entry.next_start is not None and not _starts_line(entry, text)):
        if entry.next_start is not None:
            return text[: entry.start] + text[entry.next_start :]
        if entry.previous_end is not None:
            return text[: entry.previous_end] + text[entry.end :]
        return text[: entry.start] + text[entry.end :]
    if not _starts_line(entry, text):
        return text[: entry.start] + text[entry.end :]
    first = text.rfind("\n", 0, entry.start) + 1
    last = text.find("\n", entry.end)
    return text[:first] + ("" if last < 0 else text[last + 1 :])


def _doubled(entry: _Entry, text: str) -> str:
    body = text[entry.start : entry.end]
    if entry.flow:
        return text[: entry.end] + ", " + body + text[entry.end :]
    indent = entry.start - text.rfind("\n", 0, entry.start) - 1
    last = text.find("\n", entry.end)
    last = len(text) if last < 0 else last
    return text[:last] + "\n" + " " * indent + body + text[last:]


def _starts_line(entry: _Entry, text: str) -> bool:
    return text[text.rfind("\n", 0, entry.start) + 1 : entry.start].strip() == ""


def _end(node: yaml.Node, text: str) -> int:
    """Return the end of a node's last written character (PyYAML ends block collections at the next token)."""
    if isinstance(node, yaml.ScalarNode):
        end = node.end_mark.index
        while node.style in ("|", ">") and end > 0 and text[end - 1] in "\n ":
            end -= 1
        return end
    if isinstance(node, yaml.CollectionNode) and node.flow_style:
        return node.end_mark.index
    if isinstance(node, yaml.MappingNode):
        return max((_end(part, text) for pair in node.value for part in pair), default=node.end_mark.index)
    return max((_end(part, text) for part in node.value), default=node.end_mark.index)


def _entries(node: yaml.Node, path: tuple[str | int, ...], text: str, above: int = 1) -> Iterator[_Entry]:
    parent_lines = (above, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        pairs = node.value
        for i, (key, value) in enumerate(pairs):
            here = (*path, key.value)
            end = max(_end(value, text), _end(key, text))
            yield _Entry(
                path=here,
                what="key",
                start=key.start_mark.index,
                end=end,
                scalar=key,
                scalar_end=_end(key, text),
                flow=bool(node.flow_style),
                next_start=pairs[i + 1][0].start_mark.index if i + 1 < len(pairs) else None,
                previous_end=_end(pairs[i - 1][1], text) if i else None,
                parent_lines=parent_lines,
            )
            yield from _values(value, here, text, key.start_mark.line + 1)
    elif isinstance(node, yaml.SequenceNode):
        parts = node.value
        for i, part in enumerate(parts):
            if isinstance(part, yaml.ScalarNode):
                dash = part.start_mark.index
                if not node.flow_style:
                    dash = text.rfind("-", 0, dash)
                following = parts[i + 1].start_mark.index if i + 1 < len(parts) else None
                yield _Entry(
                    path=(*path, i),
                    what="scalar",
                    start=dash,
                    end=_end(part, text),
                    scalar=part,
                    scalar_end=_end(part, text),
                    flow=bool(node.flow_style),
                    next_start=following if node.flow_style else None,
                    previous_end=_end(parts[i - 1], text) if i else None,
                    parent_lines=parent_lines,
                )
            else:
                yield from _entries(part, (*path, i), text, part.start_mark.line + 1)


def _values(value: yaml.Node, here: tuple[str | int, ...], text: str, line: int) -> Iterator[_Entry]:
    if isinstance(value, yaml.ScalarNode):
        if value.value:
            yield _Entry(
                path=here,
                what="scalar",
                start=value.start_mark.index,
                end=_end(value, text),
                scalar=value,
                scalar_end=_end(value, text),
                flow=True,
                next_start=None,
                previous_end=None,
                parent_lines=(line,),
            )
    else:
        yield from _entries(value, here, text, line)
