"""The summary of an evaluation: findings by principle and verdict, and how many are open."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

import egyv_engine as ee
from egyv_engine.cli import summary
from egyv_engine.cli.summary import count_verdicts, print_summary
from egyv_engine.model.findings import Certainty, Finding

PROGRAMMES = Path(__file__).parents[1] / "programmes"


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


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[Path, int], str]:
    """Return a function that returns the summary of a programme on a terminal of some width."""

    def of(programme: Path, width: int) -> str:
        monkeypatch.setattr(
            summary, "Console", lambda **given: Console(**{**given, "width": width, "force_terminal": True})
        )
        print_summary(ee.evaluate(programme), Path("out"))
        return re.sub(r"\x1b\[\d*m", "", capsys.readouterr().out)

    return of


def test_table_on_a_terminal_of_80_characters_has_its_words_whole(
    shown: Callable[[Path, int], str],
) -> None:
    text = shown(ee.example("egyv"), 80)
    assert max(map(len, text.splitlines())) <= 80
    assert "principle     findings improved declined unchanged comparable judged open" in text
    assert {"collaboration", "interventions"} <= set(text.split())


@pytest.mark.parametrize("width", [80, 100, 120])
def test_comparisons_follow_each_other_below_their_waves(
    shown: Callable[[Path, int], str], width: int
) -> None:
    text = shown(PROGRAMMES / "clinics", width)
    assert max(map(len, text.splitlines())) <= width
    assert [line.split()[0] for line in text.splitlines() if re.match(r" +\w+ +\d", line)] == [
        *("access", "care"),  # from the opening to the first year
        *("access", "care"),  # from the opening to the second year
        "all",
    ]
    assert "opening to year_one" in " ".join(text.split())


def test_numbers_are_whole_on_a_terminal_that_is_too_narrow(shown: Callable[[Path, int], str]) -> None:
    text = shown(PROGRAMMES / "clinics", 40)
    assert "\u2026" not in text
    assert re.search(r"^ all +46 +18 +0 +8 +20 +0 +12 *$", text, re.MULTILINE)
