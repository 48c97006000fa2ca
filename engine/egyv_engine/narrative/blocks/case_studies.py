"""Writes the block on the units chosen for case studies."""

from egyv_engine.model.report import Paragraph, Section
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative.blocks.block import BlockInputs, block, cohort_name, sections
from egyv_engine.narrative.claims.facts import listed
from egyv_engine.narrative.templates.placeholders import Placeholders


@block(
    "selection",
    options=BlockOptions,
    claims={"selection": ("cohort", "chosen"), "selection_replaced": ("unit", "reason")},
)
def selection(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Which units were chosen in each cohort, and why one took the place of another."""
    chosen = [s for s in inputs.context.accounts.selection if s.selected]
    paragraphs = []
    for cohort in dict.fromkeys(s.cohort for s in chosen):
        in_cohort = [s for s in chosen if s.cohort == cohort]
        placeholders = Placeholders()
        facts = {
            "cohort": cohort_name(placeholders, cohort),
            "chosen": listed([placeholders.term(f"{s.unit} ({s.class_})") for s in in_cohort]),
        }
        sentences = [inputs.book.say("selection", placeholders, facts, basis=())]
        for one in in_cohort:
            if not one.preferred:
                placeholders = Placeholders()
                facts = {
                    "unit": placeholders.term(one.unit),
                    "reason": placeholders.term(_as_clause(one.reason)),
                }
                sentences.append(inputs.book.say("selection_replaced", placeholders, facts, basis=()))
        paragraphs.append(Paragraph(sentences=tuple(sentences)))
    return sections(options, paragraphs)


def _as_clause(reason: str) -> str:
    """Return a reason's first sentence as part of another: no capital, no full stop."""
    first = reason.split(". ", maxsplit=1)[0].rstrip(".")
    return first[:1].lower() + first[1:]
