"""Takes a template's tokens from Jinja's lexer, each with its offset, and refuses those that no template may have."""

import re
from collections.abc import Iterator
from typing import NoReturn

from jinja2 import Environment, TemplateSyntaxError
from jinja2.lexer import Token

DEEPEST = 20
ENVIRONMENT = Environment(keep_trailing_newline=True, autoescape=False)  # noqa: S701 - it renders nothing
USAGE = "{{ name }} puts a fact in, {% if name %} ... {% endif %} chooses"
BRACE = "{{ name }} puts a fact in; {{ '{' }} writes a brace"
TAGS = "if, elif, else and endif are"
QUOTES = """'...' may hold ", and "..." may hold '"""
_BRACE = re.compile(r"[{}]")
_BEGINS = {"variable_begin": "}}", "block_begin": "%}"}
_ENDS = ("variable_end", "block_end", "wrong_end")
_OPERATORS = {"(": "lparen", ")": "rparen", ".": "dot", "==": "eq", "!=": "ne"}
_KEYWORDS = ("and", "or", "not")
_TAGS = ("if", "elif", "else", "endif")
_SIGNS = ("eq", "ne")
_BEFORE_A_VALUE = ("and", "or", "not", "if", "elif")


class UnreadableTemplateError(ValueError):
    """A template that cannot be read: what is wrong, from `start` to `end`, and what to do."""

    def __init__(self, message: str, start: int, end: int, hint: str = USAGE) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.hint = hint


class TemplateTokens:
    """The tokens of a template, read once and in order; the `lineno` of each is its offset in the template.

    Jinja copies that number to its nodes and errors, so each of them leads back to its token.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.ends: list[int] = []
        self.index: dict[int, int] = {}  # of a token, by its offset
        self._tag: int | None = None  # the offset of the tag that is open
        self._open: list[int] = []  # the offset of each 'if' and '(' that is open

    def __iter__(self) -> Iterator[Token]:
        """Yield each token for Jinja's parser. Raises UnreadableTemplateError at the first that is refused."""
        for kind, start, end in self._pieces():
            raw = self.text[start:end]
            self._refuse(kind, raw, start)
            if kind in _BEGINS:
                self._tag = start
            elif kind in _ENDS:
                self._tag = None
            self.index[start] = len(self.tokens)
            value = raw[1:-1] if kind == "string" else raw
            self.tokens.append(Token(start, _OPERATORS[raw] if kind == "operator" else kind, value))
            self.ends.append(end)
            if kind != "data" and kind not in _BEGINS:
                self._check_order(len(self.tokens) - 1)
                self._nest(len(self.tokens) - 1)
            yield self.tokens[-1]
        if self._tag is not None:
            opening = self.text[self._tag : self._tag + 2]
            _fault(f"this '{opening}' is not closed", self._tag, self._tag + 2)
        if self._open:
            _fault("this 'if' has no 'endif'", self._open[-1], self._open[-1] + 2)

    def error_at(self, i: int) -> UnreadableTemplateError:
        """Return the error that token `i` cannot follow the one before it."""
        token, before = self.tokens[i], self.tokens[i - 1]
        raw = self.text[token.lineno : self.ends[i]]
        brackets, opening = 0, i - 1
        while self.tokens[opening].type not in _BEGINS:
            brackets += {"lparen": 1, "rparen": -1}.get(self.tokens[opening].type, 0)
            opening -= 1
        tag = self.tokens[opening]
        if before.type == "block_begin":
            message = (
                f"'{raw}' cannot follow 'else'" if self._open else f"there is no 'if' before this '{raw}'"
            )
        elif before.type == "dot":
            message = "the name of a part is missing after '.'"
        elif self._needs_value_after(i - 1):
            message = "a name is missing here" if token.type in _ENDS else f"unexpected '{raw}'"
        elif brackets:
            message = "a ')' is missing"
        else:
            message = f"'{_BEGINS[tag.type]}' is expected here, to close what '{tag.value}' opened"
        return UnreadableTemplateError(message, token.lineno, self.ends[i])

    def _pieces(self) -> Iterator[tuple[str, int, int]]:
        """Yield the kind, start and end of each token; the kind is 'unreadable' where the lexer stops.

        The lexer reads "return, new line" as one character. With a space for the return all keep their offsets.
        """
        at = 0
        try:
            for _, kind, value in ENVIRONMENT.lex(self.text.replace("\r", " ")):
                if kind.endswith("_begin"):
                    at = self.text.index("{", at)  # the lexer leaves out the white space before a '{{-'
                if kind == "operator" and self.text.startswith("%}", at):
                    yield "wrong_end", at, at + 2
                if kind != "whitespace":
                    yield kind, at, at + len(value)
                at += len(value)
        except TemplateSyntaxError:
            if self.text[at : at + 2] in _BEGINS.values():
                yield "wrong_end", at, at + 2
            yield "unreadable", at, at + 1

    def _refuse(self, kind: str, raw: str, start: int) -> None:
        """Raise an error for what no template may have, wherever it is."""
        brace = _BRACE.search(raw) if kind in ("data", "comment_begin") else None
        if brace is not None:
            at = start + brace.start()
            _fault(f"a single '{brace[0]}' has no meaning", at, at + 1, BRACE)
        if kind == "raw_begin":
            at = self.text.index("raw", start)
            _fault("'raw' is not allowed in a template", at, at + 3, TAGS)
        if (kind in _BEGINS and len(raw) > 2) or (kind in _ENDS and raw[0] in "+-"):
            at = start + 2 if kind in _BEGINS else start
            _fault(f"unexpected '{self.text[at]}'", at, at + 1, "white space is kept as it is written")
        if self.tokens and self.tokens[-1].type == "block_begin" and raw not in _TAGS:
            _fault(f"'{raw}' is not allowed in a template", start, start + len(raw), TAGS)
        if (kind == "operator" and raw not in _OPERATORS) or (kind == "unreadable" and raw != ")"):
            _fault(f"unexpected '{raw}'", start, start + len(raw))
        if kind == "string" and "\\" in raw:
            at = start + raw.index("\\")
            _fault("a backslash has no meaning in quotes", at, at + 1, QUOTES)

    def _check_order(self, i: int) -> None:
        """Raise an error where token `i` cannot be read, or where Jinja would read a keyword as a name."""
        token, before = self.tokens[i], self.tokens[i - 1].type
        word = token.value if token.type == "name" and before != "dot" else ""
        is_name = word in _KEYWORDS and self._needs_value_after(i - 1) and (word != "not" or before in _SIGNS)
        is_choice = word in _TAGS and before != "block_begin"
        if is_name or is_choice or token.type in ("wrong_end", "unreadable"):
            raise self.error_at(i)

    def _nest(self, i: int) -> None:
        """Count what is open. Jinja's parser calls itself for each 'if', each '(' and each 'not' before a 'not'."""
        token, before = self.tokens[i], self.tokens[i - 1]
        if before.type == "block_begin" and token.value == "if":
            self._open.append(before.lineno)
        elif token.type == "lparen":
            self._open.append(token.lineno)
        elif self._open and (
            token.type == "rparen" or (before.type == "block_begin" and token.value == "endif")
        ):
            self._open.pop()
        nots = 0
        while self.tokens[i - nots][1:] == ("name", "not"):
            nots += 1
        if len(self._open) + nots > DEEPEST:
            start = token.lineno if nots else self._open[-1]
            _fault(
                f"this is nested more than {DEEPEST} deep", start, start + 1, "write it as several phrases"
            )

    def _needs_value_after(self, i: int) -> bool:
        token = self.tokens[i]
        if token.type == "name":
            return token.value in _BEFORE_A_VALUE and self.tokens[i - 1].type != "dot"
        return token.type in ("variable_begin", "lparen", *_SIGNS)


def _fault(message: str, start: int, end: int, hint: str = USAGE) -> NoReturn:
    raise UnreadableTemplateError(message, start, end, hint)
