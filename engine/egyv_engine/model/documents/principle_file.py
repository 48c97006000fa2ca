"""principles/*.yaml: what good looks like, and the indicators that show it."""

from fractions import Fraction
from typing import Literal, TypeAlias, get_args

from egyv_engine.model.conditions import Condition
from egyv_engine.model.document_path import Declaration
from egyv_engine.model.documents.programme_file import EVIDENCE, RECORDS, Unit
from egyv_engine.model.shapes import (
    CONDITION,
    FLAG,
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

Direction: TypeAlias = Literal["higher", "lower", "none"]
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)


class Says(Declaration):
    """The declared wording of an indicator."""

    units: str = key(TEXT, "Follows 'eight areas ...'.", "had {{ item }} on offer")
    unit: str | None = key(
        TEXT, "Follows 'one area ...', where it is not the same.", "has {{ item }} on offer", default=None
    )
    items: str | None = key(
        TEXT,
        "Comes before 'eight areas'; follows 'evenings and events ...', unless it names the {{ items }} itself.",
        "{{ were }} on offer in",
        default=None,
    )
    item: str | None = key(
        TEXT, "The same for one item, where it is not the same.", "is on offer in", default=None
    )
    topic: str | None = key(
        WORDS,
        "What it is about, as the subject of 'rose' or 'fell'; the title in small letters if left out.",
        "late opening",
        default=None,
    )
    base: Unit | None = key(
        ObjectOf(Unit),
        "What sentences call the units of the base, where these are not all units.",
        {"one": "branch library", "many": "branch libraries"},
        default=None,
    )


class Target(Sourced):
    """A share to be reached at the later wave."""

    share_at_least: Fraction | None = key(
        NumberShape(0, 100), "At least this share, in per cent.", 80, default=None
    )
    share_at_most: Fraction | None = key(
        NumberShape(0, 100), "At most this share, in per cent.", 5, default=None
    )


class Indicator(Sourced):
    """A condition whose units are counted, and how the count is judged and worded."""

    id: str = key(ID, "The indicator's id.", "open_late")
    title: str = key(WORDS, "Its name in tables.", "Open late")
    for_each: str | None = key(ID, "The basket over which it is repeated.", "services", default=None)
    met_when: Condition = key(
        CONDITION, "The condition that a unit has to meet.", {"question": "open_late", "is": "Yes"}
    )
    base: Condition | None = key(
        CONDITION,
        "The units that are asked; everyone if left out.",
        {"question": "has_staff", "is": "Yes"},
        default=None,
    )
    items_compared: str | None = key(
        OneOf(("asked_in_both",)),
        "A comparison leaves out what one of the two waves did not ask.",
        "asked_in_both",
        default=None,
    )
    direction: Direction = key(
        OneOf(DIRECTIONS), "Whether higher or lower is better.", "higher", default="higher"
    )
    scored: bool = key(FLAG, "Whether it is part of scores.", True, default=True)
    summary: bool = key(
        FLAG,
        "Whether the report may pick it for its main points; an annex says so if not.",
        False,
        default=True,
    )
    weight: Fraction = key(NumberShape(minimum=0), "Its weight in scores.", 1, default=Fraction(1))
    criterion: str | None = key(ID, "The criterion that judges it.", "more_units", default=None)
    target: Target | None = key(
        ObjectOf(Target), "A share that should be reached.", {"share_at_least": 80}, default=None
    )
    evidence: str | None = key(
        OneOf(EVIDENCE),
        "Whether it counts what units reported, or records; as its questions say if left out.",
        RECORDS,
        default=None,
    )
    implies: str | None = key(
        ID,
        "The indicator that a unit meets if it meets this one; the report says where the counts contradict that.",
        "open_at_all",
        default=None,
    )
    says: Says = key(
        ObjectOf(Says),
        "What sentences say of the units that meet it: the words after their name.",
        {"units": "opened late"},
    )

    @property
    def has_vote(self) -> bool:
        """Return whether it has a vote in the scores of its principle."""
        return self.scored and self.direction != "none"


class Principle(Sourced):
    """principles/*.yaml: what good looks like, and the indicators that show it."""

    title: str = key(WORDS, "The principle's name.", "Open to all")
    what_good_looks_like: str = key(
        WORDS, "A description of good practice.", "Everyone can use the library when it suits them."
    )
    indicators: tuple[Indicator, ...] = key(
        ListOf(ObjectOf(Indicator, "indicator")),
        "The indicators, in order.",
        [
            {
                "id": "open_late",
                "title": "Open late",
                "met_when": {"question": "open_late", "is": "Yes"},
                "says": {"units": "opened late"},
            }
        ],
    )
