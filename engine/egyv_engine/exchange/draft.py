"""Holds a drafted programme: what was found in other programs' files, and what a person must decide."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 40


class CannotDraftError(Exception):
    """No programme can be drafted from a file. The message says why, and what to do."""


@dataclass(slots=True, kw_only=True)
class DraftScale:
    """A scale; its answers in the order in which they were found.

    Attributes:
        has_order: Whether the answers are known to be listed weakest first.
        codes: The answer of each code in the files.
        blank: The answers that are as good as none.
        decide: What a person must decide.
    """

    id: str
    answers: list[str]
    has_order: bool
    codes: dict[str, str] = field(default_factory=dict)
    blank: list[str] = field(default_factory=list)
    decide: str | None = None


@dataclass(slots=True, kw_only=True)
class DraftQuestion:
    """A question, or several with the same answers that are asked over items.

    Attributes:
        scale: The id of a scale, or number, date or text.
        column: Its column, where that is not its id.
        items: The label of each item by its id; empty for a question without items.
        columns: The column of each item.
        several: What separates the items in a cell that holds all that were ticked.
        asked_if: A condition, as YAML on one line.
        waves: The waves whose files have the column.
        decide: What a person must decide.
    """

    id: str
    asks: str
    scale: str
    column: str | None = None
    items: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    several: str | None = None
    asked_if: str | None = None
    waves: list[str] = field(default_factory=list)
    decide: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class DraftWave:
    """A wave and its file.

    Attributes:
        file: The path within the programme's folder.
        data: The bytes of the file; None if there are no answers yet.
        options: The keys of the file in surveys/files.yaml, each with its value as YAML.
    """

    id: str
    file: str
    data: bytes | None
    options: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Draft:
    """A drafted programme."""

    title: str
    key: str
    key_is_found: bool
    waves: list[DraftWave]
    scales: dict[str, DraftScale] = field(default_factory=dict)
    questions: list[DraftQuestion] = field(default_factory=list)


def id_of(text: str, taken: Iterable[str] = ()) -> str:
    """Return a text as an id of small letters, digits and `_`, numbered if another one has it.

    Args:
        text: The name of a column, a label, or an answer.
        taken: The ids that others have.
    """
    made = _NOT_IN_IDS.sub("_", text.lower()).strip("_")[:_LONGEST_ID].strip("_") or "question"
    made = made if made[0].isalpha() else f"q_{made}"
    others, number, found = set(taken), 2, made
    while found in others:
        found, number = f"{made}_{number}", number + 1
    return found


def shared_scale(scales: Mapping[str, DraftScale], made: DraftScale) -> str | None:
    """Return the id of a scale with the same answers and codes; None if there is none.

    Args:
        scales: The scales so far.
        made: Another scale.
    """
    return next(
        (
            one.id
            for one in scales.values()
            if set(one.answers) == set(made.answers) and one.codes == made.codes and one.blank == made.blank
        ),
        None,
    )
