"""Source positions in files, and the table that stores them for every part of a rule file."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen, field


class Span(Frozen, kw_only=False, order=True):
    """A part of a file.

    Attributes:
        line: The line, or the row of a file that has no lines, from 1.
        column: The first character of the line, or the column of a file that has no lines, from 1.
        end_column: The column after the last.
        place: The name of the place in a file that has no lines, as people know it: `Sheet1!F12`, `row 12, column seen`.
    """

    file: PurePosixPath
    line: int = 1
    column: int = 1
    end_column: int = 2
    place: str = ""


class KeyAt(Frozen, kw_only=False):
    """The key that leads to a value, where a diagnostic points at the key and not at the value."""

    doc_path: DocumentPath


Location = Span | DocumentPath | KeyAt


class Positions(Frozen, kw_only=False):
    """The spans of values and of keys, by document path."""

    values: Mapping[DocumentPath, Span] = field(default_factory=dict)
    keys: Mapping[DocumentPath, Span] = field(default_factory=dict)

    def span_at(self, location: Location) -> Span:
        """Return the span of a location.

        Args:
            location: The path of a value, the key of a value, or a span (which is returned unchanged).

        Returns:
            The span of the value, or of the nearest value that encloses it. For a key: the span of the key, or of its
            value where the value has no key.
        """
        match location:
            case Span():
                return location
            case KeyAt(doc_path):
                return self.keys.get(doc_path) or self._nearest(doc_path)
            case DocumentPath():
                return self._nearest(location)

    def _nearest(self, doc_path: DocumentPath) -> Span:
        path = doc_path.steps
        while True:
            found = self.values.get(DocumentPath(doc_path.file, path))
            if found is not None:
                return found
            if not path:
                return Span(doc_path.file)
            path = path[:-1]
