"""Shows the indicators of a principle as tables: one for single questions, and one for each that is asked over items."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import replace
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import Paragraph, Section, Table
from egyv_engine.model.shapes import FLAG, key
from egyv_engine.narrative.blocks.block import BlockInputs, IndicatorOptions, block, sections
from egyv_engine.narrative.blocks.chosen_findings import CohortHeadingFacts, of_indicators
from egyv_engine.narrative.blocks.evidence_points import (
    AT_LEAST_ONE,
    EvidenceFacts,
    ThemeLeadFacts,
    points_bearing_on,
    theme_paragraphs,
)
from egyv_engine.narrative.blocks.group_tables import GroupsNoteFacts, groups_table
from egyv_engine.narrative.blocks.measure_table import MeasureTables
from egyv_engine.narrative.claims.accompanying_claims import ComparisonFacts
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.claim_kinds import is_compared
from egyv_engine.narrative.claims.facts import NumberFacts

Found = Mapping[str | None, Sequence[Finding]]  # by cohort


@claim("change_note")
class ChangeNoteFacts(ClaimFacts):
    """Says what the columns of changes hold."""

    is_in_points: bool
    is_in_units: bool


@claim("evidence_beside")
class EvidenceBesideFacts(ClaimFacts):
    """Opens what interviewees said of what a table shows. is_all: whether all of the points follow."""

    shown: NumberFacts
    total: NumberFacts
    is_all: bool


class IndicatorTableOptions(IndicatorOptions):
    """A block of a table for each indicator."""

    evidence: bool = key(
        FLAG,
        "Whether the points of interviews whose theme bears on an indicator follow its table.",
        True,
        default=False,
    )
    points: Fraction | None = key(
        AT_LEAST_ONE, "The largest number of points of a theme; all if left out.", 3, default=None
    )


@block(
    "indicator_tables",
    options=IndicatorTableOptions,
    scope="principle",
    claims=(
        *(ChangeNoteFacts, EvidenceBesideFacts, EvidenceFacts, ThemeLeadFacts),
        GroupsNoteFacts,
        *(CohortHeadingFacts, ComparisonFacts),
    ),
)
def indicator_tables(inputs: BlockInputs, options: IndicatorTableOptions, principle: str) -> list[Section]:
    """Show a table of the single questions of a principle, and one for each indicator that is asked over items.

    Indicators over items that are not scored come last, under a heading of their own. A row has the levels of the waves and
    the change, for each cohort. Where there are many cohorts, a row says in how many
    of them the number rose or fell, and which are lowest and highest.
    """
    maker = MeasureTables.of(inputs, options)
    by_cohort = {c: of_indicators(options, maker.findings(principle, c)) for c in inputs.groups}
    names = list(dict.fromkeys(f.indicator for each in by_cohort.values() for f in each))
    singles = [n for n in names if inputs.context.linked.indicators[n].indicator.for_each is None]
    over_items = [n for n in names if n not in singles]
    scored = [n for n in over_items if inputs.context.linked.indicators[n].indicator.scored]
    recuts = [n for n in over_items if n not in scored] if scored or singles else []
    parts = ([singles, *([name] for name in over_items if name not in recuts)], [[name] for name in recuts])
    main, others = (
        [block for about in part for block in _of(inputs, options, principle, maker, by_cohort, about)]
        for part in parts
    )
    made = sections(options, _with_note(inputs, main, by_cohort))
    if others:
        heading = inputs.heading("recuts")
        made.append(Section(id=f"{options.show}.recuts", heading=heading, blocks=tuple(others)))
    return made


def _of(
    inputs: BlockInputs,
    options: IndicatorTableOptions,
    principle: str,
    maker: MeasureTables,
    by_cohort: Found,
    about: Sequence[str],
) -> list[Paragraph | Table]:
    """Return the tables of some indicators, and what interviewees said of them; nothing where nobody was asked."""
    found = {c: [f for f in each if f.indicator in about] for c, each in by_cohort.items()}
    tables = _tables(inputs, maker, found) if about else []
    if not tables:
        return []
    return [*tables, *(_evidence(inputs, options, principle, about) if options.evidence else [])]


def _tables(inputs: BlockInputs, maker: MeasureTables, found: Found) -> list[Table]:
    first = next((f for each in found.values() for f in each), None)
    if first is None:
        return []
    indicator = inputs.context.indicator(first)
    by_item = indicator.for_each is not None
    title = indicator.title if by_item else inputs.heading("singles")
    rows = with_capital(inputs.context.basket_label(indicator)) if by_item else inputs.heading("measure")
    if inputs.is_many:
        return [groups_table(inputs, maker, title, rows, found, by_item=by_item)]
    return maker.tables(title, rows, found, by_item=by_item)


def _with_note(
    inputs: BlockInputs, shown: Sequence[Paragraph | Table], found: Found
) -> Sequence[Paragraph | Table]:
    """Return the tables, the last of them with a note on what a change is."""
    compared = [f for each in found.values() for f in each if is_compared(f)]
    last = max((i for i, each in enumerate(shown) if isinstance(each, Table)), default=None)
    if not compared or last is None or inputs.is_many:
        return shown
    judged = {inputs.context.judged_on(f) for f in compared}
    note = inputs.book.sentence(
        ChangeNoteFacts(is_in_points="all" in judged, is_in_units="matched" in judged), basis=()
    )
    table = shown[last]
    assert isinstance(table, Table)
    return [*shown[:last], replace(table, notes=(*table.notes, note)), *shown[last + 1 :]]


def _evidence(
    inputs: BlockInputs, options: IndicatorTableOptions, principle: str, indicators: Sequence[str]
) -> list[Paragraph]:
    """Return what interviewees said of these indicators, with a sentence that opens it; nothing where they said nothing."""
    points = points_bearing_on(inputs, principle, indicators)
    if not points:
        return []
    per_theme = None if options.points is None else int(options.points)
    paragraphs = theme_paragraphs(inputs, points, per_theme=per_theme, has_stance=True)
    path = f"evidence.{principle}.{'+'.join(indicators)}"
    shown = sum(len(paragraph.sentences) for paragraph in paragraphs)
    facts = EvidenceBesideFacts(
        shown=inputs.make.number(f"{path}#shown", shown),
        total=inputs.make.number(f"{path}#total", len(points)),
        is_all=shown == len(points),
    )
    return [Paragraph(sentences=(inputs.book.sentence(facts, basis=()),)), *paragraphs]
