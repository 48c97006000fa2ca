"""Draw questions and indicators."""

from typing import Any

from tests.oracle.drafting import BASKETS, CRITERIA, SUBSETS, Drafting, Scope, items
from tests.oracle.drafting_rules import condition, mentions, mets

SMALL_KINDS = ("yes_no", "amount", "plain")
KINDS = (
    *("yes_no", "amount", "often", "plain", "bare", "wood", "fussy", "amount"),
    *("number", "number", "number", "date", "date", "text"),
)


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
    others = comparable(draft, basket) if draft.chance(20) else []
    return [entry, *(other for other in others if _subject(other) != _subject(entry))]


def _subject(entry: dict[str, Any]) -> dict[str, Any]:
    """The items, waves and cohort of an entry of comparable; two entries about the same are an error."""
    about = {name: value for name, value in entry.items() if name not in ("is", "note")}
    return about | {"items": sorted(about.get("items", []))}


def own_words(draft: Drafting) -> dict[str, Any]:
    """The special answers that a question of numbers, dates or text declares itself."""
    words = {"dont_know": ["Unsure"], "blank": ["-98", "No reply"], "not_applicable": ["Not for us", "-97"]}
    return {name: words[name] if draft.chance(70) else [] for name in draft.some(list(words))}


def draw_question(draft: Drafting, k: int) -> dict[str, Any]:
    kind = draft.pick(SMALL_KINDS if draft.menu.is_small else KINDS)
    one: dict[str, Any] = {"id": f"q{k}", "asks": f"Question {k}?", "scale": kind}
    basket = draft.pick([*BASKETS, "tools", "sharp"]) if draft.chance(45) else None
    basket = None if draft.menu.is_small else basket
    if basket:
        one["items"] = basket
    if kind in ("number", "date", "text") and draft.chance(25):
        one |= own_words(draft)
    if draft.chance(30) and (entries := not_asked(draft, basket)):
        one["not_asked"] = entries
    if draft.chance(30) and draft.questions:
        scope = Scope(
            basket=basket,
            others=10 if draft.chance(25) else 0,
            met=False,
            number_of=draft.chance(20),
            quantiles=False,
        )
        one["asked_if"] = condition(draft, scope, draft.pick([0, 0, 1, 2]))
    if draft.chance(30) and draft.comparisons:
        one["comparable"] = comparable(draft, basket)
    return one


def draw_indicator(draft: Drafting, k: int) -> dict[str, Any]:
    basket = draft.pick([*BASKETS, *SUBSETS]) if draft.chance(45) else None
    basket = None if draft.menu.is_small else basket
    scope = Scope(basket=basket, pairs=bool(draft.comparisons) and draft.chance(20))
    if not scope.pairs and draft.chance(10):
        scope.wave = draft.pick(draft.waves)
        scope.met = False
    one: dict[str, Any] = {"id": f"i{k}", "title": f"Indicator {k}"}
    says = {"units": "had something {{ item }}" if basket else "had something"}
    if basket:
        one["for_each"] = basket
        says["items"] = "{{ had }} something in"
    one["met_when"] = condition(draft, scope, draft.pick([0, 1, 1, 2, 3]))
    if draft.chance(25):
        one["base"] = condition(draft, Scope(basket=basket), draft.pick([0, 1]))
    if draft.comparisons and draft.chance(30):
        one["items_compared"] = "asked_in_both"
    one["direction"] = draft.pick(["higher", "lower", "higher", "none"])
    as_written = [one["met_when"], one.get("base")]
    through = set().union(*(mets(part) for part in as_written))
    if mentions(as_written, "number_of") or through & draft.counting:
        draft.counting.add(one["id"])
    if mentions(as_written, "wave", ("from", "to")) or through & draft.backward:
        draft.backward.add(one["id"])
    if one["direction"] == "none" or draft.chance(20):
        one["scored"] = False
    if draft.chance(30):
        one["weight"] = draft.pick(["2", "0.5", "3"])
    if draft.chance(40):
        one["criterion"] = draft.pick(CRITERIA)
    if draft.chance(30):
        one["target"] = {draft.pick(["share_at_least", "share_at_most"]): draft.pick(["50", "80", "33.3"])}
    return one | {"says": says}
