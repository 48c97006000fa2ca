"""Puts lists and clauses into words, with the joining words and marks of a language."""

from collections.abc import Sequence

from egyv_engine.model.language import Language
from egyv_engine.model.report import Term, Text
from egyv_engine.narrative.language.parts import Joined, Part, Parts, merged, words


def members_in_words(part: Joined, members: Sequence[Parts], language: Language) -> Parts:
    """Return members in words.

    A member whose declared text is a list in itself could be taken for several: then semicolons come between the members,
    or, between two of them, a comma before the joining word.

    Args:
        part: How they are joined.
        members: The members, each in words.
        language: The joining words and marks.
    """
    comma, semicolon = language.joiners.comma, language.joiners.semicolon
    last = language.joiners.or_ if part.how == "or" else language.joiners.and_
    is_unclear = part.how in ("and", "further") and any(_is_list_in_itself(m, language) for m in members)
    match part.how:
        case "clauses":
            return _joined(members, last, last)
        case "list":
            # Where a clause has an "and" of its own, a comma comes before the one that joins the last.
            has_own = any(isinstance(p, Text | Term) and last in p.text for m in members for p in m)
            return _joined(members, comma, comma.rstrip() + last if has_own else last)
        case "further" if is_unclear:
            opening = semicolon if len(members) > 1 else ""
            return _joined(members, semicolon, semicolon.rstrip() + last, opening=opening)
        case "further":
            # Where the last clause has an "and" of its own, a comma comes before the one that joins it.
            has_own = any(isinstance(p, Text) and last in p.text for p in members[-1])
            opening = comma if len(members) > 1 else ""
            return _joined(members, comma, comma.rstrip() + last if has_own else last, opening=opening)
        case "and" if is_unclear and len(members) == 2 and not any(_has(m, comma.strip()) for m in members):
            return _joined(members, comma, comma.rstrip() + last)
        case "and" if is_unclear and len(members) > 1:
            return _joined(members, semicolon, semicolon.rstrip() + last)
        case _:
            return _joined(members, comma, last)


def _is_list_in_itself(member: Parts, language: Language) -> bool:
    """Return whether declared text in the member has an "and" or a comma, so that the member could be taken for several."""
    return _has(member, language.joiners.and_) or _has(member, language.joiners.comma.strip())


def _has(member: Parts, mark: str) -> bool:
    return any(isinstance(part, Term) and mark in part.text for part in member)


def _joined(members: Sequence[Parts], between: str, last: str, *, opening: str | None = None) -> Parts:
    """Return the members with `between` between them and `last` before the last.

    Args:
        members: The members.
        between: What comes between two of them.
        last: What comes before the last.
        opening: What comes before the first, unless it is the last, too; None for clauses that open a sentence.
    """
    found: list[Part] = []
    for i, member in enumerate(members):
        is_last = i == len(members) - 1
        joiner = last if is_last and (i or opening is not None) else between if i else opening or ""
        found += [*words(joiner), *member]
    return merged(found)
