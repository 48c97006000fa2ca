"""Makes the chart of a unit: its score for each principle, next to the middle score of its cohort."""

from fractions import Fraction
from statistics import median

from egyv_engine.model.decimals import decimal
from egyv_engine.model.findings import cohort_suffix
from egyv_engine.model.report import (
    Axis,
    Chart,
    ChartMark,
    ChartRow,
    Column,
    Figure,
    Paragraph,
    Sentence,
    Series,
    Table,
    Term,
    Text,
)
from egyv_engine.narrative.blocks.block import BlockInputs
from egyv_engine.narrative.blocks.needs import NAMES_OF_UNITS, SCORES
from egyv_engine.narrative.charts.chart_options import ChartKind, ChartOptions
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.parts import Parts, percentage, term

HIGHEST_SCORE = 100
ENDS = ("lowest", "middle", "highest")


@claim("chart_unit", counts=())
class ChartUnitFacts(ClaimFacts):
    """The score of a unit for a principle, and the middle score of those of its cohort that have one."""

    name: Parts
    title: Parts
    cohort: Parts
    score: Parts
    middle: Parts
    scored: NumberFacts


def unit_charts(inputs: BlockInputs, options: ChartOptions) -> list[Chart]:
    """Return a chart of the scores of a unit in the last wave, for each principle; none where the unit has no score.

    Args:
        inputs: The inputs of the block.
        options: The block as declared, with a unit.
    """
    context, wave = inputs.context, inputs.context.later_wave
    unit = options.unit or ""
    cohort = context.cohorts_of_units().get(unit)
    members = context.units_of(cohort)
    rows, cells, sentences = [], [], []
    for principle in inputs.principles:
        of_wave = [s for s in context.supplements.scores if (s.principle, s.wave) == (principle, wave)]
        scores = [s.score for s in of_wave if s.unit in members and s.score is not None]
        own = next((s.score for s in of_wave if s.unit == unit), None)
        title = Term(text=context.linked.programme.principles[principle].title)
        spread = _spread(principle, cohort, wave, scores)
        score = None if own is None else _figure(f"scores.{unit}.{principle}#{wave}.score", own)
        scored = Figure(ref=f"{principle}{cohort_suffix(cohort)}#{wave}.scored", value=len(scores))
        is_enough = len(scores) >= context.linked.programme.file.minimum.base_for_words
        no_score = Text(text=inputs.heading("chart_no_score"))
        too_few = Text(text=inputs.heading("chart_small_base"))
        rows.append(
            ChartRow(
                label=title,
                base=(Text(text=inputs.heading("chart_scored")), scored),
                marks=(
                    no_score if score is None else ChartMark(series=0, value=score, printed=score),
                    ChartMark(series=1, value=spread[1], printed=spread[1]) if is_enough else too_few,
                ),
            )
        )
        cells.append((title, score, *(spread if is_enough else (None,) * len(ENDS)), scored))
        if score is not None and is_enough:
            sentences.append(_sentence(inputs, unit, cohort, title, (score, spread[1], scored)))
    if not sentences:
        return []
    return [
        Chart(
            id="",
            form="dots",
            title=inputs.heading("chart_unit").format(name=unit, wave=context.wave_label(wave)),
            series=(Series(label=Term(text=unit)), Series(label=Text(text=inputs.heading("chart_middle")))),
            axis=Axis(
                end=HIGHEST_SCORE,
                ticks=tuple((at, Figure(ref=f"#scores.{at}", value=at)) for at in (0, HIGHEST_SCORE)),
            ),
            rows=tuple(rows),
            description=Paragraph(sentences=tuple(sentences)),
            table=Table(title=None, columns=_columns(inputs, unit), rows=tuple(cells)),
        )
    ]


def _columns(inputs: BlockInputs, unit: str) -> tuple[Column, ...]:
    return (
        Column(title=inputs.heading("principle")),
        Column(title=unit, type="decimal"),
        *(Column(title=inputs.heading(f"chart_{end}"), type="decimal") for end in ENDS),
        Column(title=inputs.heading("chart_scored"), type="count", unit=inputs.context.unit.many),
    )


def _figure(ref: str, value: Fraction) -> Figure:
    return Figure(ref=ref, value=value)


def _spread(principle: str, cohort: str | None, wave: str, scores: list[Fraction]) -> tuple[Figure, ...]:
    """Return the lowest, the middle and the highest score; nothing without scores."""
    path = f"{principle}{cohort_suffix(cohort)}#{wave}"
    values = (min(scores), Fraction(median(scores)), max(scores)) if scores else ()
    return tuple(_figure(f"{path}.score_{end}", value) for end, value in zip(ENDS, values, strict=False))


def _sentence(
    inputs: BlockInputs, unit: str, cohort: str | None, title: Term, figures: tuple[Figure, Figure, Figure]
) -> Sentence:
    score, middle, scored = figures
    facts = ChartUnitFacts(
        name=term(unit),
        title=term(title.text),
        cohort=inputs.make.cohort(cohort),
        score=percentage(score.ref, decimal(score.value, 0)),
        middle=percentage(middle.ref, decimal(middle.value, 0)),
        scored=inputs.make.number(scored.ref, int(scored.value)),
    )
    return inputs.book.sentence(facts, basis=(), variant_key=score.ref)


UNIT = ChartKind(
    name="unit",
    uses=frozenset({"unit"}),
    requires=frozenset({"unit"}),
    needs=(SCORES, NAMES_OF_UNITS),
    claims=(ChartUnitFacts,),
    function=unit_charts,
)
