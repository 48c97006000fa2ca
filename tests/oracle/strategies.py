"""Hypothesis strategies for small valid programmes: YAML and CSV files that reach every construct of the language."""

from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.oracle.drafting import (
    BASKETS,
    CRITERIA,
    DEFAULT_WORDS,
    SCALES,
    SPECIAL,
    SUBSETS,
    WAVES,
    Drafting,
    Menu,
    block,
    flow,
    items,
    table,
)
from tests.oracle.drafting_data import ATTRIBUTES, draw_cohorts, register, surveys, wave_entries
from tests.oracle.drafting_documents import draw_indicator, draw_question

EVERYTHING = Menu()


def top_document(
    draft: Drafting, cohorts: dict[str, Any], waves: list[dict[str, Any]], principles: list[str]
) -> dict[str, Any]:
    """The content of programme.yaml."""
    top: dict[str, Any] = {"language": "2", "programme": "Sheds", "unit": {"one": "shed", "many": "sheds"}}
    top["register"] = {"file": "surveys/sheds.csv", "key": "shed"}
    if draft.chance(50):
        top["register"]["attributes"] = ATTRIBUTES
    if draft.chance(25):
        top["register"]["only"] = {"attribute": "kind", "is": "shed"}
    if cohorts:
        top["cohorts"] = cohorts
    top["waves"] = waves
    if draft.comparisons:
        top["comparisons"] = [{"from": start, "to": end} for start, end in draft.comparisons]
    top["principles"] = principles
    top["missing"] = draft.pick(["analysed_in_one_wave", "blanks", "surveyed"])
    if draft.chance(40):
        top["dont_know_is"] = draft.pick(["no", "either"])
    top["default_criterion"] = draft.pick(CRITERIA)
    top["minimum"] = {
        "matched": draft.pick(["1", "2", "3"]),
        "base_for_words": draft.pick(["1", "3", "5"]),
        "base_for_percentages": "30",
        "coverage": draft.pick(["0.6", "0.3", "1"]),
    }
    return top


def rule_files(draft: Drafting) -> dict[str, bytes]:
    """The files of instrument, baskets, scales and criteria."""
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
        "surveys/instrument.yaml": block(instrument | {"questions": draft.questions}),
        "rules/baskets.yaml": block({"baskets": baskets}),
        "rules/criteria.yaml": (
            "criteria:\n" + "".join(f"  {k}: {v}\n" for k, v in CRITERIA.items())
        ).encode(),
    }
    declared = {name: words for name, words in draft.default_words.items() if words or draft.chance(30)}
    scales: dict[str, Any] = {"defaults": declared} if declared else {}
    if any(one["scale"] in SCALES for one in draft.questions) or draft.chance(50):
        scales["scales"] = SCALES
    if scales:
        files["rules/scales.yaml"] = block(scales)
    if draft.chance(60):
        files["rules/scoring.yaml"] = b"scores: {per_principle: true}\n"
        if draft.chance(50):
            files["rules/selection.yaml"] = block({"selections": {"visits": selection_of(draft)}})
    return files


def selection_of(draft: Drafting) -> dict[str, Any]:
    """A selection by the programme's own scores."""
    parts = {"strong": "top_third", "middling": "rest", "weak": "bottom_third"}
    classes = {name: parts[name] for name in draft.some(list(parts))}
    found: dict[str, Any] = {"rank_by": {"scores": "principles", "wave": draft.pick(draft.waves)}}
    found["classes"] = classes
    found["prefer"] = {name: draft.pick(["highest", "lowest", "nearest_median"]) for name in classes}
    if draft.cohorts and draft.chance(50):
        found["per"] = "cohort"
    if draft.chance(50):
        found["ties"] = draft.pick(["up", "down"])
    if draft.chance(60):
        found["available"] = draft.pick(
            [{"attribute": "kind", "is": "shed"}, {"attribute": "region", "is": "North"}]
        )
    if draft.chance(50):
        found |= {"must_vary_by": "region", "fallback_order": draft.some(list(classes))}
    return found


def principle_files(parts: dict[str, list[dict[str, Any]]]) -> dict[str, bytes]:
    return {
        f"principles/{k}-{name}.yaml": block(
            {
                "title": f"Principle {name}",
                "what_good_looks_like": "Sheds are good.",
                "indicators": indicators,
            }
        )
        for k, (name, indicators) in enumerate(parts.items(), start=1)
    }


@st.composite
def programmes(draw: st.DrawFn, menu: Menu = EVERYTHING) -> dict[str, bytes]:
    """A valid programme as a mapping of path to bytes."""
    seeds = st.integers(0, 2**32 - 1)
    # the first kind shrinks, the second is richer: choices that Hypothesis makes lean to the simple
    random = draw(st.one_of([st.randoms(use_true_random=False), *[st.builds(Random, seeds)] * 3]))
    draft = Drafting(random=random, menu=menu)
    cells = Random(draw(seeds))
    draft.waves = list(WAVES[: 2 if menu.is_small else draft.pick([2, 3, 2, 3, 3, 1])])
    cohorts, words = draw_cohorts(draft)
    draft.cohorts = list(words)
    every = [(a, b) for k, a in enumerate(draft.waves) for b in draft.waves[k + 1 :]]
    draft.comparisons = draft.some(every, 0 if draft.chance(10) else 1, 3) if every else []
    draft.default_words = {name: draft.pick(DEFAULT_WORDS[name]) for name in SPECIAL}
    for k in range(draft.random.randint(2, 3 if menu.is_small else 6)):
        draft.questions.append(draw_question(draft, k))
    for k in range(draft.random.randint(2, 6)):
        draft.indicators.append(draw_indicator(draft, k))

    rows = register(draft, cells, words, ["Other"] if "others" in cohorts else [])
    waves = wave_entries(draft, rows)
    split = draft.random.randint(0, len(draft.indicators) - 1)
    parts = {"alpha": draft.indicators[:split], "beta": draft.indicators[split:]}
    parts = {name: indicators for name, indicators in parts.items() if indicators}
    files = {
        "programme.yaml": block(top_document(draft, cohorts, waves, list(parts))),
        **rule_files(draft),
        **principle_files(parts),
        "surveys/sheds.csv": table(list(rows[0]), rows),
    }
    return files | surveys(draft, cells, files)
