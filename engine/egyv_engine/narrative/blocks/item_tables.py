"""Shows the items of a basket across all indicators: where each stands, and how it moved."""

from collections.abc import Callable, Sequence

from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import replace
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import Cell, Column, Section, Table
from egyv_engine.model.shapes import ID, key
from egyv_engine.narrative.blocks.block import BlockInputs, IndicatorOptions, block, sections
from egyv_engine.narrative.blocks.chosen_findings import by_basket, finding_ids, group_text, titled
from egyv_engine.narrative.blocks.level_cells import LevelCells
from egyv_engine.narrative.blocks.measure_table import is_asked
from egyv_engine.narrative.blocks.needs import BASKETS
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.report_context import Comparison


@claim("items_note")
class ItemsNoteFacts(ClaimFacts):
    """Says what the cells of a table of items and indicators hold."""

    is_compared: bool


class ItemTableOptions(IndicatorOptions):
    """A block that shows the items of a basket."""

    basket: str | None = key(
        ID,
        "The basket whose items it shows; each that several indicators are repeated over if left out.",
        "services",
        default=None,
    )


@block(
    "items",
    options=ItemTableOptions,
    needs=(BASKETS,),
    scope="principles",
    scored_only=True,
    claims=(ItemsNoteFacts,),
)
def items(inputs: BlockInputs, options: ItemTableOptions) -> list[Section]:
    """Show each item of a basket across the scored indicators: its later level, and its change in brackets, by cohort."""
    shown: list[Table] = []
    cells = LevelCells(inputs=inputs)
    for comparison in inputs.comparisons(options) or (None,):
        for cohort in inputs.cohorts:
            found = by_basket(inputs, options, (cohort, comparison), options.basket)
            shown += [
                _table(inputs, cells, basket, (cohort, comparison), each) for basket, each in found.items()
            ]
    return sections(options, shown)


def _table(
    inputs: BlockInputs,
    cells: LevelCells,
    basket: str,
    scope: tuple[str | None, Comparison | None],
    found: Sequence[Finding],
) -> Table:
    """Return the table of one basket in a cohort and comparison."""
    declared = inputs.context.linked.programme.baskets.baskets[basket].label
    label = with_capital(declared or inputs.heading("unnamed_items"))
    title = titled(label, group_text(inputs, *scope))
    note = inputs.book.sentence(ItemsNoteFacts(is_compared=scope[1] is not None), basis=())
    return replace(
        items_table(cells, basket, found, cells.level_with_change, label), title=title, notes=(note,)
    )


def items_table(
    cells: LevelCells,
    basket: str,
    found: Sequence[Finding],
    cell: Callable[[Finding], Cell],
    label: str,
) -> Table:
    """Return a table of a basket without a title: a row per item that a unit was asked about, a column per indicator.

    Args:
        cells: The maker of cells.
        basket: The basket.
        found: The findings of its items.
        cell: Makes the cell of a finding.
        label: The heading of the column of items.
    """
    context = cells.inputs.context
    indicators = list(dict.fromkeys(f.indicator for f in found))
    by_measure = {(f.indicator, f.item): f for f in found}
    rows: list[tuple[Cell, ...]] = []
    for item in context.linked.baskets[basket].items:
        own = [by_measure.get((name, item)) for name in indicators]
        first = next((f for f in own if f is not None and is_asked(f)), None)
        if first is not None:
            rows.append((cells.item(first), *(None if f is None else cell(f) for f in own)))
    titles = [context.linked.indicators[name].indicator.title for name in indicators]
    columns = (
        Column(title=label),
        *(Column(title=title, type="count_of_base", unit=context.unit.many) for title in titles),
    )
    return Table(title=None, columns=columns, rows=tuple(rows), mentions=finding_ids(found))
