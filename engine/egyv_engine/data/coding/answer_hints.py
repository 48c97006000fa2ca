"""Says what to do about words that are not on a scale: the answer that is probably meant, or the key that reads them."""

from collections.abc import Sequence

from egyv_engine.data.coding.value_hints import as_blank, is_blank_word
from egyv_engine.data.no_answer_codes import WORDS_FOR_NO
from egyv_engine.diagnostics.quoted_yaml import as_quoted_text
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.link.special_answers import usual_key
from egyv_engine.model.typed_values import comparable_text, is_number, number

_WORDS_FOR_YES = frozenset(("true", "t", "yes", "y", "ticked", "selected", "checked"))


def scale_hint(
    word: str, answers: Sequence[str], *, is_query: bool, has_labels: bool = False
) -> tuple[str, str | None]:
    """Return what to do about a word that is not on a scale, and the answer that is probably meant, if any.

    Args:
        word: The word; empty for several words.
        answers: The answers of the scale, and those that are not ordinary.
        is_query: Whether the word comes from a query.
        has_labels: Whether the file has labels for the codes of the column, which are not read.
    """
    listed = hint("", answers, "answers of the scale")
    if word.strip() in answers:
        return f"remove the spaces around '{word.strip()}'", word.strip()
    same_letters = next((answer for answer in answers if answer.casefold() == word.casefold()), None)
    if same_letters is not None:
        return (
            f"if '{word}' is '{same_letters}', write {_spelling(same_letters, word)} in the scale; {listed}",
            same_letters,
        )
    if word and is_blank_word(word):
        return f"{as_blank(word, is_query=is_query)}; {listed}", None
    key = usual_key(word) if word else None
    if key is not None:
        return f"list {as_quoted_text(word)} under {key} of the scale; {listed}", None
    value = number(word)
    if value is not None:
        same = next((a for a in answers if comparable_text(a) == comparable_text(word)), None)
        if same is not None:
            return f"did you mean '{same}'? {listed}", same
        if not any(is_number(answer) for answer in answers):
            labels = (
                "write 'answers: labels' for the file in surveys/files.yaml to read the labels of its codes; "
            )
            codes = f"if '{word}' stands for an answer, say for which with 'codes' of the scale"
            return f"{labels * has_labels}{codes}; {listed}", None
    if (near := did_you_mean(word, answers)) is not None:
        return hint(word, answers, "answers of the scale"), near
    meant = _truth(word, answers)
    if meant is not None:
        return (
            f"if '{word}' means '{meant}', write {_spelling(meant, word)} in the scale; {listed}",
            meant,
        )
    return listed, None


def _spelling(answer: str, word: str) -> str:
    return f"'spellings: {{{as_quoted_text(answer)}: [{as_quoted_text(word)}]}}'"


def _truth(word: str, answers: Sequence[str]) -> str | None:
    for words in (_WORDS_FOR_YES, WORDS_FOR_NO):
        if word.strip().casefold() in words:
            return next((a for a in answers if a.casefold() in words), None)
    return None
