"""The shipped programme as a whole: its size, and its indicators."""

import csv
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
Row = dict[str, str]


def test_findings_are_as_many_as_declared(tables: Mapping[str, list[Row]]) -> None:
    # 2 cohorts x (single indicators + items of each basket), counted from the codebook's list of indicators
    assert len(tables["findings"]) == 596
    verdicts = Counter(r["verdict"] for r in tables["findings"])
    assert sum(verdicts.values()) == 596
    not_asked = [r for r in tables["findings"] if r["reason"] == "not_asked"]
    assert len(not_asked) == 102
    assert Counter(r["verdict"] for r in not_asked) == {"not_comparable": 102}


def test_indicators_are_those_of_the_codebook(tables: Mapping[str, list[Row]]) -> None:
    """The codebook's list, copied when the programme was written, in order and with direction and scored."""
    with (Path(__file__).parent / "indicators.csv").open(encoding="utf-8", newline="") as file:
        codebook = list(csv.DictReader(file))
    found = list(dict.fromkeys((r["principle"], r["indicator"]) for r in tables["findings"]))
    assert found == [(r["principle"], r["indicator"]) for r in codebook]
    assert len(found) == 44
    declared = {
        i["id"]: i
        for path in sorted((ROOT / "principles").glob("*.yaml"))
        for i in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)["indicators"]
    }
    for row in codebook:
        indicator = declared[row["indicator"]]
        assert indicator.get("direction", "higher") == row["direction"], row["indicator"]
        assert (indicator.get("scored", "true") == "true") == (row["scored"] == "yes"), row["indicator"]
        assert indicator.get("for_each", "") == row["for_each"], row["indicator"]
