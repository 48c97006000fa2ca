"""Makes the tables of a programme with many cohorts: in how many of them a number rose or fell, and which lie at the ends."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from egyv_engine.model.findings import Finding, is_by_one
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import Cell, Column, Figure, Table, Text
from egyv_engine.narrative.blocks.block import BlockInputs, cohort_cell
from egyv_engine.narrative.blocks.chosen_findings import comparison_text, group_text
from egyv_engine.narrative.blocks.measure_table import Measure, MeasureTables
from egyv_engine.narrative.claims.changes import basket_path
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.claim_kinds import is_compared
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.report_context import Comparison

ENDS = ("lowest", "highest")
MOVES = ("rose", "fell", "by_one", "unchanged", "open", "not_comparable")
RARE = ("by_one", "open")  # have a column only where some measure has any


@claim("groups_note")
class GroupsNoteFacts(ClaimFacts):
    """Says what a table over many cohorts leaves out, and what open is where it counts that."""

    least: NumberFacts
    is_some_open: bool


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
        found: The findings of every cohort to report.
        by_item: Whether a row is named by its item alone.
    """
    pair = maker.longest if maker.comparisons else None
    by_measure: dict[Measure, list[Finding]] = {}
    for cohort in inputs.separate_groups:
        for f in found[cohort]:
            if pair in (None, (f.from_wave, f.to_wave)):
                by_measure.setdefault((f.indicator, f.item), []).append(f)
    label = maker.cells.item if by_item else maker.cells.measure
    counted = [_moved(inputs, each) for each in by_measure.values()]
    moves = () if pair is None else tuple(m for m in MOVES if m not in RARE or any(n[m] for n in counted))
    extra = "" if pair is None else comparison_text(inputs, pair)
    titles = {m: inputs.heading(f"groups_{m}").format(unit=inputs.context.unit.one) for m in moves}
    everyone = inputs.context.linked.everyone
    whole = {} if everyone is None else _of_everyone(found[everyone], pair)
    columns = (
        Column(title=row_title),
        *((_whole_column(inputs, next(iter(whole.values()))),) if whole else ()),
        *(Column(title=f"{titles[m]} {extra}".strip(), type="count") for m in moves),
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
        (
            label(each[0]),
            *((maker.cells.later_level(whole[measure]),) if whole else ()),
            *_moves(each, numbers, moves),
            *_ends(inputs, maker, each),
        )
        for (measure, each), numbers in zip(by_measure.items(), counted, strict=True)
    )
    least = int(inputs.context.linked.programme.file.minimum.base_for_words)
    note = GroupsNoteFacts(
        least=inputs.make.number("#minimum.base_for_words", least), is_some_open="open" in moves
    )
    return Table(title=title, columns=columns, rows=rows, notes=(inputs.book.sentence(note, basis=()),))


def _of_everyone(found: Sequence[Finding], pair: Comparison | None) -> dict[Measure, Finding]:
    """Return the findings on all units by measure. pair: the comparison that the table is about."""
    return {(f.indicator, f.item): f for f in found if pair in (None, (f.from_wave, f.to_wave))}


def _whole_column(inputs: BlockInputs, finding: Finding) -> Column:
    """Return the column of the later levels of all units. finding: one on these."""
    words = f"{group_text(inputs, finding.cohort)}, {inputs.context.wave_label(finding.to_wave)}"
    return Column(title=with_capital(words), type="count_of_base", unit=inputs.context.unit.many)


def groups_path(finding: Finding) -> str:
    """Return the path of what is counted over the cohorts for the indicator of a finding.

    Args:
        finding: The finding, of one of the cohorts.
    """
    return basket_path(finding).replace(f"@{finding.cohort}", "@groups")


def _moved(inputs: BlockInputs, found: Sequence[Finding]) -> dict[str, int]:
    """Return the numbers of cohorts by how a measure moved in them."""
    compared = [f for f in found if is_compared(f)]
    moves = [inputs.writer.move(f) for f in compared]
    return {
        "rose": moves.count(1),
        "fell": moves.count(-1),
        "by_one": sum(is_by_one(f, inputs.context.judged_on(f)) for f in compared),
        "unchanged": moves.count(0),
        "open": sum(f.certainty is not None and f.certainty.certainty == "open" for f in compared),
        "not_comparable": len(found) - len(compared),
    }


def _moves(found: Sequence[Finding], numbers: Mapping[str, int], moves: Sequence[str]) -> list[Cell]:
    path = groups_path(found[0])
    item = "" if found[0].item is None else f".{found[0].item}"
    return [Figure(ref=f"{path}{item}.{name}", value=numbers[name]) for name in moves]


def _ends(inputs: BlockInputs, maker: MeasureTables, found: Sequence[Finding]) -> list[Cell]:
    """Return the cohort with the lowest and the highest level, and that level; how many there are where several tie.

    Of several that have the same share of other bases, no count holds for all, so that share is what they have.
    """
    least = inputs.context.linked.programme.file.minimum.base_for_words
    levels = [(f, f.to_level) for f in found if f.to_level is not None and f.to_level.base >= least]
    if not levels:
        return [None] * (2 * len(ENDS))
    shares = {f.finding: Fraction(level.count, level.base) for f, level in levels}
    cells: list[Cell] = []
    for end, share in zip(ENDS, (min(shares.values()), max(shares.values())), strict=True):
        there = [f for f, _ in levels if shares[f.finding] == share]
        path = groups_path(there[0])
        named = cohort_cell(inputs, there[0].cohort)
        if len(there) > 1:
            named = Figure(
                ref=f"{path}.{end}", value=len(there), unit=f" {inputs.book.text(inputs.book.common.groups)}"
            )
        alike = {(f.to_level.count, f.to_level.base) for f in there if f.to_level is not None}
        level = (
            maker.cells.later_level(there[0])
            if len(alike) == 1
            else _share(inputs, f"{path}.{end}_share", share)
        )
        cells += [named, level]
    return cells


def _share(inputs: BlockInputs, path: str, share: Fraction) -> Cell:
    """Return a share of units in words where it is none or all of them, else as a percentage."""
    unit = inputs.context.unit
    if share in (0, 1):
        words = inputs.heading("every_unit" if share else "no_unit")
        return Text(text=words.format(unit=unit.one, units=unit.many))
    return Figure(ref=path, value=100 * share, unit="%")
