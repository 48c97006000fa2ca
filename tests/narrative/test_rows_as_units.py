"""Reports on surveys in which each row is another unit, so that two waves have nothing but their shares to compare."""

from pathlib import Path, PurePosixPath

from egyv_engine.files.folder import read_folder
from egyv_engine.pipeline.run import Outputs, evaluate_files
from egyv_engine.publish.markdown import render_markdown
from tests.narrative.small_programme import table_of_findings

CASE = Path(__file__).parents[1] / "cases" / "data_rows_without_ids"
REPORT = PurePosixPath("reports/report.yaml")
ROWS = (
    "park,safe\n" + "".join(f"east,{safe}\n" for safe in ["Yes"] * 3 + ["No"] * 3) + "west,No\nnorth,No\n" * 3
)
MORE = (
    "park,safe\n" + "".join(f"east,{safe}\n" for safe in ["Yes"] * 6 + ["No"] * 2) + "west,No\nnorth,No\n" * 3
)


def evaluated(report: str = "title: Parks\n", **answers: str) -> Outputs:
    """The case worked out by hand, with a report, and with other answers in the waves that are given."""
    files = {file: data for file, data in read_folder(CASE).items() if file.name != "README.md"}
    others = {
        PurePosixPath(f"surveys/visitors_{wave.strip('_')}.csv"): text for wave, text in answers.items()
    }
    return evaluate_files(
        {**files, **{file: text.encode() for file, text in others.items()}, REPORT: report.encode()}
    )


def report_of(outputs: Outputs) -> str:
    assert outputs.report is not None, outputs.diagnostics
    return render_markdown(outputs.report).decode()


def test_report_says_that_others_answered_each_time() -> None:
    """In the east one of four felt safe, and then two of three: 66.7 less 25 is 41.7, which is said without percentages."""
    text = report_of(evaluated())
    assert (
        "Different visitors answered each time, so a change may be a difference between these visitors."
        in text
    )
    assert "In the east cohort, four visitors replied in 2022 and " in text
    assert text.count("All replies are analysed.") == 1
    assert "that replied at least once" not in text
    assert "Too few visitors answered either in 2022 or in 2024 for a comparison." in text  # in the west
    assert "the only measure cannot be compared, because too few visitors answered in a wave." in text
    assert "both times" not in text


def test_rise_of_shares_names_both_bases_and_no_matched_units() -> None:
    """Three of six, and then six of eight: both halves of a sentence have their base, and nobody answered both times."""
    text = report_of(evaluated(_2022=ROWS, _2024=MORE))
    assert (
        "six of the eight visitors felt safe in 2024" in text.lower()
        or "six out of eight visitors felt safe in 2024" in text
    )
    assert "three out of six in 2022" in text
    assert "both times" not in text


def test_annex_has_no_columns_of_matched_units_and_the_exact_test_of_shares() -> None:
    """One of four, then two of three: 1 + 12 + 4 of the 35 ways are not likelier, 17/35 = 0.4857; the smallest is 1/35."""
    outputs = evaluated()
    table = table_of_findings(outputs)
    titles = {column.title for column in table.columns}
    assert not titles & {"Answered both times", "Gained it", "Lost it", "Chance of as uneven a split"}
    assert {"In 2022", "In 2024", "Result", "Chance of as unlikely a difference"} <= titles
    assert "| 0.4857 |" in report_of(outputs)
    assert (
        "The exact test asks how often as unlikely a difference of shares would come about by chance. "
        "It takes the visitors of each wave as drawn at random, which this report cannot check. "
        "Neither comparison falls below 5%; the lowest is 49%. "
        "Only one could have fallen below 5%: for the other, too few visitors answered." in report_of(outputs)
    )
    assert {len(row) for row in table.rows} == {len(table.columns)}


def test_equal_numbers_of_two_waves_are_not_said_to_be_of_the_same_units() -> None:
    """Three of six in both waves, of other people each time; none of three in both waves in the west."""
    text = report_of(evaluated(_2022=ROWS, _2024=ROWS))
    assert "visitors felt safe in 2022, and three out of six in 2024: the same share." in text
    assert "None of the three visitors felt safe in 2024, and none out of three in 2022." in text
    assert "In the west cohort, three visitors replied in 2022 and three in 2024." in text


def test_too_few_are_too_few_in_a_wave_and_never_both_times() -> None:
    """In the west two answered in 2022 and one in 2024; the minimum is three."""
    text = report_of(evaluated())
    assert "cannot be compared, because too few visitors answered in a wave." in text
    assert "both times" not in text


def test_share_that_fell_while_the_number_rose_is_said_of_the_share() -> None:
    """In the east three of six felt safe (50%), and then five of fourteen (36%): two more people, and a smaller share."""
    later = "park,safe\n" + "".join(f"east,{safe}\n" for safe in ["Yes"] * 5 + ["No"] * 9) + "west,No\n" * 3
    report = (
        "title: Parks\nmost_groups: 1\nchapters: [{id: main, title: Main, blocks: [{show: groups_moved}]}]\n"
    )
    text = report_of(evaluated(report, _2022=ROWS, _2024=later))
    assert (
        "the share fell in one of the two cohorts compared (east) and did not change in the other (west)."
        in text
    )
    assert "the number" not in text
