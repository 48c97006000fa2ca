"""Warns of values of the register that a rule probably reads otherwise than they are meant (EGY217, EGY541, EGY550, EGY585)."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from egyv_engine.data.no_answer_codes import numbers_for_none, words_for_none
from egyv_engine.data.register_conditions import attributes_in
from egyv_engine.data.register_faults import RegisterFaults
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.data.register_words import rules_on_attributes
from egyv_engine.data.several_in_one import parts_of_several
from egyv_engine.data.spellings import near_spellings
from egyv_engine.data.supplement_table import stand_apart
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.hidden_characters import looks_like
from egyv_engine.diagnostics.span import Location
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.condition_walk import leaves, parts_of, right_words, sides
from egyv_engine.model.documents import EACH_VALUE
from egyv_engine.model.frozen import Frozen, field
from egyv_engine.model.typed_values import number

# Of so many units, one without a value is probably a mistake, because a register is filled in by hand.
_FEWEST_UNITS = 5
_RARER = 10  # times: about as many units may well have each of two values that differ in a letter


def check_attribute_words(
    linked: LinkedProgramme, register: RegisterTable, diagnostics: DiagnosticCollector
) -> None:
    """Report values that say there is none, that look like a value that a rule names, that hold it with others, or that are missing.

    Args:
        linked: The programme.
        register: The register.
        diagnostics: Receives one diagnostic per attribute and value.
    """
    for attribute, use in _uses(linked).items():
        if attribute in register.attributes and linked.programme.file.register.declared(attribute) is None:
            _Attribute(register, attribute, use, diagnostics).check()
    if register.returned is None:  # else the attributes are answers, which some units may well not give
        _check_blanks(linked, register, diagnostics)


def _check_blanks(linked: LinkedProgramme, register: RegisterTable, diagnostics: DiagnosticCollector) -> None:
    """Report the few units without a value that a rule on answers compares: what it counts is unknown for them in every wave."""
    rules: dict[str, Location] = {}
    # Of these, a rule asks for blanks, or they are errors where the unit's cohort and status are read.
    expected: set[str] = set()
    for condition in linked.conditions_on_answers():
        for leaf in leaves(condition):
            for side in (part for one in sides(leaf) for part in parts_of(one)):
                if isinstance(side, c.AttributeSide):
                    rules.setdefault(side.attribute, side.doc_path / "attribute")
                    if isinstance(leaf.right, bool):
                        expected.add(side.attribute)
    cohorts = linked.programme.file.cohorts
    if cohorts is not None:
        expected.add(cohorts.attribute)
    for wave in linked.waves.values():
        for status in (wave.surveyed, wave.returned, wave.analysed):
            expected.update(attributes_in(status) if status is not None else ())
    for attribute, rule in rules.items():
        if attribute not in register.attributes or attribute in expected:
            continue
        blank, units = int((register.attributes[attribute] == "").sum()), len(register.units)
        is_alone = blank == 1 and units >= _FEWEST_UNITS
        if not is_alone and not stand_apart(blank, units):
            continue
        RegisterFaults(register, attribute, ((rule, "this rule reads the column"),), diagnostics).report(
            "EGY585",
            {""},
            ("", ""),
            "fill it in, or accept the warning if it is not known",
            of_blank=f"no value in '{attribute}', while {units - blank:,} others have one",
        )


class _AttributeUse(Frozen):
    """The first rule that reads an attribute, and the words that rules compare it with, each with its location."""

    rule: Location
    named: dict[str, Location] = field(default_factory=dict)


def _uses(linked: LinkedProgramme) -> dict[str, _AttributeUse]:
    """Return what rules read of each attribute."""
    found: dict[str, _AttributeUse] = {}
    for condition in rules_on_attributes(linked):
        for leaf in leaves(condition):
            for side in (part for one in sides(leaf) for part in parts_of(one)):
                if isinstance(side, c.AttributeSide):
                    use = found.setdefault(side.attribute, _AttributeUse(rule=side.doc_path / "attribute"))
                    if side is leaf.left:
                        use.named.update({word.text: word.doc_path for word in right_words(leaf)})
    cohorts, selection = linked.programme.file.cohorts, linked.programme.selection
    if cohorts is not None:
        named = linked.groups.values() if cohorts.groups != EACH_VALUE else ()  # else data makes the groups
        of_groups = {word: at for group in named for word, at in group.word_paths}
        use = found.setdefault(cohorts.attribute, _AttributeUse(rule=cohorts.doc_path / "attribute"))
        use.named.update(of_groups)
    for chosen in selection.selections.values() if selection else ():
        if chosen.must_vary_by is not None:
            found.setdefault(chosen.must_vary_by, _AttributeUse(rule=chosen.doc_path / "must_vary_by"))
    return found


class _Attribute:
    """Checks the values of one attribute."""

    def __init__(
        self,
        register: RegisterTable,
        attribute: str,
        use: _AttributeUse,
        diagnostics: DiagnosticCollector,
    ) -> None:
        self._register = register
        self._attribute = attribute
        self._named = use.named
        self._rule = use.rule
        self._diagnostics = diagnostics
        self._counts = Counter(value for value in register.attributes[attribute] if value)

    def check(self) -> None:
        """Report the values of each kind."""
        for word in self._for_none():
            if word not in self._named:
                advice = "if so, leave the cell blank, or list the word under blank of the file in surveys/files.yaml; otherwise accept the warning"
                says = "which usually means that there is no value"
                self._report("EGY217", word, f"says '{word}', {says}", advice, ())
        for word, twin in self._twins():
            at = self._named.get(twin)
            related: tuple[tuple[Location, str], ...] = (
                () if at is None else ((at, f"'{twin}' is named here"),)
            )
            otherwise = "name both in the rule" if self._named else "accept the warning"
            advice = f"write '{twin}' if they are one value; otherwise {otherwise}"
            self._report("EGY541", word, f"is spelled almost like '{twin}'", advice, related)
        parts = parts_of_several(self._counts, self._named)
        for word in self._named.keys() & parts.keys():
            advice = "a unit has one value of an attribute: use a column for each value, and name the columns in the rule"
            predicate = f"has '{word}' as a part, and is compared as a whole"
            self._report(
                "EGY550", parts[word], predicate, advice, ((self._named[word], f"'{word}' is named here"),)
            )

    def _for_none(self) -> list[str]:
        numbers: dict[Fraction, str] = {}
        for word in self._counts:
            value = number(word)
            if value is not None:
                numbers[value] = word
        counted = {value: self._counts[word] for value, word in numbers.items()}
        return [*words_for_none(self._counts), *(numbers[value] for value in numbers_for_none(counted))]

    def _twins(self) -> Iterator[tuple[str, str]]:
        """Yield each value that no rule names and that looks like another one: one that is named, or a commoner one.

        A value that differs in a letter is yielded if far more units have the other one.
        """
        by_form: dict[str, str] = {}
        ordered = sorted(
            self._counts, key=lambda value: (value not in self._named, -self._counts[value], value)
        )
        for value in ordered:
            twin = by_form.setdefault(looks_like(value).casefold().strip(), value)
            if twin != value and not (value in self._named and twin in self._named):
                yield value, twin
        for value, twin in near_spellings([by_form[form] for form in by_form]):
            if value not in self._named and self._counts[value] * _RARER <= self._counts[twin]:
                yield value, twin

    def _report(
        self, code: str, word: str, predicate: str, advice: str, related: tuple[tuple[Location, str], ...]
    ) -> None:
        rule = (self._rule, "this rule reads the column")
        faults = RegisterFaults(self._register, self._attribute, (*related, rule), self._diagnostics)
        faults.report(code, {word}, (predicate, predicate), advice)
