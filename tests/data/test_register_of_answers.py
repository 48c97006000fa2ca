"""A register that is made of the answers: the same results as from a file that says the same, and what is refused."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.diagnostics.diagnostic import has_errors
from egyv_engine.pipeline.run import Outputs, evaluate_files
from egyv_engine.publish.markdown import render_markdown
from tests.csv_files import tables_of

PROGRAMME = """\
language: 2
programme: Hand case
unit: {{one: unit, many: units}}
register: {register}
cohorts: {{attribute: region, groups: {{north: {{is: North}}, south: {{is: South}}}}}}
waves:
  - {{id: before, label: before, answers: surveys/before.csv{before}}}
  - {{id: after, label: after, answers: surveys/after.csv{after}}}
comparisons: [{{from: before, to: after}}]
principles: [case]
missing: analysed_in_one_wave
default_criterion: more
minimum: {{matched: 1, base_for_words: 1, base_for_percentages: 30, coverage: 0.6}}
"""
RULES = {
    "rules/criteria.yaml": "criteria: {more: {judged_on: matched, improved: {net_at_least: 1}, declined: {net_at_most: -1}}}",
    "rules/scales.yaml": 'scales: {yes_no: ["No", "Yes"]}',
    "surveys/instrument.yaml": "questions: [{id: x, asks: X, scale: yes_no}]",
    "principles/1-case.yaml": "title: Case\nwhat_good_looks_like: Good.\nindicators:\n"
    '  - {id: x, title: X, met_when: {question: x, is: "Yes"}, says: {units: "said yes"}}\n',
}
MADE_OF_ANSWERS = PROGRAMME.format(
    register="{made_of: answers, key: unit, attributes: [region]}", before="", after=""
)
IN_A_FILE = PROGRAMME.format(
    register="{file: surveys/units.csv, key: unit}",
    before=", returned: {attribute: then, is: sent}",
    after=", returned: {attribute: now, is: sent}",
)
# a has no row after, d none before; c gives its region before only
BEFORE, AFTER = (
    "unit,region,x\na,North,Yes\nb,North,No\nc,South,No\n",
    "unit,region,x\nb,North,Yes\nc,,Yes\nd,South,No\n",
)
UNITS = "unit,region,then,now\na,North,sent,\nb,North,sent,sent\nc,South,sent,sent\nd,South,no,sent\n"


def evaluated(programme: str, **surveys: str) -> Outputs:
    texts = (
        RULES
        | {"programme.yaml": programme}
        | {f"surveys/{name}.csv": text for name, text in surveys.items()}
    )
    return evaluate_files({PurePosixPath(name): text.encode() for name, text in texts.items()})


def without_region(answers: str) -> str:
    return "".join(f"{unit},{x}\n" for unit, _, x in (line.split(",") for line in answers.splitlines()))


def test_register_of_answers_gives_the_tables_of_a_register_that_says_the_same() -> None:
    made = evaluated(MADE_OF_ANSWERS, before=BEFORE, after=AFTER)
    units = UNITS.replace("a,North,sent,\n", "a,North,sent,no\n")
    same = evaluated(IN_A_FILE, before=without_region(BEFORE), after=without_region(AFTER), units=units)
    assert not has_errors(made.diagnostics), made.diagnostics
    assert tables_of(made)
    assert tables_of(made) == tables_of(same)
    assert made.findings is not None
    north, south = made.findings.findings
    # b is gained; a, met before and without a row after, may have been lost
    assert north.change is not None
    assert north.certainty is not None
    assert (north.change.matched, north.change.gained, north.certainty.net_low) == (1, 1, 0)
    # c is gained; d, not met after and without a row before, may have been lost
    assert south.to_level is not None
    assert (south.to_level.surveyed, south.to_level.base, south.to_level.count) == (2, 2, 1)


def test_waves_that_disagree_on_an_attribute_are_reported_at_the_cell() -> None:
    made = evaluated(MADE_OF_ANSWERS, before=BEFORE, after=AFTER.replace("b,North", "b,South"))
    (fault,) = made.diagnostics
    assert (fault.code, str(fault.span.file), fault.span.line) == ("EGY535", "surveys/after.csv", 2)


def test_attribute_that_is_not_listed_or_that_no_file_has_is_reported() -> None:
    unlisted = MADE_OF_ANSWERS.replace(", attributes: [region]", "")
    assert {d.code for d in evaluated(unlisted, before=BEFORE, after=AFTER).diagnostics} == {
        "EGY310",
        "EGY505",
    }
    unknown = MADE_OF_ANSWERS.replace("[region]", "[region, size]")
    (fault,) = evaluated(unknown, before=BEFORE, after=AFTER).diagnostics
    assert (fault.code, str(fault.span.file)) == ("EGY310", "programme.yaml")


def test_unit_that_two_waves_spell_differently_is_reported_once() -> None:
    made = evaluated(MADE_OF_ANSWERS, before=BEFORE, after=AFTER.replace("b,", "B,"))
    (fault,) = made.diagnostics
    assert fault.code == "EGY528"


def test_attribute_has_another_column_in_each_wave_as_a_question_may() -> None:
    programme = MADE_OF_ANSWERS.replace(
        "attributes: [region]", "attributes: {region: {values: [North, South], column: {before: AREA}}}"
    )
    renamed = evaluated(programme, before=BEFORE.replace("region", "AREA"), after=AFTER)
    assert not renamed.diagnostics
    same = evaluated(MADE_OF_ANSWERS, before=BEFORE, after=AFTER)
    assert tables_of(renamed) == tables_of(same)
    swapped = evaluated(programme, before=BEFORE, after=AFTER)  # the file has the column under the other name
    assert "EGY505" in {fault.code for fault in swapped.diagnostics}


def _codes(before: str, after: str, programme: str = MADE_OF_ANSWERS) -> list[str]:
    """The warnings of two waves, without their hints."""
    made = evaluated(programme, before=before, after=after)
    assert not has_errors(made.diagnostics)
    return [f"{fault.code} {fault.message}" for fault in made.diagnostics]


def test_waves_without_a_common_unit_are_reported() -> None:
    zeros = AFTER.replace("\n", "\n0").removesuffix("0").replace("c,,", "c,South,")
    assert _codes(BEFORE, zeros) == [
        "EGY590 no unit has a row both in 'before' and in 'after', so nothing is compared"
    ]
    assert _codes(BEFORE, AFTER) == []


def test_unit_of_one_wave_with_almost_the_name_of_a_unit_of_the_other_alone_is_reported() -> None:
    before, after = (
        "unit,region,x\nAshby,North,Yes\nHexby Hill,North,No\nMoreby 1,South,No\n",
        "unit,region,x\nAshby,North,Yes\nHexbyy Hill,North,No\nMoreby 2,South,No\n",
    )
    assert _codes(before, after) == [
        "EGY591 the unit 'Hexbyy Hill' has a row in 'after' alone, and 'Hexby Hill' in 'before' alone"
    ]
    both = before + "Hexbyy Hill,North,No\n"  # two units that are in one wave together are two
    assert _codes(both, after) == []


@pytest.mark.parametrize(
    ("mistyped", "unit"), [("1O46", "1046"), ("01046", "1046"), ("B0tswana", "Botswana"), ("S-l2", "S-12")]
)
def test_letters_like_digits_and_zeros_in_front_are_reported(mistyped: str, unit: str) -> None:
    before, after = (f"unit,region,x\nAshby,South,Yes\n{one},North,No\n" for one in (unit, mistyped))
    assert _codes(before, after) == [
        f"EGY591 the unit '{mistyped}' has a row in 'after' alone, and '{unit}' in 'before' alone"
    ]


@pytest.mark.parametrize(
    ("one", "other"), [("1046", "10460"), ("1046", "1064"), ("100", "1"), ("S-12", "S-21"), ("Hall", "Hali")]
)
def test_other_numbers_are_other_units(one: str, other: str) -> None:
    before, after = (f"unit,region,x\nAshby,South,Yes\n{unit},North,No\n" for unit in (one, other))
    assert _codes(before, after) == []


@pytest.mark.parametrize(
    ("last", "says"),
    [
        ("Botswanna,North,No", ["Botswanna"]),
        ("Botswanna,North,No\nBotswana,North,No", []),  # two units that are in one wave together are two
        ("Burundi,North,No", []),
    ],
)
def test_unit_of_the_last_of_several_waves_with_almost_the_name_of_one_before_is_reported(
    last: str, says: list[str]
) -> None:
    more = "".join(f"  - {{id: w{i}, label: w{i}, answers: surveys/w{i}.csv}}\n" for i in (1, 2))
    programme = MADE_OF_ANSWERS.replace("  - {id: after", f"{more}  - {{id: after")
    each = "unit,region,x\nAlbania,North,Yes\nBotswana,North,No\nChad,South,No\n"
    after = each.replace("Botswana,North,No", last)
    made = evaluated(programme, before=each, w1=each, w2=each, after=after)
    assert [fault.message for fault in made.diagnostics if fault.code == "EGY591"] == [
        f"the unit '{unit}' has a row in 'after' alone, and 'Botswana' has one in 3 waves, but not in that one"
        for unit in says
    ]


def test_cohort_of_a_few_units_with_almost_the_name_of_a_large_one_is_reported() -> None:
    each = MADE_OF_ANSWERS.replace("groups: {north: {is: North}, south: {is: South}}", "groups: each_value")
    rows = "".join(f"u{i},{'Nordvik' if i else 'Nordvic'},Yes\n" for i in range(11))
    rows += "".join(f"s{i},Storvik,No\n" for i in range(3))
    assert _codes("unit,region,x\n" + rows, "unit,region,x\n" + rows.replace("Yes", "No"), each) == [
        "EGY541 the value 'Nordvic' of unit 'u0' is spelled almost like 'Nordvik'"
    ]


def test_report_does_not_say_that_the_units_with_answers_are_all_who_were_surveyed() -> None:
    files = {"programme.yaml": MADE_OF_ANSWERS, "reports/report.yaml": "title: Report", **RULES}
    files |= {"surveys/before.csv": BEFORE, "surveys/after.csv": AFTER}
    made = evaluate_files({PurePosixPath(name): text.encode() for name, text in files.items()})
    assert made.report is not None
    report = render_markdown(made.report).decode()
    assert "surveyed" not in report
    assert "Of the two units in the north cohort that replied at least once, one replied after" in report
