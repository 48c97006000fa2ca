"""Checks the texts of a report before any data is read: their files, their Markdown, and the names in them."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt, Location, Span
from egyv_engine.diagnostics.suggest import brief_hint, hint
from egyv_engine.files.folder import obstacle
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import replace
from egyv_engine.model.typed_values import has_too_many_digits
from egyv_engine.narrative.own_text.agreements import Agreement
from egyv_engine.narrative.own_text.bound_names import basket_names, finding_names, unknown_part
from egyv_engine.narrative.own_text.readable_text import INSERTED, ReadableText, checked_markdown
from egyv_engine.narrative.own_text.text_options import OwnText, TextFile, TextOptions, own_text_of
from egyv_engine.narrative.plain_words import find_seen_words
from egyv_engine.narrative.rule_templates import RuleTemplates
from egyv_engine.narrative.templates.fact_types import FactType
from egyv_engine.narrative.templates.tokens import UnreadableTemplateError
from egyv_engine.narrative.web_addresses import check_web_address
from egyv_engine.narrative.wording import NAME_USAGE

_NUMBERS = (
    'a number comes from a result or a fact: {{ finding("...").after.of }}, {{ fact.name }}; so do years and dates; '
    + NAME_USAGE
)
_QUANTITIES = (
    'insert the number in the same sentence, such as {{ finding("...").after.units_of_base }}; accept the warning if this is '
    "no result"
)
_SENTENCE_END = re.compile(r"((?<=[.!?])\s+)")
_FORMS = "a text has paragraphs, lists, tables, links, footnotes and words in *italics* or **bold**"


_LONGEST_FACT = 200  # characters
_OF_PROGRAMS = re.compile(
    r"[-+]?(?:(?:[0-9.,]+[eE][-+]?[0-9]+)|(?:inf|infinity|nan)|\u221e|0[xX][0-9a-fA-F]+)", re.IGNORECASE
)
_SHOWN = 40  # characters of a number in a message


def check_own_texts(templates: RuleTemplates, known: Mapping[str, FactType]) -> Iterator[Diagnostic]:
    """Yield the faults of the texts of blocks, and of what texts alone can use: facts, sources and files.

    Args:
        templates: Checks templates.
        known: What a text may read.
    """
    linked = templates.linked
    programme = linked.programme
    read: set[tuple[str, ...]] = set()
    for block in programme.blocks_of(TextOptions):
        text = own_text_of(programme, block)
        yield from (
            _missing_file(linked, templates.files, block)
            if text is None
            else _text(templates, text, known, read)
        )
        for agreement in block.agreements:
            yield from check_agreement(linked, agreement)
    yield from _sources(linked)
    yield from _glossary(linked)
    yield from _unused(linked, read)


def _missing_file(
    linked: LinkedProgramme, files: Mapping[PurePosixPath, bytes], block: TextOptions
) -> Iterator[Diagnostic]:
    assert isinstance(block.text, TextFile)
    name = block.text.file
    why = obstacle(files, PurePosixPath(name))
    if ("text", name) not in linked.programme.broken:
        yield diagnostic(
            linked.positions,
            "EGY646",
            block.text.doc_path / "file",
            f"there is no text '{name}'" if why is None else f"'{name}' {why}",
            hint=hint(name, linked.programme.texts, "files of Markdown in reports/")
            if why is None
            else "replace it by the file itself, or correct its path or its permissions",
        )


def _text(
    templates: RuleTemplates, text: OwnText, known: Mapping[str, FactType], read: set[tuple[str, ...]]
) -> Iterator[Diagnostic]:
    """Check a text, and add the facts that it reads to `read`."""
    checked, faults = templates.check(text.doc_path, text.template, known, has_own_words=False)
    read |= {key[:2] for key in checked.read}
    yield from faults
    try:
        markdown = checked_markdown(text.template)
    except UnreadableTemplateError:
        return
    for form in markdown.text.unknown:
        extent = markdown.extent(form.start, form.end)
        yield templates.fault(text.doc_path, text.template, extent, "EGY645", form.message, _FORMS)
    for readable in markdown.readable():
        yield from templates.refused_words(text.doc_path, text.template, readable, number_usage=_NUMBERS)
        yield from _quantities(templates, text, readable)


def _quantities(templates: RuleTemplates, text: OwnText, readable: ReadableText) -> Iterator[Diagnostic]:
    """Warn of words that say how many in sentences into which nothing is inserted (EGY655)."""
    if templates.wording is None:
        return
    units = templates.linked.programme.file.unit.many
    words = templates.wording.quantity_words
    words = tuple(dict.fromkeys((*words, *(word.replace("{{ units }}", units) for word in words))))
    start = 0
    for sentence in _SENTENCE_END.split(readable.text):
        found = {} if INSERTED in sentence else find_seen_words(sentence, words)
        for word, (first, last) in found.items():
            extent = readable.starts[start + first], readable.starts[start + last - 1] + 1
            message = (
                f"'{word.replace('{{ units }}', units)}' says how many, but this sentence inserts no number"
            )
            yield templates.fault(text.doc_path, text.template, extent, "EGY655", message, _QUANTITIES)
        start += len(sentence)


def check_agreement(linked: LinkedProgramme, agreed: Agreement) -> Iterator[Diagnostic]:
    """Yield what is wrong with the keys of agreed_when, or with the name in it.

    Args:
        linked: The programme.
        agreed: The result on which a text was agreed.
    """
    wrong = _wrong_keys(agreed)
    if wrong is not None:
        yield diagnostic(linked.positions, "EGY647", agreed.doc_path, wrong[0], hint=wrong[1])
        return
    noun, names = ("finding", finding_names) if agreed.finding is not None else ("basket", basket_names)
    there = names(linked)
    if there is not None and agreed.name not in there:
        found = diagnostic(
            linked.positions,
            "EGY642",
            agreed.doc_path / noun,
            f"there is no {noun} '{agreed.name}'",
            hint=brief_hint(agreed.name, there, "there are"),
        )
        yield replace(found, common=unknown_part(linked, agreed.name))


def _wrong_keys(agreed: Agreement) -> tuple[str, str] | None:
    """Return what is wrong with the keys of an agreement, and what to do; None where they go together."""
    if (agreed.finding is None) == (agreed.basket is None):
        return (
            "agreed_when names a finding or a basket, one of the two",
            "write one of the keys finding and basket",
        )
    if agreed.verdict is None and agreed.certainty is None:
        return "agreed_when does not say which result was agreed on", "add verdict, such as verdict: improved"
    if agreed.basket is not None and (agreed.verdict is None or agreed.certainty is not None):
        return "a basket has no certainty, but verdicts on its items", "write verdict in place of certainty"
    if agreed.finding is not None and agreed.items is not None:
        return "'items' counts the items of a basket, and a finding has none", "leave items out"
    return None


def _sources(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report sources with a faulty address, and facts that fit into no sentence or whose source is not declared."""
    declared = linked.programme.facts
    if declared is None:
        return
    for source in declared.sources.values():
        if source.url is not None:
            yield from check_web_address(linked, source.doc_path / "url", source.url)
    broken = {name for kind, name in linked.programme.broken if kind == "source"}
    for fact in declared.facts.values():
        for name, text in (("value", fact.value), ("words", fact.words or "")):
            if len(text) > _LONGEST_FACT:
                yield diagnostic(
                    linked.positions,
                    "EGY649",
                    fact.doc_path / name,
                    f"this fact has {len(text):,} characters; it goes into a sentence, so it has at most {_LONGEST_FACT}",
                    hint="write the number, date or name alone; what is longer is a text of its own",
                )
        for name, text in (("value", fact.value),) if fact.words is None else (("words", fact.words),):
            is_of_programs = _OF_PROGRAMS.fullmatch(text.strip()) or has_too_many_digits(text.strip())
            if is_of_programs and len(text) <= _LONGEST_FACT:
                yield diagnostic(
                    linked.positions,
                    "EGY658",
                    fact.doc_path / name,
                    f"'{text[:_SHOWN]}' is not a number as readers know it",
                    hint="write all of its digits, or say how texts write it with words, such as words: half a million"
                    if name == "value"
                    else "write it in words, or with its digits",
                )
        if fact.source not in declared.sources and fact.source not in broken and "*" not in broken:
            yield diagnostic(
                linked.positions,
                "EGY642",
                fact.doc_path / "source",
                f"there is no source '{fact.source}'",
                hint=hint(fact.source, declared.sources, "declared"),
            )


def _glossary(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report words that the glossary explains twice."""
    declared = linked.programme.glossary
    first: dict[str, DocumentPath] = {}
    for word, term in declared.terms.items() if declared else ():
        for form in (word, *term.also):
            if form.casefold() in first:
                yield diagnostic(
                    linked.positions,
                    "EGY648",
                    KeyAt(term.doc_path),
                    f"the word '{form}' is explained a second time",
                    hint="keep one of the two",
                    related=[(KeyAt(first[form.casefold()]), "the first one")],
                )
            first.setdefault(form.casefold(), term.doc_path)


def _unused(linked: LinkedProgramme, read: AbstractSet[tuple[str, ...]]) -> Iterator[Diagnostic]:
    """Warn of facts, sources and texts that no text uses; silent where something that could use them is broken."""
    programme = linked.programme
    if programme.report is None or programme.faulty:
        return
    facts = programme.facts
    unused: list[tuple[Location, str]] = []
    if facts is not None:
        cited = {("source", fact.source) for fact in facts.facts.values()} | read
        for kind, declared in (("fact", facts.facts), ("source", facts.sources)):
            named = {name for each, *names in cited if each == kind for name in names[:1]}
            if named <= set(declared):  # else one that nothing names is probably meant by a misspelt name
                where = facts.doc_path / f"{kind}s"
                unused += [(KeyAt(where / n), f"the {kind} '{n}'") for n in declared if n not in named]
    blocks = programme.blocks_of(TextOptions)
    files = {block.text.file for block in blocks if isinstance(block.text, TextFile)}
    if files <= set(programme.texts):  # else one of the others is probably a misspelt one
        unused += [
            (Span(PurePosixPath(name)), f"the text '{name}'") for name in programme.texts if name not in files
        ]
    for at, what in unused:
        yield diagnostic(
            linked.positions,
            "EGY418",
            at,
            f"{what} is declared but never used",
            hint="name it in the text of a block, or remove it",
        )
