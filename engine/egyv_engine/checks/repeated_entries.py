"""Checks that no two entries of a list are about the same cohort, items and waves (EGY205)."""

from collections.abc import Iterator, Sequence

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import documents as d

_Entry = d.NotAsked | d.Comparable | d.Retrospective


def check_repeated_entries(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report an entry that was copied and left as it was: of two that say different things, one would have no effect.

    Args:
        linked: The programme.
    """
    lists: list[Sequence[_Entry]] = [wave.retrospective for wave in linked.waves.values()]
    for question in linked.questions.values():
        lists += (question.not_asked, question.comparable)
    for entries in lists:
        known: dict[object, _Entry] = {}
        for entry in entries:
            first = known.setdefault(_subject(entry), entry)
            if first is not entry:
                yield diagnostic(
                    linked.positions,
                    "EGY205",
                    entry.doc_path,
                    "this entry is about the same answers as an earlier one in this list",
                    hint="keep one of the two, or correct the one that was copied",
                    related=[(first.doc_path, "the earlier one")],
                )


def _subject(entry: _Entry) -> object:
    """Return what an entry is about; the order of its items does not matter."""
    if isinstance(entry, d.Retrospective):
        return entry.cohort
    items = frozenset(entry.items) if isinstance(entry.items, tuple) else entry.items
    waves = (entry.from_, entry.to) if isinstance(entry, d.Comparable) else entry.wave
    return entry.cohort, items, waves
