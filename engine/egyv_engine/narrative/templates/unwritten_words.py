"""Finds the parts of a template that are never written, and templates that may write nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from math import prod
from typing import assert_never

from egyv_engine.model.frozen import Frozen
from egyv_engine.narrative.templates.template import (
    AllOf,
    AnyOf,
    Body,
    Choice,
    Equal,
    Expression,
    Literal,
    Not,
    Output,
    Path,
    Words,
)

MOST_CASES = 4096  # combinations of what the tests of a template may find
_Fact = tuple[str, ...]
_Case = Mapping[_Fact, object]  # a word that is compared, or whether a fact is true


class UnwrittenWords(Frozen):
    """The extents of tests that never choose their part, and whether a template may write nothing."""

    never: tuple[tuple[int, int], ...] = ()
    may_be_empty: bool = False


@dataclass(slots=True)
class _Chosen:
    """The parts of a template that were chosen in some case, by the place of the test in the tree."""

    bodies: set[int] = field(default_factory=set)
    is_empty: bool = False


def unwritten_words(body: Body) -> UnwrittenWords:
    """Return the parts of a template that no combination of facts chooses.

    Args:
        body: A template without faults. One whose tests have very many combinations is not examined.
    """
    values: dict[_Fact, set[object]] = {}
    for test in _tests(body):
        _note_values(test, values)
    if not values or prod(map(len, values.values())) > MOST_CASES:
        return UnwrittenWords()
    chosen = _Chosen()
    for found in product(*(sorted(v, key=str) for v in values.values())):
        if not _write(body, dict(zip(values, found, strict=True)), chosen):
            chosen.is_empty = True
    return UnwrittenWords(never=tuple(_never(body, chosen)), may_be_empty=chosen.is_empty)


@lru_cache(maxsize=4096)  # each case of a template asks it of the same texts
def has_words(text: str) -> bool:
    """Return whether a text has a letter or digit."""
    return any(character.isalnum() for character in text)


def _tests(body: Body) -> Iterator[Expression]:
    for node in body:
        if isinstance(node, Choice):
            for test, inner in node.branches:
                yield test
                yield from _tests(inner)
            yield from _tests(node.otherwise)


def _note_values(expression: Expression, values: dict[_Fact, set[object]]) -> None:
    """Note what a test may find: true or false, or one of the words that a fact is compared with, or another one."""
    match expression:
        case Path():
            values.setdefault(expression.key, set()).update((True, False))
        case Not(member=member):
            _note_values(member, values)
        case AllOf(members=members) | AnyOf(members=members):
            for member in members:
                _note_values(member, values)
        case Equal(left=left, right=right):
            path, literal = (left, right) if isinstance(left, Path) else (right, left)
            if isinstance(path, Path) and isinstance(literal, Literal):
                values.setdefault(path.key, set()).update((literal.text, None))
        case Literal():
            pass
        case _:
            assert_never(expression)


def _holds(expression: Expression, case: _Case) -> bool:
    match expression:
        case Path():
            return bool(case[expression.key])
        case Not(member=member):
            return not _holds(member, case)
        case AllOf(members=members):
            return all(_holds(member, case) for member in members)
        case AnyOf(members=members):
            return any(_holds(member, case) for member in members)
        case Equal(left=left, right=right, is_negated=is_negated):
            path, literal = (left, right) if isinstance(left, Path) else (right, left)
            assert isinstance(path, Path)
            assert isinstance(literal, Literal)
            return (case[path.key] == literal.text) != is_negated
        case Literal():
            return True
        case _:
            assert_never(expression)


def _write(body: Body, case: _Case, chosen: _Chosen) -> bool:
    """Note the parts that are chosen in a case, and return whether anything is written."""
    is_written = False
    for node in body:
        match node:
            case Words(text=text):
                is_written |= has_words(text)
            case Output():
                is_written = True
            case Choice(branches=branches, otherwise=otherwise):
                inner = next((inner for test, inner in branches if _holds(test, case)), otherwise)
                chosen.bodies.add(id(inner))
                is_written |= _write(inner, case, chosen)
    return is_written


def _never(body: Body, chosen: _Chosen) -> Iterator[tuple[int, int]]:
    """Yield the extent of each test that never chooses; not of those inside a part that is never chosen itself."""
    for node in body:
        if isinstance(node, Choice):
            for test, inner in node.branches:
                if inner and id(inner) not in chosen.bodies:
                    yield _extent_of(test)
                else:
                    yield from _never(inner, chosen)
            if id(node.otherwise) in chosen.bodies:
                yield from _never(node.otherwise, chosen)


def _extent_of(expression: Expression) -> tuple[int, int]:
    match expression:
        case Path(start=start, end=end) | Literal(start=start, end=end) | Equal(start=start, end=end):
            return start, end
        case Not(member=member):
            return _extent_of(member)
        case AllOf(members=members) | AnyOf(members=members):
            return _extent_of(members[0])[0], _extent_of(members[-1])[1]
        case _:
            assert_never(expression)
