"""Checks the declarations of the register and of the cohorts, and the words that rules compare attributes with."""

from collections.abc import Iterable, Iterator, Mapping

from egyv_engine.checks.condition_types import scoped_conditions
from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt, Location
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.exclusive_keys import one_key_of
from egyv_engine.link.groups import EVERYONE
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model import documents as d
from egyv_engine.model.condition_walk import leaves, right_words
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.typed_values import comparable_text


def check_units(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report faults in the declarations of the register and of the cohorts, and words that no unit can have."""
    file = linked.programme.file
    if file.register.doc_path.steps:  # a register that could not be read has no position
        yield from _register(linked)
    if file.cohorts is not None:
        yield from _cohorts(linked, file.cohorts)
    for _, condition in scoped_conditions(linked):
        for leaf in leaves(condition):
            if isinstance(leaf.left, c.AttributeSide):
                words = [(word.text, word.doc_path) for word in right_words(leaf)]
                yield from _words(linked, leaf.left.attribute, words)


def _register(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    register = linked.programme.file.register
    if register.made_of is None and register.attributes and not isinstance(register.attributes, Mapping):
        names = ", ".join(f"{name}: text" for name in register.attributes)
        yield diagnostic(
            linked.positions,
            "EGY441",
            register.doc_path / "attributes",
            "the register is in a file, so each of its attributes is declared with its values or its type",
            hint=f"for example attributes: {{{names}}}",
        )
    if register.made_of is None:
        for name in register.attributes:
            declared = register.declared(name)
            if declared is not None and isinstance(declared.column, Mapping):
                yield diagnostic(
                    linked.positions,
                    "EGY441",
                    declared.doc_path / "column",
                    f"the attribute '{name}' has a column for each wave, but the register is one file",
                    hint="write the column of that file; only a register that is made of the answers has one in each wave",
                )
        return
    yield from _row_units(linked, register)
    for wave in linked.waves.values():
        if wave.returned_by is not None:
            yield diagnostic(
                linked.positions,
                "EGY441",
                wave.doc_path / "returned",
                "the register is made of the answers, so a unit has returned the survey where it has a row",
                hint="remove returned; use analysed for returns that are not analysed",
                related=[(register.doc_path / "made_of", "the register is made of the answers")],
            )


def _row_units(linked: LinkedProgramme, register: d.Register) -> Iterator[Diagnostic]:
    """Report what needs the id of a unit, where each row is another unit."""
    if not register.has_row_units:
        return
    files = linked.programme.files.files if linked.programme.files else {}
    found = [(entry.doc_path / "key", "key") for entry in files.values() if entry.key is not None]
    found += [
        (entry.doc_path / "of_several_rows", "of_several_rows")
        for entry in files.values()
        if entry.of_several_rows is not None
    ]
    found += [
        (wave.answers.doc_path / "items", "items")
        for wave in linked.waves.values()
        if wave.answers.items is not None
    ]
    for at, key in found:
        yield diagnostic(
            linked.positions,
            "EGY441",
            KeyAt(at),
            f"each row is another unit here, and '{key}' needs a column with the id of the unit",
            hint=f"remove {key}, or write 'made_of: answers' and the key of the register",
            related=[(register.doc_path / "made_of", "each row is another unit")],
        )


def _cohorts(linked: LinkedProgramme, cohorts: d.Cohorts) -> Iterator[Diagnostic]:
    yield from one_key_of(linked.positions, cohorts, "ids", "groups")
    if isinstance(cohorts.groups, Mapping):
        for group in cohorts.groups.values():
            yield from one_key_of(linked.positions, group, "is", "is_one_of")
            if group.is_ is not None:
                yield from _words(linked, cohorts.attribute, [(group.is_, group.doc_path / "is")])
            listed = [
                (word, group.doc_path / "is_one_of" / i) for i, word in enumerate(group.is_one_of or ())
            ]
            yield from _words(linked, cohorts.attribute, listed)
    first: dict[str, Location] = {}
    for name, made in linked.groups.items():
        for word in made.words:
            if first.setdefault(comparable_text(word), made.declared_at) != made.declared_at:
                yield diagnostic(
                    linked.positions,
                    "EGY438",
                    made.declared_at,
                    f"the value '{word}' of the cohort '{name}' belongs to another cohort, too",
                    hint="name the value in one cohort only",
                    related=[(first[comparable_text(word)], "the other cohort")],
                )
    if linked.everyone is not None and EVERYONE in linked.groups:
        yield diagnostic(
            linked.positions,
            "EGY439",
            linked.groups[EVERYONE].declared_at,
            f"the cohort '{EVERYONE}' has the id of the cohort of all units",
            hint="choose another id",
            related=[(KeyAt(cohorts.doc_path / "all"), "the cohort of all units")],
        )


def _words(
    linked: LinkedProgramme, attribute: str, words: Iterable[tuple[str, DocumentPath]]
) -> Iterator[Diagnostic]:
    """Report each word that an attribute cannot have, as its values or its type are declared (EGY440)."""
    register = linked.programme.file.register
    declared = register.declared(attribute)
    related: list[tuple[Location, str]] = [
        (KeyAt(register.doc_path / "attributes" / attribute), "the attribute is declared here")
    ]
    for word, doc_path in words:
        if register.may_be(attribute, word):
            continue
        if declared is None or declared.values is not None:
            message = f"'{word}' is not a declared value of '{attribute}'"
            advice = hint(word, register.declared_values(attribute), "declared values")
        else:
            kind = declared.type
            message = f"'{word}' is not a {kind}, and '{attribute}' is declared as a {kind}"
            form = "digits, with a point for decimals" if kind == "number" else "the date as YYYY-MM-DD"
            advice = f"write {form}"
        yield diagnostic(linked.positions, "EGY440", doc_path, message, hint=advice, related=related)
