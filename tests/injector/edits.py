"""Edits of the files of a programme: a scalar of a YAML file, a cell or row of a CSV file, a file's name."""

import csv
import io
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from egyv_engine.rules.yaml_scalars import Scalar, read_scalars

Files = Mapping[PurePosixPath, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One edit of one place of a programme.

    Attributes:
        kind: The kind of mistake, such as "time and direction".
        name: Its programme, file, place and what was done to it; the same from run to run.
        make: Returns the files of the programme with the edit.
        words: What was written there before and is now; a line that has one of them refers to the edit.
        by_figures: Whether the rules stay sound, so that only published figures that now differ can show the mistake.
        witnesses: Places, as a file and a line, that must be reported as well: faults that this one may not hide.
    """

    kind: str
    name: str
    file: PurePosixPath
    make: Callable[[], Files]
    words: tuple[str, ...] = ()
    by_figures: bool = False
    witnesses: tuple[tuple[PurePosixPath, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Programme:
    """The sound files that are edited, with the kinds of file that they are."""

    name: str
    files: Files
    _texts: dict[PurePosixPath, "YamlText"] = field(default_factory=dict)
    _tables: dict[PurePosixPath, "CsvText"] = field(default_factory=dict)

    def yaml(self, file: PurePosixPath | str) -> "YamlText":
        """The YAML file with this path; an empty one if there is none."""
        path = PurePosixPath(file)
        if path not in self._texts:
            self._texts[path] = YamlText(path, self.files.get(path, b"").decode())
        return self._texts[path]

    def table(self, file: PurePosixPath | str) -> "CsvText":
        """The CSV file with this path."""
        path = PurePosixPath(file)
        if path not in self._tables:
            self._tables[path] = CsvText(path, self.files[path].decode())
        return self._tables[path]

    @cached_property
    def rules(self) -> tuple[PurePosixPath, ...]:
        """The YAML files."""
        return tuple(f for f in self.files if f.suffix == ".yaml")

    @cached_property
    def principles(self) -> tuple[PurePosixPath, ...]:
        """The files of the principles."""
        return tuple(f for f in self.rules if f.parts[0] == "principles")

    @cached_property
    def data(self) -> tuple[PurePosixPath, ...]:
        """The CSV files."""
        return tuple(f for f in self.files if f.suffix == ".csv")

    @cached_property
    def register(self) -> PurePosixPath:
        """The register."""
        return PurePosixPath(self.yaml("programme.yaml").value("register", "file"))

    @cached_property
    def key(self) -> str:
        """The column of the register and the answers that names the unit."""
        return self.yaml("programme.yaml").value("register", "key")

    @cached_property
    def answers(self) -> tuple[PurePosixPath, ...]:
        """The files of answers in the order of the waves."""
        found = self.yaml("programme.yaml").at("waves", "*", "answers")
        return tuple(PurePosixPath(s.value) for s in found)

    @cached_property
    def records(self) -> tuple[PurePosixPath, ...]:
        """The other CSV files that a rule file names."""
        named = {s.value for f in self.rules for s in self.yaml(f).scalars if not s.is_key}
        return tuple(f for f in self.data if str(f) in named and f not in (self.register, *self.answers))

    def fault(
        self, kind: str, file: PurePosixPath, what: str, new: str | bytes | None, *words: str, **rest: object
    ) -> Fault:
        """A fault that is a new text of a file, or its absence."""

        def make() -> Files:
            edited = {f: data for f, data in self.files.items() if f != file or new is not None}
            if new is not None:
                edited[file] = new.encode() if isinstance(new, str) else new
            return edited

        name = f"{self.name}/{file}: {what}"
        return Fault(kind=kind, name=name, file=file, make=make, words=words, **rest)  # type: ignore[arg-type]

    def renamed(self, kind: str, file: PurePosixPath, new: str, *words: str) -> Fault:
        """A fault that is another path of a file."""

        def make() -> Files:
            return {PurePosixPath(new) if f == file else f: data for f, data in self.files.items()}

        return Fault(
            kind=kind,
            name=f"{self.name}/{file}: named {new}",
            file=file,
            make=make,
            words=(str(file), new, *words),
        )


class YamlText:
    """The text of a YAML file and its scalars."""

    def __init__(self, file: PurePosixPath, text: str) -> None:
        self.file = file
        self.text = text
        self.scalars: tuple[Scalar, ...] = tuple(read_scalars(text)) if text else ()
        lines = text.splitlines(keepends=True)
        self._starts = [0, *(sum(map(len, lines[: i + 1])) for i in range(len(lines)))]

    def at(self, *pattern: str) -> list[Scalar]:
        """The values whose path ends with a pattern of names, of which `*` is any one step."""
        return [s for s in self.scalars if not s.is_key and _ends(s.path, pattern)]

    def keys(self, *pattern: str) -> list[Scalar]:
        """The keys whose path ends with a pattern."""
        return [s for s in self.scalars if s.is_key and _ends(s.path, pattern)]

    def value(self, *pattern: str) -> str:
        """The value of the first path that ends with a pattern; empty if there is none."""
        return next((s.value for s in self.at(*pattern)), "")

    def put(self, scalar: Scalar, new: str, *, raw: bool = False) -> str:
        """The text with another value; a raw one is written without quotation marks."""
        return self.edited((scalar, new if raw else quoted(new)))

    def edited(self, *edits: tuple[Scalar, str]) -> str:
        """The text with other values, each as it is to be written."""
        text = self.text
        for scalar, new in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
            start, end = self._index(scalar.start), self._index(scalar.end)
            is_block = scalar.style in ("|", ">") and text[start:end].endswith("\n")
            text = text[:start] + new + ("\n" if is_block else "") + text[end:]
        return text

    def without(self, scalar: Scalar) -> str:
        """The text without a key and its value, which are written in lines of their own or between braces."""
        start = self._index(scalar.start)
        line = self.text.rfind("\n", 0, start) + 1
        if self.text[line:start].strip():  # between braces, on a line with others
            parts = [s for s in self.scalars if s.path[: len(scalar.path)] == scalar.path]
            end = max(self._index(s.end) for s in parts)
            while end < len(self.text) and self.text[end] in "]}\"'" and _unbalanced(self.text[start:end]):
                end += 1
            rest = self.text[end:]
            gone = len(rest) - len(rest.removeprefix(", "))
            before = self.text[:start] if gone else self.text[:start].rstrip().removesuffix(",")
            return before + rest[gone:]
        indent = start - line
        following = self.text[line:].splitlines(keepends=True)
        size = 1
        while size < len(following) and (
            not following[size].strip() or len(following[size]) - len(following[size].lstrip()) > indent
        ):
            size += 1
        return self.text[:line] + "".join(following[size:])

    def line(self, scalar: Scalar) -> int:
        """The line of a scalar, from 1."""
        return scalar.start[0] + 1

    def _index(self, place: tuple[int, int]) -> int:
        return self._starts[place[0]] + place[1]


class CsvText:
    """The rows of a CSV file."""

    def __init__(self, file: PurePosixPath, text: str) -> None:
        self.file = file
        self.rows = list(csv.reader(io.StringIO(text)))
        self.header = self.rows[0]

    def cells(self, column: str) -> Iterator[tuple[int, str]]:
        """The cells of a column that are not blank, each with its row (from 1)."""
        i = self.header.index(column)
        yield from ((n, row[i]) for n, row in enumerate(self.rows) if n and row[i])

    def put(self, row: int, column: str, new: str) -> str:
        """The text with another cell."""
        i = self.header.index(column)
        rows = [[*r[:i], new, *r[i + 1 :]] if n == row else r for n, r in enumerate(self.rows)]
        return written(rows)

    def without(self, row: int) -> str:
        """The text without a row."""
        return written([r for n, r in enumerate(self.rows) if n != row])

    def with_row(self, row: list[str]) -> str:
        """The text with one more row at its end."""
        return written([*self.rows, row])

    def with_header(self, old: str, new: str) -> str:
        """The text with another name of a column."""
        return written([[new if name == old else name for name in self.header], *self.rows[1:]])

    def without_column(self, column: str) -> str:
        """The text without a column."""
        i = self.header.index(column)
        return written([[*r[:i], *r[i + 1 :]] for r in self.rows])


def written(rows: list[list[str]]) -> str:
    """Rows as the text of a CSV file."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def quoted(value: str) -> str:
    """A text between double quotation marks, with the characters that cannot be seen as they are."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def spread(found: Iterable[Fault], *, of: int) -> Iterator[Fault]:
    """One fault of each so many: with many places of one form, every variant is tried in some of them.

    Args:
        found: The faults in order of place and variant.
        of: How many there are to each that is kept; the best is no divisor of the number of variants.
    """
    yield from itertools.islice(found, 0, None, of)


def edited_lines(old: str, new: str) -> range:
    """The lines of the new text, from 1, that differ from the old; those around the place of what was left out."""
    before, after = old.split("\n"), new.split("\n")
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    end = len(after) - last
    return range(first + 1, end + 1) if end > first else range(first, first + 2)


def _ends(path: tuple[str | int, ...], pattern: tuple[str, ...]) -> bool:
    tail = path[len(path) - len(pattern) :]
    return len(path) >= len(pattern) and all(p in ("*", str(s)) for s, p in zip(tail, pattern, strict=True))


def _unbalanced(text: str) -> bool:
    return text.count("{") > text.count("}") or text.count("[") > text.count("]")
