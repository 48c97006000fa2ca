"""Makes the chart of the response: how many units were surveyed, returned and are analysed, by wave and cohort."""

from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import (
    Axis,
    Chart,
    ChartMark,
    ChartRow,
    Column,
    Figure,
    Paragraph,
    Series,
    Table,
    Term,
    Text,
)
from egyv_engine.narrative.blocks.block import BlockInputs, cohort_cell
from egyv_engine.narrative.blocks.survey_notes import (
    Response,
    ResponseFacts,
    response_path,
    response_sentence,
    responses,
)
from egyv_engine.narrative.charts.chart_options import ChartKind, ChartOptions, cohort_at_row, largest
from egyv_engine.narrative.claims.claim import claim

STAGES = ("surveyed", "returned", "analysed")


@claim("chart_response")
class ChartResponseFacts(ResponseFacts):
    """The units of a cohort that were surveyed, returned and are analysed in a wave, which a chart shows."""


def response_charts(inputs: BlockInputs, _options: ChartOptions) -> list[Chart]:
    """Return a chart of the cohorts and waves that surveyed anyone; of many cohorts, of all together.

    Args:
        inputs: The inputs of the block.
        _options: The block as declared, which has been followed already.
    """
    found = [
        (cohort, wave, numbers)
        for cohort, each in responses(inputs).items()
        for wave, numbers in each.items()
    ]
    if not found:
        return []
    rows = tuple(_row(inputs, *each) for each in found)
    sentences = tuple(response_sentence(inputs, ChartResponseFacts, *each) for each in found)
    has_cohorts = inputs.has_cohorts and not inputs.is_many
    columns = (
        *((Column(title=inputs.heading("cohort")),) if has_cohorts else ()),
        Column(title=inputs.heading("when")),
        *(
            Column(title=with_capital(_heading(inputs, stage)), type="count", unit=inputs.context.unit.many)
            for stage in STAGES
        ),
    )
    cells = tuple(
        (
            *((cohort_cell(inputs, cohort),) if has_cohorts else ()),
            Term(text=inputs.context.wave_label(wave)),
            *_figures(cohort, wave, numbers),
        )
        for cohort, wave, numbers in found
    )
    return [
        Chart(
            id="",
            form="bars",
            title=inputs.heading("chart_response"),
            series=tuple(Series(label=Text(text=_heading(inputs, stage))) for stage in STAGES),
            axis=Axis(end=largest(rows)),
            rows=rows,
            description=Paragraph(sentences=sentences),
            table=Table(title=None, columns=columns, rows=cells),
        )
    ]


def _heading(inputs: BlockInputs, stage: str) -> str:
    return inputs.heading(f"chart_{stage}")


def _figures(cohort: str | None, wave: str, numbers: Response) -> list[Figure]:
    path = response_path(cohort, wave)
    return [Figure(ref=f"{path}.{stage}", value=getattr(numbers, stage)) for stage in STAGES]


def _row(inputs: BlockInputs, cohort: str | None, wave: str, numbers: Response) -> ChartRow:
    figures = _figures(cohort, wave, numbers)
    return ChartRow(
        label=Term(text=inputs.context.wave_label(wave)),
        heading=cohort_at_row(inputs, cohort) if inputs.has_cohorts and not inputs.is_many else None,
        marks=tuple(ChartMark(series=i, value=each, printed=each) for i, each in enumerate(figures)),
    )


RESPONSE = ChartKind(
    name="response",
    uses=frozenset({"cohort"}),
    needs=(),
    is_of_principles=False,
    claims=(ChartResponseFacts,),
    function=response_charts,
)
