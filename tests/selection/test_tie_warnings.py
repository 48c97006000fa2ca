"""A warning where equal scores are on the border of classes: with one input that earns it, and some that do not."""

import pytest

from tests.mini_programme import FILES, run

RULES, MARKS = "rules/selection.yaml", "surveys/marks.csv"


def warnings(marks: str, more: str = "") -> list[str]:
    """Messages of the mini programme whose units have these one-digit marks, with more keys in its selection."""
    lines = [f"{unit},hours,{mark}" for unit, mark in zip("abcdef", marks, strict=True)]
    files = {
        **FILES,
        MARKS: "\n".join(["library,subject,mark", *lines, ""]),
        RULES: FILES[RULES] + more,
    }
    found = [d for d in run(files).diagnostics if d.code == "EGY544"]
    assert all((str(d.span.file), d.span.line, d.severity) == (RULES, 4, "warning") for d in found)
    return [d.message for d in found]


@pytest.mark.parametrize(
    ("marks", "wanted"),
    [
        ("443321", []),
        ("944321", ["2 units with the score 4.00 are on the border of 'strong'; all are in 'strong'"]),
        ("944421", ["3 units with the score 4.00 are on the border of 'strong'; all are in no class"]),
        ("944411", ["3 units with the score 4.00 are on the border of 'strong'; all are in no class"]),
        ("987655", []),
        ("987666", ["3 units with the score 6.00 are on the border of 'weak'; all are in 'weak'"]),
        (
            "555555",
            ["6 units with the score 5.00 are on the border of 'strong' and 'weak'; all are in 'strong'"],
        ),
    ],
)
def test_equal_scores_on_a_border_are_a_warning(marks: str, wanted: list[str]) -> None:
    assert warnings(marks) == wanted


@pytest.mark.parametrize("ties", ["up", "down"])
def test_selection_that_says_where_equals_belong_has_no_warning(ties: str) -> None:
    assert warnings("944421", f"    ties: {ties}\n") == []
