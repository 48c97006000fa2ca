"""Walks the conditions of a plan: what is in a node, what it reads, and named conditions in the order of what they need."""

from collections.abc import Container, Iterator, Mapping

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
            pending += reversed(needed)  # the first one comes first
            continue
        ready = pending.pop()
        if ready not in done:
            yield ready


def _named(node: p.Node) -> Iterator[str]:
    """Yield the names of the conditions that a node needs, not of those that they need."""
    if isinstance(node, p.Derived):
        yield node.name
    for member in members_of(node):
        yield from _named(member)


def members_of(node: p.Node) -> tuple[p.Node, ...]:
    """Return the nodes directly inside of a node: its members, and the conditions that a side counts."""
    if isinstance(node, p.And | p.Or):
        return node.members
    return tuple(member for side in sides_of(node) if isinstance(side, p.CountOf) for member in side.members)


def sides_of(node: p.Node) -> tuple[p.Operand, ...]:
    """Return what a comparison reads: its sides, or the answer or attribute that is looked up; else nothing."""
    match node:
        case p.Compare():
            return (node.left, *node.right)
        case p.Lookup() | p.Answered():
            return (node.ref,)
        case _:
            return ()


def last_clauses(node: p.Node, conditions: Mapping[str, p.Node]) -> tuple[p.Node, ...]:
    """Return the single comparisons of a condition and of the conditions that it names, each once.

    Args:
        node: The condition.
        conditions: The conditions of the plan, by name.
    """
    of_named: dict[str, tuple[p.Node, ...]] = {}

    def clauses(of: p.Node) -> tuple[p.Node, ...]:
        if isinstance(of, p.Derived):
            for name in dependencies_first(of.name, conditions, of_named):
                of_named[name] = clauses(conditions[name])
            return of_named[of.name]
        members = members_of(of)
        reads = not members or any(not isinstance(side, p.CountOf | p.Constant) for side in sides_of(of))
        own = (of,) if reads else ()
        return tuple(dict.fromkeys((*(inner for member in members for inner in clauses(member)), *own)))

    return clauses(node)


def refs_in(operands: tuple[p.Operand, ...]) -> Iterator[p.AnswerRef]:
    """Yield the answers among operands, each once, those that quantiles are made of too."""
    refs = (part.ref if isinstance(part, p.QuantileOf) else part for part in operands)
    yield from dict.fromkeys(ref for ref in refs if isinstance(ref, p.AnswerRef))


def operands_read(node: p.Node, conditions: Mapping[str, p.Node]) -> tuple[p.Operand, ...]:
    """Return every operand that a condition reads, also through the conditions that it names, each once.

    Args:
        node: The condition.
        conditions: The conditions of the plan, by name.
    """
    clauses = last_clauses(node, conditions)
    sides = (side for clause in clauses for side in sides_of(clause))
    return tuple(dict.fromkeys(part for side in sides for part in p.operands_in(side)))
