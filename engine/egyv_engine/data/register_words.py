"""Checks that the rules match something in the register: every word they compare, and every base and set of units."""

from collections.abc import Iterator
from dataclasses import dataclass

from egyv_engine.data.register_conditions import UnorderedValueError, attributes_in, holds, is_readable
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import leaves, right_words
from egyv_engine.model.typed_values import comparable_text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A condition that may read attributes.

    Attributes:
        nobody: The message if no unit meets the condition; None if that needs no message.
        code: The code of that message.
        is_return: Whether the condition says who returned the survey. It can be right that nobody did, or everybody:
            the rows of the answers file show whether a word is misspelt (EGY511, EGY512).
    """

    condition: c.Condition
    nobody: str | None = None
    code: str = "EGY525"
    is_return: bool = False


def check_register_words(
    linked: LinkedProgramme, register: RegisterTable, diagnostics: DiagnosticCollector
) -> None:
    """Report words that no unit has, and bases, skip logic and analysed units that no unit meets (EGY524, EGY525).

    Args:
        linked: The programme.
        register: The register.
        diagnostics: Receives one diagnostic per word, and one per condition whose words all exist.
    """
    values = {name: dict.fromkeys(v for v in texts if v) for name, texts in register.attributes.items()}
    compared = {name: {comparable_text(v) for v in found} for name, found in values.items()}
    for rule in _rules(linked):
        before = len(diagnostics)
        for leaf in leaves(rule.condition):
            if not isinstance(leaf.left, c.AttributeSide) or COMPARATORS[leaf.comparator].needs_order:
                continue
            attribute = leaf.left.attribute
            for word in right_words(leaf):
                if attribute not in values or comparable_text(word.text) in compared[attribute]:
                    continue
                found = sorted(values[attribute])
                if rule.is_return and not any(_differs_in_case(word.text, value) for value in found):
                    continue
                is_declared = word.text in linked.programme.file.register.declared_values(attribute)
                if linked.programme.file.register.declared(attribute) is not None and not is_declared:
                    continue  # reported by the check of the declared words
                _report(
                    "EGY533" if is_declared else "EGY524",
                    register,
                    diagnostics,
                    word,
                    f"no unit of the register has '{word.text}' in the column '{attribute}'",
                    hint(word.text, found, "values in the register"),
                    attribute,
                )
        if rule.nobody is not None and len(diagnostics) == before and _nobody_meets(rule.condition, register):
            attribute = attributes_in(rule.condition)[0]
            suggestion = "correct the condition, or the register"
            _report(rule.code, register, diagnostics, rule.condition, rule.nobody, suggestion, attribute)


def _rules(linked: LinkedProgramme) -> Iterator[_Rule]:
    for entry in linked.indicators.values():
        yield _Rule(condition=entry.indicator.met_when)
        if entry.indicator.base is not None:
            nobody = f"no unit belongs to the base of '{entry.indicator.id}'"
            yield _Rule(condition=entry.indicator.base, nobody=nobody)
    for question in linked.questions.values():
        if question.asked_if is not None:
            yield _Rule(condition=question.asked_if, nobody=f"no unit is asked '{question.id}'")
    for wave in linked.waves.values():
        if wave.surveyed is not None:
            yield _Rule(condition=wave.surveyed, nobody=f"no unit was surveyed in '{wave.id}'")
        if wave.returned is not None:
            yield _Rule(condition=wave.returned, is_return=True)
        if wave.analysed is not None:
            yield _Rule(condition=wave.analysed, nobody=f"no unit is analysed in '{wave.id}'")
    selection = linked.programme.selection
    for name, chosen in selection.selections.items() if selection else ():
        if chosen.available is not None:
            nobody = f"no unit is available for the selection '{name}'"
            yield _Rule(condition=chosen.available, nobody=nobody, code="EGY524")


def _differs_in_case(word: str, value: str) -> bool:
    return word.strip().casefold() == value.strip().casefold()


def _nobody_meets(condition: c.Condition, register: RegisterTable) -> bool:
    """Return whether a condition reads attributes only, and holds for no unit."""
    names = attributes_in(condition)
    if not names or not is_readable(condition) or any(n not in register.attributes for n in names):
        return False
    keys = set(zip(*(register.attributes[n] for n in names), strict=True))
    try:
        return not any(holds(condition, dict(zip(names, key, strict=True))) for key in keys)
    except UnorderedValueError:
        return False  # reported at the cell


def _report(
    code: str,
    register: RegisterTable,
    diagnostics: DiagnosticCollector,
    at: c.Word | c.Condition,
    message: str,
    suggestion: str,
    attribute: str,
) -> None:
    related = ((register.column(attribute), "the register's column"),)
    diagnostics.report(code, at.doc_path, message, hint=suggestion, related=related)
