"""Checks a template against the facts it may read, so that every template without a fault can be rendered."""

from collections.abc import Iterator, Mapping

from egyv_engine.diagnostics.suggest import brief_hint, hint
from egyv_engine.model.frozen import Frozen
from egyv_engine.narrative.templates.fact_types import (
    AnyNameType,
    FactType,
    FlagType,
    LookupType,
    PartsType,
    TextType,
    UnknownType,
    WordType,
)
from egyv_engine.narrative.templates.parser import parse
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
from egyv_engine.narrative.templates.tokens import UnreadableTemplateError
from egyv_engine.narrative.templates.unwritten_words import has_words, unwritten_words

_WRITE = "write what the sentence says"
_CORRECT = "correct the test, or leave it out with its words"
_ELSE = "add {% else %} with what is written otherwise"


class TemplateFault(Frozen):
    """A fault from `start` to `end` of a template; looked_up: the name in quotes that leads to nothing."""

    code: str
    message: str
    hint: str
    start: int
    end: int
    looked_up: str | None = None


class CheckedTemplate(Frozen):
    """A template's faults, the words it can insert with their starts, and the names of the facts it can insert.

    words: empty where the template cannot be read. read: each fact that it inserts or tests, by its names.
    """

    faults: tuple[TemplateFault, ...]
    words: tuple[tuple[str, int], ...]
    outputs: frozenset[str]
    read: frozenset[tuple[str, ...]] = frozenset()


def check_template(
    template: str, known: Mapping[str, FactType], absent: Mapping[str, str] | None = None
) -> CheckedTemplate:
    """Check a template.

    Args:
        template: The text as declared.
        known: The facts it may read.
        absent: Facts that other templates of its kind may read and this one may not, each with the reason.

    Returns:
        The faults, and the words and facts that the template can insert.
    """
    try:
        body = parse(template)
    except UnreadableTemplateError as fault:
        found = TemplateFault(
            code="EGY607",
            message=f"this template cannot be read: {fault.message}",
            hint=fault.hint,
            start=fault.start,
            end=fault.end,
        )
        return CheckedTemplate(faults=(found,), words=(), outputs=frozenset())
    checker = _Checker(known, absent or {})
    checker.body(body)
    checker.faults += _unwritten(template, body, checker)
    unique = {(fault.code, fault.message): fault for fault in reversed(checker.faults)}
    return CheckedTemplate(
        faults=tuple(sorted(unique.values(), key=lambda fault: fault.start)),
        words=tuple(checker.words),
        outputs=frozenset(checker.outputs),
        read=frozenset(checker.read),
    )


def _unwritten(template: str, body: Body, checker: "_Checker") -> Iterator[TemplateFault]:
    """Yield what a sound template does not write: anything at all, or a part that nothing chooses."""
    if checker.faults:
        return
    end = len(template)
    if not checker.outputs and not any(has_words(text) for text, _ in checker.words):
        message = "there are no words here"
        yield TemplateFault(code="EGY607", message=message, hint=_WRITE, start=0, end=end)
        return
    unwritten = unwritten_words(body)
    for start, last in unwritten.never:
        message = "the words after this test are never written, because nothing can meet it"
        yield TemplateFault(code="EGY621", message=message, hint=_CORRECT, start=start, end=last)
    if unwritten.may_be_empty:
        message = "this may write nothing: all of its words depend on tests"
        yield TemplateFault(code="EGY621", message=message, hint=_ELSE, start=0, end=end)


class _Checker:
    def __init__(self, known: Mapping[str, FactType], absent: Mapping[str, str]) -> None:
        self.known = known
        self.absent = absent
        self.faults: list[TemplateFault] = []
        self.words: list[tuple[str, int]] = []
        self.outputs: set[str] = set()
        self.read: set[tuple[str, ...]] = set()

    def body(self, body: Body) -> None:
        for node in body:
            match node:
                case Words(text=text, start=start):
                    self.words.append((text, start))
                case Output(expression=expression):
                    self.output(expression)
                case Choice(branches=branches, otherwise=otherwise):
                    for test, inner in branches:
                        self.test(test)
                        self.body(inner)
                    self.body(otherwise)

    def output(self, expression: Expression) -> None:
        """Check what is inserted: text, whichever way it is chosen."""
        match expression:
            case Literal(text=text, start=start):
                self.words.append((text, start))
            case AllOf(members=members) | AnyOf(members=members):
                for member in members:
                    self.output(member)
            case Not() | Equal():
                start, end = _extent(expression)
                self.fault(start, end, "a template cannot insert true or false", "{% if ... %} chooses by it")
            case Path(names=names):
                self.outputs.add(names[0])
                self.output_of_path(expression)

    def output_of_path(self, path: Path) -> None:
        name = path.name
        match self.path(path):
            case FlagType():
                usage = f"{{% if {name} %}} ... {{% endif %}} chooses by it"
                self.fault(path.start, path.end, f"'{name}' is true or false and cannot be inserted", usage)
            case WordType():
                usage = f"{{% if {name} == '...' %}} ... {{% endif %}} chooses by it"
                self.fault(
                    path.start, path.end, f"'{name}' is a word of the engine and cannot be inserted", usage
                )
            case LookupType(noun=noun):
                message = f"'{name}' looks up a {noun}, and the template names none"
                self.fault(path.start, path.end, message, f'write {name}("name of the {noun}")')
            case PartsType() | AnyNameType() as found:
                message = f"'{name}' has parts, and the template names none of them"
                self.fault(path.start, path.end, message, _parts_of(name, found))
            case TextType() | UnknownType():
                pass

    def test(self, expression: Expression) -> None:
        """Check what is chosen by: a flag, a comparison, or text that may be empty."""
        match expression:
            case Literal(start=start, end=end):
                self.fault(
                    start,
                    end,
                    "words in quotes are always true",
                    "compare them with a fact, or leave them out",
                )
            case Not(member=member):
                self.test(member)
            case AllOf(members=members) | AnyOf(members=members):
                for member in members:
                    self.test(member)
            case Equal():
                self.equality(expression)
            case Path(name=name, start=start, end=end):
                match self.path(expression):
                    case LookupType(noun=noun):
                        message = f"'{name}' looks up a {noun}, and the template names none"
                        self.fault(start, end, message, f'write {name}("name of the {noun}")')
                    case PartsType() | AnyNameType() as found:
                        message = f"'{name}' is always there, so nothing can be chosen by it"
                        self.fault(start, end, message, _parts_of(name, found))
                    case WordType(words=words):
                        message = f"'{name}' is always there, so nothing can be chosen by it"
                        self.fault(start, end, message, f"compare it: {name} == '{words[0]}'")

    def equality(self, equal: Equal) -> None:
        """Check a comparison: of one of the engine's words with words in quotes."""
        sides = (equal.left, equal.right)
        path = next((side for side in sides if isinstance(side, Path)), None)
        literal = next((side for side in sides if isinstance(side, Literal)), None)
        known = None if path is None else self.path(path)
        if isinstance(known, UnknownType):
            return
        if path is None or literal is None or not isinstance(known, WordType):
            names = [name for name, type_ in self.known.items() if isinstance(type_, WordType)]
            self.fault(
                equal.start,
                equal.end,
                "only a word of the engine can be compared, with words in quotes",
                f"facts here that can be compared: {', '.join(names) or 'none'}",
            )
        elif literal.text not in known.words:
            name = path.name
            self.faults.append(
                TemplateFault(
                    code="EGY604",
                    message=f"'{name}' is never '{literal.text}'",
                    hint=hint(literal.text, known.words, f"words for '{name}'"),
                    start=literal.start,
                    end=literal.end,
                )
            )

    def path(self, path: Path) -> FactType:
        """Return what the path leads to; unknown, with a fault, where it leads nowhere."""
        first, *others = path.names
        self.read.add(path.key)
        if first in self.absent:
            return self.missing(path, f"there is no '{first}' here", self.absent[first])
        if first not in self.known:
            message = f"there is no variable '{first}' here"
            return self.missing(path, message, hint(first, self.known, "variables here"))
        found = self.looked_up(path, self.known[first])
        for i, name in enumerate(others, 1):
            owner = ".".join(path.key[:i])
            if isinstance(found, UnknownType):
                return found
            if isinstance(found, AnyNameType):
                found = found.part
                continue
            if not isinstance(found, PartsType):
                return self.missing(path, f"'{owner}' has no part '{name}'", f"'{owner}' has no parts")
            if name not in found.parts:
                known = hint(name, found.parts, f"parts of '{owner}'")
                return self.missing(path, f"'{owner}' has no part '{name}'", known)
            found = found.parts[name]
        return found

    def looked_up(self, path: Path, found: FactType) -> FactType:
        """Return what a name in quotes leads to; the fact itself where it is not looked up by a name."""
        first, argument = path.names[0], path.argument
        if isinstance(found, LookupType) and argument is not None:
            names = found.names()
            if names is None or argument.text in names:
                return found.part
            self.faults.append(
                TemplateFault(
                    code="EGY642",
                    message=f"there is no {found.noun} '{argument.text}'",
                    hint=found.how_to_have(argument.text) or brief_hint(argument.text, names, "there are"),
                    start=argument.start,
                    end=argument.end,
                    looked_up=argument.text,
                )
            )
            return UnknownType()
        if argument is not None:
            message = f"'{first}' is not looked up by a name"
            return self.missing(path, message, f"write '{first}' without brackets")
        if isinstance(found, LookupType) and len(path.names) > 1:
            message = f"'{first}' looks up a {found.noun}, and the template names none"
            return self.missing(path, message, f'write {first}("name of the {found.noun}").{path.names[1]}')
        return found

    def missing(self, path: Path, message: str, hint_: str) -> UnknownType:
        self.faults.append(
            TemplateFault(code="EGY604", message=message, hint=hint_, start=path.start, end=path.end)
        )
        return UnknownType()

    def fault(self, start: int, end: int, message: str, hint_: str) -> None:
        self.faults.append(TemplateFault(code="EGY611", message=message, hint=hint_, start=start, end=end))


def _parts_of(name: str, found: PartsType | AnyNameType) -> str:
    """Return a hint that names the parts of a fact."""
    if isinstance(found, PartsType):
        return f"parts of '{name}': {', '.join(found.parts)}"
    return f"leave '{name}' out: the programme declares none of its parts"


def _extent(expression: Expression) -> tuple[int, int]:
    """Return where an expression starts and ends."""
    leaves = list(_leaves(expression))
    return min(leaf.start for leaf in leaves), max(leaf.end for leaf in leaves)


def _leaves(expression: Expression) -> Iterator[Path | Literal | Equal]:
    match expression:
        case Path() | Literal() | Equal():
            yield expression
        case Not(member=member):
            yield from _leaves(member)
        case AllOf(members=members) | AnyOf(members=members):
            for member in members:
                yield from _leaves(member)
