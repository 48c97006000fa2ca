"""Puts selections into words: their names, and their reasons in those of a phrasebook."""

from collections.abc import Mapping

from egyv_engine.model.documents import Unit
from egyv_engine.model.label_forms import id_as_words
from egyv_engine.model.language import Language
from egyv_engine.model.selection_document import SelectionFile
from egyv_engine.narrative.wording import Wording
from egyv_engine.selection.reasons import ChoiceReason


def selection_in_words(declared: SelectionFile | None, name: str) -> str:
    """Return what readers call a selection: its label, or its id in words.

    Args:
        declared: The selections of the programme; None if it declares none.
        name: The id of the selection.
    """
    selection = None if declared is None else declared.selections.get(name)
    return (selection and selection.label) or id_as_words(name)


def reason_in_words(
    reason: ChoiceReason, wording: Wording, unit: Unit, titles: Mapping[str, str], waves: Mapping[str, str]
) -> str:
    """Return a reason as a sentence, or as a part of one.

    Args:
        reason: The reason.
        wording: The headings with its words, and the language of its numbers.
        unit: What the programme calls one unit and several.
        titles: The titles of the principles by their ids.
        waves: The labels of the waves by their ids.
    """
    values = {"unit": unit.one, "units": unit.many}
    for name, value in reason.values.items():
        match value:
            case ChoiceReason():
                values[name] = reason_in_words(value, wording, unit, titles, waves)
            case int():
                values[name] = wording.language.in_digits(value)
            case tuple():
                values[name] = _either_of(value, wording.language, titles)
            case str():
                values[name] = waves.get(value, value) if name == "wave" else value
    return wording.headings[reason.name].format_map(values)


def _either_of(subjects: tuple[str, ...], language: Language, titles: Mapping[str, str]) -> str:
    """Return what units are scored in as a list with "or": a principle by its title, in quotation marks."""
    marks, joiners = language.quotation_marks, language.joiners
    *most, last = (
        f"{marks.start}{titles[subject]}{marks.end}" if subject in titles else id_as_words(subject)
        for subject in subjects
    )
    return joiners.or_.join([joiners.comma.join(most), last]) if most else last
