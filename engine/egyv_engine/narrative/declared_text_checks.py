"""Checks the texts that the report prints as they are written: titles, headings, labels and notes (EGY618 to EGY622)."""

import re
from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.hidden_characters import looks_like
from egyv_engine.model.documents import Unit
from egyv_engine.model.typed_values import YEAR
from egyv_engine.narrative.claims.says import ITEM_WORDINGS, UNIT_WORDINGS
from egyv_engine.narrative.declared_texts import DeclaredText, declared_texts
from egyv_engine.narrative.fragment_checks import (
    exchanged_units,
    misfits,
    misstated_answer,
    misstated_threshold,
    repeated_unit,
)
from egyv_engine.narrative.plain_words import find_seen_words
from egyv_engine.narrative.rule_numbers import is_known_number
from egyv_engine.narrative.rule_templates import RuleTemplates
from egyv_engine.narrative.wording import ALLOWED_USAGE, NAME_USAGE, shipped_wording

_UNIQUE = (
    *("the title of a principle", "the title of an indicator", "the title of a chapter"),
    "the label of a selection",
)
_IN_NAME = re.compile(r"[^\W\d]-?$")  # before the digits of a name such as COVID-19 or A4
_BRACE = re.compile(r"\$?\{+[^{}]*\}*|\}+")
_NAME = r"\s*[A-Za-z_][\w.]*\s*"
_PLACEHOLDER = re.compile(  # of other template languages, and braces of another script
    rf"%\({_NAME}\)[a-z]?|<<{_NAME}>>|\[\[{_NAME}\]\]|\(\({_NAME}\)\)|%[A-Za-z_][\w.]*%|\$[A-Za-z_]\w*"
    r"|[\uff5b\ufe5b\u2774]+[^\uff5d\ufe5c\u2775\n]*[\uff5d\ufe5c\u2775]*"
    r"|\[(?:programme|units?|item|cohort|wave|title|name|number|n|x)\]|\b(?:TODO|TBC|TBD|XX+)\b|\?\?+"
)
_QUESTION = re.compile(r"\{\{\s*question\s*\}\}")
_MARKUP = {  # what Markdown and HTML make of a text, and what the report does not
    "a list": re.compile(r"^[ \t]*(?:[-*+]|[0-9]+[.)])[ \t]+\S[^\n]*", re.MULTILINE),
    "a table": re.compile(r"^[ \t]*\|[^\n]*\|", re.MULTILINE),
    "a heading": re.compile(r"^[ \t]*#{1,6}[ \t]+\S[^\n]*", re.MULTILINE),
    "bold or italic text": re.compile(
        r"\*\*[^*\n]+\*\*|(?<![\w*])\*[^*\s][^*\n]*\*(?!\w)|(?<!\w)__[^_\n]+__(?!\w)"
    ),
    "code": re.compile(r"`[^`\n]+`"),
    "a link": re.compile(r"\[[^\]\n]+\]\([^)\n]*\)"),
    "a tag": re.compile(r"(?<!<)</?[A-Za-z][^<>\n]*>(?!>)"),
}


def check_declared_texts(templates: RuleTemplates) -> Iterator[Diagnostic]:
    """Warn about texts that readers will misread.

    Args:
        templates: The programme and its rule files, with the words that it refuses.
    """
    linked = templates.linked
    texts = list(declared_texts(linked))
    report = linked.programme.report
    is_english = report is None or report.phrasebook == "english"
    for declared in texts:
        if declared.role != "markdown":
            yield from _markup(templates, declared)
        yield from _placeholders(templates, declared)
        for extent, message, hint in misfits(declared) if is_english else ():
            yield _fault(templates, declared, extent, "EGY627", message, hint)
        if declared.role in ("title", "label"):
            yield from _refused_words(templates, declared)
    yield from _copies(templates, texts)
    yield from _copied_wording(templates)
    if is_english:
        yield from _misstated(templates)
    if is_english and exchanged_units(linked):
        unit = linked.programme.file.unit
        message = f"the word for one unit, '{unit.one}', is the plural of that for several, '{unit.many}'"
        declared = DeclaredText(doc_path=unit.doc_path / "one", text=unit.one, role="label")
        yield _fault(templates, declared, (0, len(unit.one)), "EGY627", message, "exchange the two words")


def _fault(
    templates: RuleTemplates,
    declared: DeclaredText,
    extent: tuple[int, int],
    code: str,
    message: str,
    hint: str,
) -> Diagnostic:
    return templates.fault(declared.doc_path, declared.text, extent, code, message, hint)


def _refused_words(templates: RuleTemplates, declared: DeclaredText) -> Iterator[Diagnostic]:
    """Warn about refused words in titles and labels, and about numbers in titles, except years and those of the rule."""
    wording = templates.wording
    if wording is None:
        return
    numbers = wording.numbers_in(declared.text) if declared.role == "title" else {}
    for word, extent in numbers.items():
        is_in_name = word.isdecimal() and _IN_NAME.search(declared.text[: extent[0]]) is not None
        is_of_rule = is_known_number(declared.text, extent, declared.numbers)
        if not is_of_rule and not is_in_name and not YEAR.fullmatch(word):
            message = f"'{word}' is a number in {declared.subject}"
            hint = f"a number in a title comes from no finding; leave it out; {NAME_USAGE}"
            yield _fault(templates, declared, extent, "EGY618", message, hint)
    for word, extent in find_seen_words(declared.text, wording.forbidden_words).items():
        message = f"'{word}' is a refused word in {declared.subject}"
        hint = f"say what was reported, not what it comes from or how great it is; {ALLOWED_USAGE}"
        yield _fault(templates, declared, extent, "EGY618", message, hint)


def _placeholders(templates: RuleTemplates, declared: DeclaredText) -> Iterator[Diagnostic]:
    """Warn about signs that insert something in templates, or in templates of another language."""
    if declared.role in ("template", "markdown"):
        found, hint = _PLACEHOLDER.search(declared.text), "{{ name }} inserts a fact"
    else:
        found = _BRACE.search(declared.text) or _PLACEHOLDER.search(declared.text)
        hint = "leave the signs out, and write the words that readers should see: this text is not a template"
    if found is not None:
        message = f"'{found[0]}' is printed as it is, and inserts nothing"
        yield _fault(templates, declared, found.span(), "EGY619", message, hint)


def _markup(templates: RuleTemplates, declared: DeclaredText) -> Iterator[Diagnostic]:
    for kind, pattern in _MARKUP.items():
        found = pattern.search(declared.text)
        if found is not None:
            message = f"{kind} is not possible in a text: its signs are printed as they are"
            hint = "write plain words; only the text of a block may have such forms"
            yield _fault(templates, declared, found.span(), "EGY622", message, hint)


def _copies(templates: RuleTemplates, texts: list[DeclaredText]) -> Iterator[Diagnostic]:
    """Warn about a second principle, indicator or chapter with the same title."""
    first: dict[tuple[str, str], DeclaredText] = {}
    for declared in texts:
        if declared.subject not in _UNIQUE:
            continue
        original = first.setdefault((declared.subject, looks_like(declared.text).casefold()), declared)
        if original is not declared:
            yield _copied(templates, declared, original, declared.subject)


def _copied_wording(templates: RuleTemplates) -> Iterator[Diagnostic]:
    """Warn about indicators of one basket, or of none, that have the same wording and another rule."""
    first: dict[tuple[str | None, Unit | None, str], DeclaredText] = {}
    for principle in templates.linked.programme.principles.values():
        for indicator in principle.indicators:
            says = indicator.says
            if _QUESTION.search(says.units):
                continue  # which is another one for another rule
            declared = DeclaredText(doc_path=says.doc_path / "units", text=says.units, role="template")
            original = first.setdefault(
                (indicator.for_each, says.base, looks_like(says.units).casefold()), declared
            )
            if original is not declared:
                yield _copied(templates, declared, original, "the wording of an indicator")


def _misstated(templates: RuleTemplates) -> Iterator[Diagnostic]:
    """Warn about wording that says another threshold or another answer than the rule, or begins with the word for units."""
    language = (templates.wording or shipped_wording()).language
    for entry in templates.linked.indicators.values():
        says = entry.indicator.says
        for key in (*UNIT_WORDINGS, *ITEM_WORDINGS):
            text = getattr(says, key)
            if text is None:
                continue
            declared = DeclaredText(doc_path=says.doc_path / key, text=text, role="template")
            found = list(misstated_threshold(entry.indicator, text, language))
            found += misstated_answer(templates.linked, entry.indicator) if key == "units" else ()
            for extent, message, hint in found:
                yield _fault(templates, declared, extent, "EGY628", message, hint)
            for extent, message, hint in (
                repeated_unit(templates.linked, text) if key in UNIT_WORDINGS else ()
            ):
                yield _fault(templates, declared, extent, "EGY627", message, hint)


def _copied(
    templates: RuleTemplates, declared: DeclaredText, original: DeclaredText, what: str
) -> Diagnostic:
    positions = templates.linked.positions
    return Diagnostic(
        span=positions.span_at(declared.doc_path),
        code="EGY620",
        message=f"{what} is the same as that of another one, so that readers cannot distinguish them",
        hint="write words that show how the two differ",
        related=((positions.span_at(original.doc_path), "the first one"),),
    )
