"""Makes the charts of verdicts, by cohort: of the measures of each principle, and of the items of each basket."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from egyv_engine.model.findings import BasketVerdict, Finding, cohort_suffix
from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import (
    Axis,
    Chart,
    ChartMark,
    ChartRow,
    Figure,
    Paragraph,
    Sentence,
    Series,
    Table,
    Term,
    Text,
)
from egyv_engine.narrative.blocks.block import BlockInputs
from egyv_engine.narrative.blocks.chosen_findings import comparison_text, finding_ids, of_indicators, titled
from egyv_engine.narrative.blocks.finding_tables import baskets_table_of
from egyv_engine.narrative.blocks.needs import BASKETS, COMPARISONS
from egyv_engine.narrative.blocks.picks import leading_comparisons
from egyv_engine.narrative.blocks.principles_table import (
    BALANCES,
    PrinciplesTableNoteFacts,
    balances_of,
    findings_by_scope,
    principles_table_of,
)
from egyv_engine.narrative.blocks.tallies import TallyScope, VerdictFacts, verdict_numbers
from egyv_engine.narrative.charts.chart_options import ChartKind, ChartOptions, cohort_at_row
from egyv_engine.narrative.claims.accompanying_claims import ComparisonFacts, comparison_words
from egyv_engine.narrative.claims.basket_claims import BasketVerdictFacts
from egyv_engine.narrative.claims.changes import basket_path, comparison_of
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.claim_kinds import is_compared
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.parts import Parts, term
from egyv_engine.narrative.report_context import Comparison

VERDICTS = ("improved", "declined", "unchanged", "not_comparable")
GAPS = ("not_comparable", "groups_without")


@claim("chart_principles")
class ChartPrinciplesFacts(VerdictFacts):
    """The verdicts of a cohort that a chart shows by principle."""

    is_tally = True
    not_comparable: NumberFacts
    not_judged: NumberFacts


@claim("chart_balances")
class ChartBalancesFacts(ClaimFacts):
    """The numbers of cohorts in which more measures improved than declined, or the reverse; title: of a principle, or none."""

    title: Parts
    comparison: Parts
    total: NumberFacts
    more_improved: NumberFacts
    more_declined: NumberFacts
    even: NumberFacts
    without: NumberFacts


@claim("chart_basket")
class ChartBasketFacts(BasketVerdictFacts):
    """The numbers of items of a basket that rose, fell or did neither, which a chart shows."""

    is_tally = True
    title: Parts
    cohort: Parts


@claim("chart_basket_not_compared")
class ChartBasketNotComparedFacts(ClaimFacts):
    """That none of the items of a basket, which a chart shows, can be compared."""

    is_tally = True
    title: Parts
    cohort: Parts
    comparison: Parts
    number: NumberFacts
    basket: Parts


class StackedNumbers(Frozen):
    """Numbers that add up, of one row.

    path: what their paths begin with; base: words for their sum, and the name of its path; words: what is said in their
    place.
    """

    label: Text | Term
    heading: Text | Term | None
    path: str
    numbers: Mapping[str, int]
    base: tuple[str, str]
    words: str | None = None


def principles_charts(inputs: BlockInputs, options: ChartOptions) -> list[Chart]:
    """Return a chart of the principles and cohorts for each comparison; of many cohorts, the numbers of these.

    Args:
        inputs: The inputs of the block.
        options: The block as declared.
    """
    charts = []
    for comparison in leading_comparisons(inputs, options):
        table = principles_table_of(inputs, (comparison,), is_of_cohorts=inputs.is_many)
        if table is None:
            continue
        found = findings_by_scope(inputs, (comparison,))
        if inputs.is_many:
            names, counted = BALANCES, balances_of(inputs, found)
            sentences = [_balances(inputs, scope, n) for scope, n in _whole(counted).items()]
        else:
            names = VERDICTS
            counted = {s: verdict_numbers(each, inputs.context) for s, each in found.items() if each}
            sentences = [_tally(inputs, scope, found[scope]) for scope in _whole(counted)]
        has_headings = inputs.has_cohorts and not inputs.is_many
        rows = [
            StackedNumbers(
                label=cohort_at_row(inputs, scope.cohort) if has_headings else _principle(inputs, scope),
                heading=_principle(inputs, scope) if has_headings else None,
                path=scope.path,
                numbers=numbers,
                base=(with_capital(inputs.book.cohort_words["{groups}"]), "groups")
                if inputs.is_many
                else (inputs.heading("measures"), "total"),
            )
            for scope, numbers in counted.items()
            if scope.principle is not None
        ]
        title = titled(table.title or "", comparison_text(inputs, comparison))
        charts.append(_stacked(inputs, title, names, rows, sentences, table))
    return charts


def _whole(counted: Mapping[TallyScope, Mapping[str, int]]) -> dict[TallyScope, Mapping[str, int]]:
    """Return the numbers of all principles together; those of the only principle where there is just one."""
    whole = {scope: numbers for scope, numbers in counted.items() if scope.principle is None}
    return whole or dict(counted)


def _principle(inputs: BlockInputs, scope: TallyScope) -> Term:
    return Term(text=inputs.context.linked.programme.principles[scope.principle or ""].title)


def _tally(inputs: BlockInputs, scope: TallyScope, found: Sequence[Finding]) -> Sentence:
    facts = ChartPrinciplesFacts.from_findings(found, scope, inputs, comparison=())  # which the title names
    return inputs.book.sentence(
        facts, basis=finding_ids(found), comparison=scope.comparison, variant_key=scope.path
    )


def _balances(inputs: BlockInputs, scope: TallyScope, numbers: Mapping[str, int]) -> Sentence:
    facts = ChartBalancesFacts(
        title=() if scope.principle is None else term(_principle(inputs, scope).text),
        comparison=inputs.comparison_words(scope.comparison),
        total=inputs.make.number(f"{scope.path}.groups", sum(numbers.values())),
        **{
            name.removeprefix("groups_"): inputs.make.number(f"{scope.path}.{name}", n)
            for name, n in numbers.items()
        },
    )
    return inputs.book.sentence(facts, basis=(), variant_key=scope.path)


def baskets_charts(inputs: BlockInputs, options: ChartOptions) -> list[Chart]:
    """Return a chart of the indicators that are repeated over items, and of the cohorts, for each comparison.

    Args:
        inputs: The inputs of the block.
        options: The block as declared.
    """
    charts = []
    for comparison in inputs.comparisons(options):
        found: dict[tuple[str, str | None], list[Finding]] = {}
        for principle in inputs.principles:
            for cohort in inputs.cohorts:
                for f in of_indicators(options, inputs.context.findings_for(principle, cohort, comparison)):
                    if f.item is not None:
                        found.setdefault((f.indicator, cohort), []).append(f)
        verdicts = {(v.indicator, v.cohort): v for v in _verdicts(inputs, comparison)}
        names = sorted(found, key=lambda each: list(dict.fromkeys(i for i, _ in found)).index(each[0]))
        shown = [verdicts[each] for each in names if each in verdicts]
        if shown:
            sentences = [
                basket_sentence(inputs, found[v.indicator, v.cohort]) for v in shown if not v.not_judged
            ]
            rows = [_basket_row(inputs, verdict) for verdict in shown]
            table = baskets_table_of(inputs, shown)
            title = titled(table.title or "", comparison_text(inputs, comparison))
            charts.append(_stacked(inputs, title, VERDICTS, rows, sentences, table))
    return charts


def _verdicts(inputs: BlockInputs, comparison: Comparison) -> list[BasketVerdict]:
    every = inputs.context.findings.baskets
    return [verdict for verdict in every if (verdict.from_wave, verdict.to_wave) == comparison]


def _basket_row(inputs: BlockInputs, verdict: BasketVerdict) -> StackedNumbers:
    indicator = Term(text=inputs.context.linked.indicators[verdict.indicator].indicator.title)
    path = f"{verdict.principle}.{verdict.indicator}{cohort_suffix(verdict.cohort)}"
    return StackedNumbers(
        label=cohort_at_row(inputs, verdict.cohort) if inputs.has_cohorts else indicator,
        heading=indicator if inputs.has_cohorts else None,
        path=f"{path}#{verdict.from_wave}:{verdict.to_wave}",
        numbers={name: getattr(verdict, name) for name in VERDICTS},
        base=(inputs.heading("items"), "items"),
        words=inputs.heading("verdict_not_judged") if verdict.not_judged else None,
    )


def basket_sentence(inputs: BlockInputs, found: Sequence[Finding]) -> Sentence:
    """Return the claim on for how many items of a basket the number moved, or that none of them can be compared.

    Args:
        inputs: The inputs of the block.
        found: The findings of the items, in one cohort and comparison.
    """
    compared = [f for f in found if is_compared(f)]
    book = inputs.writer.book_of(found[0])
    first, indicator = found[0], inputs.context.indicator(found[0])
    title, cohort = term(indicator.title), inputs.make.cohort(first.cohort)
    facts: ClaimFacts
    if compared:
        facts = ChartBasketFacts.from_findings(
            compared, inputs.make, book, number=len(found), title=title, cohort=cohort
        )
    else:
        facts = ChartBasketNotComparedFacts(
            title=title,
            cohort=cohort,
            comparison=comparison_words(comparison_of(first), inputs.make, book),
            number=inputs.make.number(f"{basket_path(first)}.without_comparison", len(found)),
            basket=term(inputs.context.basket_label(indicator)),
        )
    return book.sentence(
        facts,
        basis=finding_ids(found),
        comparison=comparison_of(found[0]),
        variant_key=found[0].finding,
    )


def _stacked(
    inputs: BlockInputs,
    title: str,
    names: Sequence[str],
    rows: Sequence[StackedNumbers],
    sentences: Sequence[Sentence],
    table: Table,
) -> Chart:
    """Return a chart of numbers that add up. names: those of the headings of the numbers, in the order of the parts."""
    return Chart(
        id="",
        form="stacks",
        title=title,
        series=tuple(Series(label=Text(text=inputs.heading(name)), is_gap=name in GAPS) for name in names),
        axis=Axis(end=100),
        rows=tuple(_row(row, names) for row in rows),
        description=Paragraph(sentences=tuple(sentences)),
        table=replace(table, title=None),
    )


def _row(row: StackedNumbers, names: Sequence[str]) -> ChartRow:
    """Return a row, whose parts are drawn as shares of their sum; a part of nothing has no mark."""
    total = sum(row.numbers[name] for name in names)
    words, name_of_total = row.base
    marks: list[ChartMark | Text] = [] if row.words is None else [Text(text=row.words)]
    for i, name in enumerate(names if row.words is None else ()):
        number = row.numbers[name]
        if number:
            share = Figure(ref=f"{row.path}.{name}_share", value=Fraction(100 * number, total), unit="%")
            printed = Figure(ref=f"{row.path}.{name}", value=number)
            marks.append(ChartMark(series=i, value=share, printed=printed))
    return ChartRow(
        label=row.label,
        heading=row.heading,
        base=(Text(text=words), Figure(ref=f"{row.path}.{name_of_total}", value=total))
        if row.words is None
        else None,
        marks=tuple(marks),
    )


PRINCIPLES = ChartKind(
    name="principles",
    uses=frozenset({"comparison", "cohort"}),
    needs=(COMPARISONS,),
    claims=(ChartPrinciplesFacts, ChartBalancesFacts, PrinciplesTableNoteFacts, ComparisonFacts),
    function=principles_charts,
)
BASKET_VERDICTS = ChartKind(
    name="baskets",
    uses=frozenset({"comparison", "cohort", "indicators", "except"}),
    needs=(COMPARISONS, BASKETS),
    claims=(ChartBasketFacts, ChartBasketNotComparedFacts, ComparisonFacts),
    of_items=True,
    fewest_waves=2,
    function=baskets_charts,
)
