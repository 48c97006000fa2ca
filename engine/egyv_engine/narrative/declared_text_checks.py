"""Checks the texts that the report prints as they are written: titles, headings, labels and notes (EGY618 to EGY622)."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.hidden_characters import looks_like
from egyv_engine.files.encoding import unified
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.narrative.declared_texts import DeclaredText, declared_texts
from egyv_engine.narrative.plain_words import find_numbers, find_seen_words
from egyv_engine.narrative.value_spans import span_within
from egyv_engine.narrative.wording import wording_of

_UNIQUE = ("the title of a principle", "the title of an indicator", "the title of a chapter")
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_IN_NAME = re.compile(r"[^\W\d]-?$")  # before the digits of a name such as COVID-19 or A4
_BRACE = re.compile(r"\$?\{+[^{}]*\}*|\}+")
_NAME = r"\s*[A-Za-z_][\w.]*\s*"
_PLACEHOLDER = re.compile(  # of other template languages, and braces of another script
    rf"%\({_NAME}\)[a-z]?|<<{_NAME}>>|\[\[{_NAME}\]\]|\(\({_NAME}\)\)|%[A-Za-z_][\w.]*%|\$[A-Za-z_]\w*"
    r"|[\uff5b\ufe5b\u2774]+[^\uff5d\ufe5c\u2775\n]*[\uff5d\ufe5c\u2775]*"
)
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


def check_declared_texts(
    linked: LinkedProgramme, files: Mapping[PurePosixPath, bytes]
) -> Iterator[Diagnostic]:
    """Warn about texts that readers will misread.

    Args:
        linked: The programme.
        files: The rule files, for the positions of faults within values.
    """
    reporter = _Reporter(linked, files)
    texts = list(declared_texts(linked))
    for declared in texts:
        if declared.role != "markdown":
            yield from _markup(reporter, declared)
        yield from _placeholders(reporter, declared)
        if declared.role in ("title", "label"):
            yield from _refused_words(reporter, declared)
    yield from _copies(reporter, texts)
    yield from _copied_wording(reporter)


class _Reporter:
    """Makes diagnostics with the position of a stretch of a text."""

    def __init__(self, linked: LinkedProgramme, files: Mapping[PurePosixPath, bytes]) -> None:
        self.linked = linked
        self.files = files
        self.wording = wording_of(linked.programme)

    def fault(
        self, declared: DeclaredText, extent: tuple[int, int], code: str, message: str, hint: str
    ) -> Diagnostic:
        whole = self.linked.positions.span_at(declared.doc_path)
        text = unified(self.files.get(whole.file, b"").decode("utf-8", errors="replace"))
        span = span_within(text, whole, declared.text, *extent)
        return Diagnostic(span=span, code=code, message=message, hint=hint)


def _refused_words(reporter: _Reporter, declared: DeclaredText) -> Iterator[Diagnostic]:
    """Warn about refused words in titles and labels, and about numbers in titles, except years and those of the rule."""
    wording = reporter.wording
    if wording is None:
        return
    numbers = find_numbers(declared.text, wording.number_words) if declared.role == "title" else {}
    for word, extent in numbers.items():
        is_in_name = word.isdecimal() and _IN_NAME.search(declared.text[: extent[0]]) is not None
        if word.lower() not in declared.numbers and not is_in_name and not _YEAR.fullmatch(word):
            message = f"'{word}' is a number in {declared.subject}"
            hint = "a number in a title comes from no finding; leave it out, or accept this warning"
            yield reporter.fault(declared, extent, "EGY618", message, hint)
    for word, extent in find_seen_words(declared.text, wording.forbidden_words).items():
        message = f"'{word}' is a refused word in {declared.subject}"
        hint = "say what was reported, not what it comes from or how great it is"
        yield reporter.fault(declared, extent, "EGY618", message, hint)


def _placeholders(reporter: _Reporter, declared: DeclaredText) -> Iterator[Diagnostic]:
    """Warn about signs that insert something in templates, or in templates of another language."""
    if declared.role in ("template", "markdown"):
        found, hint = _PLACEHOLDER.search(declared.text), "{{ name }} inserts a fact"
    else:
        found = _BRACE.search(declared.text) or _PLACEHOLDER.search(declared.text)
        hint = "leave the signs out, and write the words that readers should see: this text is not a template"
    if found is not None:
        message = f"'{found[0]}' is printed as it is, and inserts nothing"
        yield reporter.fault(declared, found.span(), "EGY619", message, hint)


def _markup(reporter: _Reporter, declared: DeclaredText) -> Iterator[Diagnostic]:
    for kind, pattern in _MARKUP.items():
        found = pattern.search(declared.text)
        if found is not None:
            message = f"{kind} is not possible in a text: its signs are printed as they are"
            hint = "write plain words; only the text of a block may have such forms"
            yield reporter.fault(declared, found.span(), "EGY622", message, hint)


def _copies(reporter: _Reporter, texts: list[DeclaredText]) -> Iterator[Diagnostic]:
    """Warn about a second principle, indicator or chapter with the same title."""
    first: dict[tuple[str, str], DeclaredText] = {}
    for declared in texts:
        if declared.subject not in _UNIQUE:
            continue
        original = first.setdefault((declared.subject, looks_like(declared.text).casefold()), declared)
        if original is not declared:
            yield _copied(reporter, declared, original, declared.subject)


def _copied_wording(reporter: _Reporter) -> Iterator[Diagnostic]:
    """Warn about indicators of one basket, or of none, that have the same wording and another rule."""
    first: dict[tuple[str | None, str], DeclaredText] = {}
    for principle in reporter.linked.programme.principles.values():
        for indicator in principle.indicators:
            says = indicator.says
            declared = DeclaredText(doc_path=says.doc_path / "units", text=says.units, role="template")
            original = first.setdefault((indicator.for_each, looks_like(says.units).casefold()), declared)
            if original is not declared:
                yield _copied(reporter, declared, original, "the wording of an indicator")


def _copied(reporter: _Reporter, declared: DeclaredText, original: DeclaredText, what: str) -> Diagnostic:
    positions = reporter.linked.positions
    return Diagnostic(
        span=positions.span_at(declared.doc_path),
        code="EGY620",
        message=f"{what} is the same as that of another one, so that readers cannot distinguish them",
        hint="write words that say in what the two differ",
        related=((positions.span_at(original.doc_path), "the first one"),),
    )
