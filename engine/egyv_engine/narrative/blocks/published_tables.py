"""Makes the tables of published figures: those that agree with the engine's, those that differ, and the others."""

from collections.abc import Sequence

from egyv_engine.model.report import Cell, Column, Section, Table, Term, Text
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.supplements import PublishedComparison
from egyv_engine.narrative.blocks.block import BlockInputs, block, cohort_cell, sections
from egyv_engine.narrative.blocks.level_cells import LevelCells
from egyv_engine.narrative.blocks.needs import PUBLISHED


@block("published_table", options=BlockOptions, scope="principles", needs=(PUBLISHED,))
def published_table(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """List the published figures that differ from those found, and those that cannot be checked, with the reason."""
    differing = _table(inputs, "published_table", [p for p in _listed(inputs) if p.outcome == "differ"])
    unchecked = _table(
        inputs, "unchecked_table", [p for p in _listed(inputs) if p.outcome == "cannot_be_checked"]
    )
    return sections(options, [*differing, *unchecked])


@block("agreeing_table", options=BlockOptions, scope="principles", needs=(PUBLISHED,))
def agreeing_table(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """List the published figures that agree with those found."""
    return sections(
        options, _table(inputs, "agreeing_table", [p for p in _listed(inputs) if p.outcome == "agree"])
    )


def _listed(inputs: BlockInputs) -> list[PublishedComparison]:
    return [p for p in inputs.context.supplements.published if p.principle in inputs.principles]


def _table(inputs: BlockInputs, title: str, listed: Sequence[PublishedComparison]) -> list[Table]:
    """Return the table of these figures; none where there are none. title: the key of its title."""
    if not listed:
        return []
    heading, units = inputs.heading, inputs.context.unit.many
    differs = title != "agreeing_table"
    columns = (
        Column(title=heading("source")),
        Column(title=heading("measure")),
        *((Column(title=heading("cohort")),) if inputs.has_cohorts else ()),
        Column(title=heading("when")),
        Column(title=heading("published"), type="count_of_base", unit=units),
        *((Column(title=heading("found"), type="count_of_base", unit=units),) if differs else ()),
        *((Column(title=heading("why")),) if differs else ()),
    )
    cells = LevelCells(inputs=inputs)
    rows = tuple(_row(inputs, cells, p, differs=differs) for p in listed)
    return [Table(title=heading(title), columns=columns, rows=rows)]


def _row(
    inputs: BlockInputs, cells: LevelCells, published: PublishedComparison, *, differs: bool
) -> tuple[Cell, ...]:
    found = f"{published.finding}#{published.wave}"
    measure, cohort = _named(inputs, cells, published.finding)
    return (
        Term(text=published.source),
        measure,
        *((cohort,) if inputs.has_cohorts else ()),
        Term(text=inputs.context.wave_label(published.wave)),
        cells.count_of_base(f"published.{published.source}.{found}", published.count, published.base),
        *((_found(inputs, cells, published, found),) if differs else ()),
        *((None if published.reason is None else Term(text=published.reason),) if differs else ()),
    )


def _named(inputs: BlockInputs, cells: LevelCells, finding: str) -> tuple[Cell, Cell]:
    """Return the measure and the cohort of a finding's id in words."""
    measure, _, cohort = finding.partition("@")
    _, name, *item = measure.split(".", maxsplit=2)
    is_declared = cohort in inputs.context.linked.reported_cohorts
    group = cohort_cell(inputs, cohort) if is_declared else Text(text=inputs.heading("all_cohorts"))
    return cells.measure_of(name, item[0] if item else None), group


def _found(inputs: BlockInputs, cells: LevelCells, published: PublishedComparison, path: str) -> Cell:
    if published.found_count is None or published.found_base is None:
        return Text(text=inputs.heading("not_asked"))
    return cells.count_of_base(path, published.found_count, published.found_base)
