"""Explains a finding: its rule, its verdict, and the units behind each of its numbers."""

from collections.abc import Iterator

from egyv_engine.explanation.care_notes import notes_on_finding
from egyv_engine.explanation.explained_run import ExplainedRun
from egyv_engine.explanation.rule_parts import citations_of, rule_of
from egyv_engine.explanation.unit_parts import node_in_words, unit_in_finding
from egyv_engine.explanation.verdict_steps import verdict_of
from egyv_engine.model.explanation import (
    ChangeExplained,
    FindingExplanation,
    LevelExplained,
    NotAskedUnits,
    NotMatched,
    UnitsByOutcome,
    UnknownUnits,
)
from egyv_engine.model.findings import Finding, LedgerRow
from egyv_engine.model.outcome_columns import EVERY_OUTCOME_WORD
from egyv_engine.model.plan import Outcome, PlannedIndicator

_COUNTED = (Outcome.NOT_MET, Outcome.MET)


def explain_finding(run: ExplainedRun, finding: Finding, unit: str | None) -> FindingExplanation:
    """Return where a finding comes from.

    Args:
        run: The programme and its results.
        finding: The finding.
        unit: A unit of its cohort whose part in it is explained; None for none.
    """
    planned = run.planned[finding.indicator, finding.item]
    earlier = finding.from_wave
    levels = tuple(_levels(run, finding, planned))
    return FindingExplanation(
        finding=finding.finding,
        cohort=finding.cohort,
        cohort_label=None if finding.cohort is None else run.linked.cohort_label(finding.cohort),
        from_wave=earlier,
        from_label=None if earlier is None else run.wave_label(earlier),
        to_wave=finding.to_wave,
        to_label=run.wave_label(finding.to_wave),
        rule=rule_of(run, planned, finding.cohort),
        verdict=verdict_of(run, finding, planned),
        levels=levels,
        change=_change(run, finding, planned),
        unit=None
        if unit is None
        else unit_in_finding(run, finding, planned, unit, {level.wave for level in levels}),
        uses=run.uses.get(finding.finding, ()),
        notes=tuple(notes_on_finding(run, finding)),
        citations=tuple(citations_of(run, planned)),
    )


def _levels(run: ExplainedRun, finding: Finding, planned: PlannedIndicator) -> Iterator[LevelExplained]:
    """Yield the rows of the ledger; of those that depend on a comparison, only those of the finding's own."""
    for row in run.ledger[finding.finding]:
        if row.from_wave is None or (row.from_wave, row.to_wave) == (finding.from_wave, finding.to_wave):
            yield _level(run, finding.cohort, planned, row)


def _level(
    run: ExplainedRun, cohort: str | None, planned: PlannedIndicator, row: LedgerRow
) -> LevelExplained:
    pair = None if row.from_wave is None or row.to_wave is None else (row.from_wave, row.to_wave)
    about = (planned.indicator, planned.item, cohort, row.wave, pair)
    units = run.trace.outcomes(*about)
    # Where each row is another unit, the rows of other waves have nothing to do with this one.
    not_surveyed = () if run.linked.has_separate_waves else units[Outcome.NOT_SURVEYED]
    level = row.level
    return LevelExplained(
        wave=row.wave,
        wave_label=run.wave_label(row.wave),
        from_wave=row.from_wave,
        to_wave=row.to_wave,
        surveyed=level.surveyed,
        returned=level.returned,
        analysed=level.analysed,
        asked=level.asked,
        base=level.base,
        count=level.count,
        dont_know=level.dont_know,
        units=UnitsByOutcome(
            not_surveyed=run.units(not_surveyed),
            no_return=run.units(units[Outcome.NO_RETURN]),
            not_analysed=run.units(units[Outcome.NOT_ANALYSED]),
            not_asked=run.units(units[Outcome.NOT_ASKED]),
            unknown=run.units(units[Outcome.UNKNOWN]),
            not_met=run.units(units[Outcome.NOT_MET]),
            met=run.units(units[Outcome.MET]),
            dont_know=run.units(run.trace.dont_know(*about)),
        ),
        not_asked_because=tuple(
            NotAskedUnits(part=part, units=run.units(left_out))
            for part, left_out in run.trace.not_asked(*about).items()
            if left_out
        ),
        unknown_because=tuple(
            UnknownUnits(
                part=found.part,
                clause=node_in_words(run, run.label_words_of(planned), found.node),
                units=run.units(found.units),
            )
            for found in run.trace.unknown(*about)
        ),
    )


def _change(run: ExplainedRun, finding: Finding, planned: PlannedIndicator) -> ChangeExplained | None:
    """Return the units behind a change; None if the finding has no change."""
    if finding.from_wave is None or finding.change is None:
        return None
    pair = (finding.from_wave, finding.to_wave)
    found = run.trace.pairs(planned.indicator, planned.item, finding.cohort, pair)
    return ChangeExplained(
        gained=run.units(found.get((Outcome.NOT_MET, Outcome.MET), ())),
        lost=run.units(found.get((Outcome.MET, Outcome.NOT_MET), ())),
        kept=run.units(found.get((Outcome.MET, Outcome.MET), ())),
        never=run.units(found.get((Outcome.NOT_MET, Outcome.NOT_MET), ())),
        not_matched=tuple(
            NotMatched(
                before=EVERY_OUTCOME_WORD[before], after=EVERY_OUTCOME_WORD[after], units=run.units(units)
            )
            for (before, after), units in found.items()
            if not run.linked.has_separate_waves and (before not in _COUNTED or after not in _COUNTED)
        ),
    )
