"""The names that edition 2 of the rule language changed, by document type.

A path names a key by the keys that lead to it; `*` is any key that the author chooses, or any place in a list.
"""

from collections.abc import Mapping

CLAIM_KINDS = {
    "good": "what_good_looks_like",
    "looking_back": "retrospective",
    "cannot_not_asked": "not_comparable_not_asked",
    "cannot_other": "not_comparable_other",
    "cannot_open": "open_verdicts",
    "records": "recommendations",
    "records_summary": "recommendations_summary",
    "records_reasons": "recommendations_reasons",
    "records_units": "recommendations_units",
}
BLOCKS = {
    "good": "what_good_looks_like",
    "waves": "retrospective",
    "care": "caution",
    "cannot_say": "limitations",
    "widest": "largest_improvements",
    "falls": "declines",
    "whole_evidence": "programme_evidence",
    "records": "recommendations",
    "records_summary": "recommendations_summary",
    "records_table": "recommendations_table",
}
KEYS: Mapping[str, Mapping[str, str]] = {
    "programme": {"waves/*/said": "label", "waves/*/looking_back": "retrospective"},
    "scales": {"defaults/never_counts": "dont_know", "scales/*/never_counts": "dont_know"},
    "criteria": {"criteria/*/judge": "judged_on"},
    "selection": {
        "selections/*/rank_by/mean_of/over": "subject",
        "selections/*/not_all_one": "must_vary_by",
        "selections/*/give_way": "fallback_order",
    },
    "records": {
        "recommendations/by": "principle",
        "recommendations/status/are": "values",
        "recommendations/status/sums": "combined",
        "recommendations/reason/are": "values",
        "published/differ": "differences",
    },
    "principle": {
        "good": "what_good_looks_like",
        "indicators/*/counts": "met_when",
        "indicators/*/over": "items_compared",
    },
    "report": {"chapters/*/blocks/*/most": "limit"},
    "wording": {
        "refused": "forbidden_words",
        "refused_without_history": "forbidden_words_without_history",
        **{f"phrases/{old}": new for old, new in CLAIM_KINDS.items()},
    },
}
# Values that are words of the language.
WORDS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "instrument": {"questions/*/comparable/*/is": {"with_care": "with_caution"}},
    "report": {"chapters/*/blocks/*/show": BLOCKS},
}

# Values that are templates.
PHRASES = ("phrases/*", "phrases/*/*")
TEXTS = ("chapters/*/blocks/*/text",)
TEMPLATES: Mapping[str, tuple[str, ...]] = {"wording": PHRASES, "report": TEXTS}
# Values whose names in single braces become those of a template.
SAYS: Mapping[str, tuple[str, ...]] = {"principle": ("indicators/*/says/*",)}
# The names that every template may read; a dotted name stands for its last part.
NAMES: Mapping[str, str] = {
    "one": "unit",
    "lower": "is_lower_better",
    "before_said": "before_label",
    "after_said": "after_label",
    **{
        f"{level}.{old}": new
        for level in ("before", "after")
        for old, new in (("said", "label"), ("of", "units_of_base"), ("n_of", "n_of_base"))
    },
}
# The names that the phrase of one kind of claim may read, by the kind as edition 1 called it.
NAMES_OF_KIND: Mapping[str, Mapping[str, str]] = {
    "good": {"good": "what_good_looks_like"},
    "response": {"said": "wave_label", "set_aside": "not_analysed"},
    "looking_back": {"said": "wave_label"},
    "basket_verdict": {"level": "steady", "all_level": "all_steady"},
    "records_units": {"unit": "unit_count"},
    "interviews": {"places": "unit_count"},
    "selection_replaced": {"unit": "substitute"},
}
# The names that the text of a block may read.
NAMES_OF_TEXTS: Mapping[str, str] = {"matched": "minimum_matched"}


def new_key(document: str, path: tuple[str | int, ...]) -> str | None:
    """Return the new name of a key, or None if it keeps its name.

    Args:
        document: The document type, such as "principle".
        path: The keys and list indexes that lead to the key, the key itself last.
    """
    return next((new for pattern, new in KEYS.get(document, {}).items() if _fits(path, pattern)), None)


def new_word(document: str, path: tuple[str | int, ...], word: str) -> str | None:
    """Return the new spelling of a value, or None if it stays as it is.

    Args:
        document: The document type, such as "report".
        path: The keys and list indexes that lead to the value.
        word: The value.
    """
    tables = (table for pattern, table in WORDS.get(document, {}).items() if _fits(path, pattern))
    return next((table[word] for table in tables if word in table), None)


def new_names(document: str, path: tuple[str | int, ...]) -> Mapping[str, str]:
    """Return the renamed names that the template at a path may read; empty if the value there is no template.

    Args:
        document: The document type, such as "wording".
        path: The keys and list indexes that lead to the value.
    """
    if not any(_fits(path, pattern) for pattern in TEMPLATES.get(document, ())):
        return {}
    own = NAMES_OF_TEXTS if document == "report" else NAMES_OF_KIND.get(str(path[1]), {})
    return {**NAMES, **own}


def is_says(document: str, path: tuple[str | int, ...]) -> bool:
    """Return whether the value at this path is a wording of an indicator, which is a template now.

    Args:
        document: The document type, such as "principle".
        path: The keys and list indexes that lead to the value.
    """
    return any(_fits(path, pattern) for pattern in SAYS.get(document, ()))


def _fits(path: tuple[str | int, ...], pattern: str) -> bool:
    steps = pattern.split("/")
    return len(path) == len(steps) and all(
        step in ("*", taken) for taken, step in zip(path, steps, strict=True)
    )
