"""Drafts scales: of the labels of codes, and of the words of a column."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from egyv_engine.data.no_answer_codes import words_for_none
from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.exchange.draft import DraftScale
from egyv_engine.link.special_answers import SPECIAL_KEYS, usual_key

MOST_ANSWERS = 12  # different words of a column that is drafted as a scale
FEWEST_REPEATS = 2  # rows per different word, on average, below which a column is drafted as text
_OF_R = "NA"  # a missing value in the files of R, and in no sense "not applicable"
_IN_WORD = re.compile("[0-9]+")
_BELOW = ("under", "below", "less", "up to", "<")


def labelled_scale(question: str, codes: Mapping[str, str], missing: Sequence[str]) -> DraftScale | None:
    """Return the scale of value labels, in the order of their codes; None if fewer than two are ordinary.

    Args:
        question: The id of the question, which the scale gets.
        codes: The label of each code.
        missing: The codes that the file declares as missing.
    """
    texts = {code: " ".join(label.split()) or code for code, label in codes.items()}
    counts = Counter(texts.values())
    answers = {code: text if counts[text] == 1 else f"{text} ({code})" for code, text in texts.items()}
    special = {answer: "blank" for code, answer in answers.items() if code in missing}
    ordinary = [answer for answer in answers.values() if answer not in special]
    if len(ordinary) < 2:
        return None
    said = {answer: key for answer in ordinary if (key := usual_key(answer)) is not None}
    if len(ordinary) - len(said) >= 2:
        special |= said
        ordinary = [answer for answer in ordinary if answer not in said]
    is_yes_no = {answer.lower() for answer in ordinary} == {"yes", "no"}
    decide = (
        [] if is_yes_no else ["are the answers listed weakest first? They are in the order of their codes."]
    )
    listed = " and ".join(f"{scalar(word)} under {key}" for word, key in special.items() if word in said)
    if listed:
        decide.append(f"is it right to list {listed}?")
    elif not is_yes_no or missing:
        decide.append(
            "is one a don't-know, or does one not apply? Then move it to dont_know or not_applicable."
        )
    return DraftScale(
        id=question,
        answers=sorted(ordinary, key=str.lower) if is_yes_no else ordinary,
        has_order=True,
        codes=answers,
        special={
            key: words
            for key in SPECIAL_KEYS
            if (words := [word for word in answers.values() if special.get(word) == key])
        },
        decide=decide,
    )


def words_scale(question: str, by_wave: Sequence[Counter[str]]) -> DraftScale | None:
    """Return the scale of a column of words; None if its words are too many, or hardly any occurs twice.

    Args:
        question: The id of the question, which the scale gets.
        by_wave: The number of cells with each value that is not blank, in each wave.
    """
    counts = counted_together(by_wave)
    special: dict[str, list[str]] = {}
    others: dict[str, str] = {}  # each with the form that it shares with its other spellings
    for word in counts:
        key = "blank" if word == _OF_R else usual_key(word) or _key_of_none(word)
        if key is not None:
            special.setdefault(key, []).append(word)
            continue
        others[word] = _form(word)
        if len(others) > MOST_ANSWERS and len(set(others.values())) > MOST_ANSWERS:
            return None
    listed = " and ".join(f"{scalar(word)} under {key}" for key, found in special.items() for word in found)
    decide = [f"is it right to list {listed}?"] if special else []
    yes_no = _yes_no(list(others), special, decide)
    if yes_no is not None:
        return yes_no
    spellings = _spellings(others, counts)
    ordinary = _by_number(list(spellings))
    has_repeats = any(
        of_wave.total() >= FEWEST_REPEATS * len(set(map(_form, of_wave))) > 0 for of_wave in by_wave
    )
    if not 2 <= len(ordinary) <= MOST_ANSWERS or not has_repeats:
        return None
    return DraftScale(
        id=question,
        answers=ordinary,
        has_order=False,
        spellings={word: forms for word, forms in spellings.items() if forms},
        special=special,
        decide=[
            "do the answers have an order? Then write 'answers', weakest first."
            + " Is one a don't-know?" * (not special),
            *decide,
            *(
                f"is {' or '.join(map(scalar, forms))} the same answer as {scalar(word)}?"
                for word, forms in spellings.items()
                if forms
            ),
        ],
    )


def counted_together(parts: Iterable[Counter[str]]) -> Counter[str]:
    """Return how often each value occurs in several parts together, in the order of first rows.

    Args:
        parts: The number of cells with each value, in each part.
    """
    together: Counter[str] = Counter()
    for counts in parts:
        together.update(counts)
    return together


def _spellings(forms: Mapping[str, str], counts: Mapping[str, int]) -> dict[str, list[str]]:
    """Return, for each answer, the words that have its form; the commonest of them is the answer."""
    alike: dict[str, list[str]] = {}
    for word, form in forms.items():
        alike.setdefault(form, []).append(word)
    return {
        answer: [word for word in words if word != answer]
        for words in alike.values()
        for answer in [max(words, key=lambda word: counts[word])]
    }


def _form(word: str) -> str:
    """Return what words share that differ in case or spaces alone."""
    return " ".join(word.casefold().split())


def _by_number(words: list[str]) -> list[str]:
    """Return words in the order of the first number in each, as `Under 18`, `18-64`, `65+`; as they are if one has none."""
    found = {word: _IN_WORD.search(word) for word in words}
    order = {
        word: (int(match[0]), not word.casefold().startswith(_BELOW))
        for word, match in found.items()
        if match is not None
    }
    return sorted(words, key=order.__getitem__) if len(order) == len(words) else words


def _key_of_none(word: str) -> str | None:
    return "blank" if words_for_none([word]) else None


def _yes_no(
    words: Sequence[str], special: Mapping[str, list[str]], decide: Sequence[str]
) -> DraftScale | None:
    """Return the scale of a column with yes and no alone, however they are written; None for others."""
    different = {word.lower() for word in words}
    for yes_no in (("no", "yes"), ("n", "y"), ("false", "true"), ("f", "t")):
        if different and different <= set(yes_no):
            as_written = str.upper if words[0].isupper() else str.lower if words[0].islower() else str.title
            answers = [as_written(word) for word in yes_no]
            made = DraftScale(
                id="yes_no", answers=answers, has_order=True, special=dict(special), decide=list(decide)
            )
            if yes_no[0] == "no":
                for word in words:
                    if word not in answers:
                        made.spellings.setdefault(as_written(word), []).append(word)
                return made
            if len(different) > 1:
                made.answers = ["No", "Yes"]
                made.codes = {word: made.answers[yes_no.index(word.lower())] for word in words}
                return made
    return None
