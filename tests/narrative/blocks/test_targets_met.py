"""The sentence on targets, against counts made by hand."""

from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest

from egyv_engine.pipeline.run import evaluate_files
from tests.narrative.small_programme import answers, evaluated, paragraphs_of

BLOCK = "chapters: [{id: all, title: All, blocks: [{show: targets_met}]}]\n"


def has(name: str, target: str | None, more: str = "") -> str:
    aim = "" if target is None else f", target: {{{target}}}"
    return (
        f'  - {{id: {name}, title: The {name}, met_when: {{question: {name}, is: "Yes"}}, says: {{units: had a {name}, '
        f"topic: the {name}}}{aim}{more}}}\n"
    )


def told(indicators: str, after: Mapping[str, list[str]]) -> list[str]:
    before = {name: answers(1, 9) for name in after}
    made = evaluated(indicators, {"before": before, "after": after}, blocks=BLOCK)
    return paragraphs_of(made, "all", "targets_met")


def test_measures_that_missed_are_named_the_furthest_from_its_target_first() -> None:
    """Ten clubs. The pool is 40 points from its target, the fault 15 and the map 10; the site has no target."""
    indicators = (
        has("hall", "share_at_least: 90")  # 9 of 10 are 90 %
        + has("map", "share_at_least: 60")  # 5 of 10 are 50 %
        + has("site", None)
        + has("fault", "share_at_most: 5", ", direction: lower")  # 2 of 10 are 20 %
        + has("pool", "share_at_least: 50", ", scored: false")  # 1 of 10 is 10 %
        + has("gate", "share_at_least: 60")  # 4 of 5 are 80 %; of 10 they are 40 %
    )
    after = {
        "hall": answers(9, 1),
        "map": answers(5, 5),
        "site": answers(3, 7),
        "fault": answers(2, 8),
        "pool": answers(1, 9),
        "gate": answers(4, 1, 5),
    }
    assert told(indicators, after) == [
        (
            "Targets: Two of the five measures with a target met it after; the pool, the fault and the map did not. "
            "Missing answers could change that for one."
        )
    ]


def test_of_many_that_missed_three_are_named_and_the_others_counted() -> None:
    """Targets of 10, 20, 30, 40 and 50 % and no club that met any: the last are the furthest off. A sixth was met."""
    names = {"a": 10, "b": 20, "c": 30, "d": 40, "e": 50}
    missed = "".join(has(name, f"share_at_least: {share}") for name, share in names.items())
    after = {name: answers(0, 10) for name in names}
    assert told(missed + has("f", "share_at_least: 10"), {**after, "f": answers(1, 9)}) == [
        "Targets: One of the six measures with a target met it after; the e, the d and the c did not, nor did two others."
    ]
    assert told(missed, after) == [
        "Targets: None of the five measures with a target met it after, among them the e, the d and the c."
    ]


def test_measure_without_any_answer_has_neither_met_nor_missed_its_target() -> None:
    indicators = has("hall", "share_at_least: 50") + has("map", "share_at_least: 50")
    assert told(indicators, {"hall": answers(9, 1), "map": answers(0, 0, 10)}) == [
        "Targets: The only measure with a target and answers met it after."
    ]
    assert told(indicators, {"hall": answers(0, 0, 10), "map": answers(0, 0, 10)}) == []


@pytest.mark.parametrize(
    ("everyone", "said"),
    [
        ("", ["Four of the six measures with a target met it after, counted in each ward by itself."]),
        (", all: {label: whole}", ["In the whole programme, the only measure with a target met it after."]),
    ],
)
def test_more_cohorts_than_a_summary_has_room_for_are_counted_or_taken_together(
    everyone: str, said: list[str]
) -> None:
    """Six wards of three clubs: all met it in four of them, and none in two. In all that is 12 of 18, or 67 %."""
    assert told_of_wards(6, "w4", everyone) == [f"Targets: {each}" for each in said]


@pytest.mark.parametrize(
    ("first_without", "said"),
    [
        ("w0", "In each ward, the only measure with a target did not meet it after: the hall."),
        ("w9", "In each ward, the only measure with a target met it after."),
        (
            "w1",
            (
                "In the w0 ward, the only measure with a target met it after. "
                "In the w1 ward, the only measure with a target did not meet it after: the hall."
            ),
        ),
    ],
)
def test_cohorts_with_the_same_results_share_a_sentence(first_without: str, said: str) -> None:
    assert told_of_wards(2, first_without) == [f"Targets: {said}"]


def told_of_wards(number: int, first_without: str, everyone: str = "") -> list[str]:
    """The sentences on wards of three clubs, of which all had a hall in the wards before one, and none in it and after it."""
    wards = {f"u{n:02}": f"w{n // 3}" for n in range(3 * number)}
    files = {
        "programme.yaml": "language: 2\nprogramme: Clubs\nunit: {one: club, many: clubs}\n"
        "register: {file: surveys/units.csv, key: unit}\n"
        f"cohorts: {{attribute: ward, groups: each_value, called: {{one: ward, many: wards}}{everyone}}}\n"
        "waves: [{id: before, label: before, answers: surveys/before.csv}, {id: after, label: after, answers: surveys/after.csv}]\n"
        "comparisons: [{from: before, to: after}]\nprinciples: [main]\n"
        "missing: blanks\ndefault_criterion: more\n"
        "minimum: {matched: 3, base_for_words: 3, base_for_percentages: 30, coverage: 0.6}\n",
        "principles/main.yaml": "title: Clubs\nwhat_good_looks_like: They plan.\nindicators:\n"
        + has("hall", "share_at_least: 60"),
        "rules/criteria.yaml": "criteria: {more: {judged_on: matched, improved: {net_at_least: 1}, declined: {net_at_most: -1}}}\n",
        "rules/scales.yaml": "scales: {yes_no: ['No', 'Yes']}\n",
        "surveys/instrument.yaml": "questions:\n  - {id: hall, asks: A, scale: yes_no}\n",
        "surveys/units.csv": "unit,ward\n" + "".join(f"{unit},{ward}\n" for unit, ward in wards.items()),
        "surveys/before.csv": "unit,hall\n" + "".join(f"{unit},No\n" for unit in wards),
        "surveys/after.csv": "unit,hall\n"
        + "".join(f"{unit},{'Yes' if ward < first_without else 'No'}\n" for unit, ward in wards.items()),
        "reports/report.yaml": f"title: Clubs\n{BLOCK}",
    }
    made = evaluate_files({PurePosixPath(name): text.encode() for name, text in sorted(files.items())})
    return paragraphs_of(made, "all", "targets_met")
