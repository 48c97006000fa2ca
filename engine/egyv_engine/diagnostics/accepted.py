"""A warning that the programme accepts, with the reason."""

from dataclasses import dataclass

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedDiagnostic:
    """A warning that the programme accepts.

    Attributes:
        reason: The reason that the programme gives.
        accepted_at: The position of the comment, or of the entry in programme.yaml.
    """

    diagnostic: Diagnostic
    reason: str
    accepted_at: Span
