"""Finds what a chapter has said before a block, so that the block does not say it again."""

from collections.abc import Sequence

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import BoundNumber, Paragraph
from egyv_engine.narrative.blocks.block import BlockInputs
from egyv_engine.narrative.reconstructed import FigurePath

Levels = set[tuple[str, str]]  # ids of findings, each with a wave


def said_before(inputs: BlockInputs, *section_ids: str) -> list[Levels]:
    """Return for each sentence before a block, in the same chapter, the findings whose levels it states, with their waves.

    Args:
        inputs: The inputs of the block.
        *section_ids: The ids of the sections whose sentences these are.
    """
    sentences = (
        sentence
        for section in inputs.before
        if section.id in section_ids
        for shown in section.blocks
        if isinstance(shown, Paragraph)
        for sentence in shown.sentences
    )
    return [
        {
            (path.head, path.at)
            for node in sentence.nodes
            if isinstance(node, BoundNumber)
            for path in map(FigurePath.parse, node.refs)
        }
        for sentence in sentences
    ]


def is_said(finding: Finding, said: Sequence[Levels]) -> bool:
    """Return whether one sentence states both levels of a finding: two that state one each compare other waves.

    Args:
        finding: The finding of a comparison.
        said: The levels that each sentence states.
    """
    levels = {(finding.finding, wave) for wave in (finding.from_wave, finding.to_wave)}
    return any(levels <= stated for stated in said)
