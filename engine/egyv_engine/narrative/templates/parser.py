"""Reads templates; each fault comes with its place in the template."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NoReturn

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

DEEPEST = 20
USAGE = "{{ name }} puts a fact in, {% if name %} ... {% endif %} chooses"
BRACE = "{{ name }} puts a fact in; {{ '{' }} writes a brace"
_BRACE = re.compile(r"[{}]")
_TOKEN = re.compile(
    r"""\s*(?:(?P<end>[}%]\}) | (?P<name>[^\W\d]\w*) | (?P<number>\d[\d.]*)
    | (?P<text>'[^']*'|"[^"]*") | (?P<sign>==|!=|[().]))""",
    re.VERBOSE,
)
_SPACE = re.compile(r"\s*")
_KEYWORDS = ("and", "or", "not")
_TAGS = ("if", "elif", "else", "endif")


class UnreadableTemplateError(ValueError):
    """A template that cannot be read: what is wrong, from `start` to `end`, and what to do."""

    def __init__(self, message: str, start: int, end: int, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


@cache
def parse(template: str) -> Body:
    """Return the template as a tree. Raises UnreadableTemplateError where it cannot be read."""
    return _Parser(template).template()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def template(self) -> Body:
        body, tag = self.body()
        if tag is not None:
            self.fault(f"there is no 'if' before this '{tag.text}'", tag)
        return body

    def body(self) -> tuple[Body, _Token | None]:
        """Reads up to the end, or up to a tag that ends a branch: what was read, and the word of that tag."""
        found: list[Words | Output | Choice] = []
        while (brace := _BRACE.search(self.text, self.at)) is not None:
            start = brace.start()
            if start > self.at:
                found.append(Words(text=self.text[self.at : start], start=self.at))
            opening = self.text[start : start + 2]
            if opening not in ("{{", "{%"):
                raise UnreadableTemplateError(
                    f"a single '{brace[0]}' has no meaning", start, start + 1, BRACE
                )
            self.at = start + 2
            if opening == "{{":
                expression = self.expression()
                self.close("}}", start)
                found.append(Output(expression=expression, start=start, end=self.at))
                continue
            word = self.take()
            if word.text not in _TAGS:
                self.fault(
                    f"'{word.text}' is not allowed in a template", word, "if, elif, else and endif are"
                )
            if word.text != "if":
                return tuple(found), word
            found.append(self.choice(start))
        if self.at < len(self.text):
            found.append(Words(text=self.text[self.at :], start=self.at))
            self.at = len(self.text)
        return tuple(found), None

    def choice(self, start: int) -> Choice:
        """Reads what follows `{% if`."""
        self.enter(start)
        branches: list[tuple[Expression, Body]] = []
        otherwise: Body = ()
        word = "if"
        while word != "endif":
            test = None if word == "else" else self.expression()
            self.close("%}", start)
            body, tag = self.body()
            if tag is None:
                raise UnreadableTemplateError("this 'if' has no 'endif'", start, start + 2, USAGE)
            if test is None:
                otherwise = body
                if tag.text != "endif":
                    self.fault(f"'{tag.text}' cannot follow 'else'", tag)
            else:
                branches.append((test, body))
            word = tag.text
        self.close("%}", start)
        self.depth -= 1
        return Choice(branches=tuple(branches), otherwise=otherwise)

    def expression(self) -> Expression:
        members = [self.all_of()]
        while self.peek().text == "or":
            self.take()
            members.append(self.all_of())
        return members[0] if len(members) == 1 else AnyOf(members=tuple(members))

    def all_of(self) -> Expression:
        members = [self.negation()]
        while self.peek().text == "and":
            self.take()
            members.append(self.negation())
        return members[0] if len(members) == 1 else AllOf(members=tuple(members))

    def negation(self) -> Expression:
        is_negated = has_word = False
        while self.peek().text == "not":
            self.take()
            is_negated, has_word = not is_negated, True
        member = self.equality()
        if has_word and not is_negated:
            return Not(member=Not(member=member))
        return Not(member=member) if is_negated else member

    def equality(self) -> Expression:
        start = self.peek().start
        left = self.atom()
        sign = self.peek()
        if sign.text not in ("==", "!="):
            return left
        self.take()
        right = self.atom()
        return Equal(left=left, right=right, is_negated=sign.text == "!=", start=start, end=self.at)

    def atom(self) -> Expression:
        token = self.take()
        if token.text == "(":
            self.enter(token.start)
            inner = self.expression()
            closing = self.take()
            if closing.text != ")":
                self.fault("a ')' is missing", closing)
            self.depth -= 1
            return inner
        if token.kind == "text":
            return Literal(text=token.text[1:-1], start=token.start + 1, end=token.end - 1)
        if token.kind == "number":
            return Literal(text=token.text, start=token.start, end=token.end)
        if token.kind != "name" or token.text in _KEYWORDS:
            self.fault(
                "a name is missing here" if token.kind == "end" else f"unexpected '{token.text}'", token
            )
        names = [token.text]
        while self.peek().text == ".":
            self.take()
            part = self.take()
            if part.kind != "name":
                self.fault("the name of a part is missing after '.'", part)
            names.append(part.text)
        return Path(names=tuple(names), start=token.start, end=self.at)

    def peek(self) -> _Token:
        """Returns the next token without taking it."""
        at = self.at
        token = self.take()
        self.at = at
        return token

    def take(self) -> _Token:
        found = _TOKEN.match(self.text, self.at)
        if found is not None and found.lastgroup is not None:
            kind = found.lastgroup
            self.at = found.end()
            return _Token(kind=kind, text=found[kind], start=found.start(kind), end=found.end(kind))
        space = _SPACE.match(self.text, self.at)
        at = self.at if space is None else space.end()
        if at < len(self.text):
            raise UnreadableTemplateError(f"unexpected '{self.text[at]}'", at, at + 1, USAGE)
        opened = max(self.text.rfind("{{"), self.text.rfind("{%"))
        message = f"this '{self.text[opened : opened + 2]}' is not closed"
        raise UnreadableTemplateError(message, opened, opened + 2, USAGE)

    def close(self, mark: str, start: int) -> None:
        token = self.take()
        if token.text != mark:
            self.fault(
                f"'{mark}' is expected here, to close what '{self.text[start : start + 2]}' opened", token
            )

    def enter(self, start: int) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadableTemplateError(
                f"this is nested more than {DEEPEST} deep", start, start + 1, "write it as several phrases"
            )

    def fault(self, message: str, token: _Token, hint: str = USAGE) -> NoReturn:
        raise UnreadableTemplateError(message, token.start, token.end, hint)
