"""Where something stands in a file, and the side table that knows it for every part of a rule file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from egyv_engine.model.document_path import DocumentPath


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one line; lines and columns count characters from 1, end_column is the column after the last."""

    file: PurePosixPath
    line: int = 1
    column: int = 1
    end_column: int = 2


@dataclass(frozen=True, slots=True)
class Positions:
    """The spans of values and of keys, by their place."""

    values: Mapping[DocumentPath, Span] = field(default_factory=dict)
    keys: Mapping[DocumentPath, Span] = field(default_factory=dict)

    def of(self, doc_path: DocumentPath) -> Span:
        """The span of the value there, or of the nearest one around it."""
        return self._nearest(self.values, doc_path)

    def key(self, doc_path: DocumentPath) -> Span:
        """The span of the key that leads there, else of the value."""
        return self.keys.get(doc_path) or self.of(doc_path)

    def merged(self, other: "Positions") -> "Positions":
        """Both tables in one; they are of different files."""
        return Positions({**self.values, **other.values}, {**self.keys, **other.keys})

    @staticmethod
    def _nearest(table: Mapping[DocumentPath, Span], doc_path: DocumentPath) -> Span:
        path = doc_path.steps
        while True:
            found = table.get(DocumentPath(doc_path.file, path))
            if found is not None:
                return found
            if not path:
                return Span(doc_path.file)
            path = path[:-1]
