"""Numbers cannot drift: each number of the finished files is bound to a value, and changes only if that value does."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

import egyv_engine as ee
from egyv_engine.files.folder import read_folder
from egyv_engine.interface.result import Result
from egyv_engine.model.findings import Finding, Level
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import (
    Block,
    BoundNumber,
    Bounds,
    Caveat,
    Cell,
    Chart,
    CountOfBase,
    Figure,
    Paragraph,
    Report,
    Section,
    Sentence,
    Table,
    Term,
    Text,
)
from egyv_engine.publish.markdown import render_markdown
from egyv_engine.publish.report_json import render_report_json
from tests.browser.hostile_programme import hostile_files
from tests.library import library_files
from tests.publish.html.read_page import PageNumber, digits_in, read_page

ROOT = Path(__file__).parents[3]
Files = Mapping[PurePosixPath, bytes]
# Parts of paths whose values follow from others: how many missing answers it takes, shares, and who answered once.
DERIVED = {
    "missing_to_change",
    "share",
    "share_change",
    "answered_before_only",
    "answered_after_only",
    "tied",
    "count_high",
}


@cache
def bundled() -> Result:
    return ee.evaluate(ROOT)


def whole_report(files: Files) -> dict[PurePosixPath, bytes]:
    """The small programme with every built-in chapter."""
    found = {file: data for file, data in files.items() if file.name != "wording.yaml"}
    return {**found, PurePosixPath("reports/report.yaml"): b"title: Libraries\n"}


def page_numbers(result: Result) -> list[PageNumber]:
    assert result.report_html is not None
    return read_page(result.report_html).numbers


def expected(finding: Finding, at: str, part: str) -> int | Fraction | float | None:
    """The value of a path, from the finding itself."""
    if ":" in at:
        change, certainty = finding.change, finding.certainty
        values: dict[str, Any] = {"p_exact": finding.p_exact}
        if change is not None:
            values |= {"net": change.gained - change.lost, "gained": change.gained, "lost": change.lost}
            values["matched"] = change.gained + change.lost + change.met_both + change.met_neither
        if certainty is not None:
            values |= {"net_low": certainty.net_low, "net_high": certainty.net_high}
        return values[part]  # type: ignore[no-any-return]
    levels: dict[str | None, Level | None] = {finding.to_wave: finding.to_level}
    if finding.from_wave is not None:
        levels[finding.from_wave] = finding.from_level
    return getattr(levels[at], part)  # type: ignore[no-any-return]


@pytest.mark.slow
@pytest.mark.parametrize("files", [None, hostile_files(), library_files()], ids=["egyv", "hostile", "small"])
def test_each_number_of_a_finding_is_its_value(files: Files | None) -> None:
    result = bundled() if files is None else ee.evaluate(files)
    findings = {f.finding: f for f in result.values.findings}
    seen: Counter[str] = Counter()
    for number in page_numbers(result):
        head, _, tail = number.whole_path.partition("#")
        at, _, part = tail.rpartition(".")
        if head in findings and part not in DERIVED:
            value = expected(findings[head], at, part)
            assert value is not None, number
            if part == "net" and value < 0 and not number.value.startswith("-"):
                value = -value  # "a fall of four"
            places = len(number.value.partition(".")[2])
            assert abs(Fraction(number.value) - Fraction(value)) <= Fraction(1, 2 * 10**places), number
            seen[part] += 1
    assert {"count", "base", "matched", "gained", "lost", "asked"} <= set(seen)


@pytest.mark.slow
def test_page_has_the_numbers_of_the_report_and_no_other() -> None:
    result = bundled()
    assert result.report is not None
    in_page = {(n.whole_path, n.value, n.text) for n in page_numbers(result)}
    assert in_page == set(_bound(json.loads(render_report_json(result.report))["chapters"]))


def _bound(value: Any) -> Iterator[tuple[str, str, str]]:
    """The numbers of report.json, which another module writes, but for limits that are one number and are not shown."""
    if isinstance(value, list):
        for each in value:
            yield from _bound(each)
    elif isinstance(value, dict) and not (
        {"low", "high"} <= set(value) and value["low"]["value"] == value["high"]["value"]
    ):
        if "figure" in value:
            yield value["figure"], value["value"], value["written"]
        for each in value.values():
            yield from _bound(each)


BLANK = "¤"


def blanked(report: Report) -> Report:
    """The report with a sign instead of each bound number."""

    def sentence(s: Sentence) -> Sentence:
        nodes = tuple(replace(n, text=BLANK) if isinstance(n, BoundNumber) else n for n in s.nodes)
        return replace(s, nodes=nodes, caveats=caveats(s.caveats))

    def caveats(several: tuple[Caveat, ...]) -> tuple[Caveat, ...]:
        return tuple(replace(c, number=c.number and replace(c.number, text=BLANK)) for c in several)

    def cell(c: Cell) -> Cell:
        if isinstance(c, Sentence):
            return sentence(c)
        return Text(text=BLANK) if isinstance(c, Figure | CountOfBase | Bounds) else c

    def block(b: Block) -> Block:
        match b:
            case Paragraph():
                return paragraph(b)
            case Table():
                return table(b)
            case Chart():
                return replace(b, description=paragraph(b.description), table=table(b.table))

    def paragraph(b: Paragraph) -> Paragraph:
        return replace(b, sentences=tuple(map(sentence, b.sentences)))

    def table(b: Table) -> Table:
        return replace(
            b,
            columns=tuple(replace(c, caveats=caveats(c.caveats)) for c in b.columns),
            rows=tuple(tuple(map(cell, row)) for row in b.rows),
            cell_caveats=tuple(tuple(map(caveats, row)) for row in b.cell_caveats),
            notes=tuple(map(sentence, b.notes)),
        )

    def section(s: Section) -> Section:
        notes = tuple(replace(n, sentence=sentence(n.sentence)) for n in s.notes)
        return replace(s, blocks=tuple(map(block, s.blocks)), notes=notes)

    chapters = (replace(c, sections=tuple(map(section, c.sections))) for c in report.chapters)
    return replace(report, chapters=tuple(chapters))


def loose_numbers(report: Report, result: Result) -> set[str]:
    """Numbers in the Markdown of a report that are bound to no value, and in no text that the programme declares.

    The numbers of chapters, of items of a list and of notes are the publisher's own.
    """
    markdown = render_markdown(blanked(report)).decode()
    own = r"!\[[^\]]*\]\([^)]*\)|^ *\d+\. |^## \d+\. |\[\^\d+\]:?|\]\(#[^)]*\)"
    texts = (data.decode("utf-8", "replace") for data in result._outputs.files.values())
    declared = {number.rstrip(".,") for each in texts for number in digits_in(each)}
    return {n.rstrip(".,") for n in digits_in(re.sub(own, "", markdown, flags=re.MULTILINE))} - declared


def test_no_number_of_the_page_or_of_the_markdown_is_bound_to_nothing() -> None:
    result = bundled()
    assert result.report is not None
    assert result.report_html is not None
    for number in page_numbers(result):
        assert number.path, number
    assert loose_numbers(result.report, result) == set()
    text_nodes = [n.text for s in _sentences(result.report) for n in s.nodes if isinstance(n, Text)]
    assert [text for text in text_nodes if digits_in(text)] == []


def test_a_number_that_is_bound_to_nothing_is_found() -> None:
    result = bundled()
    assert result.report is not None
    loose = Sentence(
        kind="loose", nodes=(Text(text="It rose by 7771 areas."), Term(text=" in 2015")), basis=()
    )
    first, *others = result.report.chapters
    worse = replace(
        first,
        sections=(*first.sections, Section(id="x", heading=None, blocks=(Paragraph(sentences=(loose,)),))),
    )
    report = replace(result.report, chapters=(worse, *others))
    assert loose_numbers(report, result) == {"7771"}


def _sentences(report: Report) -> Iterator[Sentence]:
    for chapter in report.chapters:
        yield from chapter.sentences()


FLIPS = [
    ("surveys/after.csv", "open_late", 4),
    ("surveys/after.csv", "offered.events", 5),
    ("surveys/before.csv", "visits", 2),
    ("surveys/after.csv", "loans", 6),
]
OTHER = {"Yes": "No", "No": "Yes", "Never": "Often", "Often": "Never", "Sometimes": "Never"}


def flipped(files: Files, file: str, column: str, row: int) -> dict[PurePosixPath, bytes]:
    """The files with another answer in one cell."""
    path = PurePosixPath(file)
    lines = [line.split(",") for line in files[path].decode().splitlines()]
    at = lines[0].index(column)
    cell = lines[row][at]
    lines[row][at] = OTHER.get(cell, "5")
    return {**files, path: ("\n".join(map(",".join, lines)) + "\n").encode()}


@pytest.mark.parametrize(("file", "column", "row"), FLIPS)
def test_another_answer_changes_what_depends_on_it_and_nothing_else(file: str, column: str, row: int) -> None:
    files = whole_report(library_files())
    before, after = ee.evaluate(files), ee.evaluate(flipped(files, file, column, row))
    _assert_changes_follow(before, after)


def _assert_changes_follow(before: Result, after: Result) -> None:
    """Each finding that changed has other numbers in the page; each that did not has the same ones, in numbers and in words."""
    was = {(f.finding, f.from_wave, f.to_wave): f for f in before.values.findings}
    changed = {f.finding for f in after.values.findings if was[f.finding, f.from_wave, f.to_wave] != f}
    assert 0 < len(changed) < len(was)

    def rows(result: Result) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for number in page_numbers(result):
            if number.row is not None and number.path.startswith("#"):
                found.setdefault(number.row, []).append((number.path, number.value))
        return {row: sorted(set(numbers)) for row, numbers in found.items()}

    old, new = rows(before), rows(after)
    for name in was:
        finding = name[0]
        same_row = dict(old[finding]) == dict(new[finding])
        if finding not in changed:
            assert same_row, finding
    assert any(old[name] != new[name] for name in changed)
    assert before.report is not None
    assert after.report is not None
    spoken, said = _texts(before.report), _texts(after.report)
    for about in spoken.keys() & said.keys():
        _, basis, mentions = about
        if mentions and not changed.intersection((*basis, *mentions)):
            assert said[about] == spoken[about]


def _texts(report: Report) -> dict[tuple[str, tuple[str, ...], tuple[str, ...]], set[str]]:
    """The texts of the sentences of a kind on the same findings; of one finding, there may be one for each wave."""
    found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], set[str]] = {}
    for sentence in _sentences(report):
        found.setdefault((sentence.kind, sentence.basis, sentence.mentions), set()).add(sentence.text)
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "column", "row"),
    [("surveys/followup.csv", "strategy_in_place", 2), ("surveys/baseline.csv", "exit_strategies", 11)],
)
def test_another_answer_of_the_bundled_programme_changes_what_depends_on_it(
    file: str, column: str, row: int
) -> None:
    files = read_folder(ROOT)
    _assert_changes_follow(bundled(), ee.evaluate(flipped(files, file, column, row)))
