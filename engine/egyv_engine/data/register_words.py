"""Checks that the rules match something in the register: every word they compare, and every base and set of units."""

import re
from collections.abc import Iterator, Sequence

from egyv_engine.data.register_conditions import UnorderedValueError, attributes_in, holds, is_readable
from egyv_engine.data.register_table import RegisterTable, combinations
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import leaves, right_words
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.typed_values import comparable_text


class _Rule(Frozen):
    """A condition that may read attributes.

    Attributes:
        nobody: The message if no unit meets the condition; None if that needs no message.
        code: The code of that message.
        is_return: Whether the condition says who returned the survey. It can be right that nobody did, or everybody:
            a word is reported only if the register has one that is near to it.
        wave: The wave of which the condition says who was surveyed, returned the survey or is analysed.
    """

    condition: c.Condition
    nobody: str | None = None
    code: str = "EGY525"
    is_return: bool = False
    wave: str | None = None


def check_register_words(
    linked: LinkedProgramme, register: RegisterTable, diagnostics: DiagnosticCollector
) -> frozenset[str]:
    """Report words that no unit has, and bases, skip logic and analysed units that no unit meets (EGY524, EGY525).

    Args:
        linked: The programme.
        register: The register.
        diagnostics: Receives one diagnostic per word, and one per condition whose words all exist.

    Returns:
        The waves of which such a word decides who was surveyed, returned the survey or is analysed.
    """
    words = _RegisterWords(linked, register, diagnostics)
    waves = set()
    for rule in _rules(linked):
        before = len(diagnostics)
        words.check(rule)
        if rule.wave is not None and any(d.code == "EGY524" for d in diagnostics[before:]):
            waves.add(rule.wave)
    return frozenset(waves)


def rules_on_attributes(linked: LinkedProgramme) -> Iterator[c.Condition]:
    """Yield every condition that may read attributes, but not `only`, which says what the register is."""
    return (rule.condition for rule in _rules(linked))


def check_kept_units(
    linked: LinkedProgramme, register: RegisterTable, diagnostics: DiagnosticCollector
) -> None:
    """Report words of the condition `only` that no unit has, or that no unit is kept (EGY524).

    Args:
        linked: The programme, which declares `only`.
        register: The whole register.
        diagnostics: Receives the faults.
    """
    condition = linked.programme.file.register.only
    if condition is not None:
        nobody = "no unit of the register meets 'only', so none is kept"
        _RegisterWords(linked, register, diagnostics).check(
            _Rule(condition=condition, nobody=nobody, code="EGY524")
        )


class _RegisterWords:
    """Checks rules against the values in a register."""

    def __init__(
        self, linked: LinkedProgramme, register: RegisterTable, diagnostics: DiagnosticCollector
    ) -> None:
        self._declared = linked.programme.file.register
        self._register = register
        self._diagnostics = diagnostics
        self._values = {
            name: [v for v in texts.unique(maintain_order=True) if v]
            for name, texts in register.attributes.items()
        }
        self._compared = {name: {comparable_text(v) for v in found} for name, found in self._values.items()}

    def check(self, rule: _Rule) -> None:
        """Report each word of a rule that no unit has, or else that no unit meets the rule."""
        if not self._register.is_complete:
            return  # the units that have it may be those that could not be read
        missing = [
            (leaf.left.attribute, word)
            for leaf in leaves(rule.condition)
            if isinstance(leaf.left, c.AttributeSide) and not COMPARATORS[leaf.comparator].needs_order
            for word in right_words(leaf)
            if self._is_missing(leaf.left.attribute, word.text)
        ]
        reported = [self._word(rule, attribute, word) for attribute, word in missing]
        if rule.nobody is not None and not any(reported) and _nobody_meets(rule.condition, self._register):
            attribute = attributes_in(rule.condition)[0]
            advice = "correct the condition, or the register"
            self._report(rule.code, rule.condition, rule.nobody, advice, attribute)

    def _is_missing(self, attribute: str, word: str) -> bool:
        return attribute in self._values and comparable_text(word) not in self._compared[attribute]

    def _word(self, rule: _Rule, attribute: str, word: c.Word) -> bool:
        """Report a word that no unit has; return whether it has, or had before, a message."""
        found = sorted(self._values[attribute])
        if rule.is_return and not _is_misspelt(word.text, found):
            return False
        if self._declared.may_be(attribute, word.text):
            self._report(
                "EGY533" if self._declared.declared_values(attribute) else "EGY524",
                word,
                f"no unit of the register has '{word.text}' in the column '{attribute}'",
                hint(word.text, found, "values in the register"),
                attribute,
            )
        return True

    def _report(
        self, code: str, at: c.Word | c.Condition, message: str, suggestion: str, attribute: str
    ) -> None:
        related = ((self._register.column(attribute), "the register's column"),)
        self._diagnostics.report(code, at.doc_path, message, hint=suggestion, related=related)


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
            yield _Rule(
                condition=wave.surveyed,
                nobody=f"no unit was surveyed in '{wave.id}'",
                code="EGY524",
                wave=wave.id,
            )
        if wave.returned is not None:
            yield _Rule(condition=wave.returned, is_return=True, wave=wave.id)
        if wave.analysed is not None:
            yield _Rule(condition=wave.analysed, nobody=f"no unit is analysed in '{wave.id}'", wave=wave.id)
    selection = linked.programme.selection
    for name, chosen in selection.selections.items() if selection else ():
        if chosen.available is not None:
            nobody = f"no unit is available for the selection '{name}'"
            yield _Rule(condition=chosen.available, nobody=nobody, code="EGY524")


def _is_misspelt(word: str, found: Sequence[str]) -> bool:
    """Return whether a word is probably one that the register has; `not_returned` is not a misspelt `returned`."""
    near = did_you_mean(word, found)
    if near is None:
        return False
    plain, other = word.strip().casefold(), near.strip().casefold()
    if plain == other:
        return True
    is_part = plain in other or other in plain
    return not is_part and re.findall("[0-9]+", plain) == re.findall("[0-9]+", other)


def _nobody_meets(condition: c.Condition, register: RegisterTable) -> bool:
    """Return whether a condition reads attributes only, and holds for no unit."""
    names = attributes_in(condition)
    if not names or not is_readable(condition) or any(n not in register.attributes for n in names):
        return False
    keys, _ = combinations([register.attributes[name] for name in names])
    try:
        return not any(holds(condition, dict(zip(names, key, strict=True))) for key in keys)
    except UnorderedValueError:
        return False  # reported at the cell
