"""Draw conditions, questions and indicators."""

from datetime import timedelta
from typing import Any

from tests.oracle.drafting import (
    BASKETS,
    DAY_ONE,
    SUBSETS,
    Condition,
    Drafting,
    Scope,
    answers_of,
    is_ordered,
    items,
    wider,
)

ORDERED = ("at_least", "at_most", "above", "below")


def question(draft: Drafting, scope: Scope, one: dict[str, Any]) -> Condition:
    """A left side that reads the question."""
    as_written: Condition = {"question": one["id"]}
    over = one.get("items")
    if over is not None and (over not in wider(scope.basket) or draft.chance(10)):
        as_written["item"] = draft.pick(items(over))
    if scope.wave is not None:
        as_written["wave"] = scope.wave
    elif scope.pairs and draft.chance(25):
        as_written["wave"] = draft.pick(["from", "from", "to", "to"])
    elif draft.chance(scope.others):
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
        return calculation(draft, scope, question(draft, scope, draft.pick(others)), kind, 20)
    if choice == 7:
        return {"attribute": attribute}
    return number_text(draft) if kind == "number" else day_text(draft)


def calculation(draft: Drafting, scope: Scope, left: Condition, kind: str, percent: int) -> Condition:
    """The side, perhaps with one operator; a date stays a date."""
    if kind == "date" or not draft.chance(percent):
        return left
    operator = draft.pick(["plus", "minus", "times", *(["divided_by"] if draft.menu.division else [])])
    numbers = draft.questions_of({"number"})
    choice = draft.random.randrange(5)
    if choice >= 3 and numbers:
        other = question(draft, scope, draft.pick(numbers))
        return left | {operator: calculation(draft, scope, other, "number", 60)}
    if choice == 2:
        return left | {operator: draft.pick([{"attribute": "size"}, {"number": "2"}])}
    return left | {operator: draft.pick(["1", "2", "0.5", "3"])}


def between(draft: Drafting, kind: str) -> list[str]:
    """Two ends in order."""
    if kind == "date":
        return sorted(day_text(draft) for _ in range(2))
    return sorted((number_text(draft) for _ in range(2)), key=float)


def scale_leaf(draft: Drafting, scope: Scope, one: dict[str, Any]) -> Condition:
    left = question(draft, scope, one)
    answers, ordered = answers_of(one["scale"]), is_ordered(one["scale"])
    if draft.chance(20):
        same = draft.questions_of({one["scale"]})
        comparators = [*ORDERED, "is"] if ordered else ["is"]
        return left | {draft.pick(comparators): question(draft, scope, draft.pick(same))}
    by_order = ["at_least", "at_most", "above", "below", "between"] if ordered else []
    said = ["answered"] if draft.menu.answered else []
    comparator = draft.pick(["is", *by_order, "is_one_of", *said])
    if comparator == "is_one_of":
        return left | {comparator: draft.some(answers, 1, len(answers) - 1)}
    if comparator == "between":
        return left | {comparator: sorted((draft.pick(answers) for _ in range(2)), key=answers.index)}
    if comparator == "answered":
        return left | {comparator: draft.chance(70)}
    usual = {"at_least": answers[1:], "above": answers[:-1], "at_most": answers[:-1], "below": answers[1:]}
    return left | {comparator: draft.pick(usual.get(comparator, answers))}


def value_leaf(draft: Drafting, scope: Scope, one: dict[str, Any]) -> Condition:
    """A leaf on a number or a date, perhaps on a calculation."""
    kind = one["scale"]
    left = question(draft, scope, one)
    choice = draft.random.randrange(100)
    if choice < 25:
        left["minus"] = question(draft, scope, draft.pick(draft.questions_of({kind})))
        if scope.pairs and draft.chance(40):
            left["minus"]["wave"] = "from"
        kind = "number"
    elif choice < 40:
        left = calculation(draft, scope, left, kind, 100)
    elif choice < 50 and draft.menu.answered:
        return left | {"answered": draft.chance(70)}
    elif choice < 60 and kind == "number" and scope.quantiles and draft.menu.quantiles:
        of = left | {"parts": draft.pick(["2", "3", "4"])}
        return {"quantile_of": of, draft.pick([*ORDERED, "is"]): draft.pick(["1", "2"])}
    elif choice < 65 and kind == "number":
        return {"number": "2", draft.pick([*ORDERED, "is"]): left}
    if draft.chance(10):
        return left | {"between": between(draft, kind)}
    if draft.chance(10):
        literal = number_text if kind == "number" else day_text
        return left | {"is_one_of": list(dict.fromkeys(literal(draft) for _ in range(2)))}
    return left | {draft.pick([*ORDERED, "is"]): right_side(draft, scope, kind)}


def attribute_leaf(draft: Drafting) -> Condition:
    choice = draft.random.randrange(9)
    if choice == 8:
        return {"attribute": "size", "between": ["1", "2.5"]}
    if choice <= 1:
        return {"attribute": "region", "is": draft.pick(["North", "South"])}
    if choice == 2:
        return {"attribute": "region", "is_one_of": ["South", "Far, far away"]}
    if choice == 3 and draft.menu.answered:
        return {"attribute": draft.pick(["region", "size"]), "answered": draft.chance(70)}
    if choice in (4, 6):
        return {"attribute": "size", draft.pick(ORDERED): number_text(draft)}
    if choice == 7:
        return {
            "attribute": "size",
            draft.pick(["plus", "times"]): "2",
            draft.pick(ORDERED): number_text(draft),
        }
    return {"attribute": "joined", draft.pick(ORDERED): day_text(draft)}


def leaf(draft: Drafting, scope: Scope) -> Condition:
    if draft.chance(12) or not draft.questions:
        return attribute_leaf(draft)
    one = draft.pick(draft.questions)
    if one["scale"] in ("number", "date"):
        return value_leaf(draft, scope, one)
    if one["scale"] != "text":
        return scale_leaf(draft, scope, one)
    left = question(draft, scope, one)
    choice = draft.random.randrange(3)
    if choice == 0 or (choice == 2 and not draft.menu.answered):
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
    comparator = draft.pick([*usual, "is_one_of", "between"])
    if comparator == "is_one_of":
        return left | {comparator: [str(k) for k in range(size + 1) if k % 2 == 0]}
    if comparator == "between":
        return left | {comparator: ["1", str(size)] if draft.chance(50) else ["0", "1"]}
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
    if choice in (10, 12) and scope.number_of and draft.menu.number_of:
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
