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
    (
        "never",
        "rarely",
        "sometimes",
        "always",
        "often",
        "very often",
        "regularly",
        "daily",
        "every day",
        "most days",
    ),
    ("rarely", "sometimes", "always", "often", "every day", "most days"),
    ("sometimes", "often", "very often", "always"),
    ("often", "very often", "always"),
    ("some days", "every day", "most days"),
    ("none", "all", "a lot", "many", "substantial"),
    ("not at all", "completely", "fully", "very much", "to a great extent"),
    ("strongly disagree", "disagree", "agree", "strongly agree"),
    ("disagree", "agree", "strongly agree"),
    ("agree", "strongly agree"),
    ("very dissatisfied", "dissatisfied", "satisfied", "very satisfied"),
    ("dissatisfied", "satisfied", "very satisfied"),
    ("satisfied", "very satisfied"),
    ("very poor", "poor", "fair", "good", "very good", "excellent"),
    ("poor", "fair", "good", "very good", "excellent"),
    ("fair", "good", "very good", "excellent"),
    ("good", "very good", "excellent"),
    ("very good", "excellent"),
    ("bad", "good"),
    ("inadequate", "outstanding", "good", "adequate"),
    ("requires improvement", "outstanding", "good"),
    ("unsatisfactory", "satisfactory", "good"),
    ("very unlikely", "unlikely", "likely", "very likely"),
    ("unlikely", "likely", "very likely"),
    ("likely", "very likely"),
    ("very low", "low", "medium", "high", "very high"),
    ("low", "medium", "high", "very high"),
    ("medium", "high", "very high", "large"),
    ("high", "very high"),
    ("small", "medium", "large"),
    ("minor", "major"),
    ("minor role", "major role"),
)
_FEWEST_CODED = 4  # answers with codes: of three, the one between the others often has the last code
_PAIRS = {(strong, weak) for weak, *others in _WEAKEST for strong in others}


def check_scale_words(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report answers that say there is none, are spelled in two ways or listed strongest first, and codes in another order."""
    of_ticks = {question.scale for question in linked.questions.values() if question.several is not None}
    for name, scale in linked.programme.scales.scales.items():
        words = [looks_like(word).casefold() for word in scale.answers or scale.choices or ()]
        yield from _words_for_none(linked, name, scale, words)
        yield from _almost_one_answer(linked, name, scale, words)
        yield from _codes_out_of_order(linked, name, scale)
        yield from _spellings_of_others(linked, name, scale)
        if scale.answers is not None or name in of_ticks:
            yield from _strongest_first(linked, name, scale, words, is_of_ticks=name in of_ticks)


def _words_for_none(
    linked: LinkedProgramme, name: str, scale: Scale, words: Sequence[str]
) -> Iterator[Diagnostic]:
    """Report an ordinary answer that says that there is none; one that is listed as such is reported as having two meanings."""
    special = special_answers(linked.programme.scales, scale)
    listed = scale.answers or scale.choices or ()
    codes = codes_for_none(dict.fromkeys(listed, 1))
    for i, (word, written) in enumerate(zip(words, listed, strict=True)):
        key = "blank" if written in codes else usual_key(word)
        if key is not None and special.key_of(written) is None:
            yield diagnostic(
                linked.positions,
                "EGY218",
                _place(linked, scale, i),
                f"'{written}' is an ordinary answer of the scale '{name}', but it "
                f"{'usually means' if written in codes else 'says'} that there is no answer",
                hint=f"list it under {key}; accept the warning if it is an answer like the others",
            )


def _strongest_first(
    linked: LinkedProgramme, name: str, scale: Scale, words: Sequence[str], *, is_of_ticks: bool
) -> Iterator[Diagnostic]:
    """Report answers that are listed before weaker ones, the two that are farthest from each other."""
    listed = scale.answers or scale.choices or ()
    reversed_ = [
        (i, j)
        for i, j in combinations(range(len(words)), 2)
        if (words[i], words[j]) in _PAIRS or (is_of_ticks and words[j] == f"not {words[i]}")
    ]
    if not reversed_:
        return
    widest = max(reversed_, key=lambda pair: pair[1] - pair[0])
    strong, weak = (listed[position] for position in widest)
    yield diagnostic(
        linked.positions,
        "EGY218",
        _place(linked, scale, widest[0]),
        f"in the scale '{name}', '{strong}' is listed before '{weak}', as if it were the weaker of the two",
        hint="an item that was ticked has the last answer: list it last; accept the warning if it is the last one here"
        if is_of_ticks
        else "list the answers weakest first; accept the warning if they are in this order here",
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


def _spellings_of_others(linked: LinkedProgramme, name: str, scale: Scale) -> Iterator[Diagnostic]:
    """Report a spelling with which another answer begins, and not its own: `N` as a spelling of `Yes`."""
    answers = (
        *(scale.answers or scale.choices or ()),
        *special_answers(linked.programme.scales, scale).words,
    )
    every = [*(scale.spellings or {}).values()]
    letters = {looks_like(one).casefold() for one in answers}  # a spelling that is an answer is an error
    for answer, spellings in (scale.spellings or {}).items():
        for i, written in enumerate(spellings):
            word = looks_like(written).casefold()
            begun = [one for one in answers if looks_like(one).casefold().startswith(word)]
            has_one_meaning = word not in letters and sum(written in words for words in every) == 1
            if begun and answer not in begun and answer in answers and has_one_meaning:
                yield diagnostic(
                    linked.positions,
                    "EGY218",
                    scale.doc_path / "spellings" / answer / i,
                    f"in the scale '{name}', '{written}' is a spelling of '{answer}', but the answer '{begun[0]}' begins with it",
                    hint=f"list it as a spelling of '{begun[0]}'; accept the warning if it stands for '{answer}'",
                )


def _codes_out_of_order(linked: LinkedProgramme, name: str, scale: Scale) -> Iterator[Diagnostic]:
    """Report codes that neither rise nor fall from answer to answer, where each answer has one code with a number."""
    coded = [
        [code for code, meant in (scale.codes or {}).items() if meant == answer]
        for answer in scale.answers or ()
    ]
    numbers = _numbers_of([codes[0] for codes in coded if len(codes) == 1])
    every = [code for codes in coded for code in codes]
    without = [i for i, codes in enumerate(coded) if not codes]
    if without and len(every) == len(coded) == len(_numbers_of(every)):
        several = next(i for i, codes in enumerate(coded) if len(codes) > 1)
        one, other, *_ = coded[several]
        answers = scale.answers or ()
        yield diagnostic(
            linked.positions,
            "EGY477",
            KeyAt(scale.doc_path / "codes" / other),
            f"in the scale '{name}', {one} and {other} are codes of '{answers[several]}', and '{answers[without[0]]}' has none",
            hint="give each answer its own code; accept the warning if the files have these codes",
            related=[(KeyAt(scale.doc_path / "codes" / one), f"{one} is a code here")],
        )
        return
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
