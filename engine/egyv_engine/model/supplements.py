"""What an evaluation gives beside the findings: scores, selection, records, evidence and published figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

STANCES = ("strength", "gap", "mixed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A unit's score for a principle in a wave, 0-100; None below the minimum coverage."""

    unit: str
    principle: str
    wave: str
    score: Fraction | None
    coverage: Fraction | None  # 0-100; None where nothing was asked
    evaluated: int  # indicator-items
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChange:
    """A unit's scores in two waves over the indicator-items evaluated in both."""

    unit: str
    principle: str
    from_wave: str
    to_wave: str
    from_score: Fraction | None
    to_score: Fraction | None
    change: Fraction | None
    evaluated: int
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """What became of a unit in a selection. class_, rank: None without a score."""

    selection: str
    unit: str
    cohort: str | None
    spread: str | None  # the attribute that the choices must not all share
    score: Fraction | None
    rank: int | None
    class_: str | None
    available: bool | None
    preferred: bool
    selected: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationCount:
    """The records of a cohort and principle by status. principle: None for the total; cohort: None for all."""

    record: str
    cohort: str | None
    principle: str | None
    total: int
    statuses: Mapping[str, int]  # in declared order, the sums of statuses among them
    reasons: Mapping[str, int]  # of those with a reason: groups of reasons first, then reasons in none
    commonest: tuple[str, ...]  # every single reason that ties for most common
    units: int
    fewest: int  # in a unit with any
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One coded point of an interview. principle: None where it is on the programme as a whole."""

    id: str
    principle: str | None
    cohort: str | None  # None where it is not known
    role: str | None
    theme: str
    items: tuple[str, ...]
    stance: str  # strength | gap | mixed
    good_practice: bool
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedComparison:
    """A published count beside the engine's. base: None where none was published; reason: where they differ."""

    source: str
    finding: str
    wave: str
    count: int
    base: int | None
    found_count: int
    found_base: int
    reason: str | None

    @property
    def agrees(self) -> bool:
        """Whether the engine found the published count, and its base where one was published."""
        return self.count == self.found_count and self.base in (None, self.found_base)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplements:
    """All of them; empty where the programme declares none. interviews: how many by unit; None: none declared."""

    scores: tuple[Score, ...] = ()
    score_changes: tuple[ScoreChange, ...] = ()
    selection: tuple[Selected, ...] = ()
    records: tuple[RecommendationCount, ...] = ()
    points: tuple[Point, ...] = ()
    interviews: Mapping[str, int] | None = None
    published: tuple[PublishedComparison, ...] = ()
