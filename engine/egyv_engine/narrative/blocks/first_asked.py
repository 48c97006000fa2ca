"""Shows what was first asked about at the later wave: one sentence, and a table of items by indicators."""

from collections.abc import Iterable, Mapping, Sequence

from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import replace
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import Column, Paragraph, Section, Sentence, Table
from egyv_engine.narrative.blocks.block import BlockInputs, IndicatorOptions, block, sections
from egyv_engine.narrative.blocks.chosen_findings import (
    finding_ids,
    group_text,
    of_indicators,
    one_for_each_later_wave,
    titled,
)
from egyv_engine.narrative.blocks.item_tables import items_table
from egyv_engine.narrative.blocks.level_cells import LevelCells
from egyv_engine.narrative.blocks.needs import COMPARISONS
from egyv_engine.narrative.claims.accompanying_claims import ComparisonFacts, InOtherCohortFacts, TargetFacts
from egyv_engine.narrative.claims.basket_remarks import BasketLeadFacts, BasketTargetFacts, basket_lead
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.language.parts import Parts
from egyv_engine.narrative.report_context import Comparison


@claim("first_asked_opening", has_history=False)
class FirstAskedOpeningFacts(ClaimFacts):
    """The opening of what was first asked about at the later wave. is_many: there are several measures."""

    cohort: Parts
    comparison: Parts
    before_label: Parts
    after_label: Parts
    is_many: bool


@block(
    "first_asked",
    options=IndicatorOptions,
    needs=(COMPARISONS,),
    scope="principle",
    claims=(
        *(FirstAskedOpeningFacts, ComparisonFacts, InOtherCohortFacts),
        *(TargetFacts, BasketTargetFacts, BasketLeadFacts),
    ),
)
def first_asked(inputs: BlockInputs, options: IndicatorOptions, principle: str) -> list[Section]:
    """Show the levels of what was first asked about at the later wave, by cohort: a sentence, tables, and targets.

    Where every cohort was first asked the same, they share the sentence and the tables.
    """
    shown: list[Paragraph | Table] = []
    for comparison in one_for_each_later_wave(inputs.comparisons(options)):
        found = {name: _new(inputs, options, principle, name, comparison) for name in inputs.cohorts}
        asked = {name: new for name, new in found.items() if new}
        is_shared = len(asked) > 1 and len({_measures(new) for new in found.values()}) == 1
        for cohorts in [asked] if is_shared else [{name: new} for name, new in asked.items()]:
            shown += _of_cohorts(inputs, comparison, cohorts)
    return sections(options, shown)


def _new(
    inputs: BlockInputs,
    options: IndicatorOptions,
    principle: str,
    cohort: str | None,
    comparison: Comparison,
) -> tuple[Finding, ...]:
    """Return the findings of a cohort that the later wave first asked about, and that have answers."""
    found = of_indicators(options, inputs.context.findings_for(principle, cohort, comparison))
    return tuple(
        f
        for f in found
        if inputs.writer.kind(f) == "first_asked" and f.to_level is not None and f.to_level.base
    )


def _measures(found: Sequence[Finding]) -> tuple[tuple[str, str | None], ...]:
    return tuple((f.indicator, f.item) for f in found)


def _of_cohorts(
    inputs: BlockInputs, comparison: Comparison, found: Mapping[str | None, Sequence[Finding]]
) -> list[Paragraph | Table]:
    """Return what is shown of one cohort, or of several that were first asked the same. found: the findings of each."""
    several = len(found) > 1
    facts = FirstAskedOpeningFacts(
        cohort=() if several else inputs.make.cohort(next(iter(found))),
        comparison=inputs.comparison_words(comparison),
        before_label=inputs.make.wave(comparison[0]),
        after_label=inputs.make.wave(comparison[1]),
        is_many=any(len(new) > 1 for new in found.values()),
    )
    every = [f for new in found.values() for f in new]
    opening = inputs.book.sentence(facts, basis=finding_ids(every))
    shown: list[Paragraph | Table] = [Paragraph(sentences=(opening,)), *_tables(inputs, found)]
    return [*shown, *_targets(inputs, found.values(), is_cohort_named=several)]


def _targets(
    inputs: BlockInputs, found: Iterable[Sequence[Finding]], *, is_cohort_named: bool
) -> list[Paragraph]:
    """Return a paragraph for each indicator with a target, which it names, with a sentence for each cohort."""
    targets: dict[str, list[Sentence]] = {}
    for new in found:
        for name, each in inputs.context.by_indicator(tuple(new)).items():
            tested = [f for f in each if f.target_met is not None]
            if tested:
                sentence = _target(inputs, tested, is_cohort_named=is_cohort_named)
                targets.setdefault(name, []).append(sentence)
    return [
        Paragraph(sentences=tuple(sentences), lead=_lead(inputs, name)) for name, sentences in targets.items()
    ]


def _lead(inputs: BlockInputs, indicator: str) -> str:
    title = inputs.context.linked.indicators[indicator].indicator.title
    return basket_lead(inputs.book, title)


def _target(inputs: BlockInputs, tested: Sequence[Finding], *, is_cohort_named: bool) -> Sentence:
    """Return a sentence on whether a target was met.

    Args:
        inputs: The inputs of the block.
        tested: The findings of one indicator that has one.
        is_cohort_named: Whether it names its cohort.
    """
    first, book = tested[0], inputs.writer.book_of(tested[0])
    if first.item is None:
        facts: ClaimFacts = TargetFacts.from_finding(first, inputs.make)
    else:
        facts = BasketTargetFacts.from_findings(tested, inputs.make, is_first_asked=True)
    if is_cohort_named:
        facts = InOtherCohortFacts(cohort=inputs.make.cohort(first.cohort), claim=book.clause(facts))
    return book.sentence(facts, basis=finding_ids(tested))


def _tables(inputs: BlockInputs, found: Mapping[str | None, Sequence[Finding]]) -> list[Table]:
    """Return a table of the single questions, and one for each basket, or, of several cohorts, for each of its indicators."""
    cells, context = LevelCells(inputs=inputs), inputs.context
    wave = context.wave_label(next(iter(found.values()))[0].to_wave)
    title = inputs.heading("first_asked_table").format(wave=wave)
    if len(found) == 1:
        ((cohort, new),) = found.items()
        title = titled(title, group_text(inputs, cohort))
        by_basket: dict[str | None, list[Finding]] = {}
        for f in new:
            by_basket.setdefault(context.whole_basket(f), []).append(f)
        tables = [
            _singles(inputs, cells, each) if basket is None else _items(inputs, cells, basket, each)
            for basket, each in by_basket.items()
        ]
        return [replace(table, title=title) for table in tables]
    by_indicator: dict[str | None, list[Finding]] = {}  # None: the single questions, which share a table
    for f in (f for new in found.values() for f in new):
        by_indicator.setdefault(None if f.item is None else f.indicator, []).append(f)
    return [_side_by_side(inputs, cells, each, title) for each in by_indicator.values()]


def _side_by_side(inputs: BlockInputs, cells: LevelCells, found: Sequence[Finding], title: str) -> Table:
    """Return a table with a column for each cohort: of single questions, or of the items of one indicator."""
    by_cohort: dict[str | None, list[Finding]] = {}
    for f in found:
        by_cohort.setdefault(f.cohort, []).append(f)
    first, indicator = next(iter(by_cohort.values())), inputs.context.indicator(found[0])
    is_of_items = found[0].item is not None
    label = with_capital(inputs.context.basket_label(indicator)) if is_of_items else inputs.heading("measure")
    columns = [
        Column(
            title=with_capital(group_text(inputs, cohort)),
            type="count_of_base",
            unit=inputs.context.unit.many,
        )
        for cohort in by_cohort
    ]
    rows = [
        (cells.item(f) if is_of_items else cells.measure(f), *map(cells.later_level, row))
        for f, row in zip(first, zip(*by_cohort.values(), strict=True), strict=True)
    ]
    about = inputs.heading("of_group").format(which=title, title=indicator.title)
    return Table(
        title=about if is_of_items else title,
        columns=(Column(title=label), *columns),
        rows=tuple(rows),
        mentions=finding_ids(found),
    )


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
