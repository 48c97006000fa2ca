"""Hints on words that are not answers name the key that reads them, or the answer that is probably meant."""

import pytest

from egyv_engine.data.coding.answer_hints import scale_hint

YES_NO = ("No", "Yes")


@pytest.mark.parametrize(
    ("word", "answers", "start", "near"),
    [
        ("Yes ", YES_NO, "remove the spaces around 'Yes'", "Yes"),
        ("yes", YES_NO, "if 'yes' is 'Yes', write 'spellings: {\"Yes\": [\"yes\"]}'", "Yes"),
        (
            "true",
            YES_NO,
            "if 'true' means 'Yes', write 'spellings: {\"Yes\": [\"true\"]}' in the scale",
            "Yes",
        ),
        (
            "TRUE",
            YES_NO,
            "if 'TRUE' means 'Yes', write 'spellings: {\"Yes\": [\"TRUE\"]}' in the scale",
            "Yes",
        ),
        ("F", YES_NO, "if 'F' means 'No', write 'spellings: {\"No\": [\"F\"]}' in the scale", "No"),
        ("1", YES_NO, "if '1' stands for an answer, say for which with 'codes' of the scale", None),
        ("1.0", ("1", "2"), "did you mean '1'?", "1"),
        ("01", ("1", "2"), "did you mean '1'?", "1"),
        ("3", ("1", "2"), "answers of the scale: 1, 2", None),
        ("-99", YES_NO, "if '-99' stands for a blank cell, write 'blank: [\"-99\"]' for the file", None),
        (
            "-99.0",
            YES_NO,
            "if '-99.0' stands for a blank cell, write 'blank: [\"-99.0\"]' for the file",
            None,
        ),
        ("N/A", YES_NO, "if 'N/A' stands for a blank cell, write 'blank: [\"N/A\"]' for the file", None),
        ("elsewhere", YES_NO, "answers of the scale: No, Yes", None),
        ("", YES_NO, "answers of the scale: No, Yes", None),
    ],
)
def test_word_off_the_scale(word: str, answers: tuple[str, ...], start: str, near: str | None) -> None:
    told, meant = scale_hint(word, answers, is_query=False)
    assert told.startswith(start)
    assert meant == near


def test_blank_words_of_a_query_are_null_in_the_query() -> None:
    told, _ = scale_hint("NA", YES_NO, is_query=True)
    assert told.startswith("if 'NA' stands for a blank cell, let the query return NULL for it")
