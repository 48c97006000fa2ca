"""Writes the blocks of declared words: the notice, what is good, an analyst's own text, and the glossary."""

from egyv_engine.model.frozen import replace
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative.blocks.block import BlockInputs, block, paragraph, sections
from egyv_engine.narrative.blocks.needs import GLOSSARY, NOTICE
from egyv_engine.narrative.blocks.survey_notes import number_surveyed
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.language.parts import Parts, term
from egyv_engine.narrative.own_text.agreements import StaleTextFacts, disagreements
from egyv_engine.narrative.own_text.bindings import Bindings, SourceNoteFacts
from egyv_engine.narrative.own_text.text_facts import FoundByName, TextFacts
from egyv_engine.narrative.own_text.text_options import TextOptions, own_text_of
from egyv_engine.narrative.own_text.text_writer import TextWriter
from egyv_engine.narrative.templates.parser import parse
from egyv_engine.narrative.templates.template import written


@claim("notice")
class NoticeFacts(ClaimFacts):
    """The programme's notice."""

    notice: Parts


@claim("what_good_looks_like")
class WhatGoodLooksLikeFacts(ClaimFacts):
    """Says what good looks like for a principle."""

    what_good_looks_like: Parts


@claim("glossary")
class GlossaryFacts(ClaimFacts):
    """Says what a word means."""

    meaning: Parts


@block("notice", options=BlockOptions, needs=(NOTICE,), claims=(NoticeFacts,))
def notice(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Show the programme's notice."""
    return paragraph(options, notice_sentences(inputs))


def notice_sentences(inputs: BlockInputs) -> list[Sentence]:
    """Return the programme's notice as a sentence; none where it has no notice."""
    declared = inputs.context.linked.programme.file.notice
    return [inputs.book.sentence(NoticeFacts(notice=term(declared)), basis=())] if declared else []


@block(
    "what_good_looks_like",
    options=BlockOptions,
    scope="principles",
    claims=(WhatGoodLooksLikeFacts,),
)
def what_good_looks_like(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Show what good looks like for each principle of the chapter."""
    plans = [inputs.context.linked.programme.principles[name] for name in inputs.principles]
    shown = []
    for plan in plans:
        facts = WhatGoodLooksLikeFacts(what_good_looks_like=term(plan.what_good_looks_like))
        sentence = inputs.book.sentence(facts, basis=())
        shown.append(Paragraph(sentences=(sentence,), lead=plan.title, bullet=True))
    return sections(options, shown)


@block("glossary", options=BlockOptions, needs=(GLOSSARY,), claims=(GlossaryFacts,))
def glossary(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Show what the words of the glossary mean, in the order of the alphabet."""
    declared = inputs.context.linked.programme.glossary
    terms = sorted(declared.terms.items(), key=lambda each: each[0].casefold()) if declared else ()
    shown = [
        Paragraph(
            sentences=(inputs.book.sentence(GlossaryFacts(meaning=term(each.meaning)), basis=()),),
            lead=with_capital(word),
        )
        for word, each in terms
    ]
    return sections(options, shown)


@block("text", options=TextOptions, claims=(StaleTextFacts, SourceNoteFacts))
def text(inputs: BlockInputs, options: TextOptions) -> list[Section]:
    """Show the block's own words; where they were agreed on other results, a paragraph before them says so."""
    if not options.is_in_chapter_of(inputs.principle):
        return []
    context, bindings = inputs.context, Bindings(inputs.make, inputs.book)
    own = own_text_of(context.linked.programme, options)
    assert own is not None  # a text without its file is a fault
    writer = TextWriter(
        id=".".join(map(str, options.doc_path.steps)),
        book=inputs.book,
        findings=tuple(sorted(context.by_id)),
        note=bindings.note,
    )
    shown = writer.section(
        list(written(parse(own.template), text_facts(inputs), inputs.book.common)), options.heading
    )
    stale = [
        Paragraph(sentences=(inputs.book.sentence(facts, basis=()),), is_warning=True)
        for _, facts in disagreements(options.agreements, bindings)
    ]
    return [replace(shown, blocks=(*stale, *shown.blocks))]


def text_facts(inputs: BlockInputs) -> TextFacts:
    """Return what a text may read."""
    programme, findings, make = inputs.context.linked.programme, inputs.context.findings, inputs.make
    bindings = Bindings(make, inputs.book)
    undecided = [f for f in findings.findings if f.certainty is not None and f.certainty.certainty == "open"]
    return TextFacts(
        programme=term(programme.file.programme),
        principles=make.number("#principles", len(programme.principles)),
        indicators=make.number("#indicators", len(inputs.context.linked.indicators)),
        findings=make.number("#findings", len(inputs.context.by_id)),
        surveyed=make.number("#surveyed", number_surveyed(inputs)),
        waves=make.number("#waves", len(programme.file.waves)),
        minimum_matched=make.number("#minimum.matched", int(programme.file.minimum.matched)),
        open=make.number("#open", len(undecided)),
        finding=FoundByName(bindings.finding),
        basket=FoundByName(bindings.basket),
        records=FoundByName(bindings.records),
        fact=bindings.facts(),
        source=bindings.sources(),
        see=FoundByName(bindings.see),
    )
