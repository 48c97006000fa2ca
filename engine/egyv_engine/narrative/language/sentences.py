"""Writes sentences from parts: numbers in one style, a capital at the start, spaces and full stops in order."""

import re
from collections.abc import Sequence

from egyv_engine.model.frozen import replace
from egyv_engine.model.language import Language
from egyv_engine.model.report import BoundNumber, Node, NoteMark, Policy, Sentence, Term, Text
from egyv_engine.narrative.language.idiom import idiomatic
from egyv_engine.narrative.language.numbers import is_in_words
from egyv_engine.narrative.language.parts import Count, Part, Parts

_SPACES = re.compile(r"[ \t\n]+")
_SPACE_LEFT = re.compile(r" (?=[.,](?: |$))")  # where what comes before a stop or a comma was empty
_SENTENCE_END = re.compile(r"(?<=[.!?]) +")
_SIGN_AFTER = re.compile(r"[%‰°\w]")  # at the start of what follows a number: "6%", "5kg"
_SIGN_BEFORE = re.compile(r"[£$€¥#\w]$")  # at the end of what comes before it: "£5"


def sentence_of(
    parts: Parts,
    policy: Policy,
    language: Language,
    *,
    kind: str,
    basis: tuple[str, ...],
    mentions: tuple[str, ...] = (),
    comparison: tuple[str, str] | None = None,
    is_sentence: bool = True,
) -> Sentence:
    """Return the parts as they are read: each sentence starts with a capital and keeps one style of numbers.

    Args:
        parts: What a phrase gave, all of it in words but for the numbers.
        policy: Which numbers are written in words.
        language: The words for numbers.
        kind: The kind of claim.
        basis: The findings that the claim was made from.
        mentions: The findings whose figures it states, or that it names.
        comparison: The two waves whose change it is about, where none of its figures shows it.
        is_sentence: False for words that are no sentence, such as those of a cell, which keep their first letter.
    """
    runs = _sentences(idiomatic(parts, language))
    counts = [part.value for run in runs for part in run if isinstance(part, Count) and _has_style(part)]
    at_start = is_sentence and any(_starts_with_count(run) for run in runs)
    has_words = is_in_words(counts, policy, language, at_start=at_start)
    nodes: list[Node] = []
    for run in runs:
        is_in_digits = at_start and _starts_with_count(run) and not has_words
        opened = _opened_with_words(run, language) if is_in_digits else run
        made = [
            _node(
                part, language, has_words=_is_in_words_there(opened, i, policy, language, has_words=has_words)
            )
            for i, part in enumerate(opened)
        ]
        nodes += _capitalised(made) if is_sentence else made
    return Sentence(kind=kind, nodes=_tidy(nodes), basis=basis, mentions=mentions, comparison=comparison)


def _is_in_words_there(
    run: Sequence[Part], i: int, policy: Policy, language: Language, *, has_words: bool
) -> bool:
    """Return whether the number at a place of a sentence is written in words. has_words: whether the others of its style are.

    A number of a rule has a style of its own; next to a sign or a letter, as in "6%", it is in digits.
    """
    part = run[i]
    if not isinstance(part, Count) or not part.is_of_rule:
        return has_words
    before, after = run[max(i - 1, 0)], run[min(i + 1, len(run) - 1)]
    if isinstance(before, Text | Term) and _SIGN_BEFORE.search(before.text):
        return False
    if isinstance(after, Text | Term) and _SIGN_AFTER.match(after.text):
        return False
    return is_in_words([part.value], policy, language, at_start=False)


def _has_style(count: Count) -> bool:
    """Return whether a number is written in the style of its sentence."""
    return not _has_word(count) and not count.is_of_rule


def _opened_with_words(run: Sequence[Part], language: Language) -> Sequence[Part]:
    """Return a sentence that begins with a number, with words before it: "of the 400 clubs, 44", "a total of 44 clubs"."""
    match run:
        case [
            Count() as count,
            Text(text=between),
            Count() as base,
            Text(text=" "),
            Term() as unit,
            *rest,
        ] if between.strip() == language.out_of:
            opening, comma = Text(text=f"{language.of_the} "), Text(text=language.joiners.comma)
            return (opening, base, Text(text=" "), unit, comma, count, *rest)
        case _:
            return (Text(text=language.before_digits), *run)


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
                runs[-1].append(Text(text=piece, style=part.style))
    return [run for run in runs if run]


def _starts_with_count(run: Sequence[Part]) -> bool:
    first = next((p for p in run if not (isinstance(p, Text) and not p.text.strip())), None)
    return isinstance(first, Count) and not _has_word(first)


def _has_word(count: Count) -> bool:
    """Return whether a word is written in place of the number."""
    return count.word is not None or (count.value == 0 and count.zero is not None)


def _node(part: Part, language: Language, *, has_words: bool) -> Node:
    match part:
        case Count(ref=ref, value=0, zero=str(zero), word=None, style=style, also=also):
            return BoundNumber(
                ref=ref,
                value="0",
                text=getattr(language.none, zero) or language.none.alone,
                style=style,
                also=also,
            )
        case Count(ref=ref, value=value, word=word, style=style, also=also):
            text = word or (language.in_words(value) if has_words else language.in_digits(value))
            return BoundNumber(ref=ref, value=str(value), text=text, style=style, also=also)
        case BoundNumber(text=text):
            return replace(part, text=figure) if (figure := language.figure(text)) != text else part
        case Text() | Term() | NoteMark():
            return part
        case _:
            raise TypeError(f"{part} is not in words yet")


def _capitalised(nodes: list[Node]) -> list[Node]:
    """Return the nodes with a capital at the first word, whatever node it is part of."""
    for i, node in enumerate(nodes):
        text = node.text.lstrip()
        if not text or isinstance(node, NoteMark):
            continue
        raised = text[0].upper() + text[1:]
        return nodes if raised == node.text else [*nodes[:i], replace(node, text=raised), *nodes[i + 1 :]]
    return nodes


def _tidy(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Return the nodes with neighbouring words as one, no space at the end or before a stop, and no empty words."""
    found: list[Node] = []
    for node in nodes:
        last = found[-1] if found else None
        if isinstance(node, Text) and isinstance(last, Text) and node.style == last.style:
            found[-1] = Text(text=_SPACES.sub(" ", last.text + node.text), style=last.style)
        elif node.text or isinstance(node, NoteMark):
            found.append(node)
    if found and isinstance(found[-1], Text):
        found[-1] = Text(text=found[-1].text.rstrip(), style=found[-1].style)
    found = [replace(n, text=_SPACE_LEFT.sub("", n.text)) if isinstance(n, Text) else n for n in found]
    return tuple(node for node in found if node.text or isinstance(node, NoteMark))
