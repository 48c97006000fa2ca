"""Texts that are printed as they are written: what is right in them stays without a warning."""

import pytest

from tests.reported import reported

RULES, REPORT, PROGRAMME = "principles/1-access.yaml", "reports/report.yaml", "programme.yaml"


@pytest.mark.parametrize(
    "title",
    [
        "Open in 2021",
        "Open after COVID-19",
        "Rooms for A4 prints",
        "A two-tier service",
        "One of the first",
        "Open, effect unknown",
        "Men \u2640\ufe0f and women",
        "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # a joiner within Persian letters
        "Costs < 5 and > 3"[:5],
        "Asked * of all",
        "Snake_case_words",
    ],
)
def test_title_that_is_right_has_no_warning(title: str) -> None:
    assert reported({RULES: ("title: Open late", f'title: "{title}"')}) == []


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Open on 7 days", "EGY618"),
        ("Open on \uff17 days", "EGY618"),
        ("Twice a week", "EGY618"),
        ("Open due to demand", "EGY618"),
        ("Open {late}", "EGY619"),
        ("Open $late", "EGY619"),
        ("Open <<late>>", "EGY619"),
        ("Visited often", "EGY620"),
        ("VISITED  often", "EGY620"),
        ("Open **late**", "EGY622"),
        ("Open <i>late</i>", "EGY622"),
        ("Open [late](here)", "EGY622"),
    ],
)
def test_title_that_readers_misread_has_a_warning(title: str, code: str) -> None:
    found = reported({RULES: ("title: Open late", f'title: "{title}"')})
    assert [line.split()[1] for line in found] == [code]


@pytest.mark.parametrize("number", ["3", "three"])
def test_title_may_have_the_number_of_its_rule(number: str) -> None:
    counted = "met_when: {number_of: [{met: visited_often}, {question: loans, at_least: 3}], at_least: 1}"
    edits = [
        ('met_when: {question: open_late, is: "Yes"}', counted),
        ("title: Open late", f"title: At least {number} loans"),
    ]
    assert reported({RULES: edits}) == []


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Over a thousand loans", []),
        ("At least one thousand loans", []),
        ("1,000 loans or more", []),
        ("Over a thousand loans in the second half of 2024", []),
        ("Over two thousand loans", ["EGY618"]),
        ("Over 1,001 loans", ["EGY618"]),
        ("Loans in half of libraries", ["EGY618"]),
        ("Loans in the second half of libraries", ["EGY618"]),
    ],
)
def test_title_may_have_a_round_number_of_its_rule_and_a_half_of_a_year(title: str, codes: list[str]) -> None:
    counted = "met_when: {question: loans, at_least: 1000}"
    edits = [('met_when: {question: open_late, is: "Yes"}', counted), ("title: Open late", f"title: {title}")]
    assert [line.split()[1] for line in reported({RULES: edits}) if "EGY618" in line] == codes


def test_labels_and_notes_may_have_numbers() -> None:
    edits = [("label: before\n", "label: in round 1\n"), ("Made-up answers.", "Made up for 2 of 3 tests.")]
    assert reported({PROGRAMME: edits}) == []


def test_label_has_no_cause() -> None:
    (found,) = reported({PROGRAMME: ("label: before\n", "label: due to come\n")})
    assert found.startswith("programme.yaml:9:12 EGY618 'due to' is a refused word in the label of a wave")
