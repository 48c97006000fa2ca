"""Warns of lists of answers that look wrong: an answer that says there is none, or the strongest answer first (EGY218)."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.hidden_characters import looks_like
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.special_answers import special_answers
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import Scale

_SAID = {  # what an answer says instead of answering, and the keys that it may belong to
    "dont_know": ("don't know", "dont know", "do not know", "dk", "not known", "can't say", "cannot say"),
    "not_applicable": ("not applicable", "n/a", "na", "n.a.", "does not apply"),
    "blank": (
        "no answer",
        "no response",
        "refused",
        "prefer not to say",
        "prefer not to answer",
        "missing",
        "not stated",
    ),
}
_KEY_OF = {word: key for key, words in _SAID.items() for word in words}
_WEAKEST = (  # the weakest answers of common scales, and after each the strongest
    ("no", "yes"),
    ("false", "true"),
    ("never", "always", "often", "very often", "regularly", "daily"),
    ("none", "all", "a lot", "many", "substantial"),
    ("not at all", "completely", "fully", "very much", "to a great extent"),
    ("strongly disagree", "strongly agree"),
    ("disagree", "agree"),
    ("very dissatisfied", "very satisfied"),
    ("dissatisfied", "satisfied"),
    ("very poor", "very good", "excellent"),
    ("poor", "good", "very good", "excellent"),
    ("bad", "good"),
    ("low", "high"),
    ("very low", "very high"),
    ("small", "large"),
)
_PAIRS = {(strong, weak) for weak, *others in _WEAKEST for strong in others}


def check_scale_words(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report ordinary answers that say there is none, and answers that are probably listed strongest first."""
    for name, scale in linked.programme.scales.scales.items():
        special = special_answers(linked.programme.scales, scale)
        words = [looks_like(word).casefold() for word in scale.answers or scale.choices or ()]
        for i, word in enumerate(words):
            key = _KEY_OF.get(word)
            written = (scale.answers or scale.choices or ())[i]
            if (
                key is not None and special.key_of(written) is None
            ):  # else it is reported as having two meanings
                yield diagnostic(
                    linked.positions,
                    "EGY218",
                    _place(linked, scale, i),
                    f"'{written}' is an ordinary answer of the scale '{name}', but it says that there is no answer",
                    hint=f"list it under {key}; accept the warning if it is an answer like the others",
                )
        if scale.answers is not None and (words[0], words[-1]) in _PAIRS:
            yield diagnostic(
                linked.positions,
                "EGY218",
                _place(linked, scale, 0),
                f"the answers of the scale '{name}' begin with '{scale.answers[0]}' and end with '{scale.answers[-1]}'",
                hint="list them weakest first; accept the warning if the last one is the strongest here",
            )


def _place(linked: LinkedProgramme, scale: Scale, position: int) -> DocumentPath:
    """Return the path of an ordinary answer: in a list, or in a mapping of which it is a part."""
    in_mapping = scale.doc_path / ("answers" if scale.answers is not None else "choices") / position
    return in_mapping if in_mapping in linked.positions.values else scale.doc_path / position
