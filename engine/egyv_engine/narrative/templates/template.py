"""The template language of phrases and declared wording: words, facts to put in, and choices between words.

`{{ after.units_of_base }}` puts a fact in; `{{ finding("a.b").after.of }}` one that is looked up by a name. `{% if is_many %} ... {% elif a and not b %} ... {% else %} ... {% endif %}` chooses, also
by `reason == 'reworded'`. Nothing can be computed: every number of a sentence comes from a fact with its path.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from egyv_engine.model.frozen import Frozen
from egyv_engine.narrative.language.parts import Parts, merged, stripped, words


class Literal(Frozen):
    """Words in quotes, or a bare number, which the checks refuse. start, end: of the words without their quotes."""

    text: str
    start: int
    end: int


class Path(Frozen):
    """A fact, or a part of one: `after.of`.

    Attributes:
        argument: The name by which the first is looked up: `"a.b"` in `finding("a.b").after.of`.
        start: Where it starts in the template, as in every other class here; `end`: where it ends.
    """

    names: tuple[str, ...]
    start: int
    end: int
    argument: Literal | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """The names of what it reads, the first with what it is looked up by."""
        first, *others = self.names
        return (first if self.argument is None else f'{first}("{self.argument.text}")', *others)

    @property
    def name(self) -> str:
        """The words for it in a message."""
        return ".".join(self.key)


class Not(Frozen):
    """True if its member is not."""

    member: "Expression"


class AllOf(Frozen):
    """The last member if all are true, else the first that is not."""

    members: tuple["Expression", ...]


class AnyOf(Frozen):
    """The first member that is true, else the last."""

    members: tuple["Expression", ...]


class Equal(Frozen):
    """Tests whether two things are the same; `is_negated`: whether they differ."""

    left: "Expression"
    right: "Expression"
    is_negated: bool
    start: int
    end: int


Expression = Path | Literal | Not | AllOf | AnyOf | Equal


class Words(Frozen):
    """Words of the template itself."""

    text: str
    start: int


class Output(Frozen):
    """A fact, or words in quotes, put into the text."""

    expression: Expression
    start: int
    end: int


class Choice(Frozen):
    """The body of the first branch whose test is true, or `otherwise`."""

    branches: tuple[tuple[Expression, "Body"], ...]
    otherwise: "Body"


_ABSENT = object()  # what a fact without a field of that name has
Body = tuple[Words | Output | Choice, ...]


def render(body: Body, *facts: object) -> Parts:
    """Return the template's parts, without white space at the ends.

    Args:
        body: The template; the checks have found no fault in it for the classes of these facts.
        *facts: Objects whose fields the template may read; of two with a field of one name, the first.
    """
    return stripped(merged(part for _, parts in written(body, *facts) for part in parts))


def every_part(body: Body) -> Iterator[Words | Output]:
    """Yield the words and outputs of all branches of a template, in order."""
    for node in body:
        if isinstance(node, Choice):
            for inner in (*(inner for _, inner in node.branches), node.otherwise):
                yield from every_part(inner)
        else:
            yield node


def all_words(body: Body) -> Iterator[Words]:
    """Yield the words of a template, whichever way its choices go; also those in quotes that it inserts."""
    for node in every_part(body):
        if isinstance(node, Words):
            yield node
        else:
            quoted = (each for each in outputs((node,)) if isinstance(each, Literal))
            yield from (Words(text=each.text, start=each.start) for each in quoted)


def outputs(body: Body) -> Iterator[Expression]:
    """Yield what a template can insert, whichever way its choices go."""
    for node in every_part(body):
        match node:
            case Output(expression=AllOf(members=members) | AnyOf(members=members)):
                yield from members
            case Output(expression=expression):
                yield expression


def written(body: Body, *facts: object) -> Iterator[tuple[Words | Output, Parts]]:
    """Yield the words and outputs of a template that are written, in order, each with its parts.

    Args:
        body: The template.
        *facts: Objects whose fields the template may read; of two with a field of one name, the first.
    """
    for node in body:
        match node:
            case Words(text=text):
                yield node, words(text)
            case Output(expression=expression):
                value = _value(expression, facts)
                yield node, words(value) if isinstance(value, str) else value
            case Choice(branches=branches, otherwise=otherwise):
                chosen = next((inner for test, inner in branches if _value(test, facts)), otherwise)
                yield from written(chosen, *facts)


def _value(expression: Expression, facts: Sequence[object]) -> Any:
    match expression:
        case Path():
            return _read(expression, facts)
        case Literal(text=text):
            return text
        case Not(member=member):
            return not _value(member, facts)
        case AllOf(members=members):
            value = None
            for member in members:
                value = _value(member, facts)
                if not value:
                    break
            return value
        case AnyOf(members=members):
            value = None
            for member in members:
                value = _value(member, facts)
                if value:
                    break
            return value
        case Equal(left=left, right=right, is_negated=is_negated):
            return (_value(left, facts) == _value(right, facts)) != is_negated


def _read(path: Path, facts: Sequence[object]) -> Any:
    first, *others = path.names
    value: Any = _ABSENT
    for each in facts:
        value = getattr(each, first, _ABSENT)
        if value is not _ABSENT:
            break
    assert value is not _ABSENT, f"no fact is called {first}"
    if path.argument is not None:
        value = value[path.argument.text]
    for name in others:
        value = _part(value, name)
    return value


def _part(owner: Any, name: str) -> Any:
    # `isinstance` with an abstract class takes longer, and templates read thousands of facts.
    return owner[name] if hasattr(owner, "__getitem__") else getattr(owner, name)
