"""Shows what was first asked about at the later wave: one sentence, and a table of items by indicators."""

from collections.abc import Sequence

from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import Column, Paragraph, Section, Sentence, Table
from egyv_engine.narrative.blocks.block import BlockInputs, IndicatorOptions, block, sections
from egyv_engine.narrative.blocks.chosen_findings import (
    finding_ids,
    of_indicators,
    one_for_each_later_wave,
)
from egyv_engine.narrative.blocks.item_tables import items_table
from egyv_engine.narrative.blocks.level_cells import LevelCells
from egyv_engine.narrative.blocks.measure_table import group_text, titled
from egyv_engine.narrative.blocks.needs import COMPARISONS
from egyv_engine.narrative.claims.accompanying_claims import ComparisonFacts, TargetFacts
from egyv_engine.narrative.claims.basket_remarks import BasketTargetFacts
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.language.parts import Parts
from egyv_engine.narrative.language.wordings import with_capital


@claim("first_asked_opening", has_history=False)
class FirstAskedOpeningFacts(ClaimFacts):
    """The opening of what was first asked about at the later wave."""

    cohort: Parts
    comparison: Parts
    before_label: Parts
    after_label: Parts


@block(
    "first_asked",
    options=IndicatorOptions,
    needs=(COMPARISONS,),
    scope="principle",
    claims=(FirstAskedOpeningFacts, ComparisonFacts, TargetFacts, BasketTargetFacts),
)
def first_asked(inputs: BlockInputs, options: IndicatorOptions, principle: str) -> list[Section]:
    """Show the levels of what was first asked about at the later wave, by cohort: a sentence, tables, and targets."""
    context, writer, cells = inputs.context, inputs.writer, LevelCells(inputs=inputs)
    shown: list[Paragraph | Table] = []
    for name in inputs.cohorts:
        for comparison in one_for_each_later_wave(inputs.comparisons(options)):
            found = of_indicators(options, context.findings_for(principle, name, comparison))
            new = tuple(
                f for f in found if writer.kind(f) == "first_asked" and f.to_level and f.to_level.base
            )
            if not new:
                continue
            facts = FirstAskedOpeningFacts(
                cohort=inputs.make.cohort(name),
                comparison=inputs.comparison_words(comparison),
                before_label=inputs.make.wave(comparison[0]),
                after_label=inputs.make.wave(comparison[1]),
            )
            opening = inputs.book.sentence(facts, basis=finding_ids(new))
            shown += [Paragraph(sentences=(opening,)), *_tables(inputs, cells, new)]
            targets = tuple(
                _target(inputs, tested)
                for each in context.by_indicator(new).values()
                if (tested := [f for f in each if f.target_met is not None])
            )
            shown += [Paragraph(sentences=targets)] if targets else []
    return sections(options, shown)


def _target(inputs: BlockInputs, tested: Sequence[Finding]) -> Sentence:
    """Return a sentence on whether a target was met. tested: the findings of one indicator that has one."""
    if tested[0].item is None:
        facts: ClaimFacts = TargetFacts.from_finding(tested[0], inputs.make)
    else:
        facts = BasketTargetFacts.from_findings(tested, inputs.make, is_first_asked=True)
    return inputs.writer.book_of(tested[0]).sentence(facts, basis=finding_ids(tested))


def _tables(inputs: BlockInputs, cells: LevelCells, new: Sequence[Finding]) -> list[Table]:
    """Return a table of the single questions, and one for each basket."""
    wave, cohort = inputs.context.wave_label(new[0].to_wave), new[0].cohort
    title = titled(inputs.heading("first_asked_table").format(wave=wave), group_text(inputs, cohort))
    by_basket: dict[str | None, list[Finding]] = {}
    for f in new:
        by_basket.setdefault(inputs.context.whole_basket(f), []).append(f)
    tables = [
        _singles(inputs, cells, found) if basket is None else _items(inputs, cells, basket, found)
        for basket, found in by_basket.items()
    ]
    return [replace(table, title=title) for table in tables]


def _singles(inputs: BlockInputs, cells: LevelCells, found: Sequence[Finding]) -> Table:
    wave = inputs.context.wave_label(found[0].to_wave)
    return Table(
        title=None,
        columns=(
            Column(title=inputs.heading("measure")),
            Column(title=with_capital(wave), type="count_of_base", unit=inputs.context.unit.many),
        ),
        rows=tuple((cells.measure(f), cells.later_level(f)) for f in found),
        mentions=finding_ids(found),
    )


def _items(inputs: BlockInputs, cells: LevelCells, basket: str, found: Sequence[Finding]) -> Table:
    label = with_capital(inputs.context.basket_label(inputs.context.indicator(found[0])))
    return items_table(cells, basket, found, cells.later_level, label)
