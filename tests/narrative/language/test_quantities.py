"""The words for a count of a base at their borders: none, one, "all" of three or more."""

import pytest

from egyv_engine.model.report import Text
from egyv_engine.narrative.claims.quantity_claims import number_of_base, units_of_base
from egyv_engine.narrative.language.parts import Count
from egyv_engine.narrative.language.quantities import Quantity
from egyv_engine.narrative.language.sentences import sentence_of
from tests.narrative.toy import book, wording


@pytest.mark.parametrize(
    ("count", "base", "stated", "with_unit", "without"),
    [
        (3, 3, False, "all 3 areas", "all 3"),
        (2, 2, False, "2 out of 2 areas", "2 out of 2"),  # "all two areas" reads oddly
        (1, 1, False, "the 1 area that answered", "the 1 that answered"),
        (0, 1, False, "no area (1 answered)", "none (1 answered)"),
        (1, 1, True, "the 1 area", "1"),
        (0, 1, True, "no area", "none"),
        (0, 2, False, "neither of the 2 areas", "none out of 2"),
        (1, 2, False, "1 out of 2 areas", "1 out of 2"),
        (3, 3, True, "all 3 areas", "all 3"),
        (2, 2, True, "2 areas", "2"),
        (1, 2, True, "1 area", "1"),
        (0, 2, True, "no area", "none"),
    ],
)
def test_count_of_a_base_is_in_the_words_of_a_copy_editor(
    count: int, base: int, stated: bool, with_unit: str, without: str
) -> None:
    of = Quantity(
        count=Count(ref="x.count", value=count),
        base=Count(ref="x.base", value=base),
        share=(),
        is_base_stated=stated,
    )
    english = wording().language
    for parts, expected in ((units_of_base(of, english), with_unit), (number_of_base(of, english), without)):
        whole = book().in_words((Text(text="It was "), *parts, Text(text=".")))
        assert sentence_of(whole, "govuk", english, kind="x", basis=()).text == f"It was {expected}."


def test_only_unit_that_there_is_needs_no_word_that_it_answered() -> None:
    of = Quantity(
        count=Count(ref="x.count", value=1),
        base=Count(ref="x.base", value=1),
        share=(),
        is_base_stated=False,
        is_only=True,
    )
    english = wording().language
    whole = book().in_words((Text(text="It was "), *units_of_base(of, english), Text(text=".")))
    assert sentence_of(whole, "words_to_ten", english, kind="x", basis=()).text == "It was the one area."
