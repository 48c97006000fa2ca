"""Writes the block on the units chosen for case studies."""

from collections.abc import Iterator, Sequence

from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.supplements import Selected
from egyv_engine.narrative.blocks.block import BlockInputs, block, sections
from egyv_engine.narrative.blocks.needs import NAMES_OF_UNITS, SELECTION
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Parts, term
from egyv_engine.narrative.language.wordings import as_clause, with_capital
from egyv_engine.narrative.selection_words import selection_in_words


@claim("selection")
class SelectionFacts(ClaimFacts):
    """The units that a selection chose in a cohort, or among all units. is_many: there are several."""

    cohort: Parts
    chosen: Parts
    is_many: bool


@claim("selection_replaced")
class SelectionReplacedFacts(ClaimFacts):
    """A unit chosen in place of another, and why.

    is_many: several units were chosen, of which it is one; is_first: the paragraph has named no other such unit.
    """

    substitute: Parts
    reason: Parts
    is_many: bool
    is_first: bool


@block(
    "selection",
    options=BlockOptions,
    needs=(SELECTION, NAMES_OF_UNITS),
    claims=(SelectionFacts, SelectionReplacedFacts),
)
def selection(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Name the units that each selection chose, by cohort if it chose so, and say why one took the place of another."""
    found: dict[tuple[str, str | None], list[Selected]] = {}
    for one in inputs.context.supplements.selection:
        if one.selected:
            cohort = one.cohort if chooses_by_cohort(inputs, one.selection) else None
            found.setdefault((one.selection, cohort), []).append(one)
    paragraphs = []
    for (name, cohort), chosen in found.items():
        words = selection_name(inputs, name)
        lead = None if words is None else with_capital(words)
        paragraphs.append(Paragraph(sentences=tuple(_sentences(inputs, cohort, chosen)), lead=lead))
    return sections(options, paragraphs)


def selection_name(inputs: BlockInputs, name: str) -> str | None:
    """Return what the report calls a selection, where there are several; None for the only one.

    Args:
        inputs: The inputs of the block.
        name: The id of the selection.
    """
    several = len({one.selection for one in inputs.context.supplements.selection}) > 1
    return selection_in_words(inputs.context.linked.programme.selection, name) if several else None


def chooses_by_cohort(inputs: BlockInputs, name: str) -> bool:
    """Return whether a selection chooses units in each cohort, and not among all units together.

    Args:
        inputs: The inputs of the block.
        name: The id of the selection.
    """
    declared = inputs.context.linked.programme.selection
    return declared is not None and declared.selections[name].per is not None


def _sentences(inputs: BlockInputs, cohort: str | None, chosen: Sequence[Selected]) -> Iterator[Sentence]:
    """Yield the sentence on the units that a selection chose, and one on each that took the place of another.

    Args:
        inputs: The inputs of the block.
        cohort: The cohort in which they were chosen; None if they were chosen among all units.
        chosen: The units.
    """
    facts = SelectionFacts(
        cohort=inputs.make.cohort(cohort),
        chosen=listed([term(f"{one.unit} ({one.class_})") for one in chosen]),
        is_many=len(chosen) > 1,
    )
    yield inputs.book.sentence(facts, basis=())
    for i, one in enumerate(each for each in chosen if not each.preferred):
        replaced = SelectionReplacedFacts(
            substitute=term(one.unit),
            reason=term(as_clause(one.reason.outcome)),
            is_many=len(chosen) > 1,
            is_first=i == 0,
        )
        yield inputs.book.sentence(replaced, basis=())
