"""Orders the named conditions of a plan, so that a long chain of indicators is evaluated without nested calls."""

from collections.abc import Container, Iterator, Mapping
from typing import assert_never

from egyv_engine.model import plan as p


def dependencies_first(name: str, conditions: Mapping[str, p.Node], done: Container[str]) -> Iterator[str]:
    """Yield a named condition and those that it needs, each once and after those that it needs itself.

    Args:
        name: The name of a condition.
        conditions: The conditions of the plan, by name.
        done: The names to leave out; it must hold each name that was yielded before the next one is asked for.
    """
    pending = [name]
    while pending:
        needed = (
            [n for n in _named(conditions[pending[-1]]) if n not in done] if pending[-1] not in done else []
        )
        if needed:
            pending += needed
            continue
        ready = pending.pop()
        if ready not in done:
            yield ready


def _named(node: p.Node | p.CountOf) -> Iterator[str]:
    """Yield the names of the conditions that a node needs, not of those that they need."""
    match node:
        case p.Derived(name=name):
            yield name
        case p.And(members=members) | p.Or(members=members) | p.CountOf(members=members):
            for member in members:
                yield from _named(member)
        case p.Compare(left=left, right=right):
            for side in (left, *right):
                if isinstance(side, p.CountOf):
                    yield from _named(side)
        case p.Lookup() | p.Answered():
            pass
        case _:
            assert_never(node)
