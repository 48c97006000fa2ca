"""Makes a table of findings with a row per measure, and for each cohort its levels in the waves and its change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from egyv_engine.model.findings import Finding, Level
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import Cell, Column, ColumnType, Table, Term
from egyv_engine.narrative.blocks.block import BlockInputs, ComparisonOptions
from egyv_engine.narrative.blocks.chosen_findings import comparison_text, finding_ids, group_text, titled
from egyv_engine.narrative.blocks.level_cells import LevelCells
from egyv_engine.narrative.claims.changes import comparison_of
from egyv_engine.narrative.report_context import Comparison, levels_by_wave

_MOST_SIDE_BY_SIDE = 2  # comparisons of which cohorts are next to each other
_WIDEST = 12  # columns of cohorts that are next to each other; with more, each cohort has a table
_MOST_COLUMNS = 8  # of levels and changes of a cohort; of more, only the longest comparison has one, and of those as long the last

Measure = tuple[str, str | None]  # an indicator and its item


class MeasureTables(Frozen):
    """Makes tables of measures.

    Attributes:
        inputs: The inputs of the block.
        comparisons: The comparisons that it reads; empty in a programme that compares nothing.
        cells: The maker of cells.
        waves: The waves that have a column, in order of time.
        levels: The levels that do not depend on a comparison, by finding and wave.
    """

    inputs: BlockInputs
    comparisons: tuple[Comparison, ...]
    cells: LevelCells
    waves: tuple[str, ...]
    levels: Mapping[tuple[str, str], Level]

    @classmethod
    def of(cls, inputs: BlockInputs, options: ComparisonOptions) -> "MeasureTables":
        """Return the maker of the tables of a block: every wave, or those of the comparison that the block chooses."""
        chosen = options.comparison
        waves = tuple(inputs.context.linked.waves)
        if chosen is not None:
            waves = waves[waves.index(chosen.from_) : waves.index(chosen.to) + 1]
        return cls(
            inputs=inputs,
            comparisons=inputs.comparisons(options),
            cells=LevelCells(inputs=inputs),
            waves=waves,
            levels={
                (row.finding, row.wave): row.level
                for row in inputs.context.findings.ledger
                if row.from_wave is None
            },
        )

    @property
    def changes(self) -> tuple[Comparison, ...]:
        """The comparisons whose changes have a column."""
        if len(self.waves) + len(self.comparisons) <= _MOST_COLUMNS:
            return self.comparisons
        return (self.longest,)

    @property
    def longest(self) -> Comparison:
        """The longest comparison, and of those as long the last."""
        waves = list(self.inputs.context.linked.waves)
        places = {pair: (waves.index(pair[0]), waves.index(pair[1])) for pair in self.comparisons}
        return max(self.comparisons, key=lambda pair: (places[pair][1] - places[pair][0], places[pair]))

    def findings(self, principle: str, cohort: str | None) -> tuple[Finding, ...]:
        """Return the findings of a principle in a cohort, in each comparison."""
        return tuple(
            f
            for comparison in self.comparisons or (None,)
            for f in self.inputs.context.findings_for(principle, cohort, comparison)
        )

    def tables(
        self, title: str, row_title: str, found: Mapping[str | None, Sequence[Finding]], *, by_item: bool
    ) -> list[Table]:
        """Return the table of findings, or one for each cohort where several changes are too many to be next to each other.

        Args:
            title: The title of the table.
            row_title: The heading of the column that names the rows.
            found: The findings by cohort.
            by_item: Whether a row is named by its item alone.
        """
        columns = len(found) * (len(self.waves) + len(self.changes))
        if len(found) == 1 or (len(self.changes) <= _MOST_SIDE_BY_SIDE and columns <= _WIDEST):
            made = [self.table(title, row_title, found, by_item=by_item)]
        else:
            made = [
                self.table(
                    titled(title, group_text(self.inputs, cohort)), row_title, {None: each}, by_item=by_item
                )
                for cohort, each in found.items()
            ]
        return [table for table in made if table is not None]

    def table(
        self, title: str, row_title: str, found: Mapping[str | None, Sequence[Finding]], *, by_item: bool
    ) -> Table | None:
        """Return the table of findings; None where nobody was asked about any of them.

        Args:
            title: The title of the table.
            row_title: The heading of the column that names the rows.
            found: The findings by cohort.
            by_item: Whether a row is named by its item alone.
        """
        by_measure: dict[Measure, dict[str | None, list[Finding]]] = {}
        for cohort, each in found.items():
            for f in each:
                by_measure.setdefault((f.indicator, f.item), {}).setdefault(cohort, []).append(f)
        told = {
            name: cohorts
            for name, cohorts in by_measure.items()
            if any(is_asked(f) for each in cohorts.values() for f in each)
        }
        if not told:
            return None
        rows = tuple(
            (label, *(cell for c in found for cell in self._cells(cohorts.get(c, []), pairs)))
            for cohorts in told.values()
            for label, pairs in self._rows(cohorts, by_item=by_item)
        )
        return Table(
            title=title,
            columns=(Column(title=row_title), *(c for cohort in found for c in self._columns(cohort))),
            rows=rows,
            mentions=finding_ids(tuple(_once(f for each in found.values() for f in each))),
        )

    def _rows(
        self, cohorts: Mapping[str | None, Sequence[Finding]], *, by_item: bool
    ) -> Iterator[tuple[Term, tuple[Comparison, ...]]]:
        """Yield the rows of a measure, each with the comparisons that it is about.

        A rule that looks back has other levels in a wave for each comparison, so that each has a row of its own.

        Args:
            cohorts: The findings of the measure by cohort.
            by_item: Whether a row is named by its item alone.
        """
        first = next(iter(cohorts.values()))[0]
        label = self.cells.item(first) if by_item else self.cells.measure(first)
        if not any(map(_has_levels_apart, cohorts.values())):
            yield label, self.comparisons
            return
        for pair in self.comparisons:
            yield Term(text=f"{label.text}, {comparison_text(self.inputs, pair)}"), (pair,)

    def _columns(self, cohort: str | None) -> list[Column]:
        inputs = self.inputs
        units, group = inputs.context.unit.many, with_capital(group_text(inputs, cohort))

        def column(text: str, of: ColumnType) -> Column:
            if not group:
                return Column(title=with_capital(text), type=of, unit=units)
            own = with_capital(text)
            return Column(title=f"{group}, {text}", type=of, unit=units, group=group, of_group=own)

        change = inputs.heading("change")
        return [
            *(column(inputs.context.wave_label(w), "count_of_base") for w in self.waves),
            *(column(f"{change} {comparison_text(inputs, pair)}".strip(), "count") for pair in self.changes),
        ]

    def _cells(self, every: Sequence[Finding], pairs: Sequence[Comparison]) -> list[Cell]:
        """Return the cells of one cohort.

        Args:
            every: The findings of one measure, one for each comparison.
            pairs: The comparisons that the row is about; empty in a programme that compares nothing.
        """
        is_of_some = len(pairs) < len(self.comparisons)
        found = [f for f in every if comparison_of(f) in pairs] if is_of_some else every
        if not found:
            return [None] * (len(self.waves) + len(self.changes))
        levels = [
            None if is_of_some and not any(wave in pair for pair in pairs) else self._level(wave, found)
            for wave in self.waves
        ]
        by_pair = {(f.from_wave, f.to_wave): f for f in found}
        changes = [self.cells.change(by_pair[pair]) if pair in by_pair else None for pair in self.changes]
        return [*levels, *changes]

    def _level(self, wave: str, found: Sequence[Finding]) -> Cell:
        for f in found:
            if f.to_wave == wave and f.to_level is not None:
                return self.cells.level(f, wave, f.to_level)
            if f.from_wave == wave and f.from_level is not None:
                return self.cells.level(f, wave, f.from_level)
        about = next((f for f in found if wave in (f.from_wave, f.to_wave)), found[0])
        return self.cells.level(about, wave, self.levels.get((about.finding, wave)))


def _has_levels_apart(found: Iterable[Finding]) -> bool:
    """Return whether the comparisons of a finding have different levels in a wave. found: it in each comparison."""
    known: dict[str, set[Level]] = {}
    for f in found:
        for wave, level in levels_by_wave(f):
            known.setdefault(wave, set()).add(level)
    return any(len(levels) > 1 for levels in known.values())


def is_asked(finding: Finding) -> bool:
    """Return whether a unit was asked about a finding in a wave of its comparison.

    Args:
        finding: The finding.
    """
    return any(level is not None and level.asked for level in (finding.from_level, finding.to_level))


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, one of those that differ by their comparison alone."""
    return list({f.finding: f for f in findings}.values())
