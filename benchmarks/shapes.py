"""Lists the shapes of surveys that are measured, and the kinds of answers that they are made of."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

import polars as pl

from egyv_engine.model.frozen import Frozen

SCALE = ("Never", "Rarely", "Sometimes", "Regularly")
DONT_KNOW = "Don't know"
QUESTIONS = 200
INDICATORS = 600
GATE = 3  # of the questions with skip logic: asked of those whose answer to the first question is one of the last two

Test = tuple[str, str]  # comparator, right side as in YAML


class Kind(Frozen):
    """Answers of one kind.

    Attributes:
        scale: The scale of its questions.
        sample: The texts that cells are drawn from; null is a blank cell.
        tests: What indicators ask of an answer, in turns.
        dtype: How the column is best read by hand.
    """

    scale: str
    sample: pl.Series
    tests: tuple[Test, ...]
    dtype: pl.DataType


def _drawn(*shares: tuple[str | None, int]) -> pl.Series:
    return pl.Series([text for text, share in shares for _ in range(share)], dtype=pl.String)


_DAYS = [(date(2020, 1, 1) + timedelta(days=3 * i)).isoformat() for i in range(400)]
KINDS: Mapping[str, Kind] = {
    "scale": Kind(
        scale="frequency",
        sample=_drawn((None, 1), *zip(SCALE, (4, 5, 5, 4), strict=True), (DONT_KNOW, 1)),
        tests=(
            *(("at_least", answer) for answer in SCALE[1:]),
            *(("is", answer) for answer in SCALE),
            *(("at_most", answer) for answer in SCALE[:-1]),
        ),
        dtype=pl.Enum([*SCALE, DONT_KNOW]),
    ),
    "numbers": Kind(
        scale="number",
        sample=_drawn((None, 20), *((f"{i}.5" if i % 7 == 0 else str(i), 1) for i in range(400))),
        tests=tuple((c, str(n)) for n in (50, 200, 350) for c in ("at_least", "at_most", "above", "below")),
        dtype=pl.Float64(),
    ),
    "dates": Kind(
        scale="date",
        sample=_drawn((None, 20), *((day, 1) for day in _DAYS)),
        tests=tuple((c, _DAYS[i]) for i in (50, 200, 350) for c in ("at_least", "at_most", "above", "below")),
        dtype=pl.Date(),
    ),
    "text": Kind(
        scale="text",
        sample=_drawn((None, 20), *((f"word number {i}", 10) for i in range(40))),
        tests=tuple(("is", f"word number {i}") for i in range(12)),
        dtype=pl.String(),
    ),
}


class Shape(Frozen):
    """A survey of two waves with 200 questions and 600 indicators, except for what is said otherwise.

    Attributes:
        name: Its name on the command line.
        source: The form of its files; `codes` is a CSV file of numbers that stand for answers.
        answers: The kind of its answers.
        condition: What an indicator reads: one answer, all of two, or two of three.
        groups: The number of groups that units belong to.
        waves: The number of waves, each compared with the one before.
        has_gaps: Whether a tenth of the units is missing in the second wave.
        has_skips: Whether every third question is asked only after some answers to the first one.
        asks_a_group_less: Whether the first of the groups was not asked every second question in the first wave.
        extras: What is switched on besides findings: scores, selection, report.
    """

    name: str
    source: Literal["csv", "parquet", "codes"] = "csv"
    answers: str = "scale"
    condition: Literal["single", "all", "number_of"] = "single"
    groups: int = 1
    waves: int = 2
    has_gaps: bool = False
    has_skips: bool = False
    asks_a_group_less: bool = False
    extras: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind of its answers."""
        return KINDS[self.answers]

    @property
    def wave_ids(self) -> list[str]:
        """The ids of its waves, in order."""
        return [f"w{i}" for i in range(self.waves)]

    @property
    def group_ids(self) -> list[str]:
        """The ids of its groups, in order."""
        return [f"g{i:03}" for i in range(self.groups)]

    @property
    def is_plain(self) -> bool:
        """Whether nothing but the form of its files and the kind of its answers makes it differ."""
        return self == Shape(name=self.name, source=self.source, answers=self.answers)

    @property
    def first_file(self) -> str:
        """The path of the answers of its first wave, in the programme."""
        return f"surveys/{self.wave_ids[0]}.{'parquet' if self.source == 'parquet' else 'csv'}"

    def is_gated(self, question: int) -> bool:
        """Return whether a question is asked only after some answers to the first one."""
        return self.has_skips and question > 0 and question % GATE == 0

    def is_not_asked(self, question: int, group: int, wave: int) -> bool:
        """Return whether a group was not asked a question in a wave."""
        return self.asks_a_group_less and question % 2 == 1 and group == 0 and wave == 0

    def tests(self, indicator: int) -> list[tuple[int, Test]]:
        """Return the questions that an indicator reads, and what it asks of each."""
        tests = self.kind.tests
        first, turn = indicator % QUESTIONS, indicator // QUESTIONS
        parts = {"single": 1, "all": 2, "number_of": 3}[self.condition]
        return [((first + k) % QUESTIONS, tests[(turn + k) % len(tests)]) for k in range(parts)]


SHAPES = (
    Shape(name="scale"),
    Shape(name="parquet", source="parquet"),
    Shape(name="codes", source="codes"),
    Shape(name="numbers", answers="numbers"),
    Shape(name="numbers-parquet", answers="numbers", source="parquet"),
    Shape(name="dates", answers="dates"),
    Shape(name="text", answers="text"),
    Shape(name="gaps", has_gaps=True),
    Shape(name="skips", has_skips=True),
    Shape(name="not-asked", groups=2, asks_a_group_less=True),
    Shape(name="all-of", condition="all"),
    Shape(name="number-of", condition="number_of"),
    Shape(name="groups-4", groups=4),
    Shape(name="groups-57", groups=57),
    Shape(name="groups-757", groups=757),
    Shape(name="three-waves", waves=3),
    Shape(name="scores", extras=("scores",)),
    Shape(name="selection", extras=("scores", "selection")),
    Shape(name="report", extras=("report",)),
)
BY_NAME = {shape.name: shape for shape in SHAPES}
