"""Adds up, for each unit, the votes of a principle's indicators, in whole numbers.

An indicator of weight w with e evaluated items, m of them met, has the vote w * m / e. Weights are whole multiples of a
few scales, and the numbers of items have common denominators, so that every sum below is of whole numbers; the exact
vote is the sum of `numerator * scale / denominator` over them.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import lcm

import polars as pl

from egyv_engine.evaluation.item_cells import (
    CELLS,
    OUTCOMES,
    ItemCells,
    cells_in_comparison,
    cells_in_wave,
)
from egyv_engine.evaluation.packed_sums import BITS, Adder, Layout, Packed, layout, packed_sums
from egyv_engine.evaluation.polars_backend import Backend
from egyv_engine.evaluation.truth import all_of
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.plan import Outcome, PlannedIndicator

DENOMINATOR_BITS = 28  # 232,792,560, the least common multiple of 1 to 22
Waves = tuple[str, ...]  # one, or the two of a comparison


class Voter(Frozen, kw_only=False):
    """An indicator that has a vote: its items, its weight as a multiple of each scale, and whether lower is better."""

    items: tuple[PlannedIndicator, ...]
    weights: tuple[int, ...]
    is_lower: bool


class Votes(Frozen, kw_only=False):
    """The indicators of a principle that have a vote.

    Attributes:
        voters: The indicators.
        scales: The weight of an indicator is the sum of its multiples of these.
        denominators: Each is a common multiple of several numbers of items.
        of_items: By number of items, the position of the denominator that it divides; 0 items have none.
    """

    voters: tuple[Voter, ...]
    scales: tuple[Fraction, ...]
    denominators: tuple[int, ...]
    of_items: tuple[int, ...]

    @property
    def parts(self) -> list[Fraction]:
        """Return what one of each numerator is worth: for each scale, one per denominator."""
        return [scale / denominator for scale in self.scales for denominator in self.denominators]


def votes_of(indicators: Sequence[Sequence[PlannedIndicator]]) -> Votes:
    """Return the votes of a principle.

    Args:
        indicators: The items of each indicator that is scored.
    """
    denominators, of_items = _denominators(max(map(len, indicators), default=1))
    limb = BITS - DENOMINATOR_BITS - len(indicators).bit_length()
    scales, multiples = _scaled([items[0].weight for items in indicators], limb)
    voters = tuple(
        Voter(tuple(items), weights, items[0].direction == "lower")
        for items, weights in zip(indicators, multiples, strict=True)
    )
    return Votes(voters, scales, denominators, of_items)


def _denominators(most: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return common multiples of at most DENOMINATOR_BITS for all numbers up to `most`, and which one each divides."""
    found, which = [1], [0]
    for items in range(1, most + 1):
        common = lcm(found[-1], items)
        if common.bit_length() > DENOMINATOR_BITS:
            found.append(items)
        else:
            found[-1] = common
        which.append(len(found) - 1)
    return tuple(found), tuple(which)


def _scaled(weights: Sequence[Fraction], limb: int) -> tuple[tuple[Fraction, ...], list[tuple[int, ...]]]:
    """Return scales, and each weight as multiples of them, which have at most `limb` bits."""
    if len(set(weights)) <= 1:
        return (weights[0] if weights else Fraction(1),), [(1,)] * len(weights)
    whole = lcm(*(weight.denominator for weight in weights))
    numbers = [int(weight * whole) for weight in weights]
    limbs = max(1, -(-max(numbers).bit_length() // limb))
    scales = tuple(Fraction(1 << (limb * i), whole) for i in range(limbs))
    return scales, [tuple(n >> (limb * i) & ((1 << limb) - 1) for i in range(limbs)) for n in numbers]


def vote_sums(backend: Backend, votes: Votes, waves: Waves) -> pl.DataFrame:
    """Return the sums of each unit that is analysed in all of the waves.

    Args:
        backend: The rows.
        votes: The indicators.
        waves: One wave, or the two of a comparison.

    Returns:
        The columns `row` (the position of the unit in the survey); `asked`, `evaluated`, `dont_know` (items asked or
        evaluated in all waves, and those asked with a don't-know; zeros for two waves); `asked_weight S`, `voting S`
        (weights of the indicators with such items, by scale); `covered P` (weights times the evaluated share of what is
        asked, by part of the votes), and `met W P` (the votes, by position of the wave and by part).
    """
    alone: list[tuple[Voter, Sequence[ItemCells]]] = []
    several: list[tuple[Voter, list[Sequence[ItemCells]]]] = []
    for voter in votes.voters:
        voting = [item for item in voter.items if has_vote(item, backend.rows.cohort, waves)]
        items = [_cells(backend, item, waves) for item in voting]
        if len(items) == 1:
            alone.append((voter, items[0]))
        elif items:
            several.append((voter, items))
    sums = _Sums(votes, waves, backend.rows.nothing.cast(pl.Int64))
    sums.add_single(alone)
    for voter, items in several:
        sums.add_repeated(voter, items)
    rows = backend.rows
    units = rows.cut(pl.int_range(rows.survey.units.len(), dtype=pl.UInt32, eager=True))
    found = sums.found().insert_column(0, units.alias("row"))
    statuses = [rows.status(wave) for wave in waves]
    if all(status.all_analysed for status in statuses):
        return found
    return found.filter(all_of([status.analysed for status in statuses]))


def is_voter(item: PlannedIndicator) -> bool:
    """Return whether an indicator has a vote at all."""
    return item.scored and item.direction != "none"


def has_vote(item: PlannedIndicator, cohort: str | None, waves: Waves) -> bool:
    """Return whether an item has a vote in a score, or in a change: none where it is not compared.

    Args:
        item: The indicator, for one item.
        cohort: The cohort of the unit.
        waves: One wave, or the two of a comparison.
    """
    return len(waves) == 1 or item.comparability[cohort, waves[0], waves[1]].has_change


def cells_of_row(backend: Backend, item: PlannedIndicator, waves: Waves, row: int) -> tuple[int, ...]:
    """Return the cells of item_cells.py of one unit, for each wave.

    Args:
        backend: The rows.
        item: The indicator, for one item.
        waves: One wave, or the two of a comparison.
        row: The row of the unit.
    """
    return tuple(cells.cells[cells.read()[row]] for cells in _cells(backend, item, waves))


def _cells(backend: Backend, item: PlannedIndicator, waves: Waves) -> Sequence[ItemCells]:
    if len(waves) == 1:
        return (cells_in_wave(backend, item, waves[0]),)
    return cells_in_comparison(backend, item, (waves[0], waves[1]))


class _Sums:
    """The sums of all rows as far as they are added."""

    def __init__(self, votes: Votes, waves: Waves, zeros: pl.Series) -> None:
        self.votes = votes
        self.waves = len(waves)
        self.size = zeros.len()
        self.counts = [zeros] * 3  # asked, evaluated, with a don't-know
        self.asked_weight = [zeros for _ in votes.scales]
        self.voting = [zeros for _ in votes.scales]
        self.covered = [zeros for _ in votes.parts]
        self.met = [[zeros for _ in votes.parts] for _ in waves]

    def add_single(self, voters: Sequence[tuple[Voter, Sequence[ItemCells]]]) -> None:
        """Add indicators of one item, which are met or not."""
        if not voters:
            return
        totals = [sum(voter.weights[s] for voter, _ in voters) for s in range(len(self.votes.scales))]
        most = len(voters)
        is_even = all(voter.weights == (1,) for voter, _ in voters)
        weighted = () if is_even else totals  # else what is asked and evaluated is counted already
        made = layout(
            [most, most, most, *weighted, *weighted, *(t for t in totals for _ in range(self.waves))]
        )
        members = [
            (cells, _adds(voter.weights, self.waves, made, is_lower=voter.is_lower, is_even=is_even))
            for voter, cells in voters
        ]
        found = iter(packed_sums(_adders(members), self.size, made))
        counts = [next(found) for _ in range(3)]
        self.counts = [a + b for a, b in zip(self.counts, counts, strict=True)]
        scales = range(len(totals))
        asked = [counts[0]] if is_even else [next(found) for _ in scales]
        evaluated = [counts[1]] if is_even else [next(found) for _ in scales]
        one = self.votes.denominators[0]
        for s in scales:
            self.asked_weight[s] = self.asked_weight[s] + asked[s]
            self.voting[s] = self.voting[s] + evaluated[s]
            first = s * len(self.votes.denominators)
            self.covered[first] = self.covered[first] + evaluated[s] * one
            for wave in range(self.waves):
                self.met[wave][first] = self.met[wave][first] + next(found) * one

    def add_repeated(self, voter: Voter, items: Sequence[Sequence[ItemCells]]) -> None:
        """Add an indicator of several items, which has a share of its vote."""
        made = layout([len(items)] * (3 + self.waves))
        adds = _adds((1,), self.waves, made, is_lower=voter.is_lower, is_even=True)
        adders = _adders([(cells, adds) for cells in items])
        asked, evaluated, dont_know, *met = packed_sums(adders, self.size, made)
        counts = (asked, evaluated, dont_know)
        self.counts = [a + b for a, b in zip(self.counts, counts, strict=True)]
        of_asked, of_evaluated = asked.cast(pl.UInt32), evaluated.cast(pl.UInt32)
        numbers = range(len(items) + 1)
        for s, weight in enumerate(voter.weights):
            whole = pl.Series([0, *[weight] * len(items)], dtype=pl.Int64)
            self.asked_weight[s] = self.asked_weight[s] + whole[of_asked]
            self.voting[s] = self.voting[s] + whole[of_evaluated]
            for d, denominator in enumerate(self.votes.denominators):
                part = s * len(self.votes.denominators) + d
                each = [
                    weight * denominator // n if n and self.votes.of_items[n] == d else 0 for n in numbers
                ]
                if not any(each):
                    continue
                shares = pl.Series(each, dtype=pl.Int64)
                self.covered[part] = self.covered[part] + shares[of_asked] * evaluated
                of_each = shares[of_evaluated]
                for wave in range(self.waves):
                    self.met[wave][part] = self.met[wave][part] + of_each * met[wave]

    def found(self) -> pl.DataFrame:
        """Return the sums of all rows, with their names."""
        asked, evaluated, dont_know = self.counts
        several = {"asked_weight": self.asked_weight, "voting": self.voting, "covered": self.covered}
        several |= {f"met {wave}": parts for wave, parts in enumerate(self.met)}
        numbered = {
            f"{name} {i}": column for name, columns in several.items() for i, column in enumerate(columns)
        }
        return pl.DataFrame({"asked": asked, "evaluated": evaluated, "dont_know": dont_know, **numbered})


def _adders(members: Sequence[tuple[Sequence[ItemCells], Sequence[Packed]]]) -> Iterator[Adder]:
    """Yield what is added for items, one for all that read the same columns."""
    by_columns: dict[object, list[tuple[Sequence[ItemCells], Sequence[Packed]]]] = {}
    for cells, adds in members:
        by_columns.setdefault(tuple(cell.key for cell in cells), []).append((cells, adds))
    yield from map(_adder, by_columns.values())


def _adder(members: Sequence[tuple[Sequence[ItemCells], Sequence[Packed]]]) -> Adder:
    """Return what is added for items that read the same columns."""
    tables = [([cell.cells for cell in cells], adds) for cells, adds in members]
    columns, _ = members[0]

    def adds_of(codes: tuple[int, ...]) -> Packed:
        found = [
            adds[sum(table[code] * CELLS**i for i, (table, code) in enumerate(zip(of, codes, strict=True)))]
            for of, adds in tables
        ]
        return tuple(map(sum, zip(*found, strict=True)))

    return Adder(lambda: [cell.read() for cell in columns], tuple(cell.codes for cell in columns), adds_of)


@lru_cache(maxsize=256)
def _adds(
    weights: tuple[int, ...], waves: int, made: Layout, *, is_lower: bool, is_even: bool
) -> tuple[Packed, ...]:
    """Return what an item adds for each cell, or pair of cells of two waves: at the first cell + CELLS * the second.

    Args:
        weights: The weight of its indicator, by scale.
        waves: The number of waves.
        made: The places of the sums: items asked, evaluated, and with a don't-know; weights asked and evaluated, by
            scale, unless is_even; and what is met, by scale and wave.
        is_lower: Whether it is rather counted where it is not met.
        is_even: Whether every weight is 1.
    """
    found = []
    for backwards in product(range(CELLS), repeat=waves):
        cells = backwards[::-1]
        outcomes = [cell % OUTCOMES for cell in cells]
        asked = all(o >= Outcome.UNKNOWN for o in outcomes)
        evaluated = all(o >= Outcome.NOT_MET for o in outcomes)
        weighted = () if is_even else [w * flag for flag in (asked, evaluated) for w in weights]
        met = [w * (evaluated and (o == Outcome.MET) != is_lower) for w in weights for o in outcomes]
        dont_know = waves == 1 and asked and cells[0] >= OUTCOMES
        found.append(made.pack([asked, evaluated, dont_know, *weighted, *met]))
    return tuple(found)
