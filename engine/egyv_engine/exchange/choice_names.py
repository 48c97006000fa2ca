"""Names the answers of scales as forms name them, so that the exported answers can be read."""

import re
from collections.abc import Iterable, Mapping

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.special_answers import special_answers

_NOT_IN_NAMES = re.compile(r"[\s'\"<>&,;]+")  # form tools put answers into lists, formulas and XML


def form_name(text: str, taken: Iterable[str] = ()) -> str:
    """Return a text as a name without spaces, quotes and signs of lists; numbered if the name is taken.

    Args:
        text: An answer, or another text.
        taken: The names that others have.
    """
    name = _NOT_IN_NAMES.sub("_", text).strip("_") or "answer"
    others, number, found = set(taken), 2, name
    while found in others:
        found, number = f"{name}_{number}", number + 1
    return found


def choice_names(linked: LinkedProgramme) -> Mapping[str, Mapping[str, str]]:
    """Return the name that forms have for each answer of each scale.

    Returns:
        By the scale's id, each answer with its name: its code, if one is declared; else the answer itself where it can
        be a name; else a name made of it, which the scale needs among its `codes` to be read.
    """
    found: dict[str, Mapping[str, str]] = {}
    for scale_id, scale in linked.programme.scales.scales.items():
        answers = (*scale.ordinary, *special_answers(linked.programme.scales, scale).words)
        codes = {
            answer: code for code, answer in reversed(list((scale.codes or {}).items()))
        }  # the first one of each
        names = {answer: code for answer, code in codes.items() if not _NOT_IN_NAMES.search(code)}
        for answer in answers:
            if answer not in names and not _NOT_IN_NAMES.search(answer):
                names[answer] = form_name(answer, names.values())
        for answer in answers:
            if answer not in names:
                names[answer] = form_name(answer, names.values())
        found[scale_id] = {answer: names[answer] for answer in answers}
    return found
