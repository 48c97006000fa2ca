"""Writes the blocks of declared words: the notice, what is good, and an analyst's own text."""

from dataclasses import dataclass

from egyv_engine.model.report import Paragraph, Section
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.shapes import WORDS, key
from egyv_engine.narrative.blocks.block import BlockInputs, block
from egyv_engine.narrative.blocks.needs import NOTICE
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.parts import Parts, term


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFacts:
    """Holds what the words of a text block may read."""

    programme: Parts
    principles: NumberFacts
    indicators: NumberFacts
    findings: NumberFacts
    surveyed: NumberFacts
    waves: NumberFacts
    minimum_matched: NumberFacts
    open: NumberFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOptions(BlockOptions):
    """A block of an analyst's own words."""

    text: str = key(WORDS, "Its words; they may read facts of the programme.", "Libraries answered a survey.")


@claim("notice")
class NoticeFacts(ClaimFacts):
    """The programme's notice."""

    notice: Parts


@claim("what_good_looks_like")
class WhatGoodLooksLikeFacts(ClaimFacts):
    """Says what good looks like for a principle."""

    what_good_looks_like: Parts


@block("notice", options=BlockOptions, needs=(NOTICE,), claims=(NoticeFacts,))
def notice(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Show the programme's notice."""
    declared = inputs.context.linked.programme.file.notice
    if not declared:
        return []
    sentence = inputs.book.sentence(NoticeFacts(notice=term(declared)), basis=())
    return [Section(id="notice", heading=options.heading, blocks=(Paragraph(sentences=(sentence,)),))]


@block(
    "what_good_looks_like",
    options=BlockOptions,
    scope="principle",
    names_principle=True,
    claims=(WhatGoodLooksLikeFacts,),
)
def what_good_looks_like(inputs: BlockInputs, options: BlockOptions, principle: str) -> list[Section]:
    """Show what good looks like for a principle."""
    plan = inputs.context.linked.programme.principles[principle]
    sentence = inputs.book.sentence(
        WhatGoodLooksLikeFacts(what_good_looks_like=term(plan.what_good_looks_like)), basis=()
    )
    shown = Paragraph(sentences=(sentence,), lead=plan.title, bullet=True)
    return [Section(id="what_good_looks_like", heading=options.heading, blocks=(shown,))]


@block("text", options=TextOptions)
def text(inputs: BlockInputs, options: TextOptions) -> list[Section]:
    """Show the block's own words, one paragraph for each part between empty lines."""
    basis = tuple(f.finding for f in inputs.context.findings.findings)
    paragraphs = tuple(
        Paragraph(sentences=(sentence,))
        for sentence in inputs.book.paragraphs(options.text, _text_facts(inputs), basis=basis)
    )
    return [Section(id="text", heading=options.heading, blocks=paragraphs)]


def _text_facts(inputs: BlockInputs) -> TextFacts:
    programme, findings, make = inputs.context.linked.programme, inputs.context.findings, inputs.make
    surveyed = {r.finding.partition("@")[2]: r.level.surveyed for r in findings.ledger}
    undecided = [f for f in findings.findings if f.certainty is not None and f.certainty.certainty == "open"]
    return TextFacts(
        programme=term(programme.file.programme),
        principles=make.number("#principles", len(programme.principles)),
        indicators=make.number("#indicators", len(inputs.context.linked.indicators)),
        findings=make.number("#findings", len({f.finding for f in findings.findings})),
        surveyed=make.number("#surveyed", sum(surveyed.values())),
        waves=make.number("#waves", len(programme.file.waves)),
        minimum_matched=make.number("#minimum.matched", int(programme.file.minimum.matched)),
        open=make.number("#open", len(undecided)),
    )
