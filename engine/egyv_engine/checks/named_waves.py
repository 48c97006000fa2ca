"""Checks that nothing is compared with itself: the same answer twice, or a rule without any wave that follows."""

from collections.abc import Iterator, Mapping, Sequence

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import RELATIVE_WAVES, LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.arithmetic import OPERATORS
from egyv_engine.model.condition_walk import answers, leaves, parts_of, sides, walk
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen


def check_named_waves(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report answers that are compared with themselves (EGY411), and rules without a level in any wave (EGY435)."""
    for entry in linked.indicators.values():
        conditions = [x for x in (entry.indicator.met_when, entry.indicator.base) if x is not None]
        for condition in conditions:
            yield from _same_answers(linked, condition, current_wave(conditions))
    yield from _without_level(linked)
    for question in linked.questions.values():
        if question.asked_if is not None:
            yield from _same_answers(linked, question.asked_if, None)


def current_wave(conditions: Sequence[c.Condition]) -> str | None:
    """Return what the current wave of a rule may be named as; None if it has no name.

    A rule that names from or to has a level in the later wave alone, so the current wave is that one.

    Args:
        conditions: The conditions of the rule, its base included.
    """
    return "to" if any(_waves_read(x).named.keys() & set(RELATIVE_WAVES) for x in conditions) else None


def _same_answers(
    linked: LinkedProgramme, condition: c.Condition, current: str | None
) -> Iterator[Diagnostic]:
    for leaf in leaves(condition):
        for one, other in _compared(leaf):
            if is_same_answer(linked, one, other, current):
                yield diagnostic(
                    linked.positions,
                    "EGY411",
                    other.doc_path / "question",
                    f"this compares the answers to '{one.question}' with themselves, so it is met always or never",
                    hint="name another question, another item, or another wave on one of the two sides",
                    related=[(one.doc_path / "question", "the same answer")],
                )


def _compared(leaf: c.Leaf) -> Iterator[tuple[c.Answer, c.Answer]]:
    """Yield the pairs of answers that a comparison, or a difference in it, sets against each other."""
    pairs = [sides(leaf)] if len(sides(leaf)) == 2 else []
    calculated = [p for side in sides(leaf) for p in parts_of(side) if isinstance(p, c.CalculatedSide)]
    pairs += [(part.left, part.right) for part in calculated if OPERATORS[part.operator].cancels_equals]
    for pair in pairs:
        one, other = pair
        if isinstance(one, c.QuestionSide) and isinstance(other, c.QuestionSide):
            yield one, other


def is_same_answer(linked: LinkedProgramme, one: c.Answer, other: c.Answer, current: str | None) -> bool:
    """Return whether two answers are one in every comparison, where from and to are waves that may be named by id, too.

    Args:
        linked: The programme.
        one: An answer that a rule reads.
        other: Another answer that the same rule reads.
        current: What the current wave of the rule may be named as.
    """
    if (one.question, one.item) != (other.question, other.item):
        return False
    declared = [
        x for x in linked.programme.file.comparisons if x.from_ != x.to
    ]  # others are reported themselves
    pairs = [{"from": x.from_, "to": x.to} for x in declared]
    first, second = one.wave or current, other.wave or current
    waves = [(pair.get(first or "", first), pair.get(second or "", second)) for pair in pairs]
    return first == second or (waves != [] and all(a == b for a, b in waves))


class _WavesRead(Frozen):
    """The waves that a condition reads itself: named by id, each with a place; the current one; and through indicators."""

    named: Mapping[str, DocumentPath]
    reads_current: bool
    indicators: frozenset[str]


def _waves_read(condition: c.Condition) -> _WavesRead:
    named: dict[str, DocumentPath] = {}
    reads_current = False
    indicators = set[str]()
    for part in walk(condition):
        if isinstance(part, c.Met):
            indicators.add(part.indicator)
        for side in sides(part):
            if isinstance(side, c.NumberOfItems):
                indicators.add(side.met)
            for answer in answers(side):
                reads_current |= answer.wave in (None, "to")
                if answer.wave is not None:
                    named.setdefault(answer.wave, answer.doc_path / "wave")
    return _WavesRead(named=named, reads_current=reads_current, indicators=frozenset(indicators))


def _without_level(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report conditions that read the current wave and, by its id, one that no reported wave comes after."""
    order = list(linked.waves)
    reported = [x.to for x in linked.programme.file.comparisons if x.to in order] or order[-1:]
    too_late = set(order[max(map(order.index, reported)) :]) if reported else set()
    of_indicator = {name: _waves_read(entry.indicator.met_when) for name, entry in linked.indicators.items()}
    own = [(entry.indicator.met_when, of_indicator[name]) for name, entry in linked.indicators.items()]
    bases = [entry.indicator.base for entry in linked.indicators.values() if entry.indicator.base is not None]
    own += [(base, _waves_read(base)) for base in bases]
    if not any(read.named.keys() & too_late for _, read in own):
        return
    hint = "name an earlier wave"
    if linked.programme.file.comparisons:
        hint = f"write from in place of the wave's id, or {hint}"
    for condition, read in own:
        every = [read, *_through_indicators(read, of_indicator)]
        late = [wave for one in every for wave in one.named if wave in too_late]
        if not late or not any(one.reads_current for one in every):
            continue
        last = max(late, key=order.index)
        yield diagnostic(
            linked.positions,
            "EGY435",
            read.named.get(last, condition.doc_path),
            f"this rule reads the current wave and '{last}', and no wave that is reported comes after '{last}'",
            hint=hint,
            related=[(linked.waves[last].doc_path / "id", "the wave that the rule names")],
        )


def _through_indicators(read: _WavesRead, of_indicator: Mapping[str, _WavesRead]) -> Iterator[_WavesRead]:
    """Yield what the indicators read that a condition names, and those that they name."""
    pending, seen = list(read.indicators), set[str]()
    while pending:
        name = pending.pop()
        if name not in seen and name in of_indicator:
            seen.add(name)
            yield of_indicator[name]
            pending += of_indicator[name].indicators
