"""Checks what the programme's own phrasebook says of its language and in its headings (EGY465, EGY603, EGY652 to EGY657)."""

import re
from collections.abc import Iterable, Iterator
from string import Formatter

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.diagnostics.suggest import did_you_mean
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.language import Language, plural_rule_of
from egyv_engine.model.report import Policy
from egyv_engine.narrative.language.numbers import WORDS_TO
from egyv_engine.narrative.wording import OF_RECORDS, shipped_wording

_TRIED_TO = 1000  # plural rules look at the last two digits of a number, and at those that they name
_DIGITS = re.compile(r"[0-9]+")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\}\}|\{%|%\}")
_EVERYWHERE = ("group", "groups")  # the programme's words for a cohort, which any heading may hold


def check_language(linked: LinkedProgramme, policy: Policy) -> Iterator[Diagnostic]:
    """Report an error for what a phrasebook declares twice, and for a language that lacks a word which sentences may need.

    Args:
        linked: The programme, with a report.
        policy: Which numbers the report writes in words.
    """
    yield from _declared_twice(linked)
    for wording in linked.programme.own_wording:
        for name, text in (wording.headings or {}).items():
            doc_path = wording.doc_path / "headings" / name
            known = shipped_wording().headings
            if name in known or name.removesuffix(OF_RECORDS) in known:
                yield from _placeholders(linked, doc_path, name, text)
            else:
                yield unknown_entry(linked, doc_path, "heading", name, known)
        if wording.language is not None:
            yield from _number_words(linked, wording.language, policy)
            yield from _marks(linked, wording.language)
            yield from _plural_classes(linked, wording.language)


def unknown_entry(
    linked: LinkedProgramme, doc_path: DocumentPath, noun: str, name: str, known: Iterable[str]
) -> Diagnostic:
    """Return the error for an entry of a wording whose name the phrasebook of the engine does not have.

    Args:
        linked: The programme, with a report.
        doc_path: The entry.
        noun: What it would be, such as "heading".
        name: Its name.
        known: The names that there are.
    """
    near = did_you_mean(name, known)
    advice = f"remove this entry if an earlier version had the {noun}: the report no longer does; or take a name of phrasebooks/english"
    return Diagnostic(
        span=linked.positions.span_at(KeyAt(doc_path)),
        code="EGY603",
        message=f"there is no {noun} '{name}'",
        hint=f"did you mean '{near}'?" if near else advice,
    )


def _placeholders(
    linked: LinkedProgramme, doc_path: DocumentPath, name: str, text: str
) -> Iterator[Diagnostic]:
    """Report an error for a tag of phrases in a heading, or a word in braces that the heading does not have."""
    allowed = {*_EVERYWHERE, *_fields(shipped_wording().headings.get(name, ""))}
    tag = _TAG.search(text)
    if tag is not None:
        problem = f"'{tag[0]}' is a tag of phrases"
    else:
        try:
            strange = [field for field in _fields(text) if field not in allowed]
        except ValueError:
            strange = ["{"] if "{" in text else ["}"]
        if not strange:
            return
        problem = f"'{strange[0]}' is not a word that it may hold in braces"
    named = ", ".join(f"{{{word}}}" for word in sorted(allowed))
    yield diagnostic(
        linked.positions,
        "EGY657",
        doc_path,
        f"in the heading '{name}', {problem}",
        hint=f"it may hold {named}",
    )


def _fields(text: str) -> list[str]:
    """Return what a heading has in braces. Raises ValueError for a brace that is alone."""
    parsed = Formatter().parse(text)
    return [f"{field}{form or ''}{sign or ''}" for _, field, form, sign in parsed if field is not None]


def _declared_twice(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    first: dict[str, DocumentPath] = {}
    for file in linked.programme.phrasebook:
        declared = (
            *((f"the phrase '{kind}'", file.doc_path / "phrases" / kind) for kind in file.phrases or {}),
            *((f"the heading '{name}'", file.doc_path / "headings" / name) for name in file.headings or {}),
            *([("a language", file.doc_path / "language")] if file.language else []),
        )
        for what, doc_path in declared:
            if first.setdefault(what, doc_path) != doc_path:
                span_at = linked.positions.span_at
                yield Diagnostic(
                    span=span_at(KeyAt(doc_path)),
                    code="EGY654",
                    message=f"the phrasebook has {what} twice",
                    hint="remove one of the two",
                    related=((span_at(KeyAt(first[what])), "the first one"),),
                )


def _number_words(linked: LinkedProgramme, language: Language, policy: Policy) -> Iterator[Diagnostic]:
    """Report an error if a number has no word that a sentence may need."""
    known, words = language.most_in_words, KeyAt(language.doc_path / "numbers_in_words")
    has = f"numbers_in_words has the words up to {known}, which is '{language.numbers_in_words[known]}'"
    needed = WORDS_TO[policy]
    if needed > known:
        message = f"{has}, and the report writes the numbers up to {needed} in words"
        advice = f"add the words up to {needed}, or write 'numbers: govuk' in report.yaml, which writes them in digits"
        yield diagnostic(linked.positions, "EGY653", words, message, hint=advice)
    if language.most_at_start > known:
        message = f"{has}, and a sentence may begin with the word for {int(language.most_at_start)}"
        advice = f"add the words up to {int(language.most_at_start)}, or write 'most_at_start: {known}'"
        where = language.doc_path / "most_at_start"
        yield diagnostic(linked.positions, "EGY653", where, message, hint=advice)


def _marks(linked: LinkedProgramme, language: Language) -> Iterator[Diagnostic]:
    marks = language.number_marks
    if marks.thousands == marks.decimal:
        message = f"'{marks.decimal}' is both the mark before decimals and that between thousands"
        advice = "write two marks that differ, such as thousands: ' ' and decimal: ','"
        yield diagnostic(linked.positions, "EGY465", marks.doc_path / "thousands", message, hint=advice)


def _plural_classes(linked: LinkedProgramme, language: Language) -> Iterator[Diagnostic]:
    """Report an error if the plural rule gives no class for some number, or never gives one that is listed."""
    classes, given = language.plural_classes, _given_classes(language)
    if isinstance(given, str):
        where, listed = (
            language.doc_path / "plural_rule",
            ", ".join(f"{i} is {c}" for i, c in enumerate(classes)),
        )
        advice = (
            f"write a rule of gettext that gives a number of the list plural_classes ({listed}); for one and other it is "
            "n != 1, which gives 0 for the number 1, and 1 for all others"
        )
        yield diagnostic(linked.positions, "EGY652", where, f"the plural rule {given}", hint=advice)
        return
    for i, name in enumerate(classes):
        if i not in given:
            where = language.doc_path / "plural_classes" / i
            advice = f"leave the class out, or write a plural_rule that gives {i} for some numbers"
            message = f"no number is in the class '{name}'"
            yield diagnostic(linked.positions, "EGY652", where, message, hint=advice)


def _given_classes(language: Language) -> set[int] | str:
    """Return the places of the classes that the plural rule gives, or what is wrong with the rule."""
    try:
        rule = plural_rule_of(language.plural_rule)
    except ValueError as error:
        return f"cannot be read: {error}"
    given: set[int] = set()
    for number in _numbers_to_try(language.plural_rule):
        try:
            place = rule(number)
        except ZeroDivisionError:
            return f"cannot be used for the number {number}: it divides by zero"
        if not 0 <= place < len(language.plural_classes):
            return f"gives {place} for the number {number}, and there is no such class"
        given.add(place)
    return given


def _numbers_to_try(rule: str) -> list[int]:
    """Return numbers that fall into every class of a rule, which looks at their last digits and at numbers that it names."""
    near = {int(digits) + step for digits in _DIGITS.findall(rule) for step in (-1, 0, 1)}
    return sorted({*range(_TRIED_TO), *(number for number in near if number >= 0)})
