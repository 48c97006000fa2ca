"""The exception for a programme that has errors."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.render import render_text, summary


class ProgrammeError(ValueError):
    """A programme with errors: it cannot be evaluated.

    Its text shows every diagnostic as the command `egyv-engine check` does; `diagnostics` holds them as values.
    """

    def __init__(
        self, diagnostics: Sequence[Diagnostic], files: Mapping[PurePosixPath, bytes] | None = None
    ) -> None:
        super().__init__(f"{summary(diagnostics)}\n{render_text(diagnostics, files or {})}".rstrip())
        self.diagnostics = tuple(diagnostics)
