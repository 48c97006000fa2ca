"""Puts the reasons of selections into the words of a phrasebook."""

from egyv_engine.model.documents import Unit
from egyv_engine.narrative.wording import Wording
from egyv_engine.selection.reasons import ChoiceReason


def reason_in_words(reason: ChoiceReason, wording: Wording, unit: Unit) -> str:
    """Return a reason as a sentence, or as a part of one.

    Args:
        reason: The reason.
        wording: The headings with its words, and the language of its numbers.
        unit: What the programme calls one unit and several.
    """
    values = {"unit": unit.one, "units": unit.many}
    for name, value in reason.values.items():
        match value:
            case ChoiceReason():
                values[name] = reason_in_words(value, wording, unit)
            case int():
                values[name] = wording.language.in_digits(value)
            case str():
                values[name] = value
    return wording.headings[reason.name].format_map(values)
