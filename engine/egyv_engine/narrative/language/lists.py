"""Writes lists in English: commas, and "and" before the last part."""

from collections.abc import Sequence

from egyv_engine.model.report import Text
from egyv_engine.narrative.language.parts import Parts, merged, words

AND = " and "


def listed(members: Sequence[Parts]) -> Parts:
    """Return the members as a list: "housing, probation and health"."""
    return _joined(members, AND)


def joined_clauses(clauses: Sequence[Parts]) -> Parts:
    """Return clauses joined by "and": "two answered in May only and one answered in June only"."""
    return merged(part for i, clause in enumerate(clauses) for part in (*(words(AND) if i else ()), *clause))


def further_clauses(clauses: Sequence[Parts]) -> Parts:
    """Return clauses that continue a sentence: a comma before each, "and" before the last, nothing for none.

    Where the last clause has an "and" of its own, a comma comes before the "and" that joins it.
    """
    if not clauses:
        return ()
    has_own_and = any(isinstance(part, Text) and AND in part.text for part in clauses[-1])
    last = f",{AND}" if has_own_and else AND
    return merged((*words(", " if len(clauses) > 1 else ""), *_joined(clauses, last, always=True)))


def _joined(members: Sequence[Parts], last: str, *, always: bool = False) -> Parts:
    """Return the members with commas between, and `last` before the last one; `always`: also before a single one."""
    found: Parts = ()
    for i, member in enumerate(members):
        is_last = i == len(members) - 1
        joiner = last if is_last and (i or always) else ", " if i else ""
        found = (*found, *words(joiner), *member)
    return merged(found)
