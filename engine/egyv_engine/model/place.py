"""Where in a rule file an object stands: a file and the path to it in the document."""

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Place:
    """A file and a path of keys and indexes in it (what jsonschema calls absolute_path)."""

    file: PurePosixPath
    path: tuple[str | int, ...] = ()

    def __truediv__(self, step: str | int) -> "Place":
        """The place one key or index further in."""
        return Place(self.file, (*self.path, step))
