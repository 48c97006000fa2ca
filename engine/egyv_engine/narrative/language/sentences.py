"""Writes sentences from parts: numbers in one style, a capital at the start, spaces and full stops in order."""

import re
from collections.abc import Sequence
from dataclasses import replace

from egyv_engine.model.report import BoundNumber, Node, NoteMark, Policy, Sentence, Term, Text
from egyv_engine.narrative.language.idiom import idiomatic
from egyv_engine.narrative.language.numbers import in_digits, is_in_words, number_in_words
from egyv_engine.narrative.language.parts import Count, Part, Parts

_SPACES = re.compile(r"[ \t\n]+")
_SENTENCE_END = re.compile(r"(?<=[.!?]) +")
BEFORE_DIGITS = "a total of "  # a sentence does not open with digits


def sentence_of(
    parts: Parts,
    policy: Policy,
    *,
    kind: str,
    basis: tuple[str, ...],
    mentions: tuple[str, ...] = (),
    is_sentence: bool = True,
) -> Sentence:
    """Return the parts as they are read: each sentence starts with a capital and keeps one style of numbers.

    Args:
        parts: What a phrase gave.
        policy: Which numbers are written in words.
        kind: The kind of claim.
        basis: The findings that the claim was made from.
        mentions: The findings whose figures it states.
        is_sentence: False for words that are no sentence, such as those of a cell, which keep their first letter.
    """
    runs = _sentences(idiomatic(parts))
    counts = [part.value for run in runs for part in run if isinstance(part, Count) and part.word is None]
    at_start = is_sentence and any(_starts_with_count(run) for run in runs)
    has_words = is_in_words(counts, policy, at_start=at_start)
    nodes: list[Node] = []
    for run in runs:
        opening = [Text(text=BEFORE_DIGITS)] if at_start and _starts_with_count(run) and not has_words else []
        made = [_node(part, has_words=has_words) for part in (*opening, *run)]
        nodes += _capitalised(made) if is_sentence else made
    return Sentence(kind=kind, nodes=_tidy(nodes), basis=basis, mentions=mentions)


def _sentences(parts: Parts) -> list[list[Part]]:
    """Return the parts, cut after each full stop that ends a sentence inside words."""
    runs: list[list[Part]] = [[]]
    for part in parts:
        if not isinstance(part, Text):
            runs[-1].append(part)
            continue
        for i, piece in enumerate(_SENTENCE_END.split(_SPACES.sub(" ", part.text))):
            if i:
                runs[-1].append(Text(text=" "))
                runs.append([])
            if piece:
                runs[-1].append(replace(part, text=piece))
    return [run for run in runs if run]


def _starts_with_count(run: Sequence[Part]) -> bool:
    first = next((p for p in run if not (isinstance(p, Text) and not p.text.strip())), None)
    return isinstance(first, Count) and first.word is None


def _node(part: Part, *, has_words: bool) -> Node:
    match part:
        case Count(ref=ref, value=value, word=word, style=style):
            text = word or (number_in_words(value) if has_words else in_digits(value))
            return BoundNumber(ref=ref, value=str(value), text=text, style=style)
        case Text() | Term() | BoundNumber() | NoteMark():
            return part


def _capitalised(nodes: list[Node]) -> list[Node]:
    """Return the nodes with a capital at the first word, whatever node it is part of."""
    for i, node in enumerate(nodes):
        text = node.text.lstrip()
        if not text or isinstance(node, NoteMark):
            continue
        raised = text[0].upper() + text[1:]
        return [*nodes[:i], replace(node, text=raised), *nodes[i + 1 :]]
    return nodes


def _tidy(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Return the nodes with neighbouring words as one, no space at the end, and no empty words."""
    found: list[Node] = []
    for node in nodes:
        last = found[-1] if found else None
        if isinstance(node, Text) and isinstance(last, Text) and node.style == last.style:
            found[-1] = replace(last, text=_SPACES.sub(" ", last.text + node.text))
        elif node.text or isinstance(node, NoteMark):
            found.append(node)
    if found and isinstance(found[-1], Text):
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return tuple(node for node in found if node.text or isinstance(node, NoteMark))
