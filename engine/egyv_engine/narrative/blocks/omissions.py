"""Lists the indicators that the report leaves out: of what it picks for its main points, and of single blocks."""

from egyv_engine.model.report import Paragraph, Section
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative.blocks.block import FINDINGS_TABLE, BlockInputs, IndicatorOptions, block, sections
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.language.parts import Parts, term


@claim("left_out_of_picks")
class LeftOutOfPicksFacts(ClaimFacts):
    """The indicators of which no main point is made."""

    titles: Parts


@claim("left_out_of_chapter")
class LeftOutOfChapterFacts(ClaimFacts):
    """The indicators that a block of a chapter leaves out. chapter: nothing where each principle has the chapter.

    has_annex: whether an annex has every finding.
    """

    titles: Parts
    chapter: Parts
    has_annex: bool


@block("omissions", options=BlockOptions, claims=(LeftOutOfPicksFacts, LeftOutOfChapterFacts))
def omissions(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """State which indicators the report leaves out, by summary: false or by except; nothing where it leaves out none."""
    indicators = inputs.context.linked.indicators
    facts: list[ClaimFacts] = []
    unpicked = [name for name, each in indicators.items() if not each.indicator.summary]
    if unpicked:
        facts.append(LeftOutOfPicksFacts(titles=_titles(inputs, unpicked)))
    for chapter in inputs.chapters:
        named = {
            name: None
            for each in chapter.blocks
            if isinstance(each, IndicatorOptions)
            for name in each.except_
            if name in indicators
        }
        if named:
            title = None if chapter.for_each else chapter.title
            facts.append(
                LeftOutOfChapterFacts(
                    titles=_titles(inputs, list(named)),
                    chapter=term(title),
                    has_annex=inputs.has_in_annex(FINDINGS_TABLE),
                )
            )
    sentences = tuple(inputs.book.sentence(each, basis=()) for each in facts)
    return sections(options, [Paragraph(sentences=sentences)] if sentences else [])


def _titles(inputs: BlockInputs, names: list[str]) -> Parts:
    indicators = inputs.context.linked.indicators
    return inputs.make.titles(indicators[name].indicator.title for name in names)
