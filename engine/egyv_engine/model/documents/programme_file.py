"""programme.yaml: who was surveyed, when, and what is compared."""

from dataclasses import dataclass, field
from fractions import Fraction

from egyv_engine.model.conditions import Condition
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.shapes import (
    CONDITION,
    FILE,
    ID,
    TEXT,
    WORDS,
    ListOf,
    NumberShape,
    ObjectOf,
    OneOf,
    key,
)
from egyv_engine.model.sources import Sourced

MISSING = ("blanks", "analysed_in_one_wave", "surveyed")
DONT_KNOW_IS = ("either", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The programme's words for the things that it surveys."""

    one: str = key(WORDS, "The word for one unit.", "library")
    many: str = key(WORDS, "The word for several units.", "libraries")
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The file that lists every unit surveyed; its other columns are attributes."""

    file: str = key(FILE, "The register, a CSV or Parquet file.", "surveys/libraries.csv")
    key: str = key(ID, "The column that holds a unit's id, here and in every answers file.", "library")
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohorts:
    """Groups of units, by an attribute of the register."""

    attribute: str = key(ID, "The column of the register that names a unit's cohort.", "cohort")
    ids: tuple[str, ...] = key(ListOf(ID), "The cohorts, in the order of the report.", ["pilot", "main"])
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrospective(Sourced):
    """A cohort that gave its answers for this wave later, from memory."""

    cohort: str | None = key(ID, "The cohort; all if left out.", "main", default=None)
    note: str = key(WORDS, "What readers should know.", "Answered in 2021 about 2020.")
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave(Sourced):
    """A round of the survey."""

    id: str = key(ID, "The wave's id.", "before")
    label: str = key(WORDS, "Its words in sentences.", "before opening")
    answers: str = key(FILE, "The returns, one row per unit.", "surveys/before.csv")
    returned: Condition | None = key(
        CONDITION,
        "The units that sent a return, by attributes; every unit if left out.",
        {"attribute": "before_return", "is_one_of": ["returned", "late"]},
        default=None,
    )
    analysed: Condition | None = key(
        CONDITION,
        "The returns that are analysed, by attributes; all of them if left out.",
        {"attribute": "before_return", "is": "returned"},
        default=None,
    )
    retrospective: tuple[Retrospective, ...] = key(
        ListOf(ObjectOf(Retrospective)),
        "Cohorts that answered later, from memory.",
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
    """Minimum sample sizes."""

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
class AcceptedWarning:
    """A warning that is accepted in the whole programme."""

    code: str = key(ID, "The code of the warning.", "EGY418")
    reason: str = key(TEXT, "Why the warning is accepted.", "The scale is kept for the next wave.")
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFile(Sourced):
    """programme.yaml: who was surveyed, when, and what is compared."""

    language: Fraction = key(
        NumberShape(minimum=2, maximum=2, whole=True), "The edition of the rule language.", 2
    )
    programme: str = key(WORDS, "The programme's name.", "Reading for all 2020-22")
    notice: str | None = key(
        WORDS, "A text that is shown with every report and result.", "Made-up data.", default=None
    )
    unit: Unit = key(ObjectOf(Unit), "The words for the units.", {"one": "library", "many": "libraries"})
    register: Register = key(
        ObjectOf(Register),
        "The file that lists every surveyed unit.",
        {"file": "surveys/libraries.csv", "key": "library"},
    )
    cohorts: Cohorts | None = key(
        ObjectOf(Cohorts),
        "Groups reported separately.",
        {"attribute": "cohort", "ids": ["pilot", "main"]},
        default=None,
    )
    waves: tuple[Wave, ...] = key(
        ListOf(ObjectOf(Wave, "wave")),
        "The rounds of the survey, in order of time.",
        [{"id": "before", "label": "before opening", "answers": "surveys/before.csv"}],
    )
    comparisons: tuple[Comparison, ...] = key(
        ListOf(ObjectOf(Comparison), at_least=0),
        "The pairs of waves that are compared.",
        [{"from": "before", "to": "after"}],
        default=(),
    )
    principles: tuple[str, ...] = key(
        ListOf(ID), "The principles, in order, by file name.", ["access", "staff"]
    )
    missing: str = key(
        OneOf(MISSING), "The outcomes that could have gone either way.", "analysed_in_one_wave"
    )
    dont_know_is: str = key(
        OneOf(DONT_KNOW_IS), "What a don't-know answer could have been.", "either", default="either"
    )
    default_criterion: str = key(ID, "The criterion of an indicator that names none.", "more_units")
    minimum: Minimum = key(
        ObjectOf(Minimum),
        "The minimum sample sizes, and the minimum coverage of a score.",
        {"matched": 5, "base_for_words": 5, "base_for_percentages": 30, "coverage": 0.6},
    )
    accepted_warnings: tuple[AcceptedWarning, ...] = key(
        ListOf(ObjectOf(AcceptedWarning, "accepted warning")),
        "Warnings that are accepted in the whole programme.",
        [{"code": "EGY418", "reason": "The scale is kept for the next wave."}],
        default=(),
    )
    doc_path: DocumentPath = field(compare=False)
