"""Shows composites with their parts: "at least three of five ways", and how many units met each of the five."""

from collections.abc import Sequence

from egyv_engine.model.condition_walk import indicators_counted
from egyv_engine.model.conditions import Leaf
from egyv_engine.model.findings import Finding
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import Cell, Column, Paragraph, Section, Sentence, Table
from egyv_engine.narrative.blocks.block import BlockInputs, IndicatorOptions, block, sections
from egyv_engine.narrative.blocks.chosen_findings import finding_ids, group_text, of_indicators, titled
from egyv_engine.narrative.blocks.item_tables import ItemsNoteFacts
from egyv_engine.narrative.blocks.level_cells import LevelCells
from egyv_engine.narrative.blocks.measure_table import is_asked
from egyv_engine.narrative.blocks.needs import COMPOSITES
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Parts, quoted, term
from egyv_engine.narrative.language.wordings import title_in_sentence
from egyv_engine.narrative.report_context import Comparison


@claim("composite_parts", has_history=False)
class CompositePartsFacts(ClaimFacts):
    """Names the measures that a composite counts. threshold: how many of them it needs; empty where its rule is another."""

    title: Parts
    number: NumberFacts
    threshold: Parts
    parts: Parts


@block(
    "composites",
    options=IndicatorOptions,
    scope="principles",
    needs=(COMPOSITES,),
    claims=(ItemsNoteFacts, CompositePartsFacts),
)
def composites(inputs: BlockInputs, options: IndicatorOptions) -> list[Section]:
    """Show what each composite counts, and a table by cohort: a row per item, a column for the composite and each part."""
    context, cells = inputs.context, LevelCells(inputs=inputs)
    shown: list[Paragraph | Table] = []
    named: set[str] = set()
    for comparison in inputs.comparisons(options) or (None,):
        for cohort in inputs.cohorts:
            every = {
                (f.indicator, f.item): f
                for principle in context.linked.programme.file.principles
                for f in context.findings_for(principle, cohort, comparison)
            }
            for principle in inputs.principles:
                found = of_indicators(options, context.findings_for(principle, cohort, comparison))
                for name in dict.fromkeys(f.indicator for f in found):
                    parts = indicators_counted(context.linked.indicators[name].indicator.met_when)
                    rows = [
                        (f, *(every.get((part, f.item)) for part in parts))
                        for f in found
                        if f.indicator == name and is_asked(f)
                    ]
                    if parts and rows:
                        if name not in named:
                            named.add(name)
                            shown.append(Paragraph(sentences=(_parts(inputs, name, parts),)))
                        shown.append(_table(inputs, cells, (cohort, comparison), (name, *parts), rows))
    return sections(options, shown)


def _parts(inputs: BlockInputs, name: str, parts: Sequence[str]) -> Sentence:
    """Return the sentence on what a composite counts. parts: the ids of the indicators."""
    linked = inputs.context.linked
    indicator = linked.indicators[name].indicator
    path = f"{linked.indicators[name].principle}.{name}"
    rule = indicator.met_when
    is_at_least = isinstance(rule, Leaf) and rule.comparator == "at_least"
    threshold = linked.thresholds(indicator).get("threshold") if is_at_least else None
    facts = CompositePartsFacts(
        title=quoted(indicator.title),
        number=inputs.make.number(f"{path}#parts", len(parts)),
        threshold=() if threshold is None else inputs.make.number(f"{path}#threshold", threshold).n,
        parts=listed(
            [
                term(
                    title_in_sentence(
                        linked.indicators[each].indicator.title, inputs.context.wording.language
                    )
                )
                for each in parts
            ]
        ),
    )
    return inputs.book.sentence(facts, basis=())


def _table(
    inputs: BlockInputs,
    cells: LevelCells,
    scope: tuple[str | None, Comparison | None],
    names: Sequence[str],
    rows: Sequence[Sequence[Finding | None]],
) -> Table:
    """Return the table of a composite.

    Args:
        inputs: The programme and its results.
        cells: The maker of cells.
        scope: The cohort and the comparison.
        names: The composite and its parts.
        rows: For each item the findings of the composite and of its parts; None for a part that has none.
    """
    units = inputs.context.unit.many
    indicators = [inputs.context.linked.indicators[name].indicator for name in names]
    found = [f for row in rows for f in row if f is not None]
    heads: list[tuple[Cell, ...]] = [
        (cells.item(f),) if f.item else () for f in (row[0] for row in rows) if f
    ]
    columns = [Column(title=each.title, type="count_of_base", unit=units) for each in indicators]
    return Table(
        title=titled(indicators[0].title, group_text(inputs, *scope)),
        columns=(
            *([Column(title=with_capital(inputs.context.basket_label(indicators[0])))] if heads[0] else []),
            *columns,
        ),
        rows=tuple(
            (*head, *(None if f is None else cells.level_with_change(f) for f in row))
            for head, row in zip(heads, rows, strict=True)
        ),
        mentions=finding_ids(found),
        notes=(inputs.book.sentence(ItemsNoteFacts(is_compared=scope[1] is not None), basis=()),),
    )
