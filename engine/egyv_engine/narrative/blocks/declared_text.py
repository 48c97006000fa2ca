"""Writes the blocks of declared words: the notice, what is good, and an analyst's own text."""

from dataclasses import dataclass

from egyv_engine.model.report import Paragraph, Section
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.shapes import TEXT, key
from egyv_engine.narrative.blocks.block import BlockInputs, block
from egyv_engine.narrative.claims.facts import ClaimFacts
from egyv_engine.narrative.templates.placeholders import Placeholders

# What the words of a text block may read.
TEXT_FACTS = ("programme", "principles", "indicators", "findings", "surveyed", "waves", "matched", "open")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOptions(BlockOptions):
    """A block of an analyst's own words."""

    text: str = key(TEXT, "Its words; they may read facts of the programme.", "Libraries answered a survey.")


@block("notice", options=BlockOptions, claims={"notice": ("notice",)})
def notice(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """The programme's notice."""
    declared = inputs.context.linked.programme.file.notice
    if not declared:
        return []
    placeholders = Placeholders()
    facts = {"notice": placeholders.term(declared)}
    sentence = inputs.book.say("notice", placeholders, facts, basis=())
    return [Section(id="notice", heading=options.heading, blocks=(Paragraph(sentences=(sentence,)),))]


@block("good", options=BlockOptions, scope="principle", claims={"good": ("good",)})
def good(inputs: BlockInputs, options: BlockOptions, principle: str) -> list[Section]:
    """What good looks like for a principle."""
    plan = inputs.context.linked.programme.principles[principle]
    placeholders = Placeholders()
    facts = {"good": placeholders.term(plan.good)}
    sentence = inputs.book.say("good", placeholders, facts, basis=())
    shown = Paragraph(sentences=(sentence,), lead=plan.title)
    return [Section(id="good", heading=options.heading, blocks=(shown,))]


@block("text", options=TextOptions)
def text(inputs: BlockInputs, options: TextOptions) -> list[Section]:
    """The block's own words, a paragraph for each part between empty lines."""
    programme = inputs.context.linked.programme
    placeholders = Placeholders()
    claim = ClaimFacts(inputs.context, placeholders)
    findings = inputs.context.findings
    surveyed = {r.finding.partition("@")[2]: r.level.surveyed for r in findings.ledger}
    facts = {
        "programme": placeholders.term(programme.file.programme),
        "principles": claim.number("#principles", len(programme.principles)),
        "indicators": claim.number("#indicators", len(inputs.context.linked.indicators)),
        "findings": claim.number("#findings", len(findings.findings)),
        "surveyed": claim.number("#surveyed", sum(surveyed.values())),
        "waves": claim.number("#waves", len(programme.file.waves)),
        "matched": claim.number("#minimum.matched", int(programme.file.minimum.matched)),
        "open": claim.number(
            "#open",
            sum(f.certainty is not None and f.certainty.certainty == "open" for f in findings.findings),
        ),
    }
    basis = tuple(f.finding for f in findings.findings)
    paragraphs = tuple(
        Paragraph(sentences=(inputs.book.text(part, placeholders, facts, basis=basis),))
        for part in options.text.split("\n\n")
        if part.strip()
    )
    return [Section(id="text", heading=options.heading, blocks=paragraphs)]
