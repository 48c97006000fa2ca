"""Shows how the scored measures of each principle moved, as a table of principles and cohorts."""

from collections.abc import Mapping, Sequence

from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import replace
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import Cell, Column, Figure, Section, Table, Term, Text
from egyv_engine.narrative.blocks.block import (
    BlockInputs,
    ComparisonOptions,
    block,
    cohort_cell,
    sections,
)
from egyv_engine.narrative.blocks.chosen_findings import comparison_text, group_text, titled
from egyv_engine.narrative.blocks.needs import COMPARISONS
from egyv_engine.narrative.blocks.picks import lead_of, leading_comparisons
from egyv_engine.narrative.blocks.tallies import TallyScope, improved_less_declined, verdict_numbers
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.report_context import Comparison

# The numbers of a row, with the name of the heading of each.
COUNTS = {
    "total": "measures",
    **{
        name: name for name in ("improved", "declined", "unchanged", "not_judged", "not_comparable", "by_one")
    },
    "open_to_any": "open",
}
_SIDE_BY_SIDE = 2  # cohorts: of more, the columns would not fit on a page
BALANCES = ("groups_more_improved", "groups_more_declined", "groups_even", "groups_without")


@claim("principles_table_note")
class PrinciplesTableNoteFacts(ClaimFacts):
    """Says what the table of principles counts. is_some_unreturned: units that never replied could change some results.

    is_of_cohorts: there are many cohorts, and each number is one of these.
    """

    is_some_open: bool
    is_of_cohorts: bool
    is_some_unreturned: bool
    is_dont_know_open: bool
    is_reply_open: bool


@block(
    "principles_table",
    options=ComparisonOptions,
    needs=(COMPARISONS,),
    scope="principles",
    claims=(PrinciplesTableNoteFacts,),
)
def principles_table(inputs: BlockInputs, options: ComparisonOptions) -> list[Section]:
    """Show how many scored measures of each principle improved, declined or did neither, by cohort: side by side where
    there are two, else a row for each. Where there are many cohorts, the table counts these instead: those where more improved than declined, or the reverse.
    """
    lead, pairs = lead_of(inputs, options), leading_comparisons(inputs, options)
    pairs = tuple(pair for pair in pairs if pair not in lead.left_out)
    table = principles_table_of(inputs, pairs, is_of_cohorts=inputs.is_many or lead.is_together)
    if table is None:
        return []
    about = comparison_text(inputs, pairs[0]) if len(pairs) == 1 else ""
    return sections(options, [replace(table, title=titled(table.title or "", about))])


def principles_table_of(
    inputs: BlockInputs, comparisons: Sequence[Comparison], *, is_of_cohorts: bool
) -> Table | None:
    """Return the table of principles and cohorts in some comparisons; None where there is no finding.

    Args:
        inputs: The inputs of the block.
        comparisons: The comparisons.
        is_of_cohorts: Whether it counts cohorts instead of measures.
    """
    found, has_comparison = findings_by_scope(inputs, comparisons), len(comparisons) > 1
    numbers = {scope: verdict_numbers(each, inputs.context) for scope, each in found.items()}
    # Some numbers have a column only where there can be any.
    left_out = {
        "not_judged": not any(each["not_judged"] for each in numbers.values()),
        "by_one": not inputs.context.is_by_units,
    }
    counts = tuple(name for name in COUNTS if not left_out.get(name))
    if is_of_cohorts:
        columns = _columns(inputs, BALANCES, has_comparison=has_comparison)
        rows = _balances(inputs, found, has_comparison=has_comparison)
    elif len(inputs.groups) == _SIDE_BY_SIDE:
        columns, rows = _side_by_side(inputs, found, counts, has_comparison=has_comparison)
    else:
        columns = _columns(
            inputs,
            [COUNTS[name] for name in counts],
            has_cohort=inputs.has_cohorts,
            has_comparison=has_comparison,
        )
        rows = [
            (
                *_head(inputs, scope.principle),
                *((cohort_cell(inputs, scope.cohort),) if inputs.has_cohorts else ()),
                *_pair(inputs, scope.comparison, has_comparison=has_comparison),
                *_figures(scope, numbers[scope], counts),
            )
            for scope, each in found.items()
            if each
        ]
    if not rows:
        return None
    shown = () if is_of_cohorts else numbers.values()
    facts = PrinciplesTableNoteFacts(
        is_of_cohorts=is_of_cohorts,
        is_some_open=any(each["open_to_any"] for each in shown),
        is_some_unreturned=any(each["unreturned"] for each in shown),
        is_dont_know_open=inputs.context.has_open_dont_know,
        is_reply_open=inputs.context.has_open_reply,
    )
    note = inputs.book.sentence(facts, basis=())
    return Table(
        title=inputs.heading("principles_table"), columns=tuple(columns), rows=tuple(rows), notes=(note,)
    )


def _side_by_side(
    inputs: BlockInputs,
    found: Mapping[TallyScope, Sequence[Finding]],
    counts: Sequence[str],
    *,
    has_comparison: bool,
) -> tuple[list[Column], list[tuple[Cell, ...]]]:
    """Return columns for each cohort next to each other, and a row for each principle and comparison.

    The number of measures, where it is the same for the cohorts, has one column before these.
    """
    numbers = {scope: verdict_numbers(each, inputs.context) for scope, each in found.items()}
    by_row: dict[TallyScope, list[TallyScope]] = {}
    for scope, each in found.items():
        of_row = by_row.setdefault(replace(scope, cohort=None), [])
        if each:
            of_row.append(scope)
    shown = [scopes for scopes in by_row.values() if scopes]
    is_shared = all(len({numbers[scope]["total"] for scope in scopes}) == 1 for scopes in shown)
    first, own = (("total",), tuple(counts[1:])) if is_shared else ((), tuple(counts))
    columns = [*_columns(inputs, [COUNTS[name] for name in first], has_comparison=has_comparison)]
    for cohort in inputs.groups:
        label = group_text(inputs, cohort)
        columns += [
            replace(
                column, title=inputs.heading("of_group").format(which=with_capital(label), title=column.title)
            )
            for column in _columns(inputs, [COUNTS[name] for name in own], group=with_capital(label))
        ]
    rows: list[tuple[Cell, ...]] = []
    for scopes in shown:
        of_cohort = {scope.cohort: scope for scope in scopes}
        cells: list[Cell] = []
        for cohort in inputs.groups:
            found_of = of_cohort.get(cohort)
            cells += [None] * len(own) if found_of is None else _figures(found_of, numbers[found_of], own)
        one = scopes[0]
        head = (
            *_head(inputs, one.principle),
            *_pair(inputs, one.comparison, has_comparison=has_comparison),
        )
        rows.append((*head, *_figures(one, numbers[one], first), *cells))
    return columns, rows


def findings_by_scope(
    inputs: BlockInputs, comparisons: Sequence[Comparison]
) -> dict[TallyScope, list[Finding]]:
    """Return the scored findings of each principle and of all, in each comparison and cohort, in the order of the rows.

    Args:
        inputs: The inputs of the block.
        comparisons: The comparisons.
    """
    is_all_shown = inputs.principle is None and len(inputs.principles) > 1
    scopes = [
        TallyScope(principle=principle, cohort=cohort, comparison=comparison)
        for principle in (*inputs.principles, *((None,) if is_all_shown else ()))
        for comparison in comparisons
        for cohort in inputs.groups
    ]
    return {scope: scope.findings(inputs) for scope in scopes}


def _columns(
    inputs: BlockInputs,
    numbers: Sequence[str],
    *,
    has_cohort: bool = False,
    has_comparison: bool = False,
    group: str | None = None,
) -> list[Column]:
    """Return the columns; those of a group hold numbers alone. numbers: the names of the headings of those that hold numbers."""
    titles = [inputs.heading(name).format(unit=inputs.context.unit.one) for name in numbers]
    head = (
        Column(title=inputs.heading("principle")),
        *((Column(title=inputs.heading("cohort")),) if has_cohort else ()),
        *((Column(title=inputs.heading("comparison")),) if has_comparison else ()),
    )
    return [
        *(head if group is None else ()),
        *(
            Column(title=title, type="count", group=group, of_group=title if group else "")
            for title in titles
        ),
    ]


def _figures(scope: TallyScope, numbers: Mapping[str, int], names: Sequence[str]) -> tuple[Figure, ...]:
    return tuple(Figure(ref=f"{scope.path}.{name}", value=numbers[name]) for name in names)


def balances_of(
    inputs: BlockInputs, found: Mapping[TallyScope, Sequence[Finding]]
) -> dict[TallyScope, dict[str, int]]:
    """Return the numbers of cohorts by whether more measures improved or declined in them.

    Args:
        inputs: The inputs of the block.
        found: The scored findings of each principle, comparison and cohort.
    """
    separate = inputs.separate_groups
    counted: dict[TallyScope, dict[str, int]] = {}
    for scope, each in found.items():
        numbers = counted.setdefault(replace(scope, cohort="groups"), dict.fromkeys(BALANCES, 0))
        if scope.cohort in separate:
            numbers[balance_of(each)] += 1
    return counted


def _balances(
    inputs: BlockInputs, found: Mapping[TallyScope, Sequence[Finding]], *, has_comparison: bool
) -> list[tuple[Cell, ...]]:
    return [
        (
            *_head(inputs, scope.principle),
            *_pair(inputs, scope.comparison, has_comparison=has_comparison),
            *(Figure(ref=f"{scope.path}.{name}", value=n) for name, n in numbers.items()),
        )
        for scope, numbers in balances_of(inputs, found).items()
    ]


def balance_of(found: Sequence[Finding]) -> str:
    """Return which of the numbers of cohorts one with these findings adds to.

    Args:
        found: The scored findings of the cohort.
    """
    more_improved, more_declined, even, without = BALANCES
    if all(f.verdict == "not_comparable" for f in found):
        return without
    balance = improved_less_declined(found)
    return more_improved if balance > 0 else more_declined if balance < 0 else even


def _head(inputs: BlockInputs, principle: str | None) -> tuple[Cell, ...]:
    if principle is None:
        return (Text(text=inputs.heading("all")),)
    return (Term(text=inputs.context.linked.programme.principles[principle].title),)


def _pair(inputs: BlockInputs, comparison: Comparison, *, has_comparison: bool) -> tuple[Cell, ...]:
    """Return the cell of a comparison, in short; none in a table on one, which its title names."""
    if not has_comparison:
        return ()
    before, after = map(inputs.context.wave_label, comparison)
    return (Term(text=inputs.heading("from_to").format(before=before, after=after)),)
