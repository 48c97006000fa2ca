"""Tables of answers and of outcomes, as long columns. Tables of parts of a survey add up to those of the whole."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from egyv_engine.model.frozen import Frozen

# What a number of units is of. Cohorts are positions in `Plan.parts`, and the one after those is that of all units.
ANSWERS = ("question", "context", "cohort", "earlier", "later")
PAIRS = ("table", "context", "cohort", "earlier", "later")
LEVELS = ("table", "slot", "cohort", "outcome")
UNITS = "units"


class Tables(Frozen, eq=False):
    """Every table of a plan, in the order of planned_tables.py. Each row of a frame is a number of units, in `units`.

    Attributes:
        answers: Pairs of effective codes of an answer in the waves of a comparison; in a wave by itself, which comes after the
            comparisons, the same code twice.
        pairs: Pairs of outcomes of outcome_lookup.py, of the tables that do not look up answers.
        levels: Outcomes in a wave, of the same tables, and OUTCOMES for those asked with a don't-know.
        status: Units without a return, not analysed and analysed, by cohort and wave.
        is_looked_up: Whether answers were counted once, and their outcomes are looked up.
    """

    answers: pl.DataFrame
    pairs: pl.DataFrame
    levels: pl.DataFrame
    status: Mapping[tuple[str | None, str], tuple[int, int, int]]
    is_looked_up: bool = True

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tables):
            return NotImplemented
        names = ("answers", "pairs", "levels")
        frames = ((getattr(self, name), getattr(other, name)) for name in names)
        return self.status == other.status and all(
            one.sort(one.columns).equals(two.sort(one.columns)) for one, two in frames
        )

    __hash__ = None  # type: ignore[assignment]


def add(first: Tables, second: Tables) -> Tables:
    """Add the tables of two parts of a survey.

    Args:
        first: The tables of one part.
        second: The tables of the other part, of the same plan; no unit is in both parts.
    """
    return Tables(
        answers=added((first.answers, second.answers)),
        pairs=added((first.pairs, second.pairs)),
        levels=added((first.levels, second.levels)),
        status={key: _three(counts, second.status[key]) for key, counts in first.status.items()},
        is_looked_up=first.is_looked_up,
    )


def with_everyone(tables: Tables, everyone: str, position: int) -> Tables:
    """Return tables of cohorts with those of all units together, which are the sums.

    Args:
        tables: The tables of the cohorts that the units belong to.
        everyone: The id of the group of all units.
        position: Its position among the cohorts.
    """
    status: dict[tuple[str | None, str], tuple[int, int, int]] = {}
    for (_, wave), counts in tables.status.items():
        status[everyone, wave] = _three(status.get((everyone, wave), (0, 0, 0)), counts)

    def whole(frame: pl.DataFrame) -> pl.DataFrame:
        return pl.concat([frame, added([frame.with_columns(cohort=pl.lit(position, pl.UInt64))])])

    return Tables(
        answers=whole(tables.answers),
        pairs=whole(tables.pairs),
        levels=whole(tables.levels),
        status={**tables.status, **status},
        is_looked_up=tables.is_looked_up,
    )


def added(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return the sums of the units of all rows that are otherwise equal.

    Args:
        frames: At least one frame of Tables.
    """
    rows = pl.concat(frames)
    return rows.group_by(pl.exclude(UNITS)).agg(pl.col(UNITS).sum())


def unit_rows(keys: Sequence[str], cells: pl.Series, units: pl.Series, sizes: Sequence[int]) -> pl.DataFrame:
    """Return numbers of units with what each is of.

    Args:
        keys: The names of what a number is of.
        cells: All of it in one number: the first key times the size of the second plus the second, and so on.
        units: The numbers.
        sizes: The size of each key but the first.
    """
    columns = []
    for key, size in zip(reversed(keys), reversed(sizes), strict=False):
        columns.append((cells % size).alias(key))
        cells = cells // size
    return pl.DataFrame([cells.alias(keys[0]), *reversed(columns), units.alias(UNITS)])


def _three(first: tuple[int, int, int], second: tuple[int, int, int]) -> tuple[int, int, int]:
    return first[0] + second[0], first[1] + second[1], first[2] + second[2]
