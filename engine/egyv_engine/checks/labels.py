"""Checks the labels of items, cohorts and waves: each has its own, and none is that of another (EGY448, EGY620)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.hidden_characters import looks_like
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import Cohorts
from egyv_engine.model.frozen import Frozen


class _Label(Frozen):
    """The words of an item, a cohort or a wave, as readers see them."""

    id: str
    text: str
    at: DocumentPath


def check_labels(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report two items or cohorts with one label, and labels and values that are the id of another cohort or wave."""
    for basket in linked.programme.baskets.baskets.values():
        if not isinstance(basket.items, tuple):
            items = [
                _Label(id=name, text=item.label, at=item.doc_path / "label")
                for name, item in basket.items.items()
            ]
            yield from _same(linked, items, "item")
    cohorts = linked.programme.file.cohorts
    if cohorts is not None:
        yield from _cohorts(linked, cohorts)
    waves = [_Label(id=w.id, text=w.label, at=w.doc_path / "label") for w in linked.programme.file.waves]
    for i, one in enumerate(waves):
        for other in waves[i + 1 :]:
            if _names(one.text, other.id, one.id) and _names(other.text, one.id, other.id):
                message = f"the label of the wave '{one.id}' names '{other.id}', and that of '{other.id}' names '{one.id}'"
                yield _exchanged(linked, other, one, message)


def _cohorts(linked: LinkedProgramme, cohorts: Cohorts) -> Iterator[Diagnostic]:
    groups = cohorts.groups if isinstance(cohorts.groups, Mapping) else {}
    labels = [
        _Label(id=name, text=group.label or name, at=group.doc_path / ("label" if group.label else "is"))
        for name, group in groups.items()
    ]
    everyone, of_all = cohorts.all_, list[_Label]()
    if everyone is not None and everyone.label is not None:
        of_all = [_Label(id="all", text=everyone.label, at=everyone.doc_path / "label")]
    yield from _same(linked, [*labels, *of_all], "cohort")
    ids = {_plain(name): name for name in groups}
    values = [
        _Label(id=name, text=group.is_, at=group.doc_path / "is")
        for name, group in groups.items()
        if group.is_ is not None
    ]
    value_of = {one.id: one.text for one in values}
    known = [one for one in labels if one.id in value_of and _plain(one.text) not in ids]
    for first, second in combinations(known, 2):
        own, foreign = value_of[first.id], value_of[second.id]
        if _names(first.text, foreign, own) and _names(second.text, own, foreign):
            message = f"the label of the cohort '{first.id}' names '{foreign}', and that of '{second.id}' names '{own}'"
            yield _exchanged(linked, first, second, message)
    for what, several in (("label", labels), ("value", values)):
        for one in several:
            other = ids.get(_plain(one.text), one.id)
            if other != one.id:
                message = f"the {what} of the cohort '{one.id}' is the id of the cohort '{other}'"
                yield _exchanged(
                    linked, one, _Label(id=other, text=other, at=groups[other].doc_path), message
                )


def _same(linked: LinkedProgramme, labels: Sequence[_Label], what: str) -> Iterator[Diagnostic]:
    first: dict[str, _Label] = {}
    for one in labels:
        original = first.setdefault(_plain(one.text), one)
        if original is not one:
            yield diagnostic(
                linked.positions,
                "EGY620",
                one.at,
                f"the label of the {what} '{one.id}' is that of '{original.id}', so that readers cannot distinguish them",
                hint="write words that show how the two differ",
                related=[(original.at, f"the label of '{original.id}'")],
            )


def _names(text: str, name: str, own: str) -> bool:
    """Return whether a text has an id among its words, and not the id of its own."""
    words = f" {_plain(text)} "
    return f" {_plain(name)} " in words and f" {_plain(own)} " not in words


def _plain(text: str) -> str:
    return looks_like(text).casefold().replace("_", " ").strip()


def _exchanged(linked: LinkedProgramme, one: _Label, other: _Label, message: str) -> Diagnostic:
    return diagnostic(
        linked.positions,
        "EGY448",
        one.at,
        message,
        hint="exchange the two, or choose other ids",
        related=[(other.at, f"'{other.id}'")],
    )
