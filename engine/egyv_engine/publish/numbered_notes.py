"""Makes the numbered notes of a workbook, and says to which tables and columns each belongs."""

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import Frozen

WHOLE_TABLE = ""  # in place of a column: the note belongs to the title of the table

# The columns that rest on each kind of result which a programme can declare as reconstructed; * stands for any letters.
RECONSTRUCTED: Mapping[str, Mapping[str, Sequence[str]]] = {
    "counts": {"findings": ("from_count", "to_count"), "ledger": ("count",)},
    "changes": {
        "findings": (
            *("matched", "gained", "lost", "kept", "never", "net", "verdict"),
            *("p_exact", "p_smallest"),
        ),
        "baskets": ("improved", "declined", "unchanged", "not_judged", "improved_by_one", "declined_by_one"),
        "movements": ("matched", "moved_up", "moved_down", "same"),
    },
    "certainty": {"findings": ("certainty", "net_low", "net_high", "certainty_surveyed", "target_certainty")},
    "scores": {
        "findings": ("score", "band"),
        "scores": ("score", "coverage", "evaluated", "asked", "dont_know"),
        "score_changes": ("from_score", "to_score", "change", "evaluated", "asked"),
    },
    "recommendations_by_principle": {"recommendations": ("principle",)},
    "recommendation_reasons": {"recommendations": ("reason_*", "commonest")},
    "recommendations_by_unit": {"recommendations": ("units", "fewest", "most")},
    "selection_scores": {"selection": ("score", "rank")},
}


class NumberedNote(Frozen):
    """A note: its text, and the columns of each table that it is about, by the names in CSV files."""

    text: str
    about: Mapping[str, Sequence[str]]

    def is_about(self, table: str, column: str) -> bool:
        """Return whether the note belongs to a column, or to the title of a table.

        Args:
            table: The name of the table.
            column: The name of the column, or WHOLE_TABLE.
        """
        return any(fnmatchcase(column, pattern) for pattern in self.about.get(table, ()))


def numbered_notes(linked: LinkedProgramme, findings: Sequence[Finding]) -> tuple[NumberedNote, ...]:
    """Return the notes in the order of their numbers: on what is reconstructed, recalled, and compared only with care.

    Notes with the same words are one note.

    Args:
        linked: The programme.
        findings: Its findings; a note on care is given only where it holds for one of them.
    """
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for note in (*_on_reconstruction(linked), *_on_memory(linked), *_on_care(linked, findings)):
        about = found.setdefault(note.text, {})
        for table, columns in note.about.items():
            about[table] = (*about.get(table, ()), *columns)
    return tuple(NumberedNote(text=text, about=about) for text, about in found.items())


def _on_reconstruction(linked: LinkedProgramme) -> Iterator[NumberedNote]:
    declared = linked.programme.file.reconstructed
    if declared is None:
        return
    for kind, note in declared.notes.items():
        if kind in RECONSTRUCTED:
            yield NumberedNote(text=f"Reconstructed. {note}", about=RECONSTRUCTED[kind])


def _on_memory(linked: LinkedProgramme) -> Iterator[NumberedNote]:
    tables = ("findings", "ledger", "baskets", "movements", "scores", "score_changes")
    for wave in linked.waves.values():
        for entry in wave.retrospective:
            word = linked.cohort_words[0]
            cohort = "" if entry.cohort is None else f", {word} {linked.cohort_label(entry.cohort)}"
            text = f"Answers from memory ({wave.label}{cohort}). {entry.note}"
            yield NumberedNote(text=text, about=dict.fromkeys(tables, (WHOLE_TABLE,)))


def _on_care(linked: LinkedProgramme, findings: Sequence[Finding]) -> Iterator[NumberedNote]:
    if not any(finding.with_caution for finding in findings):
        return
    declared = (entry for question in linked.questions.values() for entry in question.comparable)
    for note in dict.fromkeys(entry.note for entry in declared if entry.is_ == "with_caution"):
        if note is not None:
            yield NumberedNote(text=f"Compare with care. {note}", about={"findings": ("care",)})
