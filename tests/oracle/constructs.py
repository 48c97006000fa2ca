"""Lists the constructs of the language that a programme uses, from its files."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.oracle.outcomes import Outcomes
from tests.oracle.programme import SPECIAL, Programme
from tests.oracle.trees import ARITHMETIC

COMPARATORS = ("is", "is_one_of", "at_least", "at_most", "above", "below", "between")
SIDES = ("question", "attribute", "number_of", "number", "quantile_of")
BY_ORDER = ("scale", "number", "date")

# What the generator must reach, and the toy programmes between them must use.
CONSTRUCTS = (
    *(f"{kind} {comparator}" for kind in (*BY_ORDER, "number_of") for comparator in COMPARATORS),
    *("text is", "text is_one_of"),
    *(f"attribute {comparator}" for comparator in COMPARATORS),
    *("scale answered", "number answered", "date answered", "text answered", "attribute answered"),
    *("answered true", "answered false"),
    *("all", "any", "not", "not over all or any", "met", "met over a basket"),
    *("number_of list", "number_of each"),
    *("minus number", "minus date", "minus from", "item named"),
    *("plus number", "times number", "divided_by number", "calculation in a calculation"),
    *("calculation with attribute", "calculation with constant", "number side", "quantile_of"),
    *("wave named", "wave from", "wave to", "fixed in time", "current wave and a named one"),
    *("right question", "right attribute", "right number_of"),
    *("for_each", "for_each subset", "base", "items_compared", "weight", "scored false", "criterion"),
    *("direction higher", "direction lower", "direction none"),
    *("target share_at_least", "target share_at_most"),
    *("judged_on matched", "judged_on all", "net_at_least", "net_at_most"),
    *("share_change_at_least", "share_change_at_most", "net and share_change"),
    *("question with items", "question over a subset", "asked_if", "asked_if with items"),
    *("not_asked wave", "not_asked cohort", "not_asked items", "not_asked list"),
    *("comparable yes", "comparable with_caution", "comparable no"),
    *("comparable items", "comparable cohort", "comparable from"),
    *(
        f"{name} {where}"
        for name in ("dont_know", "blank", "not_applicable")
        for where in ("of a scale", "by default", "none", "of a question")
    ),
    *("answers in order", "choices"),
    *("no cohorts", "cohorts", "groups", "each_value", "all cohorts", "others left_out"),
    *("two waves", "three waves", "two comparisons"),
    *("missing blanks", "missing analysed_in_one_wave", "missing surveyed"),
    *("dont_know_is either", "dont_know_is no"),
    *("surveyed", "returned", "analysed", "attributes declared", "only", "scores"),
    *("ties up", "ties down"),
    *("blank answer", "dont_know answer", "not_applicable answer", "answer of white space"),
    *("late return", "no return", "blank attribute", "absent column"),
)


def constructs(files: Mapping[Any, bytes]) -> set[str]:
    """Every name of CONSTRUCTS, and some more, that the programme's YAML and CSVs bear out."""
    programme = Programme(files)
    return {
        *of_programme(programme),
        *of_questions(programme),
        *of_indicators(programme),
        *of_answers(programme),
    }


def of_programme(programme: Programme) -> Iterator[str]:
    """Waves, cohorts, comparisons, criteria, scales."""
    yield from of_units(programme)
    yield {1: "one wave", 2: "two waves", 3: "three waves"}[len(programme.waves)]
    yield {0: "no comparisons", 1: "one comparison"}.get(len(programme.comparisons), "two comparisons")
    yield f"missing {programme.missing}"
    if "dont_know_is" in programme.top:
        yield f"dont_know_is {programme.dont_know_is}"
    if programme.scoring:
        yield "scores"
    for one in programme.rules.get("selections", {}).values():
        yield f"ties {one.get('ties')}"
    for wave in programme.waves.values():
        for part in ("surveyed", "returned", "analysed"):
            if part in wave:
                yield part
                yield from of_condition(programme, wave[part])
    for criterion in programme.criteria.values():
        yield f"judged_on {criterion['judged_on']}"
        for region in (criterion["improved"], criterion["declined"]):
            yield from region
            if len(region) == 2:
                yield "net and share_change"
    for scale in programme.scales.values():
        yield "answers in order" if scale.is_ordered else "choices"
        for name, words in scale.special.items():
            yield f"{name} none" if not words else name
            is_default = words is programme.default_words[name]
            yield f"{name} by default" if is_default else f"{name} of a scale"


def of_units(programme: Programme) -> Iterator[str]:
    """The register and the cohorts."""
    cohorts, register = programme.top.get("cohorts"), programme.top["register"]
    yield "no cohorts" if cohorts is None else "cohorts"
    if cohorts is not None:
        if "groups" in cohorts:
            yield "each_value" if cohorts["groups"] == "each_value" else "groups"
        if "all" in cohorts:
            yield "all cohorts"
        yield f"others {cohorts.get('others')}"
    if "attributes" in register:
        yield "attributes declared"
    if "only" in register:
        yield "only"
        yield from of_condition(programme, register["only"])


def of_questions(programme: Programme) -> Iterator[str]:
    """Items, skip logic, what was not asked or cannot be compared."""
    for question in programme.questions.values():
        if "items" in question:
            yield "question with items"
            if "subset_of" in programme.baskets[question["items"]]:
                yield "question over a subset"
        yield from (f"{name} of a question" for name in SPECIAL if name in question)
        if "asked_if" in question:
            yield "asked_if with items" if "items" in question else "asked_if"
            yield from of_condition(programme, question["asked_if"])
        for entry in question.get("not_asked", []):
            yield from (f"not_asked {part}" for part in entry)
            if isinstance(entry.get("items"), str):
                yield "not_asked list"
        for entry in question.get("comparable", []):
            yield f"comparable {entry['is']}"
            yield from (f"comparable {part}" for part in entry)


def of_indicators(programme: Programme) -> Iterator[str]:
    """Yield the constructs of an indicator and its conditions."""
    outcomes = Outcomes(programme)
    for one in programme.indicators.values():
        for item in outcomes.items_of(one):
            if outcomes.is_fixed(one["id"], item):
                yield "fixed in time"
            if outcomes.latest_mixed(one["id"], item) >= 0:
                yield "current wave and a named one"
    for one in programme.indicators.values():
        yield f"direction {one.get('direction', 'higher')}"
        yield from one
        if one.get("scored") == "false":
            yield "scored false"
        yield from (f"target {bound}" for bound in one.get("target", {}))
        if "for_each" in one and "subset_of" in programme.baskets[one["for_each"]]:
            yield "for_each subset"
        for part in ("met_when", "base"):
            if part in one:
                yield from of_condition(programme, one[part])


def of_condition(programme: Programme, as_written: dict[str, Any]) -> Iterator[str]:
    """The kinds, comparators and sides below a condition."""
    for kind in ("all", "any"):
        if kind in as_written:
            yield kind
            for member in as_written[kind]:
                yield from of_condition(programme, member)
            return
    if "not" in as_written:
        yield "not"
        if "all" in as_written["not"] or "any" in as_written["not"]:
            yield "not over all or any"
        yield from of_condition(programme, as_written["not"])
    elif "met" in as_written:
        yield "met"
        if "for_each" in programme.indicators[as_written["met"]]:
            yield "met over a basket"
    else:
        yield from of_leaf(programme, as_written)


def of_leaf(programme: Programme, as_written: dict[str, Any]) -> Iterator[str]:
    """A left side with a comparator and its right side."""
    kind = kind_of(programme, as_written)
    yield from of_side(programme, as_written)
    if "answered" in as_written:
        yield f"{kind} answered"
        yield f"answered {as_written['answered']}"
    for comparator in COMPARATORS:
        if comparator in as_written:
            yield f"{kind} {comparator}"
            if isinstance(as_written[comparator], dict):
                yield f"right {side_of(as_written[comparator])}"
                yield from of_side(programme, as_written[comparator])


def side_of(as_written: dict[str, Any]) -> str:
    return next(side for side in SIDES if side in as_written)


def kind_of(programme: Programme, as_written: dict[str, Any]) -> str:
    """scale, number, date, text, attribute or number_of."""
    side = side_of(as_written)
    if side == "number_of" or (side == "attribute" and not set(ARITHMETIC) & set(as_written)):
        return side
    if side != "question" or set(ARITHMETIC) & set(as_written):
        return "number"
    kind = programme.kind(as_written["question"])
    return "scale" if kind in programme.scales else kind


def of_side(programme: Programme, as_written: dict[str, Any]) -> Iterator[str]:
    """A left side: the wave and item it names, its calculation, the conditions it counts."""
    if "item" in as_written:
        yield "item named"
    if "wave" in as_written:
        yield f"wave {as_written['wave']}" if as_written["wave"] in ("from", "to") else "wave named"
    if "number" in as_written:
        yield "number side"
    if "quantile_of" in as_written:
        yield "quantile_of"
        yield from of_side(programme, as_written["quantile_of"])
    for operator in set(ARITHMETIC) & set(as_written):
        yield from of_calculation(programme, as_written, operator)
    if isinstance(as_written.get("number_of"), dict):
        yield "number_of each"
    elif "number_of" in as_written:
        yield "number_of list"
        for member in as_written["number_of"]:
            yield from of_condition(programme, member)


def of_calculation(programme: Programme, as_written: dict[str, Any], operator: str) -> Iterator[str]:
    """An operator with its right side."""
    kind = programme.kind(as_written["question"]) if "question" in as_written else "number"
    yield f"{operator} {kind}"
    right = as_written[operator]
    if not isinstance(right, dict):
        yield "calculation with constant"
        return
    yield f"calculation with {side_of(right)}"
    if operator == "minus" and right.get("wave") == "from":
        yield "minus from"
    if set(ARITHMETIC) & set(right):
        yield "calculation in a calculation"
    yield from of_side(programme, right)


def of_answers(programme: Programme) -> Iterator[str]:
    """Yield the kinds of cell in the register and the answers."""
    for unit in programme.units.values():
        values = list(unit.values())
        yield from (
            word
            for word, as_written in (("late return", "late"), ("blank attribute", ""))
            if as_written in values
        )
    for wave in programme.waves:
        if len(programme.answers[wave]) < len(programme.units):
            yield "no return"
        for row in programme.answers[wave].values():
            for column, cell in row.items():
                question = column.partition(".")[0]
                if question in programme.questions:
                    yield f"{programme.sort_of_answer(question, cell)} answer"
                    if cell and not cell.strip():
                        yield "answer of white space"
    yield from absent_columns(programme)


def absent_columns(programme: Programme) -> Iterator[str]:
    """Yield if the answers of a wave lack the column of a question that the wave asked, but skip logic led all past."""
    for wave in programme.waves:
        columns = {column.partition(".")[0] for row in programme.answers[wave].values() for column in row}
        for question in programme.questions.values():
            if columns and question["id"] not in columns and "asked_if" in question:
                yield "absent column"
