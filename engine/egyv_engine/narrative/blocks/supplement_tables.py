"""Makes the tables of the annexes that other results than findings fill: recommendations, and selections of units."""

from egyv_engine.model.report import Cell, Column, Figure, Section, Table, Term, Text
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.supplements import RecommendationCount, Selected
from egyv_engine.narrative.blocks.block import BlockInputs, block, cohort_cell, sections
from egyv_engine.narrative.blocks.needs import RECOMMENDATIONS, SELECTION
from egyv_engine.narrative.blocks.recommendations import recommendations_path


@block("recommendations_table", options=BlockOptions, scope="principles", needs=(RECOMMENDATIONS,))
def recommendations_table(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Show recommendations by cohort, principle and status."""
    is_whole = inputs.principle is None
    records = [
        count
        for count in inputs.context.supplements.records
        if is_whole or count.principle == inputs.principle
    ]
    if not records:
        return []
    name = records[0].record
    titles = ("Total", *(s.replace("_", " ").capitalize() for s in records[0].statuses))
    columns = (
        *(Column(title="Cohort"), Column(title="Principle")),
        *(Column(title=title, type="count", unit=name) for title in titles),
    )
    rows = tuple(_record(inputs, count) for count in records)
    return sections(options, [Table(title=name.capitalize(), columns=columns, rows=rows)])


def _record(inputs: BlockInputs, count: RecommendationCount) -> tuple[Cell, ...]:
    principles = inputs.context.linked.programme.principles
    ref = recommendations_path(count)
    return (
        cohort_cell(inputs, count.cohort),
        Text(text="All") if count.principle is None else Term(text=principles[count.principle].title),
        Figure(ref=f"{ref}#total", value=count.total),
        *(Figure(ref=f"{ref}#{status}", value=n) for status, n in count.statuses.items()),
    )


@block("selection_table", options=BlockOptions, needs=(SELECTION,))
def selection_table(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """List every unit of a selection with its rank, and whether and why it was chosen."""
    columns = (
        *(Column(title=title) for title in ("Unit", "Cohort", "Spread")),
        Column(title="Score", type="decimal"),
        Column(title="Rank", type="count"),
        *(Column(title=title) for title in ("Class", "Chosen", "Why")),
    )
    rows = tuple(_unit(inputs, selected) for selected in inputs.context.supplements.selection)
    return sections(options, [Table(title="Selection", columns=columns, rows=rows)] if rows else [])


def _unit(inputs: BlockInputs, selected: Selected) -> tuple[Cell, ...]:
    ref = f"{selected.selection}.{selected.unit}"
    score, rank = selected.score, selected.rank
    return (
        Term(text=selected.unit),
        cohort_cell(inputs, selected.cohort),
        _term(selected.spread),
        None if score is None else Figure(ref=f"{ref}#score", value=score, places=2),
        None if rank is None else Figure(ref=f"{ref}#rank", value=rank),
        _term(selected.class_),
        Text(text="yes" if selected.selected else "no"),
        Term(text=selected.reason),
    )


def _term(text: str | None) -> Term | None:
    return None if text is None else Term(text=text)
