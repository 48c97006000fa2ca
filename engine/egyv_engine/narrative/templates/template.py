"""Phrase templates: Jinja's spelling, of which a phrase may use a closed part; read once, run as a tree.

A phrase puts facts in (`{{ after.of }}`) and chooses by them (`{% if is_many %} ... {% elif a and not b %} ... {% endif %}`,
also by `==` with a word). Nothing can be called, no number put out: figures come from findings, with their path.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import jinja2
from jinja2 import nodes

_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.If),
    *(nodes.Const, nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand),
)
_COMPARED = ("eq", "ne")


class TemplateFaultError(ValueError):
    """A template that cannot be read, or that does not go with its facts."""


@cache
def parse(template: str) -> nodes.Template:
    """The tree of a template. Raises TemplateFaultError where it is not one, or does more than a phrase may."""
    try:
        tree = _environment().parse(template)
    except jinja2.TemplateSyntaxError as fault:
        raise TemplateFaultError(fault.message) from fault
    for node in _every(tree):
        allowed = isinstance(node, _ALLOWED) and not (
            isinstance(node, nodes.Operand) and node.op not in _COMPARED
        )
        if not allowed:
            raise TemplateFaultError(f"a phrase has no use for '{type(node).__name__.lower()}'")
    return tree


def render(template: str, facts: Mapping[str, Any]) -> str:
    """The template with these facts in it. Raises TemplateFaultError where they do not go together."""
    return "".join(_run(parse(template).body, facts))


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        autoescape=True
    )  # only its parser is used: what comes out is text, escaped by publish


def _every(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _every(child)


def _run(body: Sequence[nodes.Node], facts: Mapping[str, Any]) -> Iterator[str]:
    for node in body:
        match node:
            case nodes.Output():
                for part in node.nodes:
                    yield part.data if isinstance(part, nodes.TemplateData) else _text(_value(part, facts))
            case nodes.If():
                branches = ((node.test, node.body), *((other.test, other.body) for other in node.elif_))
                chosen = next((inner for test, inner in branches if _value(test, facts)), node.else_)
                yield from _run(chosen, facts)


def _value(node: nodes.Node, facts: Mapping[str, Any]) -> Any:
    match node:
        case nodes.Name(name=name):
            if name not in facts:
                raise TemplateFaultError(f"there is no '{name}' here")
            return facts[name]
        case nodes.Getattr(node=owner, attr=attr):
            value = _value(owner, facts)
            if attr.startswith("_") or isinstance(value, str | bool) or not hasattr(value, attr):
                raise TemplateFaultError(f"there is no part '{attr}' here")
            return getattr(value, attr)
        case nodes.Const(value=value):
            return value
        case nodes.Not(node=inner):
            return not _value(inner, facts)
        case nodes.And(left=left, right=right):
            return _value(left, facts) and _value(right, facts)
        case nodes.Or(left=left, right=right):
            return _value(left, facts) or _value(right, facts)
        case nodes.Compare(expr=expr, ops=[nodes.Operand(op=op, expr=other)]):
            return (_value(expr, facts) == _value(other, facts)) == (op == "eq")
        case _:
            raise TemplateFaultError("only two things can be compared")


def _text(value: Any) -> str:
    if isinstance(value, bool | int | float):
        raise TemplateFaultError("a phrase puts out a bare number or truth")
    if not isinstance(value, str):
        raise TemplateFaultError("a phrase puts out something that has parts: say which")
    if any(char.isdigit() for char in value):
        raise TemplateFaultError("a phrase puts out digits that are no figure")
    return value
