"""Hypothesis strategies for small valid programmes: YAML and CSV files that reach every construct of the language."""

import csv
import io
import json
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.oracle.conditions import Conditions
from tests.oracle.reading import Programme

WAVES = ("first", "second", "third")
BASKETS = {"tools": ["saw", "axe", "file", "plane"], "teams": ["red", "blue", "green"]}
SUBSETS = {"sharp": ("tools", ["axe", "saw"]), "warm": ("teams", ["red"])}
SCALES: dict[str, Any] = {
    "yes_no": ["No", "Yes"],
    "amount": ["None", "A little", "Substantial"],
    "often": ["Never", "Rarely", "Sometimes", "Regularly", "Always"],
    "plain": {"answers": ["Low", "Middle", "High"], "dont_know": ["Cannot say", "No idea"]},
    "bare": {"answers": ["Off", "On"], "dont_know": []},
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
ORDERED = ("at_least", "at_most", "above", "below")
DAY_ONE = date(2015, 1, 1)
Condition = dict[str, Any]


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
    writer = csv.DictWriter(out, columns, lineterminator="\n")
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


@dataclass(kw_only=True)
class Drafting:
    """A programme while it is drawn; `chance` shrinks towards the simple choice."""

    random: Random
    waves: list[str] = field(default_factory=list)
    cohorts: list[str] = field(default_factory=list)
    comparisons: list[tuple[str, str]] = field(default_factory=list)
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

    def answers(self, scale: str) -> list[str]:
        as_written = SCALES[scale]
        return list(as_written["answers"] if isinstance(as_written, dict) else as_written)

    def questions_of(self, kinds: set[str]) -> list[dict[str, Any]]:
        return [one for one in self.questions if one["scale"] in kinds]


@dataclass(kw_only=True)
class Scope:
    """The scope of a condition: its basket, and the names that it may use."""

    basket: str | None = None
    pairs: bool = False  # from and to
    others: bool = True  # other waves
    met: bool = True
    number_of: bool = True
    negated: bool = False


def question(draft: Drafting, scope: Scope, one: dict[str, Any], may_name_wave: bool = True) -> Condition:
    """A left side that reads the question."""
    as_written: Condition = {"question": one["id"]}
    over = one.get("items")
    if over is not None and (over not in wider(scope.basket) or draft.chance(10)):
        as_written["item"] = draft.pick(items(over))
    if may_name_wave and scope.pairs and draft.chance(25):
        as_written["wave"] = draft.pick(["from", "from", "to", "to"])
    elif may_name_wave and scope.others and draft.chance(10):
        as_written["wave"] = draft.pick(draft.waves)
    return as_written


def number_text(draft: Drafting) -> str:
    return str(draft.pick(["0", "1", "2", "3", "5", "2.5", "-1", "0.25", "4.0"]))


def day_text(draft: Drafting) -> str:
    return (DAY_ONE + timedelta(days=draft.random.randrange(0, 60))).isoformat()


def right_side(draft: Drafting, scope: Scope, kind: str) -> Any:
    """A number, date or another left side of the kind."""
    others = draft.questions_of({kind})
    attribute = {"number": "size", "date": "joined"}[kind]
    choice = draft.random.randrange(10)
    if choice >= 8 and others:
        return question(draft, scope, draft.pick(others))
    if choice == 7:
        return {"attribute": attribute}
    return number_text(draft) if kind == "number" else day_text(draft)


def scale_leaf(draft: Drafting, scope: Scope, one: dict[str, Any]) -> Condition:
    left = question(draft, scope, one)
    answers = draft.answers(one["scale"])
    if draft.chance(20):
        same = draft.questions_of({one["scale"]})
        return left | {draft.pick([*ORDERED, "is"]): question(draft, scope, draft.pick(same))}
    comparator = draft.pick(["is", "at_least", "at_most", "is_one_of", "above", "below", "answered"])
    if comparator == "is_one_of":
        return left | {comparator: draft.some(answers, 1, len(answers) - 1)}
    if comparator == "answered":
        return left | {comparator: draft.chance(70)}
    usual = {"at_least": answers[1:], "above": answers[:-1], "at_most": answers[:-1], "below": answers[1:]}
    return left | {comparator: draft.pick(usual.get(comparator, answers))}


def value_leaf(draft: Drafting, scope: Scope, one: dict[str, Any]) -> Condition:
    """A leaf on a number or a date, perhaps on a difference."""
    kind = one["scale"]
    left = question(draft, scope, one)
    if draft.chance(30):
        left["minus"] = question(draft, scope, draft.pick(draft.questions_of({kind})))
        if scope.pairs and draft.chance(40):
            left["minus"]["wave"] = "from"
        kind = "number"
    elif draft.chance(10):
        return left | {"answered": draft.chance(70)}
    if draft.chance(10):
        literal = number_text if kind == "number" else day_text
        return left | {"is_one_of": list(dict.fromkeys(literal(draft) for _ in range(2)))}
    return left | {draft.pick([*ORDERED, "is"]): right_side(draft, scope, kind)}


def attribute_leaf(draft: Drafting, scope: Scope) -> Condition:
    choice = draft.random.randrange(7)
    if choice <= 1:
        return {"attribute": "region", "is": draft.pick(["North", "South"])}
    if choice == 2:
        return {"attribute": "region", "is_one_of": ["South", "Far, far away"]}
    if choice == 3:
        return {"attribute": draft.pick(["region", "size"]), "answered": draft.chance(70)}
    if choice in (4, 6):
        return {"attribute": "size", draft.pick(ORDERED): number_text(draft)}
    return {"attribute": "joined", draft.pick(ORDERED): day_text(draft)}


def leaf(draft: Drafting, scope: Scope) -> Condition:
    if draft.chance(12) or not draft.questions:
        return attribute_leaf(draft, scope)
    one = draft.pick(draft.questions)
    if one["scale"] in ("number", "date"):
        return value_leaf(draft, scope, one)
    if one["scale"] != "text":
        return scale_leaf(draft, scope, one)
    left = question(draft, scope, one)
    choice = draft.random.randrange(3)
    if choice == 0:
        return left | {"is": draft.pick(["oak", "elm, or so"])}
    return left | ({"is_one_of": ["oak", "ash"]} if choice == 1 else {"answered": draft.chance(70)})


def met(draft: Drafting, scope: Scope) -> Condition | None:
    allowed = [
        one["id"]
        for one in draft.indicators
        if ("for_each" not in one or one["for_each"] in wider(scope.basket))
        and (scope.pairs or one["id"] not in draft.backward)
        and ((scope.number_of and not scope.negated) or one["id"] not in draft.counting)
    ]
    return {"met": draft.pick(allowed)} if scope.met and allowed else None


def number_of(draft: Drafting, scope: Scope, depth: int) -> Condition:
    each = [
        (basket, one["id"])
        for one in draft.indicators
        for basket in [*BASKETS, *SUBSETS]
        if one.get("for_each") in wider(basket)
        and one["id"] not in draft.counting
        and (scope.pairs or one["id"] not in draft.backward)
    ]
    counted: Any
    if scope.met and each and draft.chance(50):
        basket, indicator = draft.pick(each)
        counted, size = {"each": basket, "met": indicator}, len(items(basket))
    else:
        size = draft.random.randint(2, 4)
        counted = [condition(draft, scope, depth - 1) for _ in range(size)]
    left: Condition = {"number_of": counted}
    if draft.chance(15) and draft.questions_of({"number"}):
        return left | {
            draft.pick(ORDERED): question(draft, scope, draft.pick(draft.questions_of({"number"})))
        }
    if draft.chance(20):
        return left | {draft.pick(ORDERED): {"number_of": [condition(draft, scope, 0) for _ in range(2)]}}
    usual = {
        "at_least": (1, size),
        "at_most": (0, size - 1),
        "above": (0, size - 1),
        "below": (1, size),
        "is": (0, size),
    }
    comparator = draft.pick([*usual, "is_one_of"])
    if comparator == "is_one_of":
        return left | {comparator: [str(k) for k in range(size + 1) if k % 2 == 0]}
    return left | {comparator: str(draft.random.randint(*usual[comparator]))}


def condition(draft: Drafting, scope: Scope, depth: int) -> Condition:
    choice = draft.random.randrange(15) if depth > 0 else 0
    if choice in (4, 5, 6):
        return {"all": [condition(draft, scope, depth - 1) for _ in range(draft.random.randint(1, 3))]}
    if choice in (7, 8):
        return {"any": [condition(draft, scope, depth - 1) for _ in range(draft.random.randint(2, 3))]}
    if choice in (9, 14):
        inner = Scope(**(vars(scope) | {"number_of": False, "negated": True}))
        return {"not": condition(draft, inner, depth - 1)}
    if choice in (10, 12) and scope.number_of:
        return number_of(draft, scope, depth)
    if choice in (11, 13) or (depth == 0 and draft.chance(10)):
        return met(draft, scope) or leaf(draft, scope)
    return leaf(draft, scope)


def mentions(value: Any, key: str, texts: tuple[str, ...] = ()) -> bool:
    """Return whether the key is anywhere in the YAML value, with one of the texts if any are given."""
    if isinstance(value, dict):
        return any(
            (name == key and (not texts or inner in texts)) or mentions(inner, key, texts)
            for name, inner in value.items()
        )
    return isinstance(value, list) and any(mentions(inner, key, texts) for inner in value)


def mets(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["met"]} if "met" in value else set()
        return own.union(*(mets(inner) for inner in value.values()))
    return set().union(*(mets(inner) for inner in value)) if isinstance(value, list) else set()


def not_asked(draft: Drafting, basket: str | None) -> list[dict[str, Any]]:
    """One entry that names a part; the instrument always asks something of someone."""
    entry: dict[str, Any] = {}
    if len(draft.waves) > 1 and draft.chance(85):
        entry["wave"] = draft.pick(draft.waves)
    if len(draft.cohorts) > 1 and draft.chance(50):
        entry["cohort"] = draft.pick(draft.cohorts)
    if basket and draft.chance(70):
        entry["items"] = draft.some(items(basket), 1, 2) if draft.chance(70) else f"few_{basket}"
    return [entry] if entry else []


def comparable(draft: Drafting, basket: str | None) -> list[dict[str, Any]]:
    entry: dict[str, Any] = {}
    if basket and draft.chance(60):
        entry["items"] = draft.some(items(basket), 1, 2)
    if draft.chance(50):
        start, end = draft.pick(draft.comparisons)
        entry |= {"from": start, "to": end}
    if len(draft.cohorts) > 1 and draft.chance(30):
        entry["cohort"] = draft.pick(draft.cohorts)
    entry |= {"is": draft.pick(["with_caution", "no", "with_caution", "yes"]), "note": "The wording changed."}
    return [entry, *(comparable(draft, basket) if draft.chance(20) else [])]


def draw_question(draft: Drafting, k: int) -> dict[str, Any]:
    kind = draft.pick(
        ["yes_no", "amount", "often", "plain", "bare", "amount", "number", "number", "date", "date", "text"]
    )
    one: dict[str, Any] = {"id": f"q{k}", "asks": f"Question {k}?", "scale": kind}
    basket = draft.pick([*BASKETS, "tools", "sharp"]) if draft.chance(45) else None
    if basket:
        one["items"] = basket
    if draft.chance(35) and (entries := not_asked(draft, basket)):
        one["not_asked"] = entries
    if draft.chance(30) and draft.questions:
        scope = Scope(basket=basket, others=draft.chance(15), met=False, number_of=draft.chance(20))
        one["asked_if"] = condition(draft, scope, draft.pick([0, 0, 1, 2]))
    if draft.chance(30) and draft.comparisons:
        one["comparable"] = comparable(draft, basket)
    return one


def draw_indicator(draft: Drafting, k: int) -> dict[str, Any]:
    basket = draft.pick([*BASKETS, *SUBSETS]) if draft.chance(45) else None
    scope = Scope(basket=basket, pairs=bool(draft.comparisons) and draft.chance(25))
    one: dict[str, Any] = {"id": f"i{k}", "title": f"Indicator {k}"}
    says = {"units": "had something {{ item }}" if basket else "had something"}
    if basket:
        one["for_each"] = basket
        says["items"] = "{{ had }} something in"
    one["met_when"] = condition(draft, scope, draft.pick([0, 1, 1, 2, 3]))
    if draft.chance(25):
        one["base"] = condition(draft, Scope(**(vars(scope) | {"pairs": False})), draft.pick([0, 1]))
    if draft.comparisons and draft.chance(25):
        one["items_compared"] = "asked_in_both"
    one["direction"] = draft.pick(["higher", "lower", "higher", "none"])
    as_written = [one["met_when"], one.get("base")]
    through = set().union(*(mets(part) for part in as_written))
    if mentions(as_written, "number_of") or through & draft.counting:
        draft.counting.add(one["id"])
    if mentions(as_written, "wave", ("from", "to")) or through & draft.backward:
        draft.backward.add(one["id"])
    if (
        one["direction"] == "none"
        or one["id"] in draft.backward
        or "items_compared" in one
        or draft.chance(20)
    ):
        one["scored"] = False
    if draft.chance(30):
        one["weight"] = draft.pick(["2", "0.5", "3"])
    if draft.chance(40):
        one["criterion"] = draft.pick(CRITERIA)
    if draft.chance(30):
        one["target"] = {draft.pick(["share_at_least", "share_at_most"]): draft.pick(["50", "80", "33.3"])}
    return one | {"says": says}


def cell(draft: Drafting, cells: Random, one: dict[str, Any], defaults: list[str]) -> str:
    kind = one["scale"]
    as_written = SCALES.get(kind)
    dont_know_answers = as_written["dont_know"] if isinstance(as_written, dict) else defaults
    roll = cells.random()
    if roll < 0.15:
        return ""
    if roll < 0.25 and dont_know_answers:
        return str(cells.choice(dont_know_answers))
    if kind == "number":
        return cells.choice(["0", "1", "2", "3", "4", "5", "2.5", "-1.5", "2.50", "0.25", "7"])
    if kind == "date":
        return (DAY_ONE + timedelta(days=cells.randrange(0, 60))).isoformat()
    if kind == "text":
        return cells.choice(["oak", "ash", "elm, or so", 'said "yes"'])
    return cells.choice(draft.answers(kind))


def register(draft: Drafting, cells: Random) -> list[dict[str, str]]:
    rows = []
    for k in range(draft.random.randint(3, 8)):
        row = {
            "shed": f"shed {k}",
            "region": REGIONS[k] if k < len(REGIONS) else cells.choice([*REGIONS, ""]),
            "size": cells.choice(["1", "2", "3.5", "0", ""]),
            "joined": cells.choice(["2015-01-10", "2015-02-01", "2014-12-31", ""]),
        }
        if draft.cohorts:
            row["cohort"] = draft.cohorts[k % len(draft.cohorts)]
        for wave in draft.waves:
            row[f"{wave}_return"] = (
                cells.choice(["returned"] * 7 + ["late", "not_returned"]) if k else "returned"
            )
        rows.append(row)
    cells.shuffle(rows)
    return rows


def wave_entries(draft: Drafting, rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    entries = []
    for wave in draft.waves:
        entry: dict[str, Any] = {"id": wave, "label": f"in the {wave} wave", "answers": f"surveys/{wave}.csv"}
        column = f"{wave}_return"
        if draft.chance(85):
            late, on_time = {"attribute": column, "is": "late"}, {"attribute": column, "is": "returned"}
            entry["returned"] = draft.pick(
                [
                    {"attribute": column, "is_one_of": ["returned", "late"]},
                    {"any": [on_time, late]},
                    {"not": {"attribute": column, "is": "not_returned"}},
                    {"number_of": [on_time, late], "at_least": "1"},
                ]
            )
            if draft.chance(70):
                sized = {"attribute": "size", "answered": True}
                large = {"all": [sized, {"attribute": "size", "above": "0"}]}
                entry["analysed"] = draft.pick(
                    [on_time, {"all": [on_time, sized]}, {"all": [large, on_time]}]
                )
        elif draft.chance(50) and any(row[column] == "late" for row in rows):
            entry["analysed"] = {"not": {"attribute": column, "is": "late"}}
        entries.append(entry)
    return entries


def surveys(
    draft: Drafting, cells: Random, files: dict[str, bytes], waves: list[dict[str, Any]], defaults: list[str]
) -> dict[str, bytes]:
    """The answer files: random answers, blanked where nothing was asked."""
    blank = {f"surveys/{wave}.csv": b"shed\n" for wave in draft.waves}
    programme = Programme(files | blank)
    conditions = Conditions(programme)
    returned = {
        (unit, entry["id"]): "returned" not in entry or row[f"{entry['id']}_return"] in ("returned", "late")
        for entry in waves
        for unit, row in programme.units.items()
    }
    conditions.status = lambda unit, wave: 2 if returned.get((unit, wave), True) else 0  # type: ignore[method-assign]
    programme.answers = {
        wave: {unit: {"shed": unit} for unit in programme.units if returned[unit, wave]}
        for wave in draft.waves
    }
    columns: dict[str, list[str]] = {wave: ["shed"] for wave in draft.waves}
    for one in draft.questions:
        for item in items(one["items"]) if "items" in one else [None]:
            column = one["id"] if item is None else f"{one['id']}.{item}"
            read = conditions.question({"question": one["id"]} | ({"item": item} if item else {}), None, None)
            for wave in draft.waves:
                put = not all(
                    programme.declared_not_asked(one["id"], item, cohort, wave)
                    for cohort in draft.cohorts or [""]
                )
                if put or cells.random() < 0.5:
                    columns[wave].append(column)
                for unit, row in programme.answers[wave].items():
                    row[column] = "x"
                    drawn = cell(draft, cells, one, defaults)
                    state = conditions.state(read, unit, wave, None)
                    row[column] = "" if state == "not_asked" else drawn
    answers = {}
    for wave in draft.waves:
        rows = list(programme.answers[wave].values())
        cells.shuffle(rows)
        kept = [{name: row[name] for name in columns[wave]} for row in rows]
        answers[f"surveys/{wave}.csv"] = table(columns[wave], kept)
    return answers


@st.composite
def programmes(draw: st.DrawFn) -> dict[str, bytes]:
    """A valid programme as a mapping of path to bytes."""
    seeds = st.integers(0, 2**32 - 1)
    # the first kind shrinks, the second is richer: choices that Hypothesis makes lean to the simple
    draft = Drafting(
        random=draw(st.one_of([st.randoms(use_true_random=False), *[st.builds(Random, seeds)] * 3]))
    )
    cells = Random(draw(seeds))
    draft.waves = list(WAVES[: draft.pick([2, 3, 2, 3, 1])])
    draft.cohorts = draft.pick([[], ["2012"], ["2012", "2014"]])
    every = [(a, b) for k, a in enumerate(draft.waves) for b in draft.waves[k + 1 :]]
    draft.comparisons = draft.some(every, 0 if draft.chance(10) else 1, 3) if every else []
    for k in range(draft.random.randint(2, 6)):
        draft.questions.append(draw_question(draft, k))
    for k in range(draft.random.randint(2, 6)):
        draft.indicators.append(draw_indicator(draft, k))

    rows = register(draft, cells)
    waves = wave_entries(draft, rows)
    defaults = draft.pick([["Don't know"], ["Don't know", "Not applicable"], []])
    split = draft.random.randint(0, len(draft.indicators) - 1)
    parts = {"alpha": draft.indicators[:split], "beta": draft.indicators[split:]}
    parts = {name: indicators for name, indicators in parts.items() if indicators}
    top: dict[str, Any] = {"language": "2", "programme": "Sheds", "unit": {"one": "shed", "many": "sheds"}}
    top["register"] = {"file": "surveys/sheds.csv", "key": "shed"}
    if draft.cohorts:
        top["cohorts"] = {"attribute": "cohort", "ids": draft.cohorts}
    top["waves"] = waves
    if draft.comparisons:
        top["comparisons"] = [{"from": start, "to": end} for start, end in draft.comparisons]
    top["principles"] = list(parts)
    top["missing"] = draft.pick(["analysed_in_one_wave", "blanks", "surveyed"])
    top["default_criterion"] = draft.pick(CRITERIA)
    top["minimum"] = {
        "matched": draft.pick(["1", "2", "3"]),
        "base_for_words": draft.pick(["1", "3", "5"]),
        "base_for_percentages": "30",
        "coverage": draft.pick(["0.6", "0.3", "1"]),
    }
    lists = {f"few_{basket}": items(basket)[:1] for basket in [*BASKETS, *SUBSETS]}
    used = {name: few for name, few in lists.items() if f" {name}" in flow(draft.questions)}
    instrument: dict[str, Any] = {"lists": used} if used else {}
    baskets: dict[str, Any] = {
        name: {"label": name, "items": {item: {"label": item} for item in inside}}
        for name, inside in BASKETS.items()
    }
    baskets |= {
        name: {"label": name, "subset_of": of, "items": inside} for name, (of, inside) in SUBSETS.items()
    }
    files = {
        "programme.yaml": block(top),
        "surveys/instrument.yaml": block(instrument | {"questions": draft.questions}),
        "rules/baskets.yaml": block({"baskets": baskets}),
        "rules/scales.yaml": block({"defaults": {"dont_know": defaults}, "scales": SCALES}),
        "rules/criteria.yaml": (
            "criteria:\n" + "".join(f"  {k}: {v}\n" for k, v in CRITERIA.items())
        ).encode(),
        "surveys/sheds.csv": table(list(rows[0]), rows),
    }
    if draft.chance(50):
        files["rules/scoring.yaml"] = b"scores: {per_principle: true}\n"
    for k, (name, indicators) in enumerate(parts.items(), start=1):
        as_written = {
            "title": f"Principle {name}",
            "what_good_looks_like": "Sheds are good.",
            "indicators": indicators,
        }
        files[f"principles/{k}-{name}.yaml"] = block(as_written)
    return files | surveys(draft, cells, files, waves, defaults)
