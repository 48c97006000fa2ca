"""Builds the report that reports/ declares: chapter by chapter, block by block."""

from collections.abc import Iterator
from typing import Any

from egyv_engine.model.frozen import replace
from egyv_engine.model.report import Chapter, Report, ReportContact, Section
from egyv_engine.model.report_document import ChapterPlan
from egyv_engine.narrative.blocks.block import BlockInputs
from egyv_engine.narrative.blocks.registry import registered_blocks
from egyv_engine.narrative.built_in_chapters import built_in_chapters, chapters_of
from egyv_engine.narrative.caveat_marks import CaveatMarks
from egyv_engine.narrative.charts.chart_ids import with_chart_ids
from egyv_engine.narrative.claims.claim_kinds import is_little_changed
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.glossary_links import with_first_uses
from egyv_engine.narrative.report_context import ReportContext

EVERY_FINDING = "annex_findings"  # a built-in chapter


def block_inputs(context: ReportContext) -> BlockInputs:
    """Return what blocks read, for a chapter about all principles."""
    policy: Any = context.report.numbers
    cohorts = context.linked.programme.file.cohorts
    called = None if cohorts is None else cohorts.called
    everyone = context.cohort_label(context.linked.everyone)
    is_exact = not any(is_little_changed(f, context.judged_on(f)) for f in context.findings.findings)
    book = Phrasebook(
        context.wording,
        policy,
        context.unit,
        called,
        everyone=everyone,
        is_records=context.linked.programme.is_on_record,
        is_exact=is_exact,
        is_separate=context.linked.has_separate_waves,
    )
    plans = chapters_of(context.linked.programme, context.report)
    return BlockInputs.of(context, book, plans)


def build(inputs: BlockInputs) -> Report:
    """Return the whole report."""
    context = inputs.context
    chapters = with_chart_ids([chapter for plan in inputs.chapters for chapter in _chapters(inputs, plan)])
    report = Report(
        contents=inputs.book.heading("contents"),
        note=inputs.book.heading("note"),
        title=context.report.title,
        notice=context.linked.programme.file.notice,
        status=None if context.report.status is None else inputs.book.heading(context.report.status),
        unnamed=None if context.linked.programme.file.names_units else _unnamed(inputs),
        contact=_contact(inputs),
        chapters=with_first_uses([c for c in chapters if c.sections], context.linked.programme.glossary),
    )
    return CaveatMarks(context, inputs.book).marked(report)


def _unnamed(inputs: BlockInputs) -> str:
    return inputs.heading("units_not_named").replace("{units}", inputs.context.unit.many)


def _contact(inputs: BlockInputs) -> ReportContact | None:
    declared = inputs.context.report.contact
    if declared is None:
        return None
    return ReportContact(
        heading=inputs.heading("contact"), text=declared.text, email=declared.email, link=declared.link
    )


def chapter_of_every_finding(inputs: BlockInputs) -> Chapter:
    """Return the built-in annex that has a row for every finding, with its marks, for a page that links to each of them.

    Args:
        inputs: What blocks read, for a chapter about all principles.
    """
    plan = built_in_chapters()[EVERY_FINDING]
    chapter = _chapter(inputs, plan, plan.id, inputs.heading(plan.title or ""))
    report = Report(title="", notice=None, chapters=(chapter,))
    return CaveatMarks(inputs.context, inputs.book).marked(report).chapters[0]


def _chapters(inputs: BlockInputs, plan: ChapterPlan) -> Iterator[Chapter]:
    principles = inputs.context.linked.programme.principles
    names = inputs.context.linked.programme.file.principles
    if plan.for_each is None:
        yield _chapter(inputs, plan, plan.id, plan.title or "")
    else:
        for name in names:
            about = replace(inputs, principle=name)
            yield _chapter(about, plan, f"{plan.id}.{name}", principles[name].title)


def _chapter(inputs: BlockInputs, plan: ChapterPlan, chapter_id: str, title: str) -> Chapter:
    blocks = registered_blocks()
    sections: tuple[Section, ...] = ()
    for options in plan.blocks:
        sections += tuple(blocks[options.show].sections(replace(inputs, before=sections), options))
    return Chapter(id=chapter_id, title=title, annex=plan.annex, sections=sections)
