"""Measures a report: number and length of sentences, repeats, refused words, findings without a mention."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from egyv_engine.model.frozen import Frozen
from egyv_engine.model.report import Report, Table

LONG = 35  # words; no sentence should be longer
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])")
OPENING = 4  # words


class Readability(Frozen):
    """The measures of a report. mean: words per sentence; quotations: sentences of evidence, which the rest leaves out."""

    sentences: int
    quotations: int
    mean: float
    longest: int
    longest_sentence: str
    too_long: tuple[str, ...]
    repeated: tuple[tuple[str, int], ...]
    openings: tuple[tuple[str, int], ...]
    refused: tuple[tuple[str, str], ...]  # word, sentence
    claims: tuple[tuple[str, int], ...]  # of each chapter
    kinds: tuple[tuple[str, int], ...]
    in_chapters: int  # findings with a figure in a chapter
    in_annexes: int
    unmentioned: tuple[str, ...]


def measure(report: Report, findings: Iterable[str], refused: Sequence[str]) -> Readability:
    """Return the measures of the sentences of all chapters.

    Args:
        report: The report.
        findings: The ids of all findings.
        refused: The words that no sentence may use.
    """
    sentences: list[str] = []
    quotations = 0
    kinds: Counter[str] = Counter()
    claims: list[tuple[str, int]] = []
    mentioned: set[str] = set()
    tabled: set[str] = set()
    for chapter in report.chapters:
        number = 0
        for sentence in chapter.sentences():
            if sentence.kind == "evidence":
                quotations += 1
                continue
            number += 1
            kinds[sentence.kind] += 1
            sentences += _END.split(sentence.text)
            mentioned.update(sentence.mentions)
        claims.append((chapter.title, number))
        for section in chapter.sections:
            for block in section.read():
                if isinstance(block, Table):
                    tabled.update(block.mentions)
    lengths = [len(s.split()) for s in sentences]
    everything = list(findings)
    longest = max(sentences, key=lambda s: len(s.split()), default="")
    return Readability(
        sentences=len(sentences),
        quotations=quotations,
        mean=sum(lengths) / len(lengths) if lengths else 0.0,
        longest=max(lengths, default=0),
        longest_sentence=longest,
        too_long=tuple(s for s in sentences if len(s.split()) > LONG),
        repeated=tuple((s, n) for s, n in Counter(sentences).most_common() if n > 1),
        openings=tuple(
            (o, n)
            for o, n in Counter(" ".join(s.split()[:OPENING]) for s in sentences).most_common(10)
            if n > 1
        ),
        refused=tuple((word, s) for s in sentences for word in words_in(s, refused)),
        claims=tuple(claims),
        kinds=tuple(kinds.most_common()),
        in_chapters=sum(f in mentioned for f in everything),
        in_annexes=sum(f in tabled for f in everything),
        unmentioned=tuple(f for f in everything if f not in mentioned and f not in tabled),
    )


def words_in(text: str, words: Sequence[str]) -> list[str]:
    """Return the words that a text uses, each once, in order of first use.

    Args:
        text: The text.
        words: The words, or runs of words, to look for, in any case.
    """
    return list(find_words(text, words))


def find_words(text: str, words: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the start and end of the first use of each word in a text.

    Args:
        text: The text.
        words: The words, or runs of words, to look for, in any case.

    Returns:
        Index ranges by word, in order of first use; a word that is not used is absent.
    """
    if not words:
        return {}
    known = {word.lower(): word for word in words}
    found: dict[str, tuple[int, int]] = {}
    for match in _pattern(tuple(words)).finditer(text):
        found.setdefault(known[" ".join(match[0].lower().split())], match.span())
    return found


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    runs = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"(?<![\w-])(?:{runs})(?![\w-])", re.IGNORECASE)
