"""The codes of answers: where ordinary answers end and don't-knows begin."""

from egyv_engine.model.codes import EffectiveCode, RawCode, answer_codes, raw_codes

LABELS, DONT_KNOW = ("No", "Yes"), ("Don't know", "Refused")


def test_effective_codes_of_a_scale_start_after_the_states_without_an_answer() -> None:
    codes = answer_codes(LABELS, DONT_KNOW)
    assert list(codes.ordinary) == [4, 5]
    assert list(codes.dont_know) == [6, 7]
    assert list(codes.answers) == [4, 5, 6, 7]


def test_effective_codes_of_a_value_are_one_for_all_values() -> None:
    codes = answer_codes((), DONT_KNOW)
    assert (list(codes.ordinary), list(codes.dont_know)) == ([4], [5, 6])


def test_effective_codes_without_dont_knows_have_an_empty_range() -> None:
    codes = answer_codes(LABELS, ())
    assert not codes.dont_know
    assert list(codes.answers) == [4, 5]


def test_raw_codes_are_the_effective_ones_before_blanks_are_told_apart() -> None:
    assert raw_codes(LABELS, DONT_KNOW) == {"No": 1, "Yes": 2, "Don't know": 3, "Refused": 4}
    assert raw_codes((), DONT_KNOW) == {"Don't know": 2, "Refused": 3}
    shift = EffectiveCode.BLANK - RawCode.BLANK
    assert shift == EffectiveCode.FIRST_ANSWER - RawCode.FIRST_ANSWER
    codes = answer_codes(LABELS, DONT_KNOW)
    assert [code + shift for code in raw_codes(LABELS, DONT_KNOW).values()] == list(codes.answers)
