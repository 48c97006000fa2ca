"""Gives chapters, sections, notes and findings the ids by which the web page links to them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from egyv_engine.model.frozen import Frozen, field
from egyv_engine.model.report import Chapter, RowFinding, Style, Table
from egyv_engine.publish.footnotes import Footnotes

_NOT_IN_IDS = re.compile(r"[^\w.@:/-]")
_PUBLISHED = "published."
_SCHEMES = ("https://", "http://", "mailto:")


class NumberPlace(NamedTuple):
    """Says where the explanation of a number is.

    row: its finding; target: the short id of its row; path: the number's path, which leaves out what that row says: the id of
    the finding before the `#`, and after it both its waves; 1 stands for the earlier one and 2 for the later one.
    """

    row: RowFinding
    target: str
    path: str


class PageLinks(Frozen):
    """Holds the ids of a page.

    Attributes:
        anchors: The ids of chapters, and of sections by the id of the chapter, a dot and the name of their heading.
        rows: The ids of the rows of findings, to which readers can link.
        targets: The short ids of the same rows, to which thousands of numbers of the page link.
        notes: The footnotes that have a mark, with their numbers.
        by_finding: The comparisons of each finding, by its id.
        places: The places of the numbers that were asked for.
    """

    anchors: Mapping[str, str]
    rows: Mapping[RowFinding, str]
    targets: Mapping[RowFinding, str]
    notes: Footnotes
    by_finding: Mapping[str, tuple[RowFinding, ...]]
    places: dict[str, NumberPlace | None] = field(default_factory=dict)

    def place_of(self, ref: str) -> NumberPlace | None:
        """Return where a number is explained; None for a number of no finding, such as a number of interviews.

        Args:
            ref: The path of the number.
        """
        if ref not in self.places:
            self.places[ref] = self._place_of(ref)
        return self.places[ref]

    def _place_of(self, ref: str) -> NumberPlace | None:
        head, _, tail = ref.partition("#")
        before, name = "", head
        if head.startswith(_PUBLISHED) and head not in self.by_finding:
            before, name = next((each for each in _ends(head) if each[1] in self.by_finding), ("", head))
        rows = self.by_finding.get(name)
        if rows is None:
            return None
        row = rows[0] if len(rows) == 1 else _compared(rows, tail.rpartition(".")[0].partition(".")[0])
        short = _without_waves(tail, row) if self.rows[row] == name else None
        return NumberPlace(row, self.targets[row], ref if short is None else f"{before}#{short}")

    def address(self, style: Style) -> str | None:
        """Return where words lead; None where they lead nowhere, or where a browser would run what is there."""
        link = style.link or ""
        if link.startswith("#"):
            anchor = self.anchors.get(link.removeprefix("#"))
            return None if anchor is None else f"#{anchor}"
        return link if link.lower().startswith(_SCHEMES) else None


def links_of_page(chapters: Sequence[Chapter], findings: Iterable[RowFinding]) -> PageLinks:
    """Return the ids of a page.

    Args:
        chapters: The chapters of the report.
        findings: Every finding, once for each comparison. The id of the first is the finding's own; the waves are part of
            the ids of others.
    """
    anchors: dict[str, str] = {}
    for chapter in chapters:
        anchors[chapter.id] = _safe(f"chapter/{chapter.id}")
        for section in chapter.sections:
            own = "".join(section.names[:1])
            for name in section.names:
                anchors.setdefault(f"{chapter.id}.{name}", _safe(f"chapter/{chapter.id}/{own}"))
    by_finding: dict[str, tuple[RowFinding, ...]] = {}
    rows: dict[RowFinding, str] = {}
    for each in findings:
        others = by_finding.get(each.finding, ())
        by_finding[each.finding] = (*others, each)
        rows[each] = _safe(f"{each.finding}/{each.from_wave}:{each.to_wave}" if others else each.finding)
    notes = Footnotes.of([section for chapter in chapters for section in chapter.sections])
    targets = {each: f"f{i}" for i, each in enumerate(rows)}
    return PageLinks(anchors=anchors, rows=rows, targets=targets, notes=notes, by_finding=by_finding)


def rows_in(chapter: Chapter) -> Iterable[RowFinding]:
    """Yield the findings that have a row of their own in a chapter."""
    for section in chapter.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield from block.row_findings


def _compared(rows: Sequence[RowFinding], at: str) -> RowFinding:
    """Return the comparison of a finding that a number is about: by both its waves, by the later one, or by the earlier one."""
    later = (row for row in rows if at in (f"{row.from_wave}:{row.to_wave}", row.to_wave))
    return next(later, None) or next((row for row in rows if at == row.from_wave), rows[0])


def _without_waves(tail: str, row: RowFinding) -> str | None:
    """Return the end of a path without the waves of a finding; None if it is about another wave."""
    at, _, part = tail.rpartition(".")
    # The level of a wave that other comparisons have otherwise has both waves before its own.
    at = at.removeprefix(f"{row.from_wave}:{row.to_wave}.")
    if at == f"{row.from_wave}:{row.to_wave}":
        return part
    number = {row.from_wave: "1", row.to_wave: "2"}.get(at)
    return None if number is None else f"{number}.{part}"


def _ends(head: str) -> Iterable[tuple[str, str]]:
    """Yield what may be the id of a finding after the name of a published source, and what is before it."""
    starts = [found.end() for found in re.finditer(r"\.", head)]
    return ((head[:start], head[start:]) for start in starts)


def _safe(name: str) -> str:
    """Return a name as an id, in which a browser finds no space and nothing that an address writes in another way."""
    return _NOT_IN_IDS.sub(lambda found: f"~{ord(found.group()):x}~", name)
