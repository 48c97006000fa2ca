"""Writes the block that sums up what interviewees spoke of: the themes with most points, by stance; nobody is counted."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from egyv_engine.model.report import Section
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.shapes import key
from egyv_engine.narrative.blocks.block import LIMIT, BlockInputs, block, paragraph
from egyv_engine.narrative.blocks.evidence_points import theme_label
from egyv_engine.narrative.blocks.needs import EVIDENCE
from egyv_engine.narrative.claims.as_large_claims import MOST_NAMED
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.parts import Parts


@claim("evidence_summary")
class EvidenceSummaryFacts(ClaimFacts):
    """The themes of strengths, of gaps and of mixed accounts; nothing for a stance that nobody took.

    other_strengths, other_gaps, other_mixed: how many more themes have as many points as those that are named.
    """

    strengths: Parts
    gaps: Parts
    mixed: Parts
    other_strengths: NumberFacts
    other_gaps: NumberFacts
    other_mixed: NumberFacts


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
    """Name the themes of strengths, gaps and mixed accounts that most points are about.

    No theme is named before another with as many points: all that tie are named where they are a few more than the limit. Of
    more, those in front of the tie are; where there are none, the first by name of the theme, with the number of the others.
    """
    about = (*inputs.principles, *((None,) if inputs.principle is None else ()))
    points = [p for p in inputs.context.supplements.points if p.principle in about]
    if not points:
        return []
    themes, others = {}, {}
    for stance in ("strength", "gap", "mixed"):
        counted = Counter(theme_label(inputs, p.theme) for p in points if p.stance == stance)
        named, tied = _leading(counted, int(options.limit))
        themes[stance] = inputs.make.titles(named)
        others[stance] = inputs.make.number(f"themes.{stance}#tied", tied)
    facts = EvidenceSummaryFacts(
        strengths=themes["strength"],
        gaps=themes["gap"],
        mixed=themes["mixed"],
        other_strengths=others["strength"],
        other_gaps=others["gap"],
        other_mixed=others["mixed"],
    )
    return paragraph(options, [inputs.book.sentence(facts, basis=())])


def _leading(counted: Mapping[str, int], limit: int) -> tuple[list[str], int]:
    """Return the themes to name, those with most points first, and how many tie with them and are not named.

    Args:
        counted: The number of points of each theme.
        limit: How many to name where none tie.
    """
    ordered = sorted(counted, key=lambda theme: (-counted[theme], theme))
    if len(ordered) <= limit:
        return ordered, 0
    fewest = counted[ordered[limit - 1]]
    tied = [theme for theme in ordered if counted[theme] >= fewest]
    if len(tied) <= limit + MOST_NAMED:
        return tied, 0
    in_front = [theme for theme in tied if counted[theme] > fewest]
    return (in_front, 0) if in_front else (tied[:limit], len(tied) - limit)
