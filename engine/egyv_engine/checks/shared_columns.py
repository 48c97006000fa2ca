"""Checks that each question, item and attribute has a column of its own."""

from collections.abc import Iterator, Mapping
from itertools import product

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt, Location
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import documents as d


def check_shared_columns(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report a column that two questions of a wave have, two items, or two attributes (EGY460)."""
    yield from _attributes(linked)
    reported: set[tuple[str, str | None]] = set()
    for wave in linked.waves.values():
        seen: dict[str, tuple[d.Question, str | None]] = {}
        for question in linked.questions.values():
            if question.items is not None and question.items not in linked.baskets:
                continue
            for item in linked.items(question):
                name = linked.column_of(question, item, wave.id)
                first = seen.setdefault(name, (question, item))
                is_new = first != (question, item) and (question.id, item) not in reported
                if is_new and not any(linked.several(q, wave.id) for q in (question, first[0])):
                    reported.add((question.id, item))
                    yield _shared(linked, wave, name, (question, item), first)


def _attributes(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    register = linked.programme.file.register
    names = tuple(register.attributes) if isinstance(register.attributes, Mapping) else ()
    waves = (None,) if register.made_of is None else tuple(linked.waves)
    seen: dict[tuple[str | None, str], str] = {}
    reported: set[str] = set()
    for wave, name in product(waves, names):
        column = register.column_of(name, wave)
        first = seen.setdefault((wave, column), name)
        if first != name and name not in reported:
            reported.add(name)
            attributes = register.doc_path / "attributes"
            yield diagnostic(
                linked.positions,
                "EGY460",
                attributes / name / "column",
                f"the attributes '{first}' and '{name}' have the same column '{column}'",
                hint="name for each attribute its own column",
                related=[(KeyAt(attributes / first), f"the attribute '{first}'")],
            )


def _shared(
    linked: LinkedProgramme,
    wave: d.Wave,
    column: str,
    this: tuple[d.Question, str | None],
    first: tuple[d.Question, str | None],
) -> Diagnostic:
    here, there = (_called(*one, is_same=this[0] is first[0]) for one in (this, first))
    return diagnostic(
        linked.positions,
        "EGY460",
        column_place(linked, wave, *this),
        f"{there} and {here} have the same column '{column}' in '{wave.id}'",
        hint="name for each of them its own column; where they differ by wave, name the waves, "
        f"for example column: {{{wave.id}: {column}}}",
        related=[(column_place(linked, wave, *first), there)],
    )


def _called(question: d.Question, item: str | None, *, is_same: bool) -> str:
    if item is None:
        return f"the question '{question.id}'"
    return f"the item '{item}'" if is_same else f"the item '{item}' of '{question.id}'"


def column_place(linked: LinkedProgramme, wave: d.Wave, question: d.Question, item: str | None) -> Location:
    """Return the location of a column's name, or of the question's id where it names none.

    Args:
        linked: The programme.
        wave: The wave in whose table the column is.
        question: The question.
        item: One of its items; None for a question without items.
    """
    key = "column" if item is None or linked.several(question, wave.id) is not None else "columns"
    at = question.doc_path / key
    if at not in linked.positions.values:
        return question.doc_path / "id"
    for step in (wave.id, item):
        at = at / step if step is not None and at / step in linked.positions.values else at
    return at
