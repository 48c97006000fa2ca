"""Numbers and dates in the way a file writes them."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

import polars as pl
import pytest

from egyv_engine.data.shaping.standard_values import hint_of_numbers, standard_values
from egyv_engine.data.shaping.value_forms import WrittenValues
from egyv_engine.data.shaping.written_dates import (
    every_pattern,
    pattern_of_all,
    standard_dates,
    written_pattern,
)
from egyv_engine.model.date_pattern import DatePattern, date_pattern
from tests.data.shaping.tables import Found, table_of

DAYS = DatePattern(order=("day", "month", "year"), separator="/")


def standard(
    kind: Literal["number", "date"], written: WrittenValues, *cells: str
) -> tuple[list[str | None], list[bool], Found]:
    found = Found()
    table = table_of("unit,v\n" + "\n".join(f'u{i},"{cell}"' for i, cell in enumerate(cells)))
    read = standard_values(table, table.columns[1], kind, written, (found.diagnostics, found.notes))
    misfits = [] if read.misfits is None else read.misfits.to_list()
    return read.column.texts.to_list(), misfits, found


def test_decimal_comma_becomes_a_point() -> None:
    values, misfits, found = standard("number", WrittenValues(decimal=","), "1,5", "-3", " 0,25 ", "", "   ")
    assert values == ["1.5", "-3", "0.25", None, None]
    assert not any(misfits)
    assert found.messages == []


def test_point_in_a_file_with_decimal_commas_is_reported_once_with_its_number() -> None:
    values, misfits, found = standard(
        "number", WrittenValues(decimal=","), "1,5", "1.000", "2.5", "1.000,5", "x"
    )
    assert values == ["1.5", "1.000", "2.5", "1.000,5", "x"]
    assert misfits == [False, True, True, True, True]
    assert found.messages == [
        (
            "EGY572 3:2 4 cells of 'v' are not written as the numbers with ',' before decimals that the file "
            "declares; the first is '1.000' | write digits, with ',' before decimals, and without marks between thousands"
        )
    ]
    assert found.places == [[(3, 2), (4, 2), (5, 2)]]


def test_hint_names_the_other_decimal_sign_where_it_fits_all() -> None:
    both = pl.Series(["1,5", "2,25"])
    assert hint_of_numbers(both, both, WrittenValues()) == (
        "if this file writes decimals with ',', declare decimal: \",\" for it in surveys/files.yaml"
    )
    one = pl.Series(["1,5", "x"])
    assert "declare" not in hint_of_numbers(one, one, WrittenValues())
    _, _, found = standard("number", WrittenValues(decimal=","), "1.5")
    assert 'declare decimal: "."' in found.messages[0]


def test_hint_keeps_the_way_in_which_most_cells_are_written() -> None:
    _, _, numbers = standard("number", WrittenValues(decimal=","), "1.5", "2,5", "3,25")
    assert numbers.messages[0].endswith("have ',' before decimals: write these so, too")
    _, _, dates = standard("date", WrittenValues(dates=DAYS), "12/31/2020", "31/12/2020", "30/11/2020")
    assert dates.messages[0].endswith(
        "these dates are month/day/year: write them as day/month/year, as the others are"
    )
    _, _, all_fit = standard("date", WrittenValues(dates=DAYS), "12/31/2020", "1/2/2020", "3/4/2020")
    assert "write 'dates: month/day/year'" in all_fit.messages[0]


def test_thousands_are_removed_where_groups_of_three_digits_follow() -> None:
    english = WrittenValues(thousands=",")
    values, misfits, found = standard(
        "number", english, "1,204", "-12,345,678.5", "999", "1204", "1,20", "0,250"
    )
    assert values == ["1204", "-12345678.5", "999", "1204", "1,20", "0,250"]
    assert misfits == [False, False, False, False, True, True]
    assert [message[:10] for message in found.messages] == ["EGY572 6:2"]
    german = WrittenValues(decimal=",", thousands=".")
    assert standard("number", german, "1.204,5", "2.010", "3,125")[0] == ["1204.5", "2010", "3.125"]
    spaced = standard(
        "number", WrittenValues(decimal=",", thousands=" "), "1 204", "1\u00a0204,5", "1\u202f204"
    )
    assert spaced[0] == ["1204", "1204.5", "1204"]


def test_flag_may_follow_the_sign_of_a_number() -> None:
    both = WrittenValues(signs=("km", "£", "%"), flags=("[p]", "b"))
    cells = ("2 km [p]", "3km b", "4 km", "5 [p]", "£6 b", "7%b", "8 kmb", "9 m b")
    values, misfits, found = standard("number", both, *cells)
    assert values == ["2", "3", "4", "5", "6", "7", "8 kmb", "9 m b"]  # kmb and m are no declared signs
    assert misfits == [False] * 6 + [True] * 2
    assert [message[:6] for message in found.messages] == ["EGY554", "EGY572"]


def test_hint_names_the_sign_or_flag_of_two_that_is_not_declared() -> None:
    cell = pl.Series(["2 km [p]"])
    assert "'signs: [\"km\"]'" in hint_of_numbers(cell, cell, WrittenValues(flags=("[p]",)))
    assert "'flags: [\"[p]\"]'" in hint_of_numbers(cell, cell, WrittenValues(signs=("km",)))


def test_decimal_commas_before_three_digits_everywhere_are_doubted() -> None:
    _, misfits, found = standard("number", WrittenValues(decimal=","), "1,204", "7", "2,010", "1,204")
    assert not any(misfits)
    assert [message[:10] for message in found.messages] == ["EGY569 2:2"]
    assert "'v' that has one (3 in all)" in found.messages[0]
    for other in ("2,5", "0,125", "1234,567"):
        assert standard("number", WrittenValues(decimal=","), "1,204", other)[2].messages == []


def test_file_that_declares_nothing_is_unchanged() -> None:
    assert standard("number", WrittenValues(), "1,5", "x")[:2] == (["1,5", "x"], [])
    assert standard("date", WrittenValues(), "3/4/2021", "x")[:2] == (["3/4/2021", "x"], [])


@pytest.mark.parametrize("pattern", every_pattern(), ids=written_pattern)
def test_every_pattern_reads_what_python_writes_in_it(pattern: DatePattern) -> None:
    days = [date(2020, 2, 29), date(2021, 12, 3), date(1999, 1, 31)]
    assert date_pattern(written_pattern(pattern)) == pattern
    full, short = (
        [pattern.separator.join(f"{getattr(day, part):{width}}" for part in pattern.order) for day in days]
        for width in ("02", "")
    )
    for texts in (full, short):
        read = standard_dates(pl.Series(texts), pattern)
        assert read["date"].to_list() == [day.isoformat() for day in days]
        assert not read["has_time"].any()
    assert pattern_of_all(pl.Series(short)) == pattern


def test_times_after_dates_are_dropped_and_counted() -> None:
    values, misfits, found = standard(
        *("date", WrittenValues(dates=DAYS)),
        *("3/4/2021 10:20", "03/04/2021 10:20:30 PM", "3/4/2021T10:20:30.5+02:00", "4/4/2021", ""),
    )
    assert values == ["2021-04-03", "2021-04-03", "2021-04-03", "2021-04-04", None]
    assert not any(misfits)
    assert found.counted == {"times_dropped": {"v": 3}}


def test_dates_that_do_not_fit_are_reported_once_with_the_pattern_that_fits_all() -> None:
    values, misfits, found = standard(
        "date", WrittenValues(dates=DAYS), "3/4/2021", "12/31/2021", "12/30/2021"
    )
    assert values == ["2021-04-03", "12/31/2021", "12/30/2021"]
    assert misfits == [False, True, True]
    assert found.messages == [
        (
            "EGY572 3:2 2 cells of 'v' are not written as the dates as day/month/year that the file declares; "
            "the first is '12/31/2021' | all dates of this column are month/day/year: write 'dates: month/day/year' "
            "for the file in surveys/files.yaml; if other columns are day/month/year, write "
            "'dates: {v: month/day/year}', with the pattern of each of them, instead"
        )
    ]


def test_date_that_does_not_exist_and_year_of_two_digits_are_misfits() -> None:
    values, misfits, found = standard(
        "date", WrittenValues(dates=DAYS), "31/2/2021", "1/2/21", "x", "1/2/2021"
    )
    assert misfits == [True, True, True, False]
    assert found.messages[0].endswith("| write dates that exist as day/month/year")
    assert values == ["31/2/2021", "1/2/21", "x", "2021-02-01"]


def test_pattern_of_all_is_unknown_where_several_fit() -> None:
    assert pattern_of_all(pl.Series(["3/4/2021"])) is None
    assert pattern_of_all(pl.Series([], dtype=pl.String)) is None
    assert pattern_of_all(pl.Series(["31/4/2021"])) is None  # 31 April is not a date in any order


def test_texts_that_declare_no_pattern() -> None:
    assert [date_pattern(text) for text in ("day/month", "day/month-year", "day:month:year", "")] == [
        None
    ] * 4
    assert all(one != other for one, other in pairwise(every_pattern()))
    assert len(every_pattern()) == 24  # three parts have six orders, with four separators


def test_typed_dates_are_read_beside_texts_of_a_declared_pattern() -> None:
    cells = ("2022-04-03", "13/04/2022", "2022-04-05 10:30:00", "2022-13-04")
    values, misfits, found = standard("date", WrittenValues(dates=DAYS, has_typed_dates=True), *cells)
    assert values == ["2022-04-03", "2022-04-13", "2022-04-05", "2022-13-04"]
    assert misfits == [False, False, False, True]
    assert found.counted == {"times_dropped": {"v": 1}}
    assert standard("date", WrittenValues(dates=DAYS), *cells)[1] == [True, False, True, True]


def test_sign_of_numbers_is_removed_before_or_after_them() -> None:
    signed = WrittenValues(decimal=",", thousands=".", signs=("%", "€", "km"))
    for cells, expected in (
        (("45%", "-3,5 %", "0%"), ["45", "-3.5", "0"]),
        (("€ 1.204,50", "-€5", "€-5"), ["1204.50", "-5", "-5"]),
        (("12 km", " 1.000km "), ["12", "1000"]),
    ):
        values, misfits, found = standard("number", signed, *cells, "")
        assert values == [*expected, None]
        assert not any(misfits)
        assert found.messages == []


def test_numbers_with_another_sign_or_none_are_doubted() -> None:
    values, misfits, found = standard(
        "number", WrittenValues(signs=("%", "$")), "45%", "30%", "0.3", "$5", "%%"
    )
    assert values == ["45", "30", "0.3", "5", "%%"]
    assert misfits == [False, False, False, False, True]
    assert [message[:10] for message in found.messages] == ["EGY554 4:2", "EGY572 6:2"]
    assert (
        "2 numbers of 'v' have the sign '%', and 2 have another or none; the first is '0.3'"
        in found.messages[0]
    )


def test_exponents_are_read_exactly_whatever_the_file_declares() -> None:
    values, misfits, found = standard("number", WrittenValues(), "1e+05", "1.5E-3", "2E7", "x", "1e5e", "7")
    assert values == ["100000", "0.0015", "20000000", "x", "1e5e", "7"]
    assert not any(misfits)
    assert found.messages == []
    assert standard("number", WrittenValues(decimal=","), "1,5e+05", "2")[0] == ["150000", "2"]


def test_numbers_that_a_program_has_rounded_are_doubted() -> None:
    values, _, found = standard("number", WrittenValues(), "1.23457E+11", "1e+12", "5")
    assert values == ["123457000000", "1000000000000", "5"]
    assert [message[:10] for message in found.messages] == ["EGY555 2:2"]
    for exact in ("1.2345678E+11", "1.23457e+05", "1.23457E-11"):
        assert standard("number", WrittenValues(), exact, "5")[2].messages == []
    whole = standard(
        "number", WrittenValues(), "1.23457e+11", "1.234567891e+11"
    )  # of a program that rounds at 15 digits
    assert whole[2].messages == []


@pytest.mark.parametrize(
    "shown", ["1.25E+03", "1.00E+05", "-3.20E+01", "1E+11", "1.234E+14", "5.00E+00", "1.25E-03"]
)
def test_numbers_in_the_form_of_a_spreadsheet_are_doubted(shown: str) -> None:
    values, _, found = standard("number", WrittenValues(), "12", shown, "30")
    assert values[0::2] == ["12", "30"]
    assert values[1] == format(Decimal(shown), "f")
    (message,) = found.messages
    assert message.startswith("EGY555 3:2")


@pytest.mark.parametrize(
    "exact", ["1e+05", "1.25e+06", "1.25E7", "1.25E+007", "1e-05", "1.25E-05", "1250", "12E3", "0.00E+00"]
)
def test_numbers_with_the_exponents_of_other_programs_are_exact(exact: str) -> None:
    assert standard("number", WrittenValues(), "12", exact, "30")[2].messages == []


def test_words_with_a_meaning_of_their_own_are_kept() -> None:
    found = Found()
    table = table_of('unit,v\na,"1,5"\nb,Don\'t know\nc, New \nd,Old')
    read = standard_values(
        table,
        table.columns[1],
        "number",
        WrittenValues(decimal=","),
        (found.diagnostics, found.notes),
        known=("Don't know", "New"),
    )
    assert read.column.texts.to_list() == ["1.5", "Don't know", " New ", "Old"]
    assert read.misfits is not None
    assert read.misfits.to_list() == [False, False, False, True]


def test_months_have_names_and_years_two_digits_where_that_is_declared() -> None:
    days = DatePattern(order=("day", "month", "year"), separator="-")
    short = DatePattern(order=("day", "month", "year"), separator="-", years_from=1930)
    cells = ("3-Apr-2021", "03-SEPT-2021", "4-May.-2021", "5-3-2021")
    assert standard("date", WrittenValues(dates=days), *cells)[0] == [
        *("2021-04-03", "2021-09-03", "2021-05-04", "2021-03-05")
    ]
    read = standard("date", WrittenValues(dates=short), "3-Apr-29", "3-4-30", "3-4-1899", "3-4-00")
    assert read[0] == ["2029-04-03", "1930-04-03", "1899-04-03", "2000-04-03"]
    words = DatePattern(order=("month", "day", "year"), separator=" ")
    read = standard("date", WrittenValues(dates=words), "April 3, 2021", "Dec 31 2020 10:20", "Foo 3, 2021")
    assert read[0] == ["2021-04-03", "2020-12-31", "Foo 3, 2021"]
    assert read[1] == [False, False, True]


def test_years_of_two_digits_name_the_key_that_reads_them() -> None:
    _, misfits, found = standard("date", WrittenValues(dates=DAYS), "1/2/21", "3/4/99", "3/4/2021")
    assert misfits == [True, True, False]
    assert found.messages[0].endswith(
        "| the years have two digits: write 'years_from: 1930' (or another first year that two digits may mean) for the file "
        "in surveys/files.yaml"
    )


def test_flags_say_nothing_about_the_unit_of_a_number() -> None:
    signed = WrittenValues(flags=("[p]", "[r]", "b"), signs=("%",))
    values, misfits, found = standard("number", signed, "12.3 [p]", "45[r]", "7", "", "8.5 b")
    assert values == ["12.3", "45", "7", None, "8.5"]
    assert not any(misfits)
    assert found.messages == []
    assert found.counted == {"flags_dropped": {"v": {"[p]": 1, "[r]": 1, "b": 1}}}
    _, _, mixed = standard("number", signed, "12.3 [p]", "45%", "7")
    assert [message[:10] for message in mixed.messages] == ["EGY554 3:2"]


def test_numbers_below_zero_are_read_as_minus_declares_them() -> None:
    accounts = WrittenValues(minus=("()", "\u2013"), signs=("£", "%"), thousands=",")
    cells = {"(£45)": "-45", "£(1,204)": "-1204", "(4.5%)": "-4.5", "\u20133%": "-3", "£7": "7", "-£2": "-2"}
    values, misfits, _ = standard("number", accounts, *cells)
    assert values == list(cells.values())
    assert not any(misfits)
    _, misfits, found = standard(
        "number", WrittenValues(minus=("()",)), "(45)", "(-45)", "()", "(4", "\u20135", "6"
    )
    assert misfits == [False, True, True, True, True, False]
    assert found.messages[0].startswith("EGY572 3:2 4 cells of 'v'")


def test_hint_names_the_key_that_reads_numbers_below_zero() -> None:
    texts = pl.Series(["(45)", "6"])
    hint = hint_of_numbers(texts.head(1), texts, WrittenValues(thousands=","))
    assert hint.startswith(
        "if '(45)' is below zero, write 'minus: [\"()\"]' for the file in surveys/files.yaml; "
    )


@pytest.mark.parametrize("words", [["*", "<5"], ["<5", "*"]])
def test_hint_names_a_word_that_is_no_number_beside_others(words: list[str]) -> None:
    found = pl.Series(words)
    assert hint_of_numbers(found, found, WrittenValues(thousands=",")).startswith(
        f"if '{words[0]}' stands for a blank cell, add it to blank"
    )


@pytest.mark.parametrize("written", [WrittenValues(), WrittenValues(thousands=",", signs=("%", "£"))])
def test_plus_and_typographical_minus_are_read_in_every_file(written: WrittenValues) -> None:
    values, misfits, found = standard("number", written, "+3.4", "\u22123.2", " \u22121e3", "2", "+")
    assert values == ["3.4", "-3.2", "-1000", "2", "+"]
    assert sum(misfits) == int(
        bool(written.signs)
    )  # the last one; without a declaration it is reported later
    assert len(found.messages) == sum(misfits)
    if written.signs:
        signed, _, doubted = standard("number", written, "+4%", "\u22121,200 %", "+5%")
        assert (signed, doubted.messages) == (["4", "-1200", "5"], [])
        assert standard("number", written, "\u2212£5", "+£7")[0] == ["-5", "7"]


@pytest.mark.parametrize("text", ["+-5", "++5", "\u2212-5", "\u2013" + "5", "(45)", "5+"])
def test_other_signs_before_numbers_are_not_guessed(text: str) -> None:
    assert standard("number", WrittenValues(), text, "1")[0] == [text, "1"]
