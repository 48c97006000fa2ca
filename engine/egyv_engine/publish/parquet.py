"""Writes findings as Parquet: the columns of findings.csv, typed. The one module of publish that needs polars."""

import io
from collections.abc import Iterable

import polars as pl

from egyv_engine.model.findings import Finding
from egyv_engine.publish.csv_tables import FINDING_COLUMNS, finding_row

_WHOLE = frozenset(
    [
        "from_count",
        "from_base",
        "to_count",
        "to_base",
        "matched",
        "gained",
        "lost",
        "kept",
        "never",
        "net",
        "net_low",
        "net_high",
    ]
)
_DECIMAL = frozenset({"p_exact", "p_smallest", "score"})


def render_parquet(findings: Iterable[Finding]) -> bytes:
    """One row group: Int64 for counts, Float64 for what has decimals, else String; null for an empty cell."""
    rows = [finding_row(f) for f in findings]
    columns = [_column(name, [row[i] for row in rows]) for i, name in enumerate(FINDING_COLUMNS)]
    out = io.BytesIO()
    pl.DataFrame(columns).write_parquet(out, compression="zstd", statistics=True)
    return out.getvalue()


def _column(name: str, cells: list[object]) -> pl.Series:
    if name in _WHOLE:
        return pl.Series(name, cells, dtype=pl.Int64)
    if name in _DECIMAL:
        return pl.Series(name, [float(str(c)) if c else None for c in cells], dtype=pl.Float64)
    return pl.Series(name, cells, dtype=pl.String)
