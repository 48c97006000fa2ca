"""The explanation of a code."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The explanation of a code that `egyv-engine explain` prints: its meaning, its reason, and an example."""

    meaning: str
    why: str
    wrong: str
    right: str
    severity: Severity = "error"
