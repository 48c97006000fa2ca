"""Warns of scales that look wrong: answers that say there is none, the strongest first, one twice (EGY218), codes in no order (EGY477)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from egyv_engine.data.no_answer_codes import codes_for_none
from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.hidden_characters import looks_like
from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.special_answers import special_answers, usual_key
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import Scale
from egyv_engine.model.typed_values import number

_WEAKEST = (  # weak answers of common scales, and after each the stronger ones
    ("no", "yes"),
    ("false", "true"),
    ("never", "always", "often", "very often", "regularly", "daily", "every day", "most days"),
    ("rarely", "always", "often", "every day", "most days"),
    ("some days", "every day", "most days"),
    ("none", "all", "a lot", "many", "substantial"),
    ("not at all", "completely", "fully", "very much", "to a great extent"),
    ("strongly disagree", "strongly agree"),
    ("disagree", "agree"),
    ("very dissatisfied", "very satisfied"),
    ("dissatisfied", "satisfied"),
    ("very poor", "very good", "excellent"),
    ("poor", "good", "very good", "excellent"),
    ("bad", "good"),
    ("inadequate", "outstanding", "good", "adequate"),
    ("requires improvement", "outstanding", "good"),
    ("unsatisfactory", "satisfactory", "good"),
    ("very unlikely", "very likely"),
    ("unlikely", "likely"),
    ("low", "high"),
    ("very low", "very high"),
    ("small", "large"),
)
_FEWEST_CODED = 4  # answers with codes: of three, the one between the others often has the last code
_PAIRS = {(strong, weak) for weak, *others in _WEAKEST for strong in others}


def check_scale_words(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report answers that say there is none, are spelled in two ways or listed strongest first, and codes in another order."""
    for name, scale in linked.programme.scales.scales.items():
        special = special_answers(linked.programme.scales, scale)
        listed = scale.answers or scale.choices or ()
        words = [looks_like(word).casefold() for word in listed]
        codes = codes_for_none(dict.fromkeys(listed, 1))
        for i, (word, written) in enumerate(zip(words, listed, strict=True)):
            key = "blank" if written in codes else usual_key(word)
            if (
                key is not None and special.key_of(written) is None
            ):  # else it is reported as having two meanings
                yield diagnostic(
                    linked.positions,
                    "EGY218",
                    _place(linked, scale, i),
                    f"'{written}' is an ordinary answer of the scale '{name}', but it "
                    f"{'usually means' if written in codes else 'says'} that there is no answer",
                    hint=f"list it under {key}; accept the warning if it is an answer like the others",
                )
        yield from _almost_one_answer(linked, name, scale, words)
        yield from _codes_out_of_order(linked, name, scale)
        pairs = combinations(range(len(words)), 2) if scale.answers is not None else ()
        first = next(((i, j) for i, j in pairs if (words[i], words[j]) in _PAIRS), None)
        if first is not None and scale.answers is not None:
            strong, weak = (scale.answers[position] for position in first)
            yield diagnostic(
                linked.positions,
                "EGY218",
                _place(linked, scale, first[0]),
                f"in the scale '{name}', '{strong}' is listed before '{weak}', as if it were the weaker of the two",
                hint="list the answers weakest first; accept the warning if they are in this order here",
            )


def _almost_one_answer(
    linked: LinkedProgramme, name: str, scale: Scale, words: Sequence[str]
) -> Iterator[Diagnostic]:
    """Report an answer that differs from one before it only in case, in spaces or in the form of letters."""
    listed = scale.answers or scale.choices or ()
    first: dict[str, int] = {}
    for i, word in enumerate(words):
        other = first.setdefault(word, i)
        if other != i:
            yield diagnostic(
                linked.positions,
                "EGY218",
                _place(linked, scale, i),
                f"in the scale '{name}', '{listed[i]}' differs from '{listed[other]}' only in case, in spaces or in the form of "
                "letters, so the two are probably one answer",
                hint=f"list one of them, and the other under its spellings: {{{scalar(listed[other])}: [{scalar(listed[i])}]}}",
                related=[(_place(linked, scale, other), "the first one")],
            )


def _codes_out_of_order(linked: LinkedProgramme, name: str, scale: Scale) -> Iterator[Diagnostic]:
    """Report codes that neither rise nor fall from answer to answer, where each answer has one code with a number."""
    coded = [
        [code for code, meant in (scale.codes or {}).items() if meant == answer]
        for answer in scale.answers or ()
    ]
    numbers = _numbers_of([codes[0] for codes in coded if len(codes) == 1])
    if len(numbers) < max(_FEWEST_CODED, len(coded)) or numbers in (
        sorted(numbers),
        sorted(numbers, reverse=True),
    ):
        return
    rises = numbers[0] < numbers[-1]
    first = next(i for i, (a, b) in enumerate(pairwise(numbers), 1) if (a < b) != rises)
    yield diagnostic(
        linked.positions,
        "EGY477",
        KeyAt(scale.doc_path / "codes" / coded[first][0]),
        f"in the order of its answers, the codes of the scale '{name}' are {', '.join(codes[0] for codes in coded)}",
        hint="correct the codes, or list the answers weakest first; accept the warning if the codes have another order",
        related=[(scale.doc_path / "answers", "the answers")],
    )


def _numbers_of(codes: Sequence[str]) -> list[Fraction]:
    """Return the numbers of codes: the codes themselves, or what follows the same letters in each, as in A1 and A2."""
    before = {code.rstrip("0123456789") for code in codes}
    letters = next(iter(before)) if len(before) == 1 else ""
    numbers = [number(code.removeprefix(letters) if letters.isalpha() else code) for code in codes]
    return [value for value in numbers if value is not None]


def _place(linked: LinkedProgramme, scale: Scale, position: int) -> DocumentPath:
    """Return the path of an ordinary answer: in a list, or in a mapping of which it is a part."""
    in_mapping = scale.doc_path / ("answers" if scale.answers is not None else "choices") / position
    return in_mapping if in_mapping in linked.positions.values else scale.doc_path / position
