"""Holds the section `reading` of the receipt against counts by hand, for the cases of data files as tools export them."""

from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from egyv_engine.model.run_notes import RunNotes
from egyv_engine.pipeline.run import evaluate_files
from egyv_engine.publish.receipt import run_facts
from tests.oracle.agree import programme_files

CASES = Path(__file__).parents[1] / "cases"


def reading(case: str) -> Any:
    files = {PurePosixPath(name): data for name, data in programme_files(CASES / case).items()}
    made = evaluate_files(files)
    assert made.programme is not None
    assert made.survey is not None
    return run_facts(files, made.programme, RunNotes(reading=made.survey.reading))["reading"]


@pytest.mark.parametrize(
    ("case", "file", "counts"),
    [
        (
            "data_waves_below_each_other",
            "surveys/estates.csv",
            {
                "rows_read": 7,
                "rows_of_waves": {"2021": 3, "2022": 3},
                "rows_of_no_wave": 1,  # 2023
                "lines_before_header": 2,
                "columns_ignored": 1,  # the name of the trust
            },
        ),
        (
            "data_waves_side_by_side",
            "surveys/panel.csv",
            {"rows_read": 4, "rows_without_answers_in_a_wave": 2},  # cedar in June, birch in November
        ),
        (
            "data_several_answers",
            "surveys/public.csv",
            {
                "rows_read": 5,
                "columns_ignored": 1,  # age
                "blank_words": {"Employment": {"NA": 2}, "LanguageHaveWorkedWith": {"NA": 1}},
                "answers_ignored": {"LanguageHaveWorkedWith": {"COBOL": 1}},
            },
        ),
        (
            "data_codes_and_spellings",
            "surveys/now.csv",
            {
                "rows_read": 4,
                "codes": {"open": {"0": 1, "1": 1, "1.0": 1, "9": 1}},
                "spellings": {"late": {"NEVER": 1, "No, never": 1, "never": 1}},
            },
        ),
        (
            "data_dates_and_decimals",
            "surveys/now.csv",
            {
                "rows_read": 4,
                "times_dropped": {"ouverture": 2},
                "blank_words": {"loyer (k€)": {"-99,0": 1}},
            },
        ),
        (
            "data_several_rows_of_a_unit",
            "surveys/now.csv",
            {
                "rows_read": 6,
                "rows_not_selected": 2,  # the last of b, and c
                "rows_replaced_by_others_of_the_unit": 1,  # the earlier one of a
            },
        ),
        (
            "tool_qualtrics",
            "surveys/qualtrics.csv",
            {"rows_read": 4, "further_header_lines": 2, "rows_not_selected": 1, "columns_ignored": 4},
        ),
        (
            "tool_surveymonkey",
            "surveys/surveymonkey.csv",
            {
                "rows_read": 4,
                "further_header_lines": 1,
                "columns_ignored": 3,
                "answers_ignored": {"Which of these do you lend? / Other (please specify)": 1},
            },
        ),
    ],
)
def test_receipt_counts_what_reading_left_out_or_recoded(
    case: str, file: str, counts: dict[str, Any]
) -> None:
    assert reading(case)[file] == counts
