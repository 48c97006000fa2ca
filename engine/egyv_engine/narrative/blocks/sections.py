"""What a block shows, as a section of its chapter."""

from collections.abc import Sequence

from egyv_engine.model.report import Paragraph, Section, Table
from egyv_engine.model.report_document import BlockPlan


def sections(block: BlockPlan, shown: Sequence[Paragraph | Table]) -> list[Section]:
    """Paragraphs or tables under the block's heading; no section where there is nothing to show."""
    return [Section(id=block.show, heading=block.heading, blocks=tuple(shown))] if shown else []
