"""Checks texts against the results: what they insert must be there, and the results those on which they were agreed."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.model.report import Term
from egyv_engine.narrative.blocks.block import BlockInputs
from egyv_engine.narrative.blocks.declared_text import text_facts
from egyv_engine.narrative.claims.phrasebook import CommonFacts
from egyv_engine.narrative.language.parts import Count, Parts
from egyv_engine.narrative.own_text.agreements import StaleTextFacts, disagreements
from egyv_engine.narrative.own_text.bindings import Bindings
from egyv_engine.narrative.own_text.text_checks import check_agreement
from egyv_engine.narrative.own_text.text_facts import TextFacts
from egyv_engine.narrative.own_text.text_options import OwnText, own_texts
from egyv_engine.narrative.rule_templates import RuleTemplates
from egyv_engine.narrative.templates.fact_types import FactType, fact_types
from egyv_engine.narrative.templates.parser import parse
from egyv_engine.narrative.templates.template import Output, written


def check_texts_and_results(inputs: BlockInputs, files: Mapping[PurePosixPath, bytes]) -> list[Diagnostic]:
    """Return an error for each output of a text that inserts nothing, and a warning for each text to be read again.

    Names that are known only once the register is read are checked here, too.

    Args:
        inputs: The programme with its results.
        files: The rule files, for the positions of faults within values.
    """
    context = inputs.context
    templates = RuleTemplates(context.linked, files, context.wording)
    known = {**fact_types(CommonFacts, context.linked), **fact_types(TextFacts, context.linked)}
    facts = text_facts(inputs)
    found: list[Diagnostic] = []
    for text in own_texts(context.linked.programme):
        unknown = list(_unknown_names(templates, text, known))
        found += unknown or (
            *_nothing_inserted(templates, text, facts, inputs.book.common),
            *_stale(text, inputs),
        )
    return found


def _unknown_names(
    templates: RuleTemplates, text: OwnText, known: Mapping[str, FactType]
) -> Iterator[Diagnostic]:
    """Report names of cohorts that are known only now, because the values of the register are the cohorts."""
    yield from templates.check(text.doc_path, text.template, known, has_own_words=False)[1]
    for agreed in text.options.agreements:
        yield from check_agreement(templates.linked, agreed)


def _nothing_inserted(
    templates: RuleTemplates, text: OwnText, facts: TextFacts, common: CommonFacts
) -> Iterator[Diagnostic]:
    for node, parts in written(parse(text.template), facts, common):
        if isinstance(node, Output) and not parts:
            yield templates.fault(
                text.doc_path,
                text.template,
                (node.start, node.end),
                "EGY643",
                f"'{text.template[node.start : node.end]}' inserts nothing: the survey has no such number",
                "leave it out, or write it under {% if ... %}, which tests whether it is there",
            )


def _stale(text: OwnText, inputs: BlockInputs) -> Iterator[Diagnostic]:
    positions = inputs.context.linked.positions
    for agreed, facts in disagreements(text.options.agreements, Bindings(inputs.make, inputs.book)):
        yield diagnostic(
            positions,
            "EGY644",
            agreed.doc_path,
            _message(agreed.name, facts),
            hint="read the text again, correct it, and then agreed_when; until then the report marks it",
        )


def _message(name: str, facts: StaleTextFacts) -> str:
    agreed, found = _plain(facts.agreed), _plain(facts.found)
    if facts.is_basket:
        verdict = _plain(facts.verdict)
        return f"this text was agreed when {agreed} items of '{name}' had the verdict '{verdict}', and {found} have it"
    return f"this text was agreed when '{name}' was '{agreed}', and it is '{found}'"


def _plain(parts: Parts) -> str:
    """Return declared text or a number as a message has it."""
    return "".join(
        str(part.value) if isinstance(part, Count) else part.text
        for part in parts
        if isinstance(part, Count | Term)
    )
