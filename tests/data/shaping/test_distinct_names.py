"""Columns that share a name, or have none, are read where rules call them by number, and are no fault where nothing reads them."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.pipeline.run import Outputs, evaluate_files
from tests import mini_programme

HEADER = "library,open_late,visits,Other,Other,\n"
ROWS = "".join(
    f"{name},{late},Often,x,{n},row {n}\n"
    for n, (name, late) in enumerate(zip("abcdef", "YYYNNN", strict=True))
)


def evaluated(
    question: str = "", key: str = "", other_columns: str = "ignored", header: str = HEADER
) -> Outputs:
    """The programme whose later file has these columns. key: of the later file."""
    files = dict(mini_programme.LIBRARY)
    rows = ROWS.replace(",Y,", ",Yes,").replace(",N,", ",No,")
    files["surveys/after.csv"] = header + rows
    files["surveys/files.yaml"] = f"files:\n  surveys/after.csv: {{other_columns: {other_columns}{key}}}\n"
    files["surveys/instrument.yaml"] += question
    return evaluate_files({PurePosixPath(name): text.encode() for name, text in files.items()})


def codes(outputs: Outputs) -> list[str]:
    return [d.code for d in outputs.diagnostics if d.severity == "error"]


def asked(column: str) -> str:
    return f'  - {{id: more, asks: How many more?, scale: number, column: "{column}", not_asked: [{{wave: before}}]}}\n'


def test_columns_that_nothing_reads_may_share_a_name() -> None:
    assert codes(evaluated()) == []


def test_second_of_two_columns_is_read_by_its_number() -> None:
    assert codes(evaluated(asked("Other (2)"))) == []  # its words are the numbers 0 to 5


def test_first_of_two_columns_has_other_words() -> None:
    assert codes(evaluated(asked("Other (1)"))) == ["EGY513"]  # x is not a number


def test_name_of_both_does_not_say_which_one_is_meant() -> None:
    outputs = evaluated(asked("Other"))
    assert "EGY519" in codes(outputs)
    fault = next(d for d in outputs.diagnostics if d.code == "EGY519")
    assert fault.hint is not None
    assert "'Other (1)' or 'Other (2)'" in fault.hint


def test_columns_of_no_question_are_reported_together_where_they_are_refused() -> None:
    outputs = evaluated(other_columns="refused")
    assert codes(outputs) == ["EGY505"]
    assert next(d for d in outputs.diagnostics if d.code == "EGY505").message.startswith("3 columns")


@pytest.mark.parametrize("header", [",open_late,visits,Other,Other,Last\n"])
def test_column_without_a_name_is_called_by_its_place(header: str) -> None:
    assert codes(evaluated(key=", key: column 1", header=header)) == []
    assert codes(evaluated(key=", key: column 2", header=header)) == ["EGY506"]
