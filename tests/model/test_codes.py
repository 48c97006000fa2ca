"""The codes of answers: where ordinary answers end and don't-knows begin."""

import pytest

from egyv_engine.model.codes import EffectiveCode, RawCode, answer_codes, raw_codes

LABELS, DONT_KNOW = ("No", "Yes"), ("Don't know", "Refused")


def test_effective_codes_of_a_scale_start_after_the_states_without_an_answer() -> None:
    codes = answer_codes(LABELS, DONT_KNOW)
    assert list(codes.ordinary) == [6, 7]
    assert list(codes.dont_know) == [8, 9]
    assert list(codes.answers) == [6, 7, 8, 9]


def test_effective_codes_of_a_value_are_one_for_all_values() -> None:
    codes = answer_codes((), DONT_KNOW)
    assert (list(codes.ordinary), list(codes.dont_know)) == ([6], [7, 8])


def test_effective_codes_without_dont_knows_have_an_empty_range() -> None:
    codes = answer_codes(LABELS, ())
    assert not codes.dont_know
    assert list(codes.answers) == [6, 7]


def test_raw_codes_are_the_effective_ones_before_blanks_are_told_apart() -> None:
    assert raw_codes(LABELS, DONT_KNOW) == {"No": 1, "Yes": 2, "Don't know": 3, "Refused": 4}
    assert raw_codes((), DONT_KNOW) == {"Don't know": 2, "Refused": 3}
    assert raw_codes((), DONT_KNOW, ("Not for us",)) == {"Don't know": 2, "Refused": 3, "Not for us": 4}
    shift = EffectiveCode.BLANK - RawCode.BLANK
    assert shift == EffectiveCode.FIRST_ANSWER - RawCode.FIRST_ANSWER
    codes = answer_codes(LABELS, DONT_KNOW)
    assert [code + shift for code in raw_codes(LABELS, DONT_KNOW).values()] == list(codes.answers)


def test_answers_that_say_not_applicable_come_last_and_are_not_among_those_a_unit_can_be_asked_for() -> None:
    codes = answer_codes(LABELS, DONT_KNOW, ("Not for us",))
    assert list(codes.not_applicable) == [10]
    assert list(codes.answers) == [6, 7, 8, 9]


@pytest.mark.parametrize(("answers", "is_wide"), [(250, False), (251, True), (300, True)])
def test_codes_need_two_bytes_from_251_answers_on(answers: int, is_wide: bool) -> None:
    labels = tuple(map(str, range(answers)))
    assert answer_codes(labels, ()).is_wide == is_wide
    assert answer_codes(labels[1:], labels[:1]).is_wide == is_wide
    assert answer_codes(labels[1:], (), labels[:1]).is_wide == is_wide
