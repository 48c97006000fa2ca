"""A programme while it is drawn: what there is to draw from, and its files as YAML and CSV."""

import csv
import io
import json
import re
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

WAVES = ("first", "second", "third")
BASKETS = {"tools": ["saw", "axe", "file", "plane"], "teams": ["red", "blue", "green"]}
SUBSETS = {"sharp": ("tools", ["axe", "saw"]), "warm": ("teams", ["red"])}
SCALES: dict[str, Any] = {
    "yes_no": ["No", "Yes"],
    "amount": ["None", "A little", "Substantial"],
    "often": ["Never", "Rarely", "Sometimes", "Regularly", "Always"],
    "plain": {"answers": ["Low", "Middle", "High"], "dont_know": ["Cannot say", "No idea"]},
    "bare": {"answers": ["Off", "On"], "dont_know": [], "blank": [], "not_applicable": []},
    "wood": {"choices": ["Oak", "Ash", "Elm"], "not_applicable": ["No wood"]},
    "fussy": {
        "answers": ["Bad", "Fair", "Good"],
        "blank": ["No reply", "-9"],
        "not_applicable": ["Not for us"],
    },
}
SPECIAL = ("dont_know", "blank", "not_applicable")
DEFAULT_WORDS: dict[str, list[list[str]]] = {
    "dont_know": [["Don't know"], ["Don't know", "Not sure"], []],
    "blank": [[], ["-99"], ["Refused", "-99"]],
    "not_applicable": [[], ["Not applicable"]],
}
CRITERIA = {
    "more_units": "{judged_on: matched, improved: {net_at_least: 1}, declined: {net_at_most: -1}}",
    "two_units": "{judged_on: matched, improved: {net_at_least: 2}, declined: {net_at_most: -2}}",
    "held": "{judged_on: matched, improved: {net_at_least: 0}, declined: {net_at_most: -1}}",
    "points": "{judged_on: matched, improved: {share_change_at_least: 33.3}, declined: {share_change_at_most: -25}}",
    "shares": "{judged_on: all, improved: {share_change_at_least: 10}, declined: {share_change_at_most: -12.5}}",
    "both": "{judged_on: matched, improved: {net_at_least: 1, share_change_at_least: 50},"
    " declined: {net_at_most: -1, share_change_at_most: -20}}",
    "crossed": "{judged_on: matched, improved: {net_at_least: 0}, declined: {share_change_at_most: -5}}",
}
REGIONS = ("North", "South", "Far, far away")  # each has a unit, because a rule may not name what nobody has
DAY_ONE = date(2015, 1, 1)
Condition = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Menu:
    """The parts of the language that the programmes of a test may contain."""

    blanks: bool = True  # blank cells, units that did not return, blank attributes
    dont_know: bool = True
    answered: bool = True
    number_of: bool = True
    quantiles: bool = True
    division: bool = True
    is_small: bool = False  # few units, two waves, short scales and no items


def flow(value: Any) -> str:
    """YAML in flow style; numbers and dates plain, other texts plain or quoted as they need."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return text if re.fullmatch(r"-?[A-Za-z0-9_][A-Za-z0-9_. /-]*", text) and text != "" else json.dumps(text)


def block(document: dict[str, Any]) -> bytes:
    """A file: a line a key, and a line for each entry of its lists and mappings."""
    lines = []
    for key, value in document.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines += [f"{key}:", *(f"  - {flow(entry)}" for entry in value)]
        elif isinstance(value, dict):
            lines += [f"{key}:", *(f"  {inner}: {flow(entry)}" for inner, entry in value.items())]
        else:
            lines.append(f"{key}: {flow(value)}")
    return ("\n".join(lines) + "\n").encode()


def table(columns: list[str], rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def wider(basket: str | None) -> list[str]:
    """The basket and those it is a subset of."""
    if basket is None:
        return []
    return [basket, *(wider(SUBSETS[basket][0]) if basket in SUBSETS else [])]


def items(basket: str) -> list[str]:
    return SUBSETS[basket][1] if basket in SUBSETS else BASKETS[basket]


def answers_of(scale: str) -> list[str]:
    as_written = SCALES[scale]
    if isinstance(as_written, dict):
        as_written = as_written.get("answers", as_written.get("choices"))
    return list(as_written)


def is_ordered(scale: str) -> bool:
    return not (isinstance(SCALES[scale], dict) and "choices" in SCALES[scale])


@dataclass(kw_only=True)
class Drafting:
    """A programme while it is drawn; `chance` shrinks towards the simple choice."""

    random: Random
    menu: Menu
    waves: list[str] = field(default_factory=list)
    cohorts: list[str] = field(default_factory=list)
    comparisons: list[tuple[str, str]] = field(default_factory=list)
    default_words: dict[str, list[str]] = field(default_factory=dict)
    questions: list[dict[str, Any]] = field(default_factory=list)
    indicators: list[dict[str, Any]] = field(default_factory=list)
    counting: set[str] = field(default_factory=set)  # indicators whose condition holds a number_of
    backward: set[str] = field(default_factory=set)  # indicators whose condition names from or to

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) >= 100 - percent

    def pick(self, options: Any) -> Any:
        return self.random.choice(list(options))

    def some(self, options: list[Any], least: int = 1, most: int = 99) -> list[Any]:
        count = self.random.randint(least, min(most, len(options)))
        chosen = set(self.random.sample(range(len(options)), count))
        return [option for k, option in enumerate(options) if k in chosen]

    def questions_of(self, kinds: set[str]) -> list[dict[str, Any]]:
        return [one for one in self.questions if one["scale"] in kinds]

    def words(self, one: dict[str, Any], name: str) -> list[str]:
        """The special answers of a question, of one sort."""
        own = SCALES.get(one["scale"], one)
        return list(own[name] if isinstance(own, dict) and name in own else self.default_words[name])


@dataclass(kw_only=True)
class Scope:
    """The scope of a condition: its basket, and the names that it may use."""

    basket: str | None = None
    wave: str | None = None  # the only wave that may be read, which fixes the condition in time
    pairs: bool = False  # from and to
    others: int = 10  # how often another wave is named, in percent
    met: bool = True
    number_of: bool = True
    quantiles: bool = True
    negated: bool = False
