"""Warns of an entry of comparable that is about no declared comparison, or leaves out one that spans its waves (EGY484)."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import documents as d

_ANY = "yes"  # an entry that says so limits nothing


def check_comparable_waves(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report entries of comparable that leave a comparison as it is, although the answers changed between its waves.

    Args:
        linked: The programme.
    """
    order = {wave: place for place, wave in enumerate(linked.waves)}
    declared = linked.programme.file.comparisons
    pairs = [(x.from_, x.to) for x in declared]
    if any(wave not in order for pair in pairs for wave in pair):
        return  # the wave that is meant may be that of an entry
    for question in linked.questions.values():
        for entry in question.comparable:
            if entry.is_ == _ANY or not pairs or not _are_in_order(entry, order):
                continue
            spanning = [
                pair
                for pair in _spanning(entry, pairs, order)
                if not any(_is_about(other, pair) for other in question.comparable)
            ]
            is_unused = not any(_is_about(entry, pair) for pair in pairs)
            if spanning or is_unused:
                yield _report(linked, question, entry, spanning)


def _are_in_order(entry: d.Comparable, order: dict[str, int]) -> bool:
    """Return whether the waves of an entry are declared and in the order of time; otherwise that is reported already."""
    waves = [wave for wave in (entry.from_, entry.to) if wave is not None]
    places = [order[wave] for wave in waves if wave in order]
    return len(places) == len(waves) and places == sorted(set(places))


def _is_about(entry: d.Comparable, pair: tuple[str, str]) -> bool:
    return entry.from_ in (None, pair[0]) and entry.to in (None, pair[1])


def _spanning(
    entry: d.Comparable, pairs: list[tuple[str, str]], order: dict[str, int]
) -> Iterator[tuple[str, str]]:
    """Yield the comparisons that begin with the entry's earlier wave or before it, and end with its later one or after it."""
    if entry.from_ is None or entry.to is None:
        return
    first, last = order[entry.from_], order[entry.to]
    for before, after in pairs:
        if order[before] <= first < last <= order[after]:
            yield before, after


def _report(
    linked: LinkedProgramme, question: d.Question, entry: d.Comparable, spanning: list[tuple[str, str]]
) -> Diagnostic:
    ends = [(word, wave) for word, wave in (("from", entry.from_), ("to", entry.to)) if wave is not None]
    said = " ".join(f"{word} '{wave}'" for word, wave in ends)
    comparisons = linked.programme.file.comparisons
    if spanning:
        listed = ", ".join(f"{{from: {before}, to: {after}}}" for before, after in spanning)
        message = (
            f"'{question.id}' changed {said}, and this entry is not about {listed}, which spans these waves"
        )
        hint = "write an entry for that comparison, too; with is: yes if the answers can be compared all the same"
        related = [
            (x.doc_path, "the comparison that spans them") for x in comparisons if (x.from_, x.to) in spanning
        ]
    else:
        message = f"no comparison is {said}, so this entry limits nothing"
        declared = ", ".join(f"{{from: {x.from_}, to: {x.to}}}" for x in comparisons)
        hint = f"name the waves of a comparison: {declared}; or leave the entry out"
        related = [(comparisons[0].doc_path, "the comparisons")]
    return diagnostic(
        linked.positions, "EGY484", entry.doc_path / ends[0][0], message, hint=hint, related=related
    )
