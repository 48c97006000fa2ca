"""Checks that conditions do not lead too deep into each other, by way of the indicators and questions that they name."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.condition_walk import answers, children, sides

MOST_DEEP = (
    80  # the engine evaluates a condition within another one, and Python allows about a thousand nested calls
)

_Rule = tuple[str, str]  # indicator or question, and its id
_Reached = tuple[int, _Rule | None]  # the conditions down to one place, and the rule that is named there


def check_depth(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report conditions that lead through too many others (EGY436), where a chain first becomes too long."""
    rules: dict[_Rule, c.Condition] = {
        ("indicator", name): entry.indicator.met_when for name, entry in linked.indicators.items()
    }
    rules |= {("question", q.id): q.asked_if for q in linked.questions.values() if q.asked_if is not None}
    reached = {rule: list(_reached(condition, 0)) for rule, condition in rules.items()}
    depths = _depths(reached)
    tops = [(rule[1], condition, reached[rule]) for rule, condition in rules.items()]
    tops += [
        (name, entry.indicator.base, list(_reached(entry.indicator.base, 0)))
        for name, entry in linked.indicators.items()
        if entry.indicator.base is not None
    ]
    for name, condition, places in tops:
        named = [depths.get(rule, 0) for _, rule in places if rule is not None]
        deep = _deepest(places, depths)
        if deep > MOST_DEEP and all(depth <= MOST_DEEP for depth in named):
            yield diagnostic(
                linked.positions,
                "EGY436",
                condition.doc_path,
                f"the condition of '{name}' leads through {deep} conditions, and at most {MOST_DEEP} are allowed",
                hint="name the answers that it needs, instead of an indicator or question that names another one",
            )


def _reached(condition: c.Condition, above: int) -> Iterator[_Reached]:
    """Yield the places where a condition ends or names another rule, each with the conditions down to it."""
    here = above + 1
    if isinstance(condition, c.Met):
        yield here, ("indicator", condition.indicator)
    for child in children(condition):
        yield from _reached(child, here)
    for side in sides(condition) if isinstance(condition, c.Leaf) else ():
        if isinstance(side, c.NumberOfItems):
            yield here, ("indicator", side.met)
        for answer in answers(side):
            yield here, ("question", answer.question)
    yield here, None


def _depths(reached: dict[_Rule, list[_Reached]]) -> dict[_Rule, int]:
    """Return how many conditions each rule leads through; a rule that needs itself is reported elsewhere."""
    depths: dict[_Rule, int] = {}
    entered: set[_Rule] = set()
    for start in reached:
        pending = [start]
        while pending:
            rule = pending[-1]
            if rule not in entered:
                entered.add(rule)
                named = (other for _, other in reached[rule] if other is not None)
                pending += [other for other in named if other in reached and other not in entered]
                continue
            pending.pop()
            depths.setdefault(rule, _deepest(reached[rule], depths))
    return depths


def _deepest(places: list[_Reached], depths: dict[_Rule, int]) -> int:
    return max(above + (depths.get(rule, 0) if rule is not None else 0) for above, rule in places)
