"""The separator that the header of a quoted file has."""

import pytest

from egyv_engine.data.sources.csv_form import separator_of_quoted_header


@pytest.mark.parametrize(
    ("header", "declared", "found"),
    [
        ('"id";"a"\n"1";"2"\n', ",", ";"),
        ('"id"\t"a, ""b"""\tc\n', ",", "\t"),
        ('"id"|a|"b', ",", None),  # the last cell is not closed, so nothing is certain
        ('"id","a"\n', ";", ","),
        ('"id";"a"x;b\n', ",", None),
        ('"id","a"b\n', ",", None),
        ('id;"a"\n', ",", None),
        ('"id"\n', ",", None),
    ],
)
def test_another_separator_is_found_only_where_the_whole_header_splits_at_it(
    header: str, declared: str, found: str | None
) -> None:
    assert separator_of_quoted_header(header, declared) == found
