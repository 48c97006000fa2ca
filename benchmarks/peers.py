"""Computes the figures of the shape `scale` with other tools: SQL in DuckDB, pandas, and a row-wise rules engine."""

from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.by_hand import Figures, figures_of
from benchmarks.shapes import INDICATORS, QUESTIONS, SCALE, Shape, Test

Start = Callable[[str], None]  # is told which step begins


def _met(test: Test) -> tuple[str, ...]:
    comparator, answer = test
    wanted = SCALE.index(answer)
    return {"is": (answer,), "at_least": SCALE[wanted:], "at_most": SCALE[: wanted + 1]}[comparator]


def duckdb(folder: Path, shape: Shape, start: Start) -> list[Figures]:
    """Count pairs of answers by question in one query over both files, and derive the figures of each rule."""
    import duckdb as library

    start("evaluate")
    names = [f"q{i:03}" for i in range(QUESTIONS)]
    files = [(folder / "surveys" / f"{wave}.csv").as_posix() for wave in shape.wave_ids]
    connection = library.connect()
    for name, file in zip(("b", "a"), files, strict=True):
        connection.execute(f"create table {name} as select * from read_csv('{file}', all_varchar=true)")
    counts = ", ".join(f"map_entries(histogram((b.{q}, a.{q})))" for q in names)
    row = connection.execute(f"select {counts} from b join a using (unit)").fetchone()
    assert row is not None
    pairs = [{entry["key"]: entry["value"] for entry in cells} for cells in row]
    return [_of_pairs(pairs[q], _met(test)) for i in range(INDICATORS) for q, test in shape.tests(i)]


def pandas(folder: Path, shape: Shape, start: Start) -> list[Figures]:
    """Count pairs of answers by question as combined category codes."""
    import pandas as pd

    start("evaluate")
    words = [*SCALE, "Don't know"]
    kind = pd.CategoricalDtype(words)
    names = {f"q{i:03}": kind for i in range(QUESTIONS)}
    before, after = (
        pd.read_csv(folder / "surveys" / f"{wave}.csv", dtype=names, index_col="unit")
        for wave in shape.wave_ids
    )
    after = after.reindex(before.index)
    pairs = []
    for name in names:
        combined = (before[name].cat.codes + 1) * 6 + after[name].cat.codes + 1
        counted = combined.value_counts().items()
        label = (None, *words)
        pairs.append({(label[int(code) // 6], label[int(code) % 6]): int(n) for code, n in counted})
    return [_of_pairs(pairs[q], _met(test)) for i in range(INDICATORS) for q, test in shape.tests(i)]


def rule_engine(folder: Path, shape: Shape, start: Start) -> list[Figures]:
    """Evaluate every rule on every unit with the package rule-engine."""
    import polars as pl
    import rule_engine as library

    start("evaluate")
    waves = [
        pl.read_csv(folder / "surveys" / f"{wave}.csv", infer_schema=False).to_dicts()
        for wave in shape.wave_ids
    ]
    found = []
    for i in range(INDICATORS):
        ((q, test),) = shape.tests(i)
        name = f"q{q:03}"
        rule = library.Rule(" or ".join(f'{name} == "{word}"' for word in _met(test)))
        cells: dict[tuple[bool | None, bool | None], int] = {}
        for rows in zip(*waves, strict=True):
            earlier, later = (None if row[name] is None else bool(rule.matches(row)) for row in rows)
            cells[earlier, later] = cells.get((earlier, later), 0) + 1
        found.append(_of_truths(cells))
    return found


def _of_pairs(pairs: Mapping[tuple[str | None, str | None], int], met: tuple[str, ...]) -> Figures:
    cells: dict[tuple[bool | None, bool | None], int] = {}
    for (before, after), n in pairs.items():
        key = None if before is None else before in met, None if after is None else after in met
        cells[key] = cells.get(key, 0) + n
    return _of_truths(cells)


def _of_truths(cells: Mapping[tuple[bool | None, bool | None], int]) -> Figures:
    def units(*pairs: tuple[bool | None, bool | None]) -> int:
        return sum(cells.get(pair, 0) for pair in pairs)

    each = (True, False, None)
    gained, lost = units((False, True)), units((True, False))
    return figures_of(
        levels=[
            (units(*((True, x) for x in each)), units(*((y, x) for y in (True, False) for x in each))),
            (units(*((x, True) for x in each)), units(*((x, y) for y in (True, False) for x in each))),
        ],
        matched=gained + lost + units((True, True), (False, False)),
        gained=gained,
        lost=lost,
        asked=(True, True),
    )


PEERS: Mapping[str, Callable[[Path, Shape, Start], list[Figures]]] = {
    "duckdb": duckdb,
    "pandas": pandas,
    "rule_engine": rule_engine,
}
