"""Writes the block on the units chosen for case studies."""

from egyv_engine.model.report import Paragraph, Section
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative.blocks.block import BlockInputs, block, sections
from egyv_engine.narrative.blocks.needs import NAMES_OF_UNITS, SELECTION
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Parts, term
from egyv_engine.narrative.language.wordings import as_clause


@claim("selection")
class SelectionFacts(ClaimFacts):
    """The units chosen in a cohort."""

    cohort: Parts
    chosen: Parts


@claim("selection_replaced")
class SelectionReplacedFacts(ClaimFacts):
    """A unit chosen in place of another, and why."""

    substitute: Parts
    reason: Parts


@block(
    "selection",
    options=BlockOptions,
    needs=(SELECTION, NAMES_OF_UNITS),
    claims=(SelectionFacts, SelectionReplacedFacts),
)
def selection(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Name the units that were chosen in each cohort, and say why one took the place of another."""
    chosen = [s for s in inputs.context.supplements.selection if s.selected]
    paragraphs = []
    for cohort in dict.fromkeys(s.cohort for s in chosen):
        in_cohort = [s for s in chosen if s.cohort == cohort]
        units = listed([term(f"{s.unit} ({s.class_})") for s in in_cohort])
        sentences = [
            inputs.book.sentence(SelectionFacts(cohort=inputs.make.cohort(cohort), chosen=units), basis=())
        ]
        for one in in_cohort:
            if not one.preferred:
                facts = SelectionReplacedFacts(
                    substitute=term(one.unit), reason=term(as_clause(one.reason.outcome))
                )
                sentences.append(inputs.book.sentence(facts, basis=()))
        paragraphs.append(Paragraph(sentences=tuple(sentences)))
    return sections(options, paragraphs)
