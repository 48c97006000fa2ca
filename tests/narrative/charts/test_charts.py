"""Each kind of chart has values that are counted by hand, and words where there is nothing to draw."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from egyv_engine.files.folder import read_folder
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import Chart, ChartMark, ChartRow, CountOfBase, Figure
from egyv_engine.model.supplements import RecommendationCount, Supplements
from egyv_engine.narrative.charts.number_chart import Ranges
from egyv_engine.pipeline.run import Outputs, evaluate_files
from egyv_engine.publish.table_cells import cell_text
from tests.narrative import toy
from tests.narrative.read_back import scored_units
from tests.narrative.toy import COHORT, finding, level, moved

PROGRAMMES = Path(__file__).parents[2] / "programmes"


def charts(found: Sequence[Any], supplements: Supplements | None = None, **options: Any) -> list[Chart]:
    sections = toy.shown("chart", found, supplements, **options)
    return [block for section in sections for block in section.blocks if isinstance(block, Chart)]


def drawn(row: ChartRow) -> list[object]:
    """The values of a row with what is written at them, or the words in their place."""
    return [
        (round(float(mark.value.value), 2), cell_text(mark.printed))
        if isinstance(mark, ChartMark)
        else mark.text
        for mark in row.marks
    ]


def evaluated(name: str, *blocks: str) -> Outputs:
    files = read_folder(PROGRAMMES / name)
    report = f"title: All\nchapters: [{{id: all, title: All, blocks: [{', '.join(blocks)}]}}]\n"
    outputs = evaluate_files({**files, PurePosixPath("reports/report.yaml"): report.encode()})
    assert [d.message for d in outputs.diagnostics if d.severity == "error"] == []
    return outputs


def charts_of(outputs: Outputs) -> list[Chart]:
    assert outputs.report is not None
    return [each for chapter in outputs.report.chapters for each in chapter.charts()]


def test_changes_have_both_shares_and_a_line_only_where_they_compare() -> None:
    found = [
        moved("part", "police", gained=2, met_both=3, met_neither=4),  # 3 of 9, then 5 of 9
        finding("part", "housing", after=level(4, 8), reason="not_asked"),
        finding("part", "health", before=level(1, 8), after=level(2, 8), reason="reworded"),
    ]
    (made,) = charts(found, of="changes")
    assert (made.form, made.axis.end) == ("dots", 100)
    assert [tick.text for _, tick in made.axis.ticks if not isinstance(tick, Figure)] == [
        "none",
        "half",
        "all",
    ]
    assert [drawn(row) for row in made.rows] == [
        [(33.33, "3 of 9"), (55.56, "5 of 9")],
        ["not asked", (50.0, "4 of 8")],
        [(12.5, "1 of 8"), (25.0, "2 of 8")],
    ]
    assert [(row.joined, [why.text for _, why in row.unjoined]) for row in made.rows] == [
        ((1,), []),
        ((), []),
        ((), ["reworded"]),
    ]
    assert [mark.value.ref for mark in made.rows[0].marks if isinstance(mark, ChartMark)] == [
        "homes.part.police@early#start.share",
        "homes.part.police@early#later.share",
    ]
    assert made.description.text == (
        "A part in the work, early cohort: the number rose for the only one of the partners compared."
    )
    assert [cell_text(cell) for cell in made.table.rows[0]] == ["Police", "3 of 9", "5 of 9", "+2"]


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (["police"], "the only one of the partners cannot be compared."),
        (["police", "housing"], "neither of the two partners can be compared."),
        (["police", "housing", "health"], "none of the three partners can be compared."),
    ],
)
def test_chart_of_what_cannot_be_compared_says_so_in_words(items: list[str], said: str) -> None:
    found = [
        finding("part", item, before=level(1, 8), after=level(2, 8), reason="reworded") for item in items
    ]
    (made,) = charts(found, of="changes")
    assert made.description.text == f"A part in the work, early cohort: {said}"


def test_level_below_the_smallest_base_is_not_drawn() -> None:
    """The toy programme asks for a base of three; nobody who answered is no count of nought either."""
    few = moved("part", "police", gained=1, met_both=1)  # 1 of 2, then 2 of 2
    none = replace(few, finding=few.finding.replace("police", "housing"), item="housing")
    none = replace(
        none, to_level=level(0, 0, asked=9), change=None, verdict="not_comparable", reason="too_few_matched"
    )
    (made,) = charts([few, none], of="changes")
    least = toy.linked().programme.file.minimum.base_for_words
    assert least > 2
    assert [drawn(row) for row in made.rows] == [
        ["too few answered to draw it", "too few answered to draw it"],
        ["too few answered to draw it", "no answer"],
    ]
    assert all(row.joined == () for row in made.rows)


def test_principles_count_verdicts_of_scored_measures() -> None:
    found = [
        *(moved("part", item, gained=2, met_both=3, met_neither=3) for item in ("police", "housing")),
        moved("part", "health", lost=2, met_both=3, met_neither=3),
        moved("plan", met_both=3, met_neither=5),
        finding("wardens", after=level(3, 9), reason="not_asked"),
    ]
    (made,) = charts(found, of="principles")
    rows = {(row.heading.text if row.heading else "", row.label.text): row for row in made.rows}
    assert set(rows) == {("Safe streets", "Early"), ("Good homes", "Early")}
    homes, streets = rows["Good homes", "Early"], rows["Safe streets", "Early"]
    assert drawn(homes) == [(66.67, "2"), (33.33, "1")]
    assert [mark.series for mark in streets.marks if isinstance(mark, ChartMark)] == [2, 3]
    assert drawn(streets) == [(50.0, "1"), (50.0, "1")]
    assert [each.is_gap for each in made.series] == [False, False, False, True]
    assert homes.base is not None
    assert (homes.base[0].text, homes.base[1].value) == ("Measures", 3)
    assert made.description.text.startswith("Early cohort: of four measures compared, two rose, one fell")


def test_many_cohorts_are_counted_by_their_balance() -> None:
    found = [
        moved("plan", gained=3, met_both=3, met_neither=3, cohort="early"),
        moved("plan", lost=3, met_both=3, met_neither=3, cohort="late"),
    ]
    (made,) = charts(found, of="principles", most_groups=1, principle="streets")
    (row,) = made.rows
    assert [mark.series for mark in row.marks if isinstance(mark, ChartMark)] == [0, 1]
    assert drawn(row) == [(50.0, "1"), (50.0, "1")]


def test_recommendations_have_a_bar_for_each_status() -> None:
    count = RecommendationCount(
        record="recommendations",
        cohort=COHORT,
        principle=None,
        total=40,
        statuses={"full": 20, "partial": 14, "not_implemented": 6},
        reasons={},
        with_reason=0,
        commonest=(),
        commonest_count=0,
        units=4,
        fewest=8,
        most=12,
    )
    (made,) = charts([moved()], Supplements(records=(count,)), of="recommendations")
    assert [(row.label.text, drawn(row)) for row in made.rows] == [
        ("Full", [(20.0, "20 of 40 (50%)")]),
        ("Partial", [(14.0, "14 of 40 (35%)")]),
        ("Not implemented", [(6.0, "6 of 40 (15%)")]),
    ]
    assert made.axis.end == 20
    assert (
        charts(
            [moved()],
            Supplements(records=(replace(count, cohort="other"),)),
            of="recommendations",
            cohort="early",
        )
        == []
    )


def test_response_has_three_bars_of_each_wave() -> None:
    (made,) = charts([moved(gained=1, met_both=4, met_neither=3)], of="response")
    assert [each.label.text for each in made.series] == ["surveyed", "returned", "analysed"]
    surveyed = {
        row.label.text: [int(m.value.value) for m in row.marks if isinstance(m, ChartMark)]
        for row in made.rows
    }
    before = moved(gained=1, met_both=4, met_neither=3).from_level
    assert before is not None
    assert surveyed["on joining"] == [before.surveyed, before.returned, before.analysed]
    assert [cell_text(cell) for cell in made.table.rows[0]][1:] == [
        "on joining",
        *map(str, surveyed["on joining"]),
    ]


def test_chart_of_a_unit_has_its_score_and_the_middle_one() -> None:
    """The middle one of 60, 30, 90, 50 and 55 is 55."""
    case, results, units = next(scored_units())
    assert case == "scores that rose and fell"
    (made,) = charts([moved()], results, of="unit", unit="a", cohorts_of_units=units)
    row = next(row for row in made.rows if row.label.text == "Safe streets")
    assert drawn(row) == [(60.0, "60"), (55.0, "55")]
    assert row.base is not None
    assert row.base[1].value == 5
    other = next(row for row in made.rows if row.label.text != "Safe streets")
    assert drawn(other) == ["no score", "too few answered to draw it"]
    assert [cell_text(cell) for cell in made.table.rows[0]] == ["Safe streets", "60", "30", "55", "90", "5"]


@pytest.mark.parametrize(
    ("numbers", "start", "width", "number", "places"),
    [
        ((3, 4, 41), 0, 5, 9, [0, 0, 8]),
        ((1, 2), 1, 1, 2, [0, 1]),
        ((7,), 7, 1, 1, [0]),
        ((-3, 12), -4, 2, 9, [0, 8]),
        ((0, 1000), 0, 200, 6, [0, 5]),
    ],
)
def test_whole_numbers_are_in_the_fewest_ranges_of_a_round_width(
    numbers: Sequence[int], start: int, width: int, number: int, places: Sequence[int]
) -> None:
    exact = [Fraction(n) for n in numbers]
    ranges = Ranges.over(exact)
    assert (ranges.start, ranges.width) == (Fraction(start), Fraction(width))
    assert (ranges.number, ranges.is_whole) == (number, True)
    assert [ranges.of(n) for n in exact] == places


def test_fractions_are_in_ranges_that_exclude_their_upper_end() -> None:
    """Ranges of 0.2 for 0.5, 2.25 and 1 are at most ten: from 0.4 to 2.4."""
    ranges = Ranges.over([Fraction(1, 2), Fraction(9, 4), Fraction(1)])
    assert (ranges.start, ranges.width, ranges.number) == (Fraction(2, 5), Fraction(1, 5), 10)
    assert ranges.of(Fraction(1)) == 3
    assert not ranges.is_whole


def lent(name: str, column: str, file: str) -> list[Fraction]:
    """The numbers in a column of a data file, apart from words."""
    head, *rows = (PROGRAMMES / name / "surveys" / file).read_text(encoding="utf-8").splitlines()
    at = head.split(",").index(column)
    cells = [row.split(",")[at] for row in rows]
    return [Fraction(cell) for cell in cells if cell.replace(".", "").isdigit()]


def test_numbers_are_counted_in_ranges() -> None:
    outputs = evaluated("clinics", "{show: chart, of: numbers, question: patients}")
    (made,) = charts_of(outputs)
    given = [each for each in outputs.supplements.numbers if each.wave == "year_two"]
    assert sum(n for _, n in given[0].counts) == 5  # of nine clinics, eight returned and five are analysed
    values = sorted(v for v, n in given[0].counts for _ in range(n))
    assert set(values) <= set(lent("clinics", "patients", "year_two.csv"))
    expected: dict[str, int] = {}
    for row in made.rows:
        low, _, high = row.label.text.replace(",", "").partition(" to ")
        expected[row.label.text] = sum(Fraction(low) <= v <= Fraction(high or low) for v in values)
    printed = {row.label.text: row.marks[0] for row in made.rows}
    for label, mark in printed.items():
        assert isinstance(mark, ChartMark)
        assert isinstance(mark.printed, CountOfBase)
        assert (mark.printed.count.value, mark.value.value) == (expected[label], expected[label])
        assert cell_text(mark.printed).endswith(" of 5")
    assert sum(expected.values()) == 5


def test_series_joins_only_waves_that_a_comparison_compares() -> None:
    """The clinics compare each later wave with the opening: no line leads from the second wave to the third."""
    outputs = evaluated("clinics", "{show: chart, of: series}")
    made = charts_of(outputs)
    assert made
    for chart in made:
        assert [place.text for place in chart.places] == ["on opening", "after a year", "after two years"]
        for row in chart.rows:
            assert set(row.joined) <= {1}
            compared = {place for place, _ in row.unjoined} | set(row.joined)
            both = {n for n in (1, 2) if all(isinstance(row.marks[i], ChartMark) for i in (n - 1, n))}
            assert compared == both
    assert any(row.joined for chart in made for row in chart.rows)


def test_baskets_have_the_verdicts_of_the_findings() -> None:
    outputs = evaluated("hospitals", "{show: chart, of: baskets}")
    assert outputs.findings is not None
    (made,) = charts_of(outputs)
    expected: dict[str, Mapping[str, int]] = {
        f"{v.principle}.{v.indicator}@{v.cohort}": {
            "improved": v.improved,
            "declined": v.declined,
            "unchanged": v.unchanged,
            "not_comparable": v.not_comparable,
        }
        for v in outputs.findings.baskets
    }
    found = {}
    for row in made.rows:
        if row.base is not None:
            name = row.base[1].ref.partition("#")[0]
            found[name] = {
                mark.printed.ref.rpartition(".")[2]: mark.printed.value
                for mark in row.marks
                if isinstance(mark, ChartMark) and isinstance(mark.printed, Figure)
            }
    assert found
    for name, numbers in found.items():
        assert numbers == {verdict: n for verdict, n in expected[name].items() if n}


def test_chart_is_about_the_chosen_cohort_alone() -> None:
    found = [
        moved("part", "police", gained=2, met_both=3, met_neither=4, cohort=c) for c in ("early", "late")
    ]
    assert len(charts(found, of="changes")) == 2
    (made,) = charts(found, of="changes", cohort="late")
    assert made.title.endswith("late cohort")


def test_marks_of_care_are_on_rows_and_in_the_alternative_text() -> None:
    outputs = evaluated("clinics", "{show: chart, of: changes}")
    made = charts_of(outputs)
    kinds = {c.kind for chart in made for row in chart.rows for c in row.caveats}
    assert "care" in kinds
    said = {c.kind for chart in made for sentence in chart.description.sentences for c in sentence.caveats}
    assert "care" in said
    assert outputs.report is not None
    keyed = {
        (c.mark, c.kind) for chapter in outputs.report.chapters if chapter.key for c in chapter.key.caveats
    }
    assert {(c.mark, c.kind) for chart in made for row in chart.rows for c in row.caveats} <= keyed
