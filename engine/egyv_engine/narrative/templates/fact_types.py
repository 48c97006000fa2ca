"""Lists what a template may do with each fact, derived from the class of the facts: its fields are all there is to read."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.frozen import Frozen, field_names
from egyv_engine.narrative.language.parts import Parts


class OneOfWords(Frozen, kw_only=False):
    """Marks a field of type str that holds one of these words, for templates to compare."""

    words: tuple[str, ...]


class DeclaredBy(Frozen, kw_only=False):
    """Marks a mapping whose names the programme declares; the function lists them.

    Where it lists none, there are no such data: a template may read any name, and no phrase that does is ever written;
    `is_complete`: then there is no such name, and reading one is a fault. None: the names are not known, because their
    declaration has a fault.
    """

    names: Callable[[LinkedProgramme], tuple[str, ...] | None]
    is_complete: bool = False


class LookedUpBy(Frozen, kw_only=False):
    """Marks a mapping that a template looks up by a name in quotes: `finding("a.b")`.

    names: lists the names, or returns None where they are known only once the register is read. noun: what they name.
    how_to_have: a hint for a name that could be there and is not; None for any other name.
    """

    names: Callable[[LinkedProgramme], Sequence[str] | None]
    noun: str
    how_to_have: Callable[[LinkedProgramme, str], str | None] = lambda _linked, _name: None


class TextType(Frozen, kw_only=False):
    """Text that a template can insert, or test for being there."""


class FlagType(Frozen, kw_only=False):
    """True or false: a template can choose by it."""


class WordType(Frozen, kw_only=False):
    """One of several words of the engine: a template can compare it."""

    words: tuple[str, ...]


class PartsType(Frozen, kw_only=False):
    """Something with parts: a template reads one of them."""

    parts: Mapping[str, "FactType"]


class AnyNameType(Frozen, kw_only=False):
    """Something with parts of one type, whose names nothing declares."""

    part: "FactType"


class LookupType(Frozen, kw_only=False):
    """Something that a template looks up by a name in quotes.

    names: the known ones; None where any may be one. how_to_have: a hint for a name that could be there and is not.
    """

    noun: str
    names: Callable[[], Sequence[str] | None]
    how_to_have: Callable[[str], str | None]
    part: "FactType"


class UnknownType(Frozen, kw_only=False):
    """A path that leads nowhere, which is a fault already."""


FactType = TextType | FlagType | WordType | PartsType | AnyNameType | LookupType | UnknownType


def fact_names(facts: type) -> tuple[str, ...]:
    """Return the names of the facts that a template may read, in declared order."""
    return field_names(facts)


def fact_types(facts: type, linked: LinkedProgramme) -> dict[str, FactType]:
    """Return what a template may do with each field of the class.

    Args:
        facts: A Frozen class whose fields are text, flags, words, or Frozen classes or mappings of such.
        linked: The programme; it declares the names that some mappings have.
    """
    return {name: _type(hint, linked) for name, hint in _hints(facts)}


@cache
def _hints(facts: type) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(facts, include_extras=True)
    return tuple((name, hints[name]) for name in fact_names(facts))


def _type(hint: Any, linked: LinkedProgramme) -> FactType:
    if hint == Parts:
        return TextType()
    if hint is bool:
        return FlagType()
    if isinstance(hint, type) and issubclass(hint, Frozen):
        return PartsType(fact_types(hint, linked))
    if get_origin(hint) is Annotated:
        inner, mark = get_args(hint)
        if isinstance(mark, OneOfWords):
            return WordType(mark.words)
        if isinstance(mark, DeclaredBy):
            names = mark.names(linked)
            each = _type(get_args(inner)[1], linked)
            return (
                AnyNameType(each)
                if names is None or not (names or mark.is_complete)
                else PartsType(dict.fromkeys(names, each))
            )
        if isinstance(mark, LookedUpBy):
            each = _type(get_args(inner)[-1], linked)
            return LookupType(
                noun=mark.noun,
                names=cache(lambda: mark.names(linked)),
                how_to_have=partial(mark.how_to_have, linked),
                part=each,
            )
    raise TypeError(f"no template can read a fact of the type {hint}")
