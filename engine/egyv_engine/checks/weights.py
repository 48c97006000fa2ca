"""Warns of a principle whose scored indicators weigh nothing, so that no unit has a score for it (EGY488)."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme


def check_weights(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report a principle for which units are scored, and none of whose indicators with a vote has a weight above 0.

    Args:
        linked: The programme.
    """
    scoring = linked.programme.scoring
    if scoring is None or not scoring.scores.per_principle:
        return
    for name, principle in linked.programme.principles.items():
        voting = [one for one in principle.indicators if one.has_vote]
        if voting and not any(one.weight for one in voting):
            first, *others = [one.doc_path / "weight" for one in voting]
            yield diagnostic(
                linked.positions,
                "EGY488",
                first,
                f"every scored indicator of '{name}' has weight 0, so no unit has a score for it",
                hint="give one of them a weight above 0, or write scored: false where there should be no score",
                related=[(other, "weight 0, too") for other in others],
            )
