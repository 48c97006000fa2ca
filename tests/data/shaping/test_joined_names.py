"""Names of columns from headers of several rows."""

from egyv_engine.data.shaping.joined_names import joined_names


def test_text_of_the_first_row_continues_over_columns_that_have_a_text_below() -> None:
    upper = ["ID", "Which do you lend?", "", "", "Satisfied?", "", "Comments"]
    lower = ["", "Books", "Films", "Other", "Response", "", "Open-Ended Response"]
    assert joined_names([upper, lower]) == (
        "ID",
        "Which do you lend? / Books",
        "Which do you lend? / Films",
        "Which do you lend? / Other",
        "Satisfied? / Response",
        "",
        "Comments / Open-Ended Response",
    )


def test_three_rows_and_one_row() -> None:
    assert joined_names([["A", "", ""], ["B", "", " "], ["c", "d", "e "]]) == (
        "A / B / c",
        "A / B / d",
        "A / B / e",
    )
    assert joined_names([["A", "B"]]) == ("A", "B")
    assert joined_names([["", "A"], ["x", "y"]]) == ("x", "A / y")
