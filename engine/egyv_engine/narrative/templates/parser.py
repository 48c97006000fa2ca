"""Reads templates with Jinja's parser, and takes from its tree the few nodes that a template may have."""

from functools import cache

from jinja2 import TemplateSyntaxError, nodes
from jinja2.lexer import TokenStream
from jinja2.parser import Parser

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
from egyv_engine.narrative.templates.tokens import ENVIRONMENT, TemplateTokens, UnreadableTemplateError


@cache
def parse(template: str) -> Body:
    """Return the template as a tree.

    Raises:
        UnreadableTemplateError: The text is no template.
    """
    tokens = TemplateTokens(template)
    parser = Parser(ENVIRONMENT, "")
    try:
        parser.stream = TokenStream(tokens, None, None)
        body = parser.subparse()
    except TemplateSyntaxError as fault:
        raise tokens.error_at(tokens.index[fault.lineno]) from None
    return _TreeReader(tokens).body(body)


class _TreeReader:
    """Reads Jinja's nodes in the order of the template, so that `at` is always the last token that was read."""

    def __init__(self, source: TemplateTokens) -> None:
        self.source = source
        self.at = -1

    def body(self, found: list[nodes.Node]) -> Body:
        body: list[Words | Output | Choice] = []
        for node in found:
            match node:
                case nodes.Output(nodes=members):
                    body += [self.output(member) for member in members]
                case nodes.If(test=test, body=inner, elif_=others, else_=otherwise):
                    branches = [(self.expression(test), self.body(inner))]
                    branches += [(self.expression(other.test), self.body(other.body)) for other in others]
                    body.append(Choice(branches=tuple(branches), otherwise=self.body(otherwise)))
                case _:
                    raise self.refused(node)
        return tuple(body)

    def output(self, node: nodes.Expr) -> Words | Output:
        if isinstance(node, nodes.TemplateData):
            return Words(text=node.data, start=node.lineno)
        start = self.source.tokens[self.seek("variable_begin")].lineno
        expression = self.expression(node)
        return Output(expression=expression, start=start, end=self.source.ends[self.seek("variable_end")])

    def expression(self, node: nodes.Node) -> Expression:
        match node:
            case nodes.Or():
                return AnyOf(members=self.members(node, nodes.Or))
            case nodes.And():
                return AllOf(members=self.members(node, nodes.And))
            case nodes.Not(node=member):
                return Not(member=self.expression(member))
            case nodes.Compare():
                return self.equality(node)
            case nodes.Const():
                return self.literal(node)
            case nodes.Name(name=name):
                self.at = self.source.index[node.lineno]
                return Path(names=(name,), start=node.lineno, end=self.source.ends[self.at])
            case nodes.Getattr() | nodes.Getitem() | nodes.Call() | nodes.Test():
                return self.path(node)
            case _:
                raise self.refused(node)

    def members(self, node: nodes.Expr, kind: type[nodes.BinExpr]) -> tuple[Expression, ...]:
        """Read `a or b or c`, which Jinja nests to the left, without a call for each."""
        found = []
        while isinstance(node, kind):
            found.append(node.right)
            node = node.left
        return tuple(self.expression(member) for member in (node, *reversed(found)))

    def equality(self, node: nodes.Compare) -> Equal:
        start = _first(node)
        left = self.expression(node.expr)
        sign, *others = node.ops
        if sign.op in ("eq", "ne"):
            right = self.expression(sign.expr)
            if not others:
                end = self.source.ends[self.at]
                return Equal(left=left, right=right, is_negated=sign.op == "ne", start=start, end=end)
        following = self.at + 1
        while self.source.tokens[following].type == "rparen":
            following += 1
        raise self.source.error_at(following)

    def literal(self, node: nodes.Const) -> Literal:
        self.at = self.source.index[node.lineno]
        token = self.source.tokens[self.at]
        if token.type == "name":
            raise self.refused(node)  # true, false or none
        if self.source.tokens[self.at + 1].type == "string":
            raise self.source.error_at(self.at + 1)  # Jinja joins words in quotes that follow each other
        quote = int(token.type == "string")
        return Literal(text=token.value, start=node.lineno + quote, end=self.source.ends[self.at] - quote)

    def path(self, node: nodes.Expr) -> Path:
        """Read `a.b.c` or `a("x").b`, without a call for each part."""
        parts: list[nodes.Getattr | nodes.Getitem | nodes.Call | nodes.Test] = []
        while isinstance(node, nodes.Getattr | nodes.Getitem | nodes.Call | nodes.Test):
            parts.append(node)
            node = node.node
        first = self.expression(node)
        if not isinstance(first, Path):
            raise self.refused(parts[-1])
        names = list(first.names)
        argument = None
        for part in reversed(parts):
            i = self.source.index[part.lineno]
            if isinstance(part, nodes.Call) and len(names) == 1 and argument is None:
                argument = self.argument(part)
            elif isinstance(part, nodes.Getattr):
                names.append(part.attr)
                self.at = i + 1
            else:
                raise self.source.error_at(i + 1 if isinstance(part, nodes.Getitem) else i)
        return Path(names=tuple(names), start=first.start, end=self.source.ends[self.at], argument=argument)

    def argument(self, call: nodes.Call) -> Literal:
        """Read `("x")`: one name in quotes."""
        first = self.source.index[call.lineno]
        types = [token.type for token in self.source.tokens[first : first + 3]]
        name = call.args[0] if call.args else None
        if types != ["lparen", "string", "rparen"] or not isinstance(name, nodes.Const):
            raise UnreadableTemplateError(
                "these brackets do not hold one name in quotes",
                call.lineno,
                self.source.ends[first],
                'finding("id of a finding") looks a finding up',
            )
        literal = self.literal(name)
        self.at = first + 2
        return literal

    def seek(self, kind: str) -> int:
        """Move to the next token of the kind, and return its index."""
        self.at += 1
        while self.source.tokens[self.at].type != kind:
            self.at += 1
        return self.at

    def refused(self, node: nodes.Node) -> UnreadableTemplateError:
        """Return the error for a node that no template may have."""
        return self.source.error_at(self.source.index[node.lineno])


def _first(node: nodes.Node) -> int:
    """Return the offset of the first name, number or words in quotes."""
    while (child := next(node.iter_child_nodes(), None)) is not None:
        node = child
    return node.lineno
