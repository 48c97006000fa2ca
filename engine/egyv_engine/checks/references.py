"""Checks that conditions and skip logic do not go round in circles."""

from collections.abc import Iterator, Mapping

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.document_path import DocumentPath

Arrows = Mapping[str, tuple[tuple[str, DocumentPath], ...]]


def check_cycles(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Fails if an indicator needs itself through met, or a question is asked only if it was asked."""
    met = {name: tuple(indicators_in(entry.indicator.met_when)) for name, entry in linked.indicators.items()}
    yield from _cycles(linked, met, "EGY401", "indicator")
    skips = {
        name: tuple(questions_in(q.asked_if)) if q.asked_if is not None else ()
        for name, q in linked.questions.items()
    }
    yield from _cycles(linked, skips, "EGY414", "question")


def circular(linked: LinkedProgramme) -> frozenset[str]:
    """Indicators whose conditions go round in a circle, or lead into one."""
    met = {name: tuple(indicators_in(entry.indicator.met_when)) for name, entry in linked.indicators.items()}
    return frozenset(name for name in met if _loops(met, name, follow_all=True))


def indicators_in(condition: c.Condition) -> Iterator[tuple[str, DocumentPath]]:
    """The indicators a condition names, each with the place of its name."""
    match condition:
        case c.All(members=members) | c.Any(members=members):
            for member in members:
                yield from indicators_in(member)
        case c.Not(member=member):
            yield from indicators_in(member)
        case c.Met(indicator=name, doc_path=doc_path):
            yield name, doc_path / "met"
        case c.Leaf(left=left, right=right):
            for side in (left, right):
                if isinstance(side, c.NumberOf):
                    for member in side.members:
                        yield from indicators_in(member)
                elif isinstance(side, c.NumberOfItems):
                    yield side.met, side.doc_path / "met"


def questions_in(condition: c.Condition) -> Iterator[tuple[str, DocumentPath]]:
    """The questions a condition reads itself, each with the place of its name."""
    match condition:
        case c.All(members=members) | c.Any(members=members):
            for member in members:
                yield from questions_in(member)
        case c.Not(member=member):
            yield from questions_in(member)
        case c.Leaf(left=left, right=right):
            for side in (left, right):
                if isinstance(side, c.NumberOf):
                    for member in side.members:
                        yield from questions_in(member)
                inner: object = side
                while isinstance(inner, c.QuestionSide):
                    yield inner.question, inner.doc_path / "question"
                    inner = inner.minus


def baskets_in(condition: c.Condition) -> Iterator[str]:
    """The baskets whose items a condition counts."""
    match condition:
        case c.All(members=members) | c.Any(members=members):
            for member in members:
                yield from baskets_in(member)
        case c.Not(member=member):
            yield from baskets_in(member)
        case c.Leaf(left=left, right=right):
            for side in (left, right):
                if isinstance(side, c.NumberOfItems):
                    yield side.each
                elif isinstance(side, c.NumberOf):
                    for member in side.members:
                        yield from baskets_in(member)


def _cycles(linked: LinkedProgramme, arrows: Arrows, code: str, kind: str) -> Iterator[Diagnostic]:
    told: set[frozenset[str]] = set()
    for start in arrows:
        loop = _loops(arrows, start)
        if loop and frozenset(name for name, _ in loop) not in told:
            told.add(frozenset(name for name, _ in loop))
            names = " -> ".join([start, *(name for name, _ in loop)])
            yield Diagnostic(
                span=linked.positions.span_at(loop[0][1]),
                code=code,
                message=f"the {kind} '{start}' needs itself: {names}",
                hint="let one of them stand on answers alone",
                related=tuple(
                    (linked.positions.span_at(doc_path), f"here it needs '{name}'")
                    for name, doc_path in loop[1:]
                ),
            )


def _loops(arrows: Arrows, start: str, *, follow_all: bool = False) -> list[tuple[str, DocumentPath]]:
    """The way from a name back to itself (or, following all, into any circle); empty where there is none."""
    stack: list[tuple[str, list[tuple[str, DocumentPath]]]] = [(start, [])]
    seen: set[str] = set()
    while stack:
        name, way = stack.pop()
        for other, doc_path in arrows.get(name, ()):
            step = [*way, (other, doc_path)]
            if other == start or (follow_all and other in {n for n, _ in way}):
                return step
            if other not in seen or follow_all:
                seen.add(other)
                stack.append((other, step))
    return []
