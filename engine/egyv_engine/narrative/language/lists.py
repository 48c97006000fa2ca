"""Writes lists in English: commas, and "and" before the last part; semicolons where a part has one of these itself."""

from collections.abc import Sequence

from egyv_engine.model.report import Term, Text
from egyv_engine.narrative.language.parts import Parts, merged, words

AND, OR = " and ", " or "
_COMMA, _SEMICOLON = ", ", "; "


def listed(members: Sequence[Parts]) -> Parts:
    """Return the members as a list: "housing, probation and health"; "fire and rescue; and health"."""
    if len(members) == 2 and not any(map(_has_comma, members)) and any(map(_is_list_in_itself, members)):
        return _joined(members, _COMMA, f",{AND}")
    if len(members) > 1 and any(map(_is_list_in_itself, members)):
        return _joined(members, _SEMICOLON, f";{AND}")
    return _joined(members, _COMMA, AND)


def listed_clauses(clauses: Sequence[Parts]) -> Parts:
    """Return clauses as a list: a comma comes before the last "and" where the last clause has an "and" of its own."""
    has_own_and = bool(clauses) and any(
        AND in part.text for part in clauses[-1] if isinstance(part, Text | Term)
    )
    return _joined(clauses, _COMMA, f",{AND}" if has_own_and else AND)


def either_of(members: Sequence[Parts]) -> Parts:
    """Return the members joined by "or": "in May or in June"."""
    return _joined(members, _COMMA, OR)


def joined_clauses(clauses: Sequence[Parts]) -> Parts:
    """Return clauses joined by "and": "two answered in May only and one answered in June only"."""
    return merged(part for i, clause in enumerate(clauses) for part in (*(words(AND) if i else ()), *clause))


def further_clauses(clauses: Sequence[Parts]) -> Parts:
    """Return clauses that continue a sentence: a comma before each, "and" before the last, nothing for none.

    Where the last clause has an "and" of its own, a comma comes before the "and" that joins it; where declared text in
    a clause has an "and" or a comma, semicolons come between the clauses.
    """
    if not clauses:
        return ()
    if any(map(_is_list_in_itself, clauses)):
        first = _SEMICOLON if len(clauses) > 1 else ""
        return merged((*words(first), *_joined(clauses, _SEMICOLON, f";{AND}", always=True)))
    has_own_and = any(isinstance(part, Text) and AND in part.text for part in clauses[-1])
    last = f",{AND}" if has_own_and else AND
    return merged((*words(_COMMA if len(clauses) > 1 else ""), *_joined(clauses, _COMMA, last, always=True)))


def _is_list_in_itself(member: Parts) -> bool:
    """Return whether declared text in the member has an "and" or a comma, so that the member could be taken for several."""
    return any(isinstance(part, Term) and (AND in part.text or "," in part.text) for part in member)


def _has_comma(member: Parts) -> bool:
    return any(isinstance(part, Term) and "," in part.text for part in member)


def _joined(members: Sequence[Parts], between: str, last: str, *, always: bool = False) -> Parts:
    """Return the members with `between` between them and `last` before the last; `always`: also before a single one."""
    found: Parts = ()
    for i, member in enumerate(members):
        is_last = i == len(members) - 1
        joiner = last if is_last and (i or always) else between if i else ""
        found = (*found, *words(joiner), *member)
    return merged(found)
