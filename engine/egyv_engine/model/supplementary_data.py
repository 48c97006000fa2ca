"""Holds the data files other than the survey, as read: scores to rank by, records, points, interviews, figures."""

from collections.abc import Mapping

from egyv_engine.diagnostics.span import Span
from egyv_engine.model.frozen import Frozen, field
from egyv_engine.model.supplements import Point, RatingsFile

ALL_COHORTS = "all"  # the word for the total over all cohorts


class RegisteredUnit(Frozen):
    """A unit of the register: its cohort and every attribute as text, blank ones empty."""

    unit: str
    cohort: str | None
    attributes: Mapping[str, str]


class Recommendation(Frozen):
    """A record with a status, by the status's id."""

    unit: str
    principle: str
    status: str
    reason: str | None


class PublishedCount(Frozen):
    """A published count.

    cohort: None for the total over all cohorts; reason: why it differs, where that is said; wave_span: the position of its wave.
    """

    source: str
    indicator: str
    item: str | None
    cohort: str | None
    wave: str
    count: int
    base: int | None
    reason: str | None
    wave_span: Span = field(compare=False)


class SupplementaryData(Frozen):
    """All of it; empty where nothing is declared.

    Attributes:
        units: The units of the register, in the order of their ids.
        ratings: The scores by which a selection ranks, by selection.
        available: Whether a unit can be chosen, by selection and unit; None if that is not known.
        records: The recommendations.
        points: The points of interviews, in the order of their ids.
        text_spans: The position of each point's text, by its id.
        interviews: The number of interviews by unit, or None.
        interviewed: The number of interviews by unit and role; empty where no roles are declared.
        figures: The published counts.
    """

    units: tuple[RegisteredUnit, ...] = ()
    ratings: Mapping[str, RatingsFile] = field(default_factory=dict)
    available: Mapping[str, Mapping[str, bool | None]] = field(default_factory=dict)
    records: tuple[Recommendation, ...] = ()
    points: tuple[Point, ...] = ()
    text_spans: Mapping[str, Span] = field(default_factory=dict)
    interviews: Mapping[str, int] | None = None
    interviewed: Mapping[tuple[str, str], int] = field(default_factory=dict)
    figures: tuple[PublishedCount, ...] = ()
