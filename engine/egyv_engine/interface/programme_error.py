"""The exception for a programme that has errors."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.render import render_text, summary
from egyv_engine.link.shown_files import shown_files


class ProgrammeError(ValueError):
    """A programme with errors: it cannot be evaluated.

    Its text shows every diagnostic as the command `egyv-engine check` does; `diagnostics` holds them as values.
    """

    def __init__(
        self, diagnostics: Sequence[Diagnostic], files: Mapping[PurePosixPath, bytes] | None = None
    ) -> None:
        shown = render_text(diagnostics, shown_files(diagnostics, files or {}))
        super().__init__(f"{summary(diagnostics)}\n{shown}".rstrip())
        self.diagnostics = tuple(diagnostics)
