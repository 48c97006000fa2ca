"""Makes sentences of what a phrase gave: numbers in one style, a capital at the start, spaces and stops in order."""

import re
from collections.abc import Sequence
from dataclasses import replace

from egyv_engine.model.report import BoundNumber, Node, Policy, Sentence, Term, Text
from egyv_engine.narrative.language.numbers import in_digits, in_words, is_in_words
from egyv_engine.narrative.templates.placeholders import Count, Decimal, Placeholder, Said

_SPACES = re.compile(r"[ \t\n]+")


def realise(
    parts: Sequence[Text | Placeholder],
    policy: Policy,
    *,
    kind: str,
    basis: tuple[str, ...],
    mentions: tuple[str, ...] = (),
) -> Sentence:
    """The nodes as they are read: each sentence among them starts with a capital and keeps one style of numbers."""
    runs = _sentences(parts)
    counts = [part.value for run in runs for part in run if isinstance(part, Count) and part.said is None]
    words = is_in_words(counts, policy, at_start=any(_starts_with_count(run) for run in runs))
    nodes: list[Node] = []
    for run in runs:
        nodes += _capital([_node(part, words=words) for part in run])
    return Sentence(kind=kind, nodes=_tidy(nodes), basis=basis, mentions=mentions)


def _sentences(parts: Sequence[Text | Placeholder]) -> list[list[Text | Placeholder]]:
    """The parts, cut after each full stop that ends a sentence inside a text."""
    runs: list[list[Text | Placeholder]] = [[]]
    for part in parts:
        if not isinstance(part, Text):
            runs[-1].append(part)
            continue
        pieces = re.split(r"(?<=[.!?]) +", _SPACES.sub(" ", part.text))
        for i, piece in enumerate(pieces):
            if i:
                runs[-1].append(Text(text=" "))
                runs.append([])
            if piece:
                runs[-1].append(Text(text=piece))
    return [run for run in runs if run]


def _starts_with_count(run: Sequence[Text | Placeholder]) -> bool:
    first = next((p for p in run if not (isinstance(p, Text) and not p.text.strip())), None)
    return isinstance(first, Count) and first.said is None


def _node(part: Text | Placeholder, *, words: bool) -> Node:
    match part:
        case Count(ref=ref, value=value, said=said):
            text = said or (in_words(value) if words else in_digits(value))
            return BoundNumber(ref=ref, value=str(value), text=text)
        case Decimal(ref=ref, text=text):
            return BoundNumber(ref=ref, value=text.rstrip("%"), text=text)
        case Said(text=text):
            return Term(text=text)
        case Text():
            return part


def _capital(nodes: list[Node]) -> list[Node]:
    """The first word with a capital, whatever node it stands in."""
    for i, node in enumerate(nodes):
        text = node.text.lstrip()
        if not text:
            continue
        raised = text[0].upper() + text[1:]
        return [*nodes[:i], replace(node, text=raised), *nodes[i + 1 :]]
    return nodes


def _tidy(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Neighbouring texts as one, no space at the end, no empty text."""
    merged: list[Node] = []
    for node in nodes:
        last = merged[-1] if merged else None
        if isinstance(node, Text) and isinstance(last, Text):
            merged[-1] = Text(text=_SPACES.sub(" ", last.text + node.text))
        elif node.text:
            merged.append(node)
    if merged and isinstance(merged[-1], Text):
        merged[-1] = Text(text=merged[-1].text.rstrip())
    return tuple(node for node in merged if node.text)
