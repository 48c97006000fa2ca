"""Builds the report that reports/ declares: chapter by chapter, block by block."""

from collections.abc import Callable
from typing import Any

from egyv_engine.model.report import Chapter, Paragraph, Report, Section
from egyv_engine.model.report_document import BlockPlan, ChapterPlan
from egyv_engine.narrative.blocks import (
    finding_blocks as survey_blocks,
)
from egyv_engine.narrative.blocks import (
    programme_blocks,
)
from egyv_engine.narrative.blocks import (
    supplement_blocks as record_blocks,
)
from egyv_engine.narrative.blocks.annex_tables import Annex
from egyv_engine.narrative.blocks.finding_blocks import SurveyBlocks
from egyv_engine.narrative.blocks.programme_blocks import ProgrammeBlocks
from egyv_engine.narrative.blocks.supplement_blocks import RecordBlocks
from egyv_engine.narrative.claims import basket_writer, claim_writer
from egyv_engine.narrative.claims.facts import ClaimFacts
from egyv_engine.narrative.report_context import ReportContext
from egyv_engine.narrative.templates.phrasebook import Phrasebook
from egyv_engine.narrative.templates.placeholders import Placeholders

# Every kind of claim, and what its phrase may read.
KINDS: dict[str, tuple[str, ...]] = {
    "notice": ("notice",),
    "what_good_looks_like": ("what_good_looks_like",),
    **claim_writer.KINDS,
    **basket_writer.KINDS,
    **programme_blocks.KINDS,
    **survey_blocks.KINDS,
    **record_blocks.KINDS,
}
# The kinds that each block may need.
_FINDING = tuple(claim_writer.KINDS)
_BASKET = tuple(basket_writer.KINDS)
NEEDS: dict[str, tuple[str, ...]] = {
    "notice": ("notice",),
    "what_good_looks_like": ("what_good_looks_like",),
    "response": ("response",),
    "retrospective": ("retrospective",),
    "caution": ("caution",),
    "recommendations_summary": ("recommendations_summary",),
    "first_asked_list": ("first_asked_titles", "first_asked_items"),
    "overall": ("overall", "overall_against"),
    "principle_summary": ("tally",),
    "limitations": ("not_comparable_not_asked", "not_comparable_other", "open_verdicts"),
    "headline": _FINDING,
    "cohort": (*_FINDING, *_BASKET, "cohort_heading", "cohort_lead", "with_caution"),
    "first_asked": ("first_asked_opening", "first_asked", "basket_first_asked", "basket_first_asked_more"),
    **dict.fromkeys(("largest_improvements", "declines", "gaps"), (*_FINDING, "cohort_heading")),
    "recommendations": ("recommendations", "recommendations_reasons", "recommendations_units"),
    "interviews": ("interviews",),
    "selection": ("selection", "selection_replaced"),
    **dict.fromkeys(("evidence", "programme_evidence"), ("stance",)),
    "agreement": ("agreement",),
}
# What the words of a text block may read.
TEXT_FACTS = (
    "programme",
    "principles",
    "indicators",
    "findings",
    "surveyed",
    "waves",
    "minimum_matched",
    "open",
)
# What stands behind a name in a phrase: a level, a number, or what records declare; else text or a truth, without parts.
LEVELS = ("before", "after")
OPEN_NAMES = ("status", "reason")
NUMBERS = frozenset(
    [
        "gained",
        "lost",
        "net",
        "matched",
        "minimum_matched",
        "once",
        "low",
        "high",
        "compared",
        "rose",
        "fell",
        "steady",
        "improved",
        "declined",
        "unchanged",
        "total",
        "open",
        "number",
        "surveyed",
        "returned",
        "analysed",
        "not_analysed",
        "unit_count",
        "fewest",
        "most",
        "principles",
        "indicators",
        "findings",
        "waves",
    ]
)


def build(context: ReportContext) -> Report:
    """The whole report."""
    return _Builder(context).report()


class _Builder:
    def __init__(self, context: ReportContext) -> None:
        self.context = context
        phrases = {
            kind: (said,) if isinstance(said, str) else tuple(said)
            for kind, said in context.wording.phrases.items()
        }
        policy: Any = context.report.numbers
        common = {"unit": context.unit.one, "units": context.unit.many}
        self.book = Phrasebook(phrases, policy, common)
        self.programme = ProgrammeBlocks(context, self.book)
        self.survey = SurveyBlocks(context, self.book)
        self.records = RecordBlocks(context, self.book)
        self.annex = Annex(context)

    def report(self) -> Report:
        chapters: list[Chapter] = []
        for plan in self.context.report.chapters:
            if plan.for_each is None:
                chapters.append(self._chapter(plan, None))
            else:
                chapters += [self._chapter(plan, p) for p in self.context.linked.programme.file.principles]
        return Report(
            title=self.context.report.title,
            notice=self.context.linked.programme.file.notice,
            chapters=tuple(c for c in chapters if c.sections),
        )

    def _chapter(self, plan: ChapterPlan, principle: str | None) -> Chapter:
        title = plan.title or ""
        if principle is not None:
            title = self.context.linked.programme.principles[principle].title
        sections = [section for block in plan.blocks for section in self._block(block, principle)]
        return Chapter(
            id=plan.id if principle is None else f"{plan.id}.{principle}",
            title=title,
            annex=plan.annex,
            sections=tuple(sections),
        )

    def _block(self, block: BlockPlan, principle: str | None) -> list[Section]:
        of_principle: dict[str, Callable[[BlockPlan, str], list[Section]]] = {
            "what_good_looks_like": self._what_good_looks_like,
            "principle_summary": self.programme.principle_summary,
            "cohort": self.survey.cohort,
            "first_asked": self.survey.first_asked,
            "evidence": self.records.evidence,
        }
        if block.show in of_principle:
            names = self.context.linked.programme.file.principles if principle is None else (principle,)
            return [section for name in names for section in of_principle[block.show](block, name)]
        of_all: dict[str, Callable[[BlockPlan], list[Section]]] = {
            "notice": self._notice,
            "text": self._text,
            "retrospective": self.programme.retrospective,
            "caution": self.programme.caution,
            "response": self.programme.response,
            "first_asked_list": self.programme.first_asked_list,
            "overall": self.programme.overall,
            "headline": self.survey.headline,
            "limitations": self.programme.limitations,
            "largest_improvements": self.survey.largest_improvements,
            "declines": self.survey.declines,
            "gaps": self.survey.gaps,
            "selection": self.records.selection,
            "interviews": self.records.interviews,
            "recommendations": self.records.recommendations,
            "recommendations_summary": self.records.recommendations_summary,
            "agreement": self.records.agreement,
            "programme_evidence": lambda b: self.records.evidence(b, None),
            "findings_table": self.annex.findings_table,
            "baskets_table": self.annex.baskets_table,
            "recommendations_table": self.annex.recommendations_table,
            "selection_table": self.annex.selection_table,
            "published_table": self.annex.published_table,
        }
        return of_all[block.show](block)

    def _notice(self, block: BlockPlan) -> list[Section]:
        notice = self.context.linked.programme.file.notice
        if not notice:
            return []
        placeholders = Placeholders()
        said = self.book.say("notice", placeholders, {"notice": placeholders.term(notice)}, basis=())
        return [Section(id="notice", heading=block.heading, blocks=(Paragraph(sentences=(said,)),))]

    def _what_good_looks_like(self, block: BlockPlan, principle: str) -> list[Section]:
        plan = self.context.linked.programme.principles[principle]
        placeholders = Placeholders()
        facts = {"what_good_looks_like": placeholders.term(plan.what_good_looks_like)}
        said = self.book.say("what_good_looks_like", placeholders, facts, basis=())
        return [
            Section(
                id="what_good_looks_like",
                heading=block.heading,
                blocks=(Paragraph(sentences=(said,), lead=plan.title),),
            )
        ]

    def _text(self, block: BlockPlan) -> list[Section]:
        programme = self.context.linked.programme
        placeholders = Placeholders()
        speaker = ClaimFacts(self.context, placeholders)
        findings = self.context.findings
        surveyed = {r.finding.partition("@")[2]: r.level.surveyed for r in findings.ledger}
        facts = {
            "programme": placeholders.term(programme.file.programme),
            "principles": speaker.number("#principles", len(programme.principles)),
            "indicators": speaker.number("#indicators", len(self.context.linked.indicators)),
            "findings": speaker.number("#findings", len(findings.findings)),
            "surveyed": speaker.number("#surveyed", sum(surveyed.values())),
            "waves": speaker.number("#waves", len(programme.file.waves)),
            "minimum_matched": speaker.number("#minimum.matched", int(programme.file.minimum.matched)),
            "open": speaker.number(
                "#open",
                sum(f.certainty is not None and f.certainty.certainty == "open" for f in findings.findings),
            ),
        }
        every = tuple(f.finding for f in findings.findings)
        paragraphs = tuple(
            Paragraph(sentences=(self.book.text(part, placeholders, facts, basis=every),))
            for part in (block.text or "").split("\n\n")
            if part.strip()
        )
        return [Section(id="text", heading=block.heading, blocks=paragraphs)]
