"""Resolves the names in the questions of the instrument."""

from egyv_engine.diagnostics.span import KeyAt, Location
from egyv_engine.link.column_names import resolve_columns
from egyv_engine.link.condition_names import resolve_condition
from egyv_engine.link.linked_programme import LinkedBasket
from egyv_engine.link.names import NameTable
from egyv_engine.model import documents as d
from egyv_engine.model.document_path import DocumentPath


def resolve_question(names: NameTable, question: d.Question) -> bool:
    """Report the unknown names of a question.

    Args:
        names: The declared names, and the collector of what is unknown.
        question: The question.

    Returns:
        Whether the question is unplaced: its columns are known, because it has a sound basket, but a name in
        `not_asked` or `comparable` is unknown, so that it is not known which units it was asked of.
    """
    if question.scale not in d.OPEN_VALUE_TYPES:
        known = [*names.programme.scales.scales, *d.OPEN_VALUE_TYPES]
        names.resolve("scale", question.scale, question.doc_path / "scale", known)
    basket = None
    if question.items is not None:
        basket = names.resolve_basket(question.items, question.doc_path / "items")
    resolve_columns(names, question, basket)
    if question.asked_if is not None:
        resolve_condition(names, question.asked_if)
    before = names.unresolved
    for entry in question.not_asked:
        names.resolve_cohort(entry.cohort, entry.doc_path / "cohort")
        names.resolve_wave(entry.wave, entry.doc_path / "wave")
        _resolve_items(names, entry, basket, question)
    for compared in question.comparable:
        names.resolve_cohort(compared.cohort, compared.doc_path / "cohort")
        names.resolve_wave(compared.from_, compared.doc_path / "from")
        names.resolve_wave(compared.to, compared.doc_path / "to")
        _resolve_items(names, compared, basket, question)
    return basket is not None and names.unresolved > before


def _resolve_items(
    names: NameTable, entry: d.NotAsked | d.Comparable, basket: LinkedBasket | None, question: d.Question
) -> None:
    """Resolve the items that an entry of `not_asked` or `comparable` lists, or the list that it names."""
    if entry.items is None:
        return
    doc_path = entry.doc_path / "items"
    lists = names.programme.instrument.lists or {}
    if isinstance(entry.items, str) and not names.resolve("list", entry.items, doc_path, lists):
        return
    if question.items is None:
        names.report("EGY304", doc_path, f"the question '{question.id}' has no items", hint="leave items out")
    elif basket is not None:
        related = (question.doc_path / "items", f"'{question.id}' is asked over '{basket.id}'")
        if isinstance(entry.items, str):
            _resolve_list(names, entry.items, doc_path, basket, related)
        else:
            for i, item in enumerate(entry.items):
                if item in lists and item not in basket.items:
                    listed = KeyAt(names.programme.instrument.doc_path / "lists" / item)
                    message = f"'{item}' is the name of a list, and no item"
                    advice = f"write 'items: {item}', without brackets"
                    names.report("EGY304", doc_path / i, message, advice, ((listed, "the list"),))
                else:
                    names.resolve("item", item, doc_path / i, basket.items, (related,))


def _resolve_list(
    names: NameTable, name: str, at: DocumentPath, basket: LinkedBasket, related: tuple[Location, str]
) -> None:
    """Resolve the items of a named list against the question's basket; the diagnostic points at the list's name."""
    instrument = names.programme.instrument
    declared_items = {item for b in names.baskets.values() for item in b.items}
    for i, item in enumerate((instrument.lists or {})[name]):
        if item not in declared_items:
            names.unresolved += 1  # reported where the list is declared
        else:
            listed = (instrument.doc_path / "lists" / name / i, f"in the list '{name}'")
            names.resolve("item", item, at, basket.items, (listed, related))
