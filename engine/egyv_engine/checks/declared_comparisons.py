"""Checks the comparisons that programme.yaml declares."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linked_programme import LinkedProgramme


def check_comparisons(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report an error if a wave is compared with itself, or if a comparison is declared twice."""
    seen = set()
    for comparison in linked.programme.file.comparisons:
        pair = (comparison.from_, comparison.to)
        at = comparison.doc_path / "to"
        if comparison.from_ == comparison.to:
            others = [wave for wave in linked.waves if wave != comparison.to]
            message = f"the wave '{comparison.to}' is compared with itself"
            yield diagnostic(linked.positions, "EGY409", at, message, hint=hint("", others, "other waves"))
        elif pair in seen:
            message = "this comparison is declared a second time"
            yield diagnostic(linked.positions, "EGY409", at, message, hint="remove one of the two")
        seen.add(pair)
