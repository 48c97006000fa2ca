"""Shows what was first asked about at the later wave: one sentence, and a table of items by indicators."""

from collections.abc import Sequence

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Cell, Column, Paragraph, Section, Sentence, Table
from egyv_engine.narrative.blocks.block import BlockInputs, IndicatorOptions, block, sections
from egyv_engine.narrative.blocks.chosen_findings import (
    finding_ids,
    of_indicators,
    one_for_each_later_wave,
)
from egyv_engine.narrative.blocks.level_cells import LevelCells
from egyv_engine.narrative.blocks.measure_table import group_text
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
    context, writer = inputs.context, inputs.writer
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
            shown += [Paragraph(sentences=(opening,)), *_tables(inputs, new)]
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
        facts = BasketTargetFacts.from_findings(tested, inputs.make)
    return inputs.book.sentence(facts, basis=finding_ids(tested))


def _tables(inputs: BlockInputs, new: Sequence[Finding]) -> list[Table]:
    """Return a table of the single questions, and one for each basket."""
    by_basket: dict[str | None, list[Finding]] = {}
    for f in new:
        over = inputs.context.indicator(f).for_each
        whole = None if over is None else inputs.context.linked.baskets[over].whole
        by_basket.setdefault(whole, []).append(f)
    return [
        _singles(inputs, found) if basket is None else _items(inputs, basket, found)
        for basket, found in by_basket.items()
    ]


def _title(inputs: BlockInputs, finding: Finding) -> str:
    title = inputs.heading("first_asked_table").format(wave=inputs.context.wave_label(finding.to_wave))
    group = group_text(inputs, finding.cohort)
    return f"{title}, {group}" if group else title


def _singles(inputs: BlockInputs, found: Sequence[Finding]) -> Table:
    cells = LevelCells.of(inputs)
    wave = inputs.context.wave_label(found[0].to_wave)
    return Table(
        title=_title(inputs, found[0]),
        columns=(
            Column(title=inputs.heading("measure")),
            Column(title=with_capital(wave), type="count_of_base", unit=inputs.context.unit.many),
        ),
        rows=tuple((cells.measure(f), cells.level(f, f.to_wave, f.to_level)) for f in found),
        mentions=finding_ids(found),
    )


def _items(inputs: BlockInputs, basket: str, found: Sequence[Finding]) -> Table:
    cells = LevelCells.of(inputs)
    indicators = list(dict.fromkeys(f.indicator for f in found))
    by_measure = {(f.indicator, f.item): f for f in found}
    named = {f.item: f for f in found}
    rows: list[tuple[Cell, ...]] = []
    for item in inputs.context.linked.baskets[basket].items:
        if item in named:
            own = [by_measure.get((name, item)) for name in indicators]
            levels = [None if f is None else cells.level(f, f.to_wave, f.to_level) for f in own]
            rows.append((cells.item(named[item]), *levels))
    label = with_capital(inputs.context.basket_label(inputs.context.indicator(found[0])))
    titles = [inputs.context.linked.indicators[name].indicator.title for name in indicators]
    units = inputs.context.unit.many
    columns = (
        Column(title=label),
        *(Column(title=title, type="count_of_base", unit=units) for title in titles),
    )
    return Table(
        title=_title(inputs, found[0]), columns=columns, rows=tuple(rows), mentions=finding_ids(found)
    )
