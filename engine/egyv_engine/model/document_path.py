"""The position of a value in a rule file, as a file and a path of keys, and the base of all that has one."""

from pathlib import PurePosixPath

from egyv_engine.model.frozen import Frozen, field


class DocumentPath(Frozen, kw_only=False):
    """A file and the keys and indexes that lead to a value in it (what jsonschema calls absolute_path)."""

    file: PurePosixPath
    steps: tuple[str | int, ...] = ()

    def __truediv__(self, step: str | int) -> "DocumentPath":
        """Return the path one key or index further in."""
        return DocumentPath(self.file, (*self.steps, step))


class Declaration(Frozen):
    """A part of the rules, with the position at which it is written; two that differ in nothing else are equal."""

    doc_path: DocumentPath = field(compare=False)
