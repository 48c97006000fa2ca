"""Finds the sentences and tables of a report that use a finding."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from egyv_engine.model.explanation import ReportUse
from egyv_engine.model.report import Chapter, Report, Section, Sentence, Table


class _MakesUse(Protocol):
    def __call__(self, text: str, *, is_table: bool, is_stated: bool) -> ReportUse: ...


def uses_by_finding(report: Report) -> Mapping[str, tuple[ReportUse, ...]]:
    """Return the sentences and tables that use each finding, in the order of the report.

    Args:
        report: The report.
    """
    found: dict[str, dict[ReportUse, None]] = {}
    for chapter in report.chapters:
        heading = None
        for section in chapter.sections:
            heading = section.heading or heading
            for findings, use in _uses(chapter, section, heading):
                for finding in findings:
                    found.setdefault(finding, {})[use] = None
    return {finding: tuple(uses) for finding, uses in found.items()}


def _uses(
    chapter: Chapter, section: Section, heading: str | None
) -> Iterator[tuple[tuple[str, ...], ReportUse]]:
    """Yield what a section says of findings, with their ids."""

    def use(text: str, *, is_table: bool, is_stated: bool) -> ReportUse:
        return ReportUse(
            chapter=chapter.id,
            chapter_title=chapter.title,
            heading=heading,
            text=text,
            is_table=is_table,
            is_stated=is_stated,
        )

    for block in section.read():
        if isinstance(block, Table):
            name = block.title or heading or chapter.title
            yield block.mentions, use(name, is_table=True, is_stated=True)
        sentences = block.notes if isinstance(block, Table) else block.sentences
        yield from (found for one in sentences for found in _of_sentence(one, use))
    yield from (found for note in section.notes for found in _of_sentence(note.sentence, use))


def _of_sentence(sentence: Sentence, use: _MakesUse) -> Iterator[tuple[tuple[str, ...], ReportUse]]:
    yield sentence.mentions, use(sentence.text, is_table=False, is_stated=True)
    others = tuple(finding for finding in sentence.basis if finding not in sentence.mentions)
    yield others, use(sentence.text, is_table=False, is_stated=False)
