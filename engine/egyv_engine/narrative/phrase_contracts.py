"""Checks that a phrase keeps to its claim: it gives each count with its base, and uses no word of the other direction."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.narrative.claims.claim import ClaimFacts
from egyv_engine.narrative.readability import find_words
from egyv_engine.narrative.rule_templates import RuleTemplates
from egyv_engine.narrative.templates.always_inserted import always_inserted
from egyv_engine.narrative.templates.template_checks import CheckedTemplate

_COUNTS = ("units_of_base", "n_of_base", "n", "units")
_BASES = ("units_of_base", "n_of_base", "base.n", "base.units")
_DIRECTIONS = {1: "rise", -1: "fall"}


def check_contract(
    templates: RuleTemplates,
    doc_path: DocumentPath,
    template: str,
    facts: type[ClaimFacts],
    checked: CheckedTemplate,
) -> Iterator[Diagnostic]:
    """Yield the faults of a phrase that can be read, against what its kind of claim has to say.

    Args:
        templates: The checker, with the words that the programme refuses.
        doc_path: The key of the phrase.
        template: Its text.
        facts: The class of the claim's facts.
        checked: The phrase as it was checked.
    """
    said = always_inserted(template, _said)
    for level in facts.counts:
        if not {f"{level} count", f"{level} base"} <= said:
            message = f"this phrase does not always give the count of '{level}' with its base"
            usage = f"write {{{{ {level}.units_of_base }}}} or {{{{ {level}.n_of_base }}}}; if the phrase chooses, in each branch"
            yield templates.fault(doc_path, template, (0, len(template)), "EGY612", message, usage)
    wording = templates.wording
    if wording is None or not facts.direction:
        return
    against = wording.fall_words if facts.direction > 0 else wording.rise_words
    for text, start in checked.words:
        for word, (first, last) in find_words(text, against).items():
            message = f"'{word}' says a {_DIRECTIONS[-facts.direction]}, and the claim is a {_DIRECTIONS[facts.direction]}"
            usage = (
                f"say the {_DIRECTIONS[facts.direction]}, or state the two counts without a word of direction"
            )
            yield templates.fault(doc_path, template, (start + first, start + last), "EGY613", message, usage)


def _said(name: str) -> frozenset[str]:
    """Return what a part of a level says: its count, its base, or both."""
    level, _, part = name.partition(".")
    found = {"count": part in _COUNTS, "base": part in _BASES}
    return frozenset(f"{level} {what}" for what, is_said in found.items() if is_said)
