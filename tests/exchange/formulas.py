"""Evaluates the formulas of a form in plain Python, written from the description of XPath 1.0 and of ODK's functions."""

import math
import re
from collections.abc import Mapping
from datetime import date

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'[^']*'|\"[^\"]*\")|(?P<value>\$\{[^}]+\})|(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<sign>!=|>=|<=|[=<>+*(),-])|(?P<word>[a-z]+))"
)
_WORDS = {"and": "and", "or": "or", "div": "/", "not": "not_", "if": "if_", "true": "true", "false": "false"}


def number(value: object) -> float:
    """XPath's number(): anything that is not a number is NaN, which equals nothing."""
    try:
        return float(str(value))
    except ValueError:
        return math.nan


def day(value: object) -> float:
    return date.fromisoformat(str(value)).toordinal() if value else math.nan


def holds(formula: str, values: Mapping[str, str]) -> bool:
    """Decides if a formula is true for the values of a form; a value that the form has not is an error."""
    python, position, formula = "", 0, formula.strip()
    while position < len(formula):
        token = _TOKEN.match(formula, position)
        assert token is not None, formula[position:]
        position = token.end()
        match token.lastgroup:
            case "value":
                python += f" values[{token['value'][2:-1]!r}]"
            case "sign":
                python += " == " if token["sign"] == "=" else f" {token['sign']} "
            case "word":
                python += f" {_WORDS.get(token['word'], token['word'])} "
            case _:
                python += f" {token[0].strip()}"
    functions = {
        "not_": lambda x: not x,
        "if_": lambda condition, yes, no: yes if condition else no,
        "true": lambda: True,
        "false": lambda: False,
        "number": number,
        "date": day,
        "concat": lambda *texts: "".join(texts),
        "values": values,
    }
    return bool(eval(python, {"__builtins__": {}}, functions))
