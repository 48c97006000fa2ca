"""Makes the chart of a number: how many units gave a number in each of several ranges of the same width."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import count
from math import floor

from egyv_engine.model.decimals import number_text
from egyv_engine.model.findings import cohort_suffix
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.report import (
    Axis,
    Cell,
    Chart,
    ChartMark,
    ChartRow,
    Column,
    CountOfBase,
    Figure,
    Paragraph,
    Sentence,
    Series,
    Table,
    Term,
    Text,
)
from egyv_engine.model.supplements import NumbersGiven
from egyv_engine.narrative.blocks.block import BlockInputs
from egyv_engine.narrative.blocks.chosen_findings import group_text
from egyv_engine.narrative.blocks.level_cells import LevelCells
from egyv_engine.narrative.charts.chart_options import ChartKind, ChartOptions, largest
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.parts import Parts, decimal_number, quoted, term
from egyv_engine.narrative.language.sentences import sentence_of

MOST_RANGES = 10


@claim("chart_numbers", counts=())
class ChartNumbersFacts(ClaimFacts):
    """The lowest, the middle and the highest number that units gave in a wave, which a chart shows in ranges."""

    question: Parts
    item: Parts
    cohort: Parts
    wave_label: Parts
    answered: NumberFacts
    lowest: Parts
    middle: Parts
    highest: Parts


@claim("chart_range")
class ChartRangeFacts(ClaimFacts):
    """A range of numbers. is_whole: both ends belong to it; else the higher one belongs to the next range."""

    low: Parts
    high: Parts
    is_one: bool
    is_whole: bool


class Ranges(Frozen):
    """Ranges of the same width, from a multiple of it. is_whole: all numbers and the width are whole."""

    start: Fraction
    width: Fraction
    number: int
    is_whole: bool

    @classmethod
    def over(cls, numbers: Sequence[Fraction]) -> "Ranges":
        """Return the fewest ranges with a width of 1, 2 or 5 times a power of ten that hold all numbers."""
        least, most = min(numbers), max(numbers)
        is_whole = all(number.denominator == 1 for number in numbers)
        finest = Fraction(1) if is_whole else Fraction(1, 10**6)
        widths = (finest * 10**power * step for power in count() for step in (1, 2, 5))
        width = next(w for w in widths if floor(most / w) - floor(least / w) < MOST_RANGES)
        first = floor(least / width)
        return cls(
            start=first * width, width=width, number=floor(most / width) - first + 1, is_whole=is_whole
        )

    def low(self, i: int) -> Fraction:
        """Return the lower end of a range."""
        return self.start + i * self.width

    def of(self, number: Fraction) -> int:
        """Return the place of the range that holds a number."""
        return floor((number - self.start) / self.width)


def numbers_charts(inputs: BlockInputs, options: ChartOptions) -> list[Chart]:
    """Return a chart of the numbers of a question for each cohort and item, in the last wave or in both of a comparison.

    Args:
        inputs: The inputs of the block.
        options: The block as declared.
    """
    pair = options.comparison
    waves = (inputs.context.later_wave,) if pair is None else (pair.from_, pair.to)
    found: dict[tuple[str | None, str | None], list[NumbersGiven]] = {}
    for cohort in inputs.cohorts:
        for each in inputs.context.supplements.numbers:
            if (
                (each.question, each.cohort) == (options.question, cohort)
                and each.wave in waves
                and options.item in (None, each.item)
            ):
                found.setdefault((cohort, each.item), []).append(each)
    return [_chart(inputs, each) for each in found.values() if any(given.counts for given in each)]


def _chart(inputs: BlockInputs, found: Sequence[NumbersGiven]) -> Chart:
    """Return the chart of a question, or of one of its items, in a cohort. found: the numbers of each wave."""
    context, least = inputs.context, inputs.context.linked.programme.file.minimum.base_for_words
    question = context.linked.questions[found[0].question]
    label = None if found[0].item is None else context.name_of_answer(question, found[0].item).label
    ranges = Ranges.over([number for given in found for number, _ in given.counts])
    enough = [given for given in found if _base(given) >= least]
    rows = [
        ChartRow(
            label=Term(text=context.wave_label(given.wave)),
            marks=(Text(text=inputs.heading("chart_small_base")),),
        )
        for given in found
        if given not in enough
    ]
    cells = LevelCells(inputs=inputs)
    counts = {given.wave: _cells(cells, given, ranges) for given in found if given.counts}
    labels = [_range(inputs, found[0], ranges, i) for i in range(ranges.number)]
    if enough:
        rows += [
            ChartRow(
                label=labels[i],
                marks=tuple(
                    ChartMark(series=n, value=counts[given.wave][i].count, printed=counts[given.wave][i])
                    for n, given in enumerate(enough)
                ),
            )
            for i in range(ranges.number)
        ]
    asked = question.asks if label is None else f"{question.asks} {label}"
    group = group_text(inputs, found[0].cohort)
    columns = (
        Column(title=inputs.heading("chart_range")),
        *(
            Column(title=context.wave_label(given.wave), type="count_of_base", unit=context.unit.many)
            for given in found
        ),
    )
    no_number = Text(text=inputs.heading("no_answer"))
    cells_of_rows: list[tuple[Cell, ...]] = [
        (labels[i], *(counts[given.wave][i] if given.counts else no_number for given in found))
        for i in range(ranges.number)
    ]
    return Chart(
        id="",
        form="bars",
        title=f"{asked} ({group})" if group else asked,
        series=tuple(
            Series(label=Term(text=context.wave_label(given.wave))) for given in enough or found[:1]
        ),
        axis=Axis(end=largest(rows)),
        rows=tuple(rows),
        description=Paragraph(
            sentences=tuple(_sentence(inputs, given, label) for given in found if given.counts)
        ),
        table=Table(title=None, columns=columns, rows=tuple(cells_of_rows)),
    )


def _base(given: NumbersGiven) -> int:
    return sum(times for _, times in given.counts)


def _path(given: NumbersGiven) -> str:
    item = "" if given.item is None else f".{given.item}"
    return f"{given.question}{item}{cohort_suffix(given.cohort)}#{given.wave}"


def _cells(cells: LevelCells, given: NumbersGiven, ranges: Ranges) -> list[CountOfBase]:
    """Return how many of those who gave a number gave one of each range."""
    path, counted = _path(given), [0] * ranges.number
    for number, times in given.counts:
        counted[ranges.of(number)] += times
    base = Figure(ref=f"{path}.numbers", value=_base(given))
    return [
        cells.part_of(
            Figure(ref=f"{path}.numbers_in_{i + 1}", value=n), base, share_path=f"{path}.share_in_{i + 1}"
        )
        for i, n in enumerate(counted)
    ]


def _range(inputs: BlockInputs, given: NumbersGiven, ranges: Ranges, i: int) -> Sentence:
    """Return the words for a range, such as "10 to 19"."""
    low = ranges.low(i)
    high = low + ranges.width - (1 if ranges.is_whole else 0)
    path = f"{given.question}#range_{i + 1}"
    facts = ChartRangeFacts(
        low=decimal_number(f"{path}.low", number_text(low)),
        high=decimal_number(f"{path}.high", number_text(high)),
        is_one=low == high,
        is_whole=ranges.is_whole,
    )
    parts = inputs.book.in_words(inputs.book.clause(facts))
    language = inputs.context.wording.language
    return sentence_of(parts, inputs.book.policy, language, kind=facts.kind, basis=(), is_sentence=False)


def _sentence(inputs: BlockInputs, given: NumbersGiven, label: str | None) -> Sentence:
    path = _path(given)
    numbers = [number for number, times in given.counts for _ in range(times)]
    middle = (numbers[(len(numbers) - 1) // 2] + numbers[len(numbers) // 2]) / 2
    facts = ChartNumbersFacts(
        question=quoted(inputs.context.linked.questions[given.question].asks),
        item=term(label),
        cohort=inputs.make.cohort(given.cohort),
        wave_label=inputs.make.wave(given.wave),
        answered=inputs.make.number(f"{path}.numbers", len(numbers)),
        lowest=decimal_number(f"{path}.lowest", number_text(numbers[0])),
        middle=decimal_number(f"{path}.middle", number_text(middle)),
        highest=decimal_number(f"{path}.highest", number_text(numbers[-1])),
    )
    return inputs.book.sentence(facts, basis=(), variant_key=path)


NUMBERS = ChartKind(
    name="numbers",
    uses=frozenset({"question", "item", "comparison", "cohort"}),
    requires=frozenset({"question"}),
    needs=(),
    is_of_principles=False,
    claims=(ChartNumbersFacts, ChartRangeFacts),
    function=numbers_charts,
)
