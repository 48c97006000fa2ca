"""Every published figure against the engine's; those that differ are listed in surveys/published_differ.csv.

A listed figure that starts to agree, another that starts to differ, or a change of the engine's value fails.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

SURVEYS = Path(__file__).parents[2] / "surveys"
Row = dict[str, str]
Key = tuple[str, ...]


def rows(name: str) -> list[Row]:
    with (SURVEYS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figures(tables: Mapping[str, list[Row]]) -> Iterator[tuple[Key, tuple[str, str], tuple[str, str]]]:
    """Each published count: what it counts, the published count and base, and the engine's.

    The engine's base is left out where the report gives none.
    """
    ledger = {(r["finding"], r["wave"]): r for r in tables["ledger"]}
    for row in rows("published.csv"):
        found = [
            r["finding"]
            for r in tables["findings"]
            if (r["indicator"], r["item"], r["cohort"]) == (row["indicator"], row["item"], row["cohort"])
        ]
        level = ledger[found[0], row["wave"]]
        key = (row["source"], "indicator", row["indicator"], row["item"], row["cohort"], row["wave"], "count")
        yield key, (row["count"], row["base"]), (level["count"], level["base"] if row["base"] else "")
    for row in rows("published_other.csv"):
        key = (row["source"], row["measure"], row["indicator"], "", row["cohort"], row["wave"], row["level"])
        published = (row["count"], row["base"])
        if row["measure"] == "response":
            yield key, published, response(tables, row)
        elif row["measure"] == "basket_verdicts":
            basket = next(
                b
                for b in tables["baskets"]
                if (b["indicator"], b["cohort"], b["to_wave"])
                == (row["indicator"], row["cohort"], row["wave"])
            )
            yield key, published, (basket[row["level"]], basket["items"])
        else:
            total = next(
                r
                for r in tables["recommendations"]
                if (r["cohort"], r["principle"]) == (row["cohort"], "all")
            )
            yield key, published, (total[row["level"]], total["total"])


def response(tables: Mapping[str, list[Row]], row: Row) -> tuple[str, str]:
    """The ledger of any one finding of each cohort: whom it surveyed does not depend on the finding."""
    cohorts = ("2012", "2014") if row["cohort"] == "both" else (row["cohort"],)
    first = {r["cohort"]: r["finding"] for r in reversed(tables["findings"])}
    levels = [
        next(r for r in tables["ledger"] if r["finding"] == first[c] and r["wave"] == row["wave"])
        for c in cohorts
    ]
    count = sum(int(r[row["level"]]) for r in levels)
    base = sum(int(r["surveyed"]) for r in levels)
    return str(count), str(base) if row["base"] else ""


def test_published_figures_agree_but_for_those_listed(tables: Mapping[str, list[Row]]) -> None:
    compared = list(figures(tables))
    differ = {key: (published, engine) for key, published, engine in compared if published != engine}
    listed = {
        (r["source"], r["measure"], r["indicator"], r["item"], r["cohort"], r["wave"], r["level"]): (
            (r["published_count"], r["published_base"]),
            (r["count"], r["base"]),
        )
        for r in rows("published_differ.csv")
    }
    assert differ == listed
    assert len(compared) == 521 + 24  # every row of both files


def test_published_figures_that_differ_each_have_a_reason() -> None:
    assert all(len(r["reason"]) > 30 for r in rows("published_differ.csv"))
