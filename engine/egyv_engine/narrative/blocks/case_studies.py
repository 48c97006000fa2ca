"""Writes the block on the units that selections chose, for case studies for example."""

from collections.abc import Iterator, Sequence

from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.supplements import Selected
from egyv_engine.narrative.blocks.block import BlockInputs, block, sections
from egyv_engine.narrative.blocks.needs import NAMES_OF_UNITS, SELECTION
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.language.lists import either_of, listed
from egyv_engine.narrative.language.parts import Parts, term
from egyv_engine.narrative.language.wordings import as_clause
from egyv_engine.narrative.selection_words import selection_in_words


@claim("selection")
class SelectionFacts(ClaimFacts):
    """The units that a selection chose in a cohort, or among all units.

    selection: what the report calls the selection; is_many: there are several units.
    """

    cohort: Parts
    selection: Parts
    chosen: Parts
    is_many: bool


@claim("selection_none")
class SelectionNoneFacts(ClaimFacts):
    """The classes of a selection of which no unit could be chosen in a cohort, or among all units.

    cohort, selection: nothing where the sentence before names them.
    """

    cohort: Parts
    selection: Parts
    classes: Parts


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
    claims=(SelectionFacts, SelectionNoneFacts, SelectionReplacedFacts),
)
def selection(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Name the units that each selection chose, by cohort if it chose so, and say why one took the place of another.

    Where no unit of a class was available, it says so.
    """
    found: dict[tuple[str, str | None], list[Selected]] = {}
    for one in inputs.context.supplements.selection:
        cohort = one.cohort if chooses_by_cohort(inputs, one.selection) else None
        found.setdefault((one.selection, cohort), []).append(one)
    every = (tuple(_sentences(inputs, *scope, among)) for scope, among in found.items())
    return sections(options, [Paragraph(sentences=sentences) for sentences in every if sentences])


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


def _sentences(
    inputs: BlockInputs, name: str, cohort: str | None, among: Sequence[Selected]
) -> Iterator[Sentence]:
    """Yield the sentence on the units that a selection chose, one on each that took the place of another, and one on who is missing.

    Args:
        inputs: The inputs of the block.
        name: The id of the selection.
        cohort: The cohort in which they were chosen; None if they were chosen among all units.
        among: The units that they were chosen from, and they themselves.
    """
    chosen = [one for one in among if one.selected]
    words = term(selection_in_words(inputs.context.linked.programme.selection, name))
    if chosen:
        facts = SelectionFacts(
            cohort=inputs.make.cohort(cohort),
            selection=words,
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
    have_one = {one.class_ for one in chosen}
    missing = dict.fromkeys(one.class_ for one in among if one.class_ and one.class_ not in have_one)
    if missing:
        none = SelectionNoneFacts(
            cohort=() if chosen else inputs.make.cohort(cohort),
            selection=() if chosen else words,
            classes=either_of([term(each) for each in missing]),
        )
        yield inputs.book.sentence(none, basis=())
