"""Makes the tables of a programme with many cohorts: in how many of them a number rose or fell, and which lie at the ends."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Cell, Column, Figure, Table, Term
from egyv_engine.narrative.blocks.block import BlockInputs
from egyv_engine.narrative.blocks.measure_table import Measure, MeasureTables, comparison_text
from egyv_engine.narrative.claims.changes import basket_path
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.claim_kinds import is_compared
from egyv_engine.narrative.claims.facts import NumberFacts

ENDS = ("lowest", "highest")


@claim("groups_note")
class GroupsNoteFacts(ClaimFacts):
    """Says what a table over many cohorts leaves out."""

    least: NumberFacts


def groups_table(
    inputs: BlockInputs,
    maker: MeasureTables,
    title: str,
    row_title: str,
    found: Mapping[str | None, Sequence[Finding]],
    *,
    by_item: bool,
) -> Table:
    """Return a table with a row per measure: numbers of cohorts by how it moved, and the lowest and the highest.

    Args:
        inputs: The inputs of the block.
        maker: The maker of tables, which says which comparison is read, and makes cells.
        title: The title of the table.
        row_title: The heading of the column that names the rows.
        found: The findings by cohort.
        by_item: Whether a row is named by its item alone.
    """
    pair = maker.changes[-1] if maker.changes else None
    by_measure: dict[Measure, list[Finding]] = {}
    for cohort, each in found.items():
        if cohort != inputs.context.linked.everyone:
            for f in each:
                if pair in (None, (f.from_wave, f.to_wave)):
                    by_measure.setdefault((f.indicator, f.item), []).append(f)
    label = maker.cells.item if by_item else maker.cells.measure
    moves = () if pair is None else ("rose", "fell", "unchanged", "not_comparable")
    extra = "" if pair is None else comparison_text(inputs, pair)
    columns = (
        Column(title=row_title),
        *(Column(title=f"{inputs.heading(f'groups_{m}')} {extra}".strip(), type="count") for m in moves),
        *(
            column
            for end in ENDS
            for column in (
                Column(title=inputs.heading(end)),
                Column(
                    title=inputs.heading(f"{end}_level"), type="count_of_base", unit=inputs.context.unit.many
                ),
            )
        ),
    )
    rows = tuple(
        (label(each[0]), *_moves(inputs, each, moves), *_ends(inputs, maker, each))
        for each in by_measure.values()
    )
    least = int(inputs.context.linked.programme.file.minimum.base_for_words)
    note = GroupsNoteFacts(least=inputs.make.number("#minimum.base_for_words", least))
    return Table(title=title, columns=columns, rows=rows, notes=(inputs.book.sentence(note, basis=()),))


def _moves(inputs: BlockInputs, found: Sequence[Finding], moves: Sequence[str]) -> list[Cell]:
    if not moves:
        return []
    compared = [inputs.writer.move(f) for f in found if is_compared(f)]
    numbers = {
        "rose": compared.count(1),
        "fell": compared.count(-1),
        "unchanged": compared.count(0),
        "not_comparable": len(found) - len(compared),
    }
    path = basket_path(found[0]).replace(f"@{found[0].cohort}", "@groups")
    item = "" if found[0].item is None else f".{found[0].item}"
    return [Figure(ref=f"{path}{item}.{name}", value=numbers[name]) for name in moves]


def _ends(inputs: BlockInputs, maker: MeasureTables, found: Sequence[Finding]) -> list[Cell]:
    """Return the cohort with the lowest and the highest level, and that level; how many there are where several tie."""
    least = inputs.context.linked.programme.file.minimum.base_for_words
    levels = [(f, f.to_level) for f in found if f.to_level is not None and f.to_level.base >= least]
    if not levels:
        return [None] * (2 * len(ENDS))
    shares = {f.finding: Fraction(level.count, level.base) for f, level in levels}
    cells: list[Cell] = []
    for end, share in zip(ENDS, (min(shares.values()), max(shares.values())), strict=True):
        there = [f for f, _ in levels if shares[f.finding] == share]
        named: Cell = Term(text=inputs.context.cohort_label(there[0].cohort) or "")
        if len(there) > 1:
            path = basket_path(there[0]).replace(f"@{there[0].cohort}", "@groups")
            named = Figure(ref=f"{path}.{end}", value=len(there), unit=inputs.heading("groups"))
        level = maker.cells.level(there[0], there[0].to_wave, there[0].to_level)
        cells += [named, level]
    return cells
