"""The document kinds of reports/: which chapters say what, and in which words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.report import POLICIES
from egyv_engine.model.shapes import FLAG, ID, TEXT, ListOf, MapOf, NumberShape, ObjectOf, OneOf, key
from egyv_engine.model.supplements import STANCES

# What a block can show; each is a function of narrative/blocks.
BLOCKS = (
    *("notice", "text", "retrospective", "caution", "what_good_looks_like", "response", "selection"),
    *("interviews", "first_asked_list", "recommendations", "recommendations_summary", "overall", "headline"),
    *("principle_summary", "limitations", "cohort", "first_asked", "evidence", "programme_evidence"),
    *("largest_improvements", "declines", "gaps", "agreement"),
    *("findings_table", "baskets_table", "recommendations_table", "selection_table", "published_table"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPlan:
    """A part of a chapter."""

    show: str = key(OneOf(BLOCKS), "What it shows.", "cohort")
    heading: str | None = key(TEXT, "Its heading; it follows on without one.", "Evidence", default=None)
    text: str | None = key(TEXT, "The words of a text block.", "Libraries answered a survey.", default=None)
    indicators: tuple[str, ...] | None = key(
        ListOf(ID),
        "The indicators it may mention, in this order; all if left out.",
        ["open_late"],
        default=None,
    )
    order: str = key(
        OneOf(("size", "declared")),
        "Widest change first, or as the principle declares its indicators.",
        "size",
        default="size",
    )
    limit: Fraction = key(
        NumberShape(minimum=1, whole=True), "How many claims of a kind it says.", 3, default=Fraction(3)
    )
    stance: str | None = key(
        OneOf(STANCES), "Of evidence, the points of one stance; all if left out.", "gap", default=None
    )
    good_practice: bool | None = key(
        FLAG, "Of evidence, only points that are, or are not, good practice.", True, default=None
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterPlan:
    """A chapter of the report."""

    id: str = key(ID, "The chapter's id.", "summary")
    title: str | None = key(TEXT, "Its title; a principle's own if left out.", "Summary", default=None)
    for_each: str | None = key(
        OneOf(("principle",)), "One such chapter for each principle.", "principle", default=None
    )
    annex: bool = key(FLAG, "Whether it is an annex.", True, default=False)
    blocks: tuple[BlockPlan, ...] = key(
        ListOf(ObjectOf(BlockPlan)), "What it shows, in order.", [{"show": "principle_summary"}]
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFile:
    """reports/report.yaml: the chapters of the report."""

    title: str = key(TEXT, "The report's title.", "Reading for all: an assessment")
    numbers: str = key(
        OneOf(POLICIES), "How sentences write numbers.", "words_to_nine", default="words_to_nine"
    )
    chapters: tuple[ChapterPlan, ...] = key(
        ListOf(ObjectOf(ChapterPlan, "chapter")),
        "The chapters, in order.",
        [{"id": "summary", "title": "Summary", "blocks": [{"show": "principle_summary"}]}],
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingFile:
    """reports/wording.yaml: a phrase for each kind of claim, and words that no phrase may use."""

    phrases: Mapping[str, str | tuple[str, ...]] = key(
        MapOf(ListOf(TEXT, scalar_too=True)),
        "The phrases by kind of claim: one, or several that take turns.",
        {
            "rise": "{{ after.units_of_base }} {{ says }} {{ after.label }}, up from {{ before.n_of_base }} {{ before.label }}."
        },
    )
    forbidden_words: tuple[str, ...] = key(
        ListOf(TEXT, at_least=0), "Words that no phrase or text may use.", ["led to", "impact"], default=()
    )
    forbidden_words_without_history: tuple[str, ...] = key(
        ListOf(TEXT, at_least=0),
        "Words that no phrase may use of what has no earlier answer.",
        ["still", "no longer"],
        default=(),
    )
    number_words: tuple[str, ...] = key(
        ListOf(TEXT, at_least=0),
        "Words for numbers that no phrase or text may use: figures come from findings.",
        ["two", "twice"],
        default=(),
    )
    doc_path: DocumentPath = field(compare=False)
