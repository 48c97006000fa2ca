"""Writes the block that sums up what interviewees spoke of: the themes with most points, by stance; nobody is counted."""

from collections import Counter
from fractions import Fraction

from egyv_engine.model.report import Section
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.shapes import key
from egyv_engine.narrative.blocks.block import LIMIT, BlockInputs, block, paragraph
from egyv_engine.narrative.blocks.evidence_points import theme_label
from egyv_engine.narrative.blocks.needs import EVIDENCE
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.language.parts import Parts


@claim("evidence_summary")
class EvidenceSummaryFacts(ClaimFacts):
    """The themes of strengths, of gaps and of mixed accounts; nothing for a stance that nobody took."""

    strengths: Parts
    gaps: Parts
    mixed: Parts


class EvidenceSummaryOptions(BlockOptions):
    """A block that names some themes of each stance."""

    limit: Fraction = key(*LIMIT, default=Fraction(3))


@block(
    "evidence_summary",
    options=EvidenceSummaryOptions,
    needs=(EVIDENCE,),
    scope="principles",
    claims=(EvidenceSummaryFacts,),
)
def evidence_summary(inputs: BlockInputs, options: EvidenceSummaryOptions) -> list[Section]:
    """Name the themes of strengths, gaps and mixed accounts that most points are about."""
    about = (*inputs.principles, *((None,) if inputs.principle is None else ()))
    points = [p for p in inputs.context.supplements.points if p.principle in about]
    if not points:
        return []
    themes = {}
    for stance in ("strength", "gap", "mixed"):
        counted = Counter(theme_label(inputs, p.theme) for p in points if p.stance == stance)
        named = [theme for theme, _ in counted.most_common(int(options.limit))]
        themes[stance] = inputs.make.titles(named)
    facts = EvidenceSummaryFacts(strengths=themes["strength"], gaps=themes["gap"], mixed=themes["mixed"])
    return paragraph(options, [inputs.book.sentence(facts, basis=())])
