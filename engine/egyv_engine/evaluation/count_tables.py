"""Tables of answers and of outcomes, as long columns. Tables of parts of a survey add up to those of the whole."""

from collections.abc import Iterable, Mapping

import polars as pl

from egyv_engine.model.frozen import Frozen

# The columns of a frame of numbers of units. `row` is (number * places + place) * cohorts + cohort: the number is that of an
# answer or a table in planned_tables.py, the place a context or a slot, and the cohort a position in `cohorts_of`. `cell` is
# what was counted: the earlier code times their width plus the later code, or an outcome.
SCHEMA = {"row": pl.UInt64(), "cell": pl.UInt64(), "units": pl.UInt64()}


class Tables(Frozen, eq=False):
    """Every table of a plan.

    Attributes:
        answers: Pairs of effective codes of an answer in the waves of a comparison; in a wave by itself the same code twice.
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


def with_everyone(tables: Tables, everyone: str, cohorts: int) -> Tables:
    """Return tables of cohorts with those of all units together, which are the sums.

    Args:
        tables: The tables of the cohorts that the units belong to.
        everyone: The id of the group of all units, which is the last of the cohorts.
        cohorts: The number of cohorts with it.
    """
    status: dict[tuple[str | None, str], tuple[int, int, int]] = {}
    for (_, wave), counts in tables.status.items():
        status[everyone, wave] = _three(status.get((everyone, wave), (0, 0, 0)), counts)

    def whole(frame: pl.DataFrame) -> pl.DataFrame:
        of_all = frame.with_columns(row=frame["row"] // cohorts * cohorts + (cohorts - 1))
        return pl.concat([frame, added([of_all])])

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
    return pl.concat(frames).group_by("row", "cell").agg(pl.col("units").sum())


def _three(first: tuple[int, int, int], second: tuple[int, int, int]) -> tuple[int, int, int]:
    return first[0] + second[0], first[1] + second[1], first[2] + second[2]
