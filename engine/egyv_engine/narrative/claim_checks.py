"""Checks the claims of a finished report by the figures that they state: bases, net changes, caveats, and what is counted."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Literal, TypeAlias

from egyv_engine.model.findings import REASONS, Level
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.report import (
    BoundNumber,
    Caveat,
    Chapter,
    Paragraph,
    Report,
    Sentence,
    Table,
    Term,
)
from egyv_engine.narrative.caveat_marks import CaveatMarks
from egyv_engine.narrative.claims.caveats import CountDiffersFacts
from egyv_engine.narrative.claims.changes import is_apart
from egyv_engine.narrative.claims.claim_kinds import is_compared
from egyv_engine.narrative.reconstructed import FigurePath

FaultKind: TypeAlias = Literal["no_base", "net_differs_unsaid", "caveat_not_carried", "tally_of_unscored"]
_OF_COMPARED = frozenset(
    {"improved", "declined", "unchanged", "rose", "fell", "steady", "far", "by_one", "open", "unreturned"}
)
_COUNTED_IN_WORDS = 2  # "the only one" and "both" need no number
_OF_TOTAL = frozenset({"first_asked", *REASONS})


class ClaimFault(Frozen):
    """A claim that leaves out what a reader needs. lacking: which base, change or caveat, or what it counts."""

    kind: FaultKind
    chapter: str
    sentence: str
    lacking: str


class ClaimMeasures(Frozen):
    """The faults of the claims of a report, the number of points of evidence that it shows, and its length."""

    faults: tuple[ClaimFault, ...]
    points_shown: int
    points: int
    body_words: int
    annex_words: int


def measure_claims(report: Report, marks: CaveatMarks) -> ClaimMeasures:
    """Return the faults of the claims in all chapters but annexes, and the measures of the whole.

    Args:
        report: The report.
        marks: What finds the caveats of its claims.
    """
    checks = _Checks(marks)
    bodies = [chapter for chapter in report.chapters if not chapter.annex]
    points = [point.summary for point in marks.context.supplements.points]
    shown = {text for chapter in report.chapters for text in _terms(chapter)}
    return ClaimMeasures(
        faults=tuple(fault for chapter in bodies for fault in checks.of_chapter(chapter)),
        points_shown=sum(any(point in text for text in shown) for point in points),
        points=len(points),
        body_words=sum(map(_words, bodies)),
        annex_words=sum(_words(chapter) for chapter in report.chapters if chapter.annex),
    )


class _Checks:
    """Checks chapter by chapter; a paragraph may leave out a base that it has stated."""

    def __init__(self, marks: CaveatMarks) -> None:
        self.marks, self.context = marks, marks.context
        self.levels: dict[str, Level] = {}
        for f in self.context.findings.findings:
            levels = ((f.from_wave, f.from_level), (f.to_wave, f.to_level))
            self.levels |= {
                self.context.level_path(f, w): at for w, at in levels if w is not None and at is not None
            }

    def of_chapter(self, chapter: Chapter) -> Iterator[ClaimFault]:
        """Yield the faults of a chapter's sentences and tables."""
        keyed: set[tuple[str, str]] = set()
        if chapter.key is not None:
            keyed = {(c.kind, c.mark) for c in chapter.key.caveats}
        for section in chapter.sections:
            yield from self._sentences(chapter, [note.sentence for note in section.notes], keyed)
            for block in section.read():
                if isinstance(block, Table):
                    yield from self._table(chapter, block, keyed)
                    yield from self._sentences(chapter, block.notes, keyed)
                else:
                    yield from self._sentences(chapter, block.sentences, keyed)
        for chart in chapter.charts():
            for row in chart.rows:
                expected = self.marks.of_chart_row(row)
                yield from self._lost(chapter, chart.title, expected, row.caveats, keyed)

    def _sentences(
        self, chapter: Chapter, sentences: Sequence[Sentence], keyed: set[tuple[str, str]]
    ) -> Iterator[ClaimFault]:
        """Yield the faults of a paragraph's sentences, or of those below a table."""
        stated = _Stated()
        for sentence, after in zip_longest(sentences, sentences[1:]):
            found: list[tuple[FaultKind, str]] = [
                ("no_base", each) for each in self._without_base(sentence, stated)
            ]
            found += [("net_differs_unsaid", each) for each in self._net_unsaid(sentence, after)]
            carried = {(c.kind, c.note) for c in sentence.caveats if (c.kind, c.mark) in keyed}
            expected = self.marks.of_sentence(sentence, after)
            lost = [c for c in expected if (c.kind, c.note) not in carried]
            found += [("caveat_not_carried", f"{c.kind}: {c.note}") for c in lost]
            found += [("tally_of_unscored", each) for each in self._unscored(sentence)]
            for kind, lacking in dict.fromkeys(found):
                yield ClaimFault(kind=kind, chapter=chapter.title, sentence=sentence.text, lacking=lacking)

    def _table(self, chapter: Chapter, table: Table, keyed: set[tuple[str, str]]) -> Iterator[ClaimFault]:
        for i, row in enumerate(table.rows):
            for j, expected in enumerate(self.marks.of_row(row)):
                carried = table.cell_caveats[i][j] if table.cell_caveats else ()
                yield from self._lost(chapter, table.title or "", expected, carried, keyed)

    def _lost(
        self,
        chapter: Chapter,
        title: str,
        expected: Sequence[Caveat],
        carried: Sequence[Caveat],
        keyed: set[tuple[str, str]],
    ) -> Iterator[ClaimFault]:
        """Yield the caveats that a cell of a table, or a row of a chart, does not carry."""
        marked = {(c.kind, c.note) for c in carried if (c.kind, c.mark) in keyed}
        for c in expected:
            if (c.kind, c.note) not in marked:
                yield ClaimFault(
                    kind="caveat_not_carried",
                    chapter=chapter.title,
                    sentence=title,
                    lacking=f"{c.kind}: {c.note}",
                )

    def _without_base(self, sentence: Sentence, stated: "_Stated") -> Iterator[str]:
        """Yield the figures of a sentence whose whole neither it nor its paragraph before it gives."""
        stating = [node for node in sentence.nodes if isinstance(node, BoundNumber)]
        numbers = [(FigurePath.parse(ref), node) for node in stating for ref in node.refs]
        for path, number in numbers:
            level = self.levels.get(path.of_level)
            stated.add(path, number.value)
            if path.part == "count" and level is not None and level.count == level.base:
                stated.add_base(path, level.base)  # "all nine areas" gives the base as well as the count
        counted = {
            int(n.value) for path, n in numbers if path.is_of_change and path.part in _OF_COMPARED | _OF_TOTAL
        }
        for path, number in numbers:
            level = self.levels.get(path.of_level)
            if path.part == "count" and level is not None:
                if not stated.has_base(path, level.base):
                    yield number.ref
            elif path.is_of_change and len(sentence.basis) > _COUNTED_IN_WORDS:
                whole = (
                    "compared" if path.part in _OF_COMPARED else "total" if path.part in _OF_TOTAL else None
                )
                if whole is None:
                    continue  # not a number of findings: a net change, or percentage points
                wholes = {self._compared(path), *self._numbers_compared(sentence, path)}
                if wholes & counted:
                    continue  # "all twelve" gives the whole as well
                if not stated.has_whole(path, whole, self._compared(path)):
                    yield number.ref

    def _numbers_compared(self, sentence: Sentence, path: FigurePath) -> set[int]:
        """Return how many of the findings that a sentence counts are compared, and how many of these are judged."""
        found = (f for name in dict.fromkeys(sentence.basis) for f in self.context.by_id.get(name, ()))
        compared = [f for f in found if is_compared(f) and f"{f.from_wave}:{f.to_wave}" == path.at]
        return {len(compared), sum(f.verdict != "not_judged" for f in compared)}

    def _compared(self, path: FigurePath) -> int | None:
        """Return how many items of a basket are compared; None where the figure is not of one indicator."""
        name, _, cohort = path.head.partition("@")
        principle, _, indicator = name.partition(".")
        before, _, after = path.at.partition(":")
        found = self.context.findings_for(principle, cohort or None, (before, after))
        compared = [f for f in found if f.indicator == indicator and is_compared(f)]
        return len(compared) or None

    def _net_unsaid(self, sentence: Sentence, after: Sentence | None) -> Iterator[str]:
        """Yield the changes of which a sentence states both counts, and neither says nor marks another net change."""
        paths = _paths(sentence)
        said = {path.part for path in (*paths, *(_paths(after) if after else ())) if path.is_of_change}
        is_marked = any(c.kind == "count_differs" for c in sentence.caveats)
        if is_marked or said & CountDiffersFacts.said_by:
            return
        counted = {(path.head, path.at) for path in paths if path.part == "count"}
        for name in dict.fromkeys(head for head, _ in counted):
            for f in self.context.by_id.get(name, ()):
                is_stated = {(name, f.from_wave), (name, f.to_wave)} <= counted
                if is_stated and is_compared(f) and is_apart(f, self.context.judged_on(f)):
                    yield f"{f.finding}#{f.from_wave}:{f.to_wave}.net"

    def _unscored(self, sentence: Sentence) -> Iterator[str]:
        """Yield the indicators that a tally of several counts, and that are not scored."""
        facts = self.marks.kinds.get(sentence.kind)
        if facts is None or not facts.is_tally:
            return
        findings = [f for name in sentence.basis for f in self.context.by_id.get(name, ())[:1]]
        counted = {f.indicator: self.context.indicator(f) for f in findings}
        if len(counted) > 1:
            yield from (name for name, indicator in counted.items() if not indicator.scored)


class _Stated:
    """The wholes that a paragraph has stated: the last base of each wave, and numbers compared or in total."""

    def __init__(self) -> None:
        self.by_wave: dict[str, int] = {}
        self.by_finding: dict[str, set[int]] = {}
        self.wholes: set[tuple[str, str, str]] = set()
        self.values: set[int] = set()

    def add(self, path: FigurePath, value: str) -> None:
        """Take note of a figure."""
        if path.part == "base":
            self.add_base(path, int(value))
        if path.part in ("compared", "total"):
            self.wholes.add((path.head, path.at, path.part))
            self.values.add(int(value))

    def add_base(self, path: FigurePath, base: int) -> None:
        """Take note of the base of a finding in a wave."""
        self.by_wave[path.at] = base
        self.by_finding.setdefault(path.head, set()).add(base)

    def has_base(self, path: FigurePath, base: int) -> bool:
        """Return whether the base of a count is stated: the last one of its wave, or the same of the finding's other wave."""
        if self.by_wave.get(path.at) != base and base not in self.by_finding.get(path.head, ()):
            return False
        self.by_wave[path.at] = base
        return True

    def has_whole(self, path: FigurePath, part: str, value: int | None) -> bool:
        """Return whether the whole of a number is stated: its own, or the same of another basket."""
        return (path.head, path.at, part) in self.wholes or value in self.values


def _paths(sentence: Sentence) -> list[FigurePath]:
    return [
        FigurePath.parse(ref) for node in sentence.nodes if isinstance(node, BoundNumber) for ref in node.refs
    ]


def _terms(chapter: Chapter) -> Iterator[str]:
    """Yield the declared texts that a chapter shows."""
    for section in chapter.sections:
        for block in section.read():
            parts: Sequence[object] = (
                [cell for row in block.rows for cell in row]
                if isinstance(block, Table)
                else [node for sentence in block.sentences for node in sentence.nodes]
            )
            yield from (part.text for part in parts if isinstance(part, Term))


def _words(chapter: Chapter) -> int:
    """Return the number of words in a chapter's sentences, leads and headings; tables are not read as words."""
    texts = [chapter.title]
    for section in chapter.sections:
        texts.append(section.heading or "")
        for block in section.read():
            if isinstance(block, Paragraph):
                texts += [block.lead or "", block.text]
    return sum(len(text.split()) for text in texts)
