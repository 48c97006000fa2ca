"""Scores, case studies, recommendations, interviews and published figures of the shipped programme."""

import csv
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path, PurePosixPath

import pytest

from egyv_engine.model.supplements import Supplements
from egyv_engine.pipeline.run import evaluate_files
from tests.csv_files import tables_of
from tests.oracle.agree import differences

SURVEYS = Path(__file__).parents[2] / "surveys"
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (SURVEYS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def supplements(shipped: Mapping[PurePosixPath, bytes]) -> Supplements:
    return evaluate_files(shipped).supplements


def sift() -> dict[str, Fraction]:
    """Each area's mean of its seven scores."""
    scores: dict[str, list[int]] = {}
    for row in rows("sift.csv"):
        scores.setdefault(row["area"], []).append(int(row["score"]))
    assert {len(s) for s in scores.values()} == {7}
    return {area: Fraction(sum(s), 7) for area, s in scores.items()}


def nearest(score: Fraction, areas: list[str]) -> list[str]:
    return sorted(areas, key=lambda a: (abs(sift()[a] - score), a))


def case_studies(cohort: str) -> list[str]:
    """The codebook's last section, step by step: stronger, middling, weaker."""
    register = {r["area"]: r for r in rows("areas.csv") if r["cohort"] == cohort}
    score = sift()
    ranked = sorted(register, key=lambda a: (-score[a], a))  # 1. highest first, ties by id
    third = len(ranked) // 3
    classes = [ranked[:third], ranked[third:-third], ranked[-third:]]
    middle = sorted(score[a] for a in ranked)
    median = (middle[len(ranked) // 2 - 1] + middle[len(ranked) // 2]) / 2  # of ten
    preferred = [classes[0][0], nearest(median, classes[1])[0], classes[2][-1]]  # 2.
    free = {a for a in register if register[a]["case_study_available"] == "yes"}
    chosen = [  # 3. the available area of the class nearest in score
        first if first in free else nearest(score[first], [a for a in members if a in free])[0]
        for first, members in zip(preferred, classes, strict=True)
    ]
    regions = {register[a]["region"] for a in chosen}
    if len(regions) == 1:  # 4. the middling is replaced first, then the stronger, then the weaker
        for at in (1, 0, 2):
            others = [a for a in classes[at] if a in free and register[a]["region"] not in regions]
            if others:
                chosen[at] = nearest(score[preferred[at]], others)[0]
                break
    return chosen


def test_case_studies_are_those_of_the_codebook(tables: Mapping[str, list[Row]]) -> None:
    found = {
        cohort: [
            next(
                r["unit"]
                for r in tables["selection"]
                if (r["cohort"], r["class"], r["selected"]) == (cohort, name, "yes")
            )
            for name in ("stronger", "middling", "weaker")
        ]
        for cohort in ("2012", "2014")
    }
    assert found == {"2012": case_studies("2012"), "2014": case_studies("2014")}
    assert found == {"2012": ["2012-03", "2012-05", "2012-10"], "2014": ["2014-10", "2014-02", "2014-03"]}


def test_case_studies_are_where_the_interviews_were_and_say_why(
    supplements: Supplements, tables: Mapping[str, list[Row]]
) -> None:
    assert supplements.interviews is not None
    assert set(supplements.interviews) == {s.unit for s in supplements.selection if s.selected}
    assert sum(supplements.interviews.values()) == len(rows("interviews.csv")) == 39
    assert len(tables["selection"]) == 20
    for row in tables["selection"]:
        assert row["reason"].endswith("survey scores played no part.")
        assert row["score"] == f"{float(sift()[row['unit']]):.2f}"


def test_every_table_agrees_with_the_oracle_on_every_cell(shipped: Mapping[PurePosixPath, bytes]) -> None:
    made = tables_of(evaluate_files(shipped))
    assert made is not None
    assert {"scores", "score_changes", "selection", "recommendations"} < set(made)
    assert differences({str(f): data for f, data in shipped.items()}, made) == []


def test_scores_are_one_an_area_analysed_principle_and_wave(tables: Mapping[str, list[Row]]) -> None:
    # analysed: 10 + 7 at baseline, 9 + 7 at follow-up; in both 9 + 7; seven principles
    assert len(tables["scores"]) == 7 * (17 + 16)
    assert len(tables["score_changes"]) == 7 * 16
    for row in tables["scores"]:
        assert bool(row["score"]) == (row["coverage"] != "" and float(row["coverage"]) >= 60)
        assert int(row["evaluated"]) <= int(row["asked"])


def test_recommendations_of_principles_sum_to_the_total(tables: Mapping[str, list[Row]]) -> None:
    whole = ("total", "full", "partial", "not_implemented", "implemented", "reason_resources")
    for cohort in ("2012", "2014"):
        *parts, total = [r for r in tables["recommendations"] if r["cohort"] == cohort]
        assert (len(parts), total["principle"]) == (7, "all")
        for column in whole:
            assert int(total[column]) == sum(int(r[column]) for r in parts), column
        for row in (*parts, total):
            assert int(row["implemented"]) == int(row["full"]) + int(row["partial"])
            assert int(row["total"]) == int(row["implemented"]) + int(row["not_implemented"])


def test_recommendations_commonest_reasons_counted_by_hand(tables: Mapping[str, list[Row]]) -> None:
    listed: dict[str, list[str]] = {}
    for row in rows("recommendations.csv"):
        if row["reason"]:
            listed.setdefault(row["area"][:4], []).append(row["reason"])
    for cohort, reasons in listed.items():
        most = max(reasons.count(r) for r in reasons)
        total = next(r for r in tables["recommendations"] if (r["cohort"], r["principle"]) == (cohort, "all"))
        assert set(total["commonest"].split(";")) == {r for r in reasons if reasons.count(r) == most}


def test_points_are_all_of_the_file_with_what_is_unknown_left_open(supplements: Supplements) -> None:
    listed = rows("evidence.csv")
    assert [p.id for p in supplements.points] == [r["id"] for r in listed]
    assert sum(p.principle is None for p in supplements.points) == 31
    assert sum(p.cohort is None for p in supplements.points) == 34
    assert sum(p.good_practice for p in supplements.points) == 32
    assert [";".join(p.items) for p in supplements.points] == [r["partners"] for r in listed]


def test_published_counts_that_differ_each_have_a_reason_and_no_other_has(supplements: Supplements) -> None:
    assert len(supplements.published) == 521
    outcomes = [p.outcome for p in supplements.published]
    assert [p.declared_reason is not None for p in supplements.published] == [o == "differ" for o in outcomes]
    assert (outcomes.count("agree"), outcomes.count("differ")) == (517, 4)
