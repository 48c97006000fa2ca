"""Determines the cohort of each unit, and the groups where programme.yaml asks for one per value."""

from collections.abc import Mapping, Sequence

import polars as pl

from egyv_engine.data.register_faults import RegisterFaults
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.data.words_of_column import different_words, enumerated
from egyv_engine.diagnostics.diagnostic import CommonFault, DiagnosticCollector
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.link.groups import OTHERS, groups_of_values
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.names import unknown_name
from egyv_engine.model import documents as d
from egyv_engine.model.frozen import replace
from egyv_engine.model.typed_values import comparable_text


class CohortReader:
    """Reads the cohort of each unit of a register.

    Attributes:
        linked: The programme; after reading, with the groups that the values of the register make.
    """

    def __init__(
        self, linked: LinkedProgramme, register: RegisterTable, diagnostics: DiagnosticCollector
    ) -> None:
        self.linked = linked
        self._register = register
        self._diagnostics = diagnostics

    def register(self) -> RegisterTable:
        """Return the register with the cohort of each unit, without the units of no cohort if these are left out."""
        register, cohorts = self._register, self.linked.programme.file.cohorts
        if cohorts is None:
            return replace(register, cohort=_same(0, register))
        if cohorts.attribute not in (register.key, *register.attributes):
            return replace(register, cohort=_same(None, register))  # reported as an unknown attribute
        values = enumerated(register.values(cohorts.attribute))
        present = [str(value) for value in values.unique(maintain_order=True)]
        if cohorts.groups == d.EACH_VALUE:
            self._make_groups(cohorts, present)
        groups = tuple(self.linked.groups.values())
        if (cohorts.ids is None) == (cohorts.groups is None) or any(not group.words for group in groups):
            return replace(register, cohort=_same(None, register))  # reported at the declaration
        position = {comparable_text(word): i for i, group in enumerate(groups) for word in group.words}
        compared = {value: comparable_text(value) for value in present}
        misspelt = self._report_words_without_units(cohorts, compared)
        if cohorts.others == "refused":
            is_complete = all(kind != "cohort" for kind, _ in self.linked.programme.broken)
            declaration = self.linked.programme.file.register
            declared = declaration.declared_values(cohorts.attribute)
            strange = [
                v
                for v in compared
                if compared[v] not in position
                and v not in misspelt
                # Else it is reported as no declared value.
                and not (v and declared and not declaration.may_be(cohorts.attribute, v))
            ]
            if strange and is_complete:
                self._report_without_cohort(cohorts, strange)
            return replace(register, cohort=_by_word(values, compared, position, None))
        others = len(groups) if cohorts.all_ is not None else None
        found = _by_word(values, compared, position, others)
        if others is not None and (found == others).any():
            self.linked = replace(self.linked, cohorts=(*self.linked.cohorts, OTHERS))
        return replace(register, cohort=found).without(found.is_not_null(), "others")

    def _make_groups(self, cohorts: d.Cohorts, values: Sequence[str]) -> None:
        """Make one group per value, and resolve the cohorts that rules name (EGY308, EGY536)."""
        groups, numbered = groups_of_values(values, cohorts)
        self.linked = replace(self.linked, groups=groups, cohorts=tuple(groups))
        at = cohorts.doc_path / "groups"
        for name in numbered:
            self._diagnostics.report(
                "EGY536",
                at,
                f"the cohort of '{groups[name].label}' has the id '{name}', because another one has that id without the number",
                hint="declare the groups one by one to choose their ids",
                related=((self._register.column(cohorts.attribute), "the register's column"),),
            )
        for name, doc_path in self.linked.cohorts_unresolved if self._register.is_complete else ():
            if name not in groups:
                found = unknown_name(
                    self._diagnostics.positions, "cohort", name, doc_path, groups, lambda _: at
                )
                self._diagnostics.append(found)

    def _report_words_without_units(self, cohorts: d.Cohorts, compared: dict[str, str]) -> set[str]:
        """Report each cohort, or word of one, without units; return the values that are probably meant."""
        if not self._register.is_complete:
            return set()  # the units that have it may be those that could not be read
        groups = self.linked.groups.values()
        known = {comparable_text(word) for group in groups for word in group.words}
        undeclared = sorted(value for value in compared if value and compared[value] not in known)
        in_register = undeclared or sorted(value for value in compared if value)
        present = set(compared.values())
        register = self.linked.programme.file.register
        declared = register.declared_values(cohorts.attribute)
        misspelt: set[str] = set()
        empty = [
            group for group in groups if all(comparable_text(word) not in present for word in group.words)
        ]
        sole = undeclared[0] if len(empty) == len(undeclared) == 1 else None  # the one is the other
        for group in groups:
            missing = [(word, at) for word, at in group.word_paths if comparable_text(word) not in present]
            is_empty = len(missing) == len(group.words)
            nobody = f"no unit belongs to cohort '{group.id}'"
            for word, at in missing:
                near = did_you_mean(word, undeclared) or (sole if is_empty else None)
                misspelt.update((near,) if near else ())
                if group.is_key and declared and not register.may_be(cohorts.attribute, word):
                    continue  # reported at the declared values
                no_unit_has = f"no unit of the register has '{word}' in the column '{cohorts.attribute}'"
                if is_empty:
                    message = f"{nobody}: {no_unit_has}" if group.is_key else nobody
                else:
                    message = no_unit_has
                self._diagnostics.report(
                    "EGY517" if is_empty else "EGY533" if word in declared else "EGY524",
                    at,
                    message,
                    hint=hint(
                        word,
                        in_register,
                        f"{'values' if group.is_key else 'cohorts'} in the register",
                        meant=near,
                    ),
                    related=((self._register.column(cohorts.attribute), "the register's column"),),
                    common=None
                    if near is None or group.is_key
                    else CommonFault("cohort", near, is_cause=True),
                )
        return misspelt

    def _report_without_cohort(self, cohorts: d.Cohorts, values: Sequence[str]) -> None:
        """Report the values of the register that no cohort has, and units without one (EGY517)."""
        words = {word: group for group in self.linked.groups.values() for word in group.words}
        at = KeyAt(cohorts.doc_path / ("groups" if cohorts.ids is None else "ids"))
        faults = RegisterFaults(
            self._register, cohorts.attribute, ((at, "the cohorts are declared here"),), self._diagnostics
        )
        if "" in values:
            advice = hint("", words, "declared cohorts")
            faults.report("EGY517", {""}, ("", ""), advice, of_blank="no cohort")
        faults.report_words(
            "EGY517",
            [value for value in values if value],
            ("is not declared as a cohort", "are not declared as cohorts"),
            lambda word: hint(word, words, "declared cohorts"),
        )


def _same(cohort: int | None, register: RegisterTable) -> pl.Series:
    """Return the same index of a cohort for every unit."""
    return pl.repeat(cohort, len(register.units), dtype=pl.UInt32, eager=True)


def _by_word(
    values: pl.Series, compared: Mapping[str, str], position: Mapping[str, int], others: int | None
) -> pl.Series:
    """Return the index of the cohort of each value, UInt32, or that of the others."""
    found = [position.get(compared.get(word, ""), others) for word in different_words(values)]
    return pl.Series(found, dtype=pl.UInt32).gather(values.to_physical())
