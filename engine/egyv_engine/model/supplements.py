"""Results of an evaluation other than findings: scores, selections, recommendations, evidence, published counts."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

from egyv_engine.model.frozen import Frozen, field

STANCES = ("strength", "gap", "mixed")
PublishedOutcome: TypeAlias = Literal["agree", "differ", "cannot_be_checked"]
PUBLISHED_OUTCOMES: tuple[PublishedOutcome, ...] = get_args(PublishedOutcome)
Measure: TypeAlias = tuple[str, str | None]  # an indicator and its item
NOT_ASKED_IN_WAVE = "Nobody whose answers are analysed was asked about it in this wave."


class Score(Frozen):
    """A unit's score for a principle in a wave, 0 to 100; None if the coverage is below the minimum."""

    unit: str
    principle: str
    wave: str
    score: Fraction | None
    coverage: Fraction | None  # 0-100; None where nothing was asked
    evaluated: int  # indicators, and items of those that are repeated
    asked: int
    dont_know: int  # of those asked


class ScoreChange(Frozen):
    """A unit's scores in two waves, over the indicators and items that were evaluated in both."""

    unit: str
    principle: str
    from_wave: str
    to_wave: str
    from_score: Fraction | None
    to_score: Fraction | None
    change: Fraction | None
    evaluated: int
    asked: int


class RatingsFile(Frozen):
    """A file of scores: by unit, then by what was scored.

    subjects: everything that was scored of any unit; sources: what each score was based on, where that is declared.
    """

    subjects: tuple[str, ...]
    scores: Mapping[str, Mapping[str, Fraction]]
    sources: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


class SelectionReason(Frozen):
    """The reason of a selection in sentences.

    outcome: why the unit was chosen or not; ranked_by: what it was ranked by, the same for every unit of the selection.
    """

    outcome: str
    ranked_by: str

    @property
    def text(self) -> str:
        """The whole reason, as the table of selections has it."""
        return f"{self.outcome} {self.ranked_by}"


class Selected(Frozen):
    """The outcome of a selection for one unit. class_ and rank are None for a unit without a score."""

    selection: str
    unit: str
    cohort: str | None
    spread: str | None  # its value of the attribute by which the choices must differ
    score: Fraction | None
    rank: int | None
    class_: str | None
    available: bool | None
    preferred: bool
    selected: bool
    reason: SelectionReason


class RecommendationCount(Frozen):
    """Numbers of recommendations of a cohort on a principle, by status and by reason.

    principle is None for the total over all principles; cohort is None where the programme has no cohorts.
    """

    record: str
    cohort: str | None
    principle: str | None
    total: int
    statuses: Mapping[str, int]  # in declared order, then the sums of statuses
    reasons: Mapping[str, int]  # groups of reasons first, then the reasons that are in no group
    with_reason: int  # those for which a reason is given
    commonest: tuple[str, ...]  # the most common reason, or all that tie
    commonest_count: int  # the number of records with it, or with each that ties
    units: int
    fewest: int  # of a unit that has at least one
    most: int


class UnitRecommendations(Frozen):
    """Numbers of recommendations of one unit by status, in declared order, then the sums of statuses."""

    unit: str
    cohort: str | None
    total: int
    statuses: Mapping[str, int]


class Point(Frozen):
    """One coded point of an interview. principle is None where the point is about the programme as a whole."""

    id: str
    principle: str | None
    cohort: str | None  # None where it is not known
    role: str | None
    theme: str
    items: tuple[str, ...]
    stance: str  # strength | gap | mixed
    good_practice: bool
    summary: str


class PublishedComparison(Frozen):
    """A published count and the engine's own.

    Attributes:
        source: Where the count was published.
        principle: The principle of the finding.
        finding: The id of the finding; it ends with `@all` for a total over the cohorts.
        wave: The wave of the count.
        count: The published count.
        base: The published base; None where none was published.
        found_count: The engine's count; None where it has none.
        found_base: The engine's base; None where it has none.
        declared_reason: The declared reason why the two differ, or None.
    """

    source: str
    principle: str
    finding: str
    wave: str
    count: int
    base: int | None
    found_count: int | None
    found_base: int | None
    declared_reason: str | None

    @property
    def outcome(self) -> PublishedOutcome:
        """The result: it is `agree` if count and base are the same, where a base was published."""
        if self.found_count is None:
            return "cannot_be_checked"
        agrees = self.count == self.found_count and self.base in (None, self.found_base)
        return "agree" if agrees else "differ"

    @property
    def reason(self) -> str | None:
        """Why the two differ, where a reason is declared, or why they cannot be compared."""
        if self.found_count is None:
            return NOT_ASKED_IN_WAVE
        return self.declared_reason if self.outcome == "differ" else None


class NumbersGiven(Frozen):
    """Each number that units of a cohort gave to a question in a wave, with how often they gave it, the lowest first.

    item is None for a question without items; cohort is None where the programme has no cohorts.
    """

    question: str
    item: str | None
    wave: str
    cohort: str | None
    counts: tuple[tuple[Fraction, int], ...]


class MetTogether(Frozen):
    """Counts the units of a group in a wave by how many of several measures they meet.

    counts: the units that meet none, one and so on up to all, of those with an answer that settles each measure; in_part: the
    units with an answer that settles some of the measures, and not all.
    """

    counts: tuple[int, ...]
    in_part: int

    @property
    def base(self) -> int:
        """The units with an answer that settles each measure."""
        return sum(self.counts)

    @property
    def fewest(self) -> int:
        """The smallest number of measures that a unit of the base meets; 0 where the base is empty."""
        return next((n for n, units in enumerate(self.counts) if units), 0)

    @property
    def most(self) -> int:
        """The largest number of measures that a unit of the base meets; 0 where the base is empty."""
        return max((n for n, units in enumerate(self.counts) if units), default=0)

    @property
    def middle(self) -> int:
        """The number of measures that the unit in the middle meets; of two in the middle, the one that meets fewer."""
        reached = 0
        for n, units in enumerate(self.counts):
            reached += units
            if 2 * reached >= self.base:
                return n
        return 0


class Supplements(Frozen):
    """All results other than findings; each is empty where the programme declares none.

    records_together: the numbers of recommendations of all cohorts together. interviews is the number of interviews by unit,
    or None where no interviews are declared; interviewed, by unit and role, is empty where no roles are declared. ratings:
    the scores that selections rank by, by selection. numbers: those of the questions that the report has charts of.
    """

    scores: Sequence[Score] = ()
    score_changes: Sequence[ScoreChange] = ()
    selection: tuple[Selected, ...] = ()
    ratings: Mapping[str, RatingsFile] = field(default_factory=dict)
    records: tuple[RecommendationCount, ...] = ()
    records_together: tuple[RecommendationCount, ...] = ()
    records_of_units: tuple[UnitRecommendations, ...] = ()
    points: tuple[Point, ...] = ()
    interviews: Mapping[str, int] | None = None
    interviewed: Mapping[tuple[str, str], int] = field(default_factory=dict)
    published: tuple[PublishedComparison, ...] = ()
    numbers: tuple[NumbersGiven, ...] = ()
