"""programme.yaml: who was surveyed, when, and what is compared."""

from collections.abc import Mapping
from fractions import Fraction

from egyv_engine.model.conditions import Condition
from egyv_engine.model.document_path import Declaration
from egyv_engine.model.documents.answers_source import AnswersSource
from egyv_engine.model.documents.register_declaration import Register
from egyv_engine.model.shapes import (
    ANSWER,
    CONDITION,
    FILE,
    FLAG,
    ID,
    TEXT,
    WORDS,
    ListOf,
    MapOf,
    NumberShape,
    ObjectOf,
    OneOf,
    WordOr,
    key,
    keys,
)
from egyv_engine.model.sources import Sourced

MISSING = ("blanks", "analysed_in_one_wave", "surveyed")
EACH_VALUE = "each_value"
DONT_KNOW_IS = ("either", "no")
HAS_ROW = "has_row"
RECORDS = "records"
EVIDENCE = ("reports", RECORDS)  # what was gathered: answers that somebody gave, or records


class Unit(Declaration):
    """The programme's words for the things that it surveys."""

    one: str = key(WORDS, "The word for one unit.", "library")
    many: str = key(WORDS, "The word for several units.", "libraries")


class CohortGroup(Declaration):
    """A cohort, by the values of its units."""

    is_: str | None = key(ANSWER, "The value of its units.", "Pilot 2020", default=None, name="is")
    is_one_of: tuple[str, ...] | None = key(
        ListOf(ANSWER), "The values of its units.", ["Pilot 2020", "Pilot 2021"], default=None
    )
    label: str | None = key(WORDS, "Its words in sentences; its id if left out.", "the pilot", default=None)


class AllUnits(Declaration):
    """The cohort that holds every unit."""

    label: str | None = key(
        WORDS, "Its words in sentences; `all` if left out.", "all libraries", default=None
    )


class CohortWords(Declaration):
    """The programme's words for its cohorts."""

    one: str = key(WORDS, "The word for one cohort, which follows its label.", "region")
    many: str = key(WORDS, "The word for several cohorts.", "regions")


class Cohorts(Declaration):
    """Groups of units, by an attribute of the register."""

    attribute: str = key(ID, "The column of the register that names a unit's cohort.", "cohort")
    ids: tuple[str, ...] | None = key(
        ListOf(ID), "The cohorts, in the order of the report.", ["pilot", "main"], default=None
    )
    groups: str | Mapping[str, CohortGroup] | None = key(
        WordOr(OneOf((EACH_VALUE,)), MapOf(ObjectOf(CohortGroup, "cohort"))),
        "Instead of ids: each cohort by the values of its units, or one cohort for each value.",
        EACH_VALUE,
        default=None,
    )
    others: str = key(
        OneOf(("refused", "left_out")), "The units of no cohort.", "left_out", default="refused"
    )
    all_: AllUnits | None = key(
        ObjectOf(AllUnits),
        "One more cohort, which holds every unit.",
        {"label": "all libraries"},
        default=None,
        name="all",
    )
    called: CohortWords | None = key(
        ObjectOf(CohortWords),
        "What the report calls cohorts, in place of the word of its phrasebook.",
        {"one": "region", "many": "regions"},
        default=None,
    )


class Retrospective(Sourced):
    """A cohort that gave its answers for this wave later, from memory."""

    cohort: str | None = key(ID, "The cohort; all if left out.", "main", default=None)
    note: str = key(WORDS, "What readers should know.", "Answered in 2021 about 2020.")


class Wave(Sourced):
    """A round of the survey."""

    id: str = key(ID, "The wave's id.", "before")
    label: str = key(WORDS, "Its words in sentences.", "before opening")
    answers: AnswersSource = key(
        WordOr(FILE, ObjectOf(AnswersSource), fills="file"),
        "The returns: a file with one row per unit, or what is read and how it is arranged.",
        "surveys/before.csv",
    )
    surveyed: Condition | None = key(
        CONDITION,
        "The units that were surveyed in this wave, by attributes; every unit if left out.",
        {"attribute": "opened", "below": "2021-09-01"},
        default=None,
    )
    returned_by: Condition | str | None = key(
        WordOr(OneOf((HAS_ROW,)), CONDITION),
        "The units that sent a return: by attributes, or those that have a row; every surveyed unit if left out.",
        {"attribute": "before_return", "is_one_of": ["returned", "late"]},
        default=None,
        name="returned",
    )
    analysed: Condition | None = key(
        CONDITION,
        "The returns that are analysed, by attributes; all of them if left out.",
        {"attribute": "before_return", "is": "returned"},
        default=None,
    )
    skipped_answers: str = key(
        OneOf(("refused", "ignored")),
        "The answers to questions that asked_if did not ask of the unit.",
        "ignored",
        default="refused",
    )
    retrospective: tuple[Retrospective, ...] = key(
        ListOf(ObjectOf(Retrospective)),
        "Cohorts that answered later, from memory.",
        [{"cohort": "main", "note": "Answered in 2021 about 2020."}],
        default=(),
    )

    @property
    def returned(self) -> Condition | None:
        """Return the condition that says which units sent a return; None if there is none."""
        return None if isinstance(self.returned_by, str) else self.returned_by

    @property
    def returns_are_rows(self) -> bool:
        """Return whether the units that sent a return are those that have a row."""
        return self.returned_by == HAS_ROW

    @property
    def source_name(self) -> str:
        """Return what messages call the source of its answers: the path of the file, or the query by the wave."""
        return self.answers.file or f"query of {self.id}"


class Comparison(Sourced):
    """Two waves that are compared."""

    from_: str = key(ID, "The earlier wave.", "before", name="from")
    to: str = key(ID, "The later wave.", "after")


class Minimum(Declaration):
    """Minimum sample sizes."""

    matched: Fraction = key(NumberShape(minimum=1, whole=True), "Matched units for a change to be judged.", 5)
    base_for_words: Fraction = key(NumberShape(minimum=1, whole=True), "Base for a quantity word.", 5)
    base_for_percentages: Fraction = key(
        NumberShape(minimum=1, whole=True), "Base for a percentage in words.", 30
    )
    coverage: Fraction = key(
        NumberShape(minimum=0, maximum=1), "Part of a score's weight that was evaluated.", 0.6
    )


class Reconstructed(Declaration):
    """A note for each kind of result that rests on what was in no source and was made up to fit the sources."""

    counts: str | None = key(
        WORDS,
        "On counts that no published figure backs.",
        "No published count backs this figure.",
        default=None,
    )
    changes: str | None = key(
        WORDS,
        "On which units changed their answers, and so on every net change and verdict.",
        "Which libraries changed their answers is not known.",
        default=None,
    )
    certainty: str | None = key(
        WORDS,
        "On whether missing answers could change a verdict.",
        "Which libraries did not answer is not known.",
        default=None,
    )
    scores: str | None = key(
        WORDS, "On the scores of units.", "Scores rest on answers that were made up.", default=None
    )
    measures_met: str | None = key(
        WORDS,
        "On how many of several measures units meet.",
        "Which library gave which answers is not known.",
        default=None,
    )
    recommendations_by_principle: str | None = key(
        WORDS,
        "On recommendations by principle.",
        "The principle of each recommendation is not known.",
        default=None,
    )
    recommendation_reasons: str | None = key(
        WORDS,
        "On why recommendations have their status.",
        "The reason for each recommendation is not known.",
        default=None,
    )
    recommendations_by_unit: str | None = key(
        WORDS,
        "On recommendations by unit.",
        "The library of each recommendation is not known.",
        default=None,
    )
    selection_scores: str | None = key(
        WORDS,
        "On the scores by which units were selected.",
        "The scores of the documents are made up.",
        default=None,
    )
    interviews_by_unit: str | None = key(
        WORDS,
        "On interviews by unit and role.",
        "Where each interview was held is not known.",
        default=None,
    )

    @property
    def notes(self) -> Mapping[str, str]:
        """Return the notes that are given, by kind of result."""
        given = ((each.field, getattr(self, each.field)) for each in keys(Reconstructed))
        return {kind: note for kind, note in given if note is not None}


class AcceptedWarning(Declaration):
    """A warning that is accepted in the whole programme, or about one row of a data file."""

    code: str = key(ID, "The code of the warning.", "EGY418")
    row: str | None = key(
        TEXT,
        "The id of the row of a data file that the warning is about; any if left out.",
        "p1",
        default=None,
    )
    reason: str = key(TEXT, "Why the warning is accepted.", "The scale is kept for the next wave.")


class ProgrammeFile(Sourced):
    """programme.yaml: who was surveyed, when, and what is compared."""

    language: Fraction = key(
        NumberShape(minimum=2, maximum=2, whole=True), "The edition of the rule language.", 2
    )
    programme: str = key(WORDS, "The programme's name.", "Reading for all 2020-22")
    notice: str | None = key(
        WORDS, "A text that is shown with every report and result.", "Made-up data.", default=None
    )
    reconstructed: Reconstructed | None = key(
        ObjectOf(Reconstructed),
        "What is reconstructed, by kind of result; the report marks whatever rests on it.",
        {"changes": "Which libraries changed their answers is not known."},
        default=None,
    )
    unit: Unit = key(ObjectOf(Unit), "The words for the units.", {"one": "library", "many": "libraries"})
    names_units: bool | None = key(
        FLAG,
        "Whether units may be named: true, also in the report and in files to publish; false, nowhere; "
        "without the key, only in explanations.",
        True,
        default=None,
    )
    register: Register = key(
        ObjectOf(Register),
        "The file that lists every surveyed unit.",
        {"file": "surveys/libraries.csv", "key": "library"},
    )
    cohorts: Cohorts | None = key(
        ObjectOf(Cohorts, "cohorts"),
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
    evidence: str = key(
        OneOf(EVIDENCE),
        "Whether units reported the answers, or they are records, of which no sentence says that anybody answered.",
        RECORDS,
        default="reports",
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
