"""Hints on words that are not answers name the key that reads them, or the answer that is probably meant."""

import pytest

from egyv_engine.data.coding.answer_hints import is_blank_word, scale_hint, value_groups

YES_NO = ("No", "Yes")


@pytest.mark.parametrize(
    ("word", "answers", "start", "near"),
    [
        ("Yes ", YES_NO, "remove the spaces around 'Yes'", "Yes"),
        ("yes", YES_NO, "did you mean 'Yes'?", "Yes"),
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
    told, meant = scale_hint(word, answers)
    assert told.startswith(start)
    assert meant == near


@pytest.mark.parametrize("word", ["NA", " n/a ", "NULL", "#N/A", "-9", "-99.0", ".", "--"])
def test_words_of_programs_for_a_blank_cell(word: str) -> None:
    assert is_blank_word(word)


@pytest.mark.parametrize("word", ["No", "0", "99", "-98", "nobody", "n a"])
def test_other_words_are_not_blank(word: str) -> None:
    assert not is_blank_word(word)


def test_wrong_numbers_are_grouped_by_what_is_wrong() -> None:
    words = ["1,5", "many", "NA", "9" * 31, "2,0", "-99x", "NULL"]
    groups = value_groups("number", words)
    assert [(g.code, [words[p] for p in g.words]) for g in groups] == [
        ("EGY513", ["1,5", "2,0"]),
        ("EGY513", ["many", "-99x"]),
        ("EGY513", ["NA"]),  # each word for a blank cell needs an entry of its own
        ("EGY520", ["9" * 31]),
        ("EGY513", ["NULL"]),
    ]
    assert 'decimal: ","' in groups[0].hint
    assert 'blank: ["NA"]' in groups[2].hint


@pytest.mark.parametrize(
    ("words", "named", "unnamed"),
    [
        (["1,204", "2,010,500", "1,204.5"], ['thousands: ","'], ["decimal:"]),
        (["1,5", "0,125"], ['decimal: ","'], ["thousands:"]),
        (["1,204", "1,5"], ['decimal: ","', 'thousands: ","'], []),
        (["1 204"], ['thousands: " "'], ["decimal:"]),
        (["1'204'000"], ['thousands: "\'"'], ["decimal:"]),
    ],
)
def test_marks_in_numbers_name_the_keys_that_read_them(
    words: list[str], named: list[str], unnamed: list[str]
) -> None:
    (group,) = value_groups("number", words)
    assert group.code == "EGY513"
    assert all(key in group.hint for key in named)
    assert not any(key in group.hint for key in unnamed)


@pytest.mark.parametrize(
    ("words", "order"),
    [
        (["31/12/2024", "01/02/2024"], "'dates: day/month/year'"),
        (["12/31/2024", "01/02/2024"], "'dates: month/day/year'"),
        (["2024.12.31"], "'dates: year.month.day'"),
        (["31.12.2024 09:30"], "'dates: day.month.year'"),
        (["01/02/2024"], "day/month/year or month/day/year"),
    ],
)
def test_dates_in_another_order_name_the_orders_that_all_of_them_allow(words: list[str], order: str) -> None:
    (group,) = value_groups("date", words)
    assert group.code == "EGY514"
    assert order in group.hint


def test_dates_that_do_not_exist_are_apart_from_those_in_another_order() -> None:
    assert [g.words for g in value_groups("date", ["2024-02-30", "31/12/2024", "soon"])] == [(0, 2), (1,)]
