"""The answers that scales, defaults and questions declare: one meaning each."""

import pytest

from tests.reported import reported

SCALES, INSTRUMENT = "rules/scales.yaml", "surveys/instrument.yaml"
FREQUENCY = "frequency: [Never, Sometimes, Often]"
DEFAULTS = """defaults: {dont_know: ["Don't know"]}"""
LOANS = "asks: How many books are lent in a week?, scale: number"
VISITS = "asks: How often do people visit?, scale: frequency"


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        ("frequency: [Never, Sometimes, Often, Don't know]", "answers and also under dont_know"),
        (
            "frequency: {answers: [Never, Sometimes, Often, Unsure], dont_know: [Unsure]}",
            "answers and also under dont_know",
        ),
        (
            "frequency: {answers: [Never, Sometimes, Often], blank: [Unsure], not_applicable: [Unsure]}",
            "blank and also under not_applicable",
        ),
        (
            """frequency: {answers: [Never, Sometimes, Often], blank: ["Don't know"]}""",
            "blank and also under dont_know",
        ),
        ("frequency: {answers: [Never, Sometimes, Often, Don't know], dont_know: []}", None),
        ("frequency: {answers: [Never, Sometimes, Often], dont_know: [Unsure], blank: [Refused]}", None),
        ("""frequency: {answers: [Never, Sometimes, Often], dont_know: [], blank: ["Don't know"]}""", None),
    ],
)
def test_answer_of_a_scale_is_in_one_list(scale: str, expected: str | None) -> None:
    lines = [line.partition("EGY")[2] for line in reported({SCALES: (FREQUENCY, scale)})]
    found = [
        line for line in lines if not line.startswith("218 ")
    ]  # a don't-know is an unusual ordinary answer
    assert len(found) == (expected is not None)
    assert all(line.startswith("415 ") and line.endswith(f" under {expected}") for line in found)


@pytest.mark.parametrize(
    ("defaults", "expected"),
    [
        ("defaults: {dont_know: [Unsure], blank: [Unsure]}", 1),  # once, not once per scale
        ('defaults: {dont_know: ["-99"], blank: ["-99.0"]}', 1),  # one number, for a question that takes one
        ('defaults: {dont_know: ["-98"], blank: ["-99"]}', 0),
        ("defaults: {}", 0),
    ],
)
def test_answer_of_the_defaults_is_in_one_list(defaults: str, expected: int) -> None:
    found = reported({SCALES: (DEFAULTS, defaults)})
    assert [line.split()[1] for line in found] == ["EGY415"] * expected


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ('blank: ["-99"], not_applicable: ["-98"]', []),
        ('blank: ["-99", "-99.0"]', []),
        ('blank: ["-99"], dont_know: ["-99.00"]', ["EGY415"]),
    ],
)
def test_number_in_two_lists_of_a_question_is_one_word_however_it_is_written(
    lists: str, expected: list[str]
) -> None:
    found = reported({INSTRUMENT: (LOANS, f"{LOANS}, {lists}")})
    assert [line.split()[1] for line in found] == expected


@pytest.mark.parametrize("key", ["dont_know", "blank", "not_applicable"])
def test_question_with_a_scale_leaves_the_meaning_of_answers_to_it(key: str) -> None:
    found = reported({INSTRUMENT: (VISITS, f"{VISITS}, {key}: [Refused]")})
    assert [line.partition(" ")[2] for line in found] == [
        "EGY432 the question 'visits' has the scale 'frequency', which decides what its answers mean"
    ]
    assert reported({INSTRUMENT: (LOANS, f"{LOANS}, {key}: [Refused]")}) == []


@pytest.mark.parametrize(
    ("scale", "has"),
    [
        ("frequency: {answers: [Never, Sometimes, Often], choices: [A, B]}", "both answers and choices"),
        ("frequency: {blank: [Never]}", "neither answers nor choices"),
        ("frequency: {answers: [Never, Sometimes, Often]}", None),
    ],
)
def test_scale_has_answers_or_choices(scale: str, has: str | None) -> None:
    lines = reported({SCALES: (FREQUENCY, scale)}, rules_only=False)
    found = [line.partition(" ")[2] for line in lines if "EGY415" not in line]
    assert found == ([f"EGY431 the scale 'frequency' has {has}"] if has else [])
