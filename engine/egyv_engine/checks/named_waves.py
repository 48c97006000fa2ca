"""Checks that nothing is compared with itself: the same answer twice, or a rule without any wave that follows."""

from collections.abc import Iterator
from dataclasses import dataclass

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.condition_walk import answers, leaves, sides, walk
from egyv_engine.model.document_path import DocumentPath


def check_named_waves(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report answers that are compared with themselves (EGY435), and rules without a level in any wave (EGY436)."""
    for entry in linked.indicators.values():
        for condition in (entry.indicator.met_when, entry.indicator.base):
            if condition is not None:
                yield from _same_answers(linked, condition)
                yield from _without_level(linked, condition)
    for question in linked.questions.values():
        if question.asked_if is not None:
            yield from _same_answers(linked, question.asked_if)


def _same_answers(linked: LinkedProgramme, condition: c.Condition) -> Iterator[Diagnostic]:
    for leaf in leaves(condition):
        for one, other in _compared(leaf):
            if _is_same(linked, one, other):
                yield diagnostic(
                    linked.positions,
                    "EGY435",
                    other.doc_path / "question",
                    f"this compares the answers to '{one.question}' with themselves",
                    hint="name another question, another item, or another wave on one of the two sides",
                    related=[(one.doc_path / "question", "the same answer")],
                )


def _compared(leaf: c.Leaf) -> Iterator[tuple[c.Answer, c.Answer]]:
    """Yield the pairs of answers that a comparison, or a difference in it, sets against each other."""
    read = [answers(side) for side in sides(leaf)]
    for side in read:
        if len(side) == 2:
            yield side
    if len(read) == 2 and all(len(side) == 1 for side in read):
        yield read[0][0], read[1][0]


def _is_same(linked: LinkedProgramme, one: c.Answer, other: c.Answer) -> bool:
    """Return whether two answers are one in every comparison, where from and to are waves that may be named by id, too."""
    if (one.question, one.item) != (other.question, other.item):
        return False
    pairs = [{"from": x.from_, "to": x.to} for x in linked.programme.file.comparisons]
    waves = [(pair.get(one.wave or "", one.wave), pair.get(other.wave or "", other.wave)) for pair in pairs]
    return one.wave == other.wave or (waves != [] and all(a == b for a, b in waves))


@dataclass(frozen=True, slots=True, kw_only=True)
class _NamedWave:
    """A wave that a condition names by its id, and where."""

    id: str
    doc_path: DocumentPath


def _without_level(linked: LinkedProgramme, condition: c.Condition) -> Iterator[Diagnostic]:
    order = list(linked.waves)
    shown = {x.to for x in linked.programme.file.comparisons} or set(order[-1:])
    named, reads_current = _waves_read(linked, condition)
    known = [wave for wave in named if wave.id in order]
    if not reads_current or not known or not shown <= set(order):
        return
    last = max(known, key=lambda wave: order.index(wave.id))
    if order.index(last.id) < max(map(order.index, shown)):
        return
    yield diagnostic(
        linked.positions,
        "EGY436",
        last.doc_path,
        f"this rule reads the current wave and '{last.id}', and no wave that is reported comes after '{last.id}'",
        hint="write from or to in place of the wave's id, or name an earlier wave",
        related=[(linked.waves[last.id].doc_path / "id", "the wave that the rule names")],
    )


def _waves_read(linked: LinkedProgramme, condition: c.Condition) -> tuple[list[_NamedWave], bool]:
    """Return the waves that a condition names by id, also in the indicators it names, and if it reads the current one."""
    named: list[_NamedWave] = []
    reads_current = False
    pending, seen = [(condition, True)], set[str]()
    while pending:
        part_of, is_own = pending.pop()
        for part in walk(part_of):
            others = [part.indicator] if isinstance(part, c.Met) else []
            for side in sides(part) if isinstance(part, c.Leaf) else ():
                others += [side.met] if isinstance(side, c.NumberOfItems) else []
                for answer in answers(side):
                    reads_current |= answer.wave in (None, "to")
                    if answer.wave is not None:
                        doc_path = answer.doc_path / "wave" if is_own else condition.doc_path
                        named.append(_NamedWave(id=answer.wave, doc_path=doc_path))
            for name in others:
                if name not in seen and name in linked.indicators:
                    seen.add(name)
                    pending.append((linked.indicators[name].indicator.met_when, False))
    return named, reads_current
