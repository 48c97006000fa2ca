"""Leaves out the parts of a template that are not chosen once some facts are known."""

from collections.abc import Mapping

from egyv_engine.narrative.templates.template import (
    AllOf,
    AnyOf,
    Body,
    Choice,
    Expression,
    Not,
    Path,
)

Known = Mapping[str, bool]  # by dotted name: whether a fact is true, or a text is not empty


def chosen_parts(body: Body, known: Known) -> Body:
    """Return a template without the parts that these facts rule out, and without the tests that they decide.

    Args:
        body: The template.
        known: What is known of some facts.
    """
    found: Body = ()
    for node in body:
        found = (*found, *(_chosen(node, known) if isinstance(node, Choice) else (node,)))
    return found


def _chosen(choice: Choice, known: Known) -> Body:
    """Return the parts of a choice that are possible; the only one by itself."""
    branches: list[tuple[Expression, Body]] = []
    for test, inner in choice.branches:
        holds = _truth(test, known)
        part = chosen_parts(inner, known)
        if holds and not branches:
            return part
        if holds:
            return (Choice(branches=tuple(branches), otherwise=part),)
        if holds is None:
            branches.append((test, part))
    otherwise = chosen_parts(choice.otherwise, known)
    return (Choice(branches=tuple(branches), otherwise=otherwise),) if branches else otherwise


def _truth(expression: Expression, known: Known) -> bool | None:
    """Return whether a test holds; None where that is not known."""
    match expression:
        case Path(names=names):
            return known.get(".".join(names))
        case Not(member=member):
            holds = _truth(member, known)
            return None if holds is None else not holds
        case AllOf(members=members):
            found = [_truth(member, known) for member in members]
            return False if False in found else None if None in found else True
        case AnyOf(members=members):
            found = [_truth(member, known) for member in members]
            return True if True in found else None if None in found else False
        case _:
            return None
