"""Declares the block that stands for the blocks of a built-in chapter, so that a report can add blocks to these."""

from egyv_engine.model.report import Section
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative.blocks.block import BlockInputs, block

BUILT_IN = "built_in"


@block(BUILT_IN, options=BlockOptions, scope="principles")
def built_in(_inputs: BlockInputs, _options: BlockOptions) -> list[Section]:
    """Show nothing of its own: the blocks of the built-in chapter take its place before any of them is written."""
    return []
