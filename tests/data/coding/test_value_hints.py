"""Hints on words that are not numbers or dates name the key that reads them."""

import polars as pl
import pytest

from egyv_engine.data.coding.value_hints import (
    ValuePlace,
    cells_in_standard_form,
    is_blank_word,
    value_groups,
)


@pytest.mark.parametrize(
    "word", ["NA", " n/a ", "NULL", "#N/A", "#DIV/0!", "#WERT!", "#NAME?", "-9", "-99.0", ".", "--"]
)
def test_words_of_programs_for_a_blank_cell(word: str) -> None:
    assert is_blank_word(word)


@pytest.mark.parametrize("word", ["No", "0", "99", "-98", "nobody", "n a", "#1", "#books", "!"])
def test_other_words_are_not_blank(word: str) -> None:
    assert not is_blank_word(word)


def test_wrong_numbers_are_grouped_by_what_is_wrong() -> None:
    words = ["1,5", "many", "NA", "9" * 31, "2,0", "-99x", "NULL"]
    groups = value_groups("number", words, ValuePlace())
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
    "word", ["#DIV/0!", "#N/A", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#NV", "#ZAHL!"]
)
@pytest.mark.parametrize("value_type", ["number", "date"])
def test_error_of_a_formula_is_no_number(word: str, value_type: str) -> None:
    (group,) = value_groups(value_type, [word], ValuePlace())
    assert group.hint == (
        f"the formula of the cell has no value: correct it in the spreadsheet; if '{word}' stands for a blank cell, "
        f"write 'blank: [\"{word}\"]' for the file in surveys/files.yaml"
    )


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
    (group,) = value_groups("number", words, ValuePlace())
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
    (group,) = value_groups("date", words, ValuePlace())
    assert group.code == "EGY514"
    assert order in group.hint


def test_dates_that_do_not_exist_are_apart_from_those_in_another_order() -> None:
    assert [g.words for g in value_groups("date", ["2024-02-30", "31/12/2024", "soon"], ValuePlace())] == [
        (0, 2),
        (1,),
    ]


def test_dates_with_months_of_another_language_say_that_only_english_ones_are_read() -> None:
    words = ["12 avril 2021", "3. März 2020", "1 de mayo de 2022", "30 April 2021", "Raum 12"]
    groups = {g.words: g.hint for g in value_groups("date", words, ValuePlace())}
    assert groups[0, 1, 2].startswith(
        "if 'avril' is a month, write its number: names of months are read in English only; otherwise "
    )
    assert list(groups) == [(0, 1, 2), (3,), (4,)]


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        (["3-Apr-2021", "31-Dec-2020"], "write 'dates: day-month-year' for the file"),
        (["April 3, 2021"], "write 'dates: month day year' for the file"),
        (["31/12/99"], "write 'dates: day/month/year' and 'years_from: 1930'"),
        (
            ["1/2/21"],
            "written day/month/year or month/day/year, write the order as 'dates' and 'years_from: 1930'",
        ),
        (["31/12/2020", "12/31/2020"], "write all of them alike"),
    ],
)
def test_dates_with_names_of_months_or_two_digits_name_the_keys(words: list[str], entry: str) -> None:
    (group,) = value_groups("date", words, ValuePlace())
    assert (group.code, group.words) == ("EGY514", tuple(range(len(words))))
    assert entry in group.hint


@pytest.mark.parametrize(
    ("word", "sign"),
    [
        *(
            ("45%", "%"),
            ("USD 5", "USD"),
            ("-45 %", "%"),
            ("£5", "£"),
            ("-£5", "£"),
            ("1,204 km", "km"),
            ("5 years", "years"),
        ),
        *(
            ("<5", None),
            ("5+", None),
            ("3rd", None),
            ("~5", None),
            ("5-10", None),
            ("12abc34", None),
            ("-99x", None),
            ("£5%", None),
        ),
    ],
)
def test_sign_around_a_number_names_the_key_that_removes_it(word: str, sign: str | None) -> None:
    (group,) = value_groups("number", [word], ValuePlace())
    assert group.code == "EGY513"
    assert ("signs:" in group.hint) == (sign is not None)
    assert sign is None or f"write 'signs: [\"{sign}\"]' for the file" in group.hint


def test_word_that_may_stand_for_a_number_names_blank_and_then_the_codes_of_a_question() -> None:
    (group,) = value_groups("number", ["n.k."], ValuePlace())
    assert group.hint.startswith(
        "if 'n.k.' stands for a blank cell, write 'blank: [\"n.k.\"]' for the file in surveys/files.yaml; "
        "if it stands for a number, say for which with 'codes' of the question: 'codes: {\"n.k.\": ...}'; otherwise"
    )
    (group,) = value_groups("number", ["More than fifty"], ValuePlace(has_question=False))
    assert "codes" not in group.hint


@pytest.mark.parametrize(("word", "number"), [("about 20", 20), ("30+", 30), ("5.5 or so", 5.5)])
def test_number_that_is_suggested_for_a_word_is_in_it(word: str, number: float) -> None:
    (group,) = value_groups("number", [word], ValuePlace())
    assert f"'codes: {{\"{word}\": {number}}}'" in group.hint
    assert "blank" not in group.hint


@pytest.mark.parametrize("word", ["1,5", "1 204", "45%", "NA"])
def test_hints_on_a_query_name_no_key_of_files(word: str) -> None:
    (group,) = value_groups("number", [word], ValuePlace(is_query=True))
    assert group.hint.startswith(
        ("let the query return a number", "if 'NA' stands for a blank cell, let the query")
    )
    assert "files.yaml" not in group.hint
    (group,) = value_groups("date", ["31/12/2020"], ValuePlace(is_query=True))
    assert group.hint.startswith("let the query return a date")


@pytest.mark.parametrize(
    ("value_type", "cells", "expected"),
    [
        (
            "number",
            ["1.5", " -0.25", "1.5", "1.204", "7", "1,5", None],
            3,
        ),  # 1.204 may be a thousand and more
        ("date", ["2021-04-03", "2021-04-03", "03/04/2021", "2021-4-3", None], 2),
    ],
)
def test_cells_in_standard_form_are_those_that_another_declaration_makes_wrong(
    value_type: str, cells: list[str | None], expected: int
) -> None:
    columns = [pl.Series(cells, dtype=pl.String), pl.Series(cells).cast(pl.Categorical)]
    assert cells_in_standard_form(value_type, columns) == expected * 2


@pytest.mark.parametrize(
    ("value_type", "words", "others", "hint"),
    [
        (
            "number",
            ["27,7"],
            20,
            "20 other numbers of the file have a point before decimals: write this one so, too",
        ),
        (
            "number",
            ["1.204,5", "27,7"],
            20,
            "20 other numbers of the file have a point before decimals: write this one so, too",
        ),
        (
            "number",
            ["27,7", "1,5", "2,5"],
            1,
            (
                "1 other number of the file has a point before decimals: write all in one way, either with a point, or with a "
                "comma and 'decimal: \",\"' for the file in surveys/files.yaml"
            ),
        ),
        (
            "number",
            ["1,204", "1,5"],
            1,
            (
                "some commas look like decimal marks and some like thousands: write 'thousands: \",\"' for the file in "
                "surveys/files.yaml, and correct the others"
            ),
        ),
        (
            "date",
            ["16/05/2023", "17/05/2023"],
            2,
            "2 other dates of the file are written YYYY-MM-DD: write these so, too",
        ),
        (
            "date",
            ["16/05/2023", "05/16/2023"],
            1,
            "1 other date of the file is written YYYY-MM-DD: write these so, too",
        ),
        (
            "date",
            ["16/05/2023", "17/05/2023"],
            1,
            (
                "1 other date of the file is written YYYY-MM-DD: write all in one way, either as YYYY-MM-DD, or as day/month/year "
                "with 'dates: day/month/year' for the file in surveys/files.yaml"
            ),
        ),
    ],
)
def test_hint_does_not_declare_what_makes_other_cells_wrong(
    value_type: str, words: list[str], others: int, hint: str
) -> None:
    groups = value_groups(value_type, words, ValuePlace(in_standard_form=others))
    assert {group.hint for group in groups} == {hint}


def test_typed_dates_are_read_whatever_the_file_declares() -> None:
    place = ValuePlace(has_typed_dates=True, in_standard_form=5)
    (group,) = value_groups("date", ["16/05/2023"], place)
    assert "write 'dates: day/month/year' for the file" in group.hint


def test_hint_on_a_backslash_is_yaml_that_says_it() -> None:
    (group,) = value_groups("number", ["\\N"], ValuePlace())
    assert r'blank: ["\\N"]' in group.hint


def test_flag_after_a_space_is_a_sign() -> None:
    (group,) = value_groups("number", ["12.3 b", "4 b"], ValuePlace())
    assert "write 'signs: [\"b\"]'" in group.hint


@pytest.mark.parametrize("word", ["(45)", "\u2013" + "3.2", "-99x"])
def test_number_that_may_be_below_zero_is_not_suggested_above_it(word: str) -> None:
    (group,) = value_groups("number", [word], ValuePlace())
    assert f'codes: {{"{word}": ...}}' in group.hint
