"""Defines the options of a block that shows a chart, and what a kind of chart is."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from egyv_engine.model.documents import Programme
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import Axis, Chart, ChartMark, ChartRow, Term, Text
from egyv_engine.model.shapes import ID, TEXT, OneOf, key
from egyv_engine.narrative.blocks.block import BlockInputs, IndicatorOptions
from egyv_engine.narrative.blocks.needs import Need
from egyv_engine.narrative.claims.claim import ClaimFacts

KINDS = ("changes", "principles", "baskets", "recommendations", "response", "series", "numbers", "unit")


class ChartOptions(IndicatorOptions):
    """A block that shows a chart. Which of its options a chart uses depends on its kind."""

    of: str = key(OneOf(KINDS), "What the chart is of.", "principles")
    cohort: str | None = key(
        ID,
        "The cohort that the chart is about; each that sentences are about if left out.",
        "pilot",
        default=None,
    )
    question: str | None = key(
        ID, "The question whose numbers a chart of numbers shows.", "loans", default=None
    )
    item: str | None = key(
        ID, "The item of the question; a chart for each if left out.", "hall", default=None
    )
    unit: str | None = key(
        TEXT, "The unit that a chart of a unit compares with its cohort.", "ash", default=None
    )


class ChartKind(Frozen):
    """A kind of chart.

    Attributes:
        name: The word that `of:` takes.
        uses: The options that it uses, besides `of` and `heading`.
        requires: The options that it cannot do without.
        needs: The declarations without which it has nothing to show.
        is_of_principles: Whether it shows the principle of its chapter; else it is the same in every chapter.
        of_items: Whether it shows only indicators that are repeated over items.
        fewest_waves: How many waves must have asked about an indicator that it shows; 0 for a chart of no indicators.
        claims: The kinds of claim that its alternative text makes.
        function: Makes its charts, whose ids are given later. The inputs hold the chosen cohort only.
    """

    name: str
    uses: frozenset[str]
    requires: frozenset[str] = frozenset()
    needs: tuple[Need, ...]
    is_of_principles: bool = True
    of_items: bool = False
    fewest_waves: int = 0
    claims: tuple[type[ClaimFacts], ...]
    function: Callable[[BlockInputs, ChartOptions], list[Chart]]


def questions_of_charts(programme: Programme) -> tuple[str, ...]:
    """Return the questions whose numbers the report has charts of, each once.

    Args:
        programme: The programme.
    """
    charts = programme.blocks_of(ChartOptions)
    return tuple(dict.fromkeys(chart.question for chart in charts if chart.question is not None))


def has_charts(programme: Programme) -> bool:
    """Return whether the report has charts: only the results show whether they have something to show.

    Args:
        programme: The programme.
    """
    return any(True for _ in programme.blocks_of(ChartOptions))


def cohort_at_row(inputs: BlockInputs, cohort: str | None) -> Text | Term:
    """Return the words for a cohort at a row of a chart; those for all units in a programme without cohorts.

    Args:
        inputs: The inputs of the block.
        cohort: The cohort's id; None in a programme without cohorts.
    """
    label = inputs.context.cohort_label(cohort)
    return Text(text=inputs.heading("all")) if label is None else Term(text=with_capital(label))


def share_axis(inputs: BlockInputs) -> Axis:
    """Return the axis of shares: from none to all of a base, in words.

    Args:
        inputs: The inputs of the block.
    """
    words = {0: "chart_none", 50: "chart_half", 100: "chart_all"}
    return Axis(end=100, ticks=tuple((at, Text(text=inputs.heading(name))) for at, name in words.items()))


def largest(rows: Sequence[ChartRow]) -> Fraction:
    """Return the largest value of a chart, where its axis ends; 1 where there is none but nought.

    Args:
        rows: The rows of the chart.
    """
    marks = (mark for row in rows for mark in row.marks if isinstance(mark, ChartMark))
    return max((Fraction(mark.value.value) for mark in marks), default=Fraction(0)) or Fraction(1)
