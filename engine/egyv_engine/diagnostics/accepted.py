"""A warning that the programme accepts, with the reason."""

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.span import Span
from egyv_engine.model.frozen import Frozen


class AcceptedDiagnostic(Frozen):
    """A warning that the programme accepts.

    Attributes:
        reason: The reason that the programme gives.
        accepted_at: The position of the comment, or of the entry in programme.yaml.
    """

    diagnostic: Diagnostic
    reason: str
    accepted_at: Span
