"""Checks the templates of rule files, with the words that a programme refuses in them."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import CommonFault, Diagnostic
from egyv_engine.files.encoding import unified
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.narrative.own_text.bound_names import unknown_part
from egyv_engine.narrative.own_text.readable_text import ReadableText
from egyv_engine.narrative.plain_words import find_seen_words, is_year
from egyv_engine.narrative.rule_numbers import is_known_number
from egyv_engine.narrative.templates.fact_types import FactType
from egyv_engine.narrative.templates.template_checks import CheckedTemplate, check_template
from egyv_engine.narrative.value_spans import span_within
from egyv_engine.narrative.wording import ALLOWED_USAGE, Wording

_NUMBER_USAGE = "a number in a sentence is a figure of a finding: {{ after.units_of_base }}"
_YEAR_USAGE = (
    "leave the year out, or insert the words of a wave where the claim has them, such as {{ after.label }}; a year that belongs "
    "to what is measured goes into says of the indicator"
)


class RuleTemplates:
    """Checks templates, with the words that a programme refuses in them."""

    def __init__(
        self, linked: LinkedProgramme, files: Mapping[PurePosixPath, bytes], wording: Wording | None
    ) -> None:
        self.linked = linked
        self.files = files
        self.wording = wording

    def check(
        self,
        doc_path: DocumentPath,
        template: str,
        known: Mapping[str, FactType],
        *,
        absent: Mapping[str, str] | None = None,
        has_history: bool = True,
        number_usage: str = _NUMBER_USAGE,
        has_own_words: bool = True,
        own_numbers: frozenset[str] | None = None,
    ) -> tuple[CheckedTemplate, list[Diagnostic]]:
        """Return what a template can insert, and its faults with their positions in the file.

        Args:
            doc_path: The key of the template.
            template: Its text.
            known: The facts that it may read.
            absent: Facts that only other templates of its kind may read, each with the reason.
            has_history: Whether it may use words of change.
            number_usage: What to do about a number in its words.
            has_own_words: False where its words are Markdown, whose signs are no words.
            own_numbers: The numbers that its words may say as they are written, those of the rule that it words. It may then
                also say a year, as in "since 2018". None for words that may have no number at all.
        """
        checked = check_template(template, known, absent)
        faults = [
            self.fault(
                doc_path,
                template,
                (fault.start, fault.end),
                fault.code,
                fault.message,
                fault.hint,
                common=None if fault.looked_up is None else unknown_part(self.linked, fault.looked_up),
            )
            for fault in checked.faults
        ]
        for text, start in checked.words if has_own_words else ():
            readable = ReadableText(text=text, starts=tuple(range(start, start + len(text))))
            faults += self.refused_words(
                doc_path,
                template,
                readable,
                has_history=has_history,
                number_usage=number_usage,
                own_numbers=own_numbers,
            )
        return checked, faults

    def fault(
        self,
        doc_path: DocumentPath,
        template: str,
        extent: tuple[int, int],
        code: str,
        message: str,
        hint_: str,
        *,
        common: CommonFault | None = None,
    ) -> Diagnostic:
        """Return a fault in a stretch of a template."""
        whole = self.linked.positions.span_at(doc_path)
        text = unified(self.files.get(whole.file, b"").decode("utf-8", errors="replace"))
        span = span_within(text, whole, template, *extent)
        return Diagnostic(span=span, code=code, message=message, hint=hint_, common=common)

    def refused_words(
        self,
        doc_path: DocumentPath,
        template: str,
        readable: ReadableText,
        *,
        has_history: bool = True,
        number_usage: str,
        own_numbers: frozenset[str] | None = None,
    ) -> Iterator[Diagnostic]:
        """Check words of a template that readers see.

        Args:
            doc_path: The key of the template.
            template: Its text.
            readable: The words, with their places in the template.
            has_history: Whether they may be words of change.
            number_usage: What to do about a number.
            own_numbers: The numbers that they may say as they are written, besides years; None if not even these.
        """
        text, starts = readable.text, readable.starts
        wording = self.wording
        if wording is None:
            return
        numbers = {
            word: extent
            for word, extent in wording.numbers_in(text).items()
            if not is_known_number(text, extent, own_numbers or frozenset())
        }
        years = {word for word, extent in numbers.items() if is_year(text, extent)}
        if own_numbers is not None:
            numbers = {word: extent for word, extent in numbers.items() if word not in years}
        change = () if has_history else wording.forbidden_words_without_history
        checks = (
            (
                *("EGY602", numbers, "'{}' is a number in the words of a template"),
                number_usage,
            ),
            (
                *("EGY606", find_seen_words(text, wording.forbidden_words), "'{}' is a refused word"),
                f"say what was reported, not what it comes from or how great it is; {ALLOWED_USAGE}",
            ),
            (
                *("EGY606", find_seen_words(text, change), "'{}' is refused of what has no earlier answer"),
                f"say the level, and that it was first asked about then; {ALLOWED_USAGE}",
            ),
        )
        for code, words, message, hint_ in checks:
            for word, (first, last) in words.items():
                extent = (starts[first], max(starts[last - 1], starts[first]) + 1)
                is_of_phrase = word in years and number_usage == _NUMBER_USAGE
                usage = _YEAR_USAGE if is_of_phrase else hint_
                yield self.fault(doc_path, template, extent, code, message.format(word), usage)
