"""Finds what a template inserts on every way through its choices."""

from collections.abc import Callable

from egyv_engine.narrative.templates.template import Body, Choice, Expression, Output, Path, Words

Meaning = Callable[[str], frozenset[str]]  # what a fact, by its dotted name, says


def always_inserted(body: Body, meaning: Meaning) -> frozenset[str]:
    """Return what a template says whichever way its choices go.

    Args:
        body: The template.
        meaning: What each fact says, so that facts that say the same can stand for each other.
    """
    found: frozenset[str] = frozenset()
    for node in body:
        match node:
            case Words():
                pass
            case Output(expression=expression):
                found |= _of_output(expression, meaning)
            case Choice(branches=branches, otherwise=otherwise):
                first, *others = (
                    always_inserted(each, meaning) for each in (*(b for _, b in branches), otherwise)
                )
                found |= first.intersection(*others)
    return found


def _of_output(expression: Expression, meaning: Meaning) -> frozenset[str]:
    """Return what one fact says; of several of which one is inserted, nothing is certain."""
    return meaning(expression.name) if isinstance(expression, Path) else frozenset()
