"""Warns of refused words in the texts and themes of interviews' points, which the report shows as they are."""

from egyv_engine.diagnostics.diagnostic import Diagnostic, DiagnosticCollector
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.label_forms import id_as_words
from egyv_engine.model.supplementary_data import SupplementaryData
from egyv_engine.narrative.plain_words import find_seen_words
from egyv_engine.narrative.wording import Wording, wording_of


def check_evidence_words(linked: LinkedProgramme, data: SupplementaryData) -> list[Diagnostic]:
    """Return a warning for each point whose text has a word that the wording refuses (EGY543).

    Args:
        linked: The programme; without a report, or without evidence, there is nothing to check.
        data: The points, with the positions of their texts.
    """
    found = DiagnosticCollector(linked.positions)
    records, wording = linked.programme.records, wording_of(linked.programme)
    if records is None or records.evidence is None or wording is None:
        return found
    for point in data.points:
        words = find_seen_words(point.summary, wording.forbidden_words)
        if words:
            named = " and ".join(f"'{word}'" for word in words)
            found.report(
                "EGY543",
                data.text_spans[point.id],
                f"the text of the point '{point.id}' has {named}, which the wording refuses",
                hint="say what was reported, without its cause; if the interviewee said so, accept the warning with an entry in "
                f"accepted_warnings of programme.yaml: {{code: EGY543, row: {point.id}, reason: ...}}",
                related=((records.evidence.doc_path / "summary", "this rule reads the texts"),),
                row=point.id,
            )
    _check_themes(data, wording, found)
    return found


def _check_themes(data: SupplementaryData, wording: Wording, found: DiagnosticCollector) -> None:
    """Report a theme with a number, or with a phrase of cause, at its first point (EGY549).

    A single refused word in a theme is what the interviewees spoke about, such as impact, and claims nothing.
    """
    phrases = tuple(word for word in wording.forbidden_words if " " in word)
    first = {point.theme: point.id for point in reversed(data.points)}
    for theme, point in first.items():
        words = id_as_words(theme)
        refused = {**wording.numbers_in(words), **find_seen_words(words, phrases)}
        if refused:
            named = " and ".join(f"'{word}'" for word in refused)
            found.report(
                "EGY549",
                data.text_spans[point],
                f"the theme '{theme}' of the point '{point}' has {named}, and the report prints it as a heading",
                hint="name the subject alone, without a number and without a cause",
                row=point,
            )
