"""Puts marks next to the claims of a finished report, wherever they are made, and the key to them in each chapter.

The caveats follow from the figures that a sentence or a row states, so no block and no phrase can leave one out.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count, product, zip_longest
from typing import TypeVar, assert_never

from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import (
    CAVEAT_KINDS,
    PUBLISHED_MARKS,
    Block,
    BoundNumber,
    Bounds,
    Caveat,
    CaveatKind,
    Cell,
    Chapter,
    Chart,
    ChartMark,
    ChartRow,
    Column,
    CountOfBase,
    Figure,
    MarkKey,
    Paragraph,
    PublishedMark,
    Report,
    Section,
    Sentence,
    Table,
)
from egyv_engine.narrative.blocks.registry import claim_kinds
from egyv_engine.narrative.claims.caveats import (
    CaveatFacts,
    FoundCaveat,
    OneUnitFacts,
    OpenFacts,
    RecalledFacts,
    ReconstructedFacts,
    UnreturnedFacts,
    caveats_of,
    recalled,
)
from egyv_engine.narrative.claims.changes import change_path, comparison_of, is_of_one
from egyv_engine.narrative.claims.claim_kinds import is_compared
from egyv_engine.narrative.claims.facts import FactMaker
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.language.parts import term
from egyv_engine.narrative.reconstructed import MEASURES, FigurePath, Reconstruction
from egyv_engine.narrative.report_context import Comparison, ReportContext

_Marked = TypeVar("_Marked", Sentence, Column, ChartRow)
_EXACT_TEST = "p_exact"
# Parts that say nothing of how the finding itself moved.
_OF_NO_MOVE = ("base", "asked", "dont_know", "tied", "tied_other_way")
Note = tuple[CaveatKind, str]  # what a key says, under the mark of the kind


class CaveatMarks:
    """Finds the caveats of what a report states, and marks them."""

    def __init__(self, context: ReportContext, book: Phrasebook) -> None:
        self.context, self.book, self.make = context, book, FactMaker(context)
        self.reconstruction = Reconstruction(context)
        self.kinds = claim_kinds()
        self._recalled = {wave.id for wave in context.linked.waves.values() if wave.retrospective}
        self._of_finding: dict[int, tuple[FoundCaveat, ...]] = {}
        self._notes: dict[CaveatFacts, str] = {}
        self._numbered: dict[Note, str] = {}  # what the key says of some notes where a mark has a number
        self._made: dict[FoundCaveat, Caveat] = {}

    def marked(self, report: Report) -> Report:
        """Return the report with a mark next to each claim that has a caveat, and a key in each chapter with marks."""
        return replace(report, chapters=tuple(map(self._chapter, report.chapters)))

    def of_sentence(self, sentence: Sentence, after: Sentence | None = None) -> tuple[Caveat, ...]:
        """Return the caveats that a sentence does not say in words, each once. Their marks come later, chapter by chapter.

        Args:
            sentence: The sentence.
            after: The one after it in the paragraph, which may say the net change of the same finding.
        """
        refs = _refs(sentence)
        heads = {FigurePath.parse(ref).head for ref in refs}
        next_refs = _refs(after) if after is not None else []
        also_said = [ref for ref in next_refs if FigurePath.parse(ref).head in heads]
        facts = self.kinds.get(sentence.kind)
        if facts is not None and facts.is_of_exchange:
            paths = [FigurePath.parse(ref) for ref in refs]
            refs += [f"{change_path(finding)}.net" for finding in self._compared(paths, sentence)]
        return self._caveats([*self._of_change(refs, sentence, also_said), *self._of_rest(refs)])

    def of_row(self, cells: Sequence[Cell]) -> tuple[tuple[Caveat, ...], ...]:
        """Return the caveats that a row of a table does not say, but for those of whole columns, by cell.

        A caveat is next to the last figure of the comparison that it is about, so that a row on several cohorts shows which
        of them it is for.
        """
        return self._of_cells([_refs_of_cell(cell) for cell in cells])

    def of_chart_row(self, row: ChartRow) -> tuple[Caveat, ...]:
        """Return the caveats of a row of a chart, each once."""
        printed = [mark.printed for mark in row.marks if isinstance(mark, ChartMark)]
        return self._of_cells([[ref for cell in printed for ref in _refs_of_cell(cell)]])[0]

    def _of_cells(self, refs: Sequence[Sequence[str]]) -> tuple[tuple[Caveat, ...], ...]:
        """Return the caveats of a row by the paths of the figures in each of its cells."""
        by_cell = [(i, FigurePath.parse(ref)) for i, each in enumerate(refs) for ref in each]
        paths = [path for _, path in by_cell]
        said = {path.part for path in paths if path.is_of_change}
        found: list[list[FoundCaveat]] = [[] for _ in refs]
        compared = list(self._compared(paths, None))
        at_cell: dict[int, list[Finding]] = {}
        for finding in compared:
            at_cell.setdefault(_last_cell(finding, by_cell), []).append(finding)
        for i, several in at_cell.items():
            for finding in several:
                unsaid = [each for each in self._caveats_of(finding) if not each.facts.said_by & said]
                found[i] += _naming(finding, unsaid, several)
        heads = {finding.finding for finding in compared}
        for i, path in by_cell:
            if path.head not in heads:
                found[i] += self._of_level(path)
        return tuple([self._caveats(each) if each else () for each in found])

    def notes_on(self, finding: Finding) -> tuple[str, ...]:
        """Return what a reader must know of a finding's change, in words, each once; nothing where it is not compared."""
        if not is_compared(finding):
            return ()
        rest = self._of_rest([f"{change_path(finding)}.net"])
        return tuple(dict.fromkeys(c.note for c in self._caveats([*self._caveats_of(finding), *rest])))

    def _chapter(self, chapter: Chapter) -> Chapter:
        sections = tuple(self._section(section) for section in chapter.sections)
        caveats = [caveat for section in sections for caveat in _caveats_in(section)]
        notes = dict.fromkeys((c.kind, c.note) for c in caveats)
        published = self._published(sections)
        if not notes and not published:
            return chapter
        marks = self._marks(sorted(notes, key=lambda each: CAVEAT_KINDS.index(each[0])))
        numbered = {(c.kind, c.note) for c in caveats if c.number is not None}
        explained = tuple(
            replace(caveat, note=self._numbered.get(note, caveat.note)) if note in numbered else caveat
            for note, caveat in marks.items()
        )
        lead = self.book.heading("key_to_marks")
        key = MarkKey(lead=lead, caveats=explained, published=published)
        return replace(chapter, sections=tuple(_with_marks(s, marks) for s in sections), key=key)

    def _published(self, sections: Iterable[Section]) -> tuple[PublishedMark, ...]:
        """Return what the marks of published counts stand for that the tables of these sections have."""
        tables = (block for section in sections for block in section.read() if isinstance(block, Table))
        cells = (cell for table in tables for row in table.rows for cell in row)
        found = {mark for cell in cells if isinstance(cell, CountOfBase) for mark in cell.marks}
        return tuple(
            PublishedMark(mark=mark, note=self.book.heading(f"published_{mark}"))
            for mark in PUBLISHED_MARKS
            if mark in found
        )

    def _marks(self, notes: Iterable[Note]) -> dict[Note, Caveat]:
        """Return each note with a mark: that of its kind, and a letter after it where the kind has several."""
        marks: dict[Note, Caveat] = {}
        by_kind = {kind: [note for note in notes if note[0] == kind] for kind in CAVEAT_KINDS}
        for kind, several in by_kind.items():
            mark = self.book.heading(f"mark_{kind}")
            letters = [""] if len(several) == 1 else _letters(self.book.heading("mark_letters"))
            for note, letter in zip(several, letters, strict=False):
                marks[note] = Caveat(kind=kind, mark=f"{mark}{letter}", note=note[1])
        return marks

    def _section(self, section: Section) -> Section:
        notes = tuple(
            replace(n, sentence=_with_caveats(n.sentence, self.of_sentence(n.sentence)))
            for n in section.notes
        )
        return replace(section, blocks=tuple(map(self._block, section.blocks)), notes=notes)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Table():
                return self._table(block)
            case Chart(description=description, table=table, rows=rows):
                marked = tuple(_with_caveats(row, self.of_chart_row(row)) for row in rows)
                description, table = self._paragraph(description), self._table(table)
                return replace(block, rows=marked, description=description, table=table)
            case _:
                assert_never(block)

    def _paragraph(self, block: Paragraph) -> Paragraph:
        return replace(block, sentences=self._sentences(block.sentences))

    def _table(self, block: Table) -> Table:
        refs = [[_refs_of_cell(cell) for cell in row] for row in block.rows]
        cells = tuple(map(self._of_cells, refs))
        columns = tuple(
            _with_caveats(column, self._caveats(self._of_rest(r for row in refs for r in row[i])))
            for i, column in enumerate(block.columns)
        )
        notes = self._sentences(block.notes)
        return replace(
            block, columns=columns, cell_caveats=cells if any(map(any, cells)) else (), notes=notes
        )

    def _sentences(self, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        pairs = zip_longest(sentences, sentences[1:])
        return tuple(_with_caveats(s, self.of_sentence(s, after)) for s, after in pairs)

    def _of_change(
        self, refs: Sequence[str], sentence: Sentence, also_said: Sequence[str] = ()
    ) -> Iterator[FoundCaveat]:
        """Yield the caveats of the comparisons that these figures make, but for those that they say themselves."""
        paths = [FigurePath.parse(ref) for ref in refs]
        said = {path.part for path in (*paths, *map(FigurePath.parse, also_said)) if path.is_of_change}
        compared = list(self._compared(paths, sentence))
        for finding in compared:
            own = {"net"} if is_of_one(finding) else set()  # the one unit that its figures are of
            unsaid = [c for c in self._caveats_of(finding) if not c.facts.said_by & (said | own)]
            yield from _naming(finding, unsaid, compared)
        if not compared:
            for path in paths:
                yield from self._of_level(path)
            facts = self.kinds.get(sentence.kind)
            if facts is not None and facts.is_tally and not facts.is_of_levels:
                yield from self._of_several(sentence, paths, said)

    def _compared(self, paths: Sequence[FigurePath], sentence: Sentence | None) -> Iterator[Finding]:
        """Yield the findings whose change is stated: both waves or the change itself; in a sentence, also those alike."""
        waves: dict[str, set[str]] = {}
        for path in paths:
            if path.head in self.context.by_id and path.part not in _OF_NO_MOVE:
                waves.setdefault(path.head, set()).add(path.at)
        stated = {
            (f.indicator, f.cohort, f.from_wave, f.to_wave): f
            for name, at in waves.items()
            for f in self.context.by_id[name]
            if is_compared(f) and _is_stated(f, at)
        }
        mentions = sentence.mentions if sentence else ()
        # That of findings which the sentence names without their figures.
        by_name = sentence.comparison if sentence else None
        for name in dict.fromkeys((*waves, *mentions)):
            for f in self.context.by_id.get(name, ()):
                scope = (f.indicator, f.cohort, f.from_wave, f.to_wave)
                is_named = by_name is not None and comparison_of(f) == by_name
                if is_compared(f) and (scope in stated or is_named):
                    yield f

    def _of_level(self, path: FigurePath) -> Iterator[FoundCaveat]:
        """Yield the caveats of a level that nothing is compared with: that a wave was answered from memory."""
        if path.at not in self._recalled:
            return
        if path.part.startswith(MEASURES):
            cohort = path.head.partition("@")[2] or None
            yield from (FoundCaveat(facts=f) for f in recalled(cohort, path.at, self.make))
        elif path.part == "count":
            for finding in self.context.by_id.get(path.head, ())[:1]:
                yield from (FoundCaveat(facts=f) for f in recalled(finding.cohort, path.at, self.make))

    def _of_several(
        self, sentence: Sentence, paths: Sequence[FigurePath], said: set[str]
    ) -> Iterator[FoundCaveat]:
        """Yield the caveats of a claim that counts findings: those that hold for some of them."""
        # "Rose for both partners" has no figure, whose path would show the comparison.
        at = {*(path.at for path in paths), *([":".join(sentence.comparison)] if sentence.comparison else [])}
        counted = [
            f
            for name in sentence.counted or sentence.mentions or sentence.basis
            for f in self.context.by_id.get(name, ())
            if is_compared(f) and _is_stated(f, at)
        ]
        every = [found.facts for finding in counted for found in self._caveats_of(finding)]
        by_one = sum(facts.caveat == "one_unit" for facts in every)
        is_some = by_one < sum(bool(f.judged_move) for f in counted)
        for facts in dict.fromkeys(every):
            if facts.caveat != "count_differs" and not facts.said_by & said:
                is_by_one = isinstance(facts, OneUnitFacts)
                yield FoundCaveat(facts=OneUnitFacts(is_some=is_some) if is_by_one else facts)

    def _of_rest(self, refs: Iterable[str]) -> Iterator[FoundCaveat]:
        """Yield the notes on what the figures rest on that is reconstructed."""
        for note in self.reconstruction.notes_on(refs):
            yield FoundCaveat(facts=ReconstructedFacts(note=term(note)))

    def _caveats_of(self, finding: Finding) -> tuple[FoundCaveat, ...]:
        if id(finding) not in self._of_finding:
            self._of_finding[id(finding)] = caveats_of(finding, self.make)
        return self._of_finding[id(finding)]

    def _caveats(self, found: Iterable[FoundCaveat]) -> tuple[Caveat, ...]:
        """Return caveats without their marks, each once: by the comparison that they name, then in the order of their kinds."""
        several = list(found)
        if len(several) < 2:
            return tuple(map(self._caveat, several))
        alike: dict[object, Caveat] = {}
        for caveat in map(self._caveat, dict.fromkeys(several)):
            alike[caveat.kind, caveat.note, caveat.number and caveat.number.text, caveat.comparison] = caveat
        named = ["", *map(self._words, self.context.comparisons)]
        return tuple(
            sorted(alike.values(), key=lambda c: (named.index(c.comparison), CAVEAT_KINDS.index(c.kind)))
        )

    def _caveat(self, found: FoundCaveat) -> Caveat:
        """Return a caveat without its mark; several differ by their numbers alone, and have one note."""
        if found not in self._made:
            facts = found.facts
            if facts not in self._notes:
                self._notes[facts] = self.book.sentence(facts, basis=()).text
                if isinstance(facts, OpenFacts | UnreturnedFacts):
                    numbered = self.book.sentence(replace(facts, is_numbered=True), basis=()).text
                    self._numbered[facts.caveat, self._notes[facts]] = numbered
            words = "" if found.comparison is None else self._words(found.comparison)
            note = self._notes[facts]
            made = Caveat(kind=facts.caveat, mark="", note=note, number=found.number, comparison=words)
            self._made[found] = made
        return self._made[found]

    def _words(self, comparison: Comparison) -> str:
        """Return a comparison in short: "in 2022 → in 2024"."""
        before, after = map(self.context.wave_label, comparison)
        return self.book.heading("from_to").format(before=before, after=after)


def _naming(
    finding: Finding, caveats: Sequence[FoundCaveat], stated: Sequence[Finding]
) -> Sequence[FoundCaveat]:
    """Return caveats of a finding's change that name its comparison where a claim states several, next to each other.

    That a wave was answered from memory is about this wave, whatever it is compared with.

    Args:
        finding: The finding.
        caveats: Its caveats.
        stated: The findings whose change the claim states.
    """
    comparison = comparison_of(finding)
    if all(comparison_of(each) == comparison for each in stated):
        return caveats
    return [
        each if isinstance(each.facts, RecalledFacts) else replace(each, comparison=comparison)
        for each in caveats
    ]


def _last_cell(finding: Finding, by_cell: Iterable[tuple[int, FigurePath]]) -> int:
    """Return the place of the last cell with a figure of a finding's comparison; without one, of the levels that it compares.

    The exact test is about chance, and no caveat is about it.
    """
    compared = f"{finding.from_wave}:{finding.to_wave}"
    waves = (finding.from_wave, finding.to_wave)
    return max(
        (path.at == compared and path.part != _EXACT_TEST, path.at in waves, i)
        for i, path in by_cell
        if path.head == finding.finding
    )[-1]


def _is_stated(finding: Finding, at: Collection[str]) -> bool:
    """Return whether figures of these waves and comparisons state a finding's comparison: itself, or else both its waves."""
    comparisons = {each for each in at if ":" in each}
    if comparisons:
        return f"{finding.from_wave}:{finding.to_wave}" in comparisons
    return {finding.from_wave, finding.to_wave} <= set(at)


def _refs(sentence: Sentence) -> list[str]:
    return [ref for node in sentence.nodes if isinstance(node, BoundNumber) for ref in node.refs]


def _refs_of_cell(cell: Cell) -> Sequence[str]:
    match cell:
        case Figure(ref=ref):
            return (ref,)
        case CountOfBase(count=count, base=base):
            return (count.ref,) if base is None else (count.ref, base.ref)
        case Bounds(low=low, high=high):
            return low.ref, high.ref
        case Sentence():
            return _refs(cell)
        case _:
            return ()


def _caveats_in(section: Section) -> Iterator[Caveat]:
    yield from (c for note in section.notes for c in note.sentence.caveats)
    yield from (
        c for block in section.blocks if isinstance(block, Chart) for row in block.rows for c in row.caveats
    )
    for block in section.read():
        if isinstance(block, Paragraph):
            yield from (c for sentence in block.sentences for c in sentence.caveats)
        else:
            yield from (c for row in block.cell_caveats for cell in row for c in cell)
            yield from (c for column in block.columns for c in column.caveats)
            yield from (c for note in block.notes for c in note.caveats)


def _with_marks(section: Section, marks: Mapping[Note, Caveat]) -> Section:
    def marked(caveats: Iterable[Caveat]) -> tuple[Caveat, ...]:
        return tuple(map(with_mark, caveats)) if caveats else ()

    def with_mark(caveat: Caveat) -> Caveat:
        known = marks[caveat.kind, caveat.note]
        if caveat.number is None and not caveat.comparison:
            return known
        return replace(known, number=caveat.number, comparison=caveat.comparison)

    def with_marks_in(block: Block) -> Block:
        match block:
            case Paragraph():
                return paragraph(block)
            case Table():
                return table(block)
            case Chart():
                rows = tuple(_with_caveats(row, marked(row.caveats)) for row in block.rows)
                return replace(
                    block, rows=rows, description=paragraph(block.description), table=table(block.table)
                )
            case _:
                assert_never(block)

    def paragraph(block: Paragraph) -> Paragraph:
        return replace(block, sentences=tuple(_with_caveats(s, marked(s.caveats)) for s in block.sentences))

    def table(block: Table) -> Table:
        return replace(
            block,
            columns=tuple(_with_caveats(c, marked(c.caveats)) for c in block.columns),
            cell_caveats=tuple(tuple(map(marked, row)) for row in block.cell_caveats),
            notes=tuple(_with_caveats(n, marked(n.caveats)) for n in block.notes),
        )

    section_notes = tuple(
        replace(n, sentence=_with_caveats(n.sentence, marked(n.sentence.caveats))) for n in section.notes
    )
    return replace(section, blocks=tuple(map(with_marks_in, section.blocks)), notes=section_notes)


def _with_caveats(part: _Marked, caveats: tuple[Caveat, ...]) -> _Marked:
    return replace(part, caveats=caveats) if caveats != part.caveats else part  # most have none


def _letters(alphabet: str) -> Iterator[str]:
    """Yield "a" to "z", then "aa", "ab" and so on, without end."""
    for length in count(1):
        yield from map("".join, product(alphabet, repeat=length))
