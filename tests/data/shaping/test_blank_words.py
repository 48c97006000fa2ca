"""Words that a file declares as blank."""

from egyv_engine.data.shaping.blank_words import without_blank_words
from tests.data.shaping.tables import Found, table_of, text_of

ANSWERS = """
unit,q,r
a,NA,-99
b,Yes,-99.0
c,na,99
d, NA ,-990
e,No (NA),"-99,00"
"""


def test_cells_with_a_word_become_blank_and_are_counted() -> None:
    found = Found()
    table = without_blank_words(table_of(ANSWERS), ["NA", "-99"], found.notes)
    assert text_of(table) == "unit,q,r\na,,\nb,Yes,\nc,na,99\nd,,-990\ne,No (NA),"
    assert found.counted == {"blank_words": {"q": {"NA": 2}, "r": {"-99": 1, "-99,00": 1, "-99.0": 1}}}


def test_signs_of_regular_expressions_in_a_word_are_letters() -> None:
    found = Found()
    table = without_blank_words(
        table_of("unit,q\na,.\nb,x\nc,(no answer)\nd,0.10\ne,0.1"), [".", "(no answer)", "0.1"], found.notes
    )
    assert text_of(table) == "unit,q\na,\nb,x\nc,\nd,\ne,"


def test_table_without_the_words_keeps_its_columns() -> None:
    before = table_of(ANSWERS)
    after = without_blank_words(before, ["NULL"], Found().notes)
    assert all(one is other for one, other in zip(before.columns, after.columns, strict=True))
    assert without_blank_words(before, [], Found().notes) is before
