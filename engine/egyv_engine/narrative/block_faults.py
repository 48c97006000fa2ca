"""Reports faults that several kinds of block have: a key without effect, and an indicator that there is not."""

from collections.abc import Iterable, Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.names import unknown_name
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


def unknown_indicators(
    linked: LinkedProgramme, names: Iterable[str], at: DocumentPath
) -> Iterator[Diagnostic]:
    """Yield the diagnostic for each indicator that a block names and that there is not (EGY305).

    Args:
        linked: The programme.
        names: The indicators, as listed in the block.
        at: The path of the list.
    """
    for i, name in enumerate(names):
        if not linked.declares_indicator(name):
            yield unknown_name(linked.positions, "indicator", name, at / i, linked.indicators, lambda _: None)
