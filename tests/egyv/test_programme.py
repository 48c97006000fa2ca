"""The shipped programme as a whole: its size, its indicators, and that its ids are the programme's alone."""

import csv
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import yaml

ROOT = Path(__file__).parents[2]
Row = dict[str, str]
# Ids that are plain English words of the engine's own vocabulary, or of its messages.
WORDS = {"active", "role", "quality", "capacity", "amount", "evidence", "baseline", "followup", "groups"}


def test_findings_are_as_many_as_declared(tables: Mapping[str, list[Row]]) -> None:
    # 2 cohorts x (single indicators + items of each basket), counted from the codebook's list of indicators
    assert len(tables["findings"]) == 596
    verdicts = Counter(r["verdict"] for r in tables["findings"])
    assert sum(verdicts.values()) == 596
    not_asked = [r for r in tables["findings"] if r["reason"] == "not_asked"]
    assert len(not_asked) == 102
    assert Counter(r["verdict"] for r in not_asked) == {"not_comparable": 102}


def test_no_id_of_the_shipped_programme_stands_in_engine_code(
    shipped: Mapping[PurePosixPath, bytes],
) -> None:
    read = {str(f): yaml.load(d, yaml.BaseLoader) for f, d in shipped.items() if f.suffix == ".yaml"}
    ids = {q["id"] for q in read["surveys/instrument.yaml"]["questions"]}
    ids |= {i["id"] for name, p in read.items() if name.startswith("principles/") for i in p["indicators"]}
    ids |= set(read["programme.yaml"]["principles"])
    ids |= {item for basket in read["rules/baskets.yaml"]["baskets"].values() for item in basket["items"]}
    assert len(ids) > 80
    found = []
    for path in sorted((ROOT / "engine").rglob("*.py")):
        tokens = set(re.findall(r"[a-z0-9_]+", path.read_text(encoding="utf-8")))
        found += [f"{path.relative_to(ROOT)}: {i}" for i in sorted((ids - WORDS) & tokens) if "_" in i]
        strings = set(re.findall(r"""["']([a-z0-9_]+)["']""", path.read_text(encoding="utf-8")))
        found += [f"{path.relative_to(ROOT)}: {i}" for i in sorted((ids - WORDS) & strings) if "_" not in i]
    assert found == []


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
