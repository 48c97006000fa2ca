"""Constraints of an XLSForm: limits of numbers and dates are read, and everything else stays a comment."""

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from egyv_engine.cli.main import main
from egyv_engine.exchange.form_constraint import constraint_limits
from egyv_engine.interface.functions import check, load


@pytest.mark.parametrize(
    ("constraint", "kind", "expected"),
    [
        ("", "integer", (None, None)),
        (". >= 0 and . <= 100", "integer", ("0", "100")),
        (".>=0 and .<=100", "decimal", ("0", "100")),
        ("(. >= -1.5) and (. <= 2.50)", "decimal", ("-1.5", "2.5")),
        ("0 <= . and 100 >= .", "integer", ("0", "100")),
        (". > 0 and . < 24", "integer", ("1", "23")),
        (". > 0.5 and . < 23.5", "integer", ("1", "23")),
        (". >= 0 and . >= 5 and . <= 9", "integer", ("5", "9")),
        (". >= date('2020-01-01') and . < date('2021-01-01')", "date", ("2020-01-01", "2020-12-31")),
    ],
)
def test_limits_are_read(constraint: str, kind: str, expected: tuple[str | None, str | None]) -> None:
    scale = "date" if kind == "date" else "number"
    found = constraint_limits(constraint, scale, is_whole=kind == "integer")
    assert (found.at_least, found.at_most, found.others) == (*expected, ())


@pytest.mark.parametrize(
    ("constraint", "scale", "expected"),
    [
        (". > 0", "number", (None, None, (". > 0",))),  # a decimal has no lowest number above 0
        (". >= 0 and . <= ${people}", "number", ("0", None, (". <= ${people}",))),
        (". <= today()", "date", (None, None, (". <= today()",))),
        (". >= 0 or . = -99", "number", (None, None, (". >= 0 or . = -99",))),
        (". >= 0 and . <= 9 or . = -99", "number", (None, None, (". >= 0 and . <= 9 or . = -99",))),
        (". >= 9 and . <= 0", "number", (None, None, (". >= 9 and . <= 0",))),
        ("regex(., '^[0-9]+$')", "text", (None, None, ("regex(., '^[0-9]+$')",))),
        (". >= 5", "text", (None, None, (". >= 5",))),
        (". >= date('2020-02-30')", "date", (None, None, (". >= date('2020-02-30')",))),
        (". >= 2020", "date", (None, None, (". >= 2020",))),
    ],
)
def test_what_is_no_limit_is_left(
    constraint: str, scale: str, expected: tuple[str | None, str | None, tuple[str, ...]]
) -> None:
    found = constraint_limits(constraint, scale, is_whole=False)
    assert (found.at_least, found.at_most, found.others) == expected


def test_form_is_drafted_with_its_limits_and_with_comments_on_the_others(tmp_path: Path) -> None:
    survey = [
        ("integer", "people", "How many people come?", ". >= 0 and . <= 100"),
        ("decimal", "share", "Which share?", ". > 0 and\n. <= 1"),
        ("text", "post", "Which postcode?", "string-length(.) = 5"),
    ]
    with pd.ExcelWriter(tmp_path / "form.xlsx", engine="openpyxl") as book:
        frame = pd.DataFrame(survey, columns=["type", "name", "label", "constraint"])
        frame.to_excel(book, sheet_name="survey", index=False)
        pd.DataFrame({"list_name": [], "name": [], "label": []}).to_excel(book, sheet_name="choices")
    folder = tmp_path / "draft"
    arguments = ["init", str(folder), "--from", str(tmp_path / "form.xlsx")]
    assert CliRunner().invoke(main, arguments, catch_exceptions=False).exit_code == 0
    limits = {q.id: (q.at_least, q.at_most) for q in load(folder).instrument.questions}
    assert limits == {"people": ("0", "100"), "share": (None, "1"), "post": (None, None)}
    text = (folder / "surveys" / "instrument.yaml").read_text(encoding="utf-8")
    assert "# decide: which answers can there be? The form says: . > 0\n" in text
    assert "# decide: which answers can there be? The form says: string-length(.) = 5\n" in text
    assert check(folder, rules_only=True) == ()
