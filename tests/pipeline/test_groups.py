"""Groups of units: hundreds of them, each judged as if it were alone, and all units as if there were no groups."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from random import Random

from egyv_engine.diagnostics.diagnostic import has_errors
from egyv_engine.model.findings import Finding
from egyv_engine.pipeline.run import Outputs, evaluate_files

PROGRAMME = """\
language: 2
programme: Many groups
unit: {{one: unit, many: units}}
register: {{file: surveys/units.csv, key: unit{only}}}
{cohorts}
waves:
  - {{id: w1, label: before, answers: surveys/w1.csv, returned: {{attribute: sent, is: sent}}}}
  - {{id: w2, label: after, answers: surveys/w2.csv}}
comparisons: [{{from: w1, to: w2}}]
principles: [case]
missing: surveyed
default_criterion: more
minimum: {{matched: 2, base_for_words: 1, base_for_percentages: 30, coverage: 0.5}}
"""
RULES = {
    "rules/criteria.yaml": "criteria: {more: {judged_on: matched, improved: {net_at_least: 1}, declined: {net_at_most: -1}}}",
    "rules/scales.yaml": "scales: {often: [Never, Sometimes, Often]}",
    "rules/scoring.yaml": "scores: {per_principle: true}",
    "surveys/instrument.yaml": "questions: [{id: x, asks: X, scale: often}, {id: y, asks: Y, scale: often%s}]",
    "principles/1-case.yaml": "title: Case\nwhat_good_looks_like: Good.\nindicators:\n"
    "  - {id: x, title: X, met_when: {question: x, at_least: Sometimes}, says: {units: said yes}}\n"
    "  - {id: both, title: Both, met_when: {all: [{question: x, is: Often}, {question: y, at_least: Sometimes}]},"
    " says: {units: said both}}\n"
    "  - {id: y, title: Y, met_when: {question: y, at_least: Sometimes}, says: {units: said yes to Y}}\n",
}
EACH = "cohorts: {{attribute: region, groups: each_value{all}}}"


def surveys(regions: int, units: int) -> dict[str, str]:
    """A register and two waves of answers, the same each time."""
    dice = Random(regions)
    ids = [f"u{i:05}" for i in range(units)]
    register = {
        unit: (f"Region {i % regions}", dice.choice(["sent", "sent", "not"])) for i, unit in enumerate(ids)
    }
    words = ["Never", "Sometimes", "Often", ""]
    waves = {
        wave: "unit,x,y\n"
        + "".join(
            f"{unit},{dice.choice(words)},{dice.choice(words[:3])}\n"
            for unit in ids
            if wave == "w2" or register[unit][1] == "sent"
        )
        for wave in ("w1", "w2")
    }
    listed = "".join(f"{unit},{region},{sent}\n" for unit, (region, sent) in register.items())
    return {
        "surveys/units.csv": f"unit,region,sent\n{listed}",
        **{f"surveys/{w}.csv": t for w, t in waves.items()},
    }


def evaluated(data: Mapping[str, str], *, cohorts: str = "", only: str = "", of_y: str = "") -> Outputs:
    texts = {**RULES, **data, "programme.yaml": PROGRAMME.format(cohorts=cohorts, only=only)}
    texts["surveys/instrument.yaml"] = RULES["surveys/instrument.yaml"] % of_y
    made = evaluate_files({PurePosixPath(name): text.encode() for name, text in texts.items()})
    assert not has_errors(made.diagnostics), made.diagnostics[:3]
    return made


def of_cohort(made: Outputs, cohort: str | None) -> list[tuple[object, ...]]:
    """The findings of a cohort, without its name."""
    assert made.findings is not None
    return [found(finding) for finding in made.findings.findings if finding.cohort == cohort]


def found(f: Finding) -> tuple[object, ...]:
    return (
        f.indicator,
        f.from_level,
        f.to_level,
        f.change,
        f.verdict,
        f.reason,
        f.certainty,
        f.score,
        f.p_exact,
    )


def test_each_of_300_cohorts_is_judged_as_if_the_register_held_only_it() -> None:
    data = surveys(300, 1_500)
    made = evaluated(data, cohorts=EACH.format(all=""))
    assert made.plan is not None
    assert len(made.plan.cohorts) == 300
    for region in (0, 7, 150, 299):
        only = f", only: {{attribute: region, is: Region {region}}}"
        alone = evaluated(data, cohorts=EACH.format(all=""), only=only)
        assert of_cohort(made, f"region_{region}") == of_cohort(alone, f"region_{region}") != []


def test_cohort_that_a_question_names_is_judged_apart_from_the_others() -> None:
    data = surveys(40, 400)
    blank = {
        w: "".join(
            f"{line.rsplit(',', 1)[0]},\n" if line.startswith("u00007,") else f"{line}\n"
            for line in data[w].splitlines()
        )
        for w in ("surveys/w1.csv", "surveys/w2.csv")
    }
    units = data["surveys/units.csv"].replace("u00007,Region 7,", "u00007,Alone,")
    made = evaluated(
        {**data, **blank, "surveys/units.csv": units},
        cohorts=EACH.format(all=", all: {label: whole}"),
        of_y=", not_asked: [{cohort: alone}]",
    )
    assert made.plan is not None
    assert sorted(map(len, made.plan.alike)) == [1, 40]
    of_y = of_cohort(made, "alone")[-1]
    assert of_y[4:6] == ("not_comparable", "not_asked")
    plain = evaluated(data, cohorts=EACH.format(all=""))
    assert of_cohort(made, "region_8") == of_cohort(plain, "region_8")


def test_all_units_are_judged_as_in_a_programme_without_cohorts() -> None:
    data = surveys(30, 400)
    made = evaluated(data, cohorts=EACH.format(all=", all: {label: whole}"))
    plain = evaluated(data)
    assert of_cohort(made, "all") == of_cohort(plain, None)
    assert made.findings is not None
    assert plain.findings is not None
    whole = [
        (m.question, m.matched, m.moved_up, m.same) for m in made.findings.movements if m.cohort == "all"
    ]
    assert whole == [(m.question, m.matched, m.moved_up, m.same) for m in plain.findings.movements]
    assert [s.score for s in made.supplements.scores] == [
        s.score for s in plain.supplements.scores
    ]  # none twice
    assert [f.cohort for f in made.findings.findings][30] == "all"  # after the cohorts


def test_units_of_no_cohort_count_in_all_and_otherwise_in_nothing() -> None:
    data = surveys(5, 100)
    two = "cohorts: {attribute: region, groups: {a: {is: Region 0}, b: {is_one_of: [Region 1, Region 2]}}, others: left_out%s}"
    made, without_all = (
        evaluated(data, cohorts=two % ", all: {label: whole}"),
        evaluated(data, cohorts=two % ""),
    )
    assert of_cohort(made, "all") == of_cohort(evaluated(data), None)
    assert made.findings is not None
    assert {f.cohort for f in made.findings.findings} == {"a", "b", "all"}
    assert of_cohort(made, "b") == of_cohort(without_all, "b")
    assert made.survey is not None
    assert without_all.survey is not None
    assert (made.survey.left_out.units, without_all.survey.left_out.units) == (0, 40)
    assert len({s.unit for s in without_all.supplements.scores}) == 60
