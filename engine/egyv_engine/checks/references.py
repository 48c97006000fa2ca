"""Checks that no indicator and no question needs itself."""

from collections.abc import Iterator, Mapping

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.condition_walk import references
from egyv_engine.model.document_path import DocumentPath

Arrows = Mapping[str, tuple[tuple[str, DocumentPath], ...]]


def check_cycles(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report indicators that need themselves through met (EGY401), and questions through asked_if (EGY414)."""
    yield from _cycles(linked, _met(linked), "EGY401", "indicator")
    yield from _cycles(linked, _asked_if(linked), "EGY414", "question")


def circular(linked: LinkedProgramme) -> frozenset[str]:
    """Return the indicators whose conditions form a circle, or lead into one."""
    return _circular(_met(linked))


def circular_questions(linked: LinkedProgramme) -> frozenset[str]:
    """Return the questions whose skip logic forms a circle, or leads into one."""
    return _circular(_asked_if(linked))


def _asked_if(linked: LinkedProgramme) -> Arrows:
    return {name: _named(question.asked_if, "question") for name, question in linked.questions.items()}


def _circular(met: Arrows) -> frozenset[str]:
    needs = {name: {other for other, _ in arrows if other in met} for name, arrows in met.items()}
    # Remove each indicator that needs none of the others, until only those that form a circle or lead into one remain.
    needed_by: dict[str, list[str]] = {name: [] for name in met}
    for name, others in needs.items():
        for other in others:
            needed_by[other].append(name)
    free = [name for name, others in needs.items() if not others]
    while free:
        done = free.pop()
        for name in needed_by[done]:
            needs[name].discard(done)
            if not needs[name]:
                free.append(name)
    return frozenset(name for name, others in needs.items() if others)


def baskets_in(condition: c.Condition) -> Iterator[str]:
    """Return the baskets whose items a condition counts."""
    return (name.id for name in references(condition) if name.names == "basket")


def _named(condition: c.Condition | None, object_type: str) -> tuple[tuple[str, DocumentPath], ...]:
    """Return the indicators or questions that a condition names, each with the position of its name."""
    if condition is None:
        return ()
    return tuple((name.id, name.doc_path) for name in references(condition) if name.names == object_type)


def _met(linked: LinkedProgramme) -> Arrows:
    return {name: _named(entry.indicator.met_when, "indicator") for name, entry in linked.indicators.items()}


def _cycles(linked: LinkedProgramme, arrows: Arrows, code: str, object_type: str) -> Iterator[Diagnostic]:
    reported: set[frozenset[str]] = set()
    loops = _circular(arrows)
    for start in (name for name in arrows if name in loops):
        loop = _loops(arrows, start)
        if loop and frozenset(name for name, _ in loop) not in reported:
            reported.add(frozenset(name for name, _ in loop))
            names = " -> ".join([start, *(name for name, _ in loop)])
            yield diagnostic(
                linked.positions,
                code,
                loop[0][1],
                f"the {object_type} '{start}' needs itself: {names}",
                hint="make one of them read only answers"
                if object_type == "indicator"
                else "remove asked_if from one of them, so that everybody is asked it",
                related=[(doc_path, f"here it needs '{name}'") for name, doc_path in loop[1:]],
            )


def _loops(arrows: Arrows, start: str) -> list[tuple[str, DocumentPath]]:
    """Return the path from a name back to itself; empty where there is none."""
    stack: list[tuple[str, list[tuple[str, DocumentPath]]]] = [(start, [])]
    seen: set[str] = set()
    while stack:
        name, path = stack.pop()
        for other, doc_path in arrows.get(name, ()):
            step = [*path, (other, doc_path)]
            if other == start:
                return step
            if other not in seen:
                seen.add(other)
                stack.append((other, step))
    return []
