"""The figures of the made-up survey by Polars alone: what somebody would write for these 600 rules and no others.

Nothing is checked that Polars does not check itself, but that both files hold the same units in the same order, without
which no unit could be matched. What pays is `rechunk`: read_csv leaves a million rows in 750 pieces. Counting 1M rows in
one piece, processor seconds: mask by mask 0.8, one streaming select 1.2; in pieces 6.1 and 4.0. Reading and counting in
one streaming query takes twice as long as one after the other.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import polars as pl

from benchmarks.generate import NEVER, QUESTIONS, SCALE, WAVES, rules

MATCHED = 5  # fewer cannot be compared
MANY = 250_000  # rows from which two threads pay
_COLUMNS = [f"q{i:03}" for i in range(QUESTIONS)]
_CODES = range(len(SCALE) + 1)  # the last is never met; whoever gave it was asked and counts in the base
_LATER = "'"  # follows the names of the later wave's columns

Cells = dict[str, int]


class Figures(NamedTuple):
    """A finding's figures, named as the columns of findings.csv."""

    from_count: int
    from_base: int
    to_count: int
    to_base: int
    matched: int
    gained: int
    lost: int
    net: int
    verdict: str


def read(folder: Path) -> pl.DataFrame:
    """The answers' codes of both waves side by side, UInt8, null where blank."""
    schema = {"unit": pl.String(), **dict.fromkeys(_COLUMNS, pl.Enum([*SCALE, NEVER]))}
    before, after = (pl.read_csv(folder / "surveys" / f"{wave}.csv", schema=schema) for wave in WAVES)
    if not before["unit"].equals(after["unit"]):
        raise ValueError("the files differ in their units")
    codes = pl.col(_COLUMNS).to_physical()
    later = after.select(codes).rename(lambda name: name + _LATER)
    return pl.concat([before.select(codes), later], how="horizontal").rechunk()


def tabulate(answers: pl.DataFrame) -> Cells:
    """How many units have each answer in each wave and each pair of them, as `q000 1 2`; `-` for any."""
    threads = 2 if answers.height >= MANY else 1
    with ThreadPoolExecutor(threads) as pool:
        return {
            name: n for cells in pool.map(partial(_count, answers), _COLUMNS) for name, n in cells.items()
        }


def _count(answers: pl.DataFrame, name: str) -> Cells:
    """One question's cells, mask by mask."""
    before, after = answers.get_column(name), answers.get_column(name + _LATER)
    earlier, later = [before == i for i in _CODES], [after == j for j in _CODES]
    cells: Cells = {}
    for i in _CODES:
        cells[f"{name} {i} -"] = int(earlier[i].sum())
        cells[f"{name} - {i}"] = int(later[i].sum())
        for j in _CODES:
            cells[f"{name} {i} {j}"] = int((earlier[i] & later[j]).sum())
    return cells


def judge(cells: Cells, indicators: int) -> list[Figures]:
    """Each rule's figures, folded from the counts of its question."""
    return [_figures(cells, *rule) for rule in rules(indicators)]


def _figures(cells: Cells, question: str, comparator: str, answer: str) -> Figures:
    wanted = SCALE.index(answer)
    met = {
        "is": {wanted},
        "at_least": set(range(wanted, len(SCALE))),
        "at_most": set(range(wanted + 1)),
    }[comparator]
    unmet = set(_CODES) - met

    def units(earlier: Iterable[object], later: Iterable[object]) -> int:
        ends = list(later)
        return sum(cells[f"{question} {i} {j}"] for i in earlier for j in ends)

    matched, gained, lost = units(_CODES, _CODES), units(unmet, met), units(met, unmet)
    net = gained - lost
    verdict = "improved" if net >= 1 else "declined" if net <= -1 else "unchanged"
    return Figures(
        from_count=units(met, "-"),
        from_base=units(_CODES, "-"),
        to_count=units("-", met),
        to_base=units("-", _CODES),
        matched=matched,
        gained=gained,
        lost=lost,
        net=net,
        verdict=verdict if matched >= MATCHED else "not_comparable",
    )
