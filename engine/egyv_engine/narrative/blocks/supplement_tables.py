"""Makes the tables of the annexes that results beside the findings fill: recommendations, and selections of units."""

from egyv_engine.model.decimals import decimal
from egyv_engine.model.report import Section, Table
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative.blocks.block import BlockInputs, block, sections


@block("records_table", options=BlockOptions)
def records_table(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Recommendations by cohort, principle and status."""
    records = inputs.context.supplements.records
    if not records:
        return []
    statuses = tuple(records[0].statuses)
    columns = ("Cohort", "Principle", "Total", *(s.replace("_", " ").capitalize() for s in statuses))
    principles = inputs.context.linked.programme.principles
    rows = tuple(
        (
            r.cohort or "",
            "All" if r.principle is None else principles[r.principle].title,
            str(r.total),
            *(str(r.statuses[s]) for s in statuses),
        )
        for r in records
    )
    return sections(options, [Table(title=records[0].record.capitalize(), columns=columns, rows=rows)])


@block("selection_table", options=BlockOptions)
def selection_table(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Every unit of a selection, its rank, and whether it was chosen and why."""
    rows = tuple(
        (
            s.unit,
            s.cohort or "",
            s.spread or "",
            decimal(s.score, 2),
            "" if s.rank is None else str(s.rank),
            s.class_ or "",
            "yes" if s.selected else "no",
            s.reason,
        )
        for s in inputs.context.supplements.selection
    )
    if not rows:
        return []
    columns = ("Unit", "Cohort", "Spread", "Score", "Rank", "Class", "Chosen", "Why")
    return sections(options, [Table(title="Selection", columns=columns, rows=rows)])
