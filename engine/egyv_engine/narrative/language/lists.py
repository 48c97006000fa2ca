"""Joins the members of a list, and the clauses of a sentence; the language decides by which words and marks."""

from collections.abc import Sequence

from egyv_engine.narrative.language.parts import Joined, Parts


def listed(members: Sequence[Parts]) -> Parts:
    """Return the members as a list: "housing, probation and health"; "fire and rescue; and health"."""
    return (Joined(members=tuple(members), how="and"),) if members else ()


def listed_clauses(clauses: Sequence[Parts]) -> Parts:
    """Return clauses as a list: a comma comes before the last "and" where one has an "and" of its own."""
    return (Joined(members=tuple(clauses), how="list"),) if clauses else ()


def either_of(members: Sequence[Parts]) -> Parts:
    """Return the members joined by "or": "in May or in June"."""
    return (Joined(members=tuple(members), how="or"),) if members else ()


def joined_clauses(clauses: Sequence[Parts]) -> Parts:
    """Return clauses joined by "and": "two answered in May only and one answered in June only"."""
    return (Joined(members=tuple(clauses), how="clauses"),) if clauses else ()


def further_clauses(clauses: Sequence[Parts]) -> Parts:
    """Return clauses that continue a sentence: a comma before each, "and" before the last, nothing for none."""
    return (Joined(members=tuple(clauses), how="further"),) if clauses else ()
