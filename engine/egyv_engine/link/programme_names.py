"""Resolves the names in programme.yaml, in selections, and in lists of items."""

from collections.abc import Mapping

from egyv_engine.link.condition_names import resolve_condition
from egyv_engine.link.names import NameTable


def resolve_programme_names(names: NameTable) -> None:
    """Report every unknown name outside questions, baskets and indicators."""
    _programme_file(names)
    _selections(names)
    _lists(names)


def _programme_file(names: NameTable) -> None:
    file = names.programme.file
    if file.default_criterion:
        doc_path = file.doc_path / "default_criterion"
        names.resolve("criterion", file.default_criterion, doc_path, names.programme.criteria.criteria)
    for comparison in file.comparisons:
        names.resolve_wave(comparison.from_, comparison.doc_path / "from")
        names.resolve_wave(comparison.to, comparison.doc_path / "to")
    if file.register.only is not None:
        resolve_condition(names, file.register.only)
    listed = file.register.doc_path / "attributes"
    for i, name in enumerate(file.register.attributes):
        step = name if isinstance(file.register.attributes, Mapping) else i
        names.attributes.append((name, listed / step))
    if file.cohorts:
        names.attributes.append((file.cohorts.attribute, file.cohorts.doc_path / "attribute"))
    for wave in file.waves:
        for condition in (wave.surveyed, wave.returned, wave.analysed):
            if condition is not None:
                resolve_condition(names, condition)
        for note in wave.retrospective:
            names.resolve_cohort(note.cohort, note.doc_path / "cohort")


def _selections(names: NameTable) -> None:
    file = names.programme.selection
    for selection in file.selections.values() if file else ():
        if selection.available is not None:
            resolve_condition(names, selection.available)
        if selection.must_vary_by is not None:
            names.attributes.append((selection.must_vary_by, selection.doc_path / "must_vary_by"))


def _lists(names: NameTable) -> None:
    instrument = names.programme.instrument
    items = dict.fromkeys(item for basket in names.baskets.values() for item in basket.items)
    for name, listed in (instrument.lists or {}).items():
        for i, item in enumerate(listed):
            names.resolve("item", item, instrument.doc_path / "lists" / name / i, items)
