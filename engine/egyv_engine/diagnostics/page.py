"""The explanation of a code."""

from typing import Literal

from egyv_engine.model.frozen import Frozen

Severity = Literal["error", "warning"]


class Page(Frozen):
    """The explanation of a code that `egyv-engine explain` prints: its meaning, its reason, and an example."""

    meaning: str
    why: str
    wrong: str
    right: str
    severity: Severity = "error"
