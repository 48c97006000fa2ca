"""Finds answers that their file declares as missing, although nothing says what they stand for."""

from collections.abc import Sequence

import polars as pl

from egyv_engine.data.coding.word_codes import ReadAnswers
from egyv_engine.model.codes import RawCode
from egyv_engine.model.typed_values import comparable_text, number

Missing = Sequence[str | tuple[str, str]]


def declared_missing(texts: pl.Series, read: ReadAnswers, missing: Missing) -> pl.DataFrame:
    """Return the cells that are read as ordinary answers and are declared as missing, as `at` and `word`.

    Args:
        texts: The cells, one per unit: an Enum of their words.
        read: How they are read.
        missing: The values that the file declares as missing: single texts, or pairs of the lowest and the highest.
    """
    is_answer = read.codes == RawCode.FIRST_ANSWER.value
    words = [word for word in texts.filter(is_answer).unique().to_list() if is_missing(word, missing)]
    at = (is_answer & texts.is_in(words)).arg_true().cast(pl.UInt32)
    return pl.DataFrame({"at": at, "word": texts.gather(at).cast(pl.String)})


def is_missing(word: str, missing: Missing) -> bool:
    """Return whether a value is among those that its file declares as missing.

    Args:
        word: The value.
        missing: Single texts, or pairs of the lowest and the highest.
    """
    value = number(word.strip())
    for one in missing:
        if isinstance(one, str):
            if comparable_text(one) == comparable_text(word.strip()):
                return True
            continue
        low, high = number(one[0]), number(one[1])
        if value is not None and (low is None or low <= value) and (high is None or value <= high):
            return True
    return False
