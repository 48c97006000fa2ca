"""The document type of rules/selection.yaml: how units are ranked and picked, for case studies for example."""

from collections.abc import Mapping
from fractions import Fraction

from egyv_engine.model.conditions import Condition
from egyv_engine.model.document_path import Declaration
from egyv_engine.model.shapes import CONDITION, FILE, ID, NUMBER, WORDS, ListOf, MapOf, ObjectOf, OneOf, key
from egyv_engine.model.sources import Sourced

PARTS = ("top_third", "rest", "bottom_third")
TIES = ("up", "down")
PREFERENCES = ("highest", "nearest_median", "lowest")


class MeanOf(Declaration):
    """A file of scores other than the survey, one row per unit and subject; a unit's score is the mean of its own."""

    file: str = key(FILE, "The file, CSV or Parquet.", "surveys/sift.csv")
    unit: str = key(ID, "The column of the unit.", "library")
    subject: str = key(ID, "The column of the subject: principles, or words of the file's own.", "principle")
    value: str = key(ID, "The column of the score.", "score")
    lowest: Fraction | None = key(NUMBER, "The lowest score that there can be.", 1, default=None)
    highest: Fraction | None = key(NUMBER, "The highest score that there can be.", 5, default=None)
    meaning: str | None = key(
        WORDS,
        "What the scores mean, for the report.",
        "A high score is for strong evidence, a low one for weak evidence.",
        default=None,
    )
    sources: str | None = key(
        ID, "The column of what the score was based on, separated by semicolons.", "sources", default=None
    )


class RankBy(Declaration):
    """The value that units are ranked by, highest first: one of mean_of and scores."""

    mean_of: MeanOf | None = key(
        ObjectOf(MeanOf),
        "A file of scores.",
        {"file": "surveys/sift.csv", "unit": "library", "subject": "principle", "value": "score"},
        default=None,
    )
    scores: str | None = key(
        OneOf(("principles",)),
        "The programme's own scores: their mean over the principles.",
        "principles",
        default=None,
    )
    wave: str | None = key(ID, "The wave of the programme's own scores.", "before", default=None)


class Selection(Sourced):
    """Units picked, one per class, each with its reason."""

    label: str | None = key(
        WORDS,
        'What the report calls it, after "were chosen for"; its id in words if left out.',
        "visits",
        default=None,
    )
    per: str | None = key(
        OneOf(("cohort",)),
        "Picked in each cohort separately; among all units if left out.",
        "cohort",
        default=None,
    )
    rank_by: RankBy = key(
        ObjectOf(RankBy), "The scores by which units are ranked.", {"scores": "principles", "wave": "before"}
    )
    classes: Mapping[str, str] = key(
        MapOf(OneOf(PARTS)),
        "The classes, each with its part of the ranking.",
        {"strong": "top_third", "middling": "rest", "weak": "bottom_third"},
    )
    prefer: Mapping[str, str] = key(
        MapOf(OneOf(PREFERENCES)),
        "The preferred unit of each class.",
        {"strong": "highest", "middling": "nearest_median", "weak": "lowest"},
    )
    ties: str | None = key(
        OneOf(TIES),
        "The class of equal scores that would be in several: the higher (up) or the lower one; the one that holds most "
        "if left out.",
        "up",
        default=None,
    )
    available: Condition | None = key(
        CONDITION,
        "The units that can be chosen, by attributes; every unit if left out.",
        {"attribute": "willing", "is": "yes"},
        default=None,
    )
    must_vary_by: str | None = key(
        ID,
        "A column of the register whose value the chosen units must not all share.",
        "region",
        default=None,
    )
    fallback_order: tuple[str, ...] = key(
        ListOf(ID), "The classes whose choice may be replaced if they do, in order.", ["middling"], default=()
    )


class SelectionFile(Sourced):
    """rules/selection.yaml: which units are picked, and how."""

    selections: Mapping[str, Selection] = key(
        MapOf(ObjectOf(Selection, "selection")),
        "The selections.",
        {
            "case_studies": {
                "rank_by": {"scores": "principles", "wave": "before"},
                "classes": {"strong": "top_third"},
                "prefer": {"strong": "highest"},
            }
        },
    )
