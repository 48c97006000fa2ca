"""Warns of refused words in the texts of interviews' points, which the report shows as they are."""

from egyv_engine.diagnostics.diagnostic import Diagnostic, DiagnosticCollector
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.supplementary_data import SupplementaryData
from egyv_engine.narrative.readability import find_words


def check_evidence_words(linked: LinkedProgramme, data: SupplementaryData) -> list[Diagnostic]:
    """Return a warning for each point whose text has a word that the wording refuses (EGY543).

    Args:
        linked: The programme; without a report, or without evidence, there is nothing to check.
        data: The points, with the positions of their texts.
    """
    found = DiagnosticCollector(linked.positions)
    records, wording = linked.programme.records, linked.programme.wording
    if records is None or records.evidence is None or wording is None:
        return found
    for point in data.points:
        words = find_words(point.summary, wording.forbidden_words)
        if words:
            named = " and ".join(f"'{word}'" for word in words)
            found.report(
                "EGY543",
                data.text_spans[point.id],
                f"the text of the point '{point.id}' has {named}, which the wording refuses",
                hint="say what was reported, without its cause; accept the warning if the interviewee said so",
                related=((records.evidence.doc_path / "summary", "this rule reads the texts"),),
            )
    found.cap(0)
    return found
