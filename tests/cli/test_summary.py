"""The summary of an evaluation: findings by principle and verdict, and how many are open."""

import re
from pathlib import Path

import pytest
from rich.console import Console

import egyv_engine as ee
from egyv_engine.cli import summary
from egyv_engine.cli.summary import count_verdicts, print_summary
from egyv_engine.model.findings import Certainty, Finding


def finding(name: str, verdict: str, certainty: str | None = None, from_wave: str = "before") -> Finding:
    open_or_firm = certainty and Certainty(
        certainty=certainty,  # type: ignore[arg-type]
        net_low=0,
        net_high=1,
        certainty_surveyed="open",
    )
    made = dict.fromkeys(Finding.__annotations__) | {
        "finding": name,
        "principle": name.partition(".")[0],
        "from_wave": from_wave,
        "to_wave": "after",
        "verdict": verdict,
        "certainty": open_or_firm,
    }
    return Finding(**made)  # type: ignore[arg-type]


def test_verdicts_are_counted_by_principle_and_comparison_in_declared_order() -> None:
    rows = count_verdicts(
        [
            finding("b.one", "improved", "open"),
            finding("b.one", "declined", "firm", "halfway"),  # the same finding in another comparison
            finding("a.two", "not_comparable"),
            finding("b.three", "improved", "firm"),
        ]
    )
    assert {key: {name: n for name, n in row.items() if n} for key, row in rows.items()} == {
        ("b", "before", "after"): {"findings": 2, "improved": 2, "open": 1},
        ("b", "halfway", "after"): {"findings": 1, "declined": 1},
        ("a", "before", "after"): {"findings": 1, "not_comparable": 1},
    }
    assert list(rows) == [("b", "before", "after"), ("b", "halfway", "after"), ("a", "before", "after")]


@pytest.mark.parametrize(("certainty", "number"), [("open", 1), ("firm", 0), (None, 0)])
def test_open_is_what_the_declared_rule_for_missing_answers_leaves_open(
    certainty: str | None, number: int
) -> None:
    rows = count_verdicts([finding("a.one", "unchanged", certainty)])
    assert rows["a", "before", "after"]["open"] == number


def test_table_on_a_terminal_of_80_characters_has_its_words_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    result = ee.evaluate(ee.example("egyv"))
    monkeypatch.setattr(
        summary, "Console", lambda **given: Console(**{**given, "width": 80, "force_terminal": True})
    )
    print_summary(result, Path("out"))
    shown = re.sub(r"\x1b\[\d*m", "", capsys.readouterr().out)
    assert max(map(len, shown.splitlines())) <= 80
    assert "principle     findings improved declined unchanged comparable judged open" in shown
    assert {"collaboration", "interventions"} <= set(shown.split())
