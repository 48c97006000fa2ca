"""Reads the conditions of an XLSForm as conditions of the rule language, where they can be said in it."""

import re
from collections.abc import Callable

from egyv_engine.diagnostics.quoted_yaml import scalar

_NAME = r"\$\{\s*([^}\s]+)\s*\}"
_TEXT = r"'([^']*)'|\"([^\"]*)\""
_COMPARISON = re.compile(rf"{_NAME}\s*(!=|>=|<=|=|>|<)\s*(?:{_TEXT}|(-?[0-9]+(?:\.[0-9]+)?))")
_SELECTED = re.compile(rf"selected\(\s*{_NAME}\s*,\s*(?:{_TEXT})\s*\)")
_WORDS = {"=": "is", ">=": "at_least", "<=": "at_most", ">": "above", "<": "below"}

# From a question's name, a comparator and a value: the condition as YAML, or None if it cannot be said.
MakeLeaf = Callable[[str, str, str], str | None]


def relevant_condition(relevant: str, leaf: MakeLeaf) -> str | None:
    """Return the condition as YAML on one line; None if the rule language cannot say it, or this module not read it.

    Args:
        relevant: The cell of the column `relevant`.
        leaf: Makes the condition of one comparison.
    """
    text = unwrapped(relevant.strip())
    for word, key in (("or", "any"), ("and", "all")):
        parts = joined_parts(text, word)
        if len(parts) > 1:
            made = [relevant_condition(part, leaf) for part in parts]
            known = [one for one in made if one is not None]
            return f"{{{key}: [{', '.join(known)}]}}" if len(known) == len(made) else None
    if text.startswith("not(") and text.endswith(")") and unwrapped(text[3:]) != text[3:]:
        inner = relevant_condition(text[4:-1], leaf)
        return None if inner is None else f"{{not: {inner}}}"
    if found := _SELECTED.fullmatch(text):
        return leaf(found[1], "is", found[2] if found[2] is not None else found[3])
    if not (found := _COMPARISON.fullmatch(text)):
        return None
    value = next(one for one in found.groups()[2:] if one is not None)
    if found[2] == "!=":
        if value == "":
            return f"{{question: {scalar(found[1])}, answered: true}}" if leaf(found[1], "", "") else None
        inner = leaf(found[1], "is", value)
        return None if inner is None else f"{{not: {inner}}}"
    return leaf(found[1], _WORDS[found[2]], value)


def unwrapped(text: str) -> str:
    """Return a formula without brackets around all of it.

    Args:
        text: The formula.
    """
    while text.startswith("(") and text.endswith(")"):
        depth = 0
        for i, sign in enumerate(text):
            depth += (sign == "(") - (sign == ")")
            if depth == 0 and i < len(text) - 1:
                return text
        text = text[1:-1].strip()
    return text


def joined_parts(text: str, word: str) -> list[str]:
    """Return the parts of a formula that a word joins, outside of brackets and quotation marks.

    Args:
        text: The formula.
        word: The word: and, or.
    """
    parts, depth, quote, start = [], 0, "", 0
    for found in re.finditer(rf"['\"()]|\b{word}\b", text):
        sign = found[0]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif depth == 0:
            parts.append(text[start : found.start()].strip())
            start = found.end()
    return [*parts, text[start:].strip()]
