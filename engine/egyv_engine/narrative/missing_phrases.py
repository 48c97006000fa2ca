"""Finds the kinds of claim that the blocks of a report may make, and those that have no phrase."""

from collections.abc import Mapping

from egyv_engine.diagnostics.suggest import did_you_mean
from egyv_engine.model.report_document import BlockOptions, ReportFile, WordingFile
from egyv_engine.narrative.blocks.registry import claim_kinds, registered_blocks
from egyv_engine.narrative.claims.caveats import CAVEAT_CLAIMS


def kinds_without_phrase(report: ReportFile, wording: WordingFile) -> Mapping[str, BlockOptions]:
    """Return each kind of claim without a phrase that a block may make, with the first such block.

    A kind is left out where a misspelt one is probably meant for it.

    Args:
        report: The declared chapters.
        wording: The declared phrases.
    """
    kinds = claim_kinds()
    needed: dict[str, BlockOptions] = {}
    for chapter in report.chapters:
        for block in chapter.blocks:
            for facts in (*registered_blocks()[block.show].claims, *CAVEAT_CLAIMS):
                needed.setdefault(facts.kind, block)
    misspelt = {did_you_mean(kind, kinds) for kind in wording.phrases if kind not in kinds}
    return {
        kind: block for kind, block in needed.items() if kind not in wording.phrases and kind not in misspelt
    }
