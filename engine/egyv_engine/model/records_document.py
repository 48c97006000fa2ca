"""The document type of rules/records.yaml: recommendations, evidence, interviews and published figures."""

from collections.abc import Mapping

from egyv_engine.model.document_path import Declaration
from egyv_engine.model.shapes import ANSWER, FILE, ID, WORDS, ListOf, MapOf, ObjectOf, key
from egyv_engine.model.sources import SOURCE, Source, Sourced

YES_NO = ("yes", "no")


class Status(Declaration):
    """A possible outcome of a record, such as done or not done."""

    column: str = key(ID, "The column of the status.", "status")
    values: Mapping[str, str] = key(
        MapOf(ANSWER), "The statuses, each with its word in the file.", {"done": "Done", "partly": "In part"}
    )
    combined: Mapping[str, tuple[str, ...]] | None = key(
        MapOf(ListOf(ID)), "Statuses that are added up.", {"acted_on": ["done", "partly"]}, default=None
    )
    labels: Mapping[str, str] | None = key(
        MapOf(WORDS),
        "What the report calls a status; its id if left out.",
        {"partly": "in part"},
        default=None,
    )


class Reason(Declaration):
    """The column that says why a record has its status."""

    column: str = key(ID, "The column of the reason; blank if none is given.", "reason")
    values: tuple[str, ...] = key(
        ListOf(ID), "The reasons, as spelled in the file.", ["money", "staff", "law"]
    )
    groups: Mapping[str, tuple[str, ...]] | None = key(
        MapOf(ListOf(ID)), "Reasons that are added up.", {"resources": ["money", "staff"]}, default=None
    )
    labels: Mapping[str, str] | None = key(
        MapOf(WORDS),
        "What the report calls a reason or a group of reasons; its id if left out.",
        {"money": "lack of money"},
        default=None,
    )
    statuses: tuple[str, ...] | None = key(
        ListOf(ID),
        "The statuses that a reason explains; any if left out.",
        ["partly", "not_done"],
        default=None,
    )


class Recommendations(Declaration):
    """Records with a status, counted by cohort and principle."""

    file: str = key(FILE, "The file, CSV or Parquet.", "surveys/recommendations.csv")
    unit: str = key(ID, "The column of its unit.", "library")
    principle: str = key(ID, "The column of its principle.", "principle")
    status: Status = key(
        ObjectOf(Status), "Whether it was acted on.", {"column": "status", "values": {"done": "Done"}}
    )
    reason: Reason | None = key(
        ObjectOf(Reason),
        "The reason, if one is given.",
        {"column": "reason", "values": ["money"]},
        default=None,
    )
    source: Source | None = key(
        SOURCE, "The source of this entry.", {"document": "Review file"}, default=None
    )
    key: str = key(ID, "The column of a record's id.", "recommendation")


class EvidencePrinciple(Declaration):
    """The column that names the principle that a point is about."""

    column: str = key(ID, "The column of its principle.", "principle")
    whole_programme: str | None = key(
        ANSWER, "The word in that column for the programme as a whole.", "programme", default=None
    )


class EvidenceCohort(Declaration):
    """The column that names the cohort that a point comes from."""

    column: str = key(ID, "The column of its cohort.", "cohort")
    unknown: str | None = key(
        ANSWER, "The word in that column if the cohort is not known.", "unknown", default=None
    )


class EvidenceItems(Declaration):
    """The column that names the items of a point, separated by semicolons."""

    column: str = key(ID, "The column of its items.", "services")
    basket: str = key(ID, "The basket to which the items belong.", "services")


class Theme(Declaration):
    """A theme of points: what the report calls it, and what it bears on."""

    label: str = key(WORDS, "What the report calls it.", "Opening hours")
    part_of: str | None = key(ID, "The theme of which it is a part.", "access", default=None)
    bears_on: tuple[str, ...] | None = key(
        ListOf(ID), "The indicators that its points say something about.", ["open_late"], default=None
    )


class Evidence(Declaration):
    """Coded points from interviews."""

    file: str = key(FILE, "The file, CSV or Parquet.", "surveys/evidence.csv")
    principle: EvidencePrinciple = key(
        ObjectOf(EvidencePrinciple), "The principle that the point is about.", {"column": "principle"}
    )
    cohort: EvidenceCohort | None = key(
        ObjectOf(EvidenceCohort), "The cohort from which the point comes.", {"column": "cohort"}, default=None
    )
    items: EvidenceItems | None = key(
        ObjectOf(EvidenceItems),
        "The items that the point names.",
        {"column": "services", "basket": "services"},
        default=None,
    )
    role: str | None = key(
        ID, "The column of the role of the person who made the point.", "role", default=None
    )
    theme: str = key(ID, "The column of its theme.", "theme")
    themes: Mapping[str, Theme] | None = key(
        MapOf(ObjectOf(Theme)),
        "The themes, by the word for each in that column; any word is a theme if left out.",
        {"hours": {"label": "Opening hours", "bears_on": ["open_late"]}},
        default=None,
    )
    roles: Mapping[str, str] | None = key(
        MapOf(WORDS),
        "What the report calls a role of a person who made a point; the word in the file if left out.",
        {"it_manager": "IT manager"},
        default=None,
    )
    stance: str = key(ID, "The column of its stance: strength, gap or mixed.", "stance")
    good_practice: str = key(
        ID, "The column that holds yes for good practice, and otherwise no.", "good_practice"
    )
    summary: str = key(ID, "The column of the text.", "summary")
    source: Source | None = key(SOURCE, "The source of this entry.", {"document": "Interviews"}, default=None)
    key: str = key(ID, "The column of a point's id.", "id")


class Interviews(Declaration):
    """The file that lists the interviews."""

    file: str = key(FILE, "The file, CSV or Parquet.", "surveys/interviews.csv")
    unit: str = key(ID, "The column of its unit.", "library")
    role: str | None = key(
        ID, "The column of the role of the person who was interviewed.", "role", default=None
    )
    source: Source | None = key(SOURCE, "The source of this entry.", {"document": "Interviews"}, default=None)
    key: str = key(ID, "The column of an interview's id.", "interview")


class Differences(Declaration):
    """Why published figures differ from those found: the same columns, and a reason."""

    file: str = key(FILE, "The file, CSV or Parquet.", "surveys/published_differ.csv")
    reason: str = key(ID, "The column of reasons.", "reason")
    only: Mapping[str, str] | None = key(
        MapOf(ANSWER),
        "Use only rows with these words in these columns.",
        {"measure": "indicator"},
        default=None,
    )


class PublishedFigures(Declaration):
    """Counts published elsewhere, to compare with those found."""

    file: str = key(FILE, "The file, CSV or Parquet.", "surveys/published.csv")
    source: str = key(ID, "The column that says where it was published.", "source")
    indicator: str = key(ID, "The column of the indicator.", "indicator")
    item: str | None = key(ID, "The column of the item; blank if there is none.", "item", default=None)
    cohort: str | None = key(
        ID, "The column of the cohort; blank, or all, for a total over the cohorts.", "cohort", default=None
    )
    wave: str = key(ID, "The column of the wave.", "wave")
    count: str = key(ID, "The column of counts.", "count")
    base: str | None = key(ID, "The column of bases; blank if none was given.", "base", default=None)
    differences: Differences | None = key(
        ObjectOf(Differences),
        "The reasons why some counts differ from the engine's.",
        {"file": "surveys/published_differ.csv", "reason": "reason"},
        default=None,
    )


class RecordsFile(Sourced):
    """rules/records.yaml: data recorded other than the survey."""

    recommendations: Recommendations | None = key(
        ObjectOf(Recommendations, "recommendations"),
        "Records with a status.",
        {
            "file": "surveys/recommendations.csv",
            "key": "recommendation",
            "unit": "library",
            "principle": "principle",
            "status": {"column": "status", "values": {"done": "Done"}},
        },
        default=None,
    )
    evidence: Evidence | None = key(
        ObjectOf(Evidence, "evidence"),
        "Points from interviews.",
        {
            "file": "surveys/evidence.csv",
            "key": "id",
            "principle": {"column": "principle"},
            "theme": "theme",
            "stance": "stance",
            "good_practice": "good_practice",
            "summary": "summary",
        },
        default=None,
    )
    interviews: Interviews | None = key(
        ObjectOf(Interviews, "interviews"),
        "The units in which interviews took place.",
        {"file": "surveys/interviews.csv", "key": "interview", "unit": "library"},
        default=None,
    )
    published: PublishedFigures | None = key(
        ObjectOf(PublishedFigures, "published"),
        "Counts published elsewhere.",
        {
            "file": "surveys/published.csv",
            "source": "source",
            "indicator": "indicator",
            "wave": "wave",
            "count": "count",
        },
        default=None,
    )
