"""Reports a key without effect, in a block, a chapter or an indicator."""

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath


def does_nothing(linked: LinkedProgramme, at: DocumentPath, message: str, suggestion: str) -> Diagnostic:
    """Return the diagnostic for a key of a report or indicator that changes nothing (EGY640).

    Args:
        linked: The programme.
        at: The path of the key.
        message: One line that says why it changes nothing.
        suggestion: One line that says what to do.
    """
    return diagnostic(linked.positions, "EGY640", KeyAt(at), message, hint=suggestion)
