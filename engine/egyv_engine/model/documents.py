"""The document kinds of a programme. Each field says what its YAML key holds: schemas and parser are made from here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from egyv_engine.model.conditions import Condition
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.report_document import ReportFile, WordingFile
from egyv_engine.model.shapes import (
    ANSWER,
    CONDITION,
    FILE,
    FLAG,
    ID,
    NUMBER,
    TEXT,
    ListOf,
    ListOr,
    MapOf,
    NumberShape,
    ObjectOf,
    OneOf,
    key,
)

if TYPE_CHECKING:  # they use the shapes of this module
    from egyv_engine.model.records_document import RecordsFile
    from egyv_engine.model.selection_document import SelectionFile

DIRECTIONS = ("higher", "lower", "none")
MISSING = ("blanks", "analysed_in_one_wave", "surveyed")
OPEN_KINDS = ("number", "date", "text")  # what a question may hold instead of a scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a rule comes from."""

    document: str | None = key(TEXT, "The document.", "Survey handbook", default=None)
    paragraph: str | None = key(TEXT, "The paragraph, page or table.", "3.2", default=None)
    checked: str | None = key(
        TEXT, "Who checked it against the document, or when.", "2026-03-01", default=None
    )
    doc_path: DocumentPath = field(compare=False)


SOURCE = ObjectOf(Source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """What says where it comes from and why it is so."""

    source: Source | None = key(
        SOURCE, "Where this comes from.", {"document": "Survey handbook"}, default=None
    )
    rationale: str | None = key(TEXT, "Why it is so.", "Agreed with the board.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What the programme calls the things it surveys."""

    one: str = key(TEXT, "One of them.", "library")
    many: str = key(TEXT, "Several of them.", "libraries")
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The file that lists every unit surveyed; its other columns are attributes."""

    file: str = key(FILE, "The register, a CSV or Parquet file.", "surveys/libraries.csv")
    key: str = key(ID, "The column that holds a unit's id, here and in every answers file.", "library")
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohorts:
    """Groups of units told apart by an attribute."""

    attribute: str = key(ID, "The column of the register that names a unit's cohort.", "cohort")
    ids: tuple[str, ...] = key(ListOf(ID), "The cohorts, in the order of the report.", ["pilot", "main"])
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrospective(Sourced):
    """A cohort that gave its answers for this wave later, from memory."""

    cohort: str | None = key(ID, "The cohort; all if left out.", "main", default=None)
    note: str = key(TEXT, "What readers should know.", "Answered in 2021 about 2020.")
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave(Sourced):
    """A round of the survey."""

    id: str = key(ID, "The wave's id.", "before")
    said: str = key(TEXT, "How sentences call it.", "before opening")
    answers: str = key(FILE, "The returns, one row a unit.", "surveys/before.csv")
    returned: Condition | None = key(
        CONDITION,
        "Which units sent a return, by attributes; every unit if left out.",
        {"attribute": "before_return", "is_one_of": ["returned", "late"]},
        default=None,
    )
    analysed: Condition | None = key(
        CONDITION,
        "Which returns are analysed, by attributes; all of them if left out.",
        {"attribute": "before_return", "is": "returned"},
        default=None,
    )
    looking_back: tuple[Retrospective, ...] = key(
        ListOf(ObjectOf(Retrospective)),
        "Cohorts whose answers look back.",
        [{"cohort": "main", "note": "Answered in 2021 about 2020."}],
        default=(),
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Sourced):
    """Two waves that are compared."""

    from_: str = key(ID, "The earlier wave.", "before", name="from")
    to: str = key(ID, "The later wave.", "after")
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum:
    """Least numbers for what may be said."""

    matched: Fraction = key(NumberShape(minimum=1, whole=True), "Matched units for a change to be judged.", 5)
    base_for_words: Fraction = key(NumberShape(minimum=1, whole=True), "Base for a quantity word.", 5)
    base_for_percentages: Fraction = key(
        NumberShape(minimum=1, whole=True), "Base for a percentage in words.", 30
    )
    coverage: Fraction = key(
        NumberShape(minimum=0, maximum=1), "Part of a score's weight that was evaluated.", 0.6
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFile(Sourced):
    """programme.yaml: who was surveyed, when, and what is compared."""

    programme: str = key(TEXT, "The programme's name.", "Reading for all 2020-22")
    notice: str | None = key(TEXT, "Printed on every report and result.", "Made-up data.", default=None)
    unit: Unit = key(ObjectOf(Unit), "What is surveyed.", {"one": "library", "many": "libraries"})
    register: Register = key(
        ObjectOf(Register), "Who is surveyed.", {"file": "surveys/libraries.csv", "key": "library"}
    )
    cohorts: Cohorts | None = key(
        ObjectOf(Cohorts),
        "Groups reported apart.",
        {"attribute": "cohort", "ids": ["pilot", "main"]},
        default=None,
    )
    waves: tuple[Wave, ...] = key(
        ListOf(ObjectOf(Wave, "wave")),
        "The rounds of the survey, in order of time.",
        [{"id": "before", "said": "before opening", "answers": "surveys/before.csv"}],
    )
    comparisons: tuple[Comparison, ...] = key(
        ListOf(ObjectOf(Comparison), at_least=0),
        "Which waves are compared.",
        [{"from": "before", "to": "after"}],
        default=(),
    )
    principles: tuple[str, ...] = key(
        ListOf(ID), "The principles, in order, by file name.", ["access", "staff"]
    )
    missing: str = key(OneOf(MISSING), "Who could have gone either way.", "analysed_in_one_wave")
    default_criterion: str = key(ID, "The criterion of an indicator that names none.", "more_units")
    minimum: Minimum = key(
        ObjectOf(Minimum),
        "Least numbers for what may be said.",
        {"matched": 5, "base_for_words": 5, "base_for_percentages": 30, "coverage": 0.6},
    )
    doc_path: DocumentPath = field(compare=False)


ITEMS = ListOf(ID, scalar_too=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAsked(Sourced):
    """Of whom a question was not asked; a part left out means all."""

    cohort: str | None = key(ID, "The cohort.", "pilot", default=None)
    wave: str | None = key(ID, "The wave.", "before", default=None)
    items: tuple[str, ...] | str | None = key(
        ITEMS, "The items, or the name of a list.", ["evenings"], default=None
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparable(Sourced):
    """Whether answers of two waves can be compared; a part left out means all."""

    cohort: str | None = key(ID, "The cohort.", "pilot", default=None)
    items: tuple[str, ...] | str | None = key(
        ITEMS, "The items, or the name of a list.", ["evenings"], default=None
    )
    from_: str | None = key(ID, "The earlier wave.", "before", default=None, name="from")
    to: str | None = key(ID, "The later wave.", "after", default=None)
    is_: str = key(OneOf(("yes", "with_care", "no")), "Whether they can.", "with_care", name="is")
    note: str | None = key(TEXT, "Why not, or why with care.", "The service moved in 2021.", default=None)
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Sourced):
    """A question of the survey."""

    id: str = key(ID, "The question's id, the column in the answers files.", "opening_hours")
    asks: str = key(TEXT, "The question as asked.", "How often is the library open late?")
    scale: str = key(ID, "A scale of rules/scales.yaml, or number, date or text.", "frequency")
    items: str | None = key(
        ID, "The basket it is asked over; columns are question.item.", "services", default=None
    )
    asked_if: Condition | None = key(
        CONDITION,
        "Asked only of units for which this holds.",
        {"question": "open_late", "is": "Yes"},
        default=None,
    )
    not_asked: tuple[NotAsked, ...] = key(
        ListOf(ObjectOf(NotAsked)),
        "Of whom it was not asked.",
        [{"cohort": "pilot", "wave": "before"}],
        default=(),
    )
    comparable: tuple[Comparable, ...] = key(
        ListOf(ObjectOf(Comparable)),
        "What cannot be compared, or only with care.",
        [{"items": ["evenings"], "is": "with_care", "note": "The service moved in 2021."}],
        default=(),
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentFile(Sourced):
    """surveys/instrument.yaml: the questions."""

    lists: Mapping[str, tuple[str, ...]] | None = key(
        MapOf(ListOf(ID)),
        "Lists of items used by several questions.",
        {"new_services": ["evenings"]},
        default=None,
    )
    questions: tuple[Question, ...] = key(
        ListOf(ObjectOf(Question, "question")),
        "The questions, in order.",
        [{"id": "open_late", "asks": "Is it open late?", "scale": "yes_no"}],
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Sourced):
    """The answers of a question, weakest first, and those that never count. None: the file's default."""

    answers: tuple[str, ...] = key(ListOf(ANSWER, at_least=2), "The answers, weakest first.", ["No", "Yes"])
    never_counts: tuple[str, ...] | None = key(
        ListOf(ANSWER, at_least=0), "Answers that satisfy no comparison.", ["Don't know"], default=None
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleDefaults:
    """What holds of every scale that does not say otherwise."""

    never_counts: tuple[str, ...] = key(
        ListOf(ANSWER, at_least=0), "Answers that satisfy no comparison.", ["Don't know"], default=()
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalesFile(Sourced):
    """rules/scales.yaml: the answers."""

    defaults: ScaleDefaults | None = key(
        ObjectOf(ScaleDefaults), "What holds of every scale.", {"never_counts": ["Don't know"]}, default=None
    )
    scales: Mapping[str, Scale] = key(
        MapOf(ListOr(ListOf(ANSWER, at_least=2), ObjectOf(Scale, "scale"))),
        "Each scale: its answers, weakest first.",
        {"yes_no": ["No", "Yes"]},
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Sourced):
    """An item of a basket."""

    label: str = key(TEXT, "How sentences call it.", "evening opening")
    verb: str = key(OneOf(("singular", "plural")), "Which verb it takes.", "plural", default="singular")
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basket(Sourced):
    """Items a question is asked over: items with labels, or a subset of another basket."""

    label: str | None = key(TEXT, "How the report calls the basket.", "services", default=None)
    items: Mapping[str, Item] | tuple[str, ...] = key(
        ListOr(ListOf(ID), MapOf(ObjectOf(Item))),
        "The items with their labels; of a subset, the items' ids.",
        {"evenings": {"label": "evening opening"}},
    )
    subset_of: str | None = key(ID, "The basket it is part of.", "services", default=None)
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketsFile(Sourced):
    """rules/baskets.yaml: the items that questions are asked over."""

    baskets: Mapping[str, Basket] = key(
        MapOf(ObjectOf(Basket, "basket")),
        "The baskets.",
        {"services": {"items": {"evenings": {"label": "evening opening"}}}},
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Improved:
    """The region called improved; all that is given must hold."""

    net_at_least: Fraction | None = key(
        NumberShape(whole=True), "Units gained less units lost.", 1, default=None
    )
    share_change_at_least: Fraction | None = key(NUMBER, "Change of the share, in points.", 10, default=None)
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """The region called declined; all that is given must hold."""

    net_at_most: Fraction | None = key(
        NumberShape(whole=True), "Units gained less units lost.", -1, default=None
    )
    share_change_at_most: Fraction | None = key(NUMBER, "Change of the share, in points.", -10, default=None)
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Sourced):
    """When a change is called improved or declined."""

    judge: str = key(OneOf(("matched", "all")), "Judged on matched units, or on the two shares.", "matched")
    improved: Improved = key(ObjectOf(Improved), "The region called improved.", {"net_at_least": 1})
    declined: Declined = key(ObjectOf(Declined), "The region called declined.", {"net_at_most": -1})
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaFile(Sourced):
    """rules/criteria.yaml: when a change is called improved or declined."""

    criteria: Mapping[str, Criterion] = key(
        MapOf(ObjectOf(Criterion, "criterion")),
        "The criteria.",
        {
            "more_units": {
                "judge": "matched",
                "improved": {"net_at_least": 1},
                "declined": {"net_at_most": -1},
            }
        },
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Scores of units by principle."""

    per_principle: bool = key(FLAG, "Whether each unit gets a score for each principle.", True)
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringFile(Sourced):
    """rules/scoring.yaml: how units are scored."""

    scores: Scores = key(ObjectOf(Scores), "Which scores are given.", {"per_principle": True})
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """The declared wording of an indicator."""

    units: str = key(TEXT, "Follows 'eight areas ...'.", "had {{ item }} on offer")
    items: str | None = key(
        TEXT, "Follows 'evenings and events ...'.", "{{ were }} on offer in", default=None
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Sourced):
    """A share to be reached at the later wave."""

    share_at_least: Fraction | None = key(
        NumberShape(0, 100), "At least this share, in per cent.", 80, default=None
    )
    share_at_most: Fraction | None = key(
        NumberShape(0, 100), "At most this share, in per cent.", 5, default=None
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Sourced):
    """A condition whose units are counted, and how the count is judged and said."""

    id: str = key(ID, "The indicator's id.", "open_late")
    title: str = key(TEXT, "Its name in tables.", "Open late")
    for_each: str | None = key(ID, "The basket it is repeated over.", "services", default=None)
    counts: Condition = key(CONDITION, "When a unit counts.", {"question": "open_late", "is": "Yes"})
    base: Condition | None = key(
        CONDITION, "Who is asked; everyone if left out.", {"question": "has_staff", "is": "Yes"}, default=None
    )
    over: str | None = key(
        OneOf(("asked_in_both",)), "Count the leaves asked in both waves.", "asked_in_both", default=None
    )
    direction: str = key(OneOf(DIRECTIONS), "Whether higher or lower is better.", "higher", default="higher")
    scored: bool = key(FLAG, "Whether it is part of scores.", True, default=True)
    weight: Fraction = key(NumberShape(minimum=0), "Its weight in scores.", 1, default=Fraction(1))
    criterion: str | None = key(ID, "The criterion that judges it.", "more_units", default=None)
    target: Target | None = key(
        ObjectOf(Target), "A share to be reached.", {"share_at_least": 80}, default=None
    )
    says: Says = key(ObjectOf(Says), "Its wording.", {"units": "opened late"})
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle(Sourced):
    """principles/*.yaml: what good looks like, and the indicators that show it."""

    title: str = key(TEXT, "The principle's name.", "Open to all")
    good: str = key(TEXT, "What good looks like.", "Everyone can use the library when it suits them.")
    indicators: tuple[Indicator, ...] = key(
        ListOf(ObjectOf(Indicator, "indicator")),
        "The indicators, in order.",
        [
            {
                "id": "open_late",
                "title": "Open late",
                "counts": {"question": "open_late", "is": "Yes"},
                "says": {"units": "opened late"},
            }
        ],
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """Every document of a programme that is sound; what is broken is named in `broken` as (kind, id)."""

    file: ProgrammeFile
    instrument: InstrumentFile
    scales: ScalesFile
    baskets: BasketsFile
    criteria: CriteriaFile
    scoring: ScoringFile | None
    selection: "SelectionFile | None"
    records: "RecordsFile | None"
    principles: Mapping[str, Principle]
    report: ReportFile | None = None
    wording: WordingFile | None = None
    broken: frozenset[tuple[str, str]] = field(default=frozenset(), compare=False)

    def data_files(self) -> Iterator[str]:
        """The data files that the programme names: the register, the answers, and those of selections and records."""
        yield self.file.register.file
        yield from (wave.answers for wave in self.file.waves)
        for selection in self.selection.selections.values() if self.selection else ():
            if selection.rank_by.mean_of is not None:
                yield selection.rank_by.mean_of.file
        records = self.records
        if records is not None:
            published = records.published
            named = (records.recommendations, records.evidence, records.interviews, published)
            yield from (part.file for part in named if part is not None)
            if published is not None and published.differ is not None:
                yield published.differ.file
