"""surveys/instrument.yaml: the questions."""

from collections.abc import Iterator, Mapping
from typing import Any

from egyv_engine.model.conditions import Condition
from egyv_engine.model.documents.answer_files import special_key
from egyv_engine.model.documents.programme_file import EVIDENCE, RECORDS
from egyv_engine.model.shapes import (
    ANSWER,
    COLUMN,
    CONDITION,
    ID,
    MARK,
    WORDS,
    ListOf,
    MapOf,
    ObjectOf,
    OneOf,
    WordOr,
    key,
)
from egyv_engine.model.sources import Sourced

ITEMS = ListOf(ID, scalar_too=True)

OPEN_VALUE_TYPES = ("number", "date", "text")  # what a question may hold instead of a scale


class NotAsked(Sourced):
    """The cohort, wave and items that a question was not asked of; a key that is left out means all."""

    cohort: str | None = key(ID, "The cohort.", "pilot", default=None)
    wave: str | None = key(ID, "The wave.", "before", default=None)
    items: tuple[str, ...] | str | None = key(
        ITEMS, "The items, or the name of a list.", ["evenings"], default=None
    )


class Comparable(Sourced):
    """A statement of whether answers of two waves can be compared; a key that is left out means all."""

    cohort: str | None = key(ID, "The cohort.", "pilot", default=None)
    items: tuple[str, ...] | str | None = key(
        ITEMS, "The items, or the name of a list.", ["evenings"], default=None
    )
    from_: str | None = key(ID, "The earlier wave.", "before", default=None, name="from")
    to: str | None = key(ID, "The later wave.", "after", default=None)
    is_: str = key(
        OneOf(("yes", "with_caution", "no")),
        "Whether the answers can be compared.",
        "with_caution",
        name="is",
    )
    note: str | None = key(
        WORDS,
        "Why they cannot be compared, or only with caution.",
        "The service moved in 2021.",
        default=None,
    )


class Question(Sourced):
    """A question of the survey."""

    id: str = key(
        ID, "The question's id, and its column in the answers files if none is named.", "opening_hours"
    )
    asks: str = key(WORDS, "The question as asked.", "How often is the library open late?")
    scale: str = key(ID, "A scale of rules/scales.yaml, or number, date or text.", "frequency")
    items: str | None = key(
        ID,
        "The basket over which it is asked; the columns are question.item if none are named.",
        "services",
        default=None,
    )
    column: str | Mapping[str, str] | None = key(
        WordOr(COLUMN, MapOf(COLUMN)),
        "Its column in the answers files, or the column in each wave.",
        "Is it open late?",
        default=None,
    )
    columns: str | Mapping[str, str | Mapping[str, str]] | None = key(
        WordOr(COLUMN, MapOf(WordOr(COLUMN, MapOf(COLUMN)))),
        "The columns of its items: a name with {item} in it, or the column of each item; either also by wave.",
        "Q4_{item}",
        default=None,
    )
    several: str | Mapping[str, str] | None = key(
        WordOr(MARK, MapOf(MARK)),
        "What separates the items in a cell that holds all that were ticked, or columns; also by wave.",
        ";",
        default=None,
    )
    other_answers: str = key(
        OneOf(("refused", "ignored")),
        "The words of a cell with several answers that are no item.",
        "ignored",
        default="refused",
    )
    codes: Mapping[str, str] | None = key(
        MapOf(ANSWER),
        "Of a number: what a data file holds instead of it, each word with its number.",
        {"Less than 1 year": 0, "More than 50 years": 51},
        default=None,
    )
    at_least: str | None = key(
        ANSWER, "Of a number or a date: the lowest answer that there can be.", 0, default=None
    )
    at_most: str | None = key(
        ANSWER, "Of a number or a date: the highest answer that there can be.", 100, default=None
    )
    dont_know: tuple[str, ...] | None = special_key(
        "Answers of a number, date or text that are counted, and satisfy no comparison.", "Don't know"
    )
    blank: tuple[str, ...] | None = special_key(
        "Answers of a number, date or text that are as good as none.", "-99"
    )
    not_applicable: tuple[str, ...] | None = special_key(
        "Answers of a number, date or text that put a unit outside the base.", "Not for us"
    )
    evidence: str | None = key(
        OneOf(EVIDENCE),
        "Whether units reported the answers, or they are records; as the programme says if left out.",
        RECORDS,
        default=None,
    )
    asked_if: Condition | None = key(
        CONDITION,
        "Asked only of units for which this holds.",
        {"question": "open_late", "is": "Yes"},
        default=None,
    )
    skipped_answers: str | None = key(
        OneOf(("refused", "ignored")),
        "The answers of units that asked_if did not ask; as the wave says if left out.",
        "ignored",
        default=None,
    )
    not_asked: tuple[NotAsked, ...] = key(
        ListOf(ObjectOf(NotAsked)),
        "The units that were not asked it.",
        [{"cohort": "pilot", "wave": "before"}],
        default=(),
    )
    comparable: tuple[Comparable, ...] = key(
        ListOf(ObjectOf(Comparable)),
        "Answers that cannot be compared, or only with caution.",
        [{"items": ["evenings"], "is": "with_caution", "note": "The service moved in 2021."}],
        default=(),
    )


class InstrumentFile(Sourced):
    """surveys/instrument.yaml: the questions."""

    lists: Mapping[str, tuple[str, ...]] | None = key(
        MapOf(ListOf(ID)),
        "Lists of items that several questions use.",
        {"new_services": ["evenings"]},
        default=None,
    )
    questions: tuple[Question, ...] = key(
        ListOf(ObjectOf(Question, "question")),
        "The questions, in order.",
        [{"id": "open_late", "asks": "Is it open late?", "scale": "yes_no"}],
    )


def names_of_columns(*declared: Any) -> Iterator[str]:
    """Yield every name of a column in what `column` and `columns` of a question hold, sound or not."""
    for value in declared:
        if isinstance(value, Mapping):
            yield from names_of_columns(*value.values())
        elif value is not None:
            yield str(value)
