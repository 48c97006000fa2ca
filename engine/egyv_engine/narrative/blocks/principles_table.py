"""Shows how the scored measures of each principle moved, as a table of principles and cohorts."""

from collections.abc import Sequence

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Cell, Column, Figure, Section, Table, Term, Text
from egyv_engine.narrative.blocks.block import BlockInputs, ComparisonOptions, block, sections
from egyv_engine.narrative.blocks.measure_table import comparison_text
from egyv_engine.narrative.blocks.needs import COMPARISONS
from egyv_engine.narrative.blocks.tallies import TallyScope, verdict_numbers
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.report_context import Comparison

# The numbers of a row, with the name of the heading of each.
COUNTS = {
    "total": "measures",
    **{name: name for name in ("improved", "declined", "unchanged", "not_comparable", "by_one", "open")},
    "unreturned": "open_to_unreturned",
}
BALANCES = ("groups_more_improved", "groups_more_declined", "groups_even", "groups_without")


@claim("principles_table_note")
class PrinciplesTableNoteFacts(ClaimFacts):
    """Says what the table of principles counts."""

    is_some_open: bool


@block(
    "principles_table",
    options=ComparisonOptions,
    needs=(COMPARISONS,),
    scope="principles",
    claims=(PrinciplesTableNoteFacts,),
)
def principles_table(inputs: BlockInputs, options: ComparisonOptions) -> list[Section]:
    """Show how many scored measures of each principle improved, declined or did neither, by cohort.

    Where there are many cohorts, the table counts these instead: those where more improved than declined, or the reverse.
    """
    comparisons = inputs.comparisons(options)
    is_many = len(inputs.groups) > inputs.context.most_groups
    counts = _counted(inputs, comparisons)
    names = BALANCES if is_many else tuple(COUNTS[name] for name in counts)
    titles = [inputs.heading(name).format(unit=inputs.context.unit.one) for name in names]
    has_comparison = len(inputs.context.comparisons) > 1
    columns = (
        Column(title=inputs.heading("principle")),
        *(() if is_many or inputs.groups == (None,) else (Column(title=inputs.heading("cohort")),)),
        *((Column(title=inputs.heading("comparison")),) if has_comparison else ()),
        *(Column(title=title, type="count") for title in titles),
    )
    rows: list[tuple[Cell, ...]] = []
    scopes: Sequence[str | None] = (
        *inputs.principles,
        *((None,) if inputs.principle is None and len(inputs.principles) > 1 else ()),
    )
    for principle in scopes:
        for comparison in comparisons:
            rows += (
                _balances(inputs, principle, comparison)
                if is_many
                else _counts(inputs, principle, comparison, counts)
            )
    if not rows:
        return []
    found = [f for c in inputs.groups for p in comparisons for f in _scored(inputs, None, c, p)]
    note = inputs.book.sentence(
        PrinciplesTableNoteFacts(is_some_open=not is_many and bool(verdict_numbers(found)["open"])), basis=()
    )
    table = Table(title=inputs.heading("principles_table"), columns=columns, rows=tuple(rows), notes=(note,))
    return sections(options, [table])


def _scored(
    inputs: BlockInputs, principle: str | None, cohort: str | None, comparison: Comparison
) -> list[Finding]:
    scope = TallyScope(principle=principle, cohort=cohort, comparison=comparison)
    return scope.findings(inputs)


def _counted(inputs: BlockInputs, comparisons: Sequence[Comparison]) -> tuple[str, ...]:
    """Return the numbers that rows have: what units that never replied could change only where that is anything."""
    found = [_scored(inputs, None, cohort, pair) for cohort in inputs.groups for pair in comparisons]
    has_unreturned = any(verdict_numbers(each)["unreturned"] for each in found)
    return tuple(name for name in COUNTS if name != "unreturned" or has_unreturned)


def _counts(
    inputs: BlockInputs, principle: str | None, comparison: Comparison, counts: Sequence[str]
) -> list[tuple[Cell, ...]]:
    """Return a row for each cohort that has a scored measure."""
    rows = []
    for cohort in inputs.groups:
        found = _scored(inputs, principle, cohort, comparison)
        if not found:
            continue
        path = TallyScope(principle=principle, cohort=cohort, comparison=comparison).path
        numbers = verdict_numbers(found)
        group: tuple[Cell, ...] = ()
        if cohort is not None:
            group = (Term(text=inputs.context.cohort_label(cohort) or ""),)
        rows.append(
            (
                *_head(inputs, principle),
                *group,
                *_pair(inputs, comparison),
                *(Figure(ref=f"{path}.{name}", value=numbers[name]) for name in counts),
            )
        )
    return rows


def _balances(inputs: BlockInputs, principle: str | None, comparison: Comparison) -> list[tuple[Cell, ...]]:
    """Return one row with the numbers of cohorts by whether more measures improved or declined in them."""
    numbers = dict.fromkeys(BALANCES, 0)
    for cohort in inputs.groups:
        if cohort == inputs.context.linked.everyone:
            continue
        verdicts = [f.verdict for f in _scored(inputs, principle, cohort, comparison)]
        balance = verdicts.count("improved") - verdicts.count("declined")
        is_compared = any(v != "not_comparable" for v in verdicts)
        moved = BALANCES[0] if balance > 0 else BALANCES[1] if balance < 0 else BALANCES[2]
        numbers[moved if is_compared else BALANCES[3]] += 1
    path = TallyScope(principle=principle, cohort="groups", comparison=comparison).path
    figures = (Figure(ref=f"{path}.{name}", value=numbers[name]) for name in BALANCES)
    return [(*_head(inputs, principle), *_pair(inputs, comparison), *figures)]


def _head(inputs: BlockInputs, principle: str | None) -> tuple[Cell, ...]:
    if principle is None:
        return (Text(text=inputs.heading("all")),)
    return (Term(text=inputs.context.linked.programme.principles[principle].title),)


def _pair(inputs: BlockInputs, comparison: Comparison) -> tuple[Cell, ...]:
    words = comparison_text(inputs, comparison)
    return (Term(text=words),) if words else ()
